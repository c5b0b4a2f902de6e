"""Fields of forms: the name of a field is its block, so that errors land where they belong, and mostly its action."""

from collections.abc import Sequence
from datetime import date, time

from handlers.blocks.kit.elements import Block, option, plain_text
from handlers.blocks.kit.limits import LIMITS


def _input(name: str, label: str, element: Block, hint: str, *, is_optional: bool = False) -> Block:
    block: Block = {
        "type": "input",
        "block_id": name,
        "label": plain_text(label, LIMITS["input_label"]),
        "element": {"action_id": name, **element},
    }
    if is_optional:
        block["optional"] = True
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
    return _input(name, label, element, hint, is_optional=is_optional)


def people_input(
    name: str, label: str, *, initial: Sequence[str], most: int, hint: str = "", is_optional: bool = False
) -> Block:
    """People to choose, by their Slack ids."""
    element: Block = {"type": "multi_users_select", "max_selected_items": most}
    if initial:
        element["initial_users"] = list(initial)[:most]
    return _input(name, label, element, hint, is_optional=is_optional)


def channel_input(
    name: str,
    label: str,
    *,
    initial: str | None = None,
    hint: str = "",
    is_optional: bool = False,
    is_ours_alone: bool = False,
) -> Block:
    """A public or private channel to choose, by its Slack id; `is_ours_alone` leaves out those other companies read."""
    which: Block = {"include": ["public", "private"], "exclude_bot_users": True}
    if is_ours_alone:
        which["exclude_external_shared_channels"] = True
    element: Block = {"type": "conversations_select", "filter": which}
    if initial:
        element["initial_conversation"] = initial
    return _input(name, label, element, hint, is_optional=is_optional)


def radio_input(
    name: str, label: str, options: Sequence[tuple[str, str]], *, initial: str, hint: str = "", is_markup: bool = False
) -> Block:
    """One of a few ways, all in sight; each option is its value and its words."""
    made = [option(value, words, is_markup=is_markup) for value, words in options]
    chosen = next(one for one in made if one["value"] == initial)
    return _input(name, label, {"type": "radio_buttons", "options": made, "initial_option": chosen}, hint)


def checkboxes_input(
    name: str,
    label: str,
    options: Sequence[tuple[str, str]],
    *,
    initial: Sequence[str],
    hint: str = "",
    is_optional: bool = False,
) -> Block:
    """Any of a few, all in sight; each option is its value and its words."""
    made = [option(value, words) for value, words in options]
    element: Block = {"type": "checkboxes", "options": made}
    chosen = [one for one in made if one["value"] in initial]
    if chosen:
        element["initial_options"] = chosen
    return _input(name, label, element, hint, is_optional=is_optional)


def select_input(name: str, label: str, options: Sequence[tuple[str, str]], *, initial: str, hint: str = "") -> Block:
    """One from a menu; each option is its value and its words."""
    made = [option(value, words) for value, words in options]
    chosen = next(one for one in made if one["value"] == initial)
    return _input(name, label, {"type": "static_select", "options": made, "initial_option": chosen}, hint)


def choose_several_input(name: str, label: str, options: Sequence[tuple[str, str]], *, hint: str = "") -> Block:
    """Several from a menu; each option is its value and its words. A menu holds no more than Slack's 100."""
    made = [option(value, words) for value, words in options[: LIMITS["select_options"]]]
    return _input(name, label, {"type": "multi_static_select", "options": made}, hint)


def typed_menu_input(
    name: str,
    label: str,
    action_id: str,
    *,
    most: int | None = 1,
    initial: Sequence[tuple[str, str]] = (),
    hint: str = "",
    placeholder: str = "",
    has_focus: bool = False,
    is_optional: bool = False,
) -> Block:
    """A menu that is filled while somebody types, by what answers `action_id`.

    Several can be chosen unless `most` is 1. Each of `initial` is a value and its words. `most` of None sets no limit.
    """
    chosen = [option(value, words) for value, words in initial]
    element: Block = {"action_id": action_id, "min_query_length": 0}
    if most == 1:
        element["type"] = "external_select"
        if chosen:
            element["initial_option"] = chosen[0]
    else:
        element["type"] = "multi_external_select"
        if chosen:
            element["initial_options"] = chosen[:most]
        if most is not None:
            element["max_selected_items"] = most
    if placeholder:
        element["placeholder"] = plain_text(placeholder, LIMITS["placeholder"])
    if has_focus:
        element["focus_on_load"] = True
    return _input(name, label, element, hint, is_optional=is_optional)


def time_input(
    name: str, label: str, *, initial: time | None = None, hint: str = "", is_optional: bool = False
) -> Block:
    """A time of day."""
    chosen = {"initial_time": initial.strftime("%H:%M")} if initial else {}
    return _input(name, label, {"type": "timepicker", **chosen}, hint, is_optional=is_optional)


def date_input(
    name: str, label: str, *, initial: date | None = None, hint: str = "", is_optional: bool = False
) -> Block:
    """A day from a calendar."""
    chosen = {"initial_date": initial.isoformat()} if initial else {}
    return _input(name, label, {"type": "datepicker", **chosen}, hint, is_optional=is_optional)
