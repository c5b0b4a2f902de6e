"""The personal note: three lines at most, with what settles what waits."""

from bot.kudos.milestones import Reached
from bot.personal_note import Note
from handlers.blocks import kind_words, kudos, nominations, preferences
from handlers.blocks.asking import buttons as asking
from handlers.blocks.kit import (
    Block,
    Message,
    actions,
    bold,
    button,
    context,
    count,
    cut,
    list_of_names,
    message,
    plain,
    section,
)

STOP = "personal_note.stop"

_MOST_NAMES = 5
_MOST_CHOICES = 3


def personal_note(note: Note) -> Message:
    """The note, as a direct message."""
    lines = [line for line in (_thanked(note), _waiting(note), _came_of_help(note)) if line]
    choices = _choices(note)[:_MOST_CHOICES]
    return message(
        [
            section("\n".join(lines)),
            *([actions(*choices)] if choices else []),
            context("All of it stands in your Home too. This note comes once a week at most."),
            actions(button("Stop these notes", STOP, "stop")),
        ]
    )


def over() -> Message:
    """What is left of a note once nothing in it is true any more."""
    return message([context("Nothing in this note waits any more.")])


def _thanked(note: Note) -> str:
    if not note.thanked_by:
        return ""
    names = list_of_names([plain(name) for name in note.thanked_by], most=_MOST_NAMES)
    return f":green_heart: {names} thanked you in the last week."


def _waiting(note: Note) -> str:
    said = [part for part in (_asks(note), _to_thank(note), _suggested(note), _story(note)) if part]
    return f":wave: Waiting on you: {'; '.join(said)}." if said else ""


def _asks(note: Note) -> str:
    if not note.offers:
        return ""
    first = note.offers[0]
    about = f" about {bold(first.topic)}" if first.topic else ""
    others = len(note.offers) - 1
    more = f" and {count(others, 'other ask', 'other asks')}" if others else ""
    return f"an ask from {plain(first.asker.name)}{about}{more}"


def _to_thank(note: Note) -> str:
    if not note.to_thank:
        return ""
    first = note.to_thank[0]
    about = f" with {bold(first.topic)}" if first.topic else ""
    others = len(note.to_thank) - 1
    more = f" and {count(others, 'more answer', 'more answers')}" if others else ""
    return f"a word of thanks to {plain(first.helper)} for the help{about}{more}"


def _suggested(note: Note) -> str:
    return f"{bold(note.suggestion.topic)}, a topic that was suggested to you" if note.suggestion else ""


def _story(note: Note) -> str:
    return f"a story that {plain(note.story.by)} would let the team's shout-out tell" if note.story else ""


def _came_of_help(note: Note) -> str:
    said = []
    if note.milestone is not None:
        said.append(_reached(note.milestone))
    if note.passed_on:
        topics = list_of_names([bold(topic) for topic in note.passed_on])
        said.append(f"Help you gave with {topics} was passed on.")
    return f":seedling: {' '.join(said)}" if said else ""


def _reached(milestone: Reached) -> str:
    if milestone.people == 1:
        return "You helped a colleague here for the first time."
    return f"You have helped {milestone.people} different people here by now."


def _choices(note: Note) -> list[Block]:
    """What settles the first of each thing that waits, and all kind words where there are new ones."""
    made = []
    if note.offers:
        offer = note.offers[0]
        made.append(_press(f"Help {offer.asker.name}", asking.ACCEPT, offer.offer_id))
    if note.to_thank:
        first = note.to_thank[0]
        made.append(_press(f"Thank {first.helper}", asking.THANK, first.question_id))
    if note.suggestion is not None:
        made.append(_press(f"Add {note.suggestion.topic}", nominations.ADD, note.suggestion.nomination_id))
    if note.story is not None:
        made.append(_press("Yes, tell the story", kudos.TELL_STORY, note.story.kudos_id))
    if note.thanked_by:
        made.append(kind_words.see_all_button())
    return made


def _press(label: str, action_id: str, number: int) -> Block:
    return button(label, action_id, number, accessibility_label=f"{cut(label, 50)}: {number}")


def stopped() -> Message:
    """What somebody reads who wants no more of them."""
    return message(
        [
            section("I won't send you these notes any more. What waits still stands in your Home."),
            actions(preferences.open_button()),
        ]
    )
