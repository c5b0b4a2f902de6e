"""The house put together: everything between a database and Slack, started and stopped in order."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import aiohttp
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot import commands, public_url
from bot.clock import Clocks
from bot.database import Database
from bot.pace import Limits
from bot.settings import Settings
from handlers.answering import doors
from handlers.answering.calling import Answering
from handlers.answering.doors import Doors
from handlers.answering.installations import Installations
from handlers.answering.speaking import Speaking
from handlers.postman.rounds import Patience, Postman, carry_on
from handlers.routes import ROUTES
from handlers.timetable import Timetable, ticks
from models import Workspace


@dataclass(frozen=True)
class House:
    """A running WhoKnows."""

    database: Database
    workspace: Workspace
    bolt: AsyncApp
    postman: Postman
    timetable: Timetable
    speaking: Speaking
    answering: Answering
    client: AsyncWebClient

    async def finish(self, patience: float = 3.0) -> None:
        """Let what was begun come to its end, within `patience` seconds all together, and send nothing new."""
        loop = asyncio.get_running_loop()
        until = loop.time() + patience

        async def last_words() -> None:
            await self.answering.finish(patience)
            await self.speaking.finish(max(until - loop.time(), 0.1))

        await asyncio.gather(self.postman.stop(), last_words())


@asynccontextmanager
async def opened(
    settings: Settings,
    clocks: Clocks,
    *,
    limits: Limits | None = None,
    patience: Patience | None = None,
    step: Callable[[str], None] = carry_on,
) -> AsyncIterator[House]:
    """Open the house: the postman works and the clock ticks until it is left. Slack is not heard yet.

    Raises NotInstalled when Slack can't be reached and never was, and SlackApiError when it refuses the token.
    """
    token = settings.slack_bot_token.get_secret_value() if settings.slack_bot_token else ""
    secret = settings.slack_signing_secret.get_secret_value() if settings.slack_signing_secret else None
    # One connection pool for all calls; with a session of our own the SDK's timeout does not count.
    connector = aiohttp.TCPConnector(limit=200, keepalive_timeout=30)
    commands.rename(settings.renamed_commands)
    public_url.publish(settings.public_url)
    async with AsyncExitStack() as closing:
        database = Database(settings.database_url)
        closing.push_async_callback(database.close)
        session = aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=10))
        await closing.enter_async_context(session)
        # The SDK's own retries would say things twice (its default posts again after a dropped connection).
        client = AsyncWebClient(token=token, base_url=settings.slack_api_url, session=session, retry_handlers=[])
        installations = Installations(database, client, clocks.now)
        workspace = await installations.introduce()
        answering = Answering(database, clocks, client, installations)
        speaking = Speaking(client, session)
        # Without a token of its own Bolt asks our authorize, not Slack, about each request.
        asked = AsyncWebClient(base_url=settings.slack_api_url, session=session, retry_handlers=[])
        bolt = doors.build(asked, secret, installations, Doors(ROUTES, answering, speaking))
        postman = Postman(database, clocks, client, limits=limits, patience=patience, step=step)
        timetable = Timetable(database, clocks, ticks(client, limits or Limits(), patience or Patience()))
        timetable.start()
        sending = asyncio.create_task(postman.run())
        house = House(database, workspace, bolt, postman, timetable, speaking, answering, client)
        try:
            yield house
        finally:
            await timetable.stop()
            # Most was ended before Slack stopped being heard; this is for what came in since.
            await house.finish(patience=0.5)
            await sending
