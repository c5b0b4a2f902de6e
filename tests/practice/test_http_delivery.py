"""Signed HTTP to a real Bolt app behind Starlette: the same story, refusals, and retries with their headers."""

import asyncio
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
import uvicorn
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from practice import interact
from practice.server import Practice
from tests.practice.apps import hears
from tests.practice.test_first_conversation import greeter


@dataclass
class Door:
    """The app's address, and what came to it; `answers` go out instead of Bolt's."""

    url: str
    requests: list[dict[str, str]] = field(default_factory=list)
    answers: list[Response] = field(default_factory=list)


@pytest.fixture
def app(practice: Practice, client: AsyncWebClient) -> AsyncApp:
    """A Bolt app that checks signatures."""
    return AsyncApp(client=client, signing_secret=practice.signing_secret, process_before_response=True)


@pytest.fixture
async def door(practice: Practice, app: AsyncApp) -> AsyncIterator[Door]:
    """The app behind an address of its own, which the workspace delivers to."""
    listener = socket.create_server(("127.0.0.1", 0))
    door = Door(f"http://127.0.0.1:{listener.getsockname()[1]}/slack/events")
    bolt = AsyncSlackRequestHandler(app)

    async def receive(request: Request) -> Response:
        door.requests.append(dict(request.headers))
        return door.answers.pop(0) if door.answers else await bolt.handle(request)

    starlette = Starlette(routes=[Route("/slack/events", receive, methods=["POST"])])
    server = uvicorn.Server(uvicorn.Config(starlette, log_level="critical", lifespan="off"))
    serving = asyncio.create_task(server.serve([listener]))
    practice.deliver_over_http(door.url)
    yield door
    server.should_exit = True
    await serving


async def test_the_first_conversation_over_http(practice: Practice, app: AsyncApp, door: Door) -> None:
    greeter(app)
    outcome = await interact.run_command(practice, "U0ANA", "C0GENERAL", "/greet")
    assert (outcome.answered, outcome.http_status) == (True, 200)
    [confirmation] = practice.world.messages_for("U0ANA", "C0GENERAL")
    assert (confirmation.text, confirmation.only_for) == ("Here is the form.", "U0ANA")
    [form] = practice.world.modals["U0ANA"]
    values: dict[str, Any] = {"whom": {"person": "U0BO"}, "words": {"text": "Hi"}}
    await interact.submit_view(practice, "U0ANA", form.id, values)
    assert form.errors == {"words": "A few more words."}
    await interact.submit_view(practice, "U0ANA", form.id, {"words": {"text": "Hello Bo"}})
    [message] = practice.world.messages_for("U0BO", practice.world.app_conversation("U0BO").id)
    await interact.press(practice, "U0BO", message, "answer", "thank")
    assert message.text == "You said thank you."


async def test_another_secret_is_refused(practice: Practice, app: AsyncApp, door: Door) -> None:
    greeter(app)
    practice.signing_secret = "of somebody else"
    outcome = await interact.run_command(practice, "U0ANA", "C0GENERAL", "/greet")
    assert outcome.http_status == 401
    assert practice.world.notices == {"U0ANA": ["WhoKnows answered with an error (401)."]}


async def test_a_command_answered_in_plain_text(practice: Practice, app: AsyncApp, door: Door) -> None:
    @app.command("/hello")
    async def hello(ack: AsyncAck) -> None:
        await ack("Hello <@U0ANA>")

    await interact.run_command(practice, "U0ANA", "C0GENERAL", "/hello")
    [message] = practice.world.messages_for("U0ANA", "C0GENERAL")
    assert message.text == "Hello <@U0ANA>"


async def test_an_event_refused_comes_again_with_its_number(practice: Practice, app: AsyncApp, door: Door) -> None:
    heard = hears(app, "message")
    door.answers = [PlainTextResponse("no", status_code=500), PlainTextResponse("no", status_code=503)]
    await interact.post_message(practice, "U0ANA", "C0GENERAL", "Hello")
    async with asyncio.timeout(3):
        while not heard:
            await practice.world.changed(practice.world.revision)
    retries = [(one.get("x-slack-retry-num"), one.get("x-slack-retry-reason")) for one in door.requests]
    assert retries == [(None, None), ("1", "http_error"), ("2", "http_error")]
    assert len(heard) == 1


async def test_an_event_that_says_no_retry_does_not_come_again(practice: Practice, app: AsyncApp, door: Door) -> None:
    door.answers = [PlainTextResponse("no", status_code=500, headers={"x-slack-no-retry": "1"})]
    await interact.post_message(practice, "U0ANA", "C0GENERAL", "Hello")
    await asyncio.sleep(0.4)
    assert len(door.requests) == 1


async def test_nobody_listening_there(practice: Practice) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    practice.deliver_over_http(f"http://127.0.0.1:{port}/slack/events")
    outcome = await interact.run_command(practice, "U0ANA", "C0GENERAL", "/hello")
    assert (outcome.answered, outcome.reason) == (False, "connection_failed")


async def test_what_bolt_drops_for_the_word_payload_is_really_sent(
    practice: Practice, app: AsyncApp, door: Door
) -> None:
    """The form is Slack's: the word in the text must reach whoever reads the raw body."""
    bodies: list[bytes] = []

    async def read(request: Request) -> Response:
        bodies.append(await request.body())
        return PlainTextResponse("")

    starlette = Starlette(routes=[Route("/raw", read, methods=["POST"])])
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(starlette, log_level="critical", lifespan="off"))
    serving = asyncio.create_task(server.serve([listener]))
    practice.deliver_over_http(f"http://127.0.0.1:{listener.getsockname()[1]}/raw")
    await interact.run_command(practice, "U0ANA", "C0GENERAL", "/ask my payload is empty & <odd>")
    assert b"text=my+payload+is+empty+%26amp%3B+%26lt%3Bodd%26gt%3B" in bodies[0]
    server.should_exit = True
    await serving


async def test_a_form_without_signature_gets_nothing(door: Door) -> None:
    async with aiohttp.ClientSession() as session, session.post(door.url, data={"command": "/greet"}) as answer:
        assert answer.status == 401
