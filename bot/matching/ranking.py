"""Who is relevant to a text, in which order and why: signals, each in [0, 1], weighed together; pure functions."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from bot.matching import weights
from bot.matching.days import days
from bot.matching.evidence import Evidence
from bot.matching.index import NUMBER_OF_LEVEL, Index
from bot.matching.listed import Named
from bot.matching.meaning import Meanings
from bot.matching.near import Similar, nearest, sums_by_place
from bot.matching.reasons import Reason, Reasons
from bot.matching.terms import terms_of
from models import Level


@dataclass(frozen=True)
class Signals:
    """What speaks for a person, each in [0, 1]; `weights` says what each means."""

    recent_vote: float
    lasting_vote: float
    label: float
    active: float
    breadth: float
    untried: float
    fresh: float


@dataclass(frozen=True)
class Ranked:
    """A person with topical evidence for a text. `relevance` lies in (0, 1], 1 for the best; reasons may be none."""

    member_id: int
    relevance: float
    signals: Signals
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Relevant:
    """What the index says about a text: the people, best first; the skills it names; and the past texts like it."""

    people: list[Ranked]
    named: list[Named]
    similar: list[Similar]


def relevant(
    index: Index,
    text: str,
    *,
    now: datetime,
    topic_id: int | None = None,
    at_most: int = 1_000,
    only_with_reasons: bool = False,
) -> Relevant:
    """The people with topical evidence for a text. The same index and text give the same order.

    The skill `topic_id` counts as named, whatever the words are. `only_with_reasons` leaves out those of whom nothing
    true could be told.
    """
    as_of = days(now)
    named = index.listed.named_in(text, topic_id=topic_id)
    terms = terms_of(text)
    near = nearest(index.evidence, terms, as_of)
    by_label = _by_label(index, named)
    if index.meanings is not None and len(terms.numbers):
        by_label = _of_most(by_label + weights.MEANING * _by_meaning(index, index.meanings, text))
    like = near.helps[near.are_like[near.of_document]]
    if only_with_reasons:
        people = _with_reasons(index, named, like)
    else:
        has_evidence = by_label > 0
        has_evidence[near.helpers] = True
        people = np.flatnonzero(has_evidence)
    if not len(people):
        return Relevant([], named, near.similar(index.evidence))
    breadth = _breadth(index, people)
    beside = weights.BREADTH_BESIDE_LABEL
    spoken_for = (by_label[people] + beside * breadth) / (1 + beside)
    # In the order of the fields of Signals.
    signals = np.stack(
        [
            _of_most(near.recent)[people] ** weights.VOTE_POWER,
            _of_most(near.lasting)[people] ** weights.VOTE_POWER,
            by_label[people],
            _active(index.evidence, people, as_of),
            breadth,
            _untried(index.evidence, like, spoken_for, people),
            _fresh(index, named, as_of)[people],
        ]
    )
    sums = np.round(np.array(weights.OF_SIGNALS) @ signals, 9)
    member_ids = index.member_ids.values[people]
    order = _best(sums, member_ids, at_most)
    relevances = np.exp(sums - sums.max())
    reasons = Reasons(index, named, like, people[order])
    found = [
        Ranked(
            int(member_ids[at]), float(relevances[at]), Signals(*signals[:, at].tolist()), reasons.of(int(people[at]))
        )
        for at in order.tolist()
    ]
    return Relevant(found, named, near.similar(index.evidence))


def _best(sums: NDArray[np.float64], member_ids: NDArray[np.int64], at_most: int) -> NDArray[np.int64]:
    """Where the best stand, best first, whoever joined first where two are equal; only those are put in order."""
    candidates = np.arange(len(sums))
    if len(sums) > at_most:
        candidates = np.flatnonzero(sums >= np.partition(sums, -at_most)[-at_most])
    return candidates[np.lexsort((member_ids[candidates], -sums[candidates]))][:at_most]


def _with_reasons(index: Index, named: list[Named], like: NDArray[np.int64]) -> NDArray[np.int64]:
    """Who lists what the text names, or helped with a text like it."""
    holders = [index.listed.holders_of(one.place)[0].astype(np.int64) for one in named if one.is_named]
    have = np.zeros(len(index.member_ids), np.bool_)
    have[np.concatenate([*holders, index.evidence.helper.values[like].astype(np.int64)])] = True
    return np.flatnonzero(have)


def _by_label(index: Index, named: list[Named]) -> NDArray[np.float64]:
    """For everybody, how much it says that they list skills that the text shares words with; 1 for the most."""
    strength = np.zeros(len(index.member_ids))
    for one in named:
        holders, levels, _ = index.listed.holders_of(one.place)
        strength[holders] += one.strength * np.where(levels == NUMBER_OF_LEVEL[Level.CAN_TEACH], 1.0, weights.CAN_HELP)
    return _of_most(strength)


def _by_meaning(index: Index, meanings: Meanings, text: str) -> NDArray[np.float64]:
    """For everybody, how near the skills that they list are to what a text is about; 1 for the most."""
    nearness = np.maximum(meanings.nearness(text) - weights.LEAST_NEARNESS, 0.0)
    holders, strengths = index.listed.holders_of_nearest(nearness)
    return _of_most(sums_by_place(holders, strengths, len(index.member_ids)))


def _untried(
    evidence: Evidence,
    like: NDArray[np.int64],
    spoken_for: NDArray[np.float64],
    people: NDArray[np.int64],
) -> NDArray[np.float64]:
    """The benefit of the doubt for whoever helped with little else yet: as far as their labels speak for them.

    Help with texts like the one asked takes nothing of it away.
    """
    with_like = np.bincount(evidence.helper.values[like], minlength=len(evidence.activity))[people]
    return spoken_for * np.maximum(1 - (evidence.how_often(people) - with_like) / weights.TRIED, 0.0)


def _fresh(index: Index, named: list[Named], as_of: float) -> NDArray[np.float64]:
    """The benefit of the doubt for whoever listed lately what the text names and few others list.

    Where there is little past yet, labels speak for themselves.
    """
    past = index.evidence.living / (index.evidence.living + weights.MUCH_PAST)
    most = np.zeros(len(index.member_ids))
    for one in named:
        if one.is_named:
            holders, _, listed_on = index.listed.holders_of(one.place)
            few = min(1.0, weights.FEW / len(holders))
            fresh = np.exp2(-np.maximum(as_of - listed_on, 0.0) / weights.FRESH_DAYS)
            most[holders] = np.maximum(most[holders], one.coverage * few * fresh * past)
    return most


def _active(evidence: Evidence, people: NDArray[np.int64], as_of: float) -> NDArray[np.float64]:
    helped = evidence.activity.values[people] * np.exp2(-as_of / weights.ACTIVE_DAYS)
    return np.asarray(helped / (helped + weights.HALF_ACTIVE), dtype=np.float64)


def _breadth(index: Index, people: NDArray[np.int64]) -> NDArray[np.float64]:
    listed = np.minimum(index.listed.how_many(people), weights.BROAD)
    return np.asarray(np.log1p(listed) / np.log1p(weights.BROAD), dtype=np.float64)


def _of_most(values: NDArray[np.float64]) -> NDArray[np.float64]:
    most = values.max(initial=0.0)
    return values / most if most > 0 else values
