"""What can go wrong when a team is made, welcomed and joined: what is said, and that nothing is lost."""

from typing import Any

import pytest
from sqlalchemy import select

from models import Delivery, Team
from practice import channel_deeds, interact
from tests.journeys.test_teams import adopts, channel, the_team
from tests.journeys.test_welcome import STORY, WORDS, a_welcome_posted, lists, welcome, writes
from tests.journeys.town import Somebody, Town


async def test_an_archived_channel_is_not_adopted(town: Town, chi: Somebody) -> None:
    """It is said what to do first."""
    town.practice.world.channels[channel(town, "general")].is_archived = True
    assert "Unarchive it" in (await chi.types("/whoknows team")).text
    assert await the_team(town) is None


async def test_a_private_channel_is_adopted_like_any_other(town: Town, chi: Somebody) -> None:
    """Where WhoKnows was invited, its name is known too."""
    channel_deeds.make_private(town.practice, channel(town, "general"))
    await adopts(chi)
    team = await the_team(town)
    assert team is not None
    assert (team.name, team.is_private) == ("general", True)


@pytest.mark.parametrize("who", ["bot", "guest", "stranger"])
async def test_only_a_full_member_leads(town: Town, chi: Somebody, ana: Somebody, who: str) -> None:
    """Whatever a client lets one choose."""
    person = town.practice.world.people[ana.id]
    person.is_bot, person.is_restricted, person.is_stranger = who == "bot", who == "guest", who == "stranger"
    await chi.opens("/whoknows team")
    outcome = await chi.sends(leads=[ana.id])
    assert "Only full members" in outcome.payload["errors"]["leads"]
    assert await the_team(town) is None


async def test_a_zone_that_is_none_is_refused_at_its_field(town: Town, chi: Somebody) -> None:
    """And nothing is made of the rest."""
    await chi.opens("/whoknows team")
    nowhere = {"text": {"type": "plain_text", "text": "Atlantis"}, "value": "Atlantis"}
    outcome = await chi.sends(zone=nowhere)
    assert "don't know this time zone" in outcome.payload["errors"]["zone"]
    assert await the_team(town) is None


async def test_the_menu_of_zones_fills_while_typing(town: Town, chi: Somebody) -> None:
    """In the form, as Slack asks for it."""
    form = await chi.opens("/whoknows team")
    offered = await interact.suggest(town.practice, chi.id, form, "zone", "teams.zones", "berl")
    assert [option["value"] for option in offered] == ["Europe/Berlin"]


async def test_two_admins_who_adopt_at_once_make_one_team(town: Town, chi: Somebody, bo: Somebody) -> None:
    """The second one's settings count."""
    await chi.types("/whoknows admins @bo")
    await chi.opens("/whoknows team")
    await bo.opens("/whoknows team")
    await chi.sends(leads=[chi.id])
    await bo.sends(leads=[bo.id])
    async with town.house.database.reading() as session:
        [team] = list(await session.scalars(select(Team)))
    assert team.name == "general"
    assert "Write the welcome" in str((await bo.opens_home()).payload)


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [("words", "x" * 900, "800 is the most"), ("story", " :-) ", "A few words")],
)
async def test_words_that_are_none_or_too_many_are_refused_at_their_field(
    town: Town, chi: Somebody, field: str, typed: str, told: str
) -> None:
    """Slack's own limit stands in the form; a client may not keep it."""
    await adopts(chi, leads=[chi])
    await chi.presses("Write the welcome", chi.form)
    assert chi.form is not None
    for block in chi.form.blocks:
        block.get("element", {}).pop("max_length", None)
    values: dict[str, Any] = {"words": WORDS, "story": STORY, field: typed}
    outcome = await chi.sends(**values)
    assert told in outcome.payload["errors"][field]


async def test_a_welcome_that_slack_does_not_take_keeps_its_words(town: Town, chi: Somebody, ana: Somebody) -> None:
    """Its writer reads what to do; then it is posted as it was written."""
    await adopts(chi, leads=[chi])
    await writes(chi)
    await lists(chi)
    bot = town.practice.world.app.bot_user_id
    town.practice.world.channels[channel(town, "general")].members.discard(bot)
    await chi.sends()
    assert "I couldn't post the welcome" in chi.messages[-1].text
    assert not ana.messages
    await channel_deeds.join(town.practice, bot, channel(town, "general"))
    await chi.presses("Write the welcome", chi.messages[-1])
    await chi.sends()
    await chi.sends()
    assert WORDS in welcome(town).text
    assert STORY in welcome(town).text


async def test_a_form_of_a_team_that_is_no_more_says_so(town: Town, chi: Somebody, ana: Somebody) -> None:
    """Whoever filled it in meanwhile learns how to list the topic all the same."""
    card = await a_welcome_posted(chi)
    await ana.presses("I can help with…", card)
    await chi.opens("/whoknows team")
    await chi.presses("Leave this team", chi.form)
    await chi.sends()
    await ana.sends(names=[{"text": {"type": "plain_text", "text": "SQL"}, "value": "SQL"}])
    assert "This round is over" in str(ana.form.payload if ana.form else "")
    async with town.house.database.reading() as session:
        kinds = set(await session.scalars(select(Delivery.kind).where(Delivery.member_id.is_not(None))))
    assert "team_lost" not in kinds


async def test_what_is_typed_comes_alive_nowhere(town: Town, chi: Somebody, ana: Somebody) -> None:
    """Mentions and formats in a lead's words and in a topic's name stay letters."""
    await adopts(chi, leads=[chi])
    await chi.presses("Write the welcome", chi.form)
    await chi.sends(words="<!channel> *all* of you", story="<@U0ANA> helped & <https://evil.example|me>")
    await lists(chi)
    await chi.sends()
    await ana.presses("I can help with…", welcome(town))
    await ana.sends(names=[{"text": {"type": "plain_text", "text": "x"}, "value": "<!here> SQL"}])
    said = str(welcome(town).blocks)
    assert "&lt;!here&gt; SQL" in said
    assert "&lt;!channel&gt;" in welcome(town).text
