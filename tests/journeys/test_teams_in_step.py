"""A team stays in step with its channel: people come and go, and the channel itself may be lost and found again."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot import teams
from models import Member, Team
from practice import channel_deeds
from practice.server import Practice
from tests.journeys.test_teams import adopts, channel, the_team
from tests.journeys.test_welcome import a_welcome_posted, joins, welcome
from tests.journeys.town import Somebody, Town


async def names_in(town: Town) -> list[str]:
    """The names of everybody in the one team."""
    async with town.house.database.reading() as session:
        team = (await session.scalars(select(Team))).one()
        names = await session.scalars(
            select(Member.name).where(Member.id.in_(teams.in_team(team))).order_by(Member.name)
        )
        return [name.split()[0] for name in names]


async def looks(town: Town, **span: float) -> None:
    """Let time pass until teams are looked at again."""
    await town.passes(timedelta(**(span or {"seconds": 20})))


async def test_everybody_in_the_channel_is_in_the_team_but_bots_and_guests(town: Town, chi: Somebody) -> None:
    """Read page by page; who came or went while we did not hear is noticed at the next look."""
    town.practice.world.people[town.person("dev").id].is_restricted = True
    await adopts(chi)
    await looks(town)
    await looks(town, minutes=3)
    everybody = ["Ana", "Bo", "Chi", "Ines", "Lena", "Mina", "Sam"]
    assert [name for name in await names_in(town) if name != "a"] == everybody
    members = town.practice.world.channels[channel(town, "general")].members
    members.discard(town.person("sam").id)
    await looks(town, hours=7)
    assert await names_in(town) == everybody[:-1]


async def test_who_comes_and_goes_is_noticed_at_once(town: Town, chi: Somebody, ana: Somebody) -> None:
    """And twice the same event changes nothing."""
    await adopts(chi)
    await looks(town)
    town.practice.faults.deliver_events_twice = True
    await channel_deeds.leave(town.practice, ana.id, channel(town, "general"))
    assert "Ana" not in await names_in(town)
    await channel_deeds.join(town.practice, ana.id, channel(town, "general"))
    assert "Ana" in await names_in(town)


async def test_whoever_leaves_the_channel_leaves_the_round(town: Town, chi: Somebody, ana: Somebody) -> None:
    """Their topics stay theirs, and stand there again when they come back."""
    await joins(ana, await a_welcome_posted(chi), "SQL")
    await adopts(chi, "kudos")
    await channel_deeds.leave(town.practice, ana.id, channel(town, "general"))
    await town.settle()
    assert "Ana" not in welcome(town).text
    assert "SQL" in (await ana.types("/skills", "kudos")).text
    await channel_deeds.join(town.practice, ana.id, channel(town, "general"))
    await town.settle()
    assert "SQL · Ana" in welcome(town).text


Loss = Callable[[Practice, str], Awaitable[None]]


async def _archive(practice: Practice, slack_id: str) -> None:
    await channel_deeds.archive(practice, "U0CHI", slack_id)


async def _take_us_out(practice: Practice, slack_id: str) -> None:
    await channel_deeds.leave(practice, practice.world.app.bot_user_id, slack_id)


async def _unarchive(practice: Practice, slack_id: str) -> None:
    await channel_deeds.unarchive(practice, "U0CHI", slack_id)


async def _invite(practice: Practice, slack_id: str) -> None:
    await channel_deeds.join(practice, practice.world.app.bot_user_id, slack_id)


@pytest.mark.parametrize("is_private", [False, True])
@pytest.mark.parametrize(
    "story", [(_archive, _unarchive, "Unarchive it"), (_take_us_out, _invite, "/invite @WhoKnows")]
)
async def test_a_lost_channel_pauses_its_team_until_it_is_mended(
    town: Town, chi: Somebody, bo: Somebody, story: tuple[Loss, Loss, str], is_private: bool
) -> None:
    """Its lead is told once what to do, nobody else; then all goes on by itself."""
    loses, mends, told = story
    if is_private:
        channel_deeds.make_private(town.practice, channel(town, "general"))
    await adopts(chi, leads=[bo])
    await looks(town)
    await loses(town.practice, channel(town, "general"))
    await loses(town.practice, channel(town, "general"))
    await looks(town, hours=2)
    await looks(town, hours=7)
    await looks(town, days=1, hours=20)
    [said] = bo.messages
    assert told in said.text
    assert not chi.messages
    async with town.house.database.reading() as session:
        member = (await session.scalars(select(Member).where(Member.slack_id == chi.id))).one()
        assert await teams.of_member(session, member) == []
    await mends(town.practice, channel(town, "general"))
    await looks(town)
    team = await the_team(town)
    assert team is not None
    assert team.lost_why is None
    assert "Bo" in await names_in(town)
    assert len(bo.messages) == 1


async def test_a_deleted_channel_is_told_and_asked_about_no_more(town: Town, chi: Somebody) -> None:
    """Without a lead, whoever adopted it is told."""
    await adopts(chi)
    await looks(town)
    await channel_deeds.delete(town.practice, channel(town, "general"))
    await looks(town, hours=7)
    await looks(town, hours=7)
    [said] = chi.messages
    assert "was deleted" in said.text


async def test_a_renamed_or_private_channel_goes_on(town: Town, chi: Somebody) -> None:
    """The card has the new name; made private, we are still in it."""
    await a_welcome_posted(chi)
    await channel_deeds.rename(town.practice, channel(town, "general"), "everybody")
    await town.settle()
    assert "Who knows what in #everybody" in welcome(town, "everybody").text
    channel_deeds.make_private(town.practice, channel(town, "everybody"))
    await looks(town, hours=7)
    team = await the_team(town)
    assert team is not None
    assert (team.is_private, team.lost_why, team.name) == (True, None, "everybody")


async def test_a_channel_with_another_id_is_the_same_team(town: Town, chi: Somebody, ana: Somebody) -> None:
    """Its card is edited where it stands now."""
    await a_welcome_posted(chi)
    new = await channel_deeds.give_another_id(town.practice, channel(town, "general"))
    await chi.types("/skills remove Rust")
    team = await the_team(town)
    assert team is not None
    assert team.channel_slack_id == new
    assert "One person, one topic" in welcome(town).text


async def test_a_lead_who_leaves_the_channel_leads_no_more(town: Town, chi: Somebody, bo: Somebody) -> None:
    """Whoever adopted the team is told once, when it was the last."""
    await adopts(chi, leads=[bo, town.person("mina")])
    await looks(town)
    await channel_deeds.leave(town.practice, bo.id, channel(town, "general"))
    await looks(town, hours=2)
    assert not chi.messages
    await channel_deeds.leave(town.practice, town.person("mina").id, channel(town, "general"))
    await looks(town, hours=2)
    await looks(town, hours=8)
    [said] = chi.messages
    assert "has no lead any more" in said.text
    assert not bo.messages


async def test_a_lead_who_leaves_the_workspace_leads_no_more(town: Town, chi: Somebody, bo: Somebody) -> None:
    """As soon as Slack says that they are gone."""
    await adopts(chi, leads=[bo])
    town.practice.world.people[bo.id].deleted = True
    await town.practice.events.person_changed(town.practice.world.people[bo.id])
    await looks(town, hours=2)
    [said] = chi.messages
    assert "has no lead any more" in said.text


async def test_a_channel_is_read_on_after_slack_asked_to_wait(town: Town, chi: Somebody) -> None:
    """A 429 in the middle loses nobody."""
    await adopts(chi)
    town.practice.faults.add(kind="rate_limited", method="conversations.members", times=1, seconds=0)
    await looks(town)
    assert await names_in(town) == ["Chi"]
    until = time.monotonic() + 30
    while len(await names_in(town)) < 8:
        assert time.monotonic() < until
        await asyncio.sleep(0.1)
        await looks(town)
