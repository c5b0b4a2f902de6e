"""Hearing Slack over Socket Mode: no open port is needed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

LOOKS_EVERY = 5.0


class SocketMode:
    """One connection that is kept up until closed.

    The SDK goes on dialling an address that Slack no longer takes (slack_sdk 3.47: it asks for a new one only when it
    has none), so whenever the connection is gone the old address is forgotten.
    """

    def __init__(self, app: AsyncApp, app_token: str, api_url: str) -> None:
        client = AsyncWebClient(token=app_token, base_url=api_url, retry_handlers=[])
        self._handler = AsyncSocketModeHandler(app, app_token, web_client=client)
        self._connecting = asyncio.create_task(self._handler.connect_async())  # type: ignore[no-untyped-call]
        self._watching = asyncio.create_task(self._watch())

    async def first_connection(self) -> None:
        """Wait until Slack is heard for the first time."""
        await self._connecting

    async def _watch(self) -> None:
        client = self._handler.client
        while True:
            await asyncio.sleep(LOOKS_EVERY)
            if not await client.is_connected():
                client.wss_uri = None

    async def close(self) -> None:
        """Hang up."""
        self._watching.cancel()
        self._connecting.cancel()
        await asyncio.gather(self._watching, self._connecting, return_exceptions=True)
        await self._handler.close_async()  # type: ignore[no-untyped-call]


@asynccontextmanager
async def connected(app: AsyncApp, app_token: str, api_url: str) -> AsyncIterator[SocketMode]:
    """A connection that is kept up until it is left."""
    connection = SocketMode(app, app_token, api_url)
    try:
        yield connection
    finally:
        await connection.close()
