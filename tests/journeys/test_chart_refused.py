"""A Slack that does not draw charts: the same message comes without its chart, and the picture lies in its thread."""

from datetime import datetime
from typing import Any

import pytest

from bot import addresses, deliveries
from bot.database import Session
from bot.deliveries import ToChannel
from handlers.blocks import charts
from handlers.blocks.kit import FileToSend, Message
from handlers.letter import Letter
from handlers.letters import LETTERS
from handlers.letters_with_charts import with_picture_instead
from models import Delivery, DeliveryState
from practice.records import Message as Posted
from tests.blocks.surfaces_of_charts import EIGHT, with_chart
from tests.journeys.town import Town

CHART, ROOM = "data_visualization", "C0GENERAL"


async def _write(session: Session, delivery: Delivery, now: datetime) -> Message:
    return with_chart(EIGHT)


async def _draw(session: Session, delivery: Delivery, now: datetime) -> FileToSend:
    post = await addresses.card_of(session, delivery)
    assert post is not None
    assert (post.kind, post.subject_id) == ("charted", delivery.subject_id)
    return charts.picture(EIGHT)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Lets WhoKnows write a message with a chart; gives what followed each, in order."""
    said: list[str] = []

    async def sent(session: Session, delivery: Delivery, now: datetime) -> None:
        said.append("sent")

    async def undeliverable(session: Session, delivery: Delivery, now: datetime) -> None:
        said.append("undeliverable")

    letter = Letter(_write, when_sent=sent, when_undeliverable=undeliverable)
    monkeypatch.setitem(LETTERS, "charted", with_picture_instead(letter, picture="charted_picture"))
    monkeypatch.setitem(LETTERS, "charted_picture", Letter(_draw))
    return said


async def owe(town: Town, number: int) -> None:
    """Owe one such message to the room."""
    async with town.house.database.transaction() as session:
        await deliveries.owe(
            session,
            workspace_id=town.house.workspace.id,
            kind="charted",
            subject_id=number,
            key=f"charted:{number}",
            to=ToChannel(ROOM),
            due_at=town.practice.clock.now(),
        )
    await town.settle()


async def the_post(town: Town, number: int) -> Delivery:
    """The row of such a message."""
    async with town.house.database.reading() as session:
        found = await deliveries.posted(
            session, workspace_id=town.house.workspace.id, kind="charted", subject_id=number
        )
    assert found is not None
    return found


async def refresh(town: Town, number: int) -> None:
    """Have it say what is true now."""
    async with town.house.database.transaction() as session:
        await deliveries.refresh(
            session,
            workspace_id=town.house.workspace.id,
            kind="charted",
            subject_id=number,
            now=town.practice.clock.now(),
        )
    await town.settle()


def in_room(town: Town) -> list[Posted]:
    """What stands in the room, threads included."""
    return town.practice.world.messages[ROOM]


def kinds(message: Posted) -> list[Any]:
    """The kinds of its blocks."""
    return [block["type"] for block in message.blocks]


async def test_the_message_comes_without_its_chart_and_the_picture_lies_in_its_thread(
    town: Town, told: list[str]
) -> None:
    world = town.practice.world
    await owe(town, 1)
    assert [kinds(message) for message in in_room(town)] == [["section", CHART]]

    town.practice.faults.refused_blocks = {CHART}
    await owe(town, 2)
    _, post, below = in_room(town)
    assert (kinds(post), post.thread_ts) == (["section"], None)
    assert post.text == charts.in_words(EIGHT).replace("*", "")
    [picture] = [world.files[file_id] for file_id in below.files]
    assert below.thread_ts == post.ts
    assert (picture.mimetype, picture.data[:4]) == ("image/png", b"\x89PNG")
    assert picture.alt_text.startswith(f"{picture.title}. Weeks")
    row = await the_post(town, 2)
    assert (row.state, row.slack_ts, row.reason) == (DeliveryState.SENT, post.ts, None)
    assert told == ["sent", "sent"], "what came without its chart came"

    # A Slack that has learned to draw meanwhile makes no difference: the picture is there already.
    town.practice.faults.clear()
    await refresh(town, 2)
    assert len(in_room(town)) == 3
    assert kinds(post) == ["section"]
    async with town.house.database.transaction() as session:
        await deliveries.remove(session, [row], now=town.practice.clock.now())
    await town.settle()
    assert [kinds(message) for message in in_room(town)] == [["section", CHART]]
    assert world.files == {}


async def test_what_is_refused_without_a_chart_too_is_undeliverable(town: Town, told: list[str]) -> None:
    town.practice.faults.refused_blocks = {CHART, "section"}
    await owe(town, 1)
    assert told == ["undeliverable"]
    town.practice.faults.refused_blocks.clear()
    town.practice.faults.add("refuse", method="chat.postMessage", error="is_archived")
    await owe(town, 2)
    assert told == ["undeliverable"] * 2
    assert in_room(town) == []
    assert [(await the_post(town, number)).reason for number in (1, 2)] == ["invalid_blocks", "is_archived"]
