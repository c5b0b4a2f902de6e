"""Charts: what they find, as Slack's own block and as a picture, with every number in words."""

import re
import struct
import subprocess
import sys

import pytest

from bot.recognition import WeekOfQuestions
from handlers.blocks import charts
from handlers.blocks.charts import Bars
from tests.architecture.tree import ROOT
from tests.blocks.surfaces_of_charts import EIGHT, weeks_of, with_chart

TEXT = re.compile(r'<text x="([\d.]+)" y="([\d.]+)" font-size="(\d+)"[^>]*>([^<]*)</text>')
BAR = re.compile(r'<rect x="([\d.]+)" y="([\d.]+)" width="[\d.]+" height="([\d.]+)" rx="2" fill="(#\w+)"/>')
SMALL = Bars("Bo & <Chi>", "Day", ["Mon", "Tue"], {"Asked": [2, 0], "Answered": [1, 0]})


def usual(last: tuple[int, int], before: int = 8) -> list[WeekOfQuestions]:
    """Three weeks alike, and a last one."""
    return weeks_of(*[(before, before)] * 3, last)


@pytest.mark.parametrize(
    ("weeks", "title", "words"),
    [
        (
            EIGHT,
            "16 asked this week, 15 answered: more than usual",
            (
                "*16 questions this week, 15 answered.* That is more than usual: "
                "the 7 weeks before had 79 together, about 11 a week."
            ),
        ),
        (
            usual((7, 7)),
            "7 asked this week, all answered: about as usual",
            (
                "*7 questions this week, all answered.* That is about as many as usual: "
                "the 3 weeks before had 24 together, about 8 a week."
            ),
        ),
        (
            usual((1, 1)),
            "One asked this week, answered: fewer than usual",
            (
                "*One question this week, answered.* That is fewer than usual: "
                "the 3 weeks before had 24 together, about 8 a week."
            ),
        ),
        (
            usual((0, 0)),
            "No questions this week: fewer than usual",
            "*No questions this week.* That is fewer than usual: the 3 weeks before had 24 together, about 8 a week.",
        ),
        (
            weeks_of((1, 0), (0, 0), (0, 0), (9, 0)),
            "9 asked this week, none answered yet",
            "*9 questions this week, none answered yet.* That is more than usual: the 3 weeks before had 1 together.",
        ),
        (
            weeks_of((9, 9), (9, 9), (1, 0)),
            "One asked this week, not answered yet",
            "*One question this week, not answered yet.*",
        ),
        (
            usual((1500, 1400), 1400),
            "1500 asked this week, 1400 answered",
            (
                "*1500 questions this week, 1400 answered.* That is about as many as usual: "
                "the 3 weeks before had 4200 together, about 1400 a week."
            ),
        ),
    ],
)
def test_what_is_found_is_said_in_a_title_and_in_full_sentences(
    weeks: list[WeekOfQuestions], title: str, words: str
) -> None:
    """Where the title has no room for how it compares, the sentence says it all the same."""
    assert charts.finding(weeks) == title
    assert charts.in_words(weeks) == words


def test_the_block_is_slacks_own_and_every_number_is_read_aloud() -> None:
    shown = with_chart(EIGHT)
    chart = shown["blocks"][1]
    assert (chart["type"], chart["title"]) == ("data_visualization", charts.finding(EIGHT))
    assert chart["chart"]["axis_config"]["categories"][:2] == ["28 Sep", "5 Oct"]
    assert [one["name"] for one in chart["chart"]["series"]] == ["Asked", "Answered"]
    for week, asked, answered in zip(
        chart["chart"]["axis_config"]["categories"], *[one["data"] for one in chart["chart"]["series"]], strict=True
    ):
        assert week == asked["label"] == answered["label"]
        assert f"{week}, Asked {asked['value']}, Answered {answered['value']}" in shown["text"]


def test_more_weeks_than_eight_are_the_newest_eight() -> None:
    bars = charts.bars_of(weeks_of(*[(number, 0) for number in range(12)]))
    assert bars.series["Asked"] == list(range(4, 12))


def test_the_svg_draws_each_number_and_escapes_every_word() -> None:
    drawn = charts.svg(SMALL)
    words = [found[3] for found in TEXT.findall(drawn)]
    assert words == ["Bo &amp; &lt;Chi&gt;", "Asked", "Answered", "2", "1", "Mon", "0", "0", "Tue", "Day"]
    assert [(tall, colour) for _, _, tall, colour in BAR.findall(drawn)] == [("132.0", "#0b5fa5"), ("66.0", "#c75c00")]
    assert drawn.splitlines()[1] == '<rect width="520" height="300" fill="#ffffff"/>'


def test_letters_are_large_enough_and_colours_stand_out_from_the_card() -> None:
    """At least 12 units high; 3 to 1 for what is drawn, 4.5 to 1 for letters."""
    drawn = charts.svg(charts.bars_of(EIGHT))
    assert min(int(size) for _, _, size, _ in TEXT.findall(drawn)) >= 12
    letters = set(re.findall(r'<text[^>]* fill="(#\w+)"', drawn))
    shapes = set(re.findall(r'<rect[^>]* fill="(#\w+)"', drawn)) - {"#ffffff"}
    assert all(contrast_with_white(colour) >= 4.5 for colour in letters)
    assert all(contrast_with_white(colour) >= 3 for colour in shapes)


def contrast_with_white(colour: str) -> float:
    """As WCAG reckons it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


@pytest.mark.parametrize("series", [{}, {"Asked": [1]}, {str(number): [1, 1] for number in range(7)}])
def test_a_chart_that_slack_would_not_draw_is_refused(series: dict[str, list[int]]) -> None:
    with pytest.raises(ValueError, match=r"Slack draws|for every category"):
        Bars("Title", "Day", ["Mon", "Tue"], series)


def test_the_picture_is_a_png_with_letters_and_says_what_it_shows() -> None:
    """Without its letters the same drawing is another picture: a font was found, whatever the machine has."""
    file = charts.picture(EIGHT)
    assert isinstance(file.content, bytes)
    assert file.content[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">IIBB", file.content[16:26]) == (1040, 600, 8, 6)
    wordless = charts.drawn(TEXT.sub("", charts.svg(charts.bars_of(EIGHT))))
    assert len(file.content) > len(wordless) * 2
    assert file.title == charts.finding(EIGHT)
    assert file.alt_text.startswith("16 asked this week, 15 answered: more than usual. ")
    assert "16 Nov, Asked 16, Answered 15." in file.alt_text
    assert len(charts.picture(weeks_of(*[(1_234_567, 1_234_566)] * 8)).alt_text) <= 1000


def test_a_start_does_not_pay_for_what_draws() -> None:
    """Whatever else it imports."""
    loaded = "import sys, app; print(sorted({'resvg_py', 'font_lato'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
