"""Teams: a channel becomes one, its settings change, it is left; and what is said where that can't be."""

import pytest
from sqlalchemy import select

from bot import teams
from models import AuditEntry, Member, Team
from practice import interact
from tests.journeys.town import Somebody, Town


def channel(town: Town, name: str) -> str:
    """The Slack id of a channel."""
    return next(one.id for one in town.practice.world.channels.values() if one.name == name)


async def adopts(admin: Somebody, place: str = "general", *, leads: list[Somebody] | None = None) -> None:
    """Make a channel a team."""
    await admin.opens("/whoknows team", place)
    outcome = await admin.sends(leads=[lead.id for lead in leads or []])
    assert outcome.payload.get("response_action") == "update", outcome


async def the_team(town: Town) -> Team | None:
    """The one team of the workspace, if there is one."""
    async with town.house.database.reading() as session:
        found: Team | None = await session.scalar(select(Team))
        return found


async def test_a_channel_becomes_a_team_and_is_left_again(town: Town, chi: Somebody, bo: Somebody) -> None:
    """Its members are the team, its lead is theirs, and what was done is in the audit log."""
    await adopts(chi, leads=[bo])
    async with town.house.database.reading() as session:
        team = await session.scalar(select(Team))
        assert team is not None
        assert (team.name, team.zone, team.shoutout_on) == ("general", "Africa/Lagos", 4)
        member = (await session.scalars(select(Member).where(Member.slack_id == chi.id))).one()
        assert [one.id for one in await teams.of_member(session, member)] == [team.id]
        assert [lead.slack_id for lead in await teams.leads_of(session, member)] == [bo.id]
    await bo.opens("/whoknows team")
    await bo.presses("Leave this team", bo.form)
    await bo.sends()
    assert await the_team(town) is None
    async with town.house.database.reading() as session:
        noted = [entry.action for entry in await session.scalars(select(AuditEntry).order_by(AuditEntry.id))]
    assert noted == ["adopted a team", "changed a team", "left a team"]


async def test_only_admins_adopt(town: Town, ana: Somebody) -> None:
    """Everybody else reads whom to ask."""
    assert "Only admins" in (await ana.types("/whoknows team")).text
    assert await the_team(town) is None


async def test_a_named_admin_adopts_until_they_are_unnamed(town: Town, ana: Somebody, chi: Somebody) -> None:
    """The same words name and un-name."""
    assert "Only admins" in (await ana.types("/whoknows admins @ana")).text
    assert "may change my settings from now on" in (await chi.types("/whoknows admins @ana")).text
    await adopts(ana)
    assert "not change my settings any more" in (await chi.types("/whoknows admins @ana")).text
    assert "Only admins" in (await ana.types("/whoknows team", "kudos")).text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("/whoknows admins ana", "Mention whom you mean"),
        ("/whoknows admins @whoknows", "Only full members"),
        ("/whoknows admins @chi", "which only Slack can change"),
        ("/whoknows admins", "Nobody yet"),
    ],
)
async def test_namings_that_cannot_be_say_why(town: Town, chi: Somebody, typed: str, told: str) -> None:
    """One sentence."""
    assert told in (await chi.types(typed)).text


async def test_a_conversation_is_no_team(town: Town, chi: Somebody) -> None:
    """Its members are not a team."""
    own = town.practice.world.app_conversation(chi.id)
    await interact.run_command(town.practice, chi.id, own.id, "/whoknows team")
    assert "A team is a channel" in chi.told("app")


async def test_a_channel_without_whoknows_is_not_adopted_yet(town: Town, chi: Somebody) -> None:
    """A private one too, which Slack doesn't even show us."""
    for kind in ("channel", "private"):
        place = town.practice.world.channels[channel(town, "help-infra")]
        place.kind = kind
        said = (await chi.types("/whoknows team", "help-infra")).text
        assert "/invite @WhoKnows" in said
        assert "Nothing is lost" in said
    assert await the_team(town) is None


async def test_a_lead_who_is_not_in_the_channel_is_told_at_the_field(town: Town, chi: Somebody, ana: Somebody) -> None:
    """With what to do, and the rest of the form kept."""
    town.practice.world.channels[channel(town, "general")].members.discard(ana.id)
    await chi.opens("/whoknows team")
    outcome = await chi.sends(leads=[ana.id])
    assert "Invite them to the channel first" in outcome.payload["errors"]["leads"]
    assert await the_team(town) is None
