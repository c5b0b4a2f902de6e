"""A calendar feed: its address is told once and kept nowhere, and calendars read what is true at that moment."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from icalendar import Calendar
from sqlalchemy import select

from bot import public_url
from bot.clock import Clocks
from bot.settings import Settings
from handlers import calendar_feed, pages
from handlers.rehearsal import settings_for
from handlers.starting import health_of
from models import Base
from practice.records import View
from practice.server import Practice
from tests.journeys.test_lunches import announces, posts
from tests.journeys.town import Somebody, Town

Read = Callable[..., Awaitable[tuple[int, str, dict[str, str]]]]


@pytest.fixture
async def read(town: Town) -> AsyncIterator[Read]:
    """Read at an address, as a calendar does; feeds are served beside Slack's door."""
    async with AsyncExitStack() as stack:
        feeds = calendar_feed.reading(town.house.database, Clocks(now=town.practice.clock.now))
        served = pages.served(town.house.bolt, "127.0.0.1", 0, feeds=feeds)
        public_url.publish((await stack.enter_async_context(served)).removesuffix("/slack/events"))
        stack.callback(public_url.publish, None)
        calendar = await stack.enter_async_context(aiohttp.ClientSession())

        async def reading(address: str, method: str = "GET", **headers: str) -> tuple[int, str, dict[str, str]]:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            async with calendar.request(method, address, headers=sent) as answer:
                said = {name.lower(): value for name, value in answer.headers.items()}
                return answer.status, await answer.text(), said

        yield reading


def _address(form: View | None) -> str:
    assert form is not None
    [address] = [word for word in str(form.payload).replace("'", " ").split() if word.endswith(".ics")]
    return address


async def test_made_read_replaced_and_stopped(
    town: Town, ana: Somebody, bo: Somebody, read: Read, capsys: pytest.CaptureFixture[str]
) -> None:
    """The secret is in none of our tables and on no line of the log; the old address ends at once."""
    await announces(bo)
    await ana.presses("I'm in", posts(town, ana)[0])
    form = await ana.opens("/lunchandlearn calendar")
    await ana.presses("Make my address", form)
    first = _address(ana.form)
    secret = first.rsplit("/", 1)[1].removesuffix(".ics")
    assert len(secret) == 43
    status, body, headers = await read(first)
    assert (status, headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert headers["cache-control"] == "private, no-cache"
    assert "set-cookie" not in headers
    [event] = Calendar.from_ical(body).walk("VEVENT")
    assert str(event["SUMMARY"]) == "Terraform without tears"
    assert (await read(first, if_none_match=headers["etag"]))[:2] == (304, "")
    assert (await read(first, "HEAD"))[:2] == (200, "")
    async with _beside_health(town) as elsewhere:
        assert (await read(f"{elsewhere}/calendar/{secret}.ics"))[:2] == (200, body)
        assert (await read(f"{elsewhere}/calendar/{secret}"))[0] == 404
    await bo.presses("Cancel it", await bo.types("/lunchandlearn list"))
    await bo.sends()
    status, body, after = await read(first, if_none_match=headers["etag"])
    assert (status, Calendar.from_ical(body).walk("VEVENT")[0]["STATUS"]) == (200, "CANCELLED")
    assert after["etag"] != headers["etag"]

    kept = await _everything_kept(town)
    assert "One address for your calendar" in kept
    assert secret not in kept
    assert secret not in "".join(capsys.readouterr())
    listed = await ana.types("/lunchandlearn list")
    await ana.presses("My calendar feed", listed)
    assert secret not in str(ana.form.payload if ana.form else "")
    old = ana.form
    await ana.presses("Make a new address", old)
    second = _address(ana.form)
    nothing = await read(first)
    assert nothing[0] == 404
    assert nothing[:2] == (await read(first.replace(secret, "made-up")))[:2]
    assert (await read(second))[0] == 200
    assert (await read(second, "POST"))[0] == 405
    form = await ana.opens("/lunchandlearn calendar")
    await ana.presses("Stop it", form)
    assert "Stopped" in str(ana.form.payload if ana.form else "")
    assert (await read(second))[0] == 404


async def test_without_a_public_address_it_says_so(ana: Somebody) -> None:
    form = await ana.opens("/lunchandlearn calendar")
    assert "PUBLIC_URL" in str(form.payload)


@asynccontextmanager
async def _beside_health(town: Town) -> AsyncIterator[str]:
    """Where feeds are in Socket Mode."""
    feeds = calendar_feed.reading(town.house.database, Clocks(now=town.practice.clock.now))
    async with pages.health_served(health_of(town.house), "127.0.0.1", 0, feeds) as address:
        yield address.removesuffix("/healthz")


async def test_the_practice_workspace_serves_feeds_at_its_own_address(tmp_path: Path) -> None:
    """So that `make run` has them, too."""

    async def feed(secret: str) -> str | None:
        return "BEGIN:VCALENDAR" if secret == "x" * 43 else None

    practice = Practice(own_pages=[pages.calendar(feed)])
    await practice.start()
    try:
        address = settings_for(practice, Settings(_env_file=None), tmp_path).public_url
        async with aiohttp.ClientSession() as calendar:
            for letter, status in (("x", 200), ("y", 404)):
                async with calendar.get(f"{address}/calendar/{letter * 43}.ics") as answer:
                    assert answer.status == status
    finally:
        await practice.stop()


async def _everything_kept(town: Town) -> str:
    async with town.house.database.reading() as session:
        # A row by itself would be cut when it is written.
        return str(
            [
                tuple(row)
                for table in Base.metadata.sorted_tables
                for row in (await session.execute(select(table))).all()
            ]
        )
