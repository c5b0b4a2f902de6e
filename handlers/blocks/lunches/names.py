"""The names of what can be pressed and sent about lunch-and-learns, and the buttons that stand in several places."""

from handlers.blocks.kit import Block, button
from models import Lunch

START = "lunches.start"
MORE = "lunches.more"
FORM = "lunches.form"
PREVIEW_FORM = "lunches.preview"
COME = "lunches.come"
MAYBE = "lunches.maybe"
RECORDING = "lunches.recording"
NOT_COMING = "lunches.not_coming"
JOIN = "lunches.join"
CALENDAR = "lunches.calendar"
EDIT = "lunches.edit"
EDIT_FORM = "lunches.edit_form"
ADD_RECORDING = "lunches.add_recording"
RECORDING_FORM = "lunches.recording_form"
SEE_RECORDING = "lunches.see_recording"
CANCEL = "lunches.cancel"
CANCEL_FORM = "lunches.cancel_form"
ALL_DATES = "lunches.all_dates"
ASK = "lunches.ask"
QUESTION_FORM = "lunches.question_form"
TAKE_QUESTION_BACK = "lunches.take_question_back"
WHO_COMES = "lunches.who_comes"
ALL_CAME = "lunches.all_came"
NOT_ALL_CAME = "lunches.not_all_came"
CAME_FORM = "lunches.came_form"
MISSING_FORM = "lunches.missing_form"
# What stands behind the sign is left out of the key that is kept of a press.
WORTH_YES = "lunches.worth=yes"
WORTH_PARTLY = "lunches.worth=partly"
WORTH_NO = "lunches.worth=no"
THANK = "lunches.thank"
AGAIN = "lunches.again"
NEXT_PROMPT = "lunches.next_prompt"


def spoken(label: str, lunch: Lunch) -> str:
    """How a button is read aloud: one title may stand in a list several times, on different days."""
    return f"{label}, {lunch.on.day} {lunch.on:%b}: {lunch.title}"


def start(label: str = "Hold a lunch-and-learn") -> Block:
    """The button that opens the form, wherever it stands."""
    return button(label, START, "new")


def come(lunch: Lunch, *, label: str = "I'm in", primary: bool = False) -> Block:
    """The button to come."""
    return button(label, COME, lunch.id, primary=primary, accessibility_label=spoken(label, lunch))


def calendar(lunch: Lunch) -> Block:
    """The button that brings a calendar file."""
    label = "Add to my calendar"
    return button(label, CALENDAR, lunch.id, accessibility_label=spoken(label, lunch))


def all_dates(lunch: Lunch) -> Block:
    """The button that lists the sessions of one that comes again."""
    label = "All dates"
    return button(label, ALL_DATES, lunch.id, accessibility_label=spoken(label, lunch))


def see_recording(lunch: Lunch) -> Block:
    """The button that leads to the recording."""
    label, aloud = "Watch the recording", spoken("Watch the recording", lunch)
    return button(label, SEE_RECORDING, lunch.id, url=lunch.recording_link, accessibility_label=aloud)


def add_recording(lunch: Lunch) -> Block:
    """The button of a host afterwards."""
    label = "Add notes or a recording"
    return button(label, ADD_RECORDING, lunch.id, accessibility_label=spoken(label, lunch))


def not_coming(lunch: Lunch) -> Block:
    """The button of whoever can't come after all."""
    label = "I can't come after all"
    return button(label, NOT_COMING, lunch.id, accessibility_label=spoken(label, lunch))


def ask(lunch: Lunch) -> Block:
    """The button to ask something in advance."""
    label = "Ask something in advance"
    return button(label, ASK, lunch.id, accessibility_label=spoken(label, lunch))


def who_comes(lunch: Lunch) -> Block:
    """The button of a host for the list."""
    label = "Who comes"
    return button(label, WHO_COMES, lunch.id, accessibility_label=spoken(label, lunch))
