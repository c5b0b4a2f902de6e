"""What somebody knows: their own card, and the forms to add to it and take from it."""

from collections.abc import Sequence
from datetime import datetime

from bot.skills import Added, Card, Listed, Removed
from handlers.blocks import preferences
from handlers.blocks.kit import (
    LIMITS,
    Block,
    Message,
    View,
    actions,
    bold,
    button,
    choose_several_input,
    context,
    lines_that_fit,
    list_of_names,
    message,
    modal,
    moment,
    plain,
    radio_input,
    section,
    text_input,
    times_a_week,
)
from models import Level, Way

OPEN = "skills.open"
ADD = "skills.add"
REMOVE = "skills.remove"
PAUSE = "skills.pause"
RESUME = "skills.resume"
FORM = "skills.form"
REMOVE_FORM = "skills.remove_form"

_NOTHING_YET = "Nothing yet. Say what you'd be glad to talk about for 15 minutes."
_WHO_SEES_IT = "Colleagues can look up what you may be asked about. What you are learning only you see."
LEVELS = {Level.CAN_TEACH: "can teach", Level.CAN_HELP: "can help", Level.LEARNING: "learning"}
WAYS = {
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
        buttons.append(button("Remove", REMOVE, "remove", accessibility_label="Remove from what you know"))
    if card.listed and card.paused_until is None:
        buttons.append(button("Pause", PAUSE, "pause", accessibility_label="Pause asks for a week"))
    return [section(said), actions(*buttons)]


def line_of(name: str, level: Level, ways: Sequence[Way], note: str) -> str:
    """A line of a card: what or who, how far, in what ways, and below it a line of their own."""
    said = [bold(name), LEVELS[level], *([list_of_names([WAYS[way] for way in ways])] if ways else [])]
    return " · ".join(said) + (f" · “{plain(note)}”" if note else "")


def is_paused(until: datetime, *, zone: str) -> Block:
    """The line that says until when nobody is sent to a member, with the button that ends it."""
    return section(_paused_until(until, zone), accessory=button("Start again now", RESUME, "resume"))


def _paused_until(until: datetime, zone: str) -> str:
    return f":zzz: You're paused until {moment(until, zone)}. Nobody can be sent to you."


def _limits(card: Card) -> str:
    often = times_a_week(card.member.asks_a_week)
    return f"You may be asked at most {often}, never outside your working hours. {_WHO_SEES_IT}"


def added(added: Added, card: Card, zone: str) -> Message:
    """What the member reads after adding, with the card as it is now."""
    learning = {line.name for line in card.listed if line.level is Level.LEARNING}
    to_be_asked = [name for name in added.new if name not in learning]
    to_learn = [name for name in added.new if name in learning]
    said = []
    if to_be_asked:
        often = times_a_week(card.member.asks_a_week)
        said.append(
            f"Thanks. You may be asked about {_names(to_be_asked)}, at most {often}, never outside your working hours."
        )
    if to_learn:
        verb = "is" if len(to_learn) == 1 else "are"
        said.append(
            f"{_names(to_learn)} {verb} on your list as learning. You won't be asked about what you're learning."
        )
    if added.already:
        verb = "was" if len(added.already) == 1 else "were"
        said.append(f"{_names(added.already)} {verb} on your list already.")
    if to_be_asked and card.paused_until is not None:
        said.append(_paused_until(card.paused_until, zone))
    return message(
        [section("\n".join(said)), actions(add_button("Add more"), preferences.open_button("Change how often"))]
    )


def _names(names: list[str]) -> str:
    return list_of_names([bold(name) for name in names])


def removed(removed: Removed) -> Message:
    """What the member reads after taking something off their list."""
    said = []
    if removed.gone:
        verb = "is" if len(removed.gone) == 1 else "are"
        said.append(f"{_names(removed.gone)} {verb} off your list.")
    if removed.unknown:
        verb = "wasn't" if len(removed.unknown) == 1 else "weren't"
        said.append(f"{_names(removed.unknown)} {verb} on your list, so nothing changed there.")
    return message([section("\n".join(said)), actions(open_button())])


def paused(until: datetime, zone: str) -> Message:
    """What the member reads once they are paused."""
    return message([is_paused(until, zone=zone), context("The pause ends by itself.")])


def resumed(card: Card) -> Message:
    """What the member reads once a pause has ended, with the card as it is now."""
    return message([section("Welcome back. You may be asked again."), *listing(card), context(_limits(card))])


def add_form() -> View:
    """The form to add to one's list; `level` is one of can_teach, can_help and learning."""
    return modal(
        "Add what you know",
        [
            text_input(
                "names",
                "What would you be glad to talk about?",
                placeholder="kubernetes, running meetings",
                hint="One or several, with commas between them. A topic is a word or two.",
                is_multiline=False,
                longest=2000,
                has_focus=True,
            ),
            radio_input(
                "level",
                "How far?",
                [
                    (Level.CAN_HELP.value, "I can help"),
                    (Level.CAN_TEACH.value, "I can teach it"),
                    (Level.LEARNING.value, "I'm learning it, so don't ask me yet"),
                ],
                initial=Level.CAN_HELP.value,
            ),
            context(_WHO_SEES_IT),
        ],
        callback_id=FORM,
        submit="Add",
        close="Not now",
    )


def remove_form(card: Card) -> View:
    """The form to take topics off one's list; a menu holds 100, and the command reaches the rest."""
    title = "Remove what you know"
    if not card.listed:
        return modal(title, [section("Your list is empty, so there is nothing to remove.")])
    most = LIMITS["select_options"]
    rest = len(card.listed) - most
    note = [context(f"This menu holds {most} topics. For the other {rest}, type `/skills remove` and the topic.")]
    return modal(
        title,
        [
            choose_several_input("skill_ids", "Which topics?", [_option(line) for line in card.listed]),
            *(note if rest > 0 else []),
            context("Nobody is told."),
        ],
        callback_id=REMOVE_FORM,
        submit="Remove",
        close="Not now",
    )


def _option(line: Listed) -> tuple[str, str]:
    return str(line.skill_id), line.name


def help() -> Message:  # noqa: A001 - it is read as skills.help()
    """What /skills can do."""
    return message(
        [
            section(
                "*Say what you know, so that the right questions reach you.*\n"
                "`/skills` shows your list\n"
                "`/skills add kubernetes, running meetings` puts topics on it\n"
                "`/skills remove kubernetes` takes one off\n"
                "`/skills pause` stops asks for a week"
            ),
            actions(open_button(), add_button("Add what I know")),
        ]
    )
