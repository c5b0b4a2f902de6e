"""What an index is made of, as it stands in the tables: statements that serve for many rows and for few alike."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    String,
    cast,
    extract,
    func,
    literal,
    select,
    true,
    type_coerce,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot.matching.evidence import NO_SKILL
from bot.matching.terms import TERMS_VERSION, CorruptTerms, Terms, terms_of, unpacked
from models import (
    UNTITLED,
    Expertise,
    Help,
    Kudos,
    KudosReceiver,
    Lesson,
    Level,
    Lunch,
    Question,
    Skill,
    SkillAlias,
    StoredTerms,
    Subject,
)

IDS_AT_ONCE = 1000
TEXTS_AT_ONCE = 50

# The condition for the wanted rows, given the column that holds the id of their skill, member, question or kudos.
Wanted = Callable[[InstrumentedAttribute[Any]], ColumnElement[bool]]
Id = TypeVar("Id")


@dataclass(frozen=True)
class Documents:
    """Texts by the ids of their subjects, and the rows of who helped: the subject's id, the member's, the skill's or
    `NO_SKILL`, when in microseconds since 1970, and whether it is valued; in the order of subjects. There may be helps
    without a text.
    """

    terms: dict[int, Terms]
    helps: Sequence[Any]


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

    async def labels(self, wanted: Wanted) -> Sequence[tuple[int, int, Level, int]]:
        """Who says yes to being asked about what, how far that goes, and since when.

        Moments are in microseconds since 1970. To be learning something is no yes.
        """
        listed = (
            # As the word that it is: to make a Level of each of a million takes a second.
            select(
                Expertise.member_id,
                Expertise.skill_id,
                type_coerce(Expertise.level, String),
                self._microseconds(Expertise.added_at),
            )
            .where(Expertise.level != Level.LEARNING)
            .order_by(Expertise.member_id, Expertise.skill_id)
        )
        return await self._of(Expertise, listed, wanted(Expertise.member_id))

    async def documents(self, kind: Subject, wanted: Wanted) -> Documents:
        """What questions, kudos or lunch-and-learns say, and who helped, was thanked or taught."""
        of_kind = {Subject.QUESTION: self._questions, Subject.KUDOS: self._kudos, Subject.LESSON: self._lessons}
        return await of_kind[kind](wanted)

    async def _questions(self, wanted: Wanted) -> Documents:
        """Questions that somebody helped with; the topic stands for words that went."""
        helped = (
            select(
                Help.question_id,
                Help.helper_id,
                func.coalesce(Help.skill_id, NO_SKILL),
                self._microseconds(Help.helped_at),
                Kudos.id.is_not(None),
            )
            .outerjoin(Kudos, (Kudos.question_id == Help.question_id) & (Kudos.workspace_id == Help.workspace_id))
            .order_by(Help.question_id, Help.helper_id)
        )
        helps = await self._of(Help, helped, wanted(Help.question_id))
        texts = select(Question.id, Question.text).where(Question.text != "")
        terms = await self._terms(Subject.QUESTION, helps, wanted, Question, texts)
        topics = await self._topics(row for row in helps if row[0] not in terms)
        terms |= {question_id: terms_of(topic) for question_id, topic in topics.items()}
        return Documents(terms, helps)

    async def _kudos(self, wanted: Wanted) -> Documents:
        """Public kudos that thank for no question, and whom they thank in public."""
        public = (
            select(
                KudosReceiver.kudos_id,
                KudosReceiver.member_id,
                literal(NO_SKILL),
                self._microseconds(Kudos.given_at),
                true(),
            )
            .join(Kudos, (Kudos.id == KudosReceiver.kudos_id) & (Kudos.workspace_id == KudosReceiver.workspace_id))
            .where(KudosReceiver.in_public, Kudos.is_public, Kudos.question_id.is_(None))
            .order_by(KudosReceiver.kudos_id, KudosReceiver.member_id)
        )
        thanked = await self._of(KudosReceiver, public, wanted(KudosReceiver.kudos_id))
        reasons = select(Kudos.id, Kudos.reason).where(Kudos.reason != "")
        return Documents(await self._terms(Subject.KUDOS, thanked, wanted, Kudos, reasons), thanked)

    async def _lessons(self, wanted: Wanted) -> Documents:
        """Lunch-and-learns that took place, and who held them; to prepare one weighs as much as thanks."""
        taught = select(
            Lesson.lunch_id, Lesson.member_id, Lesson.skill_id, self._microseconds(Lesson.taught_at), true()
        ).order_by(Lesson.lunch_id, Lesson.member_id)
        lessons = await self._of(Lesson, taught, wanted(Lesson.lunch_id))
        texts = select(Lunch.id, Lunch.title + " " + Lunch.about).where(Lunch.title != UNTITLED)
        terms: dict[int, Terms] = {}
        # They are few, so their words are taken apart at each start.
        for some in chunks(sorted({row[0] for row in lessons}), IDS_AT_ONCE):
            terms |= await terms_of_each(await self._of(Lunch, texts, Lunch.id.in_(some)))
        return Documents(terms, lessons)

    async def _terms(
        self, kind: Subject, helps: Sequence[Any], wanted: Wanted, table: Any, texts: Any
    ) -> dict[int, Terms]:
        """The terms of what was helped with as they are stored, or else taken from the texts."""
        stored = select(StoredTerms.subject_id, StoredTerms.terms).where(
            StoredTerms.kind == kind, StoredTerms.version == TERMS_VERSION
        )
        found: dict[int, Terms] = {}
        for subject_id, packed in await self._of(StoredTerms, stored, wanted(StoredTerms.subject_id)):
            try:
                found[subject_id] = unpacked(packed)
            except CorruptTerms:
                self.damaged.add((kind, subject_id))
        for some in chunks(sorted({row[0] for row in helps} - found.keys()), IDS_AT_ONCE):
            found |= await terms_of_each(await self._of(table, texts, table.id.in_(some)))
        return found

    async def _topics(self, helps: Iterable[Any]) -> dict[int, str]:
        """By question the name of the topic that it was answered about, where somebody said."""
        skills: dict[int, int] = {}
        for question_id, _, skill_id, *_ in helps:
            if skill_id != NO_SKILL:
                skills.setdefault(question_id, skill_id)
        for ids in chunks(sorted(set(skills.values()) - self._names.keys()), IDS_AT_ONCE):
            names = await self._of(Skill, select(Skill.id, Skill.name), Skill.id.in_(ids))
            self._names |= {id_: name for id_, name in names}  # noqa: C416 (rows are no pairs to a type checker)
        return {
            question_id: self._names[skill_id] for question_id, skill_id in skills.items() if skill_id in self._names
        }

    def _microseconds(self, moment: InstrumentedAttribute[datetime]) -> ColumnElement[int]:
        """A moment as microseconds since 1970: to make datetimes of so many takes longer than to read them."""
        if self.session.get_bind().dialect.name == "postgresql":
            return cast(extract("epoch", moment) * 1_000_000, BigInteger)
        written = type_coerce(moment, String)
        return cast(func.strftime("%s", written), Integer) * 1_000_000 + cast(func.substr(written, 21, 6), Integer)

    async def how_many(self, columns: Iterable[InstrumentedAttribute[int]]) -> int:
        """How many rows the tables of these columns hold together."""
        counts = [await self._of(column.class_, select(func.count()).select_from(column.class_)) for column in columns]
        return sum(count for [(count,)] in counts)

    async def _of(self, table: Any, query: Any, *where: ColumnElement[bool]) -> Sequence[Any]:
        """The rows of this workspace."""
        # By the connection: a session looks at each row, whether it is of something it knows.
        connection = await self.session.connection()
        found: Sequence[Any] = (
            await connection.execute(query.where(table.workspace_id == self.workspace_id, *where))
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
