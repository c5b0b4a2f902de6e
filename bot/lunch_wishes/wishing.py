"""Wishing for a lunch-and-learn: everybody may know how many would like one about a topic, and nobody who."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import lunches, people, skills
from bot.commands import here
from bot.database import decide_alone
from bot.errors import WhoKnowsError
from models import Lunch, LunchWish, Member, Skill

MOST_WISHES = 10
MOST_LISTED = 20


@dataclass(frozen=True)
class Wished:
    """What is true for somebody who wished: `how_many` would like one about the topic, they among them.

    Where one that they may come to is `planned` already, no wish was kept.
    """

    skill_id: int
    topic: str
    how_many: int
    is_new: bool
    planned: Lunch | None


@dataclass(frozen=True)
class WishedTopic:
    """A topic that people wish for, as one of them reads it; `planned` is one about it that they may come to."""

    skill_id: int
    name: str
    how_many: int
    is_own: bool
    planned: Lunch | None


@dataclass(frozen=True)
class Wishes:
    """What people wish for, the most wished first and then by the alphabet; `more` are topics that are not shown.

    The reader's own are always shown.
    """

    shown: list[WishedTopic]
    more: int


async def wish(session: AsyncSession, member: Member, name: str, *, now: datetime) -> Wished:
    """Wish for a lunch-and-learn about a topic, by whatever word it is called; it is made where there is none.

    Raises WhoKnowsError for what can't be a topic, and once they wish for MOST_WISHES others.
    """
    people.require_full_member(member)
    skills.checked_names([name])
    await decide_alone(session, member.workspace_id)
    return await _wish(session, member, await skills.found_or_made(session, member.workspace_id, name, now=now), now)


async def wish_for(session: AsyncSession, member: Member, skill_id: int, *, now: datetime) -> Wished:
    """The same for a topic that is at hand; raises WhoKnowsError where it is gone."""
    people.require_full_member(member)
    await decide_alone(session, member.workspace_id)
    return await _wish(session, member, await _topic(session, member.workspace_id, skill_id), now)


async def _wish(session: AsyncSession, member: Member, skill: Skill, now: datetime) -> Wished:
    planned = (await lunches.next_about(session, member, [skill.id], now=now)).get(skill.id)
    own = await _own(session, member)
    is_new = planned is None and skill.id not in own
    if is_new:
        if len(own) >= MOST_WISHES:
            raise WhoKnowsError(
                f"You wish for {MOST_WISHES} topics already, and that is the most. "
                f"Take one back first: {here('/lunchandlearn')} wish shows them."
            )
        session.add(LunchWish(workspace_id=member.workspace_id, skill_id=skill.id, member_id=member.id, wished_at=now))
        await session.flush()
    how_many = (await _how_many(session, member.workspace_id, [skill.id])).get(skill.id, 0)
    return Wished(skill.id, skill.name, how_many, is_new, planned)


async def withdraw(session: AsyncSession, member: Member, skill_id: int) -> None:
    """Take a wish back; nothing where there is none. Raises WhoKnowsError where the topic is gone."""
    skill = await _topic(session, member.workspace_id, skill_id)
    await session.execute(
        delete(LunchWish).where(
            LunchWish.workspace_id == member.workspace_id,
            LunchWish.skill_id == skill.id,
            LunchWish.member_id == member.id,
        ),
        execution_options={"synchronize_session": False},
    )


async def wishes(session: AsyncSession, member: Member, *, now: datetime) -> Wishes:
    """What people wish for, as a member reads it."""
    how_many = await _how_many(session, member.workspace_id, None)
    own = await _own(session, member)
    rows = await session.execute(
        select(Skill.id, Skill.name).where(Skill.workspace_id == member.workspace_id, Skill.id.in_(how_many))
    )
    in_order = sorted(rows.all(), key=lambda row: (-how_many[row[0]], row[1].casefold()))
    others = [row for row in in_order if row[0] not in own][: MOST_LISTED - len(own)]
    shown = [row for row in in_order if row[0] in own or row in others]
    planned = await lunches.next_about(session, member, [skill_id for skill_id, _ in shown], now=now)
    topics = [
        WishedTopic(skill_id, name, how_many[skill_id], skill_id in own, planned.get(skill_id))
        for skill_id, name in shown
    ]
    return Wishes(topics, more=len(in_order) - len(shown))


async def _topic(session: AsyncSession, workspace_id: int, skill_id: int) -> Skill:
    skill: Skill | None = await session.scalar(
        select(Skill).where(Skill.workspace_id == workspace_id, Skill.id == skill_id)
    )
    if skill is None:
        raise WhoKnowsError(
            f"That topic isn't there any more. Type {here('/lunchandlearn')} wish to see what people wish for."
        )
    return skill


async def _own(session: AsyncSession, member: Member) -> set[int]:
    found = await session.scalars(
        select(LunchWish.skill_id).where(
            LunchWish.workspace_id == member.workspace_id, LunchWish.member_id == member.id
        )
    )
    return set(found)


async def _how_many(session: AsyncSession, workspace_id: int, skill_ids: Collection[int] | None) -> dict[int, int]:
    """How many people wish for these topics, or for any; merged topics may have left two rows of one person."""
    which = [] if skill_ids is None else [LunchWish.skill_id.in_(skill_ids)]
    rows = await session.execute(
        select(LunchWish.skill_id, func.count(LunchWish.member_id.distinct()))
        .join(Member, (Member.id == LunchWish.member_id) & (Member.workspace_id == LunchWish.workspace_id))
        .where(LunchWish.workspace_id == workspace_id, people.takes_part(), *which)
        .group_by(LunchWish.skill_id)
    )
    return {row[0]: row[1] for row in rows}
