"""Whose note is owed: once in all replicas, on a day that nothing else has, and only with something to say."""

import asyncio
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import attention, kudos, people, personal_note
from bot.database import Database
from bot.personal_note.saying import note
from handlers.letters import LETTERS
from models import Delivery, Member, PersonalNote, Workspace
from tests.bot.test_costs import statements
from tests.factories import MONDAY, a_member, a_workspace, an_answered_question, an_expert, an_open_question, the_offer

# 09:30 in Madrid and Copenhagen.
NOTE = MONDAY + timedelta(minutes=30)
WEEK = timedelta(days=7)


async def due(session: AsyncSession, now: datetime) -> set[int]:
    return {member_id for _, member_id in await personal_note.to_owe(session, now=now)}


async def notes(session: AsyncSession) -> list[Delivery]:
    found = await session.scalars(select(Delivery).where(Delivery.kind == personal_note.KIND).order_by(Delivery.id))
    return list(found)


async def thanked(session: AsyncSession, giver: Member, receiver: Member, now: datetime, reason: str = "tea") -> None:
    await kudos.give(session, giver, [receiver], f"for the {reason}", in_public=False, now=now)


async def said(session: AsyncSession, owed: Delivery, now: datetime) -> str | None:
    written = await LETTERS[owed.kind].write(session, owed, now)
    return str(written) if written is not None else None


async def test_of_many_replicas_one_owes_it_and_the_day_is_taken(database: Database) -> None:
    async with database.transaction() as session:
        workspace = await a_workspace(session)
        ana, bo = await a_member(session, workspace), await a_member(session, workspace, "Bo Larsen")
        await thanked(session, ana, bo, MONDAY - timedelta(days=3))
    async with database.reading() as session:
        assert await due(session, NOTE - timedelta(minutes=1)) == set()
        assert await due(session, NOTE) == {bo.id}

    async def owe() -> None:
        async with database.transaction() as session:
            await personal_note.owe(session, workspace.id, bo.id, now=NOTE)

    await asyncio.gather(*(owe() for _ in range(6)))
    async with database.transaction() as session:
        [note] = await notes(session)
        assert (note.due_at, note.keeps_quiet_hours) == (NOTE, True)
        assert await due(session, NOTE + timedelta(hours=1)) == set()
        bo = (await people.members(session, workspace.id, [bo.id]))[bo.id]
        assert (await attention.take_day(session, bo, now=NOTE)).date() == datetime(2026, 11, 24, tzinfo=UTC).date()


async def test_what_comes_after_it_waits_for_the_next(session: AsyncSession) -> None:
    workspace = await a_workspace(session)
    ana, bo = await a_member(session, workspace), await a_member(session, workspace, "Bo Larsen")
    await thanked(session, ana, bo, NOTE + timedelta(hours=2))
    later = NOTE + timedelta(hours=3)
    assert await due(session, later) == {bo.id}
    await personal_note.owe(session, workspace.id, bo.id, now=later)
    assert await due(session, later) == set()
    assert await notes(session) == []
    await personal_note.owe(session, workspace.id, bo.id, now=NOTE + WEEK)
    assert len(await notes(session)) == 1


async def test_late_it_comes_the_same_day_or_not_at_all(session: AsyncSession) -> None:
    workspace = await a_workspace(session)
    ana, bo, chi = [await a_member(session, workspace, name) for name in ("Ana", "Bo", "Chi")]
    for receiver in (bo, chi):
        await thanked(session, ana, receiver, MONDAY - timedelta(days=1))
    afternoon, tomorrow = NOTE + timedelta(hours=7), NOTE + timedelta(days=1)
    await personal_note.owe(session, workspace.id, bo.id, now=afternoon)
    assert await due(session, tomorrow) == set()
    await personal_note.owe(session, workspace.id, chi.id, now=tomorrow)
    [note] = await notes(session)
    assert note.member_id == bo.id
    assert "Ana" in str(await said(session, note, afternoon))
    assert await said(session, note, tomorrow) is None


async def test_where_the_day_is_taken_it_is_the_next_free_one_of_that_week(session: AsyncSession) -> None:
    workspace = await a_workspace(session)
    ana, bo, chi = [await a_member(session, workspace, name) for name in ("Ana", "Bo", "Chi")]
    chi.works_on = "23"
    for receiver in (bo, chi):
        await thanked(session, ana, receiver, MONDAY - timedelta(days=1))
    await attention.take_day(session, bo, now=MONDAY)
    await personal_note.owe(session, workspace.id, bo.id, now=NOTE)
    [note] = await notes(session)
    assert note.due_at == MONDAY + timedelta(days=1)
    wednesday = NOTE + timedelta(days=2)
    assert chi.id not in await due(session, NOTE)
    assert await due(session, wednesday) == {chi.id}
    for _ in range(2):
        await attention.take_day(session, chi, now=MONDAY)
    await personal_note.owe(session, workspace.id, chi.id, now=wednesday)
    assert [note.member_id for note in await notes(session)] == [bo.id]


async def test_it_says_what_is_true_when_it_is_sent(session: AsyncSession) -> None:
    """An offer, an answer without thanks, a milestone; each is gone from it once settled, and then so is the note."""
    workspace = await a_workspace(session)
    ana, dev = await a_member(session, workspace), await a_member(session, workspace, "Dev Patel")
    bo = await an_expert(session, workspace, "Bo Larsen", ["Terraform"])
    friday = MONDAY - timedelta(days=3)
    answered = await an_answered_question(session, ana, bo, "How do I read a Terraform plan?", now=friday)
    question_id = await an_open_question(session, dev, "How do I keep Terraform state small?", now=friday)
    (await the_offer(session, question_id, bo)).shown_at = friday
    await session.flush()
    assert await due(session, NOTE) == {ana.id, bo.id}
    for member in (ana, bo):
        await personal_note.owe(session, workspace.id, member.id, now=NOTE)
    to_ana, to_bo = await notes(session)
    assert "Thank Bo Larsen" in str(await said(session, to_ana, NOTE))
    words = str(await said(session, to_bo, NOTE))
    assert all(some in words for some in ("Help Dev Patel", "for the first time"))
    assert "state small" not in words
    weeks = [await note(session, bo, until=at) for at in (MONDAY, MONDAY + WEEK)]
    assert [week.milestone is not None for week in weeks] == [True, False], "a milestone is told in one note"
    await kudos.give(session, ana, [bo], "for the plan", in_public=False, question_id=answered, now=NOTE)
    assert await said(session, to_ana, NOTE) is None
    bo.wants_personal_note = False
    assert await said(session, to_bo, NOTE) is None
    assert await due(session, NOTE + WEEK) == set()


async def test_it_is_found_without_reading_everybody(session: AsyncSession) -> None:
    """As many statements for many as for few; each table of many rows is entered by an index."""
    workspace = await a_workspace(session)
    ana, bo = await a_member(session, workspace), await a_member(session, workspace, "Bo Larsen")
    await thanked(session, ana, bo, MONDAY - timedelta(days=1))
    with statements(session) as sent:
        assert await due(session, NOTE) == {bo.id}
    connection = await session.connection()
    plans = [
        row.detail
        for statement, parameters in sent
        for row in await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", tuple(parameters))
    ]
    assert len(sent) == 1
    scanned = {plan.split()[1] for plan in plans if plan.startswith("SCAN")}
    large = "members kudos kudos_receivers questions offers nominations milestones personal_notes"
    assert not scanned & set(large.split())


async def test_an_uninstalled_workspace_and_who_left_get_none(session: AsyncSession) -> None:
    workspace: Workspace = await a_workspace(session)
    ana, bo = await a_member(session, workspace), await a_member(session, workspace, "Bo Larsen")
    await thanked(session, ana, bo, MONDAY - timedelta(days=1))
    bo.is_deactivated = True
    await session.flush()
    assert await due(session, NOTE) == set()
    bo.is_deactivated, workspace.uninstalled_at = False, NOTE
    await session.flush()
    assert await due(session, NOTE) == set()
    assert (await session.scalars(select(PersonalNote))).all() == []
