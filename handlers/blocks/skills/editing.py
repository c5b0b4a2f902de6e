"""Changing one's list: what one says about a topic, and taking topics off."""

from bot.commands import here
from bot.skills import LONGEST_NOTE, Card, Listed, Removed
from handlers.blocks.kit import (
    LIMITS,
    Block,
    Message,
    View,
    actions,
    bold,
    button,
    checkboxes_input,
    choose_several_input,
    context,
    message,
    modal,
    radio_input,
    section,
    select_input,
    text_input,
)
from handlers.blocks.skills.adding import HOW_FAR, names
from handlers.blocks.skills.card import REMOVE, WHO_SEES_IT, edit_button, line_of, open_button
from models import Way

CHOICE_FORM = "skills.choice_form"
EDIT_FORM = "skills.edit_form"
REMOVE_FORM = "skills.remove_form"

_WAYS = (
    (Way.QUICK_ANSWER.value, "A quick answer"),
    (Way.PAIRING.value, "Pairing on it"),
    (Way.LOOKING_OVER.value, "Looking over work"),
    (Way.COACHING.value, "Ongoing coaching"),
    (Way.LUNCH_AND_LEARN.value, "Holding lunch-and-learns"),
)


def choice_form(card: Card) -> View:
    """The form that asks which topic to edit; a menu holds 100, and the command reaches the rest."""
    options = [_option(line) for line in card.listed[: LIMITS["select_options"]]]
    return modal(
        "Edit what you know",
        [
            select_input("skill_id", "Which topic?", options, initial=options[0][0]),
            *_what_is_left(card, "edit"),
            _remove_instead(),
        ],
        callback_id=CHOICE_FORM,
        submit="Next",
        close="Not now",
    )


def edit_form(line: Listed) -> View:
    """The form for one topic on one's list."""
    return modal(
        "Edit what you know",
        [
            section(bold(line.name)),
            radio_input("level", "How far?", HOW_FAR, initial=line.level.value),
            checkboxes_input(
                "ways",
                "In what ways?",
                _WAYS,
                initial=[way.value for way in line.ways],
                hint="With none chosen, any way is fine with you.",
                is_optional=True,
            ),
            text_input(
                "note",
                "In your own words",
                initial=line.note,
                placeholder="Ask me about modules, not about the cloud bill",
                hint=f"One line, at most {LONGEST_NOTE} letters. Colleagues who look this topic up read it.",
                longest=LONGEST_NOTE,
                is_multiline=False,
                is_optional=True,
            ),
            context(WHO_SEES_IT),
            _remove_instead(),
        ],
        callback_id=EDIT_FORM,
        submit="Save",
        close="Not now",
        private_metadata=str(line.skill_id),
    )


def edited(line: Listed, *, has_more: bool) -> Message:
    """What the member reads after changing what they say about a topic."""
    buttons = [edit_button("Edit another"), open_button()] if has_more else [open_button()]
    return message(
        [
            section(f"Saved. It reads:\n{line_of(line.name, line.level, line.ways, line.note)}"),
            actions(*buttons),
        ]
    )


def remove_form(card: Card) -> View:
    """The form to take topics off one's list; a menu holds 100, and the command reaches the rest."""
    title = "Remove what you know"
    if not card.listed:
        return modal(title, [section("Your list is empty, so there is nothing to remove.")])
    return modal(
        title,
        [
            choose_several_input("skill_ids", "Which topics?", [_option(line) for line in card.listed]),
            *_what_is_left(card, "remove"),
            context("Nobody is told."),
        ],
        callback_id=REMOVE_FORM,
        submit="Remove",
        close="Not now",
    )


def _remove_instead() -> Block:
    return actions(button("Remove topics", REMOVE, "remove", accessibility_label="Remove topics from what you know"))


def _what_is_left(card: Card, word: str) -> list[Block]:
    most = LIMITS["select_options"]
    rest = len(card.listed) - most
    said = f"This menu holds {most} topics. For the other {rest}, type `{here('/skills')} {word}` and the topic."
    return [context(said)] if rest > 0 else []


def _option(line: Listed) -> tuple[str, str]:
    return str(line.skill_id), line.name


def removed(removed: Removed) -> Message:
    """What the member reads after taking something off their list."""
    said = []
    if removed.gone:
        verb = "is" if len(removed.gone) == 1 else "are"
        said.append(f"{names(removed.gone)} {verb} off your list.")
    if removed.unknown:
        verb = "wasn't" if len(removed.unknown) == 1 else "weren't"
        said.append(f"{names(removed.unknown)} {verb} on your list, so nothing changed there.")
    return message([section("\n".join(said)), actions(open_button())])
