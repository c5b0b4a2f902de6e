"""People who are new beside people with years of help: how much of what they could answer still reaches them.

Half of a site's people keep their labels only, as if they had just joined. And somebody who lists one more label should
be found at once by a question that names it.
"""

import random
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from statistics import fmean

from tests.bench.figures import table
from tests.bench.routing import scoring
from tests.bench.routing.ours import Registry, words_of_label
from tests.bench.routing.quality import WHOKNOWS, Rankings
from tests.bench.routing.site import Outcome, Site

DRAWS = 5
TRIALS = 500
# Somebody can be among the first three only if not too many others list the same.
FEW = 2
QUESTIONS = (
    "Who knows {label}?",
    "How do I start with {label}?",
    "Who could help me with {label}?",
    "{label}: where do I begin?",
    "Does anybody have experience with {label}?",
    "I am stuck with {label}. Who would take a look at it?",
    "Can somebody explain {label} to me?\nHalf an hour would be enough, any day this week.",
    "Looking for advice on {label}\nWe want to try it in our team next month. What should I read first?",
)


@dataclass(frozen=True)
class _Found:
    """How well a group of people is found for the questions that they could answer, and its part of all hits@3."""

    reciprocal_rank: float
    hits: float
    part: float


def told_of_halves(site: Site) -> Iterator[str]:
    """What the half without a past loses, and what the other gains, in Markdown; means of several draws of the half."""
    with_past = WHOKNOWS.rankings(site)
    rows = []
    before: dict[str, list[_Found]] = {"the half with labels only": [], "the other half": []}
    after: dict[str, list[_Found]] = {name: [] for name in before}
    for seed in range(1, DRAWS + 1):
        people = [person.id for person in site.people]
        new = frozenset(random.Random(seed).sample(people, k=len(people) // 2))
        mixed = WHOKNOWS.rankings(site.without_past_of(new))
        for name, group in zip(before, (new, frozenset(people) - new), strict=True):
            before[name].append(_found(site, with_past, group))
            after[name].append(_found(site, mixed, group))
    for name in before:
        row = [name]
        for figure in ("reciprocal_rank", "hits", "part"):
            one, other = ([getattr(found, figure) for found in draws[name]] for draws in (before, after))
            row += [f"{fmean(one):.3f}", f"{fmean(other):.3f} ({min(other):.3f} to {max(other):.3f})"]
        rows.append(row)
    yield f"### {site.name}: a random half of the people has labels only ({DRAWS} draws; least and most in brackets)"
    heads = [
        f"{figure}, {when}"
        for figure in ("MRR", "hit@3", "part of all hits@3")
        for when in ("all with their past", "half without")
    ]
    yield table(["of the questions that they answered", *heads], rows)


def told_of_new_labels(site: Site) -> Iterator[str]:
    """How often somebody with one more label is among the first three for a question that names it, in Markdown."""
    registry = Registry(site)
    rows = []
    for told, most in ((f"at most {FEW} others list it", FEW), ("however many list it", len(site.people))):
        found = _trials(site, registry, most)
        if found:
            low, high = scoring.wilson(sum(found), len(found))
            rows.append([told, f"{sum(found) / len(found):.3f} [{low:.3f}, {high:.3f}]", str(len(found))])
    yield f"### {site.name}: somebody lists one more label, and a question names it"
    yield table(["the label, drawn from the site's", "they are among the first three", "trials"], rows)


def _found(site: Site, rankings: Rankings, group: Collection[str]) -> _Found:
    outcomes = [_of_group(outcome, group) for outcome in site.outcomes]
    theirs = [place for place, outcome in enumerate(outcomes) if outcome.grades]
    scores = scoring.scores([site.later[place] for place in theirs], [outcomes[place] for place in theirs], rankings)
    hits = sum(scoring.scores(site.later, site.outcomes, rankings)["hit@3"])
    return _Found(fmean(scores["MRR"]), fmean(scores["hit@3"]), sum(scores["hit@3"]) / (hits or 1))


def _of_group(outcome: Outcome, group: Collection[str]) -> Outcome:
    grades = {person: grade for person, grade in outcome.grades.items() if person in group}
    return outcome.model_copy(update={"grades": grades})


def _trials(site: Site, registry: Registry, most_others: int) -> list[bool]:
    chance = random.Random(1)
    holders = Counter(label.name for person in site.people for label in person.labels)
    rare_enough = sorted(name for name, count in holders.items() if count <= most_others)
    labels = {
        person.id: dict.fromkeys((label.name for label in person.labels), site.begins_at) for person in site.people
    }
    may_add = [(person, name) for person, own in labels.items() for name in rare_enough if name not in own]
    found: list[bool] = []
    for person, new in chance.choices(may_add, k=TRIALS) if may_add else ():
        registry.list_labels(person, {**labels[person], new: site.cut_off})
        question = chance.choice(QUESTIONS).format(label=words_of_label(new))
        found.append(person in registry.best(question, now=site.cut_off)[:3])
        registry.list_labels(person, labels[person])
    return found
