"""*My year of help*: one press, and a document of one's own.

It is plain text. Slack shows that by itself, on phones too, where it would show the source of HTML and of Markdown; it
prints from anywhere, and its words can be pasted into a form for reviews as they are.
"""

import textwrap
import unicodedata
from collections.abc import Sequence
from datetime import datetime

from bot.hours import zone_named
from bot.kudos.all_kind_words import KindWord
from bot.kudos.year_of_help import YearOfHelp
from handlers.blocks.kit import Block, FileToSend, button, count

SEND = "year_of_help.send"

_WIDTH = 76
# Control signs and halves of signs; and what makes the rest of a line run the other way.
_UNSEEN = frozenset({"Cc", "Co", "Cs"})
_TURNS_A_LINE = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def open_button() -> Block:
    """The button that sends it."""
    return button("My year of help", SEND, "year")


def is_coming(*, is_new: bool) -> str:
    """The sentence after the press."""
    already = "" if is_new else " already"
    return f"Your year of help is on its way{already}: look into your messages with me."


def document(year: YearOfHelp) -> FileToSend:
    """The document, with a line above it in direct messages."""
    return FileToSend(
        name=f"my-year-of-help-{_local(year.until, year):%Y-%m-%d}.txt",
        title="My year of help",
        content="\n".join(_lines(year)),
        text="Here is your year of help, for you alone. Nobody else can have it unless you pass it on.",
    )


def _lines(year: YearOfHelp) -> Sequence[str]:
    name = _one_line(year.member.name)
    lines = [
        "MY YEAR OF HELP",
        f"{name}, {_date(year.since, year)} to {_date(year.until, year)}",
        "",
        *textwrap.wrap(_in_short(year), _WIDTH),
    ]
    if year.topics:
        lines += _heading("What I helped with")
        lines += [f"  {_one_line(topic)} ({count(asks, 'ask', 'asks')})" for topic, asks in year.topics]
    if year.kind_words:
        lines += _heading("What people said")
        for word in year.kind_words:
            lines += [*_quoted(word, year), ""]
        lines.pop()
    if year.milestones:
        lines += _heading("Milestones")
        lines += [f"  {_reached(people)}, {_date(at, year)}" for people, at in year.milestones]
    return [*lines, "", "", *_notes(year), ""]


def _in_short(year: YearOfHelp) -> str:
    if not year.asks and not year.kind_words:
        return "There is nothing to tell of this year yet. Whatever you help with from now on will stand here."
    if not year.asks:
        return f"People said thank you {_times(len(year.kind_words))} in these twelve months."
    said = f" They and others said thank you {_times(len(year.kind_words))}." if year.kind_words else ""
    helped = f"I helped {count(year.people, 'colleague', 'colleagues')} with {count(year.asks, 'ask', 'asks')}"
    return f"{helped} in these twelve months.{said}"


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def _reached(people: int) -> str:
    return "The first colleague helped" if people == 1 else f"{people} different colleagues helped"


def _heading(words: str) -> list[str]:
    return ["", "", words.upper(), "-" * len(words), ""]


def _quoted(word: KindWord, year: YearOfHelp) -> list[str]:
    """Somebody's words, each line set in, so that none of them can pass for a line of ours."""
    paragraphs = [_one_line(paragraph) for paragraph in word.reason.splitlines() if paragraph.strip()]
    lines = [line for paragraph in paragraphs for line in textwrap.wrap(paragraph, _WIDTH - 4)]
    topic = f", for {_one_line(word.topic)}" if word.topic else ""
    aside = " (said to me alone)" if word.is_private else ""
    return [*(f"  | {line}" for line in lines), f"  {_one_line(word.by)}, {_date(word.given_at, year)}{topic}{aside}"]


def _notes(year: YearOfHelp) -> list[str]:
    said = "Made by WhoKnows for you alone. Words that were said to you alone are marked: ask before you show them."
    if year.confided:
        said += (
            f" {count(year.confided, 'thank-you', 'thank-yous').capitalize()} for talks in confidence "
            f"{'is' if year.confided == 1 else 'are'} left out, and no such topic is named."
        )
    return textwrap.wrap(said, _WIDTH)


def _one_line(text: str) -> str:
    """Typed words on one line, without signs that no eye sees and that could turn a line around."""
    on_one_line = " ".join(text.split())
    seen = (sign for sign in on_one_line if sign not in _TURNS_A_LINE and unicodedata.category(sign) not in _UNSEEN)
    return "".join(seen) or "…"


def _local(moment: datetime, year: YearOfHelp) -> datetime:
    return moment.astimezone(zone_named(year.member.zone))


def _date(moment: datetime, year: YearOfHelp) -> str:
    local = _local(moment, year)
    return f"{local.day} {local:%B %Y}"
