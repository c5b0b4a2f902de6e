"""A question before its asker's lead, who can help, pass in silence, or post it for the team."""

from datetime import timedelta

from practice.records import Message
from tests.journeys.test_open_card import QUESTION, a_topic, leads, open_card
from tests.journeys.town import Somebody, Town


async def asks_the_lead(asker: Somebody) -> Message:
    """Turn to the one lead there is; gives the asker's card."""
    await asker.presses("Ask my lead", await asker.types(f"/askexpert {QUESTION} In Zig"))
    form = asker.form
    assert form is not None
    assert "They see your question and your name" in str(form.blocks)
    [lead] = [option for block in form.blocks for option in block.get("element", {}).get("options", [])]
    await asker.sends(lead=lead["value"], topic=a_topic("Zig"))
    return asker.messages[-1]


async def test_the_lead_helps_and_is_asked_to_list_it(ana: Somebody, bo: Somebody, chi: Somebody) -> None:
    """Three notifications for the lead, two for the asker; the lead's one card does for all of it."""
    await leads(bo, chi, ana)
    before = len(bo.messages)
    card = await asks_the_lead(ana)
    assert "Bo" in card.text
    asked = bo.messages[-1]
    assert "turns to you as their lead" in asked.text
    assert QUESTION in asked.text
    await bo.presses("I can help", asked)
    assert "Bo said yes" in ana.messages[-1].text
    assert "Bo said yes to your question." in ana.chat_with(bo)[0].text
    await ana.presses("It's answered", ana.chat_with(bo)[0])
    await ana.sends(reason="You found the flag that nobody knew.")
    assert "You helped with Zig. Shall I list it for you?" in bo.messages[before].text
    await bo.presses("Add it", bo.messages[before])
    assert "Zig is on your list" in bo.messages[before].text
    assert len(ana.messages) + len(ana.chat_with(bo)) == 2
    assert len(bo.messages) - before + len(bo.chat_with(ana)) == 3


async def test_a_lead_steps_back_with_the_same_card(ana: Somebody, bo: Somebody, chi: Somebody) -> None:
    """The asker reads that somebody else is looked for, and what they can do."""
    await leads(bo, chi, ana)
    await asks_the_lead(ana)
    await bo.presses("I can help", bo.messages[-1])
    await bo.presses("Step back", bo.messages[-1])
    assert "no longer on this one" in bo.messages[-1].text
    assert "Bo is no longer on this one" in ana.messages[-1].text


async def test_a_lead_passes_in_silence_and_may_help_after_all(ana: Somebody, bo: Somebody, chi: Somebody) -> None:
    """The asker's card stays as it is."""
    await leads(bo, chi, ana)
    before = await asks_the_lead(ana)
    said = before.text
    await bo.presses("Not this time", bo.messages[-1])
    assert "Not this time, then. Ana isn't told." in bo.messages[-1].text
    assert QUESTION not in str(bo.messages[-1].blocks)
    assert [message.text for message in ana.messages] == [said]
    await bo.presses("I can after all", bo.messages[-1])
    assert "Bo said yes" in ana.messages[-1].text


async def test_a_lead_posts_it_for_the_team_without_names(
    ana: Somebody, bo: Somebody, chi: Somebody, town: Town
) -> None:
    """Whoever is in the channel can help then, and the lead reads that somebody does."""
    await leads(bo, chi, ana)
    await asks_the_lead(ana)
    await bo.presses("Post it for the team", bo.messages[-1])
    card = open_card(chi)
    assert QUESTION in card.text
    assert not any(name in str([card.text, card.blocks]) for name in ("Ana", "Bo", ana.id, bo.id))
    assert "posted in" in ana.messages[-1].text
    await chi.presses("I can help", card)
    assert "Somebody is helping" in bo.messages[-1].text
    assert "Chi" not in bo.messages[-1].text


async def test_ones_own_lead_is_asked_only_where_one_says_so(ana: Somebody, bo: Somebody, chi: Somebody) -> None:
    """However well they know the topic; a colleague of another team finds them."""
    await bo.types("/skills add Zig")
    assert "Bo" in (await ana.types(f"/askexpert {QUESTION}")).text
    await leads(bo, chi, ana)
    preview = await ana.types(f"/askexpert {QUESTION}")
    assert "lists Zig" not in preview.text
    assert "Ask my lead" in preview.text


async def test_a_lead_who_leaves_is_told_of_and_the_asker_chooses_again(
    town: Town, ana: Somebody, bo: Somebody, chi: Somebody
) -> None:
    """On a new card, since nobody else was asked; the same whether they had passed or not."""
    await leads(bo, chi, ana)
    await asks_the_lead(ana)
    await bo.presses("Not this time", bo.messages[-1])
    before = len(ana.messages)
    person = town.practice.world.people[bo.id]
    person.deleted = True
    await town.practice.events.person_changed(person)
    await town.settle()
    assert len(ana.messages) == before + 1
    assert "Bo has left the workspace. Your question is kept." in ana.messages[-1].text
    await town.passes(timedelta(minutes=1))
    assert len(ana.messages) == before + 1
