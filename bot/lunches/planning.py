"""What a host plans: checked before anybody sees it, with a sentence at the field that cannot be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlsplit

from bot import people, skills
from bot.errors import WhoKnowsError
from bot.hours import moment_of, zone_named
from bot.lunches.repeating import check_pattern
from bot.zones import is_zone
from models import LunchKind, Member, Repeats

LONGEST_TITLE = 120
LONGEST_ABOUT = 1200
LONGEST_PLACE = 250
LONGEST_LINK = 500
MOST_HOSTS = 6
MOST_SEATS = 5000
# Open tables are for so few that everybody talks.
OPEN_TABLE_SEATS = 6
FEWEST_OPEN_TABLE_SEATS = 4
LENGTHS = (30, 45, 60, 90)
FARTHEST = timedelta(days=366)


@dataclass(frozen=True)
class Plan:
    """A lunch-and-learn as its host describes it: `on` and `at` are wall time in `zone`, `minutes` its length.

    `seats` is None where there is room for everybody. One that `repeats` comes again, until a day where it has an end.
    """

    title: str
    about: str
    on: date
    at: time
    zone: str
    minutes: int
    place: str
    link: str
    channel_slack_id: str
    hosts: Sequence[Member]
    in_private_channel: bool = False
    seats: int | None = None
    kind: LunchKind = LunchKind.TALK
    topic: str = ""
    repeats: Repeats | None = None
    until: date | None = None


def begins_at(plan: Plan) -> datetime:
    """When a plan begins, in UTC."""
    return moment_of(plan.on, plan.at, zone_named(plan.zone))


def check(plan: Plan, *, now: datetime) -> None:
    """Raise WhoKnowsError, with its field, for what cannot be planned."""
    for field, text, longest in (
        ("title", plan.title, LONGEST_TITLE),
        ("about", plan.about, LONGEST_ABOUT),
        ("place", plan.place, LONGEST_PLACE),
    ):
        if len(text) > longest:
            raise WhoKnowsError(f"This has {len(text):,} letters, and {longest:,} is the most.", field=field)
    if not any(sign.isalnum() for sign in plan.title):
        raise WhoKnowsError("Give it a title, like Terraform without tears.", field="title")
    if not (plan.place or plan.link):
        raise WhoKnowsError("Say where: a room, or a link to join by video below.", field="place")
    if plan.link:
        check_link(plan.link, field="link")
    _check_time(plan, now)
    _check_people(plan)
    if plan.repeats is not None:
        check_pattern(plan.repeats, plan.on, plan.until)
    elif plan.until is not None:
        raise WhoKnowsError("Choose how often it comes again, or leave the last day empty.", field="repeats")
    if plan.topic:
        skills.checked_names([plan.topic], field="topic")


def check_link(link: str, *, field: str) -> None:
    """Raise WhoKnowsError at this field for what is no link."""
    parts = urlsplit(link)
    if len(link) > LONGEST_LINK or parts.scheme != "https" or "." not in parts.netloc or " " in link:
        raise WhoKnowsError("This is no link. It begins with https://, as you would copy it.", field=field)


def _check_time(plan: Plan, now: datetime) -> None:
    if not is_zone(plan.zone):
        raise WhoKnowsError("I don't know this time zone. Type a city, like Berlin, and choose it.", field="zone")
    if plan.minutes not in LENGTHS:
        raise WhoKnowsError("Choose how long it takes.", field="minutes")
    begin = begins_at(plan)
    shown = begin.astimezone(zone_named(plan.zone))
    if (shown.date(), shown.time()) != (plan.on, plan.at):
        raise WhoKnowsError(
            f"The clocks go forward that day, and {plan.at:%H:%M} does not come. Pick {shown:%H:%M}, or another time.",
            field="at",
        )
    if begin <= now:
        raise WhoKnowsError("That's in the past for you. Pick a later time.", field="on")
    if begin > now + FARTHEST:
        raise WhoKnowsError("That's more than a year from now. Pick an earlier day.", field="on")


def _check_people(plan: Plan) -> None:
    if not plan.hosts:
        raise WhoKnowsError("Say who holds it.", field="hosts")
    if len(plan.hosts) > MOST_HOSTS:
        raise WhoKnowsError(f"That's {len(plan.hosts)} hosts, and {MOST_HOSTS} is the most.", field="hosts")
    for host in plan.hosts:
        if not people.may_take_part(host):
            raise WhoKnowsError("Only full members of this workspace can hold one. Pick someone else.", field="hosts")
    if plan.kind is LunchKind.OPEN_TABLE and not FEWEST_OPEN_TABLE_SEATS <= (plan.seats or 0) <= OPEN_TABLE_SEATS:
        raise WhoKnowsError(
            f"An open table has {FEWEST_OPEN_TABLE_SEATS} to {OPEN_TABLE_SEATS} seats, so that everybody talks. "
            f"Type one of these, or leave it empty for {OPEN_TABLE_SEATS}.",
            field="seats",
        )
    if plan.seats is not None and not 1 <= plan.seats <= MOST_SEATS:
        raise WhoKnowsError(
            f"Type a number from 1 to {MOST_SEATS:,}, or leave it empty: then everybody has a seat.", field="seats"
        )


def seats_in(typed: str, *, kind: LunchKind = LunchKind.TALK) -> int | None:
    """The number of seats that somebody typed; for an empty field all that one of this `kind` has, None without end.

    Raises WhoKnowsError for what is no number.
    """
    typed = typed.strip().replace(",", "").replace(" ", "")
    if not typed:
        return OPEN_TABLE_SEATS if kind is LunchKind.OPEN_TABLE else None
    if not typed.isdecimal() or len(typed) > 9:
        raise WhoKnowsError("Type a number, like 12, or leave it empty: then everybody has a seat.", field="seats")
    return int(typed)
