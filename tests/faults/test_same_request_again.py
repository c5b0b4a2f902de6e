"""The same request again, however it comes, has one effect and the same answer; another one is another."""

import asyncio

import pytest

from practice.delivery import Parcel, Reply
from tests.faults.hearing import KINDS, Plant, Transport, heard_over, owe_one, parcel_of, send
from tests.faults.outbox import Outbox

TRANSPORTS = ("http", "socket")


@pytest.mark.parametrize("transport", TRANSPORTS)
@pytest.mark.parametrize("kind", KINDS)
async def test_eight_at_once_and_three_retries_are_one_request(
    outbox: Outbox, plant: Plant, kind: str, transport: Transport
) -> None:
    plant(owe_one)
    async with heard_over(outbox, transport):
        parcel = await parcel_of(outbox, kind)
        replies = list(await asyncio.gather(*(send(outbox, parcel) for _ in range(8))))
        replies += [await send(outbox, parcel, attempt=attempt) for attempt in (1, 2, 3)]
        await outbox.house.speaking.finish()
        await outbox.settled()
        assert len(await outbox.deliveries()) == 1
        assert outbox.shown.total() == 1
        assert all(reply.is_answered for reply in replies)
        assert [reply.payload for reply in replies] == [replies[0].payload] * 11
        if kind in {"command", "submission"}:
            assert "Answer " in str(replies[0].payload)
        assert len(outbox.calls("views.open")) == (kind == "shortcut"), "a form was opened more than once"
        assert len(outbox.calls("response_url")) == (kind == "press"), "the answer was said more than once"

        again = await send(outbox, await _another(outbox, kind, parcel))
        assert again.is_answered
        assert len(await outbox.deliveries()) == 2, "a new request was taken for an old one"


async def _another(outbox: Outbox, kind: str, parcel: Parcel) -> Parcel:
    """The same thing done once more by the person, which is another request to Slack."""
    other = await parcel_of(outbox, kind)
    if kind == "submission":
        other.payload["view"]["hash"] = "another hash"
    return other if kind != "press" else _pressed_later(parcel)


def _pressed_later(parcel: Parcel) -> Parcel:
    [action] = parcel.payload["actions"]
    return Parcel(parcel.kind, parcel.name, parcel.payload | {"actions": [action | {"action_ts": "2.000200"}]})


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_retry_of_a_request_that_never_arrived_is_heard(outbox: Outbox, plant: Plant) -> None:
    """Slack's retry header alone must not make us ignore anything."""
    plant(owe_one)
    async with heard_over(outbox, "http"):
        reply: Reply = await send(outbox, await parcel_of(outbox, "event"), attempt=2)
        assert reply.is_answered
        assert len(await outbox.deliveries()) == 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_an_answer_whose_connection_breaks_is_not_said_twice(outbox: Outbox, plant: Plant) -> None:
    plant(owe_one)
    async with heard_over(outbox, "http"):
        outbox.practice.faults.add("drop_after_accept", method="response_url")
        await send(outbox, await parcel_of(outbox, "press"))
        await outbox.house.speaking.finish()
        assert len(outbox.calls("response_url")) == 1
