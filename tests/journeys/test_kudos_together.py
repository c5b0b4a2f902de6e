"""What others make of thanks: they add their own, take them back, undo, report; and where a post may not go."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from models import AuditEntry, Kudos
from practice import channel_deeds, interact, surfaces
from practice.records import Message
from tests.journeys.test_teams import adopts, channel
from tests.journeys.town import Somebody, Town

WORDS = "for sitting with me until the rollback made sense"


def shoutouts(town: Town, reader: Somebody, place: str = "kudos") -> list[Message]:
    """The posts of thanks that somebody reads in a channel."""
    return [one for one in reader.reads(channel(town, place)) if "thanked" in one.text]


async def thanked_in_public(town: Town, ana: Somebody, chi: Somebody) -> Message:
    """Ana thanks Bo in #kudos."""
    await chi.types("/whoknows shoutouts", place="kudos")
    await ana.types(f"/kudos @bo {WORDS}")
    [post] = shoutouts(town, ana)
    return post


async def reports(reader: Somebody, message: Message) -> None:
    """Choose *Report to an admin* behind the three dots, and send it."""
    [menu] = [one for one in surfaces.elements_in(message.blocks) if one.element["type"] == "overflow"]
    await interact.press(
        reader.town.practice,
        reader.id,
        message,
        menu.block_id,
        menu.element["action_id"],
        chosen=menu.element["options"][0]["value"],
    )
    await reader.town.settle()
    await reader.sends()


async def test_others_add_their_thanks_and_nobody_is_notified(
    town: Town, ana: Somebody, bo: Somebody, chi: Somebody
) -> None:
    """By the button or by raised hands, each once, until both are taken back; the post is edited in place."""
    post = await thanked_in_public(town, ana, chi)
    mina, lena = town.person("mina"), town.person("lena")
    posts = {one.ts for one in ana.reads(post.channel_id)}
    await mina.presses("Add my thanks", post)
    assert "Mina adds their thanks" in shoutouts(town, bo)[0].text
    await interact.react(town.practice, lena.id, post, "raised_hands::skin-tone-3")
    await interact.react(town.practice, mina.id, post, "raised_hands")
    await interact.react(town.practice, bo.id, post, "raised_hands")
    await interact.react(town.practice, chi.id, post, "tada")
    await town.settle()
    [edited] = shoutouts(town, bo)
    assert "Lena and Mina add their thanks" in edited.text
    assert "Choices: Add my thanks · 2; Thank someone else; Report to an admin." in edited.text
    assert {one.ts for one in bo.reads(post.channel_id) if not one.only_for} == posts - {
        one.ts for one in ana.reads(post.channel_id) if one.only_for
    }
    await interact.unreact(town.practice, mina.id, post, "raised_hands")
    await interact.unreact(town.practice, lena.id, post, "raised_hands::skin-tone-3")
    await town.settle()
    assert "Mina adds their thanks" in shoutouts(town, bo)[0].text, "Mina pressed the button as well"
    await mina.presses("Add my thanks · 1", shoutouts(town, mina)[0])
    assert "in there already" in mina.told("kudos")
    told = [one for one in mina.reads(post.channel_id) if one.only_for == mina.id][-1]
    await mina.presses("Take them back", told)
    assert "their thanks" not in shoutouts(town, bo)[0].text


async def test_who_is_thanked_or_thanks_adds_nothing(town: Town, ana: Somebody, bo: Somebody, chi: Somebody) -> None:
    """A kind sentence, and the post stays as it is."""
    post = await thanked_in_public(town, ana, chi)
    await ana.presses("Add my thanks", post)
    assert "yours already" in ana.told("kudos")
    await bo.presses("Add my thanks", post)
    assert "for you" in bo.told("kudos")
    assert "their thanks" not in shoutouts(town, bo)[0].text


async def test_thanks_are_undone_within_five_minutes(town: Town, ana: Somebody, bo: Somebody, chi: Somebody) -> None:
    """Post and message go, the giver has the words back, and a second press says so."""
    await chi.types("/whoknows shoutouts", place="kudos")
    told = await ana.types(f"/kudos @bo {WORDS}")
    [post] = shoutouts(town, ana)
    town.practice.clock.move_by(timedelta(minutes=4))
    await ana.presses("Undo", told)
    assert shoutouts(town, bo) == []
    assert WORDS in ana.told()
    assert WORDS not in str((await bo.opens_home()).payload)
    mina = town.person("mina")
    with pytest.raises(LookupError):
        await mina.presses("Add my thanks", post)
    await ana.opens("/kudos")
    await ana.sends(receivers=[bo.id], reason="For listening yesterday, and for the tea.", where="private")
    assert "listening" in bo.messages[-1].text
    undo = ana.form
    await ana.presses("Undo", undo)
    assert bo.messages == []
    async with town.house.database.reading() as session:
        assert {(one.reason, one.is_public) for one in await session.scalars(select(Kudos))} == {("", False)}


async def test_after_five_minutes_thanks_stay(town: Town, ana: Somebody, bo: Somebody) -> None:
    """And the sentence says who can still remove them."""
    told = await ana.types(f"/kudos @bo {WORDS}")
    town.practice.clock.move_by(timedelta(minutes=6))
    await ana.presses("Undo", told)
    assert "Five minutes have passed" in ana.told()
    assert WORDS in bo.messages[-1].text


async def test_a_report_reaches_admins_alone_and_what_they_remove_is_gone(
    town: Town, ana: Somebody, bo: Somebody, chi: Somebody
) -> None:
    """Nobody reads who reported; the giver reads that an admin removed it; no log has the words."""
    post = await thanked_in_public(town, ana, chi)
    mina = town.person("mina")
    await reports(mina, post)
    card = chi.messages[-1]
    assert WORDS in card.text
    assert "Mina" not in card.text
    assert not any("reported" in one.text for one in [*ana.messages, *bo.messages, *mina.messages])
    await chi.presses("Remove it", card)
    assert shoutouts(town, bo) == []
    assert "Chi removed" in chi.messages[-1].text
    assert WORDS not in chi.messages[-1].text
    assert "An admin removed thanks that you gave" in ana.messages[-1].text
    async with town.house.database.reading() as session:
        noted = [entry.about for entry in await session.scalars(select(AuditEntry))]
    assert not any("rollback" in about for about in noted)


async def test_thanks_that_are_undone_are_gone_from_reports_too(
    town: Town, ana: Somebody, bo: Somebody, chi: Somebody
) -> None:
    """The admin's card says so in their place"""
    await chi.types("/whoknows shoutouts", place="kudos")
    told = await ana.types(f"/kudos @bo {WORDS}")
    await reports(bo, shoutouts(town, bo)[0])
    card = chi.messages[-1]
    assert WORDS in card.text
    await ana.presses("Undo", told)
    assert "taken back in the meantime" in chi.messages[-1].text
    assert WORDS not in chi.messages[-1].text
    assert list(surfaces.elements_in(chi.messages[-1].blocks)) == []


async def test_a_private_thank_you_can_be_reported_by_its_reader_and_left(
    town: Town, ana: Somebody, bo: Somebody, chi: Somebody
) -> None:
    """Only then an admin reads it."""
    await town.passes(timedelta(minutes=1))
    await ana.types(f"/kudos @bo {WORDS}")
    await reports(bo, bo.messages[-1])
    await chi.presses("Leave it", chi.messages[-1])
    assert WORDS in bo.messages[-1].text
    assert "left the thanks" in chi.messages[-1].text


async def test_a_post_goes_to_the_receivers_team_and_elsewhere_they_get_a_message(
    town: Town, ana: Somebody, bo: Somebody, chi: Somebody
) -> None:
    """One team: its channel at once. Who left that channel reads it in a message, with the place in it."""
    await chi.types("/whoknows shoutouts", place="kudos")
    await chi.opens("/whoknows team", "general")
    await chi.sends(leads=[chi.id], shoutout_channel=channel(town, "lunch-and-learn"))
    await channel_deeds.leave(town.practice, bo.id, channel(town, "lunch-and-learn"))
    await town.passes(timedelta(minutes=1))
    told = await ana.types(f"/kudos @bo {WORDS}")
    assert channel(town, "lunch-and-learn") in told.text
    assert len(shoutouts(town, ana, "lunch-and-learn")) == 1
    assert shoutouts(town, ana) == []
    assert f"thanked you in <#{channel(town, 'lunch-and-learn')}>" in bo.messages[-1].text


async def test_of_several_channels_the_giver_picks(town: Town, ana: Somebody, bo: Somebody, chi: Somebody) -> None:
    """What was typed stands in the form; nothing is sent before."""
    for place, shouted in (("general", "kudos"), ("lunch-and-learn", "lunch-and-learn")):
        await chi.opens("/whoknows team", place)
        await chi.sends(leads=[chi.id], shoutout_channel=channel(town, shouted))
    await town.passes(timedelta(minutes=1))
    form = await ana.opens(f"/kudos @bo {WORDS}")
    assert "Pick the channel" in str(form.payload)
    assert WORDS in str(form.payload)
    assert shoutouts(town, ana) == shoutouts(town, ana, "lunch-and-learn") == []
    await ana.sends(where=channel(town, "lunch-and-learn"))
    assert len(shoutouts(town, ana, "lunch-and-learn")) == 1
    await ana.opens("/kudos @bo for the tea and the patience with it")
    await chi.opens("/whoknows team", "lunch-and-learn")
    await chi.sends(leads=[chi.id], shoutout_channel=channel(town, "kudos"))
    await ana.sends(where=channel(town, "lunch-and-learn"))
    assert shoutouts(town, ana) == [], "nobody picked #kudos"
    await ana.sends(where=channel(town, "kudos"))
    assert "patience" in shoutouts(town, ana)[0].text


async def test_where_the_channel_takes_no_posts_receivers_read_it_in_a_message(
    town: Town, ana: Somebody, bo: Somebody, chi: Somebody
) -> None:
    """Archived, or without the bot: nothing is lost, and the giver reads why."""
    await chi.types("/whoknows shoutouts", place="kudos")
    town.practice.world.channels[channel(town, "kudos")].is_archived = True
    told = await ana.types(f"/kudos @bo {WORDS}")
    assert "archived" in told.text
    assert WORDS in bo.messages[-1].text
    town.practice.world.channels[channel(town, "kudos")].is_archived = False
    await channel_deeds.leave(town.practice, town.practice.world.app.bot_user_id, channel(town, "kudos"))
    channel_deeds.make_private(town.practice, channel(town, "kudos"))
    told = await ana.types("/kudos @bo for the second time that you helped with it")
    assert "I'm not in it" in told.text
    assert "second time" in bo.messages[-1].text
    assert shoutouts(town, ana) == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_the_shortcut_quotes_public_words_only(town: Town, ana: Somebody, bo: Somebody) -> None:
    """*Say thanks* on a message: its author is thanked; private words of others stay where they are."""
    world = town.practice.world
    said = "I wrote down how to roll back, it is in the wiki."
    await interact.post_message(town.practice, bo.id, channel(town, "general"), said, None)
    message = next(one for one in ana.reads(channel(town, "general")) if one.text == said)
    await interact.message_shortcut(town.practice, ana.id, "say_thanks", message)
    await town.settle()
    assert ana.form is not None
    assert f"“{said}”" in str(ana.form.payload)
    assert bo.id in str(ana.form.payload)
    chi, ines = town.person("chi"), town.person("ines")
    await interact.post_message(town.practice, ines.id, channel(town, "data-team"), "Between us: done.", None)
    secret = next(one for one in chi.reads(channel(town, "data-team")) if "Between us" in one.text)
    await interact.message_shortcut(town.practice, chi.id, "say_thanks", secret)
    await town.settle()
    assert chi.form is not None
    assert "Between us" not in str(chi.form.payload)
    assert world.people[ines.id].id in str(chi.form.payload)


async def test_a_story_needs_both(town: Town, ana: Somebody, bo: Somebody, chi: Somebody) -> None:
    """The asker offers it with public thanks, the helper is asked in their Home, once."""
    await chi.types("/whoknows shoutouts", place="kudos")
    await adopts(chi, leads=[chi])
    await bo.types("/skills add Terraform")
    await ana.presses("Ask", await ana.types("/askexpert How do I keep Terraform from recreating it?"))
    await bo.presses("I can help", bo.messages[-1])
    await ana.presses("It's answered", ana.chat_with(bo)[0])
    await ana.sends(reason="You drew the picture I now use myself.", where=channel(town, "kudos"), more=["may_be_told"])
    home = await bo.opens_home()
    assert "tell this as a story" in str(home.payload)
    await bo.presses("Yes, tell it", home)
    assert "tell this as a story" not in str(bo.home.payload)
    async with town.house.database.reading() as session:
        assert (await session.scalars(select(Kudos))).one().may_be_told
