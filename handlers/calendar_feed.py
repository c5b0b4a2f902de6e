"""One's own calendar feed: made, replaced and stopped in Slack, and read by calendars."""

from collections.abc import Awaitable, Callable

import structlog

from bot import calendar_feed
from bot.clock import Clocks
from bot.database import Database
from bot.public_url import public_url
from handlers.answering.answers import Answer, Visit
from handlers.answering.heard import Command, Press
from handlers.blocks import calendar_feed as blocks

log = structlog.get_logger(__name__)

Reads = Callable[[str], Awaitable[str | None]]
# What the button of somebody says who has no address.
FIRST = "first"


async def show(_: Command, visit: Visit) -> Answer:
    """`/lunchandlearn calendar`: what a feed is, and what can be done about one's own."""
    return _overview(visit)


async def start(_: Press, visit: Visit) -> Answer:
    """*My calendar feed*: the same."""
    return _overview(visit)


def _overview(visit: Visit) -> Answer:
    if public_url("/") is None:
        return Answer(view=blocks.impossible())
    return Answer(view=blocks.overview(calendar_feed.mark_of(visit.by)))


async def make(press: Press, visit: Visit) -> Answer:
    """*Make my address*, or *Make a new address*: it is told once, and kept nowhere."""
    if public_url("/") is None:
        return Answer(view=blocks.impossible())
    secret = await calendar_feed.make_secret(visit.session, visit.by, seen=_seen(press))
    whole = str(public_url(f"/calendar/{secret}.ics"))
    return Answer(view=blocks.address(whole), tells_a_secret=True)


async def stop(press: Press, visit: Visit) -> Answer:
    """*Stop it*."""
    await calendar_feed.stop(visit.session, visit.by, seen=_seen(press))
    return Answer(view=blocks.stopped())


def _seen(press: Press) -> str:
    return "" if press.value == FIRST else press.value


def reading(database: Database, clocks: Clocks) -> Reads:
    """How a page reads a feed by its secret; it gives None where there is none."""

    async def read(secret: str) -> str | None:
        async with database.reading() as session:
            return await calendar_feed.read(session, secret, now=clocks.now())

    return read
