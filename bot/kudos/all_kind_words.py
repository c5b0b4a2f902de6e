"""All kind words that somebody received, private ones included: for their own eyes, page by page or for a year."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from models import Area, Kudos, KudosReceiver, KudosTopic, Member, Question, Skill

ON_A_PAGE = 8


@dataclass(frozen=True)
class KindWord:
    """One thank-you as its receiver reads it; `is_confided` where it is about a topic of the area *confide*.

    `reason` is empty where its words are not kept any more.
    """

    by: str
    reason: str
    topic: str | None
    given_at: datetime
    is_private: bool
    is_confided: bool


@dataclass(frozen=True)
class PageOfKindWords:
    """Some of them, the newest first; `number` begins with 0, and `has_older` says whether there is a next page."""

    words: list[KindWord]
    number: int
    has_older: bool


async def page_of_kind_words(session: AsyncSession, member: Member, number: int) -> PageOfKindWords:
    """A page of everything a member received."""
    rows = await session.execute(_received(member).limit(ON_A_PAGE + 1).offset(number * ON_A_PAGE))
    found = [_word(row) for row in rows]
    return PageOfKindWords(found[:ON_A_PAGE], number, has_older=len(found) > ON_A_PAGE)


async def kind_words_since(session: AsyncSession, member: Member, since: datetime) -> list[KindWord]:
    """All that a member received from a moment on, the newest first."""
    return [_word(row) for row in await session.execute(_received(member).where(Kudos.given_at >= since))]


def _received(member: Member) -> Select[str, str, datetime, bool, str, Area]:
    """The thanks themselves, who gave them, and their topic: the one of the question, else the one they name."""
    of_question, named = aliased(Skill), aliased(Skill)
    return (
        select(
            Member.name,
            Kudos.reason,
            Kudos.given_at,
            KudosReceiver.in_public,
            func.coalesce(of_question.name, named.name).label("topic"),
            func.coalesce(of_question.area, named.area).label("area"),
        )
        .select_from(KudosReceiver)
        .join(Kudos, (Kudos.id == KudosReceiver.kudos_id) & (Kudos.workspace_id == KudosReceiver.workspace_id))
        .join(Member, (Member.id == Kudos.giver_id) & (Member.workspace_id == Kudos.workspace_id))
        .outerjoin(Question, (Question.id == Kudos.question_id) & (Question.workspace_id == Kudos.workspace_id))
        .outerjoin(
            of_question, (of_question.id == Question.skill_id) & (of_question.workspace_id == Question.workspace_id)
        )
        .outerjoin(KudosTopic, (KudosTopic.kudos_id == Kudos.id) & (KudosTopic.workspace_id == Kudos.workspace_id))
        .outerjoin(named, (named.id == KudosTopic.skill_id) & (named.workspace_id == KudosTopic.workspace_id))
        .where(
            KudosReceiver.workspace_id == member.workspace_id,
            KudosReceiver.member_id == member.id,
            Kudos.removed_at.is_(None),
        )
        .order_by(Kudos.given_at.desc(), Kudos.id.desc())
    )


def _word(row: Any) -> KindWord:
    return KindWord(
        by=row.name,
        reason=row.reason,
        topic=row.topic,
        given_at=row.given_at,
        is_private=not row.in_public,
        is_confided=row.area == Area.CONFIDE,
    )
