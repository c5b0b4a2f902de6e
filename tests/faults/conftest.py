"""What tests of faults have in common."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.database import in_transaction
from handlers import routes
from handlers.answering.answers import Handler
from tests.faults.hearing import HOME_OPENED, NAME, Plant
from tests.faults.outbox import Outbox, an_outbox


@pytest.fixture
async def outbox(database_url: str) -> AsyncIterator[Outbox]:
    """A workspace and a house with the scopes of our manifest, on both databases."""
    async with an_outbox(database_url) as opened:
        yield opened


@pytest.fixture(autouse=True)
def nothing_is_sent_within_a_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail the call that goes over the network while its task holds a transaction."""
    request = aiohttp.ClientSession._request

    async def checked(session: aiohttp.ClientSession, *arguments: Any, **more: Any) -> aiohttp.ClientResponse:
        assert not in_transaction(), f"called {arguments[1]} within a transaction"
        return await request(session, *arguments, **more)

    monkeypatch.setattr(aiohttp.ClientSession, "_request", checked)


@pytest.fixture
def plant(monkeypatch: pytest.MonkeyPatch) -> Plant:
    """Put a handler behind every kind of request."""

    def put(handler: Handler) -> None:
        monkeypatch.setitem(routes.COMMANDS, f"/{NAME}", handler)
        for table in (routes.ACTIONS, routes.SUBMISSIONS, routes.SHORTCUTS):
            monkeypatch.setitem(table, NAME, handler)
        monkeypatch.setitem(routes.EVENTS, HOME_OPENED, handler)

    return put
