"""What people read about their own settings, and admins about guests."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

from bot.holidays import MOST_COUNTRIES, HolidayCountries
from bot.public_holidays import countries_with_holidays
from handlers.blocks import holidays, people, preferences
from handlers.blocks.kit import Message, View
from models import Member
from tests.blocks import facts
from tests.blocks.facts import NOW, Typed

SETTINGS: dict[str, dict[str, Any]] = {
    "": {},
    ", never asked": {"asks_a_week": 0},
    ", own zone": {"zone": "Africa/Lagos", "chose_zone": True, "slack_zone": "America/Argentina/ComodRivadavia"},
    ", with holidays": {"holidays_of": "DE"},
    ", unknown zone": {"zone": "Mars/Olympus_Mons", "slack_zone": "Mars/Olympus_Mons"},
    ", paused": {"paused_until": NOW + timedelta(days=9)},
    ", no longer paused": {"paused_until": NOW - timedelta(days=9)},
}


def settings_of(typed: Typed, **how: Any) -> Member:
    """A member with these settings."""
    member = facts.member(typed, 2, "Bo")
    for column, value in how.items():
        setattr(member, column, value)
    return member


def of_people() -> Iterator[tuple[str, Callable[[Typed], Message | View]]]:
    """All of them, by name."""
    for label, how in SETTINGS.items():
        yield f"settings{label}", partial(_settings, preferences.form, how)
        yield f"settings saved{label}", partial(_settings, preferences.saved_view, how)
    yield "settings, resumed", lambda _: preferences.resumed_view()
    for is_on, is_new in ((True, True), (True, False), (False, True), (False, False)):
        yield f"guests {is_on=} {is_new=}", partial(_guests, is_on=is_on, is_new=is_new)

    yield "holidays, none chosen", lambda _: holidays.form(HolidayCountries([], [("ES", "Spain"), ("DE", "Germany")]))
    every_country = list(countries_with_holidays().items())
    yield "holidays", lambda _: holidays.form(HolidayCountries(every_country[:MOST_COUNTRIES], every_country))
    yield "holidays chosen", lambda _: holidays.chosen_view([name for _, name in every_country[:MOST_COUNTRIES]])
    yield "no holidays chosen", lambda _: holidays.chosen_view([])


def _settings(show: Callable[..., View], how: dict[str, Any], typed: Typed) -> View:
    return show(settings_of(typed, **how), now=NOW)


def _guests(_: Typed, *, is_on: bool, is_new: bool) -> Message:
    return people.guests(is_on=is_on, is_new=is_new)
