"""Somebody's own card: what they listed, and whether they are paused."""

from collections.abc import Sequence
from datetime import datetime

from bot.commands import here
from bot.skills import Card
from handlers.blocks import preferences
from handlers.blocks.kit import (
    LIMITS,
    Block,
    Message,
    actions,
    bold,
    button,
    context,
    lines_that_fit,
    list_of_names,
    message,
    plain,
    section,
    times_a_week,
)
from models import Level, Way

OPEN = "skills.open"
ADD = "skills.add"
EDIT = "skills.edit"
REMOVE = "skills.remove"
PAUSE = "skills.pause"
RESUME = "skills.resume"

_NOTHING_YET = "Nothing yet. Say what you'd be glad to talk about for 15 minutes."
WHO_SEES_IT = "Colleagues can look up what you may be asked about. What you are learning only you see."
_LEVELS = {Level.CAN_TEACH: "can teach", Level.CAN_HELP: "can help", Level.LEARNING: "learning"}
_WAYS = {
    Way.QUICK_ANSWER: "quick answers",
    Way.PAIRING: "pairing",
    Way.LOOKING_OVER: "looking over work",
    Way.COACHING: "ongoing coaching",
    Way.LUNCH_AND_LEARN: "lunch-and-learns",
}


def open_button() -> Block:
    """The button that shows one's own card, wherever it stands."""
    return button("What I know", OPEN, "card")


def add_button(label: str = "Add", *, primary: bool = False) -> Block:
    """The button that opens the form to add to one's list."""
    spoken = "Add what you know" if label == "Add" else label
    return button(label, ADD, "add", primary=primary, accessibility_label=spoken)


def edit_button(label: str = "Edit") -> Block:
    """The button that leads to what one says about a topic."""
    return button(label, EDIT, "edit", accessibility_label=f"{label}, what you say about a topic")


def card(card: Card, *, zone: str) -> Message:
    """A member's own card."""
    pause = [is_paused(card.paused_until, zone=zone)] if card.paused_until else []
    return message([section("*What you know*"), *listing(card), *pause, context(_limits(card))])


def listing(card: Card, *, green: bool = True, most: int | None = None) -> list[Block]:
    """The topics of a card, one on a line, and the buttons that change them; on an empty card *Add* is `green`."""
    lines = [line_of(line.name, line.level, line.ways, line.note) for line in card.listed]
    said = lines_that_fit(lines, LIMITS["section_text"], most=most) or _NOTHING_YET
    buttons = [add_button(primary=green and not card.listed)]
    if card.listed:
        buttons.append(edit_button())
    if card.listed and card.paused_until is None:
        buttons.append(button("Pause", PAUSE, "pause", accessibility_label="Pause asks for a week"))
    return [section(said), actions(*buttons)]


def line_of(name: str, level: Level, ways: Sequence[Way], note: str) -> str:
    """A line of a card: what or who, how far, in what ways, and what they say about it themselves."""
    said = [bold(name), _LEVELS[level], *([list_of_names([_WAYS[way] for way in ways])] if ways else [])]
    return " · ".join([*said, f"“{plain(note)}”"] if note else said)


def is_paused(until: datetime, *, zone: str) -> Block:
    """The line that says until when nobody is sent to a member, with the button that ends it."""
    return section(preferences.paused_until(until, zone), accessory=button("Start again now", RESUME, "resume"))


def _limits(card: Card) -> str:
    often = times_a_week(card.member.asks_a_week)
    return f"You may be asked at most {often}, never outside your working hours. {WHO_SEES_IT}"


def paused(until: datetime, zone: str) -> Message:
    """What the member reads once they are paused."""
    return message(
        [
            is_paused(until, zone=zone),
            context(f"It ends by itself. `{here('/whoknows')} settings` chooses another day."),
        ]
    )


def resumed(card: Card) -> Message:
    """What the member reads once a pause has ended, with the card as it is now."""
    return message([section("Welcome back. You may be asked again."), *listing(card), context(_limits(card))])
