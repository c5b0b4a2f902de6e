"""Time zones as people type them: by city, in any order of words."""

from functools import cache
from zoneinfo import available_timezones


def zones_like(typed: str, *, at_most: int = 20) -> list[str]:
    """Names of time zones that what was typed may mean; those whose city begins with it come first."""
    words = typed.casefold().replace("_", " ").replace("/", " ").split()
    if not words:
        return []
    found = [zone for zone, said in _zones() if all(word in said for word in words)]
    return sorted(found, key=lambda zone: (not _city(zone).startswith(words[-1]), len(zone), zone))[:at_most]


@cache
def _zones() -> tuple[tuple[str, str], ...]:
    """Zones of places, and UTC; the old short names of countries and offsets would only confuse."""
    areas = (
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
    )
    names = sorted(zone for zone in available_timezones() if zone.split("/")[0] in areas and "/" in zone)
    return tuple((zone, zone.casefold().replace("_", " ").replace("/", " ")) for zone in [*names, "UTC"])


def _city(zone: str) -> str:
    return zone.rsplit("/", 1)[-1].replace("_", " ").casefold()
