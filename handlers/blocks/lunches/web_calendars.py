"""Links that open a filled-in event in the calendars people have in their browser."""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote, urlencode

from bot.calendar_files import Entry
from handlers.blocks.kit import escape

# Slack shows a message of 3,000 characters, and there are three links in one: so many signs each, once written as in a
# link, where one letter may take twelve.
_LONGEST_TITLE, _LONGEST_ABOUT, _LONGEST_PLACE = 250, 200, 120
_OUTLOOK = "/calendar/0/deeplink/compose"


def links(entry: Entry) -> str:
    """The links in Slack's markup, one after the other."""
    ways = (
        ("Google Calendar", google(entry)),
        ("Outlook.com", outlook(entry, host="outlook.live.com")),
        ("Microsoft 365", outlook(entry, host="outlook.office.com")),
    )
    return " · ".join(f"<{escape(address)}|{name}>" for name, address in ways)


def google(entry: Entry) -> str:
    """The address of Google Calendar's form."""
    pattern = "%Y%m%dT%H%M%SZ"
    return _address(
        "https://calendar.google.com/calendar/render",
        action="TEMPLATE",
        text=_short(entry.title, _LONGEST_TITLE),
        dates=f"{_begin(entry):{pattern}}/{_end(entry):{pattern}}",
        details=_short(entry.about, _LONGEST_ABOUT),
        location=_short(entry.place or entry.link or "", _LONGEST_PLACE),
    )


def outlook(entry: Entry, *, host: str) -> str:
    """The address of Outlook's form, which private and company accounts have at different hosts."""
    pattern = "%Y-%m-%dT%H:%M:%SZ"
    return _address(
        f"https://{host}{_OUTLOOK}",
        path="/calendar/action/compose",
        rru="addevent",
        subject=_short(entry.title, _LONGEST_TITLE),
        startdt=f"{_begin(entry):{pattern}}",
        enddt=f"{_end(entry):{pattern}}",
        body=_short(entry.about, _LONGEST_ABOUT),
        location=_short(entry.place or entry.link or "", _LONGEST_PLACE),
    )


def _begin(entry: Entry) -> datetime:
    return entry.begins_at.astimezone(UTC)


def _end(entry: Entry) -> datetime:
    return _begin(entry) + timedelta(minutes=entry.minutes)


def _address(base: str, **words: str) -> str:
    # Outlook shows a plus sign as it stands, so spaces are written as %20.
    return f"{base}?{urlencode({name: said for name, said in words.items() if said}, quote_via=quote, safe='')}"


def _short(text: str, most: int) -> str:
    """As much of a text as takes so many signs in a link."""
    if len(quote(text, safe="")) <= most:
        return text
    while text and len(quote(text + "…", safe="")) > most:
        text = text[:-1]
    return text.rstrip() + "…"
