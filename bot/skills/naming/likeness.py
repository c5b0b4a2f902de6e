"""How like a typed word is to the words that topics have: a slip, another form, a beginning, a short form."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import lru_cache
from itertools import takewhile

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.skills.naming.wording import SHORTENINGS, letters_of
from bot.words import stem

LEAST_ROOT = 5
LEAST_ROOT_SHARE = 0.5
SURELY_LONG = 8
LEAST_END = 4
_VOWELS = frozenset("aeiouy")
_VERSION = re.compile(r"(?<=[^\W\d_])\d[\d.]*$")


class Why(StrEnum):
    """Why a typed name may mean a topic: its name, another word for it, another form, short for it, and so on."""

    NAME = "name"
    ALIAS = "alias"
    FORM = "form"
    SHORT = "short"
    SPELLING = "spelling"
    START = "start"
    PART = "part"
    NEAR = "near"


def slips_allowed(length: int) -> int:
    """How many letters of a name may be wrong, missing, too many or swapped; none in the short ones."""
    return 0 if length < 4 else 1 if length < 6 else 2 if length < 11 else 3


class Words:
    """All words of a vocabulary, prepared to find those like a typed one."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(set(words))
        self._known = set(self._words)
        self._by_stem: dict[str, list[str]] = defaultdict(list)
        self._by_letters: dict[str, list[str]] = defaultdict(list)
        for word in self._words:
            self._by_stem[stem(word)].append(word)
            if len(word) >= 5:
                self._by_letters[letters_of(word)].append(word)
        self.like = lru_cache(maxsize=4096)(self._like)

    def __contains__(self, word: object) -> bool:
        """Whether exactly this word is one of them."""
        return word in self._known

    def misspelt(self, written: str) -> str | None:
        """The word that a word out of a running text surely is a slip of; None for its own words and where in doubt."""
        if written in self._known or len(written) < SURELY_LONG:
            return None
        near = process.extractOne(written, self._words, scorer=OSA.distance, score_cutoff=1)
        return near[0] if near is not None and near[0][0] == written[0] else None

    def _like(self, typed: str) -> dict[str, tuple[float, Why]]:
        """The words like a typed one, each with a likeness in [0, 1] and the cause."""
        found: dict[str, tuple[float, Why]] = {}
        for word, likeness, why in self._ways(typed):
            if word not in found or likeness > found[word][0]:
                found[word] = (likeness, why)
        return found

    def _ways(self, typed: str) -> Iterator[tuple[str, float, Why]]:
        if typed in self._known:
            yield typed, 1.0, Why.NAME
        for word in self._by_stem.get(stem(typed), ()):
            if is_other_form(typed, word):
                yield word, 0.98, Why.FORM
        without_version = _VERSION.sub("", typed)
        if without_version != typed and without_version in self._known:
            yield without_version, 0.95, Why.FORM
        yield from self._by_beginning(typed)
        yield from self._shortened(typed)
        if len(typed) > LEAST_END:
            for word in self._words:
                if word != typed and len(word) > LEAST_END and (word.endswith(typed) or typed.endswith(word)):
                    yield word, 0.65, Why.PART
        for word in self._by_letters.get(letters_of(typed), ()):
            yield word, 0.9 if word[0] == typed[0] else 0.8, Why.SPELLING
        allowed = slips_allowed(len(typed))
        if allowed:
            near = process.extract(typed, self._words, scorer=OSA.distance, score_cutoff=allowed, limit=10)
            for word, slips, _ in near:
                if 0 < slips <= slips_allowed(len(word)):
                    yield word, spelling(slips, typed, word), Why.SPELLING

    def _shortened(self, typed: str) -> Iterator[tuple[str, float, Why]]:
        whole = SHORTENINGS.get(typed)
        if whole is not None:
            for word in self._starting(whole[:LEAST_ROOT]):
                yield word, 0.95 if word == whole else 0.85, Why.SHORT
        if len(typed) >= 3 and not _VOWELS & set(typed[1:]):
            for word in self._starting(typed[0]):
                if _consonants(word) == typed:
                    yield word, 0.85, Why.SHORT
                elif len(word) > len(typed) and word[-1] == typed[-1] and _is_within(typed, word):
                    yield word, 0.7, Why.SHORT

    def _by_beginning(self, typed: str) -> Iterator[tuple[str, float, Why]]:
        if len(typed) < 3:
            return
        for word in self._starting(typed[:3]):
            if word == typed:
                continue
            if word.startswith(typed):
                yield word, 0.55 + 0.4 * len(typed) / len(word), Why.START
            elif typed.startswith(word) and len(word) > 3:
                yield word, 0.6, Why.PART
            else:
                share = _root(typed, word) / max(len(typed), len(word))
                if share >= LEAST_ROOT_SHARE and _root(typed, word) >= LEAST_ROOT:
                    yield word, 0.48 + 0.45 * share, Why.FORM

    def _starting(self, letters: str) -> Iterator[str]:
        for place in range(bisect_left(self._words, letters), len(self._words)):
            if not self._words[place].startswith(letters):
                return
            yield self._words[place]


def is_other_form(typed: str, word: str) -> bool:
    """Whether two words with one stem are forms of one word; short ones only as the plural, "tax" and "taxes"."""
    short, long = sorted((typed, word), key=len)
    return len(short) > 3 or long in {short + "s", short + "es"}


def spelling(slips: int, typed: str, word: str) -> float:
    """How like two words are that are some slips apart; most people get the first letter right."""
    return 0.97 - 0.75 * slips / max(len(typed), len(word)) - (0.0 if typed[0] == word[0] else 0.05)


def _root(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _consonants(word: str) -> str:
    return word[0] + "".join(letter for letter in word[1:] if letter not in _VOWELS)


def _is_within(short: str, word: str) -> bool:
    letters = iter(word)
    return all(letter in letters for letter in short)
