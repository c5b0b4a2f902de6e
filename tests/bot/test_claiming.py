"""Taking deliveries: order within a conversation, few at a time, leases that end, and fences for whoever lost one."""

import asyncio
from datetime import timedelta

import pytest

from bot import claiming, deliveries
from bot.deliveries import ToChannel
from models import DeliveryState
from tests.bot.outbox import KINDS, LEASE, NO_LIMITS, Outbox, keys
from tests.factories import MONDAY, a_workspace

ROOM = ToChannel("C0ROOM")

# What both databases do alike needs no second proof.
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


async def test_within_a_conversation_one_goes_at_a_time_in_the_order_owed(outbox: Outbox) -> None:
    for key in ("one", "two", "three"):
        await outbox.owe(key, ROOM)
    await outbox.owe("elsewhere")
    first = await outbox.claim()
    assert keys(first) == ["one", "elsewhere"]
    assert await outbox.claim() == []
    await outbox.put_back(first[0], retry_at=outbox.machine_now + timedelta(seconds=5))
    assert await outbox.claim() == []
    outbox.passes(5)
    (again,) = await outbox.claim()
    assert again.delivery.key == "one"
    await outbox.settle(again)
    assert await outbox.send_all() == ["two", "three"]


@ON_SQLITE
async def test_what_is_due_later_holds_nobody_up(outbox: Outbox) -> None:
    await outbox.owe("tomorrow", ROOM, due_at=MONDAY + timedelta(days=1))
    await outbox.owe("now", ROOM)
    assert await outbox.send_all() == ["now"]
    outbox.passes(86_400)
    assert await outbox.send_all() == ["tomorrow"]


async def test_what_a_dead_sender_left_goes_first_though_something_older_became_due(outbox: Outbox) -> None:
    await outbox.owe("older, due in ten seconds", ROOM, due_at=MONDAY + timedelta(seconds=10))
    await outbox.owe("left behind", ROOM)
    assert keys(await outbox.claim("died")) == ["left behind"]
    outbox.passes(LEASE.total_seconds())
    (again,) = await outbox.claim("alive")
    assert (again.delivery.key, again.tried_before) == ("left behind", True)
    await outbox.settle(again)
    assert await outbox.send_all() == ["older, due in ten seconds"]


async def test_four_are_under_way_in_a_workspace(outbox: Outbox) -> None:
    for number in range(6):
        await outbox.owe(str(number))
    under_way = await outbox.claim()
    assert keys(under_way) == ["0", "1", "2", "3"]
    assert await outbox.claim("another") == []
    await outbox.settle(under_way[2])
    assert keys(await outbox.claim("another")) == ["4"]


async def test_a_backlog_starves_nobody_else(outbox: Outbox) -> None:
    async with outbox.database.transaction() as session:
        quiet = await a_workspace(session, "T0QUIET")
        for number in range(100):
            await deliveries.owe(
                session,
                workspace_id=outbox.workspace_id,
                kind="card",
                subject_id=number,
                key=f"backlog {number}",
                to=ToChannel(f"C{number}"),
                due_at=MONDAY - timedelta(hours=1),
            )
    await outbox.owe("one message", workspace_id=quiet.id)
    assert "one message" in keys(await outbox.claim())


async def test_what_only_a_newer_replica_can_write_is_left_to_it_and_holds_nothing_up(outbox: Outbox) -> None:
    """While versions are mixed, and after a step back to the older one."""
    await outbox.owe("left behind", ROOM, kind="lunch")
    assert keys(await outbox.claim("newer, then gone", kinds=["lunch"])) == ["left behind"]
    await outbox.owe("waiting", kind="lunch", to=ROOM)
    await outbox.owe("known", ROOM)
    assert await outbox.claim() == [], "two under way in one conversation"
    outbox.passes(LEASE.total_seconds())
    assert await outbox.next_moment() is None
    assert await outbox.send_all() == ["known"]
    assert [row.attempts for row in await outbox.rows(DeliveryState.PENDING)] == [0]
    assert keys(await outbox.claim("newer", kinds=["lunch"])) == ["left behind"]


async def test_a_lost_lease_fences_its_owner(outbox: Outbox) -> None:
    await outbox.owe("one")
    (slow,) = await outbox.claim("slow")
    outbox.passes(LEASE.total_seconds() - 1)
    assert await outbox.claim("quick") == []
    outbox.passes(1)
    (quick,) = await outbox.claim("quick")
    assert (slow.tried_before, quick.tried_before) == (False, True)
    assert not await outbox.settle(slow)
    assert not await outbox.put_back(slow)
    assert await outbox.settle(quick)
    assert not await outbox.settle(quick)
    (row,) = await outbox.rows()
    assert (row.state, row.slack_ts, row.attempts) == (DeliveryState.SENT, "1.0", 2)


@ON_SQLITE
@pytest.mark.parametrize("surely_not_sent", [True, False])
async def test_only_a_try_that_may_have_arrived_is_remembered(outbox: Outbox, *, surely_not_sent: bool) -> None:
    await outbox.owe("one")
    (first,) = await outbox.claim()
    await outbox.put_back(first, surely_not_sent=surely_not_sent)
    (second,) = await outbox.claim()
    assert second.tried_before is not surely_not_sent
    await outbox.put_back(second, surely_not_sent=True)
    (third,) = await outbox.claim()
    assert third.tried_before is not surely_not_sent


@ON_SQLITE
async def test_quiet_hours_move_a_delivery_and_free_its_conversation(outbox: Outbox) -> None:
    await outbox.owe("quiet", ROOM)
    await outbox.owe("loud", ROOM)
    (claim,) = await outbox.claim()
    await outbox.put_back(claim, due_at=MONDAY + timedelta(hours=1))
    assert await outbox.send_all() == ["loud"]
    outbox.passes(3600)
    assert await outbox.send_all() == ["quiet"]


@ON_SQLITE
async def test_the_next_moment_is_when_something_may_become_due(outbox: Outbox) -> None:
    assert await outbox.next_moment() is None
    await outbox.owe("later", due_at=MONDAY + timedelta(seconds=90))
    assert await outbox.next_moment() == 90
    await outbox.owe("now")
    (claim,) = await outbox.claim()
    assert await outbox.next_moment() == LEASE.total_seconds()
    await outbox.put_back(claim, retry_at=outbox.machine_now + timedelta(seconds=7))
    assert await outbox.next_moment() == 7


async def test_many_senders_take_each_delivery_once_and_each_conversation_in_order(outbox: Outbox) -> None:
    async with outbox.database.transaction() as session:
        for number in range(36):
            await deliveries.owe(
                session,
                workspace_id=outbox.workspace_id,
                kind="card",
                subject_id=number,
                key=str(number),
                to=ToChannel(f"C{number % 6}"),
                due_at=MONDAY,
            )
    taken: list[int] = []
    under_way: set[str] = set()

    async def sender(owner: str) -> None:
        idle = 0
        while idle < 5 and len(taken) < 36:
            async with outbox.database.transaction() as session:
                claims = await claiming.claim(
                    session,
                    owner=owner,
                    kinds=KINDS,
                    now=outbox.now,
                    machine_now=outbox.machine_now,
                    lease=LEASE,
                    limits=NO_LIMITS,
                )
            idle = 0 if claims else idle + 1
            for claim in claims:
                assert claim.delivery.conversation not in under_way
                under_way.add(claim.delivery.conversation)
            await asyncio.sleep(0.001)
            for claim in claims:
                taken.append(int(claim.delivery.key))
                under_way.remove(claim.delivery.conversation)
                assert await outbox.settle(claim)

    await asyncio.gather(*(sender(f"sender {number}") for number in range(4)))
    await sender("the last")
    assert sorted(taken) == list(range(36))
    for conversation in range(6):
        in_order = [number for number in taken if number % 6 == conversation]
        assert in_order == sorted(in_order)
