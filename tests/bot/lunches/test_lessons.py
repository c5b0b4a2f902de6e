"""Whoever held a lunch-and-learn about a topic they list is found for it, with that as the true reason."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import lunches, matching
from bot.matching import Reason
from models import Area, Attendance, Lesson, Lunch, Member, Seat, Skill, Workspace
from tests.bot.lunches.last_seat import a_plan
from tests.factories import MONDAY, a_member, a_workspace, an_expert

QUESTION = "Who can stop Terraform from making me cry, without tears?"


@pytest.fixture
async def workspace(session: AsyncSession) -> Workspace:
    return await a_workspace(session)


@pytest.fixture
async def bo(session: AsyncSession, workspace: Workspace) -> Member:
    return await an_expert(session, workspace, "Bo Larsen", ["Terraform"])


async def held(session: AsyncSession, host: Member, *, topic: str = "Terraform") -> tuple[Lunch, Member]:
    """One with somebody in it, and that somebody."""
    ana = await a_member(session, await session.get_one(Workspace, host.workspace_id), "Ana Ruiz")
    lunch = await lunches.announce(session, host, replace(a_plan(host), topic=topic), now=MONDAY)
    await lunches.say(session, ana, lunch.id, Attendance.IN, now=MONDAY)
    return lunch, ana


async def credited(session: AsyncSession, now: datetime) -> int:
    """What the clock does; gives for how many it counts then."""
    for workspace_id, lunch_id in await lunches.to_credit(session, now=now):
        await lunches.credit(session, workspace_id, lunch_id, now=now)
    return await session.scalar(select(func.count()).select_from(Lesson)) or 0


async def test_a_host_is_found_by_what_they_taught_a_day_later_and_once(session: AsyncSession, bo: Member) -> None:
    lunch, ana = await held(session, bo)
    over = lunch.begins_at + timedelta(hours=1)
    assert await credited(session, over) == 0
    for _ in range(2):
        assert await credited(session, over + timedelta(days=1)) == 1
    [first] = (await matching.candidates(session, ana, QUESTION, now=over + timedelta(days=1))).ready
    assert first.member.id == bo.id
    taught = Reason("taught", topic="Terraform", times=1, last=lunch.begins_at.date().isoformat())
    assert first.reasons == (Reason("lists", topic="Terraform", level="can_help"), taught)


async def test_who_does_not_list_the_topic_is_not_asked_about_it(session: AsyncSession, workspace: Workspace) -> None:
    sam = await an_expert(session, workspace, "Sam Wu", ["Figma"])
    lunch, ana = await held(session, sam)
    assert await credited(session, lunch.begins_at + timedelta(days=2)) == 1
    assert (await matching.candidates(session, ana, QUESTION, now=lunch.begins_at + timedelta(days=2))).ready == []


@pytest.mark.parametrize("why", ["cancelled", "nobody came", "nobody was in", "about no topic", "confide"])
async def test_what_did_not_take_place_or_is_nobodys_to_know_counts_for_nobody(
    session: AsyncSession, bo: Member, why: str
) -> None:
    lunch, _ = await held(session, bo, topic="" if why == "about no topic" else "Terraform")
    seat = (await session.scalars(select(Seat))).one()
    match why:
        case "cancelled":
            await lunches.cancel(session, bo, lunch.id, now=MONDAY)
        case "nobody came":
            seat.came, lunch.attendance_taken_at = False, lunch.begins_at
        case "nobody was in":
            seat.attendance = Attendance.RECORDING
        case "confide":
            (await session.get_one(Skill, lunch.skill_id)).area = Area.CONFIDE
    await session.flush()
    assert await credited(session, lunch.begins_at + timedelta(days=2)) == 0
