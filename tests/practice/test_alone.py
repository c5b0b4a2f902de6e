"""`python -m practice` runs alone: a Bolt app connects to what it prints, and tests steer it from outside."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.practice.payload_samples import actions, button, section

ROOT = Path(__file__).parents[2]


class Outside:
    """The workspace of another process."""

    def __init__(self, facts: dict[str, str], session: aiohttp.ClientSession) -> None:
        self.facts = facts
        self._session = session
        self.headers = {"Authorization": f"Bearer {facts['SLACK_BOT_TOKEN']}"}

    async def tell(self, path: str, **wish: Any) -> Any:
        """Post a wish and return the answer."""
        url = f"{self.facts['address']}/control/{path}"
        async with self._session.post(url, json=wish, headers=self.headers) as answer:
            return await answer.json()

    async def look(self, path: str) -> Any:
        """Look at something."""
        async with self._session.get(f"{self.facts['address']}/control/{path}", headers=self.headers) as answer:
            return await answer.json()


@pytest.fixture
async def outside() -> AsyncIterator[Outside]:
    """A workspace in a process of its own."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "practice", "--port", "0", "--json", cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout
    facts = json.loads(await asyncio.wait_for(process.stdout.readline(), 20))
    async with aiohttp.ClientSession() as session:
        yield Outside(facts, session)
    process.terminate()
    await process.wait()


async def test_an_app_and_a_test_from_outside(outside: Outside) -> None:
    base_url = outside.facts["SLACK_API_URL"]
    app = AsyncApp(client=AsyncWebClient(token=outside.facts["SLACK_BOT_TOKEN"], base_url=base_url))

    @app.command("/hello")
    async def hello(ack: AsyncAck, client: AsyncWebClient) -> None:
        await ack("Hello")
        blocks = [section(), actions(button("Thanks"))]
        metadata = {"event_type": "hello", "event_payload": {"id": 1}}
        await client.chat_postMessage(channel="U0BO", text="Ana says hello", blocks=blocks, metadata=metadata)

    @app.action("yes")
    async def thanked(ack: AsyncAck, client: AsyncWebClient) -> None:
        await client.chat_postMessage(channel="U0ANA", text="Bo says thanks")
        await ack()

    app_client = AsyncWebClient(token=outside.facts["SLACK_APP_TOKEN"], base_url=base_url)
    handler = AsyncSocketModeHandler(app, outside.facts["SLACK_APP_TOKEN"], web_client=app_client)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    assert (await outside.look("world"))["is_connected"]

    assert (await outside.tell("command", person="U0ANA", channel="C0GENERAL", text="/hello"))["answered"]
    messages = (await outside.look("messages"))["messages"]
    [letter] = [message for message in messages if message["text"] == "Ana says hello"]
    assert letter["metadata"] == {"event_type": "hello", "event_payload": {"id": 1}}
    pressed = await outside.tell("press", person="U0BO", channel=letter["channel_id"], ts=letter["ts"], label="Thanks")
    assert pressed["answered"]
    assert (await outside.look("world"))["findings"] == []
    assert "Bo says thanks" in {message["text"] for message in (await outside.look("messages"))["messages"]}

    await outside.tell("faults", add=[{"kind": "refuse", "error": "fatal_error", "method": "auth.test"}])
    async with aiohttp.ClientSession(headers=outside.headers) as session:
        async with session.post(f"{base_url}auth.test") as answer:
            assert (await answer.json())["error"] == "fatal_error"
        async with session.get(f"{outside.facts['address']}/control/world", headers={"Authorization": ""}) as answer:
            assert answer.status == 401
    before = (await outside.look("world"))["now"]
    assert (await outside.tell("clock", by_seconds=3600))["now"] > before
    assert (await outside.tell("press", person="U0BO", channel="C0GENERAL", ts="1.0", label="No"))[
        "error"
    ] == "not_there"
    assert (await outside.tell("faults", add=[{"kind": "earthquake"}]))["error"] == "invalid_wish"
    await handler.close_async()  # type: ignore[no-untyped-call]
