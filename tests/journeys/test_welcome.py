"""The welcome of a team in its lead's own words, and the topic round on it."""

import pytest
from sqlalchemy import func, select

from bot.pace import Limits
from models import AuditEntry, Delivery, DeliveryState, Operation, RoundTopic
from practice import interact
from practice.records import Message, Person
from tests.journeys.test_teams import adopts, channel, the_team
from tests.journeys.town import Somebody, Town, a_town

WORDS = "Most of what I would like to learn, somebody here knows already."
STORY = "Ines showed me how she reads a query plan."


def welcome(town: Town, place: str = "general") -> Message:
    """The one welcome in a channel."""
    [found] = welcomes(town, place)
    return found


def welcomes(town: Town, place: str = "general") -> list[Message]:
    """All that WhoKnows posted in a channel."""
    said = town.practice.world.messages[channel(town, place)]
    return [one for one in said if one.user == town.practice.world.app.bot_user_id and not one.only_for]


async def writes(lead: Somebody, place: str = "general") -> str:
    """Write a team's welcome; gives what the preview says."""
    await lead.opens("/whoknows team", place)
    await lead.presses("Write the welcome", lead.form)
    await lead.sends(words=WORDS, story=STORY)
    return str(lead.form.payload if lead.form else "")


async def lists(lead: Somebody) -> None:
    """List what a lead has to list before the welcome is posted."""
    await lead.presses("Add a topic I teach", lead.form)
    await chooses(lead, "Facilitation")
    await lead.presses("Add one I'm learning", lead.form)
    await chooses(lead, "Rust")


async def chooses(somebody: Somebody, *topics: str, **more: str) -> None:
    """Choose topics in the menu that is filled while typing, and send the form."""
    form = somebody.form
    assert form is not None
    block = next(block for block in form.blocks if block.get("block_id") == "names")
    chosen = []
    for topic in topics:
        action_id = block["element"]["action_id"]
        offered = await interact.suggest(somebody.town.practice, somebody.id, form, "names", action_id, topic)
        chosen.append(next(option for option in offered if option["value"] == topic))
    await somebody.sends(names=chosen, **more)


async def a_welcome_posted(chi: Somebody, place: str = "general") -> Message:
    """A team of a channel, whose welcome stands there."""
    await adopts(chi, place, leads=[chi])
    await writes(chi, place)
    await lists(chi)
    await chi.sends()
    return welcome(chi.town, place)


async def joins(somebody: Somebody, card: Message, *topics: str, **more: str) -> None:
    """Press *I can help with…* and name topics."""
    await somebody.presses("I can help with…", card)
    await chooses(somebody, *topics, **more)


async def test_the_welcome_is_posted_after_its_lead_went_first(town: Town, chi: Somebody) -> None:
    """The preview keeps the words and says what is missing; what is posted is what was shown."""
    await adopts(chi, leads=[chi])
    preview = await writes(chi)
    assert WORDS in preview
    assert "Add a topic you can help with, and one you're learning" in preview
    assert chi.form is not None
    assert "submit" not in chi.form.payload
    await lists(chi)
    shown = str(chi.form.payload)
    assert "*Facilitation* · Chi" in shown
    assert "*Rust* · learning: Chi" in shown
    assert "One person, 2 topics" in shown
    await chi.sends()
    said = welcome(town).text
    for words in (WORDS, STORY, "Chi writes:", "Facilitation · Chi", "Rust · learning: Chi"):
        assert words in said
    assert all(not town.person(handle).messages for handle in ("ana", "bo", "dev", "chi"))


async def test_everybody_joins_the_round_and_the_card_changes_where_it_stands(
    town: Town, chi: Somebody, ana: Somebody, bo: Somebody
) -> None:
    """By a form, by Me too; and whoever takes a topic off their list is taken off the card."""
    card = await a_welcome_posted(chi)
    await joins(ana, card, "User interviews", "Rust", level="can_teach")
    assert "2 people, 3 topics" in welcome(town).text
    assert "Rust · Ana · learning: Chi" in welcome(town).text
    team = await the_team(town)
    assert team is not None
    async with town.house.database.reading() as session:
        option = await _option(town, "User interviews")
        assert await session.scalar(select(func.count()).select_from(RoundTopic)) == 4
    await bo.presses("teams.me_too", welcome(town), chosen=option)
    assert "User interviews · Ana and Bo" in welcome(town).text
    assert "Your name stands in the round" in bo.told()
    await ana.types("/skills remove User interviews")
    assert "User interviews · Bo" in welcome(town).text
    await ana.types("/skills remove Rust")
    assert "2 people, 3 topics" in welcome(town).text
    assert not bo.messages


async def _option(town: Town, topic: str) -> str:
    menu = next(
        element
        for block in welcome(town).blocks
        if block["type"] == "actions"
        for element in block["elements"]
        if element["type"] == "static_select"
    )
    return next(str(option["value"]) for option in menu["options"] if option["text"]["text"] == topic)


async def test_who_can_teach_goes_on_teaching_when_they_can_help(town: Town, chi: Somebody) -> None:
    """And whoever was learning may help from then on."""
    await a_welcome_posted(chi)
    await chi.presses("teams.me_too", welcome(town), chosen=await _option(town, "Facilitation"))
    await chi.presses("teams.me_too", welcome(town), chosen=await _option(town, "Rust"))
    card = (await chi.types("/skills")).text
    assert "Facilitation · can teach" in card
    assert "Rust · can help" in card


async def test_a_round_that_is_left_is_over(town: Town, chi: Somebody, ana: Somebody) -> None:
    """The card says so, old buttons do nothing, and topics stay."""
    card = await a_welcome_posted(chi)
    await joins(ana, card, "User interviews")
    await chi.opens("/whoknows team")
    await chi.presses("Leave this team", chi.form)
    old = welcome(town)
    blocks = old.blocks
    await chi.sends()
    assert "This round is over" in welcome(town).text
    welcome(town).blocks[:] = blocks
    await ana.presses("I can help with…", welcome(town))
    assert "This round is over" in ana.told()
    assert "User interviews" in (await ana.types("/skills")).text
    await adopts(chi, leads=[chi])
    await writes(chi)
    await chi.sends()
    await chi.types("/skills add SQL")
    before, after = welcomes(town)
    assert "This round is over" in before.text
    assert "User interviews" not in after.text
    assert "One person, 2 topics" in after.text


async def test_a_posted_welcome_gets_new_words_where_it_stands(town: Town, chi: Somebody) -> None:
    """Nobody is notified of it."""
    card = await a_welcome_posted(chi)
    await chi.opens("/whoknows team")
    await chi.presses("Edit the welcome", chi.form)
    await chi.sends(words="Ask me about anything with rows.")
    assert welcome(town).ts == card.ts
    assert "Ask me about anything with rows." in welcome(town).text


async def test_only_a_lead_writes_the_welcome(town: Town, chi: Somebody, bo: Somebody) -> None:
    """An admin who is none does not find it, and reads whose it is when an old button is pressed."""
    await adopts(chi)
    old = chi.form
    assert old is not None
    await chi.opens("/whoknows team")
    await chi.sends(leads=[bo.id])
    town.practice.world.modals[chi.id] = [old]
    await chi.presses("Write the welcome", old)
    assert chi.form is not None
    assert "only they write it: Bo" in str(chi.form.payload)
    town.practice.world.modals.clear()
    await chi.opens("/whoknows team")
    assert "Write the welcome" not in str(chi.form.payload)
    assert "Write the welcome" in str((await bo.opens_home()).payload)


async def test_a_welcome_posted_twice_stands_once(town: Town, chi: Somebody) -> None:
    """From two previews that stood open, too."""
    await adopts(chi, leads=[chi])
    await writes(chi)
    await lists(chi)
    first = chi.form
    assert first is not None
    town.practice.world.modals.clear()
    await writes(chi)
    await chi.sends()
    town.practice.world.modals[chi.id] = [first]
    await chi.sends()
    assert "One person, 2 topics" in welcome(town).text
    async with town.house.database.reading() as session:
        noted = list(await session.scalars(select(AuditEntry.action)))
    assert noted.count("posted a welcome") == 1


@pytest.mark.parametrize(
    ("typed", "told"),
    [(["   "], "at least one letter"), (["x" * 81], "80 is the most"), ([":-)"], "at least one letter")],
)
async def test_a_topic_that_is_none_is_refused_at_its_field(
    town: Town, chi: Somebody, ana: Somebody, typed: list[str], told: str
) -> None:
    """Whatever a client sends as chosen."""
    card = await a_welcome_posted(chi)
    await ana.presses("I can help with…", card)
    assert ana.form is not None
    outcome = await ana.sends(names=[{"text": {"type": "plain_text", "text": "x"}, "value": one} for one in typed])
    assert told in outcome.payload["errors"]["names"]


@pytest.mark.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)
async def test_sixty_people_at_once_are_few_edits_and_a_right_card(database_url: str) -> None:
    """Nobody is lost, and Slack is asked to edit as often as it allows, not sixty times."""
    async with a_town(database_url, limits=Limits()) as town:
        chi = town.person("chi")
        people = newcomers(town, 60)
        await a_welcome_posted(chi)
        option = await _option(town, "Facilitation")
        for person in people:
            menu = the_menu(town)
            outcome = await interact.press(town.practice, person, welcome(town), menu[0], menu[1], chosen=option)
            assert outcome.answered, outcome
        await town.settle()
        assert "61 people" in welcome(town).text
        async with town.house.database.reading() as session:
            assert await session.scalar(select(func.count()).select_from(RoundTopic)) == 62
        assert 0 < await edits_of(town) <= 25


def newcomers(town: Town, how_many: int) -> list[str]:
    """The Slack ids of so many people more in the first channel."""
    world = town.practice.world
    for number in range(how_many):
        person = Person(f"U1N{number}", f"new{number}", f"New {number:02} Person", "Sales", "Europe/Berlin")
        world.people[person.id] = person
        world.channels[channel(town, "general")].members.add(person.id)
    return [f"U1N{number}" for number in range(how_many)]


def the_menu(town: Town) -> tuple[str, str]:
    """Where *Me too* stands on the welcome: its block and its action."""
    block = next(block for block in welcome(town).blocks if block["type"] == "actions")
    return block["block_id"], next(one["action_id"] for one in block["elements"] if one["type"] == "static_select")


async def edits_of(town: Town) -> int:
    """How many edits of the welcome were sent."""
    of_welcome = (Delivery.kind == "team_welcome") & (Delivery.operation == Operation.UPDATE)
    async with town.house.database.reading() as session:
        sent = select(func.count()).select_from(Delivery).where(of_welcome, Delivery.state == DeliveryState.SENT)
        return int(await session.scalar(sent) or 0)
