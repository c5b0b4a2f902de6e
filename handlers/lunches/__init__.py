"""Lunch-and-learns: planned and announced, with a seat for whoever comes, and what is left of them."""

from handlers.lunches.afterwards import (
    add_recording,
    all_came,
    not_all_came,
    start_adding_recording,
    teach_again,
    thank,
    who_came,
    who_did_not,
    worth_no,
    worth_partly,
    worth_yes,
)
from handlers.lunches.asking_in_advance import ask_in_advance, next_prompt, start_asking, take_question_back, who_comes
from handlers.lunches.changing import cancel, change, start_cancelling, start_changing
from handlers.lunches.coming import come, joined, list_all_dates, list_them, maybe, not_coming, recording, send_calendar
from handlers.lunches.planning import announce, hold, more, see_first, start

__all__ = [
    "add_recording",
    "all_came",
    "announce",
    "ask_in_advance",
    "cancel",
    "change",
    "come",
    "hold",
    "joined",
    "list_all_dates",
    "list_them",
    "maybe",
    "more",
    "next_prompt",
    "not_all_came",
    "not_coming",
    "recording",
    "see_first",
    "send_calendar",
    "start",
    "start_adding_recording",
    "start_asking",
    "start_cancelling",
    "start_changing",
    "take_question_back",
    "teach_again",
    "thank",
    "who_came",
    "who_comes",
    "who_did_not",
    "worth_no",
    "worth_partly",
    "worth_yes",
]
