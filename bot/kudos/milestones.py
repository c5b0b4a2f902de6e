"""Milestones: so many different people helped, told to the helper alone.

A milestone rings no bell of its own. The helper's own card of the help that reached it is edited in that moment anyway
and shows it, their Home keeps it for two weeks, and a personal note points to it: one more message would come between
the help and its thanks, as the fourth for one ask.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import changed, insert_unless_present
from bot.errors import NotYours, Settled
from bot.kudos.helps import tell_helper
from models import Help, Member, Milestone, Question

PEOPLE_HELPED = (1, 5, 25, 100)
AT_HOME_FOR = timedelta(days=14)


@dataclass(frozen=True)
class Reached:
    """A milestone as its member reads it, and what they chose."""

    milestone_id: int
    people: int
    is_shared: bool
    is_kept: bool


async def note(session: AsyncSession, question: Question, *, now: datetime) -> None:
    """Note the milestone that a help recorded at `now` reaches, once per number and member.

    Somebody who is helped again is one person still, and so is somebody who was forgotten since.
    """
    helped = await session.scalar(
        select(func.count(Question.asker_id.distinct()))
        .join(Help, (Help.question_id == Question.id) & (Help.workspace_id == Question.workspace_id))
        .where(Help.workspace_id == question.workspace_id, Help.helper_id == question.helper_id)
    )
    if helped in PEOPLE_HELPED:
        await insert_unless_present(
            session,
            Milestone,
            workspace_id=question.workspace_id,
            member_id=question.helper_id,
            people=helped,
            reached_at=now,
        )


async def reached_with(session: AsyncSession, help_: Help) -> Reached | None:
    """The milestone that this help reached, if any."""
    found = await session.scalar(
        select(Milestone).where(
            Milestone.workspace_id == help_.workspace_id,
            Milestone.member_id == help_.helper_id,
            Milestone.reached_at == help_.helped_at,
        )
    )
    return _reached(found) if found is not None else None


async def to_decide(
    session: AsyncSession, member: Member, *, now: datetime, reached_within: timedelta = AT_HOME_FOR
) -> Reached | None:
    """The newest milestone that a member said nothing about yet; as long as their Home shows it, or less."""
    found = await session.scalar(
        select(Milestone)
        .where(
            Milestone.workspace_id == member.workspace_id,
            Milestone.member_id == member.id,
            Milestone.shared_at.is_(None),
            Milestone.kept_at.is_(None),
            Milestone.reached_at > now - reached_within,
            Milestone.reached_at <= now,
        )
        .order_by(Milestone.people.desc())
        .limit(1)
    )
    return _reached(found) if found is not None else None


def _reached(milestone: Milestone) -> Reached:
    return Reached(
        milestone.id,
        milestone.people,
        is_shared=milestone.shared_at is not None,
        is_kept=milestone.kept_at is not None,
    )


async def own(session: AsyncSession, member: Member, milestone_id: int) -> Milestone:
    """A milestone of the acting member's own; raises NotYours for anybody else's."""
    found: Milestone | None = await session.scalar(
        select(Milestone)
        .where(
            Milestone.workspace_id == member.workspace_id,
            Milestone.id == milestone_id,
            Milestone.member_id == member.id,
        )
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotYours
    return found


async def keep(session: AsyncSession, member: Member, milestone_id: int, *, now: datetime) -> None:
    """Keep a milestone to oneself; raises Settled where it was shared or kept already."""
    milestone = await own(session, member, milestone_id)
    is_first = await changed(
        session,
        update(Milestone)
        .where(
            Milestone.workspace_id == member.workspace_id,
            Milestone.id == milestone.id,
            Milestone.shared_at.is_(None),
            Milestone.kept_at.is_(None),
        )
        .values(kept_at=now),
    )
    if not is_first:
        raise settled(is_shared=milestone.shared_at is not None)
    await card_follows(session, milestone, now=now)


def settled(*, is_shared: bool) -> Settled:
    """The sentence for a press that came too late."""
    if is_shared:
        return Settled("You shared this one already. Nothing was posted twice.")
    return Settled("You keep this one to yourself already. Nobody else sees it.")


async def card_follows(session: AsyncSession, milestone: Milestone, *, now: datetime) -> None:
    """Bring what shows a milestone to its member up to date, without a bell."""
    help_ = await session.scalar(
        select(Help)
        .where(
            Help.workspace_id == milestone.workspace_id,
            Help.helper_id == milestone.member_id,
            Help.helped_at == milestone.reached_at,
        )
        .limit(1)
    )
    if help_ is not None:
        await tell_helper(session, help_, now=now)
