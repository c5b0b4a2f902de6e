"""Slack's pace is kept for all replicas together, and a Retry-After stops exactly what it is about."""

import asyncio
from datetime import datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot import pace
from bot.deliveries import ToChannel
from bot.pace import Bucket, Limits
from models import Operation
from tests.bot.outbox import NO_LIMITS, UNHURRIED, Outbox, keys
from tests.factories import MONDAY, a_workspace

SECOND = timedelta(seconds=1)


async def _take(
    session: AsyncSession, workspace_id: int, name: str, bucket: Bucket, *, machine_now: datetime
) -> datetime | None:
    held = await pace.hold(session, {(workspace_id, name): bucket}, machine_now=machine_now)
    return pace.take(held[workspace_id, name], bucket, machine_now=machine_now)


# What both databases do alike needs no second proof.
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@ON_SQLITE
async def test_a_bucket_gives_its_burst_and_then_its_rate(outbox: Outbox) -> None:
    bucket = Bucket(a_second=1, burst=3)
    taken = 0
    async with outbox.database.transaction() as session:
        for tenth in range(101):
            moment = MONDAY + tenth * SECOND / 10
            wait = await _take(session, outbox.workspace_id, "post C", bucket, machine_now=moment)
            taken += wait is None
            if wait is not None:
                assert moment < wait <= moment + SECOND
        assert await _take(session, outbox.workspace_id, "post D", bucket, machine_now=MONDAY) is None
    assert taken == 3 + 10


@ON_SQLITE
async def test_a_clock_that_steps_back_gives_nothing_for_free(outbox: Outbox) -> None:
    bucket = Bucket(a_second=1, burst=1)
    async with outbox.database.transaction() as session:
        assert await _take(session, outbox.workspace_id, "post C", bucket, machine_now=MONDAY) is None
        for _ in range(3):
            assert await _take(session, outbox.workspace_id, "post C", bucket, machine_now=MONDAY - 9 * SECOND)


async def test_replicas_share_one_bucket(outbox: Outbox) -> None:
    bucket = Bucket(a_second=0.001, burst=5)

    async def replica() -> int:
        taken = 0
        for _ in range(3):
            async with outbox.database.transaction() as session:
                wait = await _take(session, outbox.workspace_id, "post C", bucket, machine_now=MONDAY)
            taken += wait is None
        return taken

    assert sum(await asyncio.gather(*(replica() for _ in range(5)))) <= 5


@ON_SQLITE
async def test_one_post_a_second_to_a_channel_after_a_burst_of_three(outbox: Outbox) -> None:
    room = ToChannel("C0ROOM")
    for number in range(6):
        await outbox.owe(str(number), room)
    sent = []
    for second in range(4):
        while claims := await outbox.claim(limits=Limits()):
            sent.append((second, *keys(claims)))
            await outbox.settle(claims[0])
        outbox.passes(1)
    assert sent == [(0, "0"), (0, "1"), (0, "2"), (1, "3"), (2, "4"), (3, "5")]


@ON_SQLITE
async def test_edits_of_a_workspace_share_their_pace_and_posts_do_not_wait_for_them(outbox: Outbox) -> None:
    for number in range(4):
        await outbox.owe(f"card {number}", subject_id=number)
    await outbox.send_all()
    for number in range(4):
        await outbox.refresh(number)
    await outbox.owe("a post")
    two_edits = Limits(posts_to_a_channel=UNHURRIED, updates=Bucket(a_second=1, burst=2), homes=UNHURRIED)
    claims = await outbox.claim(limits=two_edits, per_workspace=10)
    operations = [claim.delivery.operation for claim in claims]
    assert operations.count(Operation.UPDATE) == 2
    assert "a post" in keys(claims)
    outbox.passes(1)
    assert len(await outbox.claim(limits=two_edits, per_workspace=10)) == 1


async def test_retry_after_stops_one_method_of_one_workspace(outbox: Outbox) -> None:
    await outbox.owe("card")
    await outbox.send_all()
    await outbox.refresh()
    await outbox.owe("a post")
    async with outbox.database.transaction() as session:
        elsewhere = await a_workspace(session, "T0ELSE")
        until = outbox.machine_now + timedelta(seconds=20)
        await pace.block(
            session, outbox.workspace_id, Operation.POST.value, until=until, machine_now=outbox.machine_now
        )
    await outbox.owe("elsewhere", workspace_id=elsewhere.id)
    claims = await outbox.claim(limits=NO_LIMITS)
    assert sorted(claim.delivery.operation for claim in claims) == [Operation.POST, Operation.UPDATE]
    assert "elsewhere" in keys(claims)
    assert await outbox.next_moment() == 20
    outbox.passes(19)
    assert "a post" not in keys(await outbox.claim())
    outbox.passes(1)
    assert "a post" in keys(await outbox.claim())


@ON_SQLITE
async def test_a_shorter_wait_does_not_end_a_longer_one(outbox: Outbox) -> None:
    async with outbox.database.transaction() as session:
        for seconds in (60, 5, 30):
            until = MONDAY + seconds * SECOND
            await pace.block(session, outbox.workspace_id, "update", until=until, machine_now=MONDAY)
        blocked = await pace.blocked_until(session, outbox.workspace_id, ["update"], machine_now=MONDAY)
    assert blocked == MONDAY + 60 * SECOND


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_replicas_that_need_the_same_paces_never_wait_in_a_circle(outbox: Outbox) -> None:
    names = [(outbox.workspace_id, name) for name in ("home", "post C", "update")]

    async def replica(order: list[tuple[int, str]]) -> None:
        for _ in range(40):
            async with outbox.database.transaction() as session:
                held = await pace.hold(session, dict.fromkeys(order, UNHURRIED), machine_now=MONDAY)
                assert held.keys() == set(order)

    await asyncio.gather(*(replica(order) for order in (names, names[::-1], names, names[::-1])))


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_what_replicas_hold_at_the_same_time_is_taken_once(outbox: Outbox) -> None:
    """Nobody loses a race and waits for nothing: whoever comes second sees what is left."""
    bucket = Bucket(a_second=0.001, burst=20)

    async def replica() -> int:
        taken = 0
        for _ in range(6):
            async with outbox.database.transaction() as session:
                taken += await _take(session, outbox.workspace_id, "post C", bucket, machine_now=MONDAY) is None
        return taken

    assert sum(await asyncio.gather(*(replica() for _ in range(4)))) == 20
