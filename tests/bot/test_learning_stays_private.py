"""What somebody is learning, and what they said to a suggestion, is told to nobody by any way round."""

from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot import nominations, own_data, skills, teams
from bot.teams import SeenChannel, TeamSettings
from models import Level, Member, Nomination, Team
from tests.factories import MONDAY, a_member, a_workspace


@pytest.fixture
async def both(session: AsyncSession) -> tuple[Member, Member]:
    """Ana, an admin, and Bo."""
    workspace = await a_workspace(session)
    ana = await a_member(session, workspace, "Ana Ruiz", is_admin=True)
    return ana, await a_member(session, workspace, "Bo Larsen")


async def test_a_suggestion_does_not_tell_that_its_nominee_is_learning_it(
    session: AsyncSession, both: tuple[Member, Member]
) -> None:
    """Whoever suggests it reads what they would read of any topic, and nobody is asked."""
    ana, bo = both
    await skills.add(session, bo, ["Kubernetes"], level=Level.LEARNING, now=MONDAY)
    assert await nominations.nominate(session, ana, bo, "kubernetes", now=MONDAY) == "Kubernetes"
    assert await nominations.waiting_on(session, bo, now=MONDAY) is None


async def test_the_file_does_not_tell_which_suggestion_was_held_back(
    session: AsyncSession, both: tuple[Member, Member]
) -> None:
    """One that is missing would say that its nominee said no before."""
    ana, bo = both
    before = await _file(session, ana)
    await nominations.nominate(session, ana, bo, "Kubernetes", now=MONDAY)
    assert await session.get(Nomination, 1) is not None
    assert await _file(session, ana) == before


async def _file(session: AsyncSession, member: Member) -> dict[str, Any]:
    return await own_data.everything(session, member, now=MONDAY)


@pytest.mark.parametrize("way", ["added anew", "edited"])
async def test_a_round_does_not_tell_that_somebody_is_only_learning_now(
    session: AsyncSession, both: tuple[Member, Member], way: str
) -> None:
    """They offered help there; whoever says in a round that they are learning stands there as learning."""
    ana, bo = both
    team = await _a_welcome(session, ana, bo)
    await teams.join(session, bo, team, ["SQL"], level=Level.CAN_HELP, now=MONDAY)
    assert "Bo Larsen" in str(await teams.topic_round(session, team))
    line = next(one for one in (await skills.card(session, bo, now=MONDAY)).listed if one.name == "SQL")
    if way == "edited":
        await skills.describe(session, bo, line.skill_id, level=Level.LEARNING, ways=[], note="", now=MONDAY)
    else:
        await skills.add(session, bo, ["SQL"], level=Level.LEARNING, now=MONDAY)
    assert "Bo Larsen" not in str(await teams.topic_round(session, team))
    await teams.join(session, bo, team, ["SQL"], level=Level.LEARNING, now=MONDAY)
    assert "learners=['Bo Larsen']" in str(await teams.topic_round(session, team))


async def _a_welcome(session: AsyncSession, lead: Member, *others: Member) -> Team:
    in_it = frozenset(one.slack_id for one in [lead, *others])
    channel = SeenChannel("C0TEAM", "team", is_private=False, is_archived=False, bot_is_in=True, members=in_it)
    chosen = TeamSettings([lead], None, "Europe/Madrid", 4, MONDAY.time())
    team = await teams.adopt(session, lead, channel, chosen, now=MONDAY)
    await teams.join(session, lead, team, ["Facilitation"], level=Level.CAN_TEACH, now=MONDAY)
    await teams.join(session, lead, team, ["Rust"], level=Level.LEARNING, now=MONDAY)
    await teams.write(session, lead, team.id, "Because.", "Ines helped me.", now=MONDAY)
    await teams.post(session, lead, team.id, now=MONDAY)
    return team
