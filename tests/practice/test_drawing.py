"""Blocks become HTML; what cannot be drawn is a visible grey box, and every emoji the bot uses is known."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from practice import forms
from practice.drawing import Drawing
from practice.drawn_surface import Directory, DrawnSurface
from practice.emoji import QUICK_REACTIONS, SHORTCODES
from practice.mrkdwn import Reader
from practice.surfaces import with_ids

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT.parent / "shared" / "design" / "blocks").glob("*.json"))
MADRID = ZoneInfo("Europe/Madrid")
READER = Reader("U01", MADRID, datetime(2026, 11, 23, 8, 0, tzinfo=UTC), {"U01": "Ana Ruiz"})


def drawn(blocks: list[dict[str, Any]]) -> str:
    """Return all blocks as HTML."""
    drawing = Drawing()
    surface = DrawnSurface("m|C1|1.0", with_ids(blocks), reader=READER, directory=Directory(), base="/as/ana")
    return "".join(drawing.block(surface, block) for block in surface.blocks)


@pytest.mark.skipif(not SAMPLES, reason="the design's sample blocks are not beside this repository")
def test_every_sample_of_the_design_is_drawn() -> None:
    for sample in SAMPLES:
        blocks = json.loads(sample.read_text())["blocks"]
        boxes = re.findall(r'class="unknown">[^<]*<code>([^<]*)', drawn(blocks))
        assert boxes == [], f"{sample.name} has what cannot be drawn"


def test_an_unknown_or_broken_block_is_a_visible_box() -> None:
    assert "cannot draw this: <code>hologram</code>" in drawn([{"type": "hologram"}])
    broken = drawn([{"type": "table", "rows": 3}, {"type": "divider"}])
    assert "<code>table (cannot be drawn" in broken
    assert broken.rstrip().endswith("<hr>")


def test_rich_text_markdown_and_tables() -> None:
    html = drawn(
        [
            {"type": "rich_text", "elements": [
                {"type": "rich_text_section", "elements": [
                    {"type": "text", "text": "<b>", "style": {"bold": True}}, {"type": "user", "user_id": "U01"},
                    {"type": "emoji", "name": "tada"}, {"type": "broadcast", "range": "here"}]},
                {"type": "rich_text_list", "style": "ordered", "elements": [
                    {"type": "rich_text_section", "elements": [{"type": "text", "text": "first"}]}]}]},
            {"type": "markdown", "text": "**bold** <script>x</script>\n\n| a | b |\n|---|---|\n| 1 | 2 |"},
            {"type": "table", "rows": [[{"type": "raw_text", "text": "Name"}], [{"type": "raw_text", "text": "Bo"}]]},
        ]
    )  # fmt: skip

    assert '<b>&lt;b&gt;</b><span class="mention me">@Ana Ruiz</span>🎉<span class="mention rings">@here</span>' in html
    assert '<ol class="indent-0"><li>first</li></ol>' in html
    assert "<strong>bold</strong> &lt;script&gt;" in html
    assert "<th>a</th>" in html
    assert re.search(r"<th scope=col[^>]*>Name</th>", html)


def test_a_chart_that_is_not_drawn_is_a_table_with_bars() -> None:
    segments = [{"label": "Asked", "value": 8}, {"label": "Answered", "value": 2}]
    html = drawn([{"type": "data_visualization", "title": "Asks", "chart": {"type": "pie", "segments": segments}}])

    assert re.findall(r'<th scope="row">(\w+)</th>', html) == ["Asked", "Answered"]
    assert re.findall(r'<rect width="([\d.]+)"', html) == ["100.0", "25.0"]


def test_bars_are_drawn_with_their_numbers_which_are_a_table_too() -> None:
    series = [
        {"name": "Asked", "data": [{"label": "Mon", "value": 8}, {"label": "<Tue>", "value": 0}]},
        {"name": "Answered", "data": [{"label": "Mon", "value": 2}, {"label": "<Tue>", "value": -1}]},
    ]
    chart = {"type": "bar", "series": series, "axis_config": {"categories": ["Mon", "<Tue>"], "x_label": "Day"}}
    html = drawn([{"type": "data_visualization", "title": "Asks & answers", "chart": chart}])

    bars = re.findall(r'<rect class="series-(\d)" [^>]*height="([\d.]+)"', html)
    assert bars == [("0", "120.0"), ("0", "0.0"), ("1", "30.0"), ("1", "0.0")]
    assert re.findall(r'<text x="[^"]+" y="[^"]+">([^<]+)</text>', html) == ["8", "0", "2", "-1"]
    assert re.findall(r'<td class="right">([^<]+)</td>', html) == ["8", "2", "0", "-1"]
    assert re.findall(r'class="category"[^>]*>([^<]+)<', html) == ["Mon", "&lt;Tue&gt;"]
    assert 'aria-label="Asks &amp; answers. Bar chart; its numbers are in the table that follows."' in html


def test_a_picture_elsewhere_is_not_fetched() -> None:
    html = drawn([{"type": "image", "image_url": "https://elsewhere.example/a.png", "alt_text": "A plan"}])

    assert "elsewhere.example" not in html
    assert 'aria-label="A plan"' in html


def test_what_slack_refuses_before_asking_the_app() -> None:
    def question(block_id: str, element: dict[str, Any]) -> dict[str, Any]:
        return {"type": "input", "block_id": block_id, "element": {"action_id": "a", **element}}

    blocks = [
        question("short", {"type": "plain_text_input", "min_length": 3}),
        question("long", {"type": "plain_text_input", "max_length": 4}),
        question("mail", {"type": "email_text_input"}),
        question("link", {"type": "url_text_input"}),
        question("high", {"type": "number_input", "is_decimal_allowed": True, "max_value": "2.5"}),
        question("low", {"type": "number_input", "is_decimal_allowed": False, "min_value": "2"}),
        question("word", {"type": "number_input", "is_decimal_allowed": False}),
        question("many", {"type": "multi_users_select", "max_selected_items": 1}),
        question("none", {"type": "users_select"}),
    ]
    typed = {"short": "ab", "long": "abcde", "mail": "nobody", "link": "a.example", "high": "2.6", "low": "1",
             "word": "x"}  # fmt: skip
    values: dict[str, dict[str, dict[str, Any]]] = {
        block_id: {"a": {"type": "", "value": text}} for block_id, text in typed.items()
    }
    values["many"] = {"a": {"type": "", "selected_users": ["U1", "U2"]}}

    found = forms.problems(blocks, values)

    assert found == {
        "short": "Write at least 3 letters. There are 2 now.",
        "long": "Write at most 4 letters. There are 5 now.",
        "mail": "Enter a valid email address.",
        "link": "Enter an address that begins with http:// or https://.",
        "high": "Enter 2.5 or less.",
        "low": "Enter 2 or more.",
        "word": "Enter a number.",
        "many": "Choose at most 1.",
        "none": "Please complete this required field.",
    }


def test_every_shortcode_the_bot_uses_is_known() -> None:
    used = {
        name
        for room in ("handlers", "practice")
        for file in (ROOT / room).rglob("*.py")
        for name in re.findall(r"(?<![\w:]):([a-z][a-z0-9_]+):(?![\w:])", file.read_text())
    }
    assert sorted(used - set(SHORTCODES)) == []
    assert set(QUICK_REACTIONS) <= set(SHORTCODES)
