"""An invented workspace of any size to measure speed on: words and topics as unevenly used as in real talk.

The n-th most used word is used 1/n as often as the first (Zipf's law), and so are topics on people's lists.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
PAST = timedelta(days=3 * 365)
WORDS = 200_000
LABELS_PER_PERSON = 10
QUESTIONS_PER_PERSON = 3
SHORTEST, LONGEST = 12, 40
TITLE = 8
AT_ONCE = 10_000

# Everybody's lists of words that say nothing hold these; in talk they are the most used.
_SAY_NOTHING = "the of to and a in is it that for on are with as at be this by but not or was if an will there".split()
_SYLLABLES = [consonant + vowel for vowel in "aeiou" for consonant in "bcdfghjklmnprstvw"]
# Topics are neither the most used words nor ones that hardly anybody has met.
_TOPICS_ARE_WORDS_FROM = 200


@dataclass(frozen=True)
class Past:
    """A question that was asked and who helped; people are numbers from 0 on."""

    number: int
    text: str
    helpers: tuple[int, ...]
    helped_at: datetime


class Town:
    """Everything about it is drawn from seeds, so that every process that makes it has the same."""

    def __init__(self, people: int) -> None:
        self.people = people
        self.words = [*_SAY_NOTHING, *(_word(number) for number in range(WORDS - len(_SAY_NOTHING)))]
        self.topics = [
            f"{self.words[first]} {self.words[first + 1]}" if first % 3 == 0 else self.words[first]
            for first in range(_TOPICS_ARE_WORDS_FROM, _TOPICS_ARE_WORDS_FROM + 2 * (500 + people // 10), 2)
        ]
        self._of_words = _cumulated(WORDS)
        self._of_topics = _cumulated(len(self.topics))

    @property
    def questions(self) -> int:
        """How many were asked in the past."""
        return self.people * QUESTIONS_PER_PERSON

    def labels(self) -> Iterator[list[int]]:
        """What each person lists: places in `topics`, the person's favourites first."""
        chance = np.random.default_rng(1)
        for _ in range(self.people):
            listed: dict[int, None] = {}
            while len(listed) < LABELS_PER_PERSON:
                listed.update(dict.fromkeys(_drawn(chance, self._of_topics, LABELS_PER_PERSON).tolist()))
            yield list(listed)[:LABELS_PER_PERSON]

    def past(self) -> Iterator[list[Past]]:
        """All past questions, some thousands at once."""
        chance = np.random.default_rng(2)
        for first in range(0, self.questions, AT_ONCE):
            yield self._drawn_questions(chance, first, min(AT_ONCE, self.questions - first))

    def fresh(self, count: int) -> list[Past]:
        """Questions that are not among the past ones, numbered on from them, and who helps with them by now."""
        drawn = self._drawn_questions(np.random.default_rng(3), self.questions, count)
        return [replace(one, helped_at=NOW) for one in drawn]

    def _drawn_questions(self, chance: np.random.Generator, first: int, count: int) -> list[Past]:
        lengths = chance.integers(SHORTEST, LONGEST + 1, count)
        words = iter(_drawn(chance, self._of_words, int(lengths.sum())).tolist())
        topics = _drawn(chance, self._of_topics, count).tolist()
        # A few people help with much, most with little.
        helpers = (self.people * chance.random((count, 3)) ** 2).astype(int).tolist()
        helping = chance.integers(1, 4, count).tolist()
        ago = chance.random(count).tolist()
        found = []
        for place, length in enumerate(lengths.tolist()):
            said = [self.words[next(words)] for _ in range(length)]
            # Most people name what they ask about.
            if chance.random() < 0.6:
                said.insert(2, self.topics[topics[place]])
            text = f"{' '.join(said[:TITLE])}\n{' '.join(said[TITLE:])}"
            who = tuple(dict.fromkeys(helpers[place][: helping[place]]))
            found.append(Past(first + place, text, who, NOW - ago[place] * PAST))
        return found


def _word(number: int) -> str:
    """The word with that number: two syllables for the most used, three for the others."""
    syllables = len(_SYLLABLES)
    first, rest = number % syllables, number // syllables
    second, rest = rest % syllables, rest // syllables
    return _SYLLABLES[second] + _SYLLABLES[first] + (_SYLLABLES[rest - 1] if rest else "")


def _cumulated(size: int) -> NDArray[np.float64]:
    weights = 1 / np.arange(1, size + 1)
    return np.asarray(np.cumsum(weights / weights.sum()), dtype=np.float64)


def _drawn(chance: np.random.Generator, cumulated: NDArray[np.float64], count: int) -> NDArray[np.int64]:
    return np.minimum(np.searchsorted(cumulated, chance.random(count)), len(cumulated) - 1)
