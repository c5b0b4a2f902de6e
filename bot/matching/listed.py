"""What people said they can be asked about: skills with all words for them, and who listed which."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Prefix

from bot.matching import weights
from bot.matching.columns import Lists, Portion
from bot.matching.days import days
from bot.matching.terms import LETTERS_READ, head_of, stems_of
from bot.skills.naming import SURELY_LONG, RunningText, Words, is_shaky
from models import Level

_LEVELS = (Level.CAN_HELP, Level.CAN_TEACH, Level.LEARNING)
_BEGINNING = 4
_LETTERS = re.compile(r"[^\W\d_]+")
NUMBER_OF_LEVEL = {level: number for number, level in enumerate(_LEVELS)}


class Label(NamedTuple):
    """One skill that a member listed, how far their expertise goes, and since when."""

    skill_id: int
    level: Level
    listed_at: datetime


@dataclass(frozen=True)
class Named:
    """A skill that a text is about: how much of its words the text has, and how much that says; both in [0, 1]."""

    skill_id: int
    place: int
    coverage: float
    strength: float

    @property
    def is_named(self) -> bool:
        """Whether enough of its words are there to tell somebody that this is why they are asked."""
        return self.coverage >= weights.LEAST_COVERAGE


@dataclass
class _Wording:
    skill: int
    name: str
    stems: tuple[str, ...]
    is_shaky: bool


class Listed:
    """The skills of a workspace and who listed them; people are given by their places in the index."""

    def __init__(self) -> None:
        self._skills: dict[int, int] = {}
        self._skill_ids: list[int] = []
        self._wordings: list[list[_Wording]] = []
        self._by_stem: dict[str, list[_Wording]] = {}
        self._by_beginning: dict[str, set[str]] = {}
        self._wordless: dict[int, list[_Wording]] = {}
        self._holders = Lists(np.int32, np.uint8, np.float32)
        self._labels = Lists(np.int32, np.uint8)
        self._labels_to_fill: list[Portion] = []
        self._holders_to_fill: list[Portion] = []
        self._people = 0
        self._worded = 0

    @property
    def bytes_held(self) -> int:
        """How much memory the lists of who listed what take."""
        return self._holders.bytes_held + self._labels.bytes_held

    @property
    def people(self) -> int:
        """How many people list something."""
        return self._people

    def open_person(self, count: int = 1) -> None:
        """Make room for the labels of one person more, or of several."""
        self._labels.open(count)

    def set_skill(self, skill_id: int, wordings: Sequence[str]) -> None:
        """Take these as all the words for a skill, its name first; none when it is gone."""
        place = self.place_of(skill_id)
        for wording in self._wordings[place]:
            for stem in wording.stems:
                self._by_stem[stem].remove(wording)
                if not self._by_stem[stem]:
                    del self._by_stem[stem]
                    self._by_beginning[stem[:_BEGINNING]].discard(stem)
        made = [_Wording(place, name, tuple(dict.fromkeys(stems_of(name))), is_shaky(name)) for name in wordings]
        self._worded += bool(made) - bool(self._wordings[place])
        self._wordings[place] = made
        for wording in made:
            for stem in wording.stems:
                self._by_stem.setdefault(stem, []).append(wording)
                self._by_beginning.setdefault(stem[:_BEGINNING], set()).add(stem)
        self._wordless.pop(place, None)
        wordless = [wording for wording in made if not wording.stems]
        if wordless:
            self._wordless[place] = wordless
        self.__dict__.pop("_words", None)

    def place_of(self, skill_id: int) -> int:
        """Where a skill stands; one that is new gets a place."""
        place = self._skills.get(skill_id)
        if place is None:
            place = self._skills[skill_id] = self._holders.open()
            self._skill_ids.append(skill_id)
            self._wordings.append([])
        return place

    def name_of(self, place: int) -> str | None:
        """What a skill is called; None for one that is gone."""
        return self._wordings[place][0].name if self._wordings[place] else None

    def skill_id_of(self, place: int) -> int:
        """The id of the skill that stands there."""
        return self._skill_ids[place]

    def set_labels(self, person: int, labels: Iterable[Label]) -> None:
        """Take these as everything a person lists."""
        before = self._labels.of(person).copy()
        for place in before:
            self._holders.remove(int(place), person)
            self._labels.remove(person, place)
        for label in labels:
            place = self.place_of(label.skill_id)
            level = NUMBER_OF_LEVEL[label.level]
            self._holders.add(place, person, level, days(label.listed_at))
            self._labels.add(person, place, level)
        self._people += bool(len(self._labels.of(person))) - bool(len(before))

    def fill_labels(
        self,
        people: NDArray[np.int64],
        skills: NDArray[np.int64],
        levels: NDArray[np.uint8],
        listed_on: NDArray[np.float64],
    ) -> None:
        """Take labels of many people who have none yet, by places; they are found after `fill_up`."""
        self._labels_to_fill.append(Portion.of(people, skills.astype(np.int32), levels))
        self._holders_to_fill.append(Portion.of(skills, people.astype(np.int32), levels, listed_on.astype(np.float32)))

    def fill_up(self) -> None:
        """End a filling."""
        self._labels.fill(self._labels_to_fill)
        self._holders.fill(self._holders_to_fill)
        self._people = int(np.count_nonzero(self._labels.lengths))

    def pairs(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Who lists what: all people and skills, by places."""
        people, (skills, _) = self._labels.of_many(np.arange(len(self._labels)))
        return people, skills.astype(np.int64)

    def listed_by(self, person: int) -> NDArray[np.int32]:
        """The places of the skills that a person lists."""
        return self._labels.of(person)

    def how_many(self, people: NDArray[np.int64]) -> NDArray[np.int32]:
        """How many skills each of these people lists."""
        return self._labels.lengths[people]

    def holders_of(self, place: int) -> tuple[NDArray[np.int32], NDArray[np.uint8], NDArray[np.float32]]:
        """Who lists a skill, their levels as numbers, and since which day."""
        return self._holders.of(place), self._holders.of(place, 1), self._holders.of(place, 2)

    def holders_of_nearest(self, nearness: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Who lists one of the skills nearest to a text, once for each, and how much that says.

        `nearness` is by places. The rarer a skill is among people, the more it says about those who list it.
        """
        holders = self._holders.lengths[: len(nearness)]
        places = np.flatnonzero((nearness > 0) & (holders > 0))
        if len(places) > weights.NEAREST_LABELS:
            least = np.partition(nearness[places], -weights.NEAREST_LABELS)[-weights.NEAREST_LABELS]
            places = places[nearness[places] >= least]
        rarities = np.log1p(self._people / holders[places]) / math.log1p(max(self._people, 1))
        of_skill, (people, *_) = self._holders.of_many(places)
        return people.astype(np.int64), (nearness[places] * rarities**weights.RARITY_POWER)[of_skill]

    def named_in(self, text: str, *, topic_id: int | None = None) -> list[Named]:
        """The skills that somebody lists and that a text shares words with, those of the most strength first.

        A name of everyday words, such as "on call", is named or it is not. The skill `topic_id` counts as named
        whatever the words are. Where none is named, long words a slip away from words of skills stand for them.
        """
        found = self._shared(text, topic_id)
        if not any(one.is_named for one in found):
            mended = self._words.mended(text)
            if mended != text:
                found = self._shared(mended, topic_id)
        return found

    def _shared(self, text: str, topic_id: int | None) -> list[Named]:
        told, said = RunningText(text), set(stems_of(text))
        in_all, in_head = self._met(said), self._met(set(stems_of(head_of(text))))
        met = {id(wording): wording for stem in in_all for wording in self._by_stem[stem]}
        best: dict[int, tuple[float, float]] = {}
        for wording in (*met.values(), *(wording for made in self._wordless.values() for wording in made)):
            if not self._holders.lengths[wording.skill]:
                continue
            if wording.is_shaky or not wording.stems:
                # Where a text says nothing else, an everyday word is meant as the name that it is too.
                is_all = bool(said) and said == set(wording.stems)
                coverage = share = float(is_all or told.names(wording.name) is not None)
            else:
                coverage, soft = self._coverage(wording, in_all)
                share = (soft + self._coverage(wording, in_head)[1]) / 2
            best[wording.skill] = max(best.get(wording.skill, (0.0, 0.0)), (coverage, share))
        place = self._skills.get(topic_id) if topic_id is not None else None
        if place is not None and self._holders.lengths[place]:
            best[place] = 1.0, 1.0
        found = [self._named(place, *shares) for place, shares in best.items() if shares[1] > 0]
        return sorted(found, key=lambda one: (-one.strength, one.skill_id))

    def _named(self, place: int, coverage: float, share: float) -> Named:
        """The rarer a skill is among people, the more it says about those who list it."""
        rarity = math.log(1 + self._people / self._holders.lengths[place]) / math.log(1 + max(self._people, 1))
        return Named(self._skill_ids[place], place, coverage, round(share * rarity**weights.RARITY_POWER, 9))

    def _met(self, stems: set[str]) -> dict[str, float]:
        """The stems of wordings that these meet, and how well: 1 for the same, less for one that only begins alike."""
        met = {stem: 1.0 for stem in stems if stem in self._by_stem}
        for asked in stems:
            for stem in self._by_beginning.get(asked[:_BEGINNING], ()) if len(asked) >= _BEGINNING else ():
                if stem not in stems:
                    alike = Prefix.normalized_similarity(asked, stem)
                    if alike >= weights.LEAST_ALIKE:
                        met[stem] = max(met.get(stem, 0.0), alike)
        return met

    def _coverage(self, wording: _Wording, met: dict[str, float]) -> tuple[float, float]:
        """How much of a wording is met, by whole words and by any; a word that many wordings share counts less."""
        worth = {stem: math.log(1 + self._worded / len(self._by_stem[stem])) for stem in wording.stems}
        whole = sum(worth[stem] for stem in wording.stems if met.get(stem) == 1.0)
        any_ = sum(worth[stem] * met.get(stem, 0.0) for stem in wording.stems)
        return whole / sum(worth.values()), any_ / sum(worth.values())

    @cached_property
    def _words(self) -> "_Slips":
        return _Slips(wording.name for made in self._wordings for wording in made)


class _Slips:
    """The words of all skills, to mend words that are a slip away from one of them, as "kuberntes" is."""

    def __init__(self, names: Iterable[str]) -> None:
        self._words = Words(word for name in names for word in name.casefold().split())

    def mended(self, text: str) -> str:
        """The text with its first long misspelt words mended; short ones are mostly other words, rightly written."""
        text = text[:LETTERS_READ]
        written = dict.fromkeys(word.casefold() for word in _LETTERS.findall(text))
        tried = [word for word in written if len(word) >= SURELY_LONG][: weights.WORDS_MENDED]
        meant = {word: mended for word in tried if (mended := self._words.misspelt(word))}
        return _LETTERS.sub(lambda word: meant.get(word.group().casefold(), word.group()), text) if meant else text
