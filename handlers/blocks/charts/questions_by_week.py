"""A team's questions by week: what the newest week says beside those before it, as a chart and in words."""

from collections.abc import Sequence
from datetime import date

from bot.recognition import MOST_WEEKS, Trend, WeekOfQuestions, compared
from handlers.blocks.charts.bars import Bars, block, svg
from handlers.blocks.charts.png import drawn
from handlers.blocks.kit import LIMITS, FileToSend, count, cut, message

_TRENDS = {Trend.MORE: "more than usual", Trend.FEWER: "fewer than usual", Trend.USUAL: "about as usual"}
_SENTENCES = {
    Trend.MORE: "That is more than usual",
    Trend.FEWER: "That is fewer than usual",
    Trend.USUAL: "That is about as many as usual",
}


def finding(weeks: Sequence[WeekOfQuestions]) -> str:
    """What the newest week says, short enough for a chart's title; how it compares is left out where it has no room."""
    last, comparison = weeks[-1], compared(weeks)
    said = _asked(last, "asked", "asked")
    compares = f"{said}: {_TRENDS[comparison.trend]}" if comparison else said
    return compares if len(compares) <= LIMITS["chart_title"] else said


def in_words(weeks: Sequence[WeekOfQuestions]) -> str:
    """The same in full sentences, with the numbers of the weeks before; its first sentence is in bold."""
    last, comparison = weeks[-1], compared(weeks)
    said = f"*{_asked(last, 'question', 'questions')}.*"
    if comparison is None:
        return said
    before = f"the {comparison.weeks} weeks before had {comparison.asked} together"
    each = round(comparison.asked / comparison.weeks)
    about = f", about {each} a week" if each > 1 else ""
    return f"{said} {_SENTENCES[comparison.trend]}: {before}{about}."


def bars_of(weeks: Sequence[WeekOfQuestions]) -> Bars:
    """The newest weeks as bars, at most eight."""
    shown = weeks[-MOST_WEEKS:]
    return Bars(
        title=finding(weeks),
        x_label="Weeks, named by their Monday",
        categories=[_day(week.begins_on) for week in shown],
        series={"Asked": [week.asked for week in shown], "Answered": [week.answered for week in shown]},
    )


def picture(weeks: Sequence[WeekOfQuestions]) -> FileToSend:
    """The chart as a picture, for where Slack does not draw it; it takes 25 to 65 ms, in which all else waits."""
    bars = bars_of(weeks)
    return FileToSend(
        name="questions-by-week.png",
        title=bars.title,
        content=drawn(svg(bars)),
        text="Questions by week, as a picture:",
        alt_text=cut(message([block(bars)])["text"].replace("\n", " "), LIMITS["upload_alt_text"]),
    )


def _asked(week: WeekOfQuestions, one: str, several: str) -> str:
    if week.asked == 0:
        return "No questions this week"
    said = f"{count(week.asked, one, several).capitalize()} this week"
    if week.answered == 0:
        return f"{said}, {'not answered' if week.asked == 1 else 'none answered'} yet"
    if week.answered == week.asked:
        return f"{said}, {'answered' if week.asked == 1 else 'all answered'}"
    return f"{said}, {week.answered} answered"


def _day(day: date) -> str:
    return f"{day.day} {day:%b}"
