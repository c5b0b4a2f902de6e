"""The one or two true causes for asking somebody, as data; blocks put them into words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, Self

import numpy as np
from numpy.typing import NDArray

from bot.matching.days import date_of
from bot.matching.evidence import NO_SKILL
from bot.matching.index import NUMBER_OF_LEVEL, Index
from bot.matching.listed import Named

# Two true sentences are enough.
MOST = 2
_LEVEL_OF_NUMBER = {number: level for level, number in NUMBER_OF_LEVEL.items()}


@dataclass(frozen=True)
class Reason:
    """One true cause for somebody to help: they list a topic, they helped with questions like this one, they held a
    lunch-and-learn about the like (`taught`), they offered to where the question was posted (`place` is the channel's
    Slack id), or its asker asked them as their lead.

    `times` is with how many questions like it they helped, or how many they held; `last` is the day (ISO, UTC) of the
    newest.
    """

    kind: Literal["lists", "helped", "taught", "offered", "lead"]
    topic: str | None = None
    level: str | None = None
    times: int = 0
    place: str | None = None
    last: str | None = None

    def as_data(self) -> dict[str, Any]:
        """The reason as plain data, to be kept with an offer."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """The reason back from plain data."""
        return cls(**data)


class Reasons:
    """Finds the reasons of people from the skills a text names and the helps with past questions like it."""

    def __init__(
        self, index: Index, named: Sequence[Named], helps: NDArray[np.int64], people: NDArray[np.int64]
    ) -> None:
        self._index = index
        self._lists: dict[int, Reason] = {}
        for one in named:
            name = index.listed.name_of(one.place)
            if one.is_named and name is not None:
                holders, levels, _ = index.listed.holders_of(one.place)
                asked = np.flatnonzero(np.isin(holders, people))
                for person, level in zip(holders[asked].tolist(), levels[asked].tolist(), strict=True):
                    reason = Reason("lists", topic=name, level=_LEVEL_OF_NUMBER[level].value)
                    self._lists.setdefault(person, reason)
        are_lessons = index.evidence.are_lessons(helps)
        self._helps, self._lessons = self._by_person(helps[~are_lessons]), self._by_person(helps[are_lessons])

    def _by_person(self, helps: NDArray[np.int64]) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for help_, person in zip(helps.tolist(), self._index.evidence.helper.values[helps].tolist(), strict=True):
            found.setdefault(person, []).append(help_)
        return found

    def of(self, person: int) -> tuple[Reason, ...]:
        """Why a person would be asked; nothing where no true sentence could be said."""
        found = (
            self._lists.get(person),
            self._from("helped", self._helps.get(person, [])),
            self._from("taught", self._lessons.get(person, [])),
        )
        return tuple(reason for reason in found if reason is not None)[:MOST]

    def _from(self, kind: Literal["helped", "taught"], helps: list[int]) -> Reason | None:
        if not helps:
            return None
        evidence = self._index.evidence
        skills = Counter(skill for skill in evidence.help_skill.values[helps].tolist() if skill != NO_SKILL)
        listed = self._index.listed
        # Of skills that occur equally often the oldest, in whatever order the helps came.
        often = sorted(skills, key=lambda skill: (-skills[skill], listed.skill_id_of(skill)))
        topics = [listed.name_of(skill) for skill in often[:1]]
        return Reason(
            kind,
            topic=topics[0] if topics else None,
            times=len(helps),
            last=date_of(float(evidence.helped_on.values[helps].max())).isoformat(),
        )
