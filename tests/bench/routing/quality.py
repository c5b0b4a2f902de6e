"""How often the right person is found: every way of ranking on every site, with what chance leaves open."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tests.bench.figures import table
from tests.bench.routing import peers, scoring
from tests.bench.routing.peers import Router
from tests.bench.routing.scoring import MEASURES, Estimate, Scores
from tests.bench.routing.site import Site

Rankings = Mapping[str, Sequence[str]]
Results = Mapping[str, "Measured"]


@dataclass(frozen=True)
class Way:
    """One way to rank people; one that uses labels only is shown no past help."""

    name: str
    made_for: Callable[[Site], Router]
    labels_only: bool = False

    def rankings(self, site: Site) -> dict[str, list[str]]:
        """The ranking of each later question of the site."""
        route = self.made_for(site.with_labels_only() if self.labels_only else site)
        return {asked.id: route(asked) for asked in site.later}


@dataclass(frozen=True)
class Measured:
    """How one way of ranking did on one site, question by question and in the mean."""

    values: Scores
    estimates: Mapping[str, Estimate]


PEERS = (
    Way("random", peers.at_random),
    Way("most active people first", peers.most_active_first),
)
PEERS_BY_BM25 = (
    Way("BM25 over a document per person", peers.bm25_over_people),
    Way("BM25 vote of past questions", peers.bm25_vote),
    Way("labels only: BM25", peers.bm25_over_labels, labels_only=True),
)


def ways(*, labels_only: bool) -> list[Way]:
    """Those that are compared, the simplest first."""
    every = [*PEERS, *(PEERS_BY_BM25 if peers.BM25_IS_INSTALLED else ())]
    return [way for way in every if way.labels_only or not labels_only]


def measured(site: Site, rankings: Rankings) -> Measured:
    """Rankings held against who really answered."""
    values = scoring.scores(site.later, site.outcomes, rankings)
    return Measured(values, scoring.estimates(values))


def told_of(site: Site, results: Results) -> Iterator[str]:
    """The results on one site in Markdown."""
    yield f"### {site.name}: {len(site.later):,} later questions, {len(site.people):,} people"
    yield table(["way of ranking", *MEASURES], [_row(name, result.estimates) for name, result in results.items()])


def told_of_all(results: Sequence[Results]) -> Iterator[str]:
    """The mean over several sites in Markdown, each of which counts alike."""
    yield f"### Mean of {len(results)} sites"
    means = {
        name: {key: scoring.macro([of[name].estimates[key] for of in results]) for key in MEASURES}
        for name in results[0]
    }
    yield table(["way of ranking", *MEASURES], [_row(name, mean) for name, mean in means.items()])


def _row(name: str, estimates: Mapping[str, Estimate]) -> list[str]:
    return [name, *(str(estimates[measure]) for measure in MEASURES)]
