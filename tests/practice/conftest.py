"""A practice workspace per test, and a real Bolt app connected to it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from practice.clock import PracticeClock
from practice.deadlines import Deadlines
from practice.seed import default_seed
from practice.server import Practice
from practice.world import Seed

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
SHORT = Deadlines(answer_seconds=0.6, trigger_seconds=0.4, redeliver_after_seconds=(0.05, 0.1, 0.15))

Connect = Callable[[AsyncApp], Awaitable[AsyncSocketModeHandler]]


def seed_of_tests() -> Seed:
    """Return the seed people see, without their earlier talk."""
    seed = default_seed(MONDAY)
    seed.messages.clear()
    return seed


@pytest.fixture
async def practice() -> AsyncIterator[Practice]:
    """A workspace that hurries, and lets nobody wait for three seconds."""
    workspace = Practice(clock=PracticeClock(MONDAY), seed=seed_of_tests(), deadlines=SHORT)
    await workspace.start()
    yield workspace
    await workspace.stop()


@pytest.fixture
def client(practice: Practice) -> AsyncWebClient:
    """Slack's own client, as the app of the workspace."""
    return AsyncWebClient(token=practice.bot_token, base_url=practice.api_url)


@pytest.fixture
def app(client: AsyncWebClient) -> AsyncApp:
    """A Bolt app without listeners."""
    return AsyncApp(client=client, process_before_response=True)


@pytest.fixture
async def connect(practice: Practice) -> AsyncIterator[Connect]:
    """Connects an app over Socket Mode, as often as a test likes."""
    async with connecting(practice) as connect_app:
        yield connect_app


@asynccontextmanager
async def connecting(practice: Practice) -> AsyncIterator[Connect]:
    """Connects apps over Socket Mode; on leaving all hang up."""
    handlers: list[AsyncSocketModeHandler] = []

    async def connect_app(app: AsyncApp) -> AsyncSocketModeHandler:
        own_client = AsyncWebClient(token=practice.app_token, base_url=practice.api_url)
        handler = AsyncSocketModeHandler(app, practice.app_token, web_client=own_client)
        handlers.append(handler)
        before = practice.socket.connections
        await handler.connect_async()  # type: ignore[no-untyped-call]
        while practice.socket.connections == before:
            await practice.world.changed(practice.world.revision)
        return handler

    yield connect_app
    for handler in handlers:
        await handler.close_async()  # type: ignore[no-untyped-call]
