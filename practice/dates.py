"""Moments in words, for one reader's zone."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

_TOKEN = re.compile(r"\{([a-z_]+)\}")


def _ordinal(day: int) -> str:
    ending = "th" if day % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


def _pretty(form: Callable[[datetime], str]) -> Callable[[datetime, datetime], str]:
    def words(moment: datetime, now: datetime) -> str:
        near: dict[date, str] = {
            now.date(): "today",
            now.date() + timedelta(days=1): "tomorrow",
            now.date() - timedelta(days=1): "yesterday",
        }
        return near.get(moment.date()) or form(moment)

    return words


def _always(form: Callable[[datetime], str]) -> Callable[[datetime, datetime], str]:
    return lambda moment, _now: form(moment)


def _day(moment: datetime) -> str:
    return f"{moment:%B} {_ordinal(moment.day)}, {moment.year}"


def _short_day(moment: datetime) -> str:
    return f"{moment:%b} {moment.day}, {moment.year}"


def _long_day(moment: datetime) -> str:
    return f"{moment:%A}, {_day(moment)}"


def _ago(moment: datetime, now: datetime) -> str:
    seconds = int((now - moment).total_seconds())
    for size, name in ((86400, "day"), (3600, "hour"), (60, "minute")):
        count = abs(seconds) // size
        if count:
            words = f"{count} {name}{'s' if count > 1 else ''}"
            return f"{words} ago" if seconds > 0 else f"in {words}"
    return "now"


# Slack's date tokens; hours are written in the 24-hour clock throughout the practice workspace.
_TOKENS: dict[str, Callable[[datetime, datetime], str]] = {
    "date": _always(_day),
    "date_num": _always(lambda moment: f"{moment:%Y-%m-%d}"),
    "date_slash": _always(lambda moment: f"{moment:%m/%d/%Y}"),
    "date_short": _always(_short_day),
    "date_long": _always(_long_day),
    "date_long_full": _always(_long_day),
    "date_pretty": _pretty(_day),
    "date_short_pretty": _pretty(_short_day),
    "date_long_pretty": _pretty(_long_day),
    "day_divider_pretty": _pretty(_long_day),
    "time": _always(lambda moment: f"{moment:%H:%M}"),
    "time_secs": _always(lambda moment: f"{moment:%H:%M:%S}"),
    "ago": _ago,
}


def date_in_words(moment: datetime, pattern: str, now: datetime) -> str:
    """Return Slack's date `pattern` filled in; both times are already in the reader's zone.

    An unknown token stays visible. A pretty word that begins the text gets a capital letter.
    """
    words = _TOKEN.sub(lambda found: _TOKENS[found[1]](moment, now) if found[1] in _TOKENS else found[0], pattern)
    return words[:1].upper() + words[1:] if pattern.startswith("{day_divider") else words


def zone_in_words(moment: datetime, zone: ZoneInfo) -> str:
    """Return a zone as people say it, like 'Madrid, CET'."""
    city = (zone.key or "UTC").rpartition("/")[2].replace("_", " ")
    short = moment.astimezone(zone).tzname() or ""
    return f"{city}, {short}" if short and short != city and not short.startswith(("+", "-")) else city


def moment_in_words(moment: datetime, zone: ZoneInfo) -> str:
    """Return a moment in full, like 'Mon 23 Nov 2026, 09:00 (Madrid, CET)'."""
    there = moment.astimezone(zone)
    return f"{there:%a} {there.day} {there:%b %Y, %H:%M} ({zone_in_words(there, zone)})"


def clock_in_words(moment: datetime, zone: ZoneInfo) -> str:
    """Return the top bar's clock, like 'Mon 23 Nov, 09:00'."""
    there = moment.astimezone(zone)
    return f"{there:%a} {there.day} {there:%b, %H:%M}"
