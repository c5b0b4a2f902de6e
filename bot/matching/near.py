"""The past texts nearest to a text, and whom those who helped with them speak for."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.matching import weights
from bot.matching.evidence import Evidence, Mentions
from bot.matching.terms import Terms


@dataclass(frozen=True)
class Similar:
    """A past text like the one asked about; likeness is 1 for the same words."""

    subject_id: int
    likeness: float


@dataclass(frozen=True)
class Near:
    """The past texts nearest to a text: their likenesses, the helps with them, and the votes by person."""

    documents: NDArray[np.int64]
    likenesses: NDArray[np.float64]
    are_like: NDArray[np.bool_]
    helps: NDArray[np.int64]
    of_document: NDArray[np.int64]
    helpers: NDArray[np.int64]
    recent: NDArray[np.float64]
    lasting: NDArray[np.float64]

    def similar(self, evidence: Evidence) -> list[Similar]:
        order = np.lexsort((evidence.subjects.values[self.documents], -np.round(self.likenesses, 9)))
        order = order[self.are_like[order]]
        return [
            Similar(int(evidence.subjects.values[self.documents[at]]), float(self.likenesses[at])) for at in order[:20]
        ]


def nearest(evidence: Evidence, terms: Terms, as_of: float) -> Near:
    """The past texts nearest to one of these terms, as of a day."""
    mentions, unknown = evidence.mentions(terms)
    people = len(evidence.activity)
    average = evidence.all_words / max(evidence.living, 1) or 1.0
    lengths = evidence.lengths.values[mentions.documents]
    norm = 1 - weights.LENGTH_SHARE + weights.LENGTH_SHARE * lengths / average
    saturated = mentions.counts * (weights.SATURATION + 1) / (mentions.counts + weights.SATURATION * norm)
    telling = _telling(evidence, mentions, as_of)
    size = len(evidence.lengths)
    worth = saturated * (mentions.rarities * telling)[mentions.words]
    closeness = sums_by_place(mentions.documents, worth, size)
    found = np.flatnonzero(closeness > 0)
    closeness = np.round(closeness[found], 9)
    if len(found) > weights.NEAREST:
        nearest = closeness >= np.partition(closeness, -weights.NEAREST)[-weights.NEAREST]
        found, closeness = found[nearest], closeness[nearest]
    helps, of_document = evidence.helps_of_documents(found)
    helpers = evidence.helper.values[helps].astype(np.int64)
    age = np.maximum(as_of - evidence.helped_on.values[helps].astype(np.float64), 0.0)
    weight = evidence.help_weight.values[helps]
    close = closeness[of_document]
    likenesses, shared = _likeness(evidence, mentions, unknown, found, np.minimum(1 / norm, 1.0))
    least_shared = min(weights.LEAST_SHARED_WORDS, max(len(mentions.rarities) + unknown, 1))
    return Near(
        documents=found,
        likenesses=likenesses,
        are_like=(likenesses >= weights.LEAST_LIKENESS) & (shared >= least_shared),
        helps=helps,
        of_document=of_document,
        helpers=helpers,
        recent=sums_by_place(helpers, close * weight * np.exp2(-age / weights.RECENT_DAYS), people),
        lasting=sums_by_place(helpers, close**2 * weight * np.exp2(-age / weights.LASTING_DAYS), people),
    )


def _likeness(
    evidence: Evidence, mentions: Mentions, unknown: int, documents: NDArray[np.int64], counted: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """How much of what a text says these past texts say too, in [0, 1], and how many words that is.

    A word that no past text has counts as the rarest. `counted` is less than 1 for mentions in texts longer than usual:
    a long log mentions everything.
    """
    order = np.full(len(evidence.lengths), -1)
    order[documents] = np.arange(len(documents))
    of_document = order[mentions.documents]
    here = of_document >= 0
    rarity = np.log1p(evidence.living / np.maximum(mentions.seen, 1))
    whole = float(rarity.sum() + unknown * np.log1p(evidence.living))
    said = sums_by_place(of_document[here], (rarity[mentions.words] * counted)[here], len(documents))
    return said / (whole or 1.0), np.bincount(of_document[here], minlength=len(documents))


def _telling(evidence: Evidence, mentions: Mentions, as_of: float) -> NDArray[np.float64]:
    """How much each word tells people apart.

    It is the divergence (nats) of who helped where the word occurs from who helps at all: "best" is said to everybody.
    """
    people = len(evidence.activity)
    words = len(mentions.rarities)
    ago = as_of / weights.TELLING_DAYS
    anybody = evidence.lasting.values / (evidence.lasting.values.sum() or 1.0)
    helps, of_mention = evidence.helps_of_documents(mentions.documents)
    helpers = evidence.helper.values[helps].astype(np.int64)
    weight = evidence.help_weight.values[helps] * np.exp2(
        evidence.helped_on.values[helps].astype(np.float64) / weights.TELLING_DAYS - ago
    )
    ends = np.searchsorted(mentions.words[of_mention], np.arange(words + 1))
    telling = np.zeros(words)
    for word in range(words):
        mine = slice(ends[word], ends[word + 1])
        who, seen = _by_person(helpers[mine], weight[mine], people)
        total = seen.sum() + weights.SMOOTHING_HELPS
        share = (seen + weights.SMOOTHING_HELPS * anybody[who]) / total
        rest = weights.SMOOTHING_HELPS / total
        divergence = (share * np.log(share / anybody[who])).sum() + (1 - anybody[who].sum()) * rest * np.log(rest)
        telling[word] = weights.LEAST_TELLING + max(divergence, 0.0)
    return telling


def _by_person(
    helpers: NDArray[np.int64], weight: NDArray[np.float64], people: int
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Who occurs, and the sum of their weights; by a place for everybody where many occur, by sorting where few do."""
    if len(helpers) * 40 > people:
        seen = sums_by_place(helpers, weight, people)
        who = np.flatnonzero(seen > 0)
        return who, seen[who]
    who, times = np.unique(helpers, return_inverse=True)
    return who, sums_by_place(times, weight, len(who))


def sums_by_place(places: NDArray[np.int64], values: NDArray[np.float64], size: int) -> NDArray[np.float64]:
    """For each of `size` places the sum of the values that belong there."""
    return np.asarray(np.bincount(places, values, minlength=size), dtype=np.float64)
