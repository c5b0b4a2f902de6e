"""Suggesting a topic to somebody: at most one suggestion of it, and none that they said no to."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import attention, deliveries, people
from bot.database import changed, decide_alone, insert_unless_present
from bot.deliveries import ToMember
from bot.nominations.naming import Topic, topic_named
from models import Expertise, Level, Member, Nomination, NominationOrigin, NominationState

OPEN_FOR = timedelta(days=14)
HOLDS_FOR = timedelta(days=90)


async def suggest(
    session: AsyncSession,
    nominee: Member,
    topic: str,
    *,
    origin: NominationOrigin,
    by: Member | None,
    beside: tuple[str, int] | None = None,
    now: datetime,
) -> bool:
    """Suggest to a member, and to nobody else, that they list a topic.

    `beside` is the kind and the subject of a card of theirs that shows it, so that it rings no bell of its own; what
    came of kudos or help never has one. False when it is held back: they list it, it waits already, they said no, or
    they don't take part.
    """
    if not people.may_take_part(nominee):
        return False
    await decide_alone(session, nominee.workspace_id)
    meant = await topic_named(session, nominee.workspace_id, topic)
    if await lists(session, nominee, meant):
        return False
    if not await _taken_up(session, nominee, meant, origin=origin, by=by, beside=beside, now=now):
        return False
    if origin is NominationOrigin.COLLEAGUE:
        await bring_next(session, nominee, now=now)
    await deliveries.home_follows(session, nominee, now=now)
    return True


async def lists(session: AsyncSession, member: Member, topic: Topic, *, for_others: bool = False) -> bool:
    """Whether a member has a topic on their list, at whatever level; `for_others`: so that others see it there."""
    listed = select(Expertise.id).where(
        Expertise.workspace_id == member.workspace_id,
        Expertise.member_id == member.id,
        Expertise.skill_id == topic.skill_id,
    )
    if for_others:
        listed = listed.where(Expertise.level != Level.LEARNING)
    return topic.skill_id is not None and await session.scalar(listed) is not None


async def _taken_up(
    session: AsyncSession,
    nominee: Member,
    topic: Topic,
    *,
    origin: NominationOrigin,
    by: Member | None,
    beside: tuple[str, int] | None,
    now: datetime,
) -> bool:
    """Let a nomination wait from now on; False when an earlier one of the same topic holds it back."""
    kind, subject_id = beside or (None, None)
    about = {
        "topic": topic.name,
        "origin": origin,
        "nominated_by_id": by.id if by else None,
        "beside_kind": kind,
        "beside_subject_id": subject_id,
        "state": NominationState.PENDING,
        "nominated_at": now,
    }
    own = (Nomination.workspace_id == nominee.workspace_id, Nomination.nominee_id == nominee.id)
    earlier = (await session.scalars(select(Nomination).where(*own, Nomination.folded.in_(topic.words)))).all()
    if not earlier:
        # Whoever suggests the same at this moment finds it waiting.
        return await insert_unless_present(
            session,
            Nomination,
            workspace_id=nominee.workspace_id,
            nominee_id=nominee.id,
            folded=topic.key,
            **about,
        )
    if origin is NominationOrigin.KUDOS or any(_holds(one, now) for one in earlier):
        return False
    return await changed(
        session,
        update(Nomination)
        .where(*own, Nomination.id == earlier[0].id, Nomination.settled_at <= now - HOLDS_FOR)
        .values(**about, settled_at=None, asked_at=None),
    )


def _holds(earlier: Nomination, now: datetime) -> bool:
    if earlier.state is NominationState.NEVER or earlier.settled_at is None:
        return True
    return earlier.settled_at > now - HOLDS_FOR


async def bring_next(session: AsyncSession, nominee: Member, *, now: datetime) -> None:
    """Owe the card of what colleagues suggested first, unless another such card waits for this member's answer.

    The others wait in their Home.
    """
    waiting = await session.scalars(
        select(Nomination)
        .where(
            Nomination.workspace_id == nominee.workspace_id,
            Nomination.nominee_id == nominee.id,
            Nomination.state == NominationState.PENDING,
            Nomination.origin == NominationOrigin.COLLEAGUE,
        )
        .order_by(Nomination.nominated_at, Nomination.id)
        .execution_options(populate_existing=True)
    )
    in_order = waiting.all()
    if not in_order or any(one.asked_at for one in in_order):
        return
    first = in_order[0]
    first.asked_at = now
    await session.flush()
    await deliveries.owe(
        session,
        workspace_id=nominee.workspace_id,
        kind="nomination",
        subject_id=first.id,
        key=f"nomination:{first.id}:{now.isoformat()}",
        to=ToMember(nominee.id),
        facts={"asked_at": now.isoformat()},
        due_at=await attention.take_day(session, nominee, now=now),
        keeps_quiet_hours=True,
    )


async def withdraw(session: AsyncSession, workspace_id: int, *, beside: tuple[str, int]) -> None:
    """Take back what was suggested beside a card that is no more, where it waits for its answer."""
    kind, subject_id = beside
    await session.execute(
        delete(Nomination).where(
            Nomination.workspace_id == workspace_id,
            Nomination.beside_kind == kind,
            Nomination.beside_subject_id == subject_id,
            Nomination.state == NominationState.PENDING,
        ),
        execution_options={"synchronize_session": False},
    )
