"""What an index is made of, as it stands in the tables: statements that serve for many rows and for few alike."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, String, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot.matching.index import Helper
from bot.matching.terms import TERMS_VERSION, CorruptTerms, Terms, terms_of, unpacked
from models import Expertise, Help, Kudos, KudosReceiver, Level, Question, Skill, SkillAlias, StoredTerms, Subject

IDS_AT_ONCE = 1000
TEXTS_AT_ONCE = 50

# The condition for the wanted rows, given the column that holds the id of their skill, member, question or kudos.
Wanted = Callable[[InstrumentedAttribute[Any]], ColumnElement[bool]]
Document = tuple[Terms, list[Helper]]
Id = TypeVar("Id")


@dataclass
class Rows:
    """The rows of one workspace; `damaged` are subjects whose stored terms were none, found while reading."""

    session: AsyncSession
    workspace_id: int
    damaged: set[tuple[Subject, int]] = field(default_factory=set)
    _names: dict[int, str] = field(default_factory=dict)

    async def wordings(self, wanted: Wanted) -> dict[int, list[str]]:
        """By skill its name and then the other words for it."""
        found = {id_: [name] for id_, name in await self._of(Skill, select(Skill.id, Skill.name), wanted(Skill.id))}
        aliases = select(SkillAlias.skill_id, SkillAlias.folded).order_by(SkillAlias.id)
        for skill_id, alias in await self._of(SkillAlias, aliases, wanted(SkillAlias.skill_id)):
            # The alias of a skill that was added since the first look will be met in the log.
            if skill_id in found:
                found[skill_id].append(alias)
        return found

    async def labels(self, wanted: Wanted) -> Sequence[tuple[int, int, Level, datetime]]:
        """Who says yes to being asked about what, how far that goes, since when; to be learning something is no yes."""
        listed = (
            # As the word that it is: to make a Level of each of a million takes a second.
            select(Expertise.member_id, Expertise.skill_id, type_coerce(Expertise.level, String), Expertise.added_at)
            .where(Expertise.level != Level.LEARNING)
            .order_by(Expertise.member_id, Expertise.skill_id)
        )
        return await self._of(Expertise, listed, wanted(Expertise.member_id))

    async def documents(self, kind: Subject, wanted: Wanted) -> dict[int, Document]:
        """By question or kudos what it says, and who helped or was thanked."""
        return await (self._questions(wanted) if kind is Subject.QUESTION else self._kudos(wanted))

    async def _questions(self, wanted: Wanted) -> dict[int, Document]:
        """By question that somebody helped with what it said and who helped; its topic stands for words that went."""
        helped = (
            select(Help.question_id, Help.helper_id, Help.skill_id, Help.helped_at)
            .where(wanted(Help.question_id))
            .order_by(Help.question_id, Help.id)
        )
        thanked_for = select(Kudos.question_id).where(Kudos.question_id.is_not(None))
        thanked = {id_ for (id_,) in await self._of(Kudos, thanked_for, wanted(Kudos.question_id))}
        helps: dict[int, list[Helper]] = defaultdict(list)
        for question_id, helper_id, skill_id, helped_at in await self._of(Help, helped):
            helps[question_id].append(Helper(helper_id, skill_id, helped_at, question_id in thanked))
        texts = select(Question.id, Question.text).where(Question.text != "")
        terms = await self._terms(Subject.QUESTION, helps, wanted, Question, texts)
        topics = await self._topics({question_id: helps[question_id] for question_id in helps.keys() - terms.keys()})
        terms |= {question_id: terms_of(topic) for question_id, topic in topics.items()}
        return {question_id: (terms[question_id], helps[question_id]) for question_id in terms}

    async def _kudos(self, wanted: Wanted) -> dict[int, Document]:
        """By public kudos that thank for no question what they say and whom they thank in public."""
        public = (
            select(KudosReceiver.kudos_id, KudosReceiver.member_id, Kudos.given_at)
            .join(Kudos, (Kudos.id == KudosReceiver.kudos_id) & (Kudos.workspace_id == KudosReceiver.workspace_id))
            .where(KudosReceiver.in_public, Kudos.is_public, Kudos.question_id.is_(None))
            .order_by(KudosReceiver.kudos_id, KudosReceiver.id)
        )
        thanked: dict[int, list[Helper]] = defaultdict(list)
        for kudos_id, member_id, given_at in await self._of(KudosReceiver, public, wanted(KudosReceiver.kudos_id)):
            thanked[kudos_id].append(Helper(member_id, None, given_at, is_valued=True))
        reasons = select(Kudos.id, Kudos.reason).where(Kudos.reason != "")
        terms = await self._terms(Subject.KUDOS, thanked, wanted, Kudos, reasons)
        return {kudos_id: (terms[kudos_id], thanked[kudos_id]) for kudos_id in terms}

    async def _terms(
        self, kind: Subject, ids: Collection[int], wanted: Wanted, table: Any, texts: Any
    ) -> dict[int, Terms]:
        """The terms of these subjects as they are stored, or else taken from their texts."""
        stored = select(StoredTerms.subject_id, StoredTerms.terms).where(
            StoredTerms.kind == kind, StoredTerms.version == TERMS_VERSION
        )
        found: dict[int, Terms] = {}
        for subject_id, packed in await self._of(StoredTerms, stored, wanted(StoredTerms.subject_id)):
            try:
                found[subject_id] = unpacked(packed)
            except CorruptTerms:
                self.damaged.add((kind, subject_id))
        for some in chunks(sorted(set(ids) - found.keys()), IDS_AT_ONCE):
            found |= await terms_of_each(await self._of(table, texts, table.id.in_(some)))
        return found

    async def _topics(self, helps: Mapping[int, Sequence[Helper]]) -> dict[int, str]:
        """By question the name of the topic that it was answered about, where somebody said."""
        skills = {
            question_id: next((help_.skill_id for help_ in some if help_.skill_id is not None), None)
            for question_id, some in helps.items()
        }
        for ids in chunks(
            sorted({id_ for id_ in skills.values() if id_ is not None} - self._names.keys()), IDS_AT_ONCE
        ):
            names = await self._of(Skill, select(Skill.id, Skill.name), Skill.id.in_(ids))
            self._names |= {id_: name for id_, name in names}  # noqa: C416 (rows are no pairs to a type checker)
        return {
            question_id: self._names[skill_id]
            for question_id, skill_id in skills.items()
            if skill_id is not None and skill_id in self._names
        }

    async def _of(self, table: Any, query: Any, *where: ColumnElement[bool]) -> Sequence[Any]:
        """The rows of this workspace."""
        found: Sequence[Any] = (
            await self.session.execute(query.where(table.workspace_id == self.workspace_id, *where))
        ).all()
        return found


async def terms_of_each(texts: Sequence[Any]) -> dict[int, Terms]:
    """The terms of texts, given as rows of id and text; the event loop does in between what else there is."""
    found: dict[int, Terms] = {}
    for few in chunks(texts, TEXTS_AT_ONCE):
        found |= {subject_id: terms_of(text) for subject_id, text in few}
        await asyncio.sleep(0)
    return found


def chunks(things: Sequence[Id], size: int) -> Iterator[Sequence[Id]]:
    """The same in portions."""
    for start in range(0, len(things), size):
        yield things[start : start + size]
