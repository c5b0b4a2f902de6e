"""What an ask says at each turn: to the asker, to whoever is asked, and to the two of them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.asking import PreviewPerson, Standing
from bot.matching import Reason
from handlers.blocks import asking
from tests.blocks import facts
from tests.blocks.facts import BELIEVABLE, CHAT, NOW, QUESTION, ZONE
from tests.blocks.reading import buttons_in, labels_in, texts_in

SETTLED = [Standing.TAKEN, Standing.CANCELLED, Standing.CLOSED, Standing.STEPPED_BACK, Standing.ANSWERED]


def test_who_taught_it_reads_that_as_the_reason_and_so_does_the_asker() -> None:
    taught = (Reason("lists", topic="Terraform", level="can_help"), Reason("taught", topic="Terraform", times=2))
    preview = replace(facts.preview(BELIEVABLE), people=[PreviewPerson("Bo", taught, None)])
    said = asking.preview(preview, zone="UTC")["text"]
    assert "• Bo · lists Terraform, held a lunch-and-learn about it · at work now" in said
    offer = replace(facts.offer_card(BELIEVABLE, Standing.WAITING), reasons=taught)
    read = asking.offer_card(offer, zone="UTC")["text"]
    assert "Why you: you list Terraform; you held a lunch-and-learn about it" in read


def test_the_preview_says_who_may_be_asked_and_why() -> None:
    people = [
        PreviewPerson("Bo", facts.reasons(BELIEVABLE), None),
        PreviewPerson("Chi", facts.reasons(BELIEVABLE)[:1], NOW + timedelta(hours=16)),
    ]
    preview = replace(facts.preview(BELIEVABLE, others=3), people=people)
    said = asking.preview(preview, zone="UTC")["text"]
    assert "• Bo · lists Terraform, helped with this before · at work now" in said
    assert "• Chi · lists Terraform · back <!date" in said
    assert "• and 3 others" in said
    assert "Only the people asked will see your question. Nobody is told who passed." in said
    assert "Nobody here is at work right now" not in said


def test_the_preview_says_when_the_first_is_back() -> None:
    said = asking.preview(facts.preview(BELIEVABLE, at_work=False), zone=ZONE)["text"]
    assert "Nobody here is at work right now. The first is back" in said


def test_only_somebody_who_can_be_asked_is_asked() -> None:
    some, nobody = facts.preview(BELIEVABLE), facts.preview(BELIEVABLE, nobody=True, topic=False)
    assert labels_in(asking.preview(some, zone=ZONE)) == ["Ask", "Change"]
    assert asking.preview_view(some, zone=ZONE)["submit"]["text"] == "Ask"
    assert labels_in(asking.preview(nobody, zone=ZONE)) == ["Post it in a channel", "Change it", "Wait"]
    assert "submit" not in asking.preview_view(nobody, zone=ZONE)
    assert asking.preview(nobody, zone=ZONE)["text"].startswith("Nobody has listed this yet. I've noted it")
    assert asking.preview_view(some, zone=ZONE)["private_metadata"] == "7"


def test_full_people_are_full_until_a_time() -> None:
    said = asking.preview(facts.preview(BELIEVABLE, full=True), zone="UTC")["text"]
    assert "Everybody who knows Terraform" in said
    assert "|Mon 7 Dec 12:30 UTC>" in said


def test_a_form_remembers_which_question_it_changes() -> None:
    form = asking.form(text=QUESTION, question_id=7, is_open=True)
    assert form["private_metadata"] == "7"
    assert form["submit"]["text"] == "Change it"
    assert form["blocks"][0]["element"]["initial_value"] == QUESTION
    assert asking.form()["submit"]["text"] == "See who can help"


def test_words_from_a_private_place_come_with_a_warning() -> None:
    assert "private place" in " ".join(texts_in(asking.form(text="x", from_private_place=True), "mrkdwn"))
    assert "private place" not in " ".join(texts_in(asking.form(text="x"), "mrkdwn"))


@pytest.mark.parametrize(
    ("standing", "choices"),
    [
        (Standing.WAITING, ["Change it", "Cancel it"]),
        (Standing.NOBODY, ["Post it in a channel", "Wait", "Change it"]),
        (Standing.LATER, ["Post it in a channel", "Change it", "Cancel it"]),
    ],
)
def test_while_nobody_said_yes_the_asker_reads_no_name_and_no_number_of_people(
    standing: Standing, choices: list[str]
) -> None:
    message = asking.asker_card(facts.asker_card(BELIEVABLE, standing), zone="UTC")
    assert not any(name in message["text"] for name in ("Bo", "Chi", "Dev"))
    assert labels_in(message) == choices


def test_the_asker_reads_when_more_people_are_asked() -> None:
    waiting = asking.asker_card(facts.asker_card(BELIEVABLE, Standing.WAITING), zone="UTC")["text"]
    assert (
        "If nobody can by <!date^1796302800^{date_short_pretty} at {time}|Thu 3 Dec 13:00 UTC>, I'll ask more"
        in waiting
    )


def test_the_asker_reads_that_a_helper_is_gone_and_no_reason() -> None:
    card = facts.asker_card(BELIEVABLE, Standing.WAITING, stepped_back=True)
    assert "Chi is no longer on this one, so I'm asking someone else" in asking.asker_card(card, zone=ZONE)["text"]


def test_a_yes_brings_the_chat_and_a_way_out_that_only_the_asker_sees() -> None:
    with_chat = asking.asker_card(facts.asker_card(BELIEVABLE, Standing.ACCEPTED), zone=ZONE)
    without = asking.asker_card(facts.asker_card(BELIEVABLE, Standing.ACCEPTED, chat=False), zone=ZONE)
    assert labels_in(with_chat) == ["Open the chat", "It's answered", "Someone else, please"]
    assert buttons_in(with_chat)[0]["url"] == CHAT
    assert labels_in(without) == ["It's answered", "Someone else, please"]
    assert "Someone else, please" not in str(asking.chat_card(facts.chat_card(BELIEVABLE, Standing.ACCEPTED)))


def test_the_helpers_word_is_checked_with_the_asker() -> None:
    message = asking.asker_card(facts.asker_card(BELIEVABLE, Standing.HELPER_SAYS_ANSWERED), zone=ZONE)
    assert "Bo says it's answered. Is it?" in message["text"]
    assert labels_in(message) == ["Yes, thanks", "Not yet"]


def test_the_ends_of_an_ask_each_name_the_next_step() -> None:
    steps = {
        standing: labels_in(asking.asker_card(facts.asker_card(BELIEVABLE, standing), zone=ZONE))
        for standing in (Standing.ANSWERED, Standing.CANCELLED, Standing.CLOSED, Standing.RETIRED)
    }
    assert steps == {
        Standing.ANSWERED: ["Thank Bo"],
        Standing.CANCELLED: ["Ask again"],
        Standing.CLOSED: ["Ask again"],
        Standing.RETIRED: [],
    }


def test_an_offer_says_who_what_and_why_you() -> None:
    message = asking.offer_card(facts.offer_card(BELIEVABLE, Standing.WAITING), zone=ZONE)
    assert message["text"].startswith("<@U0ANA> could use a hand with Terraform\n“Our plan step")
    assert "Ana · Web · about 15 minutes · today if you can" in message["text"]
    assert "Why you: you list Terraform; you helped with 2 questions like this" in message["text"]
    assert "The first yes gets it. Ana never sees who passed." in message["text"]
    assert "Choices: I can help; Not this time; Pause asks for a week." in message["text"]


def test_an_offer_that_was_passed_can_still_be_taken() -> None:
    message = asking.offer_card(facts.offer_card(BELIEVABLE, Standing.PASSED), zone=ZONE)
    assert labels_in(message) == ["I can after all"]
    assert buttons_in(message)[0]["action_id"] == asking.ACCEPT


@pytest.mark.parametrize("standing", SETTLED)
def test_a_settled_offer_quotes_nothing_and_asks_for_nothing(standing: Standing) -> None:
    message = asking.offer_card(facts.offer_card(BELIEVABLE, standing), zone=ZONE)
    assert QUESTION not in str(message)
    assert buttons_in(message) == []


def test_a_taken_offer_names_who_took_it() -> None:
    taken = asking.offer_card(facts.offer_card(BELIEVABLE, Standing.TAKEN), zone=ZONE)
    assert taken["text"] == "Bo took this one. Nothing for you to do."


def test_the_chat_begins_with_who_meets_whom_and_the_question() -> None:
    message = asking.chat_card(facts.chat_card(BELIEVABLE, Standing.ACCEPTED))
    assert message["text"].startswith("<@U0ANA>, meet <@U0BO>. Bo lists Terraform, helped with this before and")
    assert QUESTION in message["text"]
    assert labels_in(message) == ["It's answered"]


@pytest.mark.parametrize("standing", [Standing.ANSWERED, Standing.CANCELLED, Standing.STEPPED_BACK, Standing.CLOSED])
def test_a_chat_that_is_over_has_kind_words_and_no_button(standing: Standing) -> None:
    assert buttons_in(asking.chat_card(facts.chat_card(BELIEVABLE, standing))) == []


def test_nobody_in_the_chat_reads_who_ended_it() -> None:
    said = asking.chat_card(facts.chat_card(BELIEVABLE, Standing.STEPPED_BACK))["text"]
    assert "Ana" not in said
    assert "Bo" not in said
