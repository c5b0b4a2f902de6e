"""What one knows, kind words, settings and Home, as they are read."""

from dataclasses import replace

import pytest

from bot.skills import Added
from handlers.blocks import home, kudos, people, preferences, skills
from handlers.blocks.kit import Message, View
from tests.blocks import facts
from tests.blocks.facts import BELIEVABLE, NOW, QUESTION, WORST, ZONE
from tests.blocks.reading import buttons_in, labels_in, texts_in


def options_in(built: Message | View, block_id: str) -> list[str]:
    """The choices of one field."""
    [field] = [block for block in built["blocks"] if block.get("block_id") == block_id]
    return [option["text"]["text"] for option in field["element"]["options"]]


def test_a_card_shows_topics_and_how_far() -> None:
    message = skills.card(facts.skill_card(BELIEVABLE), zone=ZONE)
    assert "Terraform · can teach\nOn-call · can help\nZig · learning" in message["text"]
    assert "at most twice a week, never outside your working hours" in message["text"]
    assert labels_in(message) == ["Add", "Edit", "Pause"]


def test_an_empty_card_says_what_it_is_for() -> None:
    message = skills.card(facts.skill_card(BELIEVABLE, how_many=0), zone=ZONE)
    assert "Say what you'd be glad to talk about for 15 minutes." in message["text"]
    assert labels_in(message) == ["Add"]


def test_a_pause_says_until_when_and_how_it_ends() -> None:
    message = skills.card(facts.skill_card(BELIEVABLE, is_paused=True), zone="UTC")
    assert "You're paused until" in message["text"]
    assert "|Thu 10 Dec 12:30 UTC>" in message["text"]
    assert labels_in(message) == ["Add", "Edit", "Start again now"]


def test_a_long_card_says_how_many_more_there_are() -> None:
    for typed in WORST:
        said = texts_in(skills.card(facts.skill_card(typed, how_many=150), zone=ZONE), "mrkdwn")[1]
        assert said.rsplit("\n", 1)[1].endswith(" more"), typed.label
        assert said.count("\n") + int(said.rsplit(" ", 2)[1]) == 150


def test_adding_says_what_it_leads_to() -> None:
    card = facts.skill_card(BELIEVABLE)
    said = skills.added(Added(new=["Terraform", "Zig"], already=["On-call"]), card, ZONE)["text"]
    assert "Thanks. You may be asked about Terraform, at most twice a week, never outside your working hours." in said
    assert "Zig is on your list as learning. You won't be asked about what you're learning." in said
    assert "On-call was on your list already." in said


def test_a_menu_for_removing_holds_a_hundred_and_says_so() -> None:
    form = skills.remove_form(facts.skill_card(BELIEVABLE, how_many=150))
    assert len(options_in(form, "skill_ids")) == 100
    assert "For the other 50, type `/skills remove`" in " ".join(texts_in(form, "mrkdwn"))


def test_thanks_go_to_a_channel_only_where_there_is_one() -> None:
    assert options_in(kudos.form(), "where") == [
        "In their shout-out channel, where everybody sees it",
        "Just them, in a message",
    ]
    without = kudos.form(has_channel=False)
    assert options_in(without, "where") == ["Just them, in a message"]
    assert "no channel for public thanks yet" in str(without)


def test_thanks_for_an_answer_are_private_unless_chosen_otherwise() -> None:
    form = kudos.thanks_form(facts.thanks_offer(BELIEVABLE), giver="Ana")
    assert options_in(form, "where") == ["Just Bo", "Also in <#C0KUDOS>, where everybody sees it"]
    [where] = [block["element"] for block in form["blocks"] if block.get("block_id") == "where"]
    assert where["initial_option"]["value"] == "private"
    assert texts_in(form["blocks"], "text") == ["Thank you for your help with Terraform."]
    assert form["private_metadata"] == "7"


def test_a_helper_who_prefers_private_is_not_offered_in_public() -> None:
    form = kudos.thanks_form(facts.thanks_offer(BELIEVABLE, channel=False, likes_public=False), giver="Ana")
    assert options_in(form, "where") == ["Just Bo"]
    assert "Bo prefers kind words in private, so nobody else will see this." in texts_in(form, "plain_text")


def test_a_post_rings_for_those_it_thanks_and_not_for_the_giver() -> None:
    said = kudos.shoutout(facts.kind_words(BELIEVABLE))["text"]
    assert said.startswith("Ana thanked <@U010> and <@U011>\n“Bo sat with me")


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        (
            {},
            (
                "Your thanks to Bo go to <#C0KUDOS>. Chi prefers kind words in private and will read yours in a "
                "message. Dev will read your words in a message. Messages arrive while their reader works."
            ),
        ),
        ({"alone": False, "prefer": False}, "Your thanks to Bo go to <#C0KUDOS>."),
        (
            {"channel": False, "prefer": False},
            (
                "Dev will read your words in a message. Messages arrive while their reader works. There is no channel "
                "for public thanks yet. An admin can choose one by typing `/whoknows shoutouts` in it."
            ),
        ),
        ({"again": True}, "You said this a moment ago, and it is on its way. Nothing was sent twice."),
    ],
)
def test_the_giver_reads_where_it_is_said(how: dict[str, bool], sentence: str) -> None:
    given = facts.given(BELIEVABLE, **how)
    assert texts_in(kudos.given(given)["blocks"], "mrkdwn")[0] == sentence
    assert texts_in(kudos.given_view(given)["blocks"], "mrkdwn")[0] == sentence


def test_settings_show_what_is_set() -> None:
    form = preferences.form(facts.member(BELIEVABLE, 2, "Bo", asks_a_week=3, likes_public_thanks=False), now=NOW)
    fields = {block["block_id"]: block["element"] for block in form["blocks"] if block["type"] == "input"}
    assert fields["asks_a_week"]["initial_option"]["text"]["text"] == "At most 3 times a week"
    assert fields["works_from"]["initial_time"] == "09:00"
    assert fields["works_until"]["initial_time"] == "18:00"
    assert [day["value"] for day in fields["works_on"]["initial_options"]] == list("01234")
    assert fields["thanks"]["initial_option"]["value"] == "private"


def test_home_begins_with_what_waits_and_has_one_green_button() -> None:
    view = home.home_view(facts.home(BELIEVABLE), now=NOW)
    heads = [block["text"]["text"] for block in view["blocks"] if block["type"] == "header"]
    assert heads == ["Waiting on you", "You asked", "What you know", "Kind words"]
    green = [button["value"] for button in buttons_in(view) if button.get("style")]
    assert green == ["20"]


def test_home_with_nothing_waiting_says_where_asks_show_up() -> None:
    quiet = facts.home(BELIEVABLE, how_many=1)
    view = home.home_view(replace(quiet, waiting=[], asked=[], kind_words=[]), now=NOW)
    said = texts_in(view, "mrkdwn", "plain_text")
    assert said[:3] == ["Waiting on you", "Nobody is waiting on you.", "New asks show up here and in Messages."]
    assert not {"You asked", "Kind words"} & set(said)


def test_home_cuts_long_questions_to_stay_an_overview() -> None:
    for typed in WORST:
        quotes = texts_in(home.home_view(facts.home(typed), now=NOW), "text")
        assert all(len(quote) <= 500 for quote in quotes), typed.label
    assert QUESTION in texts_in(home.home_view(facts.home(BELIEVABLE), now=NOW), "text")


def test_home_shows_a_dozen_topics_and_counts_the_rest() -> None:
    said = "".join(texts_in(home.home_view(facts.home(BELIEVABLE), now=NOW), "mrkdwn"))
    assert "*Topic 11* · learning\nand 48 more" in said


def test_somebody_new_is_told_what_this_is() -> None:
    view = home.home_view(facts.home(BELIEVABLE, how_many=0), now=NOW)
    assert view["blocks"][0]["text"]["text"] == "Hello, Bo"
    start = ["Add what I know", "Ask a question", "Thank someone"]
    assert labels_in(view) == [*start, *["Add it"] * 3, "Take the tour", "Settings"]


def test_a_pause_that_is_over_is_not_shown() -> None:
    paused = facts.home(BELIEVABLE, how_many=1, is_paused=True)
    assert "Start again now" in labels_in(home.home_view(paused, now=NOW))
    assert "Start again now" not in labels_in(home.home_view(paused, now=NOW.replace(year=2027)))


def test_home_says_when_one_is_asked_in_few_words() -> None:
    owner = facts.home(BELIEVABLE)
    said = {
        "01234": "Mon to Fri",
        "0246": "Mon, Wed, Fri and Sun",
        "6": "Sun",
        "0123456": "Mon to Sun",
        "": "Mon to Fri",
    }
    for digits, words in said.items():
        owner.member.works_on = digits
        assert f"Asked at most twice a week · {words}, 09:00 to 18:00 · quiet otherwise" in str(
            home.home_view(owner, now=NOW)
        )


def test_an_unknown_word_gets_the_nearest_command_and_everything_there_is() -> None:
    message = people.unknown_word("ask-expert", "/askexpert")
    assert message["text"].startswith("I don't know ask-expert. Did you mean /askexpert?")
    assert len(buttons_in(message)) == 4
    assert "Did you mean" not in people.unknown_word("xyzzy", None)["text"]


def test_every_command_has_help_of_its_own() -> None:
    said = [people.help_for(command)["text"] for command in ("/askexpert", "/skills", "/kudos", "/whoknows")]
    assert len(set(said)) == 4
    for command, text in zip(("/askexpert", "/skills", "/kudos", "/whoknows"), said, strict=True):
        assert command in text
