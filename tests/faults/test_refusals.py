"""A refusal is an answer like any other: the same request again hears the same, once, and nothing of it is done."""

import asyncio
from uuid import uuid4

import pytest

from bot.errors import WhoKnowsError
from handlers.answering.answers import Answer, Visit
from handlers.answering.heard import Heard
from tests.faults.hearing import Plant, heard_over, owe_one, parcel_of, send
from tests.faults.outbox import Outbox


async def refuses(heard: Heard, visit: Visit) -> Answer:
    """A handler that does something and then refuses, in other words each time."""
    await owe_one(heard, visit)
    raise WhoKnowsError(f"Not today: {uuid4().hex}", field="text")


@pytest.mark.parametrize("kind", ["command", "press", "shortcut"])
async def test_a_refused_request_that_comes_again_is_refused_once(outbox: Outbox, plant: Plant, kind: str) -> None:
    plant(refuses)
    async with heard_over(outbox, "http"):
        parcel = await parcel_of(outbox, kind)
        replies = list(await asyncio.gather(*(send(outbox, parcel) for _ in range(8))))
        replies += [await send(outbox, parcel, attempt=attempt) for attempt in (1, 2, 3)]
        await outbox.house.speaking.finish()
        assert all(reply.is_answered for reply in replies)
        assert [reply.payload for reply in replies] == [replies[0].payload] * 11
        if kind == "command":
            assert "Not today" in str(replies[0].payload)
        assert len(outbox.calls("response_url")) == (kind == "press"), "the refusal was said more than once"
        assert len(outbox.calls("views.open")) == (kind == "shortcut"), "the refusal was shown more than once"
        assert await outbox.deliveries() == {}

        plant(owe_one)
        await send(outbox, parcel)
        assert await outbox.deliveries() == {}, "what was refused was done after all"


async def test_a_form_that_was_mended_is_another_request(outbox: Outbox, plant: Plant) -> None:
    """Slack gives both the same id and hash."""
    plant(refuses)
    async with heard_over(outbox, "http"):
        parcel = await parcel_of(outbox, "submission", "to be mended")
        assert "Not today" in str((await send(outbox, parcel)).payload)
        plant(owe_one)
        assert "Answer" in str((await send(outbox, parcel)).payload)
        assert len(await outbox.deliveries()) == 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("kind", ["command", "press", "shortcut", "submission"])
async def test_whoever_is_refused_is_asked_about_once(outbox: Outbox, plant: Plant, kind: str) -> None:
    """What Slack said about them is kept, although the request is not."""
    plant(refuses)
    async with heard_over(outbox, "http"):
        for _ in range(3):
            assert (await send(outbox, await parcel_of(outbox, kind))).is_answered
        assert len(outbox.calls("users.info")) == 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("kind", ["command", "press", "shortcut", "submission"])
@pytest.mark.parametrize(
    ("standing", "told"), [("is_restricted", "full members"), ("deleted", "deactivated"), ("is_bot", "people only")]
)
async def test_only_full_members_come_to_a_handler(
    outbox: Outbox, plant: Plant, kind: str, standing: str, told: str
) -> None:
    """Whatever they press, type or send, and whichever handler it belongs to."""
    plant(owe_one)
    setattr(outbox.practice.world.people["U0BO"], standing, True)
    async with heard_over(outbox, "http"):
        reply = await send(outbox, await parcel_of(outbox, kind))
        await outbox.house.speaking.finish()
        shown = [message.text for message in outbox.practice.world.messages["C0GENERAL"] if message.only_for]
        forms = [view.payload for stack in outbox.practice.world.modals.values() for view in stack]
        assert told in f"{reply.payload} {shown} {forms}"
        assert await outbox.deliveries() == {}
