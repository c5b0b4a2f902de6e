"""Nothing that a person typed ever comes alive: no mention rings, no link, no format, on any surface."""

import re

import pytest

from tests.blocks.facts import FORMATS, QUESTION, WORST, Typed, filled
from tests.blocks.reading import is_message, texts_in, things_in
from tests.blocks.surfaces import BUILD, surface

OURS = re.compile(
    r"<(?:@U0(?:ANA|BO|\d+)|#C0(?:KUDOS|WEB)|!date\^\d+\^\{date_short_pretty\}(?: at \{time\})?\|[^<>|]*)>"
)
FORMATTED = Typed("formatted", lambda length: filled(f"{FORMATS} ", min(length, 60)))

every_surface = pytest.mark.parametrize("name", BUILD)


@every_surface
def test_no_markup_but_our_own(name: str) -> None:
    for typed in WORST:
        built = surface(name, typed)
        for text in [*texts_in(built, "mrkdwn"), *([built["text"]] if is_message(built) else [])]:
            assert not re.search(r"[<>]", OURS.sub("", text)), f"{typed.label}: {text}"


@every_surface
def test_our_markup_leaves_bare_mentions_and_addresses_alone(name: str) -> None:
    for typed in WORST:
        for thing in things_in(surface(name, typed)):
            if thing.get("type") == "mrkdwn":
                assert thing["verbatim"] is True


@every_surface
def test_rich_text_holds_letters_only(name: str) -> None:
    for typed in WORST:
        for block in surface(name, typed)["blocks"]:
            if block["type"] == "rich_text":
                kinds = {thing["type"] for thing in things_in(block)}
                assert kinds in (
                    {"rich_text", "rich_text_quote", "text"},
                    {"rich_text", "rich_text_preformatted", "text"},
                )
                assert not any("style" in thing for thing in things_in(block))


@every_surface
def test_names_bring_no_format_of_their_own(name: str) -> None:
    for text in texts_in(surface(name, FORMATTED), "mrkdwn"):
        without_ours = OURS.sub("", re.sub(r"\*[^*\n]*\*|`(?:/[^`\n]*|help)`", "", text))
        assert not re.search(r"[*`]|(?<!\w)[_~]|[_~](?!\w)", without_ours), text


@pytest.mark.parametrize(
    "name", ["preview", "preview view", "asker card waiting", "offer card waiting", "chat card accepted"]
)
def test_a_question_is_shown_whole_and_as_it_was_typed(name: str) -> None:
    for typed in WORST:
        question = typed.words(QUESTION)
        assert len(question) == 3000
        assert question in texts_in(surface(name, typed), "text"), typed.label


def test_what_was_refused_is_given_back_as_it_was_typed() -> None:
    typed = "<!channel> ```\nplan\n``` & *more* than fits"
    lines = Typed("typed", lambda _: typed)
    assert typed in texts_in(surface("told", lines), "text")
