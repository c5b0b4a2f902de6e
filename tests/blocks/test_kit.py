"""The kit: safe words, times, lists, and the text that is read aloud."""

import html
import re
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from handlers.blocks import kit
from tests.blocks.facts import LIVE

DECEMBER = datetime(2026, 12, 3, 12, 30, tzinfo=UTC)
TYPED = st.text(alphabet=st.sampled_from("ab é*_~`<>&;!@#|\n\U0001f9e0ك"), max_size=60)


@given(TYPED)
def test_escaped_words_read_the_same(typed: str) -> None:
    escaped = kit.escape(typed)
    assert not re.search(r"[<>]|&(?!amp;|lt;|gt;)", escaped)
    assert html.unescape(escaped) == typed or "&" in typed


@given(TYPED)
@example("é_*é")
def test_a_name_stands_on_one_line_without_format(typed: str) -> None:
    name = kit.plain(typed)
    assert not re.search(r"[<>\n`]|(?<!\w)[*_~]|[*_~](?!\w)", name)
    assert [sign for sign in html.unescape(name) if sign.isalnum()] == [sign for sign in typed if sign.isalnum()]


def test_a_name_keeps_the_signs_it_is_known_by() -> None:
    assert kit.plain("snake_case") == "snake_case"
    assert kit.plain("C++ & .NET") == "C++ &amp; .NET"


@given(TYPED, st.integers(min_value=1, max_value=70))
def test_cut_words_never_end_in_half_a_sign(typed: str, most: int) -> None:
    escaped = kit.escape(typed)
    short = kit.cut(escaped, most)
    assert len(short) <= most
    assert short == escaped or short.endswith("…")
    assert not re.search(r"&(?!amp;|lt;|gt;)", short)


def test_a_cut_text_loses_a_whole_mention_rather_than_half() -> None:
    assert kit.cut("Thanks <@U0BO> for it", 12) == "Thanks…"


def test_words_that_were_taken_away_are_said_to_be_gone() -> None:
    assert "not kept any more" in str(kit.quote(""))


@given(TYPED.filter(bool))
def test_quoted_words_are_one_leaf_of_letters(typed: str) -> None:
    [paragraph] = kit.quote(typed)["elements"]
    assert paragraph == {"type": "rich_text_quote", "elements": [{"type": "text", "text": typed}]}


@given(st.lists(TYPED.filter(bool), min_size=1, max_size=4), st.integers(min_value=1, max_value=40))
def test_a_message_says_all_of_what_it_shows(typed: list[str], times: int) -> None:
    blocks = [kit.section("Someone *could* use a hand"), *(kit.quote(one * times) for one in typed)]
    said = kit.message([*blocks, kit.actions(kit.button("I can help", "help", 1))])["text"]
    assert len(said) <= 3900
    assert said.startswith("Someone could use a hand\n“")
    assert said.endswith("Choices: I can help.")


def test_only_quoted_words_give_way_in_a_text_that_would_be_too_long() -> None:
    said = kit.message([kit.section("First."), kit.quote("&" * 3000), kit.context("Last.")])["text"]
    assert len(said) <= 3900
    assert said.startswith("First.\n“&amp;&amp;")
    assert said.endswith("&amp;…”\nLast.")


def test_typed_markup_is_letters_in_the_text_too() -> None:
    said = kit.message([kit.section(kit.bold(LIVE)), kit.quote(LIVE)])["text"]
    assert not re.search(r"[<>]", said)
    assert html.unescape(said).count(LIVE) == 2


@pytest.mark.parametrize(
    ("zone", "fallback"),
    [
        ("UTC", "Thu 3 Dec 12:30 UTC"),
        ("Europe/Madrid", "Thu 3 Dec 13:30 CET"),
        ("America/Sao_Paulo", "Thu 3 Dec 09:30 UTC-0300"),
        ("Nowhere/Land", "Thu 3 Dec 12:30 UTC"),
    ],
)
def test_a_time_is_in_the_readers_zone_and_says_which_where_slack_cannot_tell(zone: str, fallback: str) -> None:
    assert kit.moment(DECEMBER, zone) == f"<!date^1796301000^{{date_short_pretty}} at {{time}}|{fallback}>"


def test_a_day_has_no_time() -> None:
    assert kit.day(DECEMBER, "Europe/Madrid") == "<!date^1796301000^{date_short_pretty}|Thu 3 Dec CET>"


def test_names_are_listed_as_one_says_them() -> None:
    assert kit.list_of_names([]) == ""
    assert kit.list_of_names(["Bo"]) == "Bo"
    assert kit.list_of_names(["Bo", "Chi"]) == "Bo and Chi"
    assert kit.list_of_names(["Bo", "Chi", "Dev"]) == "Bo, Chi and Dev"
    assert kit.list_of_names(["Bo", "Chi", "Dev"], most=1) == "Bo and 2 more"


def test_counts_are_words() -> None:
    assert kit.count(1, "person", "people") == "one person"
    assert kit.count(3, "person", "people") == "3 people"
    assert [kit.times_a_week(number) for number in (1, 2, 3)] == ["once a week", "twice a week", "3 times a week"]


def test_lines_that_do_not_fit_are_counted() -> None:
    assert kit.lines_that_fit(["one", "two"], 7) == "one\ntwo"
    assert kit.lines_that_fit(["one", "two", "three", "four"], 15) == "one\nand 3 more"
    assert kit.lines_that_fit(["one", "two", "three"], 99, most=1) == "one\nand 2 more"
    assert kit.lines_that_fit([], 15) == ""
