"""The words of every surface: short, plain, warm, and the same for whoever has them read aloud."""

import html
import re
from typing import Any

import pytest

from handlers.blocks import refusals
from handlers.blocks.kit import escape
from tests.blocks.facts import ALL, BELIEVABLE, WORST
from tests.blocks.reading import buttons_in, is_message, labels_in, spoken, texts_in, without_dialogs
from tests.blocks.surfaces import BUILD, SENTENCES, surface

WORD = re.compile(r"[\w'’]+")
DATE = re.compile(r"<!date\^[^>]*>")
EMOJI = re.compile(r":[a-z_]+:")
NOT_OURS = re.compile(
    r"\b(oops|declin\w+|click\w*|below|above|on the (?:left|right)|in green|the button)\b", re.IGNORECASE
)
OF_LATER_ISSUES = re.compile(
    r"without my name|confide|mentor|open card|suggest someone|"
    r"needs more time|points|streak|leaderboard",
    re.IGNORECASE,
)

every_surface = pytest.mark.parametrize("name", BUILD)
every_message = pytest.mark.parametrize("name", [name for name in BUILD if is_message(surface(name, BELIEVABLE))])


def said_in(built: dict[str, Any]) -> str:
    """Everything a person reads, times without their markup."""
    return DATE.sub("", "\n".join(texts_in(built, "mrkdwn", "plain_text", "text")))


@every_surface
def test_the_words_are_ours(name: str) -> None:
    said = said_in(surface(name, BELIEVABLE))
    assert "!" not in said
    assert not NOT_OURS.search(said)
    assert len(re.findall(r"\bplease\b", said, re.IGNORECASE)) <= 1


@every_surface
def test_nothing_of_later_issues_is_shown(name: str) -> None:
    assert not OF_LATER_ISSUES.search(said_in(surface(name, BELIEVABLE)))


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_failure_says_that_nothing_was_changed(sentence: str) -> None:
    assert "nothing was changed" in sentence.casefold()


@pytest.mark.parametrize("sentence", [refusals.broke("7F3A", may_be_done=True), refusals.too_slow(may_be_done=True)])
def test_a_failure_that_may_have_done_it_says_so(sentence: str) -> None:
    assert "look before you try again" in sentence
    assert "nothing was changed" not in sentence.casefold()


@every_surface
def test_at_most_one_choice_is_green_and_a_red_one_asks_first(name: str) -> None:
    built = surface(name, BELIEVABLE)
    styles = [button.get("style") for button in buttons_in(built)]
    assert styles.count("primary") + ("submit" in built) <= 1
    # Slack asks before a red one counts as pressed, and there is one in all of WhoKnows for everybody: *Forget me*.
    red = [button for button in buttons_in(built) if button.get("style") == "danger"]
    assert len(red) <= 1
    assert all("confirm" in button for button in red)


@every_surface
def test_the_green_choice_is_the_first_of_its_row(name: str) -> None:
    for block in surface(name, BELIEVABLE)["blocks"]:
        if block["type"] == "actions":
            assert "primary" not in [element.get("style") for element in block["elements"][1:]]


@pytest.mark.parametrize("name", [name for name in BUILD if " card" in name])
def test_a_card_has_three_choices_at_most(name: str) -> None:
    for block in surface(name, BELIEVABLE)["blocks"]:
        buttons = [one for one in block.get("elements", []) if one["type"] == "button"]
        assert block["type"] != "actions" or len(buttons) <= 3


@every_surface
def test_a_button_is_read_aloud_beginning_with_its_label_and_unlike_the_others(name: str) -> None:
    for typed in ALL:
        buttons = buttons_in(surface(name, typed))
        for button in buttons if typed is BELIEVABLE else []:
            assert spoken(button).casefold().startswith(button["text"]["text"].casefold())
        aloud = [spoken(button) for button in buttons]
        assert len(aloud) == len(set(aloud)), typed.label


@every_surface
def test_emoji_only_decorate(name: str) -> None:
    for text in texts_in(surface(name, BELIEVABLE), "mrkdwn", "plain_text"):
        for line in DATE.sub("time", text).splitlines():
            emoji = EMOJI.findall(line)
            assert len(emoji) <= 1
            assert not emoji or line.startswith(emoji[0])
            assert WORD.search(EMOJI.sub("", line))


@every_message
def test_the_text_is_the_whole_content_in_words(name: str) -> None:
    message = surface(name, BELIEVABLE)
    heard = WORD.findall(html.unescape(message["text"]))
    for text in texts_in(without_dialogs(message["blocks"]), "mrkdwn", "plain_text", "text"):
        for word in WORD.findall(re.sub(r"^:[a-z_]+: ", "", html.unescape(text), flags=re.MULTILINE)):
            assert word in heard, f"{word!r} of {text!r} is not in the text"


@every_message
def test_the_text_begins_with_the_first_sentence(name: str) -> None:
    message = surface(name, BELIEVABLE)
    first = texts_in(message["blocks"][:1], "mrkdwn", "plain_text")[0]
    assert html.unescape(message["text"]).startswith(html.unescape(re.sub(r"(?m)^:[a-z_]+: |[*`]", "", first)))


@pytest.mark.parametrize("name", ["preview", "offer card waiting, bare", "asker card waiting, bare", "kind words"])
def test_a_long_question_never_pushes_the_choices_out_of_the_text(name: str) -> None:
    for typed in WORST:
        message = surface(name, typed)
        for label in labels_in(message["blocks"]):
            assert escape(label) in message["text"], typed.label


@every_surface
def test_a_time_names_its_zone_where_slack_cannot_tell(name: str) -> None:
    for text in texts_in(surface(name, BELIEVABLE), "mrkdwn"):
        for date in DATE.findall(text):
            assert re.search(r"\|\w{3} \d{1,2} \w{3}(?: \d\d:\d\d)? [A-Z]{2,5}>$", date), date
