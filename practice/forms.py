"""Between a browser's form and what a person chose: one surface is one form."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from practice.records import Json
from practice.surfaces import Placed, Values, elements_in, options_in, state_entry

_TEXT_INPUTS = {"plain_text_input", "email_text_input", "url_text_input", "number_input"}
_SEVERAL = {
    "multi_static_select", "multi_external_select", "multi_users_select", "multi_channels_select",
    "multi_conversations_select", "checkboxes",
}  # fmt: skip
_STATELESS = {"button", "overflow", "workflow_button", "file_input"}
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class Fields(Protocol):
    """What a sent form can be asked for."""

    def getlist(self, key: str) -> Sequence[object]:
        """Return every value sent under a name."""
        ...


@dataclass(frozen=True)
class Press:
    """What was pressed, and which of its options where it has some."""

    block_id: str
    action_id: str
    element: Json
    option: Json | None = None


def key_of(block: Json, element: Json) -> str:
    """Return what a pressed button carries as `do`."""
    return f"{block.get('block_id', '')}|{element.get('action_id', '')}"


def field_name(block: Json, element: Json) -> str:
    """Return the name of an element's form field."""
    return f"f|{key_of(block, element)}"


def fires(block: Json, element: Json) -> bool:
    """Whether a change of the element is sent to the app at once."""
    return block.get("type") != "input" or (bool(block.get("dispatch_action")) and element.get("type") != "file_input")


def pressed(blocks: Sequence[Json], do: str) -> Press | None:
    """Find what `do` names: `block_id|action_id`, for an overflow with `|` and the option's number behind it."""
    for placed in elements_in(blocks):
        key = key_of(placed.block, placed.element)
        found = Press(str(placed.block.get("block_id", "")), str(placed.element.get("action_id", "")), placed.element)
        if do == key:
            return found
        number = do.removeprefix(key + "|")
        options = options_in(placed.element)
        if number != do and number.isdecimal() and int(number) < len(options):
            return Press(found.block_id, found.action_id, placed.element, options[int(number)])
    return None


def state_values(blocks: Sequence[Json], form: Fields, zone: ZoneInfo) -> Values:
    """Return Slack's `state.values` of a whole surface from its sent form; times were typed in `zone`."""
    values: Values = {}
    for placed in elements_in(blocks):
        if placed.element.get("type") in _STATELESS:
            continue
        sent = [str(value) for value in form.getlist(field_name(placed.block, placed.element)) if str(value)]
        entry = _entry(placed.element, sent, zone)
        values.setdefault(str(placed.block["block_id"]), {})[str(placed.element["action_id"])] = entry
    return values


def _entry(element: Json, sent: list[str], zone: ZoneInfo) -> Json:
    kind = str(element["type"])
    if "external" in kind:
        options = [json.loads(value) for value in sent]
        return state_entry(element, options if kind in _SEVERAL else (options or [None])[0])
    if kind in _SEVERAL:
        return state_entry(element, sent)
    first = sent[0].replace("\r\n", "\n") if sent else None
    if kind == "datetimepicker" and first:
        moment = datetime.fromisoformat(first).replace(tzinfo=zone)
        return state_entry(element, int(moment.timestamp()))
    if kind == "rich_text_input" and first:
        section = {"type": "rich_text_section", "elements": [{"type": "text", "text": first}]}
        return {"type": kind, "rich_text_value": {"type": "rich_text", "elements": [section]}}
    return state_entry(element, first)


def option_value(option: Mapping[str, object], kind: str) -> str:
    """Return how a form carries an option: by its value, or whole where only the app knows the list."""
    return json.dumps(option) if "external" in kind else str(option.get("value", ""))


def local_time(epoch: int, zone: ZoneInfo) -> str:
    """Return a moment as a browser's date and time field wants it."""
    return datetime.fromtimestamp(epoch, UTC).astimezone(zone).strftime("%Y-%m-%dT%H:%M")


def problems(blocks: Sequence[Json], values: Mapping[str, Mapping[str, Json]]) -> dict[str, str]:
    """Return what Slack itself would refuse before it asks the app, by block id."""
    found: dict[str, str] = {}
    for placed in elements_in(blocks):
        block_id, action_id = str(placed.block.get("block_id")), str(placed.element.get("action_id"))
        if placed.block.get("type") == "input":
            problem = _problem(placed, values.get(block_id, {}).get(action_id, {}))
            if problem:
                found[block_id] = problem
    return found


def _problem(placed: Placed, value: Json) -> str:
    chosen = next((content for key, content in value.items() if key != "type"), None)
    if chosen in (None, "", []):
        return "" if placed.block.get("optional") else "Please complete this required field."
    if isinstance(chosen, list):
        most = int(placed.element.get("max_selected_items") or len(chosen))
        return f"Choose at most {most}." if len(chosen) > most else ""
    return _text_problem(placed.element, str(chosen)) if placed.element["type"] in _TEXT_INPUTS else ""


def _text_problem(element: Json, text: str) -> str:
    least, most = int(element.get("min_length") or 0), int(element.get("max_length") or 3000)
    if element["type"] == "email_text_input" and not _EMAIL.fullmatch(text):
        return "Enter a valid email address."
    if element["type"] == "url_text_input" and not text.startswith(("http://", "https://")):
        return "Enter an address that begins with http:// or https://."
    if element["type"] == "number_input":
        return _number_problem(element, text)
    if len(text) < least:
        return f"Write at least {least} letters. There are {len(text)} now."
    return f"Write at most {most} letters. There are {len(text)} now." if len(text) > most else ""


def _number_problem(element: Json, text: str) -> str:
    try:
        number = float(text)
    except ValueError:
        return "Enter a number."
    if not element.get("is_decimal_allowed") and not number.is_integer():
        return "Enter a whole number."
    if element.get("min_value") is not None and number < float(element["min_value"]):
        return f"Enter {element['min_value']} or more."
    if element.get("max_value") is not None and number > float(element["max_value"]):
        return f"Enter {element['max_value']} or less."
    return ""
