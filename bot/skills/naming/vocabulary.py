"""The names a workspace has for topics, and what a typed name may mean among them; pure functions of words."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.skills.naming.sameness import same_key, without_accents
from bot.words import words_of
from models import Area

_NUMERONYM = re.compile(r"([^\W\d_])(\d{1,2})([^\W\d_])")
_WORD = re.compile(r"[^\W_]+[+#]*")
LONGEST_INITIALS = 6
_Offer = Callable[[Iterable[int], float, "Why"], None]


class Why(StrEnum):
    """Why a typed name may mean a topic, surest first."""

    NAME = "name"
    ALIAS = "alias"
    FORM = "form"
    SHORT = "short"
    SPELLING = "spelling"
    START = "start"
    PART = "part"
    NEAR = "near"


@dataclass(frozen=True)
class Proposal:
    """A topic that somebody may mean; `skill_id` is None while the workspace does not have it yet."""

    name: str
    skill_id: int | None
    why: Why


@dataclass(frozen=True)
class Entry:
    """A topic with all the words for it, its name first; `skill_id` is None for one of the starter topics."""

    name: str
    skill_id: int | None
    area: Area | None
    wordings: tuple[str, ...]


class Vocabulary:
    """All entries at hand, prepared for many look-ups; entries of the workspace come before those of our own lists."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = list(entries)
        self._by_key: dict[str, tuple[int, Why]] = {}
        self._by_bare_key: dict[str, set[int]] = defaultdict(set)
        self._by_stems: dict[frozenset[str], set[int]] = defaultdict(set)
        self._by_stem: dict[str, set[int]] = defaultdict(set)
        self._by_initials: dict[str, set[int]] = defaultdict(set)
        for why, chosen in ((Why.NAME, slice(0, 1)), (Why.ALIAS, slice(1, None))):
            for place, entry in enumerate(self.entries):
                for wording in entry.wordings[chosen]:
                    self._note(place, wording, why)
        self._keys = list(self._by_key)

    def _note(self, place: int, wording: str, why: Why) -> None:
        key = same_key(wording)
        self._by_key.setdefault(key, (place, why))
        self._by_bare_key[without_accents(key)].add(place)
        stems = frozenset(words_of(wording))
        self._by_stems[stems].add(place)
        for stem in stems:
            self._by_stem[stem].add(place)
        words = _WORD.findall(wording.casefold())
        if len(words) > 1:
            self._by_initials["".join(word[0] for word in words)].add(place)
        for word in {key, *words}:
            if len(word) > 3:
                self._by_initials[f"{word[0]}{len(word) - 2}{word[-1]}"].add(place)

    def same(self, typed: str) -> Entry | None:
        """The entry by exactly this name or alias, however it is spaced, joined and dressed."""
        found = self._by_key.get(same_key(typed))
        return None if found is None else self.entries[found[0]]

    def proposals(self, typed: str, *, at_most: int) -> list[Proposal]:
        """The entries that a typed name may mean, best first; the exact one leads."""
        key = same_key(typed)
        scores: dict[int, tuple[float, Why]] = {}

        def offer(places: Iterable[int], score: float, why: Why) -> None:
            for place in places:
                if place not in scores or score > scores[place][0]:
                    scores[place] = (score, why)

        if key in self._by_key:
            place, why = self._by_key[key]
            offer([place], 100, why)
        offer(self._by_bare_key.get(without_accents(key), ()), 98, Why.SPELLING)
        stems = frozenset(words_of(typed))
        if stems:
            offer(self._by_stems.get(stems, ()), 96, Why.FORM)
        if len(key) <= LONGEST_INITIALS:
            offer(self._by_initials.get(key, ()), 90, Why.SHORT)
        self._by_spelling(key, offer)
        self._by_parts(key, stems, offer)
        ranked = sorted(scores.items(), key=lambda item: (-item[1][0], self.entries[item[0]].skill_id is None, item[0]))
        return [
            Proposal(self.entries[place].name, self.entries[place].skill_id, why)
            for place, (_, why) in ranked[:at_most]
        ]

    def _by_spelling(self, key: str, offer: _Offer) -> None:
        allowed = slips_allowed(key)
        if not allowed:
            return
        for near, distance, _ in process.extract(key, self._keys, scorer=OSA.distance, score_cutoff=allowed, limit=20):
            if distance <= slips_allowed(near):
                offer([self._by_key[near][0]], 94 - 60 * distance / len(near), Why.SPELLING)

    def _by_parts(self, key: str, stems: frozenset[str], offer: _Offer) -> None:
        if len(key) > 1:
            for near in self._keys:
                if near.startswith(key) and near != key:
                    offer([self._by_key[near][0]], 60 + 20 * len(key) / len(near), Why.START)
        shared: dict[int, int] = defaultdict(int)
        for stem in stems:
            for place in self._by_stem.get(stem, ()):
                shared[place] += 1
        for place, count in shared.items():
            own = len(words_of(self.entries[place].name)) or 1
            offer([place], 40 + 20 * count / len(stems) + 15 * min(count / own, 1), Why.PART)


def slips_allowed(key: str) -> int:
    """How many letters of a name may be wrong, missing, too many or swapped; none in the short ones."""
    return min((len(key) + 1) // 5, 3) if len(key) >= 4 else 0
