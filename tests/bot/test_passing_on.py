"""Help that is passed on: told once per person and topic, once a week at most, and never of what is confided."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kudos import passing_on
from models import Area, Delivery, PassedOn, Skill
from tests.bot.test_recognised_help import a_help
from tests.factories import MONDAY, a_member, a_workspace

DAY = timedelta(days=1)


@pytest.mark.parametrize(("area", "is_told"), [(None, True), (Area.CRAFT, True), (Area.CONFIDE, False)])
async def test_what_is_confided_is_told_to_nobody(session: AsyncSession, area: Area | None, *, is_told: bool) -> None:
    workspace = await a_workspace(session)
    ana, bo, dev = [await a_member(session, workspace, name) for name in ("Ana", "Bo", "Dev")]
    topic = Skill(workspace_id=workspace.id, name="Grief", folded="grief", area=area, added_at=MONDAY)
    session.add(topic)
    await session.flush()
    await a_help(session, ana, bo, topic, now=MONDAY)
    # Whoever is helped now would know who is meant.
    await a_help(session, bo, ana, topic, now=MONDAY + DAY)
    assert (await session.scalars(select(PassedOn))).all() == []
    for days in (2, 3):
        await a_help(session, dev, ana, topic, now=MONDAY + days * DAY)
    told = (await session.scalars(select(PassedOn))).all()
    assert [row.first_helper_id for row in told] == ([bo.id] if is_told else [])


async def test_one_message_a_week_and_the_others_are_gathered(session: AsyncSession) -> None:
    """Two who pass it on within a week ring once; a week later the next one rings again."""
    workspace = await a_workspace(session)
    bo, dev = await a_member(session, workspace, "Bo"), await a_member(session, workspace, "Dev")
    topics = [
        Skill(workspace_id=workspace.id, name=name, folded=name.casefold(), added_at=MONDAY)
        for name in ("Terraform", "Elm", "Zig")
    ]
    session.add_all(topics)
    await session.flush()
    for number, (topic, days) in enumerate(zip(topics, (1, 2, 9), strict=True)):
        helped = await a_member(session, workspace, f"Person {number}")
        await a_help(session, helped, bo, topic, now=MONDAY)
        await a_help(session, dev, helped, topic, now=MONDAY + days * DAY)
    messages = await session.scalars(select(Delivery.due_at).where(Delivery.kind == passing_on.MESSAGE))
    assert sorted(messages) == [MONDAY + DAY, MONDAY + 9 * DAY]
    assert await passing_on.gathered(session, bo, since=MONDAY) == ["Elm"]
