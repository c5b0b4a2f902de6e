"""Links to calendars on the web: read back they say the same, and never more than Slack shows."""

import re
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from bot import lunches as bot_lunches
from bot.calendar_files import Standing
from handlers.blocks import lunches
from handlers.blocks.kit import LIMITS
from handlers.blocks.lunches.web_calendars import google, outlook
from tests.blocks.facts import ALL, Typed
from tests.blocks.surfaces_of_lunches import lunch

_LINK = re.compile(r"<(https://[^|>]+)\|([^>]+)>")


@pytest.mark.parametrize("typed", ALL, ids=[typed.label for typed in ALL])
def test_read_back_they_say_the_same(typed: Typed) -> None:
    one = lunch(typed)
    entry = bot_lunches.entry_of(one, ["Bo"], Standing.CONFIRMED)
    file = lunches.calendar_file(entry, "", is_newer=False, has_feed=True)
    assert len(file.text) <= LIMITS["section_text"]
    found = _LINK.findall(file.text)
    assert [name for _, name in found] == ["Google Calendar", "Outlook.com", "Microsoft 365"]
    addresses = [address.replace("&amp;", "&") for address, _ in found]
    assert addresses == [
        google(entry),
        outlook(entry, host="outlook.live.com"),
        outlook(entry, host="outlook.office.com"),
    ]
    for address, title, about in zip(
        addresses, ("text", "subject", "subject"), ("details", "body", "body"), strict=True
    ):
        said = parse_qs(urlsplit(address).query)
        assert one.title.startswith(said[title][0].removesuffix("…"))
        assert one.about.startswith(said[about][0].removesuffix("…"))
        assert len(said[about][0]) > 10
    [span] = parse_qs(urlsplit(addresses[0]).query)["dates"]
    begins, ends = (datetime.strptime(part, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC) for part in span.split("/"))
    assert (begins, (ends - begins).total_seconds()) == (one.begins_at, 45 * 60)
    said = parse_qs(urlsplit(addresses[1]).query)
    assert datetime.fromisoformat(said["startdt"][0]) == begins
    assert datetime.fromisoformat(said["enddt"][0]) == ends


def test_a_file_that_follows_another_has_no_links() -> None:
    """They would put it into the calendar a second time."""
    entry = bot_lunches.entry_of(lunch(ALL[0]), [], Standing.CONFIRMED)
    file = lunches.calendar_file(entry, "", is_newer=True, has_feed=True)
    assert "https://" not in file.text
    assert "bring *Terraform without tears* up to date" in file.text
