"""Public holidays: which days they are in a country, and what they are called in English."""

from datetime import date
from functools import cache, lru_cache

from bot.zones import country_names


@cache
def countries_with_holidays() -> dict[str, str]:
    """What countries are called whose holidays we know, by their ISO codes, in the order of the alphabet."""
    # The package takes its time to load, which only those wait for who chose countries.
    from holidays.registry import COUNTRIES

    known = {code for _, *codes in COUNTRIES.values() for code in codes}
    named = {code: name for code, name in country_names().items() if code in known}
    return dict(sorted(named.items(), key=lambda one: one[1].casefold()))


def is_holiday(country: str, day: date) -> bool:
    """Whether a day is a public holiday in all of a country, given as an ISO code; never for one we don't know."""
    return day in _of_year(country, day.year)


def name_of_holiday(country: str, day: date) -> str:
    """What the public holiday of this day is called in English; empty for a day that is none."""
    names = _of_year(country, day.year).get(day, "").split("; ")
    # What stands in brackets is how it was reckoned, such as observed or estimated.
    return " and ".join(dict.fromkeys(name.split(" (")[0] for name in names))


@lru_cache(maxsize=2048)
def _of_year(country: str, year: int) -> dict[date, str]:
    if country not in countries_with_holidays():
        return {}
    from holidays import country_holidays

    return dict(country_holidays(country, years=year, language="en_US"))
