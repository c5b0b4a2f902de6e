"""A member's own settings: how often they are asked, when they work and where, and how they like to be thanked."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from bot import deliveries, kudos, people
from bot.database import Session
from bot.errors import WhoKnowsError
from bot.hours import midnight, zone_named
from bot.zones import is_zone
from models import Member

MOST_ASKS_A_WEEK = 10
LONGEST_PAUSE = timedelta(days=366)
# The choice of no zone of one's own.
AS_IN_SLACK = "slack"


async def save(
    session: Session,
    member: Member,
    *,
    asks_a_week: str,
    works_from: str,
    works_until: str,
    works_on: Collection[str],
    zone: str,
    paused_until: str,
    likes_public_thanks: bool,
    wants_personal_note: bool,
    reminders: Collection[str],
    now: datetime,
) -> None:
    """Keep what a member chose; raises WhoKnowsError at the field that cannot be, and keeps nothing then.

    `zone` is the name of one, or AS_IN_SLACK. `paused_until` is the day, as an ISO date in that zone, on which they may
    be asked again; empty for no pause. `reminders` of lunch-and-learns are "day_before", "hour_before", "ten_minutes",
    "afterwards" and "as_host".
    """
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
    if zone != AS_IN_SLACK and not is_zone(zone):
        raise WhoKnowsError("I don't know this time zone. Type a city, like Berlin, and choose it.", field="zone")
    chosen_zone = zone_in_slack(member) if zone == AS_IN_SLACK else zone
    pause = _pause(member, paused_until, chosen_zone, now)
    if member.likes_public_thanks and not likes_public_thanks:
        await kudos.turn_private(session, member, now=now)
    member.asks_a_week = int(asks_a_week)
    member.works_from, member.works_until = begins, ends
    member.works_on = "".join(days)
    member.chose_zone = zone != AS_IN_SLACK
    if member.zone != chosen_zone:
        await people.moves(session, member, chosen_zone)
    member.paused_until = pause
    comes_to_prefer_private = member.likes_public_thanks and not likes_public_thanks
    member.likes_public_thanks = likes_public_thanks
    member.wants_personal_note = wants_personal_note
    member.reminded_day_before = "day_before" in reminders
    member.reminded_hour_before = "hour_before" in reminders
    member.reminded_ten_minutes_before = "ten_minutes" in reminders
    member.reminded_as_host, member.asked_afterwards = "as_host" in reminders, "afterwards" in reminders
    await session.flush()
    if comes_to_prefer_private:
        await kudos.say_alone(session, member, now=now)
    await deliveries.home_follows(session, member, now=now)


async def stop_personal_notes(session: Session, member: Member) -> None:
    """Send a member no personal note any more, until they want it again."""
    member.wants_personal_note = False
    await session.flush()


def zone_in_slack(member: Member) -> str:
    """The zone that Slack says a member is in; the one they have as long as it never said."""
    return member.slack_zone or member.zone


def pause_ends_on(member: Member, now: datetime) -> date | None:
    """The day in their own zone on which a member's pause ends; None for somebody who is not paused."""
    if member.paused_until is None or not people.is_paused(member, now):
        return None
    return member.paused_until.astimezone(zone_named(member.zone)).date()


def _pause(member: Member, chosen: str, zone_name: str, now: datetime) -> datetime | None:
    if not chosen:
        return None
    try:
        day = date.fromisoformat(chosen)
    except ValueError:
        raise WhoKnowsError("Choose a day from the calendar.", field="paused_until") from None
    if day == pause_ends_on(member, now):
        # The form was sent with the pause that is there, whose hour the calendar does not show.
        return member.paused_until
    zone = zone_named(zone_name)
    today = now.astimezone(zone).date()
    if day < today:
        raise WhoKnowsError("That's in the past for you. Pick a later day.", field="paused_until")
    if day == today:
        raise WhoKnowsError("A pause ends as the day begins. Pick tomorrow or a later day.", field="paused_until")
    if day - today > LONGEST_PAUSE:
        raise WhoKnowsError("A pause lasts a year at most. Pick an earlier day.", field="paused_until")
    return midnight(day, zone)


def _wall_time(text: str, field: str) -> time:
    try:
        return time.fromisoformat(text).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        raise WhoKnowsError("Choose a time of day, like 09:00.", field=field) from None
