"""The process ends at each named point once; what was owed is shown exactly once afterwards."""

from datetime import timedelta

import pytest

from handlers.postman.rounds import Patience
from models import DeliveryState
from tests.faults.bot_process import BEFORE_CLAIM, KILLED, Life, Plan
from tests.faults.outbox import Outbox, an_outbox, until
from tests.faults.owing import LONG_AGO

SHORT_LEASE = Patience(
    call=0.5,
    lease=timedelta(seconds=0.8),
    visibility=timedelta(seconds=0.2),
    longest_backoff=timedelta(seconds=0.1),
    longest_sleep=0.05,
)


@pytest.mark.parametrize(
    ("dies_at", "was"),
    [
        (BEFORE_CLAIM, (DeliveryState.PENDING, 0)),
        ("claimed", (DeliveryState.SENDING, 0)),
        ("accepted", (DeliveryState.SENDING, 1)),
        ("recorded", (DeliveryState.SENT, 1)),
    ],
)
async def test_nothing_is_lost_or_repeated_when_the_process_ends(
    outbox: Outbox, dies_at: str, was: tuple[DeliveryState, int]
) -> None:
    await outbox.house.postman.stop()
    plan = Plan(outbox.settings.database_url, outbox.practice.api_url, outbox.practice.bot_token, SHORT_LEASE)
    life = Life.begin(Plan(**{**plan.__dict__, "owes_to": "U0BO", "dies_at": dies_at}))
    assert await life.ended() == KILLED
    [left] = (await outbox.deliveries()).values()
    assert (left.state, outbox.shown.total()) == was

    life = Life.begin(plan)
    await life.opened()
    [delivery] = await outbox.settled(patience=20)
    assert await life.stop() == 0
    assert delivery.state is DeliveryState.SENT
    assert outbox.shown == {delivery.id: 1}
    assert delivery.slack_ts == outbox.messages[0].ts


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_process_that_ended_while_editing_leaves_the_newest_words(database_url: str) -> None:
    async with an_outbox(database_url, patience=SHORT_LEASE) as outbox:
        [owed] = await outbox.owe("U0BO")
        await outbox.settled(owed)
        await outbox.house.postman.stop()
        await outbox.edit_all(due_at=LONG_AGO)
        plan = Plan(outbox.settings.database_url, outbox.practice.api_url, outbox.practice.bot_token, SHORT_LEASE)
        life = Life.begin(Plan(**{**plan.__dict__, "dies_at": "accepted"}))
        assert await life.ended() == KILLED
        life = Life.begin(plan)
        await life.opened()

        async def all_are_sent() -> bool:
            return {delivery.state for delivery in (await outbox.deliveries()).values()} == {DeliveryState.SENT}

        await until(all_are_sent, 20)
        assert await life.stop() == 0
        assert outbox.shown == {owed: 1}
        assert len(outbox.calls("chat.update")) == 2, "an edit may be said again: it changes nothing"
