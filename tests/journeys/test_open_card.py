"""When nobody fits: the question is posted, taken to the lead, or waits; and what each reads meanwhile."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from practice import interact, surfaces
from practice.interact import Outcome
from practice.records import Message
from tests.journeys.town import Somebody, Town

QUESTION = "How do I cross-compile a Zig library for our old routers?"
GENERAL = "C0GENERAL"


def a_topic(name: str) -> dict[str, Any]:
    """A topic chosen from a menu that is filled while typing."""
    return {"text": {"type": "plain_text", "text": name}, "value": name}


async def posts(asker: Somebody, surface: Message, channel: str = GENERAL, *, topic: str = "") -> None:
    """Post a question from what the asker sees."""
    await asker.presses("Post it in a channel", surface)
    await asker.sends(channel=channel, **({"topic": a_topic(topic)} if topic else {}))


def open_card(reader: Somebody, channel: str = GENERAL) -> Message:
    """The newest card in a channel that everybody reads."""
    return [message for message in reader.reads(channel) if not message.only_for][-1]


async def picks(person: Somebody, words: str, surface: Message) -> Outcome:
    """Choose what stands behind "…" in these words."""
    for placed in surfaces.elements_in(surface.blocks):
        for option in placed.element.get("options", []):
            if option["text"]["text"] == words:
                action_id = placed.element["action_id"]
                outcome = await interact.press(
                    person.town.practice, person.id, surface, placed.block_id, action_id, chosen=option["value"]
                )
                await person.town.settle()
                return outcome
    raise AssertionError(f"{words} cannot be chosen")


async def leads(lead: Somebody, admin: Somebody, member: Somebody, place: str = "general") -> None:
    """Make a channel a team that somebody looks after, and somebody else is in."""
    await member.types("/skills")
    await admin.opens("/whoknows team", place)
    await admin.sends(leads=[lead.id])


def labels(message: Message) -> list[str]:
    """The buttons of a message."""
    return [surfaces.label_of(placed.element) for placed in surfaces.elements_in(message.blocks)]


async def test_nobody_fits_the_question_is_posted_taken_answered_and_listed(
    town: Town, ana: Somebody, bo: Somebody, chi: Somebody
) -> None:
    """The whole story of an open card; nobody but the two learns who they are."""
    preview = await ana.types(f"/askexpert {QUESTION}")
    assert "Nobody has listed" in preview.text
    await posts(ana, preview, topic="Zig")
    card = open_card(bo)
    assert QUESTION in card.text
    assert "Zig" in card.text
    assert not any(said in str([card.text, card.blocks]) for said in ("Ana Ruiz", ana.id))
    [asked] = ana.messages
    assert "posted in" in asked.text

    await bo.presses("I can help", card)
    assert "It's yours" in bo.told()
    card = open_card(chi)
    assert "Somebody is helping" in card.text
    assert not any(said in str([card.text, card.blocks]) for said in (QUESTION, "Bo", bo.id))
    [chat] = ana.chat_with(bo)
    assert "Bo saw your question in" in chat.text
    assert "and offered to help." in chat.text
    [asked] = ana.messages
    assert "Bo said yes" in asked.text

    await ana.presses("It's answered", chat)
    await ana.sends(reason="You knew the flag that nobody knows.")
    assert "was answered" in open_card(chi).text
    # Counted in posts: the asker's card and the chat; the helper's card, the chat and the thanks.
    assert len(ana.messages) + len(ana.chat_with(bo)) == 2
    assert len(bo.messages) + len(bo.chat_with(ana)) == 3

    [offer, _] = bo.messages
    assert "You helped with Zig. Shall I list it for you?" in offer.text
    await bo.presses("Add it", offer)
    assert "Bo" in (await chi.types(f"/askexpert {QUESTION} It is Zig")).text
    assert len(bo.messages) == 2


async def test_of_those_who_press_together_one_helps_and_the_others_read_that_it_is_settled(
    town: Town, ana: Somebody
) -> None:
    """In words that name nobody."""
    await posts(ana, await ana.types(f"/askexpert {QUESTION}"))
    readers = [town.person(handle) for handle in ("bo", "chi", "dev", "mina")]
    await asyncio.gather(*(reader.presses("I can help", open_card(reader)) for reader in readers))
    winners = [reader for reader in readers if reader.messages]
    assert len(winners) == 1
    for late in (reader for reader in readers if reader not in winners):
        assert "This one is settled: somebody is helping." in late.told()
        assert town.practice.world.people[winners[0].id].real_name not in late.told()


async def test_the_asker_cannot_take_their_own(ana: Somebody, bo: Somebody) -> None:
    """They see the button as everybody does."""
    await posts(ana, await ana.types(f"/askexpert {QUESTION}"))
    await ana.presses("I can help", open_card(ana))
    assert "This is your own question" in ana.told()
    assert QUESTION in open_card(bo).text


async def test_a_helper_who_steps_back_opens_the_card_again(ana: Somebody, bo: Somebody, chi: Somebody) -> None:
    """Others can take it then; whoever stepped back is not asked again."""
    await posts(ana, await ana.types(f"/askexpert {QUESTION}"))
    first = open_card(bo)
    await bo.presses("I can help", first)
    await bo.presses("Step back", bo.messages[-1])
    assert QUESTION in open_card(chi).text
    assert "Bo is no longer on this one. It is posted in" in ana.messages[-1].text
    await bo.presses("I can help", open_card(bo))
    assert "Others are being asked" in bo.told()
    await chi.presses("I can help", open_card(chi))
    assert "Chi saw your question in" in ana.chat_with(chi)[0].text


@pytest.mark.parametrize(("button", "ended"), [("Cancel it", "no longer needed"), ("Change it", "other words")])
async def test_what_the_asker_does_is_seen_on_the_card(ana: Somebody, bo: Somebody, button: str, ended: str) -> None:
    """A cancelled question is quoted no more; a changed one says the new words."""
    await posts(ana, await ana.types(f"/askexpert {QUESTION}"))
    await ana.presses(button, ana.messages[-1])
    if button == "Change it":
        await ana.sends(text="The same about routers in other words")
    assert ended in open_card(bo).text
    assert QUESTION not in str(open_card(bo).blocks)


async def test_a_card_closes_with_its_question_after_two_weeks(town: Town, ana: Somebody, bo: Somebody) -> None:
    """Nobody answered it in time."""
    await posts(ana, await ana.types(f"/askexpert {QUESTION}"))
    await town.passes(timedelta(days=14))
    assert "closed after two weeks" in open_card(bo).text
    assert QUESTION not in str(open_card(bo).blocks)


async def test_all_passed_and_the_question_is_posted_where_somebody_who_passed_takes_it_after_all(
    ana: Somebody, bo: Somebody, chi: Somebody
) -> None:
    """A pass stays silent; the press on the open card is another yes."""
    await bo.types("/skills add Zig")
    await ana.presses("Ask", await ana.types(f"/askexpert {QUESTION}"))
    await bo.presses("Not this time", bo.messages[-1])
    told = ana.messages[-1]
    assert "nobody could so far" in told.text
    assert labels(told)[:3] == ["Post it in a channel", "Wait", "Change it"]
    await posts(ana, told)
    assert "posted in" in ana.messages[-1].text
    await bo.presses("I can help", open_card(bo))
    assert "Bo said yes" in ana.messages[-1].text
    assert "You said yes" in bo.messages[-1].text
    assert len(bo.messages) == 1


async def test_all_are_full_and_the_asker_waits_until_one_is_free(town: Town, ana: Somebody, bo: Somebody) -> None:
    """The card says when it looks again; it asks then, and rings for the asker no second time."""
    await bo.types("/skills add Zig")
    await bo.presses("Pause or settings", await bo.types("/whoknows"))
    await bo.sends(asks_a_week="1")
    await ana.presses("Ask", await ana.types("/askexpert How do I begin with Zig today?"))
    preview = await ana.types(f"/askexpert {QUESTION}")
    assert "They are full until" in preview.text
    assert labels(preview)[:2] == ["Post it in a channel", "Wait"]
    await ana.presses("Wait", preview)
    assert "I'll look again" in ana.told()
    card = ana.messages[-1]
    assert "waiting, as you chose" in card.text
    assert len(bo.messages) == 1
    await town.passes(timedelta(days=7))
    assert "asked, waiting for a yes" in ana.messages[-1].text
    assert QUESTION in bo.messages[-1].text
    assert len(ana.messages) == 2
