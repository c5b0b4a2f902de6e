"""Time zones as people type them: by city or country, in any order of words."""

from collections import defaultdict
from functools import cache
from importlib.resources import files
from zoneinfo import available_timezones

_AREAS = frozenset(
    {
        "Africa",
        "America",
        "Antarctica",
        "Arctic",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    }
)


def is_zone(name: str) -> bool:
    """Whether this machine's zone data knows a zone by this name."""
    return name in _all()


def zones_like(typed: str, *, at_most: int = 20) -> list[str]:
    """Names of time zones that what was typed may mean; those whose city begins with it come first."""
    words = typed.casefold().replace("_", " ").replace("/", " ").split()
    if not words:
        return []
    found = [zone for zone, said in _zones() if all(word in said for word in words)]
    return sorted(found, key=lambda zone: (not _city(zone).startswith(words[-1]), len(zone), zone))[:at_most]


@cache
def _all() -> frozenset[str]:
    """Read once: looking through the files of all zones takes milliseconds, in which everybody waits."""
    return frozenset(available_timezones())


@cache
def _zones() -> tuple[tuple[str, str], ...]:
    """Zones of places, and UTC; the old short names of countries and offsets would only confuse."""
    countries = _countries()
    names = sorted(zone for zone in _all() if zone.split("/")[0] in _AREAS and "/" in zone)
    return tuple(
        (zone, f"{zone} {' '.join(countries[zone])}".casefold().replace("_", " ").replace("/", " "))
        for zone in [*names, "UTC"]
    )


def _countries() -> dict[str, list[str]]:
    """The countries of each zone, by the tables that come with the zone data."""
    codes = dict(line.split("\t")[:2] for line in _lines("iso3166.tab"))
    countries: dict[str, list[str]] = defaultdict(list)
    for code, _, zone, *_ in (line.split("\t") for line in _lines("zone.tab")):
        countries[zone].append(codes.get(code, ""))
    return countries


def _lines(table: str) -> list[str]:
    text = (files("tzdata") / "zoneinfo" / table).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _city(zone: str) -> str:
    return zone.rsplit("/", 1)[-1].replace("_", " ").casefold()
