"""Time to prepare: the first lead to answer decides, asks are never more than routing expects, and none stays taken."""

import asyncio
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from icalendar import Calendar
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import calendar_feed, lunches, people, preparation
from bot.database import Database
from bot.errors import NotYours, Settled
from bot.preparation import Wanted
from models import AskAllowance, Delivery, Member, Operation, Preparation, PreparationState, TeamMember
from tests.bot.lunches.last_seat import a_plan
from tests.factories import MONDAY, a_member, a_team, a_workspace

# Tuesday before the session on Thursday 3 December, 14:00 in Madrid.
TUESDAY = MONDAY + timedelta(days=8, hours=5)
WEEK = date(2026, 11, 30)


async def _asked(session: AsyncSession, *, leads: int = 2, asks_a_week: int = 2) -> tuple[Member, list[Member], int]:
    """Bo, who holds one and asked for two hours, and the leads of his team."""
    workspace = await a_workspace(session)
    bo = await a_member(session, workspace, "Bo Larsen", asks_a_week=asks_a_week)
    everybody = [await a_member(session, workspace, f"Lead {number}", is_admin=True) for number in range(leads)]
    if everybody:
        team = await a_team(session, everybody[0], bo, *everybody[1:])
        for lead in everybody[1:]:
            row = await session.scalar(
                select(TeamMember).where(TeamMember.team_id == team.id, TeamMember.member_id == lead.id)
            )
            assert row is not None
            row.is_lead = True
    await session.flush()
    lunch = await lunches.announce(session, bo, a_plan(bo, seats=None), now=MONDAY)
    await preparation.ask(session, bo, lunch, Wanted(TUESDAY, 120), now=MONDAY)
    found = (await session.scalars(select(Preparation))).one()
    return bo, everybody, found.id


async def _taken(session: AsyncSession) -> int:
    return await session.scalar(select(AskAllowance.taken).where(AskAllowance.week_on == WEEK)) or 0


async def _owed(session: AsyncSession, member: Member) -> list[str]:
    found = await session.scalars(
        select(Delivery.kind)
        .where(Delivery.member_id == member.id, Delivery.operation.in_([Operation.POST, Operation.FILE]))
        .order_by(Delivery.id)
    )
    return [kind for kind in found if kind.startswith("preparation")]


async def _follow(session: AsyncSession, days: float = 0) -> int:
    now = MONDAY + timedelta(days=days)
    due = await preparation.to_follow(session, now=now)
    for workspace_id, preparation_id in due:
        await preparation.follow(session, workspace_id, preparation_id, now=now)
    return len(due)


async def test_two_leads_who_answer_at_once_and_one_wins(database: Database) -> None:
    """Whatever they press, the host is told once, and their week is one ask shorter, or not at all."""
    for number in range(12):
        async with database.transaction() as session:
            workspace = await a_workspace(session, f"T0{number}")
            bo = await a_member(session, workspace, "Bo Larsen")
            first, second = [await a_member(session, workspace, name, is_admin=True) for name in ("Ana", "Chi")]
            team = await a_team(session, first, bo, second)
            row = await session.scalar(
                select(TeamMember).where(TeamMember.team_id == team.id, TeamMember.member_id == second.id)
            )
            assert row is not None
            row.is_lead = True
            lunch = await lunches.announce(session, bo, a_plan(bo, seats=None), now=MONDAY)
            await preparation.ask(session, bo, lunch, Wanted(TUESDAY, 120), now=MONDAY)
            found = (await session.scalars(select(Preparation).where(Preparation.host_id == bo.id))).one()
            preparation_id = found.id

        async def answers(
            lead: Member, preparation_id: int = preparation_id, *, declines: bool = bool(number % 2)
        ) -> bool:
            try:
                async with database.transaction() as session:
                    how = preparation.decline if declines and lead.name == "Chi" else preparation.agree
                    await how(session, lead, preparation_id, now=MONDAY)
            except Settled:
                return False
            return True

        won = await asyncio.gather(answers(first), answers(second))
        assert sorted(won) == [False, True]
        async with database.reading() as session:
            found = (await session.scalars(select(Preparation).where(Preparation.id == preparation_id))).one()
            assert found.answered_by_id == (first, second)[won.index(True)].id
            taken = await session.scalar(select(AskAllowance.taken).where(AskAllowance.member_id == bo.id)) or 0
            assert taken == (found.state is PreparationState.AGREED)
            told = await session.scalars(
                select(Delivery.id).where(Delivery.member_id == bo.id, Delivery.kind == preparation.ANSWERED)
            )
            assert len(told.all()) == 1


async def test_agreed_time_and_asks_together_are_never_more_than_the_week_has(database: Database) -> None:
    """Six asks and the agreed time want the two places of one week; those that come back are given once."""
    async with database.transaction() as session:
        bo, [lead, _], preparation_id = await _asked(session)

    async def asks() -> bool:
        async with database.transaction() as session:
            return await people.take_ask(session, bo, WEEK)

    async def agrees() -> bool:
        async with database.transaction() as session:
            await preparation.agree(session, lead, preparation_id, now=MONDAY)
            return False

    reached = await asyncio.gather(asks(), asks(), agrees(), asks(), asks(), asks(), asks())
    async with database.transaction() as session:
        found = (await session.scalars(select(Preparation))).one()
        counted = found.counted_week_on == WEEK
        assert sum(reached) + counted == await _taken(session) == 2
        lunch_id = found.lunch_id
        await lunches.cancel(session, bo, lunch_id, now=MONDAY)
    async with database.transaction() as session:
        for _ in range(2):
            await _follow(session)
        assert await _taken(session) == 2 - counted


async def test_a_cancelled_session_gives_the_time_back(session: AsyncSession) -> None:
    """One message and a file for the host; the feed says cancelled; a week that is over keeps its count."""
    bo, [lead, _], preparation_id = await _asked(session)
    await preparation.agree(session, lead, preparation_id, now=MONDAY)
    assert await _taken(session) == 1
    found = (await session.scalars(select(Preparation))).one()
    secret = await calendar_feed.make_secret(session, bo, seen="")
    await session.refresh(bo)
    feed: Any = Calendar.from_ical(await calendar_feed.read(session, secret, now=MONDAY) or "")
    [held, prepared] = feed.walk("VEVENT")
    assert str(prepared["SUMMARY"]) == "Prepare: Terraform without tears"
    assert (prepared["DTSTART"].dt, prepared["DTEND"].dt) == (TUESDAY, TUESDAY + timedelta(hours=2))
    assert held["UID"] != prepared["UID"]
    assert await _follow(session) == 0
    await lunches.cancel(session, bo, found.lunch_id, now=MONDAY)
    assert await _follow(session) == 1
    assert await _follow(session) == 0
    assert await _taken(session) == 0
    assert await _owed(session, bo) == [
        preparation.ANSWERED,
        preparation.CALENDAR,
        preparation.WITHDRAWN,
        preparation.CALENDAR,
    ]
    feed = Calendar.from_ical(await calendar_feed.read(session, secret, now=MONDAY) or "")
    ended = next(event for event in feed.walk("VEVENT") if event["UID"] == prepared["UID"])
    assert (ended["STATUS"], ended["SEQUENCE"]) == ("CANCELLED", 1)


async def test_a_move_counts_only_when_nothing_is_left_of_the_time(session: AsyncSession) -> None:
    bo, [lead, _], preparation_id = await _asked(session)
    await preparation.agree(session, lead, preparation_id, now=MONDAY)
    found = (await session.scalars(select(Preparation))).one()
    for on, at, due in (
        (date(2026, 12, 4), time(12), 0),
        (date(2026, 12, 1), time(16), 0),
        (date(2026, 12, 1), time(15), 1),
    ):
        plan = replace(a_plan(bo, seats=None), on=on, at=at)
        card = await lunches.lunch_card(session, bo.workspace_id, found.lunch_id, now=MONDAY)
        assert card is not None
        await lunches.change(session, bo, found.lunch_id, plan, seen_version=card.lunch.version, now=MONDAY)
        assert await _follow(session) == due, (on, at)
    assert await _taken(session) == 0
    with pytest.raises(Settled, match="no time is needed"):
        await preparation.agree(session, lead, preparation_id, now=MONDAY)


async def test_a_host_is_told_once_that_no_answer_came(session: AsyncSession) -> None:
    """After two working days of each lead; an answer that comes later counts all the same."""
    bo, [lead, late], preparation_id = await _asked(session)
    late.works_on = "2"
    await session.flush()
    assert await _follow(session, days=2.3) == 0
    late.works_on = "01234"
    await session.flush()
    assert await _follow(session, days=1.3) == 0
    assert await _follow(session, days=1.4) == 1
    assert await _follow(session, days=3) == 0
    assert await _owed(session, bo) == [preparation.UNANSWERED]
    await preparation.agree(session, lead, preparation_id, now=MONDAY + timedelta(days=3))
    assert await _owed(session, bo) == [preparation.UNANSWERED, preparation.ANSWERED, preparation.CALENDAR]


async def test_who_has_left_answers_nothing_and_needs_nothing(session: AsyncSession) -> None:
    """Leads who left don't count; a host who left, or handed it on, needs no time."""
    bo, [first, second], preparation_id = await _asked(session)
    first.is_deactivated = True
    await session.flush()
    for stranger in (first, bo):
        with pytest.raises(NotYours):
            await preparation.agree(session, stranger, preparation_id, now=MONDAY)
    second.is_deactivated = True
    await session.flush()
    assert await _follow(session) == 1
    assert (await session.scalars(select(Preparation))).one().state is PreparationState.UNANSWERED
    bo.is_deactivated = True
    await session.flush()
    assert await _follow(session) == 1
    assert (await session.scalars(select(Preparation))).one().state is PreparationState.WITHDRAWN


async def test_a_suggestion_is_taken_or_left_by_the_host_alone(session: AsyncSession) -> None:
    bo, [lead, other], preparation_id = await _asked(session)
    later = TUESDAY + timedelta(hours=1)
    await preparation.suggest(session, lead, preparation_id, minutes=60, begins_at=later, now=MONDAY)
    for answer, by in ((preparation.agree, other), (preparation.decline, lead)):
        with pytest.raises(Settled):
            await answer(session, by, preparation_id, now=MONDAY)
    with pytest.raises(NotYours):
        await preparation.take(session, lead, preparation_id, now=MONDAY)
    await preparation.take(session, bo, preparation_id, now=MONDAY)
    found = (await session.scalars(select(Preparation).execution_options(populate_existing=True))).one()
    assert (found.state, found.minutes, found.begins_at) == (PreparationState.AGREED, 60, later)
    assert await _taken(session) == 1
