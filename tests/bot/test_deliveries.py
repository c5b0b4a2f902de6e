"""The outbox: what is owed once is owed once, edits never lose a fact, and order is kept within a conversation."""

import asyncio
import contextlib
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot import claiming, deliveries
from bot.database import Database
from bot.deliveries import ToChannel, ToMember, ToPair
from models import Delivery, DeliveryState, Operation, Question, QuestionState
from tests.bot.outbox import LEASE, NO_LIMITS, Outbox, keys
from tests.factories import MONDAY, a_member, a_workspace

ROOM = ToChannel("C0ROOM")

# What both databases do alike needs no second proof.
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
async def outbox(database: Database) -> Outbox:
    async with database.transaction() as session:
        workspace = await a_workspace(session)
        await a_member(session, workspace, "Ana Ruiz")
        await a_member(session, workspace, "Bo Larsen")
    return Outbox(database, workspace.id)


async def test_one_key_is_owed_once_in_each_workspace(outbox: Outbox) -> None:
    async with outbox.database.transaction() as session:
        elsewhere = await a_workspace(session, "T0ELSE")
    await outbox.owe("one")
    await outbox.owe("one", due_at=MONDAY + timedelta(days=1), kind="another")
    await outbox.owe("one", workspace_id=elsewhere.id)
    assert [(row.workspace_id, row.kind) for row in await outbox.rows()] == [
        (outbox.workspace_id, "card"),
        (elsewhere.id, "card"),
    ]


@ON_SQLITE
async def test_a_commit_that_owes_wakes_the_postman_and_nothing_else_does(outbox: Outbox) -> None:
    woken: list[str] = []
    outbox.database.when_owing(lambda: woken.append("woken"))
    async with outbox.database.reading() as session:
        await session.scalars(select(Delivery))
    with contextlib.suppress(RuntimeError):
        async with outbox.database.transaction() as session:
            await deliveries.owe_home(session, workspace_id=outbox.workspace_id, member_id=1, now=MONDAY)
            raise RuntimeError
    assert woken == []
    assert await outbox.rows() == []
    await outbox.owe("one")
    assert woken == ["woken"]


async def test_the_same_pair_is_the_same_conversation_whoever_is_named_first() -> None:
    assert ToPair(2, 1).conversation == ToPair(1, 2).conversation
    assert len({ToMember(1).conversation, ToPair(1, 1).conversation, ToChannel("1").conversation}) == 3


@ON_SQLITE
async def test_a_card_that_waits_needs_no_edit(outbox: Outbox) -> None:
    await outbox.owe("one")
    await outbox.refresh()
    assert [row.operation for row in await outbox.rows()] == [Operation.POST]


async def test_a_newer_edit_takes_the_place_of_one_that_waits(outbox: Outbox) -> None:
    await outbox.owe("one", ROOM)
    await outbox.owe("two", ROOM)
    await outbox.owe("other subject", subject_id=2)
    await outbox.send_all()
    for _ in range(3):
        await outbox.refresh()
    edits = await outbox.rows(operation=Operation.UPDATE)
    assert [edit.state for edit in edits] == [DeliveryState.NOT_NEEDED] * 4 + [DeliveryState.PENDING] * 2
    posts = {row.key: row.id for row in await outbox.rows(operation=Operation.POST)}
    assert [edit.card_id for edit in edits[4:]] == [posts["one"], posts["two"]]
    assert {edit.conversation for edit in edits} == {ROOM.conversation}


@ON_SQLITE
async def test_an_edit_under_way_is_followed_by_another(outbox: Outbox) -> None:
    await outbox.owe("one")
    await outbox.send_all()
    await outbox.refresh()
    (under_way,) = await outbox.claim()
    await outbox.refresh()
    assert await outbox.claim() == []
    assert await outbox.settle(under_way)
    assert len(await outbox.send_all()) == 1


@ON_SQLITE
async def test_a_card_under_way_is_followed_by_an_edit(outbox: Outbox) -> None:
    await outbox.owe("one")
    (under_way,) = await outbox.claim()
    await outbox.refresh()
    await outbox.settle(under_way)
    (edit,) = await outbox.claim()
    assert (edit.delivery.operation, edit.delivery.card_id) == (Operation.UPDATE, under_way.delivery.id)


@ON_SQLITE
async def test_a_home_that_waits_is_replaced_and_one_under_way_is_followed(outbox: Outbox) -> None:
    async def owe_home() -> None:
        async with outbox.database.transaction() as session:
            await deliveries.owe_home(session, workspace_id=outbox.workspace_id, member_id=1, now=outbox.now)

    await owe_home()
    await owe_home()
    (under_way,) = await outbox.claim()
    await owe_home()
    assert [row.state for row in await outbox.rows()] == [
        DeliveryState.NOT_NEEDED,
        DeliveryState.SENDING,
        DeliveryState.PENDING,
    ]
    assert await outbox.settle(under_way)
    assert len(await outbox.send_all()) == 1


async def test_no_fact_is_lost_when_a_card_is_taken_while_it_changes(outbox: Outbox) -> None:
    """Either the card was written after the change, or an edit follows it."""
    async with outbox.database.transaction() as session:
        question = Question(
            workspace_id=outbox.workspace_id, asker_id=1, text="0", state=QuestionState.OPEN, drafted_at=MONDAY
        )
        session.add(question)
    lost = 0

    async def change(number: int) -> None:
        async with outbox.database.transaction() as session:
            await session.execute(update(Question).values(text=str(number)))
            await deliveries.refresh(
                session, workspace_id=outbox.workspace_id, kind="card", subject_id=number, now=outbox.now
            )

    async def take_and_write() -> list[tuple[Delivery, int]]:
        claims = await outbox.claim(per_workspace=100)
        async with outbox.database.reading() as session:
            written = int(await session.scalar(select(Question.text)) or 0)
        return [(claim.delivery, written) for claim in claims]

    for number in range(1, 25):
        await outbox.owe(f"card {number}", subject_id=number)
        if number % 2:
            _, written = await asyncio.gather(change(number), take_and_write())
        else:
            written, _ = await asyncio.gather(take_and_write(), change(number))
        edits = {row.card_id for row in await outbox.rows(DeliveryState.PENDING, Operation.UPDATE)}
        lost += sum(text < card.subject_id and card.id not in edits for card, text in written)
    assert lost == 0


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


@ON_SQLITE
async def test_what_came_too_late_expires_unless_it_may_have_arrived(outbox: Outbox) -> None:
    await outbox.owe("untried", expires_at=MONDAY + timedelta(minutes=1))
    await outbox.owe("tried", expires_at=MONDAY + timedelta(minutes=1))
    for claim in await outbox.claim():
        await outbox.put_back(claim, surely_not_sent=False)
    async with outbox.database.transaction() as session:
        await session.execute(update(Delivery).where(Delivery.key == "untried").values(attempts=0))
    outbox.passes(60)
    assert keys(await outbox.claim()) == ["tried"]
    (expired,) = await outbox.rows(DeliveryState.EXPIRED)
    assert (expired.key, expired.reason) == ("untried", "too late")


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
                    session, owner=owner, now=outbox.now, machine_now=outbox.machine_now, lease=LEASE, limits=NO_LIMITS
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
