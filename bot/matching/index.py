"""All that finding people needs to know of one workspace, compact and in memory: a cache of what the database holds."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.matching import weights
from bot.matching.columns import Column
from bot.matching.days import days, days_of
from bot.matching.evidence import NO_SKILL, Evidence, HelpedBy, Helps
from bot.matching.listed import NUMBER_OF_LEVEL, Label, Listed
from bot.matching.meaning import IS_INSTALLED, Meanings
from bot.matching.terms import Terms
from models import Subject

__all__ = ["NUMBER_OF_LEVEL", "Helper", "Index", "Label"]


class Helper(NamedTuple):
    """A member who helped with a text, or was thanked by it; `skill_id` is the skill it was asked under, if any.

    `is_valued`: the answer was accepted, or thanked for.
    """

    member_id: int
    skill_id: int | None
    helped_at: datetime
    is_valued: bool = False


class Index:
    """The people, what they listed and what they helped with. Whatever is set replaces what was known of it."""

    def __init__(self, *, with_meanings: bool = IS_INSTALLED) -> None:
        self._places: dict[int, int] = {}
        self.meanings = Meanings() if with_meanings else None
        self.member_ids = Column(np.int64)
        self.listed = Listed()
        self.evidence = Evidence()

    @property
    def bytes_held(self) -> int:
        """How much memory its arrays take."""
        meanings = self.meanings.bytes_held if self.meanings is not None else 0
        return self.listed.bytes_held + self.evidence.bytes_held + self.member_ids.bytes_held + meanings

    @property
    def is_worn(self) -> bool:
        """Whether it pays to build it anew."""
        return self.evidence.is_worn

    def set_skill(self, skill_id: int, wordings: Sequence[str]) -> None:
        """Take these as all the words for a skill, its name first; none when it is gone."""
        self.listed.set_skill(skill_id, wordings)
        if self.meanings is not None:
            self.meanings.set(self.listed.place_of(skill_id), wordings[0] if wordings else None)

    def set_labels(self, member_id: int, labels: Iterable[Label]) -> None:
        """Take these as everything a member said they can be asked about."""
        person = self.place_of(member_id)
        self.listed.set_labels(person, labels)
        self.evidence.count_helps(person, self.listed.listed_by(person))

    def set_document(self, kind: Subject, subject_id: int, terms: Terms | None, helpers: Sequence[Helper] = ()) -> None:
        """Take these as the words of a question or of thanks, and as who helped; nothing when it is gone."""
        helps = [
            HelpedBy(
                self.place_of(one.member_id),
                NO_SKILL if one.skill_id is None else self.listed.place_of(one.skill_id),
                days(one.helped_at),
                weights.THANKED if one.is_valued else 1.0,
            )
            for one in helpers
        ]
        for person in self.evidence.set_document(kind, subject_id, terms, helps):
            self.evidence.count_helps(person, self.listed.listed_by(person))

    def fill_labels(
        self,
        member_ids: NDArray[np.int64],
        skill_ids: NDArray[np.int64],
        levels: NDArray[np.int64],
        moments: NDArray[np.int64],
    ) -> None:
        """Take all labels of many members at once, in the order of members, into an index that has none of theirs.

        `NUMBER_OF_LEVEL` tells the levels; the moments since when are in microseconds since 1970.
        """
        people, skills = self._places_of(member_ids), _each(self.listed.place_of, skill_ids)
        self.listed.fill_labels(people, skills, levels.astype(np.uint8), days_of(moments))

    def fill_texts(
        self, kind: Subject, subject_ids: Sequence[int], terms: Sequence[Terms], helps: NDArray[np.int64]
    ) -> None:
        """Take many texts at once into an index that has none of them.

        `helps` are rows: which text (0 for the first), member id, skill id or -1, microseconds since 1970, and whether
        the help is valued; in the order of texts.
        """
        of_text, member_ids, skill_ids, moments, is_valued = helps.T
        self.evidence.fill_texts(
            kind,
            np.array(subject_ids, np.int64),
            terms,
            Helps(
                of_text,
                self._places_of(member_ids),
                _each(lambda one: NO_SKILL if one < 0 else self.listed.place_of(one), skill_ids),
                days_of(moments),
                np.where(is_valued, weights.THANKED, 1.0),
            ),
        )

    def labels_are_all(self) -> None:
        """All labels are there: put in order who lists what. Before that none is found."""
        self.listed.fill_up()

    def texts_are_all(self) -> None:
        """All texts are there: put in order what is found by words and by people. Before that nothing is found."""
        self.evidence.fill_up(*self.listed.pairs())

    def place_of(self, member_id: int) -> int:
        """Where a member stands in the index; one that is new gets a place."""
        place = self._places.get(member_id)
        if place is None:
            place = self._open(np.array([member_id]))
        return place

    def known_place_of(self, member_id: int) -> int | None:
        """Where a member stands; None for one that the index knows nothing of."""
        return self._places.get(member_id)

    def _open(self, member_ids: NDArray[np.int64]) -> int:
        first = self.member_ids.add(member_ids)
        self._places.update(zip(member_ids.tolist(), range(first, len(self.member_ids)), strict=True))
        self.listed.open_person(len(member_ids))
        self.evidence.open_person(len(member_ids))
        return first

    def _places_of(self, member_ids: NDArray[np.int64]) -> NDArray[np.int64]:
        new = [one for one in np.unique(member_ids).tolist() if one not in self._places]
        self._open(np.array(new, np.int64))
        return _each(self._places.__getitem__, member_ids)


def _each(place_of: Callable[[int], int], ids: NDArray[np.int64]) -> NDArray[np.int64]:
    """The place of each id; each is looked up once."""
    known, inverse = np.unique(ids, return_inverse=True)
    return np.array([place_of(one) for one in known.tolist()], np.int64)[inverse]
