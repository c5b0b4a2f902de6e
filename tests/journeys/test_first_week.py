"""What an admin and a lead find in their Home while it begins: what to set up, and the list of the first week."""

from datetime import timedelta

from tests.journeys.test_teams import adopts, channel, the_team
from tests.journeys.test_welcome import a_welcome_posted, joins, welcome
from tests.journeys.town import Somebody, Town


async def home_of(somebody: Somebody) -> str:
    """Everything that stands in somebody's Home."""
    return str((await somebody.opens_home()).payload)


async def test_an_admin_is_asked_for_the_channel_for_thanks_where_they_look(
    town: Town, chi: Somebody, ana: Somebody
) -> None:
    """In Home and with /whoknows, until it is chosen; nobody is messaged, and nobody else is asked."""
    assert "Three things, two minutes" in (await chi.types("/whoknows")).text
    assert "Three things, two minutes" not in (await ana.types("/whoknows")).text
    assert "Three things, two minutes" not in await home_of(ana)
    home = await chi.opens_home()
    await chi.presses("See what I'd post first", home)
    assert "Thanks that are meant for everybody" in str(chi.form.payload if chi.form else "")
    town.practice.world.modals.clear()
    await chi.presses("Pick a channel for thanks", chi.home)
    await chi.sends(channel=channel(town, "kudos"))
    assert "Three things, two minutes" not in await home_of(chi)
    assert all(not town.person(handle).messages for handle in ("ana", "bo", "chi", "dev"))
    assert "Thanks that are meant for everybody" in ana.reads(channel(town, "kudos"))[-1].text


async def test_a_channel_without_whoknows_is_told_at_the_field(town: Town, chi: Somebody) -> None:
    """With what to type there."""
    await chi.presses("Pick a channel for thanks", await chi.opens_home())
    outcome = await chi.sends(channel=channel(town, "help-infra"))
    assert "/invite @WhoKnows" in outcome.payload["errors"]["channel"]
    assert "Three things, two minutes" in await home_of(chi)


async def test_a_team_can_be_made_from_home(town: Town, chi: Somebody) -> None:
    """By choosing its channel; the form is that of the command."""
    await chi.presses("Make a channel a team", await chi.opens_home())
    await chi.sends(channel=channel(town, "general"))
    assert "Make #general a team" in str(chi.form.payload if chi.form else "")
    await chi.sends()
    team = await the_team(town)
    assert team is not None
    assert team.name == "general"


async def test_the_list_of_the_first_week_goes_from_step_to_step(
    town: Town, chi: Somebody, ana: Somebody, bo: Somebody
) -> None:
    """Each with its one next button; a week after the last it is gone. Nobody else sees it."""
    await chi.types("/whoknows shoutouts", "kudos")
    await adopts(chi, leads=[chi])
    await town.passes(timedelta(seconds=20))
    home = await home_of(chi)
    assert "The welcome isn't posted yet" in home
    assert "Write the welcome" in home
    await a_welcome_posted_by(chi)
    home = await home_of(chi)
    assert ":white_check_mark: The welcome is posted" in home
    assert "Add a topic to the round" in home
    for handle in ("ana", "bo", "dev", "mina"):
        assert ":white_check_mark: 5 people have topics" not in await home_of(chi)
        await joins(town.person(handle), welcome(town), "Terraform", level="can_help")
    home = await home_of(chi)
    assert ":white_check_mark: 5 people have topics" in home
    assert "No ask yet" in home
    await ana.presses("Ask", await ana.types("/askexpert How do I read a Terraform plan?"))
    assert ":white_check_mark: There was a first ask" in await home_of(chi)
    assert "First week" not in await home_of(bo)
    await ana.types("/kudos @bo for the time you spent on the new CRM")
    assert "All of it has begun" in await home_of(chi)
    await town.passes(timedelta(days=8))
    assert "First week" not in await home_of(chi)


async def a_welcome_posted_by(chi: Somebody) -> None:
    """Post the welcome of a team that is one already."""
    await chi.presses("Write the welcome", chi.home)
    await chi.sends(words="Because we can.", story="Ines helped me.")
    await chi.presses("Add a topic I teach", chi.form)
    await choose_and_send(chi, "Facilitation")
    await chi.presses("Add one I'm learning", chi.form)
    await choose_and_send(chi, "Rust")
    await chi.sends()


async def choose_and_send(chi: Somebody, topic: str) -> None:
    """Choose a topic as the menu offers it."""
    await chi.sends(names=[{"text": {"type": "plain_text", "text": topic}, "value": topic}])


async def test_in_a_small_team_the_list_does_not_tell_that_somebody_asked(
    town: Town, chi: Somebody, ana: Somebody, bo: Somebody
) -> None:
    """With one other person in it, it would be that person."""
    place = town.practice.world.channels[channel(town, "general")]
    place.members &= {chi.id, ana.id, town.practice.world.app.bot_user_id}
    await a_welcome_posted(chi)
    await town.passes(timedelta(minutes=3))
    await bo.types("/skills add Terraform", "kudos")
    await ana.presses("Ask", await ana.types("/askexpert How do I read a Terraform plan?"))
    home = await home_of(chi)
    assert "First week" in home
    assert "first ask" not in home
    assert "No ask yet" not in home
