"""How often the right person is found: every way of ranking on every site, with what chance leaves open."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.matching import meaning
from tests.bench.figures import table
from tests.bench.routing import ours, peers, scoring
from tests.bench.routing.peers import Router
from tests.bench.routing.scoring import MEASURES, Estimate, Scores
from tests.bench.routing.site import Site

Rankings = Mapping[str, Sequence[str]]
Results = Mapping["Way", Mapping[str, Estimate]]

COMPARED = ("MRR", "hit@3")


@dataclass(frozen=True)
class Way:
    """One way to rank people; one that uses labels only is shown no past help."""

    name: str
    made_for: Callable[[Site], Router]
    labels_only: bool = False

    def rankings(self, site: Site) -> dict[str, list[str]]:
        """The ranking of each later question of the site."""
        route = self.made_for(site.without_past() if self.labels_only else site)
        return {asked.id: route(asked) for asked in site.later}


WHOKNOWS = Way("**WhoKnows**", ours.whoknows)
WHOKNOWS_BY_LABELS = Way("**WhoKnows, labels only**", ours.whoknows, labels_only=True)
WITH_THE_EXTRA = (
    Way("WhoKnows with `semantic`", ours.whoknows_by_meaning),
    Way("WhoKnows with `semantic`, labels only", ours.whoknows_by_meaning, labels_only=True),
)
PEERS = (
    Way("most active people first", peers.most_active_first),
    Way("random", peers.at_random, labels_only=True),
)
PEERS_BY_BM25 = (
    Way("BM25 vote of past questions", peers.bm25_vote),
    Way("BM25 over a document per person", peers.bm25_over_people),
    Way("labels only: BM25", peers.bm25_over_labels, labels_only=True),
)


def ways(*, labels_only: bool) -> list[Way]:
    """Those that are compared; each of ours stands before the peers that are shown the same as it."""
    extra = WITH_THE_EXTRA if meaning.IS_INSTALLED else ()
    by_bm25 = PEERS_BY_BM25 if peers.BM25_IS_INSTALLED else ()
    every = [WHOKNOWS, WHOKNOWS_BY_LABELS, *extra, *by_bm25, *PEERS]
    return [way for way in sorted(every, key=lambda way: way.labels_only) if way.labels_only or not labels_only]


def results(site: Site, rankings: Mapping[Way, Rankings]) -> Results:
    """Each way's rankings on a site, held against who really answered and against ours."""
    values = {way: scoring.scores(site.later, site.outcomes, found) for way, found in rankings.items()}
    return {way: {**scoring.estimates(values[way]), **_ahead(values, way)} for way in rankings}


def told_of(site: Site, of: Results) -> Iterator[str]:
    """The results on one site in Markdown."""
    yield f"### {site.name}: {len(site.later):,} later questions, {len(site.people):,} people"
    yield _table(of)


def told_of_all(every: Sequence[Results]) -> Iterator[str]:
    """The mean over several sites in Markdown, each of which counts alike."""
    yield f"### Mean of {len(every)} sites"
    yield _table(
        {
            way: {measure: scoring.macro([of[way][measure] for of in every]) for measure in measures}
            for way, measures in every[0].items()
        }
    )


def _ahead(values: Mapping[Way, Scores], way: Way) -> dict[str, Estimate]:
    ours_by_the_same = WHOKNOWS_BY_LABELS if way.labels_only else WHOKNOWS
    if way == ours_by_the_same:
        return {}
    return {
        f"ahead in {measure}": scoring.advantage(values[ours_by_the_same][measure], values[way][measure])
        for measure in COMPARED
    }


def _table(of: Results) -> str:
    heads = [*MEASURES, *(f"ahead in {measure}" for measure in COMPARED)]
    rows = [[way.name, *(str(row.get(head, "")) for head in heads)] for way, row in of.items()]
    return table(["way of ranking", *heads], rows)
