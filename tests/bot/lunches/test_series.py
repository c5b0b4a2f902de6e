"""Series of lunch-and-learns in the database: each session is planned and posted once, and a series finds its end."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import holidays, lunches, own_data
from bot.database import Database
from models import Delivery, Lunch, LunchSeries, Member, Occurrence, Repeats, Workspace
from tests.bot.lunches.last_seat import a_plan
from tests.factories import MONDAY, a_member, a_workspace

REPLICAS = 3
# a_plan is on this Thursday.
FIRST = date(2026, 12, 3)
WEEK = timedelta(days=7)


async def _look(database: Database, now: datetime) -> None:
    """One look of one replica at what is to plan and to post."""
    for find, move_on in ((lunches.to_plan, lunches.plan_ahead), (lunches.to_post, lunches.post)):
        async with database.reading() as session:
            found = await find(session, now=now)
        for workspace_id, one in found:
            async with database.transaction() as session:
                await move_on(session, workspace_id, one, now=now)


async def test_three_replicas_plan_and_post_each_session_once(database: Database) -> None:
    """They look at the same time, day after day, through a change of the clocks."""
    async with database.transaction() as session:
        workspace = await a_workspace(session)
        host = await a_member(session, workspace, "Bo Larsen")
        for repeats, at in ((Repeats.WEEKLY, time(12, 30)), (Repeats.MONTHLY, time(2, 30))):
            await lunches.announce(session, host, replace(a_plan(host), repeats=repeats, at=at), now=MONDAY)
    now = MONDAY
    for days in (9, 1, 30, 7, 45, 8):
        now += timedelta(days=days, hours=1)
        await asyncio.gather(*(_look(database, now) for _ in range(REPLICAS)))
    async with database.reading() as session:
        rows = (
            await session.execute(
                select(LunchSeries.repeats, Occurrence.planned_on, Lunch.begins_at)
                .join(Occurrence, Occurrence.series_id == LunchSeries.id)
                .join(Lunch, Lunch.id == Occurrence.lunch_id)
                .order_by(LunchSeries.id, Occurrence.planned_on)
            )
        ).all()
        posts = (await session.scalars(select(Delivery.subject_id).where(Delivery.kind == "lunch"))).all()
        begun = (await session.scalars(select(Lunch.id).where(Lunch.begins_at <= now + WEEK))).all()
    farthest = (now + timedelta(days=60)).date()
    weekly = [(on, at) for repeats, on, at in rows if repeats is Repeats.WEEKLY]
    assert [on for on, _ in weekly] == [FIRST + WEEK * number for number in range(len(weekly))]
    assert farthest - WEEK < weekly[-1][0] <= farthest
    # 12:30 in Madrid, in winter and in summer.
    assert {at.hour for on, at in weekly if on < date(2027, 3, 28)} == {11}
    assert {at.hour for on, at in weekly if on > date(2027, 3, 28)} == {10}
    monthly = [on for repeats, on, _ in rows if repeats is Repeats.MONTHLY]
    assert monthly[:4] == [date(2026, 12, 3), date(2027, 1, 7), date(2027, 2, 4), date(2027, 3, 4)]
    # Those that began while nobody looked have no post, and each other exactly one.
    assert len(posts) == len(set(posts))
    assert set(posts) <= set(begun)
    assert len(posts) >= 6


async def test_a_series_ends_when_nobody_holds_it_or_its_words_went_with_their_author(session: AsyncSession) -> None:
    """Words of somebody who was forgotten are not said again, also where somebody else holds it with them."""
    workspace = await a_workspace(session)
    bo, chi = await a_member(session, workspace, "Bo Larsen"), await a_member(session, workspace, "Chi Wong")
    alone = await lunches.announce(session, bo, replace(a_plan(bo), repeats=Repeats.WEEKLY), now=MONDAY)
    both = await lunches.announce(
        session, bo, replace(a_plan(bo), hosts=[bo, chi], repeats=Repeats.WEEKLY, title="For two"), now=MONDAY
    )
    by_chi = await lunches.announce(
        session, chi, replace(a_plan(bo), hosts=[bo, chi], repeats=Repeats.WEEKLY, title="By Chi"), now=MONDAY
    )
    later = MONDAY + timedelta(days=20)
    await own_data.forget(session, bo, now=later)
    for workspace_id, series_id in await lunches.to_plan(session, now=later):
        await lunches.plan_ahead(session, workspace_id, series_id, now=later)
    ended = {lunch.id: await _series_of(session, lunch) for lunch in (alone, both, by_chi)}
    assert [ended[one.id].ended_at is not None for one in (alone, both, by_chi)] == [True, True, False]
    titles = await session.execute(select(Lunch.title, Lunch.on).where(Lunch.on > FIRST + 8 * WEEK))
    assert {title for title, _ in titles} == {"By Chi"}
    [last] = (await session.scalars(select(Lunch).order_by(Lunch.on.desc()).limit(1))).all()
    assert [one.name for one in (await lunches.card_of(session, last, now=later)).hosts] == ["Chi Wong"]


async def _series_of(session: AsyncSession, lunch: Lunch) -> LunchSeries:
    found = await session.scalars(
        select(LunchSeries)
        .join(Occurrence, Occurrence.series_id == LunchSeries.id)
        .where(Occurrence.lunch_id == lunch.id)
        .execution_options(populate_existing=True)
    )
    return found.one()


async def test_it_is_planned_up_to_its_last_day_and_what_passed_meanwhile_is_not_made_up_for(
    session: AsyncSession,
) -> None:
    """Somebody let the computer sleep for three months; a chosen country counts from then on."""
    workspace, host = await _host(session)
    until = FIRST + 20 * WEEK
    await lunches.announce(session, host, replace(a_plan(host), repeats=Repeats.WEEKLY, until=until), now=MONDAY)
    await holidays.choose(session, await a_member(session, workspace, "Admin", is_admin=True), ["ES"], now=MONDAY)
    later = datetime(2027, 3, 10, 12, tzinfo=UTC)
    for _ in range(2):
        for workspace_id, series_id in await lunches.to_plan(session, now=later):
            await lunches.plan_ahead(session, workspace_id, series_id, now=later)
    days = (await session.scalars(select(Lunch.on).order_by(Lunch.on))).all()
    assert max(days) == until
    assert [day for day in days if date(2027, 1, 22) < day < date(2027, 3, 11)] == []
    assert date(2027, 3, 11) in days
    assert await lunches.to_plan(session, now=later + timedelta(days=300)) == []
    skipped = (await session.scalars(select(Delivery).where(Delivery.kind == "lunch_days_skipped"))).all()
    assert skipped == [], "no Thursday of that spring is a holiday in all of Spain"


async def _host(session: AsyncSession) -> tuple[Workspace, Member]:
    workspace = await a_workspace(session)
    return workspace, await a_member(session, workspace, "Bo Larsen")
