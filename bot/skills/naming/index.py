"""All wordings of the topics at hand, prepared to be looked up; each way of looking is made when it is first used."""

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from bot.skills.naming.likeness import Why, Words
from bot.skills.naming.sameness import same_key, without_accents
from bot.skills.naming.wording import Wording, initials, letters_of, numeronyms, wording
from bot.skills.near_topics import NEAR_TOPICS
from bot.skills.starting_aliases import AMBIGUOUS
from bot.words import stem
from models import Area


@dataclass(frozen=True)
class Entry:
    """A topic with all the words for it, its name first; `skill_id` is None for one of our own lists."""

    name: str
    skill_id: int | None
    area: Area | None
    wordings: tuple[str, ...]


@dataclass(frozen=True)
class Said:
    """One wording of the entry at a place; what is said through it counts `worth` as much as through the name."""

    place: int
    taken_apart: Wording
    worth: float
    why: Why

    def because(self, why: Why) -> Why:
        """The cause for proposing the entry, when the wording was met by `why`."""
        return self.why if self.why in {Why.NEAR, Why.SHORT} else why


class Index:
    """The entries with all ways to look them up."""

    def __init__(self, entries: list[Entry]) -> None:
        self.entries = entries
        self.by_key: dict[str, tuple[int, Why]] = {}
        for why, chosen in ((Why.NAME, slice(0, 1)), (Why.ALIAS, slice(1, None))):
            for place, entry in enumerate(self.entries):
                for name in entry.wordings[chosen]:
                    self.by_key.setdefault(same_key(name), (place, why))

    @cached_property
    def all_said(self) -> list[Said]:
        """All wordings of all entries, and those that lie near them or stand for several."""
        said = []
        for place, entry in enumerate(self.entries):
            for order, name in enumerate(entry.wordings):
                said.append(Said(place, wording(name), 1.0, Why.ALIAS if order else Why.NAME))
        for nearby, why in ((NEAR_TOPICS, Why.NEAR), (AMBIGUOUS, Why.SHORT)):
            for first, names in nearby.items():
                for order, name in enumerate(names):
                    found = self.by_key.get(same_key(name))
                    if found is not None:
                        said.append(Said(found[0], wording(first), 0.92 - 0.05 * order, why))
        return said

    @cached_property
    def said_by_key(self) -> dict[str, list[Said]]:
        """The wordings by how names are compared."""
        by_key: dict[str, list[Said]] = defaultdict(list)
        for said in self.all_said:
            by_key[said.taken_apart.key].append(said)
        return by_key

    @cached_property
    def keys(self) -> list[str]:
        """How all wordings are compared."""
        return list(self.said_by_key)

    @cached_property
    def by_bare_key(self) -> dict[str, list[Said]]:
        """The wordings by their keys without accents."""
        by_key: dict[str, list[Said]] = defaultdict(list)
        for key, said in self.said_by_key.items():
            by_key[without_accents(key)].extend(said)
        return by_key

    @cached_property
    def by_stem(self) -> dict[str, list[Said]]:
        """The wordings by the stem of their whole key."""
        by_stem: dict[str, list[Said]] = defaultdict(list)
        for key, said in self.said_by_key.items():
            by_stem[stem(key)].extend(said)
        return by_stem

    @cached_property
    def by_letters(self) -> dict[str, list[str]]:
        """The keys that have the same letters."""
        by_letters: dict[str, list[str]] = defaultdict(list)
        for key in self.keys:
            by_letters[letters_of(key)].append(key)
        return by_letters

    @cached_property
    def by_short_form(self) -> dict[str, list[tuple[int, float]]]:
        """The entries by their short forms, each with how much that is worth."""
        by_form: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, entry in enumerate(self.entries):
            for order, name in enumerate(entry.wordings):
                for form in initials(name) | numeronyms(name):
                    by_form[form].append((place, 0.95 if order else 1.0))
        return by_form

    @cached_property
    def by_word(self) -> dict[str, list[Said]]:
        """The wordings by each of their words."""
        by_word: dict[str, list[Said]] = defaultdict(list)
        for said in self.all_said:
            for word in set(said.taken_apart.words):
                by_word[word].append(said)
        return by_word

    @cached_property
    def words(self) -> Words:
        """All words of all wordings."""
        return Words(self.by_word)

    @cached_property
    def weights(self) -> dict[str, float]:
        """How much a word says about the entries that have it."""
        count = len(self.entries)
        return {word: math.log(1 + count / len({one.place for one in said})) for word, said in self.by_word.items()}

    @cached_property
    def rarest(self) -> float:
        """How much a word says that no entry has."""
        return math.log(1 + len(self.entries))
