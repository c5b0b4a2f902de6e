"""A member's own settings: how often they are asked, when they work, and how they like to be thanked."""

from collections.abc import Collection
from datetime import datetime, time

from bot import deliveries
from bot.database import Session
from bot.errors import WhoKnowsError
from models import Member

MOST_ASKS_A_WEEK = 10


async def save(
    session: Session,
    member: Member,
    *,
    asks_a_week: str,
    works_from: str,
    works_until: str,
    works_on: Collection[str],
    likes_public_thanks: bool,
    now: datetime,
) -> None:
    """Keep what a member chose; raises WhoKnowsError at the field that cannot be, and keeps nothing then."""
    if not asks_a_week.isdecimal() or not 1 <= int(asks_a_week) <= MOST_ASKS_A_WEEK:
        raise WhoKnowsError(
            f"Choose a number from 1 to {MOST_ASKS_A_WEEK}. To have a break, pause instead.", field="asks_a_week"
        )
    begins, ends = _wall_time(works_from, "works_from"), _wall_time(works_until, "works_until")
    if begins == ends:
        raise WhoKnowsError("Work can't end when it begins. Choose two different times.", field="works_until")
    days = sorted({day for day in works_on if day in set("0123456")})
    if not days:
        raise WhoKnowsError("Choose at least one day. To have a break, pause instead.", field="works_on")
    member.asks_a_week = int(asks_a_week)
    member.works_from, member.works_until = begins, ends
    member.works_on = "".join(days)
    member.likes_public_thanks = likes_public_thanks
    await session.flush()
    if member.first_home_at is not None:
        await deliveries.owe_home(session, workspace_id=member.workspace_id, member_id=member.id, now=now)


def _wall_time(text: str, field: str) -> time:
    try:
        return time.fromisoformat(text)
    except ValueError:
        raise WhoKnowsError("Choose a time of day, like 09:00.", field=field) from None
