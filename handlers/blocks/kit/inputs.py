"""Fields of forms: the name of a field is both its block and its action, so that errors land where they belong."""

from collections.abc import Sequence
from datetime import time

from handlers.blocks.kit.elements import Block, option, plain_text
from handlers.blocks.kit.limits import LIMITS


def _input(name: str, label: str, element: Block, hint: str) -> Block:
    block = {
        "type": "input",
        "block_id": name,
        "label": plain_text(label, LIMITS["input_label"]),
        "element": {**element, "action_id": name},
    }
    return {**block, "hint": plain_text(hint, LIMITS["input_hint"])} if hint else block


def text_input(
    name: str,
    label: str,
    *,
    initial: str = "",
    hint: str = "",
    placeholder: str = "",
    longest: int = LIMITS["text_input"],
    is_multiline: bool = True,
    has_focus: bool = False,
    is_optional: bool = False,
) -> Block:
    """A field to type in. What stood in it before is cut to `longest`, since Slack refuses a form with more."""
    element: Block = {"type": "plain_text_input", "multiline": is_multiline, "max_length": longest}
    if initial:
        element["initial_value"] = initial[:longest]
    if placeholder:
        element["placeholder"] = plain_text(placeholder, LIMITS["placeholder"])
    if has_focus:
        element["focus_on_load"] = True
    block = _input(name, label, element, hint)
    return {**block, "optional": True} if is_optional else block


def people_input(name: str, label: str, *, initial: Sequence[str], most: int, hint: str = "") -> Block:
    """People to choose, by their Slack ids."""
    element: Block = {"type": "multi_users_select", "max_selected_items": most}
    if initial:
        element["initial_users"] = list(initial)[:most]
    return _input(name, label, element, hint)


def channel_input(name: str, label: str, *, initial: str = "", hint: str = "") -> Block:
    """A channel of this workspace's own to choose, by its Slack id, public or private."""
    element: Block = {
        "type": "conversations_select",
        "filter": {
            "include": ["public", "private"],
            "exclude_external_shared_channels": True,
            "exclude_bot_users": True,
        },
    }
    if initial:
        element["initial_conversation"] = initial
    return _input(name, label, element, hint)


def radio_input(
    name: str, label: str, options: Sequence[tuple[str, str]], *, initial: str, hint: str = "", is_markup: bool = False
) -> Block:
    """One of a few ways, all in sight; each option is its value and its words."""
    made = [option(value, words, is_markup=is_markup) for value, words in options]
    chosen = next(one for one in made if one["value"] == initial)
    return _input(name, label, {"type": "radio_buttons", "options": made, "initial_option": chosen}, hint)


def checkboxes_input(
    name: str, label: str, options: Sequence[tuple[str, str]], *, initial: Sequence[str], hint: str = ""
) -> Block:
    """Any of a few, all in sight; each option is its value and its words."""
    made = [option(value, words) for value, words in options]
    element: Block = {"type": "checkboxes", "options": made}
    chosen = [one for one in made if one["value"] in initial]
    if chosen:
        element["initial_options"] = chosen
    return _input(name, label, element, hint)


def select_input(name: str, label: str, options: Sequence[tuple[str, str]], *, initial: str, hint: str = "") -> Block:
    """One from a menu; each option is its value and its words."""
    made = [option(value, words) for value, words in options]
    chosen = next(one for one in made if one["value"] == initial)
    return _input(name, label, {"type": "static_select", "options": made, "initial_option": chosen}, hint)


def choose_several_input(name: str, label: str, options: Sequence[tuple[str, str]], *, hint: str = "") -> Block:
    """Several from a menu; each option is its value and its words. A menu holds no more than Slack's 100."""
    made = [option(value, words) for value, words in options[: LIMITS["select_options"]]]
    return _input(name, label, {"type": "multi_static_select", "options": made}, hint)


def time_input(name: str, label: str, *, initial: time, hint: str = "") -> Block:
    """A time of day."""
    return _input(name, label, {"type": "timepicker", "initial_time": initial.strftime("%H:%M")}, hint)
