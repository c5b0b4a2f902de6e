"""A lunch-and-learn in people's calendars: a file that they know again after a move or its end."""

from datetime import datetime, timedelta

from icalendar import Calendar, Event
from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries
from bot.deliveries import ToMember
from bot.errors import Settled
from bot.hours import zone_named
from bot.lunches.holding import find
from bot.lunches.reading import LunchCard
from models import Lunch, Member

KIND = "lunch_calendar"


async def send_calendar(session: AsyncSession, member: Member, lunch_id: int, *, now: datetime) -> Lunch:
    """Owe a member the calendar file of a lunch-and-learn; raises Settled for one that is over or gone."""
    lunch = await find(session, member.workspace_id, lunch_id)
    if lunch is None or lunch.cancelled_at is not None or lunch.begins_at <= now:
        raise Settled("This one is over or cancelled, so there is nothing for your calendar.")
    await deliveries.owe(
        session,
        workspace_id=member.workspace_id,
        kind=KIND,
        subject_id=lunch.id,
        key=f"{KIND}:{lunch.id}:{lunch.sequence}:{member.id}:{int(now.timestamp())}",
        to=ToMember(member.id),
        due_at=now,
        as_file=True,
    )
    return lunch


def calendar_of(cards: list[LunchCard], *, name: str, now: datetime) -> str:
    """These lunch-and-learns as an iCalendar file (RFC 5545); `now` is when it was made."""
    calendar = Calendar()
    calendar.add("prodid", "-//WhoKnows//EN")
    calendar.add("version", "2.0")
    is_one = len(cards) == 1
    is_over = is_one and cards[0].lunch.cancelled_at is not None
    calendar.add("method", "CANCEL" if is_over else "PUBLISH")
    if not is_one:
        calendar.add("x-wr-calname", name)
    for card in cards:
        calendar.add_component(_event(card, now))
    calendar.add_missing_timezones()
    made: str = calendar.to_ical().decode("utf-8")
    return made


def _event(card: LunchCard, now: datetime) -> Event:
    lunch = card.lunch
    zone = zone_named(lunch.zone)
    begins_at = lunch.begins_at.astimezone(zone)
    event = Event()
    event.add("uid", f"{lunch.uid}@whoknows")
    event.add("sequence", lunch.sequence)
    event.add("dtstamp", now)
    event.add("dtstart", begins_at)
    event.add("dtend", (lunch.begins_at + timedelta(minutes=lunch.minutes)).astimezone(zone))
    event.add("summary", lunch.title)
    hosts = ", ".join(host.name for host in card.hosts)
    event.add("description", "\n".join(part for part in (lunch.about, f"With {hosts}" if hosts else "") if part))
    event.add("location", lunch.place or lunch.link or "")
    if lunch.link:
        event.add("url", lunch.link)
    event.add("status", "CANCELLED" if lunch.cancelled_at is not None else "CONFIRMED")
    return event
