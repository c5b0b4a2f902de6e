"""Time zones as people type them, by city or country, and the countries they lie in."""

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
    names = sorted(zone for zone in _all() if zone.split("/")[0] in _AREAS and "/" in zone)
    return tuple(
        (zone, f"{zone} {_country(zone)}".casefold().replace("_", " ").replace("/", " ")) for zone in [*names, "UTC"]
    )


def _country(zone: str) -> str:
    code = _listed_in().get(zone)
    return country_names().get(code, "") if code else ""


def country_of(zone: str) -> str | None:
    """The country that a zone lies in, as an ISO code; None for UTC and others that are nowhere.

    Old names of zones lie where the zone of today does.
    """
    listed = _listed_in()
    return listed.get(zone) or listed.get(_of_today().get(zone, ""))


@cache
def country_names() -> dict[str, str]:
    """What countries are called in English, by their ISO codes."""
    return dict(line.split("\t")[:2] for line in _lines("iso3166.tab"))


@cache
def _listed_in() -> dict[str, str]:
    """The country of each zone, by the tables that come with the zone data."""
    return {zone: code for code, _, zone, *_ in (line.split("\t") for line in _lines("zone.tab"))}


@cache
def _of_today() -> dict[str, str]:
    """Names of zones of today by their old ones."""
    links = (line.split() for line in _lines("tzdata.zi") if line.startswith("L "))
    return {old: today for _, today, old in links}


def _lines(table: str) -> list[str]:
    text = (files("tzdata") / "zoneinfo" / table).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _city(zone: str) -> str:
    return zone.rsplit("/", 1)[-1].replace("_", " ").casefold()
