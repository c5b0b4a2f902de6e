"""Words that are safe to put into Slack's markup: escaped names, times in the reader's zone, counts, lists."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from bot.hours import zone_named
from models import EMPTY_PLACE, NAMELESS

# Slack knows no escape for these signs. At the edge of a word, or several together, they would format what was typed.
_LOOK_ALIKES = str.maketrans({"*": "∗", "_": "＿", "~": "∼", "`": "‵"})
_FORMATTING = re.compile(r"[*_~]{2,}|(?<!\w)[*_~]|[*_~](?!\w)|`+")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_HALF_A_SIGN = re.compile(r"(?:&[a-z]{0,3}|<[^>]*)$")


def escape(text: str) -> str:
    """Text that Slack reads as letters only: no mention, no link, no date."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain(name: str) -> str:
    """A name somebody typed, of a person or topic, on one line and without any formatting of its own."""
    on_one_line = " ".join(name.split())
    return escape(_FORMATTING.sub(lambda found: found[0].translate(_LOOK_ALIKES), on_one_line))


def bold(name: str) -> str:
    """A name somebody typed, in bold."""
    return f"*{plain(name)}*"


def mention(slack_id: str) -> str:
    """A person, by a mention that rings where they are; in words where they were forgotten."""
    return NAMELESS if slack_id.startswith(EMPTY_PLACE) else f"<@{slack_id}>"


def channel_link(slack_id: str) -> str:
    """A channel, as a link where the reader may go."""
    return f"<#{slack_id}>"


def cut(text: str, most: int) -> str:
    """Text of at most so many characters; what was longer ends in an ellipsis, never in half an escaped sign."""
    if len(text) <= most:
        return text
    return _HALF_A_SIGN.sub("", text[: most - 1]).rstrip() + "…"


def moment(when: datetime, zone_name: str) -> str:
    """A time in the reader's zone; where Slack cannot tell, the same in this zone, with the zone's name."""
    return _date(when, zone_name, "{date_short_pretty} at {time}", "%H:%M")


def day(when: datetime, zone_name: str) -> str:
    """A day in the reader's zone; where Slack cannot tell, the same in this zone, with the zone's name."""
    return _date(when, zone_name, "{date_short_pretty}", "")


def date_in_words(on: date) -> str:
    """A day of the calendar, the same for every reader."""
    return f"{on:%a} {on.day} {on:%b %Y}"


def zone_in_words(zone_name: str) -> str:
    """A time zone as people read it."""
    return zone_name.replace("_", " ")


def _date(when: datetime, zone_name: str, pattern: str, clock: str) -> str:
    local = when.astimezone(zone_named(zone_name))
    zone = local.strftime("%Z")
    # Many zones have no letters, only an offset such as +0530.
    zone = zone if zone.isalpha() else local.strftime("UTC%z")
    words = [local.strftime("%a"), str(local.day), local.strftime("%b"), local.strftime(clock) if clock else "", zone]
    return f"<!date^{int(when.timestamp())}^{pattern}|{' '.join(word for word in words if word)}>"


def list_of_names(names: Sequence[str], *, most: int = 25) -> str:
    """Names as one says them: "Bo", "Bo and Chi", "Bo, Chi and Dev"; more than `most` end in "and 3 more"."""
    shown = list(names[:most])
    if len(names) > most:
        shown.append(f"{len(names) - most} more")
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def lines_that_fit(lines: Sequence[str], longest: int, *, most: int | None = None) -> str:
    """Lines one after the other, in at most `longest` characters; of those that do not fit, how many there are.

    `most` is how many are shown even where more would fit.
    """
    shown = list(lines[:most])
    while True:
        rest = len(lines) - len(shown)
        text = "\n".join([*shown, f"and {rest} more"] if rest else shown)
        if len(text) <= longest:
            return text
        shown.pop()


def count(number: int, one: str, several: str) -> str:
    """How many, in words: "one person", "3 people"."""
    return f"one {one}" if number == 1 else f"{number} {several}"


def times_a_week(number: int) -> str:
    """How often, in words: "once a week", "twice a week", "3 times a week"."""
    match number:
        case 1:
            return "once a week"
        case 2:
            return "twice a week"
        case _:
            return f"{number} times a week"
