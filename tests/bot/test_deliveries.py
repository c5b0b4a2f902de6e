"""The outbox: what is owed once is owed once, edits never lose a fact, and order is kept within a conversation."""

import asyncio
import contextlib
from datetime import timedelta

import pytest
from sqlalchemy import event, select, update
from sqlalchemy.util import await_only

from bot import deliveries
from bot.deliveries import ToChannel, ToMember, ToPair
from models import Delivery, DeliveryState, Operation, Question, QuestionState
from tests.bot.outbox import Outbox
from tests.factories import MONDAY, a_workspace

ROOM = ToChannel("C0ROOM")

# What both databases do alike needs no second proof.
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


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


async def test_one_edit_that_waits_is_enough_however_often_a_card_changes(outbox: Outbox) -> None:
    await outbox.owe("one", ROOM)
    await outbox.owe("two", ROOM)
    await outbox.owe("other subject", subject_id=2)
    await outbox.send_all()
    woken: list[str] = []
    outbox.database.when_owing(lambda: woken.append("woken"))
    for _ in range(3):
        await outbox.refresh()
    # The postman knows of it, and when it may go.
    assert woken == ["woken"]
    edits = await outbox.rows(operation=Operation.UPDATE)
    assert [edit.state for edit in edits] == [DeliveryState.PENDING] * 2
    posts = {row.key: row.id for row in await outbox.rows(operation=Operation.POST)}
    assert [edit.card_id for edit in edits] == [posts["one"], posts["two"]]
    assert {edit.conversation for edit in edits} == {ROOM.conversation}


@ON_SQLITE
async def test_an_edit_that_may_have_arrived_is_replaced_by_one_that_goes_at_once(
    outbox: Outbox,
) -> None:
    await outbox.owe("one")
    await outbox.send_all()
    await outbox.refresh()
    (failed,) = await outbox.claim()
    await outbox.put_back(failed, retry_at=outbox.now + timedelta(hours=1), surely_not_sent=False)
    await outbox.refresh()
    states = [row.state for row in await outbox.rows(operation=Operation.UPDATE)]
    assert states == [DeliveryState.NOT_NEEDED, DeliveryState.PENDING]
    assert len(await outbox.send_all()) == 1


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


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_card_put_back_in_the_middle_of_a_refresh_is_not_taken_with_yesterdays_facts(outbox: Outbox) -> None:
    await outbox.owe("one")
    (slow,) = await outbox.claim("slow")
    statements = 0

    async def put_back() -> None:
        # It waits for us where the card is held.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(0.3):
                await outbox.put_back(slow)

    def between_statements(_: object) -> None:
        nonlocal statements
        statements += 1
        if statements == 2:
            await_only(put_back())

    async with outbox.database.transaction() as session:
        event.listen(session.sync_session, "do_orm_execute", between_statements)
        await deliveries.refresh(session, workspace_id=outbox.workspace_id, kind="card", subject_id=1, now=outbox.now)
        early = await outbox.claim("quick")
    assert statements > 1
    edits = await outbox.rows(operation=Operation.UPDATE)
    assert edits or not early, "somebody wrote the card before our commit, and no edit follows"


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_card_that_waits_is_not_taken_before_its_change_is_committed(outbox: Outbox) -> None:
    await outbox.owe("one")
    async with outbox.database.transaction() as session:
        await deliveries.refresh(session, workspace_id=outbox.workspace_id, kind="card", subject_id=1, now=outbox.now)
        assert await outbox.claim() == []
    assert len(await outbox.claim()) == 1


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_card_that_waits_is_not_taken_while_it_is_taken_away(outbox: Outbox) -> None:
    """Whoever took it would write what was true before, and nobody would take that away again."""
    await outbox.owe("one")
    async with outbox.database.transaction() as session:
        await deliveries.take_away(session, workspace_id=outbox.workspace_id, kind="card", subject_id=1, now=outbox.now)
        assert await outbox.claim() == []
    assert await outbox.rows(operation=Operation.REMOVE) == [], "its letter finds nothing left to say"


async def test_an_edit_leaves_the_file_below_a_card_and_taking_it_away_takes_the_file(outbox: Outbox) -> None:
    """Whether the file waits still or was sent."""

    async def owe_below(card: Delivery) -> None:
        async with outbox.database.transaction() as session:
            await deliveries.owe_file_below(session, card, kind="another", now=outbox.now)

    async def remove(card: Delivery) -> list[tuple[Operation, DeliveryState]]:
        async with outbox.database.transaction() as session:
            await deliveries.remove(session, [card], now=outbox.now)
        return [(row.operation, row.state) for row in (await outbox.rows())[before:]]

    await outbox.owe("early", ROOM)
    await outbox.owe("late", ROOM, subject_id=2)
    await outbox.send_all()
    early, late = await outbox.rows()
    await owe_below(early)
    await outbox.refresh()
    assert [row.state for row in await outbox.rows(operation=Operation.FILE)] == [DeliveryState.PENDING]
    before = 2
    assert await remove(early) == [
        (Operation.FILE, DeliveryState.NOT_NEEDED),
        (Operation.UPDATE, DeliveryState.NOT_NEEDED),
        (Operation.REMOVE, DeliveryState.PENDING),
    ]

    await owe_below(late)
    await outbox.send_all()
    before = 5
    assert await remove(late) == [
        (Operation.FILE, DeliveryState.SENT),
        (Operation.REMOVE, DeliveryState.PENDING),
        (Operation.REMOVE, DeliveryState.PENDING),
    ]
    assert [row.card_id for row in (await outbox.rows())[-2:]] == [(await outbox.rows())[5].id, late.id]
