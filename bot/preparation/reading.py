"""Time to prepare as people read it: on a lead's card, on the host's, and in the host's calendar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import people, teams
from bot.calendar_files import Entry, Standing
from bot.errors import NotYours
from bot.lunches import FEED_REACHES_BACK
from models import Lunch, Member, Preparation, PreparationState

# Until it is answered, or a suggestion is: what can still change.
WAITING = (PreparationState.ASKED, PreparationState.UNANSWERED)


@dataclass(frozen=True)
class PreparationCard:
    """Time to prepare, for whom and what it is, and who answered; `leads` are those who may answer now."""

    preparation: Preparation
    lunch: Lunch
    host: Member
    answered_by: Member | None
    leads: Sequence[Member]

    @property
    def ends_at(self) -> datetime:
        """When the time ends."""
        return self.preparation.begins_at + timedelta(minutes=self.preparation.minutes)


async def card(session: AsyncSession, workspace_id: int, preparation_id: int) -> PreparationCard | None:
    """What there is to read about time to prepare; None where there is none any more."""
    preparation = await session.scalar(
        select(Preparation)
        .where(Preparation.workspace_id == workspace_id, Preparation.id == preparation_id)
        .execution_options(populate_existing=True)
    )
    return await card_of(session, preparation) if preparation is not None else None


async def card_of(session: AsyncSession, preparation: Preparation) -> PreparationCard:
    """The same of time that is at hand."""
    workspace_id = preparation.workspace_id
    lunch = (
        await session.scalars(select(Lunch).where(Lunch.workspace_id == workspace_id, Lunch.id == preparation.lunch_id))
    ).one()
    known = await people.members(session, workspace_id, [preparation.host_id, preparation.answered_by_id or 0])
    host = known[preparation.host_id]
    return PreparationCard(
        preparation, lunch, host, known.get(preparation.answered_by_id or 0), await teams.leads_of(session, host)
    )


async def hold(session: AsyncSession, workspace_id: int, preparation_id: int) -> Preparation:
    """Time to prepare as it is now, held until we commit; raises NotYours where there is none."""
    preparation: Preparation | None = await session.scalar(
        update(Preparation)
        .where(Preparation.workspace_id == workspace_id, Preparation.id == preparation_id)
        .values(uid=Preparation.uid)
        .returning(Preparation)
        .execution_options(synchronize_session=False, populate_existing=True)
    )
    if preparation is None:
        raise NotYours
    return preparation


async def entries_of(session: AsyncSession, member: Member, *, now: datetime) -> list[Entry]:
    """A host's agreed time for their feed, and what was withdrawn of it: of the last 30 days, and all to come."""
    rows = await session.execute(
        select(Preparation, Lunch.title)
        .join(Lunch, (Lunch.id == Preparation.lunch_id) & (Lunch.workspace_id == Preparation.workspace_id))
        .where(
            Preparation.workspace_id == member.workspace_id,
            Preparation.host_id == member.id,
            Preparation.begins_at > now - FEED_REACHES_BACK,
            or_(
                Preparation.state == PreparationState.AGREED,
                # Only what was agreed before is in anybody's calendar.
                (Preparation.state == PreparationState.WITHDRAWN) & (Preparation.sequence > 0),
            ),
        )
        .order_by(Preparation.begins_at, Preparation.id)
    )
    return [entry_of(preparation, title, zone=member.zone) for preparation, title in rows]


def entry_of(preparation: Preparation, title: str, *, zone: str) -> Entry:
    """Agreed time in the calendar of its host, whose zone this is; `title` is of what they prepare."""
    is_agreed = preparation.state is PreparationState.AGREED
    return Entry(
        uid=preparation.uid,
        sequence=preparation.sequence,
        timed_at=preparation.asked_at,
        begins_at=preparation.begins_at,
        minutes=preparation.minutes,
        zone=zone,
        title=f"Prepare: {title}",
        about="Time to prepare your lunch-and-learn.",
        place="",
        link=None,
        holders=(),
        standing=Standing.CONFIRMED if is_agreed else Standing.CANCELLED,
    )
