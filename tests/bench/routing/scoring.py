"""Scores of rankings against who really answered, and how far chance may have moved them.

The method is that of the benchmark's own evaluator, so that the figures can be compared: whoever asked is dropped from
a ranking, a name that comes twice counts once, a missing ranking counts as an empty one, and the intervals are those
of a bootstrap over the questions.
"""

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.bench.routing.site import Asked, Outcome

RESAMPLES = 1000
SEED = 1
MEASURES = ("MRR", "hit@1", "hit@3", "hit@5", "nDCG@10")

Ranking = Sequence[str]
Scores = dict[str, list[float]]


@dataclass(frozen=True)
class Estimate:
    """A mean over questions, with the means of the resamples in the order they were drawn."""

    mean: float
    resampled: tuple[float, ...]

    @property
    def lowest(self) -> float:
        """The lower end of the 95 % interval."""
        return sorted(self.resampled)[int(0.025 * len(self.resampled))]

    @property
    def highest(self) -> float:
        """The upper end of the 95 % interval."""
        return sorted(self.resampled)[int(0.975 * len(self.resampled)) - 1]

    def __str__(self) -> str:
        return f"{self.mean:.4f} [{self.lowest:.3f}, {self.highest:.3f}]"


def scores(later: Sequence[Asked], outcomes: Sequence[Outcome], rankings: Mapping[str, Ranking]) -> Scores:
    """Each measure's value for each later question, in their order."""
    rows = [
        _scores_of_one(_without(rankings.get(asked.id, ()), asked.asker), outcome.grades)
        for asked, outcome in zip(later, outcomes, strict=True)
    ]
    return {measure: [row[measure] for row in rows] for measure in MEASURES}


def estimates(of: Scores) -> dict[str, Estimate]:
    """The mean of each measure with its bootstrap; one stream of chance serves all, in the order of MEASURES."""
    chance = random.Random(SEED)
    return {measure: _bootstrap(of[measure], chance) for measure in MEASURES}


def advantage(ours: Sequence[float], others: Sequence[float]) -> Estimate:
    """How far ours is ahead, question by question: the paired bootstrap."""
    return _bootstrap([one - other for one, other in zip(ours, others, strict=True)], random.Random(SEED))


def macro(parts: Sequence[Estimate]) -> Estimate:
    """The mean over sites, each of which counts alike and is resampled by itself."""
    return Estimate(
        _mean([part.mean for part in parts]),
        tuple(_mean(means) for means in zip(*(part.resampled for part in parts), strict=True)),
    )


def wilson(found: int, trials: int) -> tuple[float, float]:
    """The 95 % interval of a share by Wilson's formula, which holds near 0 and 1 too."""
    z, share = 1.959964, found / trials
    middle = (share + z * z / (2 * trials)) / (1 + z * z / trials)
    reach = z / (1 + z * z / trials) * math.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    return middle - reach, middle + reach


def place_of_first(ranking: Ranking, wanted: Mapping[str, int]) -> int | None:
    """The place, counted from 1, of the first person in `ranking` who is wanted."""
    return next((place for place, person in enumerate(ranking, 1) if wanted.get(person, 0) >= 1), None)


def _without(ranking: Ranking, asker: str) -> list[str]:
    return [person for person in dict.fromkeys(ranking) if person != asker]


def _scores_of_one(ranking: Ranking, grades: Mapping[str, int]) -> dict[str, float]:
    first = place_of_first(ranking, grades)
    best = _gain(sorted(grades.values(), reverse=True))
    return {
        "MRR": 1 / first if first else 0.0,
        **{f"hit@{depth}": float(first is not None and first <= depth) for depth in (1, 3, 5)},
        "nDCG@10": _gain([grades.get(person, 0) for person in ranking]) / best if best else 0.0,
    }


def _gain(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades[:10], 1))


def _bootstrap(values: Sequence[float], chance: random.Random) -> Estimate:
    resampled = (_mean(chance.choices(values, k=len(values))) for _ in range(RESAMPLES))
    return Estimate(_mean(values), tuple(resampled))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
