"""A town is settled when nothing is owed by now, whatever falls due while it looks."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from bot import deliveries
from bot.database import Session
from bot.deliveries import ToChannel
from tests.journeys.town import Town


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_what_falls_due_while_it_looks_is_still_owed(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """As what follows of a delivery does, while the town waits for a connection to the database."""
    reading = town.house.database.reading

    @asynccontextmanager
    async def reading_late() -> AsyncIterator[Session]:
        async with town.house.database.transaction() as session:
            now = town.practice.clock.now()
            of_nobody: dict[str, Any] = {
                "workspace_id": town.house.workspace.id,
                "kind": "of a newer version",
                "subject_id": 0,
            }
            await deliveries.owe(session, **of_nobody, key="later", to=ToChannel("C0GENERAL"), due_at=now)
        async with reading() as session:
            yield session

    assert await town._owed() == []
    monkeypatch.setattr(town.house.database, "reading", reading_late)
    assert len(await town._owed()) == 1
