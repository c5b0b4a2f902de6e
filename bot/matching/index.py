"""All that finding people needs to know of one workspace, compact and in memory: a cache of what the database holds."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.matching import weights
from bot.matching.columns import Column
from bot.matching.days import days
from bot.matching.evidence import NO_SKILL, Evidence, HelpedBy
from bot.matching.listed import NUMBER_OF_LEVEL, Label, Listed
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

    def __init__(self) -> None:
        self._places: dict[int, int] = {}
        self.member_ids = Column(np.int64)
        self.listed = Listed()
        self.evidence = Evidence()

    @property
    def bytes_held(self) -> int:
        """How much memory its arrays take."""
        return self.listed.bytes_held + self.evidence.bytes_held + self.member_ids.bytes_held

    @property
    def is_worn(self) -> bool:
        """Whether it pays to build it anew."""
        return self.evidence.is_worn

    def set_skill(self, skill_id: int, wordings: Sequence[str]) -> None:
        """Take these as all the words for a skill, its name first; none when it is gone."""
        self.listed.set_skill(skill_id, wordings)

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

    def fill(
        self,
        labels: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint8], NDArray[np.float32]],
        documents: Iterable[tuple[Subject, int, Terms, Sequence[Helper]]],
    ) -> None:
        """Take everything at once, into an index that has skills only.

        `labels` are member ids, skill ids, numbers of levels (`NUMBER_OF_LEVEL`) and since which day, in rows.
        """
        members, skills, levels, listed_on = labels
        self._open(np.unique(members))
        people = self._places_of(members)
        known, inverse = np.unique(skills, return_inverse=True)
        self.listed.fill_labels(
            people,
            np.array([self.listed.place_of(one) for one in known.tolist()], np.int64)[inverse],
            levels,
            listed_on,
        )
        rows = list(documents)
        for kind in Subject.QUESTION, Subject.KUDOS:
            self._fill_documents(kind, [row for row in rows if row[0] is kind])
        for person in range(len(self.member_ids)):
            self.evidence.count_helps(person, self.listed.listed_by(person))

    def _fill_documents(self, kind: Subject, rows: list[tuple[Subject, int, Terms, Sequence[Helper]]]) -> None:
        helps = [
            (
                order,
                self.place_of(one.member_id),
                NO_SKILL if one.skill_id is None else self.listed.place_of(one.skill_id),
                days(one.helped_at),
                weights.THANKED if one.is_valued else 1.0,
            )
            for order, (_, _, _, helpers) in enumerate(rows)
            for one in helpers
        ]
        columns = np.array(helps, dtype=np.float64).reshape(-1, 5).T
        ids = np.array([row[1] for row in rows], np.int64)
        self.evidence.fill(kind, ids, [row[2] for row in rows], list(columns))

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
        known, inverse = np.unique(member_ids, return_inverse=True)
        return np.array([self._places[one] for one in known.tolist()], np.int64)[inverse]
