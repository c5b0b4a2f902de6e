"""Hearing Slack over Socket Mode: no open port is needed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import CannotStart
from handlers.outcomes import Ending, of_error

log = structlog.get_logger(__name__)

LOOKS_EVERY = 5.0


class SocketMode:
    """One connection that is kept up until closed.

    The SDK goes on dialling an address that Slack no longer takes (slack_sdk 3.47: it asks for a new one only when it
    has none), so whenever the connection is gone the old address is forgotten.
    """

    def __init__(self, app: AsyncApp, app_token: str, api_url: str) -> None:
        client = AsyncWebClient(token=app_token, base_url=api_url, retry_handlers=[])
        self._handler = AsyncSocketModeHandler(app, app_token, web_client=client)
        self._connecting: asyncio.Task[None] | None = None
        self._watching: asyncio.Task[None] | None = None

    async def connect(self) -> None:
        """Begin to hear Slack, now or as soon as it can be reached; raises CannotStart for a refused token."""
        try:
            self._handler.client.wss_uri = await self._handler.client.issue_new_wss_url()
        except Exception as error:  # noqa: BLE001 (of_error raises what is not a failed call)
            result = of_error(error, "apps.connections.open")
            if result.ending is Ending.NO_ACCESS or result.reason == "not_allowed_token_type":
                await self.close()
                raise CannotStart(
                    f"Slack refuses SLACK_APP_TOKEN ({result.reason}). Copy it again from api.slack.com/apps under "
                    "Basic Information, App-Level Tokens, with connections:write."
                ) from None
            log.warning("slack_not_reached", error=result.reason, next_try_in_seconds=LOOKS_EVERY)
        self._connecting = asyncio.create_task(self._handler.connect_async())  # type: ignore[no-untyped-call]
        self._watching = asyncio.create_task(self._watch())

    async def first_connection(self) -> None:
        """Wait until Slack is heard for the first time."""
        if self._connecting is not None:
            await self._connecting

    async def _watch(self) -> None:
        client = self._handler.client
        while True:
            await asyncio.sleep(LOOKS_EVERY)
            if not await client.is_connected():
                log.warning("slack_not_heard", next_try_in_seconds=LOOKS_EVERY)
                client.wss_uri = None

    async def close(self) -> None:
        """Hang up."""
        tasks = [task for task in (self._watching, self._connecting) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._handler.close_async()  # type: ignore[no-untyped-call]


@asynccontextmanager
async def connected(app: AsyncApp, app_token: str, api_url: str) -> AsyncIterator[SocketMode]:
    """A connection that is kept up until it is left; raises CannotStart when Slack refuses the token."""
    connection = SocketMode(app, app_token, api_url)
    await connection.connect()
    try:
        yield connection
    finally:
        await connection.close()
