"""A picture below a post, when Slack fails: it is looked for in the thread, and never shown twice in a channel."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from bot import deliveries
from bot.database import Session
from handlers.blocks import charts
from handlers.blocks.kit import FileToSend
from handlers.letter import Letter
from handlers.letters import LETTERS
from models import Delivery, DeliveryState, Operation
from tests.blocks.surfaces_of_charts import EIGHT
from tests.faults.outbox import Outbox, an_outbox, until

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

COMPLETE, REPLIES = "files.completeUploadExternal", "conversations.replies"


async def _draw(session: Session, delivery: Delivery, now: datetime) -> FileToSend:
    return charts.picture(EIGHT)


@pytest.fixture(params=[True, False], ids=["may read", "may not read"])
def may_read(request: pytest.FixtureRequest) -> bool:
    """Whether the workspace lets us read its channels."""
    return bool(request.param)


@pytest.fixture
async def outbox(database_url: str, *, may_read: bool, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Outbox]:
    """An outbox with pictures in it."""
    monkeypatch.setitem(LETTERS, "picture", Letter(_draw))
    async with an_outbox(database_url, may_read_everywhere=may_read) as opened:
        yield opened


async def owe_below(outbox: Outbox) -> int:
    """Owe a picture below a post of its own; gives its id."""
    [owed] = await outbox.owe("C0GENERAL")
    [post] = await outbox.settled(owed)
    async with outbox.house.database.transaction() as session:
        await deliveries.owe_file_below(session, post, kind="picture", now=outbox.practice.clock.now())
    return next(
        one.id for one in (await outbox.deliveries()).values() if one.operation is Operation.FILE and one.id > owed
    )


def pictures(outbox: Outbox) -> int:
    """How many pictures are to be seen."""
    return sum(len(message.files) for message in outbox.messages)


async def test_an_upload_whose_answer_is_lost_is_found_in_the_thread_or_left_alone(
    outbox: Outbox, *, may_read: bool
) -> None:
    """Where we may not look, nobody can tell: a channel would see it twice."""
    # Another picture of that name in another thread is none of ours.
    await outbox.settled(await owe_below(outbox))
    outbox.practice.faults.add("drop_after_accept", method=COMPLETE)
    [picture] = await outbox.settled(await owe_below(outbox))
    assert picture.state is (DeliveryState.SENT if may_read else DeliveryState.HELD)
    assert len(outbox.calls(REPLIES)) == 1
    assert pictures(outbox) == 2
    if may_read:
        assert picture.slack_ts == outbox.messages[-1].files[0]


async def test_an_upload_that_never_arrived_is_sent_where_we_may_look(outbox: Outbox, *, may_read: bool) -> None:
    """And a Slack that is too busy is simply asked again."""
    outbox.practice.faults.add("drop_before_accept", method=COMPLETE)
    [picture] = await outbox.settled(await owe_below(outbox))
    assert picture.state is (DeliveryState.SENT if may_read else DeliveryState.HELD)
    assert pictures(outbox) == int(may_read)

    outbox.practice.faults.add("rate_limited", method=COMPLETE, seconds=1)
    busy = await owe_below(outbox)

    async def was_put_off() -> bool:
        return (await outbox.deliveries())[busy].reason == "ratelimited"

    await until(was_put_off)
    outbox.machine.move_by(timedelta(seconds=2))
    outbox.house.postman.wake()
    [picture] = await outbox.settled(busy)
    assert picture.state is DeliveryState.SENT
