"""A handler that fails or takes too long: the person is told, nothing is changed, and the log has no word of theirs."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest
from structlog.testing import capture_logs

from handlers.answering.answers import Answer, Visit
from handlers.answering.heard import Heard
from practice.delivery import Reply
from tests.faults.hearing import KINDS, Plant, heard_over, owe_one, parcel_of, send
from tests.faults.outbox import Outbox, until

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

TYPED = "How do I tell my secret worry?"


async def breaks(heard: Heard, visit: Visit) -> Answer:
    """A handler that does something and then meets an error that quotes the person."""
    await owe_one(heard, visit)
    raise RuntimeError(f"cannot handle {heard} for {TYPED}")


async def never_ends(heard: Heard, visit: Visit) -> Answer:
    """A handler that does something and then waits for what never comes."""
    await owe_one(heard, visit)
    await asyncio.Event().wait()
    raise AssertionError


def _told(outbox: Outbox, kind: str, reply: Reply) -> str:
    """What the person was shown, wherever it was."""
    if kind == "press":
        return str([message.text for message in outbox.practice.world.messages["C0GENERAL"] if message.only_for])
    if kind == "shortcut":
        return str([view.payload for stack in outbox.practice.world.modals.values() for view in stack])
    return str(reply.payload)


async def _answered(outbox: Outbox, kind: str) -> tuple[Reply, str]:
    reply = await send(outbox, await parcel_of(outbox, kind, TYPED))
    await outbox.house.speaking.finish()
    return reply, _told(outbox, kind, reply)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "event"])
async def test_a_failure_is_told_with_a_reference_that_finds_the_log(
    outbox: Outbox, plant: Plant, caplog: pytest.LogCaptureFixture, kind: str
) -> None:
    plant(breaks)
    async with heard_over(outbox, "http"):
        with capture_logs() as said:
            reply, told = await _answered(outbox, kind)
        assert reply.is_answered
        assert "Something broke on my side" in told
        [entry] = [line for line in said if line["event"] == "request_failed"]
        assert f"Ref {entry['reference']}" in told
        assert entry["error"] == "RuntimeError"
        assert any("breaks" in step for step in entry["way"]), "the log doesn't say where it broke"
        if kind in {"command", "submission"}:
            assert TYPED in told, "what they typed was not given back"
        assert TYPED not in json.dumps(said, default=str) + caplog.text
        assert await outbox.deliveries() == {}, "half of a failed request was kept"


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "event"])
async def test_what_takes_too_long_is_rolled_back_within_the_budget(outbox: Outbox, plant: Plant, kind: str) -> None:
    plant(never_ends)
    outbox.house.answering._budget = 0.2
    async with heard_over(outbox, "http"):
        started = asyncio.get_running_loop().time()
        reply, told = await _answered(outbox, kind)
        assert asyncio.get_running_loop().time() - started < 2
        assert reply.is_answered
        assert "This took too long" in told
        assert await outbox.deliveries() == {}
        plant(owe_one)
        await send(outbox, await parcel_of(outbox, kind))
        assert len(await outbox.deliveries()) == 1, "the next request suffered from the one before"


def test_the_budget_leaves_slack_time_for_the_way_back(outbox_budget: float) -> None:
    assert outbox_budget == 2.2


@pytest.fixture
async def outbox_budget(outbox: Outbox) -> float:
    """The budget of a house as it is opened."""
    return outbox.house.answering._budget


@pytest.mark.parametrize("fails", [breaks, never_ends])
async def test_a_failed_event_is_answered_500_and_heard_when_it_comes_again(
    outbox: Outbox, plant: Plant, fails: Callable[[Any, Visit], Any]
) -> None:
    plant(fails)
    outbox.house.answering._budget = 0.2
    async with heard_over(outbox, "http"):
        parcel = await parcel_of(outbox, "event")
        reply = await send(outbox, parcel)
        assert (reply.is_answered, reply.status) == (False, 500)
        assert await outbox.deliveries() == {}
        plant(owe_one)
        assert (await send(outbox, parcel, attempt=1)).is_answered
        assert len(await outbox.deliveries()) == 1


@pytest.mark.parametrize("transport", ["http", "socket"])
async def test_slack_sends_a_failed_event_again_by_itself(outbox: Outbox, plant: Plant, transport: Any) -> None:
    plant(breaks)
    async with heard_over(outbox, transport):
        outbox.practice.deadlines = type(outbox.practice.deadlines)(0.3, redeliver_after_seconds=(0.05, 0.1))
        bo = outbox.practice.world.people["U0BO"]
        first = await outbox.practice.events.home_opened(bo, "home")
        assert first is not None
        assert not first.is_answered
        plant(owe_one)

        async def was_heard() -> bool:
            return len(await outbox.deliveries()) == 1

        await until(was_heard)
