"""Socket Mode: tickets good once, envelopes in turn, three seconds to answer, events again when unanswered."""

import asyncio
from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from practice import interact
from practice.server import Practice
from tests.practice.apps import hears
from tests.practice.conftest import Connect


async def until(practice: Practice, is_so: Any) -> None:
    """Wait until something is so in the workspace; five seconds at most."""
    async with asyncio.timeout(5):
        while not is_so():
            await practice.world.changed(practice.world.revision)


class Wire:
    """A bare connection, to see and answer frames by hand."""

    def __init__(self, practice: Practice, session: aiohttp.ClientSession) -> None:
        self._client = AsyncWebClient(token=practice.app_token, base_url=practice.api_url)
        self._session = session
        self.url = ""

    async def connect(self) -> aiohttp.ClientWebSocketResponse:
        """Open a connection with a new ticket and read its hello."""
        opened = await self._client.apps_connections_open(app_token=str(self._client.token))
        self.url = opened["url"]
        connection = await self._session.ws_connect(self.url)
        assert (await connection.receive_json())["type"] == "hello"
        return connection


async def test_a_ticket_is_good_once(practice: Practice) -> None:
    async with aiohttp.ClientSession() as session:
        wire = Wire(practice, session)
        connection = await wire.connect()
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(wire.url)
        await connection.close()


async def test_envelopes_go_to_one_connection_each_in_turn(practice: Practice) -> None:
    async with aiohttp.ClientSession() as session:
        connections = [await Wire(practice, session).connect() for _ in range(3)]
        typed = [
            asyncio.create_task(interact.run_command(practice, "U0ANA", "C0GENERAL", f"/say {number}"))
            for number in range(6)
        ]
        seen: list[list[str]] = []
        for connection in connections:
            frames = [await connection.receive_json() for _ in range(2)]
            seen.append([frame["payload"]["text"] for frame in frames])
            for frame in frames:
                assert (frame["type"], frame["accepts_response_payload"]) == ("slash_commands", True)
                text = f"Heard {frame['payload']['text']}"
                await connection.send_json({"envelope_id": frame["envelope_id"], "payload": {"text": text}})
        outcomes = await asyncio.gather(*typed)
        assert sorted(text for texts in seen for text in texts) == ["0", "1", "2", "3", "4", "5"]
        assert all(outcome.answered for outcome in outcomes)
        for connection in connections:
            await connection.close()


async def test_an_eleventh_connection_is_refused(practice: Practice) -> None:
    async with aiohttp.ClientSession() as session:
        ten = [await Wire(practice, session).connect() for _ in range(10)]
        opened = await AsyncWebClient(token=practice.app_token, base_url=practice.api_url).apps_connections_open(
            app_token=practice.app_token
        )
        eleventh = await session.ws_connect(opened["url"])
        assert await eleventh.receive_json() == {"type": "disconnect", "reason": "too_many_websockets"}
        assert practice.socket.connections == len(ten)


async def test_no_answer_in_time_is_shown_to_whoever_asked(practice: Practice, app: AsyncApp, connect: Connect) -> None:
    @app.command("/slow")
    async def slow(ack: AsyncAck) -> None:
        await asyncio.sleep(practice.deadlines.answer_seconds + 0.2)
        await ack("Too late")

    await connect(app)
    outcome = await interact.run_command(practice, "U0ANA", "C0GENERAL", "/slow")
    assert (outcome.answered, outcome.reason) == (False, "timeout")
    assert practice.world.notices == {"U0ANA": ["WhoKnows did not answer in time."]}
    await asyncio.sleep(0.3)
    assert practice.world.messages_for("U0ANA", "C0GENERAL") == []


async def test_nobody_connected_is_said(practice: Practice) -> None:
    outcome = await interact.run_command(practice, "U0ANA", "C0GENERAL", "/hello")
    assert (outcome.answered, practice.world.notices) == (False, {"U0ANA": ["WhoKnows is not connected."]})


async def test_an_unanswered_event_comes_again(practice: Practice) -> None:
    async with aiohttp.ClientSession() as session:
        connection = await Wire(practice, session).connect()
        posting = asyncio.create_task(interact.post_message(practice, "U0ANA", "C0GENERAL", "Hello"))
        first = await connection.receive_json()
        second = await connection.receive_json()
        third = await connection.receive_json()
        await connection.send_json({"envelope_id": third["envelope_id"]})
        assert [frame["retry_attempt"] for frame in (first, second, third)] == [0, 1, 2]
        assert (first["retry_reason"], second["retry_reason"]) == ("", "http_timeout")
        assert len({frame["payload"]["event_id"] for frame in (first, second, third)}) == 1
        assert len({frame["envelope_id"] for frame in (first, second, third)}) == 3
        assert not (await posting).answered
        assert "U0ANA" not in practice.world.notices
        with pytest.raises(TimeoutError):
            await connection.receive(timeout=0.9)
        await connection.close()


async def test_an_event_for_an_app_that_is_away_waits(practice: Practice, app: AsyncApp, connect: Connect) -> None:
    heard = hears(app, "message")
    await interact.post_message(practice, "U0ANA", "C0GENERAL", "Hello")
    await connect(app)
    await until(practice, lambda: heard)
    assert heard[0]["event"]["text"] == "Hello"


async def test_the_same_event_twice(practice: Practice, app: AsyncApp, connect: Connect) -> None:
    heard = hears(app, "message")
    await connect(app)
    practice.faults.deliver_events_twice = True
    await interact.post_message(practice, "U0ANA", "C0GENERAL", "Hello")
    assert [body["event_id"] for body in heard] == [heard[0]["event_id"]] * 2


async def test_the_app_comes_back_when_asked_to(practice: Practice, app: AsyncApp, connect: Connect) -> None:
    heard = hears(app, "message")
    await connect(app)
    await practice.socket.ask_to_reconnect()
    assert practice.socket.connections == 0
    await until(practice, lambda: practice.socket.connections == 1)
    await interact.post_message(practice, "U0ANA", "C0GENERAL", "Hello")
    assert len(heard) == 1


async def test_a_connection_that_closes_while_somebody_waits(practice: Practice) -> None:
    async with aiohttp.ClientSession() as session:
        connection = await Wire(practice, session).connect()
        typed = asyncio.create_task(interact.run_command(practice, "U0ANA", "C0GENERAL", "/hello"))
        await connection.receive_json()
        await connection.close()
        assert (await typed).reason == "connection_failed"
    assert practice.world.notices["U0ANA"] == ["WhoKnows did not answer in time."]
