"""The list of one reader: what is theirs, what they could still join, and what is left of the past."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.lunches.holding import may_be_seen_by
from bot.lunches.reading import OwnLunch, coming_up, own, own_coming_up
from models import Attendance, Lunch, LunchHost, Member

# Together they stay within the blocks of one message.
MOST_OWN, MOST_OTHERS, MOST_PAST = 6, 8, 5
_THEIRS = {Attendance.IN, Attendance.MAYBE, Attendance.WAITING}


@dataclass(frozen=True)
class Lists:
    """What a member holds or comes to, what else is to come, soonest first; and the past with notes, newest first."""

    own: Sequence[OwnLunch]
    others: Sequence[OwnLunch]
    past: Sequence[OwnLunch]


async def lists_of(session: AsyncSession, member: Member, *, now: datetime) -> Lists:
    """The list of a member."""
    own_ones = await own_coming_up(session, member, now=now, at_most=MOST_OWN)
    found = await coming_up(session, member, now=now)
    others = [one for one in found if not one.is_host and one.attendance not in _THEIRS]
    return Lists(own_ones, others[:MOST_OTHERS], await _past(session, member, now=now))


async def _past(session: AsyncSession, member: Member, *, now: datetime) -> list[OwnLunch]:
    """What took place and left something to look at; a host's own also without, so that they can add it."""
    hosted = select(LunchHost.lunch_id).where(
        LunchHost.workspace_id == member.workspace_id, LunchHost.member_id == member.id
    )
    left = Lunch.recording_link.is_not(None) | Lunch.notes.is_not(None)
    found = await session.scalars(
        select(Lunch)
        .where(
            Lunch.workspace_id == member.workspace_id,
            Lunch.begins_at <= now,
            Lunch.cancelled_at.is_(None),
            may_be_seen_by(member),
            or_(left, Lunch.id.in_(hosted)),
        )
        .order_by(Lunch.begins_at.desc(), Lunch.id.desc())
        .limit(MOST_PAST)
    )
    return [await own(session, member, lunch, now=now) for lunch in found.all()]
