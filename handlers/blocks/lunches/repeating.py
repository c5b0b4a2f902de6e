"""A lunch-and-learn that comes again: how it is chosen, said, listed, and what hosts read of days that are left out."""

from collections.abc import Sequence
from datetime import date

from bot.lunches import Ahead, place_in_month
from handlers.blocks.kit import (
    Block,
    Message,
    actions,
    bold,
    context,
    date_in_words,
    date_input,
    list_of_names,
    message,
    plain,
    radio_input,
    section,
    select_input,
)
from handlers.blocks.lunches.names import start
from models import Lunch, LunchSeries, Repeats

ONCE = "once"
THIS_ONE = "one"
ALL_THAT_FOLLOW = "all"

_MOST_DAYS = 6
_PLACES = {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 5: "5th"}


def repeat_inputs() -> list[Block]:
    """Whether it comes again, and until when."""
    return [
        select_input(
            "repeats",
            "Does it come again?",
            [
                (ONCE, "No"),
                (Repeats.WEEKLY.value, "Every week"),
                (Repeats.FORTNIGHTLY.value, "Every second week"),
                (Repeats.MONTHLY.value, "Every month, like every 2nd Tuesday"),
                (Repeats.MONTHLY_LAST.value, "Every month, on its last such weekday"),
            ],
            initial=ONCE,
        ),
        date_input(
            "until",
            "Until when?",
            hint="Left empty, it goes on until a host ends it.",
            is_optional=True,
        ),
    ]


def which_input() -> Block:
    """Whether a change is of one session or of all that follow it."""
    return radio_input(
        "which",
        "Which of them?",
        [(THIS_ONE, "Only this one"), (ALL_THAT_FOLLOW, "This and all that follow")],
        initial=THIS_ONE,
    )


def how_often(series: LunchSeries) -> str:
    """How often it comes again, in words."""
    weekday = f"{series.begins_on:%A}"
    said = {
        Repeats.WEEKLY: f"every {weekday}",
        Repeats.FORTNIGHTLY: f"every second {weekday}",
        Repeats.MONTHLY: f"every {_PLACES[place_in_month(series.begins_on)]} {weekday} of the month",
        Repeats.MONTHLY_LAST: f"every last {weekday} of the month",
    }[series.repeats]
    return f"{said}, until {date_in_words(series.until)}" if series.until else said


def left_out(first_is: str, ahead: Ahead | None) -> list[Block]:
    """What a host reads of public holidays in a plan of theirs; `first_is` names the one that its first day is."""
    said = []
    if first_is:
        said.append(f"That day is a public holiday: {plain(first_is)}. People may be away.")
    if ahead is not None and ahead.skipped:
        said.append(f"Not on {_days(ahead.skipped)}.")
    return [context(" ".join(said))] if said else []


def _days(skipped: Sequence[tuple[date, str]]) -> str:
    return list_of_names([f"{date_in_words(day)} ({plain(name)})" for day, name in skipped], most=_MOST_DAYS)


def days_left_out(lunch: Lunch, skipped: Sequence[tuple[date, str]]) -> Message:
    """What a host reads once for days on which a lunch-and-learn of theirs does not come."""
    return message(
        [
            section(f":calendar: {bold(lunch.title)} won't come on {_days(skipped)}. The others stay as they are."),
            actions(start("Plan one more")),
        ]
    )
