"""A commit that is cut off may have happened: a person is told "nothing was changed" only when that is certain."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session
from sqlalchemy.util import await_only

from handlers.answering.answers import Answer, Handler, Visit
from handlers.answering.heard import Heard
from tests.faults.hearing import Plant, heard_over, owe_one, parcel_of, send
from tests.faults.outbox import Outbox

KINDS = ("command", "submission")
UNSURE = "I'm not sure whether it went through"


def _then(happens: Callable[[], Awaitable[None]]) -> Handler:
    """A handler whose commit reaches the database, and then this happens before the database can say so."""

    async def handler(heard: Heard, visit: Visit) -> Answer:
        def wait(_: Session) -> None:
            await_only(happens())

        event.listen(visit.session.sync_session, "after_commit", wait)
        return await owe_one(heard, visit)

    return handler


async def _is_known(outbox: Outbox, plant: Plant) -> None:
    """Let Bo be heard once, so that the little time of the next request is not spent on asking Slack who he is."""

    async def handler(heard: Heard, visit: Visit) -> Answer:
        return Answer()

    plant(handler)
    await send(outbox, await parcel_of(outbox, "command"))


async def _breaks() -> None:
    raise ConnectionResetError


@pytest.mark.parametrize("kind", KINDS)
async def test_a_commit_that_outlasts_the_budget_is_waited_for(outbox: Outbox, plant: Plant, kind: str) -> None:
    async with heard_over(outbox, "http"):
        await _is_known(outbox, plant)
        plant(_then(lambda: asyncio.sleep(0.3)))
        outbox.house.answering._budget = 0.3
        reply = await send(outbox, await parcel_of(outbox, kind))
        assert "Answer" in str(reply.payload)
        assert len(await outbox.deliveries()) == 1


@pytest.mark.parametrize("kind", KINDS)
async def test_of_a_commit_that_never_ends_nobody_says_that_nothing_was_changed(
    outbox: Outbox, plant: Plant, kind: str
) -> None:
    async with heard_over(outbox, "http"):
        await _is_known(outbox, plant)
        plant(_then(lambda: asyncio.sleep(5)))
        outbox.house.answering._budget = 0.3
        started = asyncio.get_running_loop().time()
        parcel = await parcel_of(outbox, kind)
        reply = await send(outbox, parcel)
        assert asyncio.get_running_loop().time() - started < 2
        assert UNSURE in str(reply.payload)
        assert "Nothing was changed" not in str(reply.payload)
        assert len(await outbox.deliveries()) == 1
        assert "Answer" in str((await send(outbox, parcel)).payload), "the same request again finds its answer"
        assert len(await outbox.deliveries()) == 1


@pytest.mark.parametrize("kind", KINDS)
async def test_of_a_commit_that_breaks_nobody_says_that_nothing_was_changed(
    outbox: Outbox, plant: Plant, kind: str
) -> None:
    plant(_then(_breaks))
    async with heard_over(outbox, "http"):
        reply = await send(outbox, await parcel_of(outbox, kind))
        assert UNSURE in str(reply.payload)
        assert "Nothing was changed" not in str(reply.payload)
