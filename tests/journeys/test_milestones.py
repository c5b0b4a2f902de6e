"""Milestones and help that was passed on, from the first help to what others read of them."""

import pytest
from sqlalchemy import select

from models import Delivery, PassedOn
from practice.records import Json, Message
from tests.journeys.town import Somebody, Town

QUESTIONS = ("How do I keep Terraform from recreating the database?", "What is Terraform state for, really?")
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


async def helps(asker: Somebody, helper: Somebody, question: str = QUESTIONS[0]) -> Message:
    """An ask from the question to its answer; gives the helper's own card of it."""
    await asker.presses("Ask", await asker.types(f"/askexpert {question}"))
    offer = helper.messages[-1]
    assert question in offer.text
    await helper.presses("I can help", offer)
    [chat] = [card for card in asker.chat_with(helper) if question in card.text]
    await asker.presses("It's answered", chat)
    asker.town.practice.world.modals.clear()
    return now_of(helper, offer)


def now_of(reader: Somebody, card: Message) -> Message:
    """A card as it stands now."""
    return next(message for message in reader.messages if message.ts == card.ts)


def posts_in(town: Town, place: str, reader: Somebody) -> list[str]:
    """What WhoKnows posted in a channel."""
    channel = next(channel.id for channel in town.practice.world.channels.values() if channel.name == place)
    return [one.text for one in reader.reads(channel) if one.user == town.practice.world.app.bot_user_id]


async def presses_old(somebody: Somebody, old: list[Json], label: str) -> str:
    """Press what once stood on somebody's card, on the newest message that they have; gives what they are told."""
    surface = somebody.messages[-1]
    now, surface.blocks = surface.blocks, old
    await somebody.presses(label, surface)
    if surface.blocks is old:
        surface.blocks = now
    return somebody.told("app")


async def test_a_milestone_is_told_alone_and_shared_after_a_look(
    town: Town, ana: Somebody, bo: Somebody, chi: Somebody
) -> None:
    """On both databases: no bell, two choices, one post; and what cannot be says why."""
    await bo.types("/skills add Terraform")
    rings = len(bo.messages)
    card = await helps(ana, bo)
    assert len(bo.messages) == rings + 1
    assert "for the first time" in card.text
    asked = card.blocks
    assert all("first time" not in said.text for said in [*ana.messages, *ana.chat_with(bo)])
    assert "for the first time" in str((await bo.opens_home()).payload)

    await bo.presses("Share it", card)
    assert "no channel for public thanks yet" in str(bo.form)
    town.practice.world.modals.clear()
    await chi.types("/whoknows shoutouts", place="kudos")
    await bo.presses("Share it", card)
    assert "Bo* has helped a colleague for the first time" in str(bo.form)
    assert "first time" not in str(posts_in(town, "kudos", ana))
    await bo.sends()
    assert posts_in(town, "kudos", ana)[-1].startswith("Bo has helped a colleague for the first time")

    for label in ("Share it", "Keep it to myself"):
        assert "Nothing was posted twice" in await presses_old(bo, asked, label)
    await ana.types("/skills nominate @chi product pitches")
    assert "isn't yours" in await presses_old(chi, asked, "Share it")
    assert len([post for post in posts_in(town, "kudos", ana) if "first time" in post]) == 1
    assert "You shared this" in now_of(bo, card).text
    assert "for the first time" not in str(bo.home.payload)


@ON_SQLITE
async def test_a_milestone_can_be_kept_and_a_refused_post_gives_it_back(
    town: Town, ana: Somebody, bo: Somebody, chi: Somebody
) -> None:
    """A channel without WhoKnows in it, and then one with."""
    await bo.types("/skills add Terraform")
    card = await helps(ana, bo)
    asked = card.blocks
    await bo.presses("Keep it to myself", card)
    assert "Nobody else sees it" in now_of(bo, card).text
    assert "keep this one to yourself already" in await presses_old(bo, asked, "Keep it to myself")

    await chi.types("/whoknows shoutouts", place="kudos")
    kudos = next(channel for channel in town.practice.world.channels.values() if channel.name == "kudos")
    kudos.members.discard(town.practice.world.app.bot_user_id)
    await presses_old(bo, asked, "Share it")
    await bo.sends()
    assert "/invite @WhoKnows" in bo.messages[-1].text
    kudos.members.add(town.practice.world.app.bot_user_id)
    await bo.presses("Share it", card)
    await bo.sends()
    assert "for the first time" in posts_in(town, "kudos", ana)[-1]


async def test_help_is_passed_on_and_named_only_with_a_yes(
    town: Town, ana: Somebody, bo: Somebody, chi: Somebody
) -> None:
    """On both databases: Bo helped Ana, Ana helps Dev; Bo reads of it, and of Ana once she says so, never of Dev."""
    dev = town.person("dev")
    await bo.types("/skills add Terraform")
    await helps(ana, bo)
    await bo.types("/skills remove Terraform")
    await ana.types("/skills add Terraform")
    card = await helps(dev, ana, QUESTIONS[1])
    assert "Bo helped you with Terraform once" in card.text
    told = bo.messages[-1]
    assert told.text.startswith("Somebody you helped with Terraform helped somebody with it today")
    assert not any(word in str(told) for word in ("Ana", "Dev", "state for"))
    home = str((await bo.opens_home()).payload)
    assert "Somebody you helped with *Terraform*" in home

    rings, asked = len(bo.messages), card.blocks
    await ana.presses("Tell Bo it was you", card)
    assert len(bo.messages) == rings
    told = bo.messages[-1]
    assert told.text.startswith("Ana, whom you helped with Terraform")
    assert "Dev" not in str(told)
    assert "Bo knows that it was you" in now_of(ana, card).text
    assert "You told Bo already" in await presses_old(ana, asked, "Tell Bo it was you")
    assert "Ana, whom you helped" in str(bo.home.payload)

    # The same person with the same topic again is no news; two notes a week would be too many.
    await helps(dev, ana, "Does Terraform import read modules too?")
    async with town.house.database.reading() as session:
        assert len((await session.scalars(select(PassedOn))).all()) == 1
        assert len((await session.scalars(select(Delivery).where(Delivery.key.like("passed_on:%")))).all()) >= 1
    assert len(bo.messages) == rings
