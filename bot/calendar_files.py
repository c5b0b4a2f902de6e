"""Calendar files (RFC 5545) and what they ask a calendar to do (RFC 5546), from blocks of time that it knows again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from icalendar import Calendar, Event, Timezone, vCalAddress

from bot.hours import zone_named

# RFC 5546 wants an organizer in every file that moves or cancels. Nobody can be written to here: "invalid" is kept
# free for that (RFC 2606), and no address of a person is known to us.
_ORGANIZER = "mailto:lunch-and-learn@whoknows.invalid"
_READ_AGAIN_AFTER = timedelta(hours=1)
_AROUND = timedelta(days=366)
# A calendar may refuse a file with these, whoever typed them; line breaks stay.
_CONTROL = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]")


class Standing(StrEnum):
    """Whether a block of time is sure, may be, or is no more."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True)
class Entry:
    """A block of time: `minutes` from `begins_at`, shown in `zone`. `holders` are names, `place` may be a link.

    A calendar knows it again by `uid`, and takes the one with the largest `sequence`, which was timed at `timed_at`.
    """

    uid: str
    sequence: int
    timed_at: datetime
    begins_at: datetime
    minutes: int
    zone: str
    title: str
    about: str
    place: str
    link: str | None
    holders: Sequence[str]
    standing: Standing


def file_of(entry: Entry, *, now: datetime) -> str:
    """One entry as a file, made at `now`: it is put into a calendar, moved in it, or taken out once cancelled."""
    calendar = _calendar()
    calendar.add("method", "CANCEL" if entry.standing is Standing.CANCELLED else "PUBLISH")
    event = _event(entry, made_at=now)
    organizer = vCalAddress(_ORGANIZER)
    names = ", ".join(_said(name) for name in entry.holders).replace('"', "'")
    organizer.params["CN"] = names or "WhoKnows"
    event.add("organizer", organizer)
    calendar.add_component(event)
    return _written(calendar, [entry])


def feed_of(entries: Sequence[Entry], *, name: str, zone: str, now: datetime) -> str:
    """Entries for a calendar that reads them again and again; the same entries give the same words.

    `zone` is the reader's own. Without an entry the file holds only that, since an empty one is none (RFC 5545 §3.4).
    """
    calendar = _calendar()
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", _READ_AGAIN_AFTER, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for entry in entries:
        # Without a method it is the moment of the newest revision, so that nothing changes while nothing has changed.
        calendar.add_component(_event(entry, made_at=entry.timed_at))
    if not entries:
        around = (date(now.year, 1, 1), date(now.year + 2, 1, 1))
        calendar.add_component(Timezone.from_tzid(zone_named(zone).key, first_date=around[0], last_date=around[1]))
    return _written(calendar, entries)


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//WhoKnows//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    return calendar


def _event(entry: Entry, *, made_at: datetime) -> Event:
    zone = zone_named(entry.zone)
    event = Event()
    event.add("uid", f"{entry.uid}@whoknows")
    event.add("sequence", entry.sequence)
    event.add("dtstamp", made_at)
    event.add("dtstart", entry.begins_at.astimezone(zone))
    event.add("dtend", (entry.begins_at + timedelta(minutes=entry.minutes)).astimezone(zone))
    event.add("summary", _said(" ".join(entry.title.split())))
    about = [entry.about, f"With {', '.join(entry.holders)}" if entry.holders else "", entry.link or ""]
    event.add("description", _said("\n".join(part for part in about if part)))
    event.add("location", _said(entry.place or entry.link or ""))
    if entry.link:
        event.add("url", entry.link)
    event.add("status", entry.standing.value)
    # What may be, and what is no more, leaves the time free for others.
    event.add("transp", "OPAQUE" if entry.standing is Standing.CONFIRMED else "TRANSPARENT")
    return event


def _said(text: str) -> str:
    return _CONTROL.sub(" ", text)


def _written(calendar: Calendar, entries: Sequence[Entry]) -> str:
    if entries:
        first = min(entry.begins_at for entry in entries)
        last = max(entry.begins_at for entry in entries)
        calendar.add_missing_timezones((first - _AROUND).date(), (last + _AROUND).date())
    written: str = calendar.to_ical().decode("utf-8")
    return written
