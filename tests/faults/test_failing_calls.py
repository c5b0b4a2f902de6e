"""Slack fails in every way we know: each message is shown once, repeated with care, or put aside with a reason."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update
from structlog.testing import capture_logs

from bot import kudos, people
from handlers.postman.rounds import Patience
from models import Delivery, DeliveryState
from tests.faults.outbox import MONDAY, Outbox, an_outbox, until

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

POST, HISTORY = "chat.postMessage", "conversations.history"


async def test_an_accepted_post_whose_answer_is_lost_is_found_again_and_not_repeated(outbox: Outbox) -> None:
    outbox.practice.faults.add("drop_after_accept", method=POST)
    [owed] = await outbox.owe("U0BO")
    [delivery] = await outbox.settled(owed)
    assert delivery.state is DeliveryState.SENT
    assert outbox.shown == {owed: 1}
    assert delivery.slack_ts == outbox.messages[0].ts
    assert len(outbox.calls(POST)) == 1, "the SDK or we posted again"
    assert len(outbox.calls(HISTORY)) == 1


async def test_a_post_that_never_arrived_is_looked_for_and_sent(outbox: Outbox) -> None:
    outbox.practice.faults.add("drop_before_accept", method=POST)
    [owed] = await outbox.owe("U0BO")
    [delivery] = await outbox.settled(owed)
    assert delivery.state is DeliveryState.SENT
    assert outbox.shown == {owed: 1}
    assert len(outbox.calls(POST)) == 2
    assert len(outbox.calls(HISTORY)) == 1


async def test_a_broken_slack_is_tried_again_after_a_look(outbox: Outbox) -> None:
    outbox.practice.faults.add("error_500", method=POST, times=2)
    [owed] = await outbox.owe("U0BO")
    await outbox.settled(owed)
    assert outbox.shown == {owed: 1}
    assert len(outbox.calls(POST)) == 3
    assert len(outbox.calls(HISTORY)) == 2


@pytest.mark.parametrize("error", ["internal_error", "fatal_error", "service_unavailable", "request_timeout"])
async def test_errors_that_leave_it_open_whether_it_was_posted_are_looked_into(outbox: Outbox, error: str) -> None:
    outbox.practice.faults.add("refuse", method=POST, error=error)
    [owed] = await outbox.owe("U0BO")
    await outbox.settled(owed)
    assert outbox.shown == {owed: 1}
    assert len(outbox.calls(HISTORY)) == 1


async def test_a_post_that_arrives_after_we_gave_up_waiting_is_found_again(database_url: str) -> None:
    patience = Patience(
        call=0.15,
        lease=timedelta(seconds=1.5),
        visibility=timedelta(seconds=0.3),
        longest_backoff=timedelta(seconds=0.05),
        longest_sleep=0.1,
    )
    async with an_outbox(database_url, patience=patience) as outbox:
        outbox.practice.faults.add("slow", method=POST, seconds=0.3)
        [owed] = await outbox.owe("U0BO")
        [delivery] = await outbox.settled(owed)
        assert delivery.state is DeliveryState.SENT
        assert outbox.shown == {owed: 1}
        assert len(outbox.calls(POST)) == 1


@pytest.mark.parametrize("error", ["channel_not_found", "is_archived", "not_in_channel", "msg_too_long"])
async def test_a_refused_message_is_put_aside_with_its_reason_and_holds_up_nobody(outbox: Outbox, error: str) -> None:
    outbox.practice.faults.add("refuse", method=POST, error=error, channel="C0KUDOS")
    refused, other_place, same_place = await outbox.owe("C0KUDOS", "U0INES", "C0KUDOS")
    dead, *sent = await outbox.settled(refused, other_place, same_place)
    assert (dead.state, dead.reason) == (DeliveryState.DEAD, error)
    assert [delivery.state for delivery in sent] == [DeliveryState.SENT] * 2
    await outbox.settled()
    [told] = (await outbox.deliveries()).keys() - {refused, other_place, same_place}
    assert outbox.shown == {other_place: 1, same_place: 1, told: 1}, "whoever chose the channel was not told"


@pytest.mark.parametrize("error", ["token_revoked", "missing_scope", "team_access_not_granted", "ekm_access_denied"])
async def test_a_token_or_right_taken_away_holds_the_queue_and_loses_nothing(outbox: Outbox, error: str) -> None:
    outbox.practice.faults.add("refuse", method=POST, error=error)
    first = await outbox.owe("U0BO")

    async def was_refused() -> bool:
        return (await outbox.deliveries())[first[0]].reason == error

    await until(was_refused)
    later = await outbox.owe("U0BO", "U0INES", "C0GENERAL")
    outbox.machine.move_by(timedelta(seconds=50))
    await outbox.house.postman.send_all_due()
    assert len(outbox.calls(POST)) == 1, "something was tried although the token is refused"
    assert {delivery.state for delivery in (await outbox.deliveries()).values()} == {DeliveryState.PENDING}

    outbox.machine.move_by(timedelta(seconds=15))
    outbox.house.postman.wake()
    await outbox.settled()
    assert outbox.shown == dict.fromkeys([*first, *later], 1)


async def test_a_channel_post_that_may_have_arrived_waits_for_an_admin_where_we_may_not_look(outbox: Outbox) -> None:
    outbox.practice.faults.add("drop_after_accept", method=POST, channel="C0GENERAL")
    held, after = await outbox.owe("C0GENERAL", "C0GENERAL")
    [first, second] = await outbox.settled(held, after)
    assert (first.state, first.reason) == (DeliveryState.HELD, "may have been posted already")
    assert second.state is DeliveryState.SENT
    assert outbox.shown == {held: 1, after: 1}


async def test_the_giver_of_thanks_that_may_be_missing_is_asked_to_look(outbox: Outbox) -> None:
    outbox.practice.faults.add("drop_after_accept", method=POST, channel="C0KUDOS")
    async with outbox.house.database.transaction() as session:
        workspace = (await people.workspaces(session))[0]
        workspace.shoutout_channel_slack_id = "C0KUDOS"
        ana, bo = [await people.meet(session, workspace, slack_id) for slack_id in ("U0ANA", "U0BO")]
        await kudos.give(session, ana, [bo], "for the plan that held", in_public=True, now=MONDAY)
    with capture_logs() as said:
        delivered = await outbox.settled()
        delivered = await outbox.settled()
    assert {delivery.kind: delivery.state for delivery in delivered} == {
        "shoutout": DeliveryState.HELD,
        "shoutout_held": DeliveryState.SENT,
    }
    assert "delivery_held" in [line["event"] for line in said]
    assert "may not have posted your thanks" in outbox.messages[-1].text


@pytest.mark.parametrize("error", ["ratelimited", "rate_limited"])
async def test_a_limit_is_a_limit_however_slack_says_it(outbox: Outbox, error: str) -> None:
    outbox.practice.faults.add("refuse", method=POST, error=error)
    [owed] = await outbox.owe("U0BO")
    outbox.machine.move_by(timedelta(seconds=2))
    [delivery] = await outbox.settled(owed)
    assert delivery.state is DeliveryState.SENT


async def test_a_workspace_on_its_way_into_an_organisation_is_tried_again(outbox: Outbox) -> None:
    outbox.practice.faults.add("refuse", method=POST, error="team_added_to_org", times=2)
    [owed] = await outbox.owe("U0BO")
    await outbox.settled(owed)
    assert outbox.shown == {owed: 1}
    assert outbox.calls(HISTORY) == [], "nothing can have arrived"


async def test_a_call_that_ends_in_a_way_nobody_knows_is_looked_into(
    outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However often: the message may be there."""
    post, ends = outbox.house.client.chat_postMessage, 0

    async def post_and_break(**arguments: Any) -> Any:
        nonlocal ends
        ends += 1
        await post(**arguments)
        raise RuntimeError

    monkeypatch.setattr(outbox.house.client, "chat_postMessage", post_and_break)
    [owed] = await outbox.owe("U0BO")
    [delivery] = await outbox.settled(owed)
    assert delivery.state is DeliveryState.SENT
    assert (outbox.shown, ends) == ({owed: 1}, 1)


async def test_what_nobody_here_can_write_waits_and_holds_nothing_up(outbox: Outbox) -> None:
    [later] = await outbox.owe("U0BO", due_at=MONDAY + timedelta(hours=1))
    async with outbox.house.database.transaction() as session:
        await session.execute(update(Delivery).values(kind="of a newer version", due_at=MONDAY))
    [known] = await outbox.owe("U0BO")
    await outbox.settled(known)
    waiting = (await outbox.deliveries())[later]
    assert (waiting.state, waiting.attempts) == (DeliveryState.PENDING, 0)
    assert outbox.shown == {known: 1}


async def test_a_chat_of_two_reads_it_twice_rather_than_never(outbox: Outbox) -> None:
    outbox.practice.faults.add("drop_after_accept", method=POST)
    [owed] = await outbox.owe("U0ANA+U0BO")
    [delivery] = await outbox.settled(owed)
    assert delivery.state is DeliveryState.SENT
    assert outbox.shown == {owed: 2}, "we have no scope to look into group messages, so a repetition was expected"


@pytest.fixture
async def small_pages(database_url: str) -> AsyncIterator[Outbox]:
    """A workspace that gives two messages at a time and lets us read everywhere."""
    async with an_outbox(database_url, page_size=2, may_read_everywhere=True) as opened:
        yield opened


@pytest.mark.parametrize("address", ["U0BO", "U0ANA+U0BO", "C0GENERAL"])
async def test_a_look_up_turns_pages_until_it_finds_the_message(small_pages: Outbox, address: str) -> None:
    outbox = small_pages
    before = await outbox.owe(*[address] * 3)
    await outbox.settled()
    outbox.practice.faults.add("drop_after_accept", method=POST)
    outbox.practice.faults.add("drop_before_accept", method=HISTORY, times=1)
    [owed] = await outbox.owe(address)
    await until(lambda: _is_shown(outbox, owed))
    place = outbox.messages[-1].channel_id
    for number in range(7):
        await outbox.house.client.chat_postMessage(channel=place, text=f"Something newer, number {number}")
    await outbox.settled()
    assert outbox.shown == dict.fromkeys([*before, owed], 1)
    assert len(outbox.calls(HISTORY)) > 3, "the message was not behind several pages"


async def _is_shown(outbox: Outbox, delivery_id: int) -> bool:
    return outbox.shown[delivery_id] > 0
