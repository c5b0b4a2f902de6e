"""What can happen to an ask on its way: passes, waves, second thoughts, late presses."""

import asyncio
from datetime import timedelta

import pytest

from practice.records import Message
from tests.journeys.town import Somebody, Town

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

QUESTION = "How do I keep Terraform from recreating the database?"


async def _asked(town: Town, *experts: str) -> Message:
    """Ana asks; the experts are listed in the order in which they are met."""
    for handle in experts:
        await town.person(handle).types("/skills add Terraform")
    preview = await town.person("ana").types(f"/askexpert {QUESTION}")
    await town.person("ana").presses("Ask", preview)
    [card] = town.person("ana").messages
    return card


def _was_asked(town: Town, *handles: str) -> list[str]:
    return [handle for handle in handles if any("could use a hand" in m.text for m in town.person(handle).messages)]


async def test_one_person_is_asked_then_two_more_then_two_more(town: Town, ana: Somebody) -> None:
    """Today's policy, counted in the working hours of those asked: all of them work when Ana does."""
    everybody = ("bo", "chi", "ines", "lena", "dev", "sam")
    await _asked(town, *everybody)
    assert len(_was_asked(town, *everybody)) == 1

    await town.passes(timedelta(minutes=29))
    assert len(_was_asked(town, *everybody)) == 1
    await town.passes(timedelta(minutes=2))
    assert len(_was_asked(town, *everybody)) == 3
    await town.passes(timedelta(minutes=80))
    assert len(_was_asked(town, *everybody)) == 3
    await town.passes(timedelta(minutes=20))
    assert len(_was_asked(town, *everybody)) == 5
    assert len(ana.messages) == 1


async def test_not_this_time_brings_the_next_without_a_word_to_the_asker(town: Town, ana: Somebody) -> None:
    """Nobody learns who passed, and the asker's card stays as it is."""
    card = await _asked(town, "bo", "chi")
    before = card.text
    [first] = _was_asked(town, "bo", "chi")
    [second] = {"bo", "chi"} - {first}

    await town.person(first).presses("Not this time", town.person(first).messages[-1])

    assert _was_asked(town, second) == [second]
    assert QUESTION not in town.person(first).messages[-1].text
    assert [message.text for message in ana.messages] == [before]


async def test_whoever_passed_may_still_say_yes(town: Town, ana: Somebody, bo: Somebody) -> None:
    """A no is not for ever, as long as nobody else helps."""
    await _asked(town, "bo")
    await bo.presses("Not this time", bo.messages[-1])
    await bo.presses("I can after all", bo.messages[-1])
    assert len(ana.chat_with(bo)) == 1


async def test_two_press_together_and_one_of_them_helps(town: Town, ana: Somebody) -> None:
    """Exactly one winner; the other reads what is true now."""
    await _asked(town, "bo", "chi", "ines")
    await town.passes(timedelta(minutes=31))
    asked = [town.person(handle) for handle in ("bo", "chi", "ines")]
    await asyncio.gather(*(person.presses("I can help", person.messages[-1]) for person in asked))

    helping = [person for person in asked if ana.chat_with(person)]
    assert len(helping) == 1
    for person in asked:
        if person is not helping[0]:
            assert "took this one" in person.messages[-1].text
            assert QUESTION not in person.messages[-1].text


async def test_an_old_button_says_what_is_true_now(town: Town, ana: Somebody, bo: Somebody) -> None:
    """A press on a card that the person still has on their screen, after it was settled."""
    await _asked(town, "bo", "chi")
    await town.passes(timedelta(minutes=31))
    chi = town.person("chi")
    old = chi.messages[-1].blocks
    await bo.presses("I can help", bo.messages[-1])
    now = chi.messages[-1].blocks
    chi.messages[-1].blocks = old
    await chi.presses("I can help", chi.messages[-1])
    assert "Bo is helping" in chi.told("app")
    chi.messages[0].blocks = now
    assert ana.chat_with(chi) == []


async def test_stepping_back_brings_the_next_and_a_new_card(town: Town, ana: Somebody, bo: Somebody) -> None:
    """The asker's turn is a new card, since edits ring no bell; the old one retires."""
    await _asked(town, "bo")
    await bo.presses("I can help", bo.messages[-1])
    chi = town.person("chi")
    await chi.types("/skills add Terraform")
    await bo.presses("Step back", bo.messages[-1])

    assert _was_asked(town, "chi") == ["chi"]
    retired, living = ana.messages
    assert QUESTION not in retired.text
    assert "Bo is no longer on this one" in living.text
    assert "Step back" not in str(bo.messages[-1].blocks)
    assert "It's answered" not in str(ana.chat_with(bo)[0].blocks)


async def test_someone_else_please_stands_on_the_askers_card(town: Town, ana: Somebody, bo: Somebody) -> None:
    """The helper reads kind words and no reason."""
    await _asked(town, "bo", "chi")
    asked = town.person(_was_asked(town, "bo", "chi")[0])
    await asked.presses("I can help", asked.messages[-1])
    await ana.presses("Someone else, please", ana.messages[-1])
    other = "chi" if asked.id == bo.id else "bo"
    assert _was_asked(town, other) == [other]
    assert "else" not in asked.messages[-1].text.casefold()
    await town.person(other).presses("I can help", town.person(other).messages[-1])
    assert len(ana.chat_with(town.person(other))) == 1


async def test_changed_words_reach_those_who_were_asked(town: Town, ana: Somebody, bo: Somebody) -> None:
    """The card of whoever was asked says the new words, without another bell."""
    await _asked(town, "bo")
    await ana.presses("Change it", ana.messages[-1])
    await ana.sends(text="How do I move Terraform state to another bucket?")
    assert "another bucket" in bo.messages[-1].text
    assert len(bo.messages) == 1
    assert "another bucket" in ana.messages[-1].text


async def test_a_draft_can_be_changed_before_anybody_is_asked(town: Town, ana: Somebody, bo: Somebody) -> None:
    """*Change* on the preview; the preview then stands in the form."""
    await bo.types("/skills add Terraform")
    preview = await ana.types(f"/askexpert {QUESTION}")
    await ana.presses("Change", preview)
    await ana.sends(text="How do I move Terraform state to another bucket?")
    assert ana.form is not None
    assert "Bo" in str(ana.form.blocks)
    await ana.sends()
    assert "another bucket" in bo.messages[-1].text


async def test_a_cancelled_question_asks_nobody_else(town: Town, ana: Somebody, bo: Somebody) -> None:
    """And whoever was asked reads that it is over, without the question."""
    await _asked(town, "bo", "chi")
    [asked] = _was_asked(town, "bo", "chi")
    [other] = {"bo", "chi"} - {asked}
    await ana.presses("Cancel it", ana.messages[-1])
    await town.passes(timedelta(hours=3))
    assert _was_asked(town, other) == []
    assert QUESTION not in town.person(asked).messages[-1].text
    await ana.presses("Ask again", ana.messages[-1])
    assert ana.form is not None


async def test_a_form_sent_after_its_question_was_cancelled_keeps_the_words(town: Town, ana: Somebody) -> None:
    """Nothing typed is lost."""
    await _asked(town, "bo")
    await ana.presses("Change it", ana.messages[-1])
    await ana.presses("Cancel it", ana.messages[-1])
    await ana.sends(text="My new words about Terraform state")
    assert ana.form is not None
    assert "My new words about Terraform state" in str(ana.form.blocks)
    assert "cancelled" in str(ana.form.blocks)


async def test_the_helper_says_it_is_answered_and_the_asker_confirms(town: Town, ana: Somebody, bo: Somebody) -> None:
    """The asker's word counts; until then it is not answered."""
    await _asked(town, "bo")
    await bo.presses("I can help", bo.messages[-1])
    [chat] = ana.chat_with(bo)
    await bo.presses("It's answered", chat)
    assert "Is it?" in ana.messages[-1].text
    await ana.presses("Not yet", ana.messages[-1])
    [chat] = ana.chat_with(bo)
    await bo.presses("It's answered", chat)
    await ana.presses("Yes, thanks", ana.messages[-1])
    assert ana.form is not None
    assert "Bo" in str(ana.form.blocks)


async def test_when_nobody_could_the_asker_hears_it_once(town: Town, ana: Somebody, bo: Somebody) -> None:
    """A turn that needs the asker is a new card; a late yes is still welcome."""
    await _asked(town, "bo")
    await bo.presses("Not this time", bo.messages[-1])
    assert len(ana.messages) == 2
    assert "nobody" in ana.messages[-1].text.casefold()
    await town.passes(timedelta(hours=5))
    assert len(ana.messages) == 2
    await bo.presses("I can after all", bo.messages[-1])
    assert "said yes" in ana.messages[-1].text


async def test_an_answered_ask_rings_twice_for_the_asker_and_three_times_for_the_helper(
    town: Town, ana: Somebody, bo: Somebody
) -> None:
    """Posts ring, edits don't: the asker has a card and the chat, the helper the offer, the chat and the thanks."""
    await _asked(town, "bo")
    await bo.presses("I can help", bo.messages[-1])
    await ana.presses("It's answered", ana.chat_with(bo)[0])
    await ana.sends(reason="Thank you for drawing it.")
    assert len(ana.messages) + len(ana.chat_with(bo)) == 2
    assert len(bo.messages) + len(bo.chat_with(ana)) == 3


async def test_off_hours_the_preview_says_when_they_are_back(town: Town, ana: Somebody) -> None:
    """Sam in Singapore has gone home by 11:00 in Madrid; the offer waits for the morning there."""
    await town.person("sam").types("/skills add Terraform")
    town.practice.clock.move_by(timedelta(hours=4))
    preview = await ana.types(f"/askexpert {QUESTION}")
    assert "back" in preview.text
    await ana.presses("Ask", preview)
    assert _was_asked(town, "sam") == []
    await town.passes(timedelta(hours=13))
    assert _was_asked(town, "sam") == ["sam"]


async def test_do_not_disturb_is_respected(town: Town, ana: Somebody, bo: Somebody) -> None:
    """Slack's own do-not-disturb holds an offer back until it ends."""
    town.practice.world.people[bo.id].dnd_until = town.practice.clock.now() + timedelta(hours=1)
    await _asked(town, "bo")
    assert bo.messages == []
    await town.passes(timedelta(minutes=61))
    assert _was_asked(town, "bo") == ["bo"]


async def test_nobody_is_asked_more_often_a_week_than_they_said(town: Town, bo: Somebody) -> None:
    """Two asks a week reach Bo, whoever asks; the third asker hears when he is back."""
    await bo.types("/skills add Terraform")
    for handle in ("ana", "chi"):
        asker = town.person(handle)
        await asker.presses("Ask", await asker.types(f"/askexpert {QUESTION} I am {handle}."))
    assert len(bo.messages) == 2
    told = await town.person("ines").types(f"/askexpert {QUESTION}")
    assert "full" in told.text
    assert len(bo.messages) == 2


async def test_somebody_who_is_paused_is_not_asked(town: Town, ana: Somebody, bo: Somebody) -> None:
    """And the card says until when; *Start again now* ends it."""
    await bo.types("/skills add Terraform")
    await bo.types("/skills pause")
    assert "Bo" not in (await ana.types(f"/askexpert {QUESTION}")).text
    card = await bo.types("/skills")
    await bo.presses("Start again now", card)
    assert "Bo" in (await ana.types(f"/askexpert Once more, please: {QUESTION}")).text


async def test_with_one_expert_the_asker_is_not_told_too_soon_that_nobody_could(
    town: Town, ana: Somebody, bo: Somebody
) -> None:
    """In the first week that is every ask: the one person has the whole time of the policy."""
    await _asked(town, "bo")
    await town.passes(timedelta(minutes=31))
    await town.passes(timedelta(hours=2))
    assert len(ana.messages) == 1
    await town.passes(timedelta(hours=2))
    assert "nobody could" in ana.messages[-1].text
    await bo.presses("I can help", bo.messages[-1])
    assert len(ana.chat_with(bo)) == 1
