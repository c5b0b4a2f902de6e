"""Retry-After is obeyed by every replica, for the method that Slack named and for no other; and our own pace holds."""

from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.pace import Bucket, Limits
from models import DeliveryState
from tests.faults.outbox import NO_PACE, Outbox, an_outbox, until

POST, HISTORY, OPEN, DND = "chat.postMessage", "conversations.history", "conversations.open", "dnd.info"
WINDOW = timedelta(seconds=30)


async def _is_told_to_wait(outbox: Outbox, method: str) -> None:
    async def told() -> bool:
        return any(call.reason == "ratelimited" for call in outbox.calls(method))

    await until(told)
    # What was on its way at that moment may still arrive.
    await outbox.house.postman.send_all_due()


async def test_nobody_posts_before_slack_allows_it(outbox: Outbox) -> None:
    outbox.practice.faults.add("rate_limited", method=POST, seconds=WINDOW.total_seconds())
    first = await outbox.owe("U0BO")
    await _is_told_to_wait(outbox, POST)
    async with outbox.another_house() as replica:
        more = await outbox.owe("U0BO", "U0INES", "C0GENERAL", "U0ANA+U0BO")
        outbox.machine.move_by(WINDOW - timedelta(seconds=10))
        await outbox.house.postman.send_all_due()
        await replica.postman.send_all_due()
        assert len(outbox.calls(POST)) == 1, "something was posted before Slack allowed it"

        outbox.machine.move_by(timedelta(seconds=11))
        outbox.house.postman.wake()
        delivered = await outbox.settled()
    assert {delivery.state for delivery in delivered} == {DeliveryState.SENT}
    assert outbox.shown == dict.fromkeys([*first, *more], 1)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_nobody_looks_up_before_slack_allows_it(outbox: Outbox) -> None:
    outbox.practice.faults.add("error_500", method=POST, times=3)
    outbox.practice.faults.add("rate_limited", method=HISTORY, seconds=WINDOW.total_seconds())
    first = await outbox.owe("U0BO")
    await _is_told_to_wait(outbox, HISTORY)
    more = await outbox.owe("U0INES", "U0SAM")

    async def may_all_have_arrived() -> bool:
        return all(delivery.reason for delivery in (await outbox.deliveries()).values())

    await until(may_all_have_arrived)
    outbox.machine.move_by(WINDOW - timedelta(seconds=10))
    await outbox.house.postman.send_all_due()
    assert len(outbox.calls(HISTORY)) == 1, "something was looked up before Slack allowed it"
    outbox.machine.move_by(timedelta(seconds=11))
    outbox.house.postman.wake()
    await outbox.settled()
    assert outbox.shown == dict.fromkeys([*first, *more], 1)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_nobody_opens_conversations_before_slack_allows_it(outbox: Outbox) -> None:
    outbox.practice.faults.add("rate_limited", method=OPEN, seconds=WINDOW.total_seconds())
    first = await outbox.owe("U0BO")
    await _is_told_to_wait(outbox, OPEN)
    more = await outbox.owe("U0INES", "U0ANA+U0BO")
    [channel_post] = await outbox.owe("C0GENERAL")
    await outbox.settled(channel_post)
    assert outbox.shown == {channel_post: 1}, "a channel needs no opening"
    outbox.machine.move_by(WINDOW - timedelta(seconds=10))
    await outbox.house.postman.send_all_due()
    assert len(outbox.calls(OPEN)) == 1, "a conversation was opened before Slack allowed it"
    outbox.machine.move_by(timedelta(seconds=11))
    outbox.house.postman.wake()
    await outbox.settled()
    assert outbox.shown == dict.fromkeys([*first, *more, channel_post], 1)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_nobody_asks_about_do_not_disturb_before_slack_allows_it(outbox: Outbox) -> None:
    outbox.practice.clock.move_by(timedelta(hours=4))
    outbox.practice.faults.add("rate_limited", method=DND, seconds=WINDOW.total_seconds())
    first = await outbox.owe("U0BO", keeps_quiet_hours=True)
    await _is_told_to_wait(outbox, DND)
    more = await outbox.owe("U0INES", "U0ANA", keeps_quiet_hours=True)
    outbox.machine.move_by(WINDOW - timedelta(seconds=10))
    await outbox.house.postman.send_all_due()
    assert len(outbox.calls(DND)) == 1, "do-not-disturb was asked about before Slack allowed it"
    outbox.machine.move_by(timedelta(seconds=11))
    outbox.house.postman.wake()
    await outbox.settled()
    assert outbox.shown == dict.fromkeys([*first, *more], 1)


@pytest.fixture
async def paced(database_url: str) -> AsyncIterator[Outbox]:
    """A house that keeps Slack's real pace."""
    async with an_outbox(database_url, limits=Limits()) as opened:
        yield opened


async def test_a_channel_hears_three_at_once_and_then_one_a_second(paced: Outbox) -> None:
    outbox = paced
    outbox.machine.stop()
    owed = await outbox.owe(*["C0GENERAL"] * 6, *["U0BO"] * 2)
    everywhere = owed[:3] + owed[6:]
    await outbox.settled(*everywhere)
    await outbox.house.postman.send_all_due()
    assert outbox.shown == dict.fromkeys(everywhere, 1), "the burst is three to a channel, and others don't wait for it"
    for number in range(3, 6):
        outbox.machine.move_by(timedelta(seconds=1))
        outbox.house.postman.wake()
        await outbox.settled(owed[number])
        await outbox.house.postman.send_all_due()
        assert outbox.shown.total() == number + 3, "more than one a second"
    places = Counter(message.channel_id for message in outbox.messages)
    assert places["C0GENERAL"] == 6


async def test_replicas_share_one_pace(paced: Outbox) -> None:
    outbox = paced
    outbox.machine.stop()
    async with outbox.another_house(limits=Limits()) as replica:
        owed = await outbox.owe(*["C0GENERAL"] * 8)
        for seconds in range(3):
            outbox.house.postman.wake()
            replica.postman.wake()
            await outbox.settled(*owed[: 3 + seconds])
            await outbox.house.postman.send_all_due()
            await replica.postman.send_all_due()
            assert outbox.shown.total() == 3 + seconds
            outbox.machine.move_by(timedelta(seconds=1))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_an_edit_waits_when_fifty_a_minute_are_used_up(database_url: str) -> None:
    slow = Limits(posts_to_a_channel=NO_PACE.posts_to_a_channel, updates=Bucket(a_second=50 / 60, burst=1))
    async with an_outbox(database_url, limits=slow) as outbox:
        await outbox.owe("U0BO", "U0INES")
        await outbox.settled()
        outbox.machine.stop()
        await outbox.edit_all()
        await outbox.house.postman.send_all_due()
        assert len(outbox.calls("chat.update")) == 1
        outbox.machine.move_by(timedelta(seconds=1.3))
        outbox.house.postman.wake()
        await outbox.settled()
        assert len(outbox.calls("chat.update")) == 2
