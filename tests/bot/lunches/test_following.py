"""A change of all that follow: the pattern moves, nobody is told twice, and no day is planned twice or lost."""

import asyncio
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import holidays, lunches, own_data, people
from bot.database import Database
from bot.errors import Settled, WhoKnowsError
from bot.lunches.repeating import days_of
from bot.public_holidays import is_holiday
from models import Attendance, Delivery, Lunch, LunchSeries, Member, Occurrence, Repeats
from tests.bot.lunches.last_seat import a_plan
from tests.factories import MONDAY, a_member, a_workspace

WEEK = timedelta(days=7)


async def _sessions(session: AsyncSession) -> list[tuple[Occurrence, Lunch]]:
    """All that were not cancelled, in the order of the pattern."""
    found = await session.execute(
        select(Occurrence, Lunch)
        .join(Lunch, Lunch.id == Occurrence.lunch_id)
        .where(Lunch.cancelled_at.is_(None))
        .order_by(Occurrence.planned_on)
        .execution_options(populate_existing=True)
    )
    return [(occurrence, lunch) for occurrence, lunch in found]


async def _days(session: AsyncSession) -> list[date]:
    return [lunch.on for _, lunch in await _sessions(session)]


async def _moves(session: AsyncSession, host: Member, lunch: Lunch, on: date, **how: object) -> lunches.Changed:
    """Move a session and all that follow it to another day."""
    plan = replace(a_plan(host), on=on, seats=None, **how)  # type: ignore[arg-type]
    return await lunches.change_following(session, host, lunch.id, plan, seen_version=lunch.version, now=MONDAY)


async def test_the_pattern_moves_to_another_weekday_and_back_again(session: AsyncSession) -> None:
    """Holidays of the new days are left out, and made up for when it moves away from them."""
    workspace = await a_workspace(session)
    host, ana = await a_member(session, workspace, "Bo Larsen", is_admin=True), await a_member(session, workspace)
    await holidays.choose(session, host, ["ES"], now=MONDAY)
    first = await lunches.announce(session, host, replace(a_plan(host), repeats=Repeats.WEEKLY), now=MONDAY)
    thursdays = [first.on + WEEK * number for number in range(8)]
    assert await _days(session) == thursdays
    for _, lunch in (await _sessions(session))[1:5]:
        await lunches.say(session, ana, lunch.id, Attendance.IN, now=MONDAY)
    second = (await _sessions(session))[1][1]
    with pytest.raises(WhoKnowsError, match="The one before is on Thu 3 Dec") as refused:
        await _moves(session, host, second, first.on)
    assert refused.value.field == "on"
    changed = await _moves(session, host, second, date(2026, 12, 11))
    assert changed.left_out == [date(2026, 12, 25), date(2027, 1, 1)]
    assert changed.told == 1
    fridays = [day + timedelta(days=1) for day in thursdays[1:] if not is_holiday("ES", day + timedelta(days=1))]
    assert await _days(session) == [first.on, *fridays]
    told = (await session.scalars(select(Delivery).where(Delivery.member_id == ana.id))).all()
    assert sorted(one.kind for one in told if one.kind.startswith("lunch")) == ["lunches_cancelled", "lunches_moved"]
    assert {lunch.sequence for _, lunch in (await _sessions(session))[1:3]} == {1}
    # A month later the next ones follow the new pattern.
    later = MONDAY + timedelta(days=30)
    for workspace_id, series_id in await lunches.to_plan(session, now=later):
        await lunches.plan_ahead(session, workspace_id, series_id, now=later)
    assert (await _days(session))[-1] == date(2027, 2, 19)
    second = (await _sessions(session))[1][1]
    await _moves(session, host, second, date(2026, 12, 10))
    assert await _days(session) == [first.on + WEEK * number for number in range(12)]


async def test_a_monthly_one_moves_to_another_weekday_of_the_month_and_never_past_its_end(
    session: AsyncSession,
) -> None:
    host = await a_member(session, await a_workspace(session), "Bo Larsen")
    plan = replace(a_plan(host), on=date(2026, 12, 10), repeats=Repeats.MONTHLY, until=date(2027, 2, 18))
    first = await lunches.announce(session, host, plan, now=MONDAY)
    later = MONDAY + timedelta(days=30)
    for workspace_id, series_id in await lunches.to_plan(session, now=later):
        await lunches.plan_ahead(session, workspace_id, series_id, now=later)
    assert await _days(session) == [date(2026, 12, 10), date(2027, 1, 14), date(2027, 2, 11)]
    for on, told in ((date(2026, 12, 30), "5th Wednesday"), (date(2027, 2, 19), "until Thu 18 Feb only")):
        with pytest.raises(WhoKnowsError, match=told) as refused:
            await _moves(session, host, first, on)
        assert refused.value.field == "on"
    await _moves(session, host, first, date(2026, 12, 16))
    assert await _days(session) == [date(2026, 12, 16), date(2027, 1, 20), date(2027, 2, 17)]
    changed = await _moves(session, host, first, date(2026, 12, 25))
    assert await _days(session) == [date(2026, 12, 25), date(2027, 1, 22)]
    assert changed.left_out == [date(2027, 2, 26)]


async def test_random_changes_leave_each_day_of_the_pattern_once(session: AsyncSession) -> None:
    """Moved, changed alone, cancelled alone and planned on in any order, with the holidays of Germany."""
    workspace = await a_workspace(session)
    host = await a_member(session, workspace, "Bo Larsen", is_admin=True)
    await holidays.choose(session, host, ["DE"], now=MONDAY)
    looked_at = 0
    for seed in range(12):
        random = Random(seed)
        repeats = random.choice(list(Repeats)[:3])
        plan = replace(a_plan(host), zone="Europe/Berlin", repeats=repeats, title=f"Seed {seed}", seats=None)
        first = await lunches.announce(session, host, plan, now=MONDAY)
        now = MONDAY
        for _ in range(6):
            theirs = [(one, lunch) for one, lunch in await _sessions(session) if lunch.title == f"Seed {seed}"]
            to_come = [(one, lunch) for one, lunch in theirs if lunch.begins_at > now]
            if not to_come:
                break
            _, lunch = random.choice(to_come)
            match random.choice(["move", "move", "alone", "cancel", "pass"]):
                case "move":
                    on = lunch.on + timedelta(days=random.randint(-5, 9))
                    await _tries(session, host, lunch, replace(plan, on=on, repeats=None), now=now)
                case "alone":
                    alone = replace(plan, on=lunch.on, at=time(17), repeats=None)
                    await lunches.change(session, host, lunch.id, alone, seen_version=lunch.version, now=now)
                case "cancel" if len(to_come) > 2:
                    await lunches.cancel(session, host, lunch.id, now=now)
                case _:
                    now += timedelta(days=random.randint(1, 25))
                    for workspace_id, series_id in await lunches.to_plan(session, now=now):
                        await lunches.plan_ahead(session, workspace_id, series_id, now=now)
            looked_at += await _holds(session, first, now)
    assert looked_at > 40


async def _tries(session: AsyncSession, host: Member, lunch: Lunch, plan: lunches.Plan, *, now: datetime) -> None:
    try:
        await lunches.change_following(session, host, lunch.id, plan, seen_version=lunch.version, now=now)
    except WhoKnowsError as refused:
        # Most are not refused; else the day is, or somebody was faster.
        assert refused.field == "on" or isinstance(refused, Settled)  # noqa: PT017


async def _holds(session: AsyncSession, first: Lunch, now: datetime) -> int:
    """Whether a series is as its pattern says; gives how many sessions were compared."""
    series = (
        await session.scalars(
            select(LunchSeries)
            .join(Occurrence, Occurrence.series_id == LunchSeries.id)
            .where(Occurrence.lunch_id == first.id)
        )
    ).one()
    rows = await session.execute(
        select(Occurrence, Lunch)
        .join(Lunch, Lunch.id == Occurrence.lunch_id)
        .where(Occurrence.series_id == series.id)
        .order_by(Occurrence.planned_on)
    )
    after = series.begins_on - timedelta(days=1)
    pattern = list(days_of(series.repeats, series.begins_on, after=after, until=series.planned_until))
    planned = []
    for occurrence, lunch in rows:
        if occurrence.planned_on >= series.begins_on:
            planned.append(occurrence.planned_on)
        if not occurrence.is_changed_alone and lunch.cancelled_at is None:
            assert lunch.on == occurrence.planned_on
    today = now.date()
    assert set(planned) <= set(pattern)
    missing = [day for day in pattern if day not in planned and day > today and not is_holiday("DE", day)]
    assert missing == []
    return len(planned)


async def test_two_hosts_who_plans_and_who_comes_do_not_wait_for_each_other_for_good(database: Database) -> None:
    """A change of all from the first on and from a later one, looks of replicas, and seats, all at once."""
    async with database.transaction() as session:
        workspace = await a_workspace(session)
        host = await a_member(session, workspace, "Bo Larsen")
        readers = [(await a_member(session, workspace, f"Reader {number}")).id for number in range(4)]
        plan = replace(a_plan(host), repeats=Repeats.WEEKLY, seats=None)
        await lunches.announce(session, host, plan, now=MONDAY)
    now = MONDAY

    async def changes(number: int, shift: int) -> None:
        async with database.transaction() as session:
            lunch = (await _sessions(session))[number][1]
            moved = replace(plan, on=lunch.on + timedelta(days=shift), repeats=None)
            await _tries(session, host, lunch, moved, now=now)

    async def plans() -> None:
        async with database.reading() as session:
            found = await lunches.to_plan(session, now=now)
        for workspace_id, series_id in found:
            async with database.transaction() as session:
                await lunches.plan_ahead(session, workspace_id, series_id, now=now)

    async def comes(member_id: int, number: int) -> None:
        async with database.transaction() as session:
            lunch = (await _sessions(session))[number][1]
            member = (await people.members(session, workspace.id, [member_id]))[member_id]
            await lunches.say(session, member, lunch.id, Attendance.IN, now=now)

    for _ in range(4):
        now += timedelta(hours=30)
        await asyncio.gather(
            changes(0, 1), changes(2, 1), plans(), plans(), *(comes(one, at) for at, one in enumerate(readers))
        )
        async with database.reading() as session:
            first = (await _sessions(session))[0][1]
            assert await _holds(session, first, now) > 0


async def test_what_was_told_of_several_is_written_anew_once_its_author_is_forgotten(session: AsyncSession) -> None:
    """The title was the author's word; an edit of each message is owed."""
    workspace = await a_workspace(session)
    bo, chi, ana = [await a_member(session, workspace, name) for name in ("Bo", "Chi", "Ana")]
    plan = replace(a_plan(bo), hosts=[bo, chi], repeats=Repeats.WEEKLY, seats=None)
    first = await lunches.announce(session, bo, plan, now=MONDAY)
    for _, lunch in (await _sessions(session))[:3]:
        await lunches.say(session, ana, lunch.id, Attendance.IN, now=MONDAY)
    await _moves(session, bo, first, date(2026, 12, 4), hosts=[bo, chi])
    [message] = (await session.scalars(select(Delivery).where(Delivery.kind == "lunches_moved"))).all()
    assert len(await lunches.as_they_were_told(session, message, is_said=False)) == 3
    await lunches.cancel(session, bo, first.id, now=MONDAY)
    assert len(await lunches.as_they_were_told(session, message, is_said=False)) == 2
    await own_data.forget(session, bo, now=MONDAY)
    session.expire_all()
    await session.refresh(message)
    told = await lunches.as_they_were_told(session, message, is_said=True)
    assert {lunch.title for lunch, _ in told} == {"A lunch-and-learn"}
