"""Many messages, several senders and a Slack that fails now and then: each is shown once, in the order it was owed."""

import random
from dataclasses import replace
from datetime import timedelta
from itertools import cycle, islice

import pytest

from models import DeliveryState
from practice.faults import FAULT_KINDS
from tests.faults.outbox import SHORT, Outbox, an_outbox
from tests.faults.owing import inversions

ADDRESSES = ("U0ANA", "U0BO", "U0CHI", "U0DEV", "U0ANA+U0BO", "U0CHI+U0SAM", "C0GENERAL", "C0KUDOS", "C0LUNCH")
SENDS_FAILURES_OFTEN = 12
# Slack does not fail where this is used: a call that waits for this machine must not be taken for one that was lost.
UNHURRIED = replace(SHORT, call=10.0, lease=timedelta(seconds=20))


def _order(outbox: Outbox) -> int:
    messages = outbox.practice.world.messages
    return inversions({place: [message.metadata for message in said] for place, said in messages.items()})


@pytest.mark.parametrize("seed", [1, 2])
async def test_everything_is_shown_once_and_in_order_while_slack_fails(database_url: str, seed: int) -> None:
    chance = random.Random(seed)
    async with an_outbox(database_url, page_size=2, may_read_everywhere=True) as outbox:
        owed = []
        for _ in range(SENDS_FAILURES_OFTEN):
            kind = chance.choice([kind for kind in FAULT_KINDS if kind not in {"refuse", "rate_limited"}])
            outbox.practice.faults.add(kind, method=chance.choice(["chat.postMessage", "*"]), seconds=0.05)  # type: ignore[arg-type]
            owed += await outbox.owe(*chance.sample(ADDRESSES, 5))
        delivered = await outbox.settled(patience=15)
        assert {delivery.state for delivery in delivered} == {DeliveryState.SENT}
        assert outbox.shown == dict.fromkeys(owed, 1)
        assert _order(outbox) == 0


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_two_postmen_never_send_the_same_thing_twice(database_url: str) -> None:
    async with (
        an_outbox(database_url, patience=UNHURRIED, may_read_everywhere=True) as outbox,
        outbox.another_house(patience=UNHURRIED) as second,
        outbox.another_house(patience=UNHURRIED) as third,
    ):
        owed = []
        for _ in range(6):
            owed += await outbox.owe(*islice(cycle(ADDRESSES), 10))
            second.postman.wake()
            third.postman.wake()
        await outbox.settled(patience=15)
        assert outbox.shown == dict.fromkeys(owed, 1)
        assert _order(outbox) == 0
        posted = outbox.practice.world.calls
        assert len([call for call in posted if call.name == "chat.postMessage"]) == len(owed)


async def test_two_postmen_share_the_work_of_one_that_died(database_url: str) -> None:
    """What a sender claimed and never finished is taken over, by one of the others alone."""
    async with an_outbox(database_url) as outbox, outbox.another_house() as dying, outbox.another_house() as other:
        await outbox.house.postman.stop()
        await other.postman.stop()
        outbox.practice.faults.add("slow", method="chat.postMessage", times=4, seconds=0.05)
        owed = await outbox.owe("U0ANA", "U0BO", "U0CHI", "U0DEV")
        claimed = await dying.postman._claim()
        assert {claim.delivery.id for claim in claimed} <= set(owed)
        await dying.postman.stop()
        outbox.machine.move_by(SHORT.lease + timedelta(seconds=0.1))
        await outbox.house.postman.send_all_due()
        await other.postman.send_all_due()
        await outbox.settled(*owed)
        assert outbox.shown == dict.fromkeys(owed, 1)
