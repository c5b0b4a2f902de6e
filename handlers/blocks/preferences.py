"""A member's own settings: how often they are asked, when they work, where they like to be thanked."""

from collections.abc import Sequence
from datetime import datetime, time

from bot import preferences
from bot.hours import zone_named
from bot.public_holidays import countries_with_holidays
from bot.zones import is_zone
from handlers.blocks.kit import (
    WEEKDAYS,
    Block,
    View,
    button,
    checkboxes_input,
    context,
    date_input,
    day,
    modal,
    moment,
    option,
    plain,
    radio_input,
    section,
    select_input,
    time_input,
    times_a_week,
    typed_menu_input,
    zone_in_words,
)
from models import Member

OPEN = "preferences.open"
FORM = "preferences.form"
RESUME = "preferences.resume"
ZONES = "preferences.zones"

_TITLE = "Settings"


def open_button(label: str = "Settings") -> Block:
    """The button that opens the settings, wherever it stands."""
    return button(label, OPEN, "settings")


def form(member: Member, *, now: datetime) -> View:
    """The form with the member's settings as they are; values are numbers, `HH:MM`, weekdays 0-6, public or private."""
    numbers = range(1, preferences.MOST_ASKS_A_WEEK + 1)
    asks = min(max(member.asks_a_week, 1), preferences.MOST_ASKS_A_WEEK)
    return modal(
        _TITLE,
        [
            *_paused(member, now),
            select_input(
                "asks_a_week",
                "How often may you be asked?",
                [(str(number), f"At most {times_a_week(number)}") for number in numbers],
                initial=str(asks),
            ),
            date_input(
                "paused_until",
                "Pause until",
                initial=preferences.pause_ends_on(member, now),
                hint="Nobody is sent to you before that day. The pause ends by itself.",
                is_optional=True,
            ),
            time_input("works_from", "You work from", initial=member.works_from),
            time_input(
                "works_until", "You work until", initial=member.works_until, hint="May be after midnight, like 02:00."
            ),
            checkboxes_input(
                "works_on",
                "You work on",
                [(str(number), name) for number, name in enumerate(WEEKDAYS)],
                initial=list(member.works_on),
            ),
            typed_menu_input(
                "zone",
                "Your time zone",
                ZONES,
                initial=[_own_zone(member) if member.chose_zone else _zone_in_slack(member)],
                placeholder="A city, like Berlin",
            ),
            *_unknown_zone(member),
            radio_input(
                "thanks",
                "When somebody thanks you",
                [("public", "Public thanks are fine"), ("private", "I prefer kind words in private")],
                initial="public" if member.likes_public_thanks else "private",
            ),
            radio_input(
                "note",
                "A note on Monday mornings",
                [("note", "When something waits for me or somebody thanked me"), ("none", "No note")],
                initial="note" if member.wants_personal_note else "none",
            ),
            checkboxes_input(
                "reminders",
                "Write to me about lunch-and-learns",
                [
                    ("day_before", "I come to: the day before, at 09:00"),
                    ("hour_before", "I come to: an hour before"),
                    ("ten_minutes", "I come to: ten minutes before, at any hour"),
                    ("afterwards", "I came to: whether it was worth my lunch"),
                    ("as_host", "I hold: a week and two days before, and afterwards"),
                ],
                initial=_reminders(member),
                is_optional=True,
            ),
            context(_quiet(member)),
        ],
        callback_id=FORM,
        submit="Save",
        close="Not now",
    )


def _quiet(member: Member) -> str:
    outside = "Outside your hours I send you no asks and no kind words"
    country = countries_with_holidays().get(member.holidays_of or "")
    return f"{outside}, nor on public holidays of {plain(country)}." if country else f"{outside}."


def _reminders(member: Member) -> list[str]:
    switches = (
        ("day_before", member.reminded_day_before),
        ("hour_before", member.reminded_hour_before),
        ("ten_minutes", member.reminded_ten_minutes_before),
        ("afterwards", member.asked_afterwards),
        ("as_host", member.reminded_as_host),
    )
    return [name for name, is_on in switches if is_on]


def _paused(member: Member, now: datetime) -> list[Block]:
    if member.paused_until is None or preferences.pause_ends_on(member, now) is None:
        return []
    ends_it = button("Start again now", RESUME, "resume")
    return [section(paused_until(member.paused_until, member.zone), accessory=ends_it)]


def paused_until(until: datetime, zone: str) -> str:
    """Until when nobody is sent to a member, in words; a pause that ends as a day begins names the day alone."""
    begins_a_day = until.astimezone(zone_named(zone)).time() == time(0)
    said = day(until, zone) if begins_a_day else moment(until, zone)
    return f":zzz: You're paused until {said}. Nobody can be sent to you."


def _zone_in_slack(member: Member) -> tuple[str, str]:
    return preferences.AS_IN_SLACK, f"As in Slack ({zone_in_words(preferences.zone_in_slack(member))})"


def _own_zone(member: Member) -> tuple[str, str]:
    return member.zone, zone_in_words(member.zone)


def _unknown_zone(member: Member) -> list[Block]:
    if is_zone(member.zone):
        return []
    zone = plain(zone_in_words(member.zone))
    return [context(f"I don't know the zone {zone}, so your hours count in UTC. Choose a city near you.")]


def zone_options(member: Member, zones: Sequence[str]) -> list[Block]:
    """The zones that fit what a member types, Slack's own first."""
    return [
        option(value, words) for value, words in (_zone_in_slack(member), *((one, zone_in_words(one)) for one in zones))
    ]


def resumed_view() -> View:
    """What the member reads once they ended their pause in the form."""
    return modal(_TITLE, [section("Welcome back. You may be asked again from now on. Nothing else was changed.")])


def saved_view(member: Member, *, now: datetime) -> View:
    """What the member reads once the settings are kept."""
    paused = member.paused_until if preferences.pause_ends_on(member, now) else None
    said = [section("Saved. Your settings count from now on.")]
    return modal(_TITLE, [*said, *([section(paused_until(paused, member.zone))] if paused else [])])
