"""What a message, modal or App Home holds for a person to fill in or press, and what stands in it now."""

import copy
import secrets
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from practice.records import Json

# What a person chose in one element: the text typed, an option's value or an id, several of these, or the very entry
# of `state.values` (a dict with a type).
Chosen: TypeAlias = str | int | Sequence[str] | Json | None
State: TypeAlias = Mapping[str, Mapping[str, Chosen]]
Values: TypeAlias = dict[str, dict[str, Json]]

# Kind of element → the field of its state that holds the choice, and the field of the element that it starts with.
_FIELDS = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "file_input": ("files", "initial_files"),
}
_INTERACTIVE = {*_FIELDS, "button", "overflow", "workflow_button"}
_SEVERAL = {"selected_options", "selected_users", "selected_conversations", "selected_channels", "files"}


@dataclass(frozen=True)
class Placed:
    """An interactive element and the block it stands in."""

    block: Json
    element: Json

    @property
    def block_id(self) -> str:
        """The block's id, empty where it has none yet."""
        return str(self.block.get("block_id") or "")

    @property
    def action_id(self) -> str:
        """The element's id, empty where it has none yet."""
        return str(self.element.get("action_id") or "")


def with_ids(blocks: Sequence[Json]) -> list[Json]:
    """Return a copy of blocks in which every block and interactive element has an id, as Slack gives them.

    A block that is not typed into gets an id from what can be pressed in it: whoever presses a button at the moment
    its message is edited has pressed that button, as in Slack.
    """
    copied = copy.deepcopy(list(blocks))
    alike: Counter[str] = Counter()
    for block in copied:
        actions = ",".join(str(placed.element.get("action_id")) for placed in elements_in([block]))
        alike[actions] += 1
        if not block.get("block_id"):
            kept = f"{zlib.crc32(f'{actions} {alike[actions]}'.encode()):08x}"
            block["block_id"] = secrets.token_urlsafe(4) if block.get("type") == "input" else kept
    for placed in elements_in(copied):
        if not placed.element.get("action_id"):
            placed.element["action_id"] = secrets.token_urlsafe(4)
    return copied


def elements_in(blocks: Sequence[Json]) -> Iterator[Placed]:
    """Yield every element that can be pressed or filled in, in reading order."""
    for block in blocks:
        listed = block.get("elements")
        inside = [block.get("accessory"), block.get("element"), *(listed if isinstance(listed, list) else [])]
        for element in inside:
            if isinstance(element, dict) and (str(element.get("type")) in _INTERACTIVE):
                yield Placed(block, element)


def find_element(blocks: Sequence[Json], block_id: str, action_id: str) -> Json:
    """Return the element with these ids.

    Raises:
        LookupError: there is none; says which there are.
    """
    there = [(placed.block.get("block_id"), placed.element.get("action_id")) for placed in elements_in(blocks)]
    for placed in elements_in(blocks):
        if placed.block.get("block_id") == block_id and placed.element.get("action_id") == action_id:
            return placed.element
    raise LookupError(f"there is no {action_id!r} in block {block_id!r}; there are {there}")


def options_in(element: Json) -> list[Json]:
    """Return the options an element offers, those in groups included."""
    groups = element.get("option_groups") or []
    return [*(element.get("options") or []), *(option for group in groups for option in group.get("options") or [])]


def label_of(element: Json) -> str:
    """Return a button's words, or the action id of what has none."""
    text = element.get("text") or {}
    return str(text.get("text") or element.get("action_id") or "") if isinstance(text, dict) else str(text)


def full_state(blocks: Sequence[Json], given: State, offered: Sequence[Json] = ()) -> Values:
    """Return `state.values` of a whole surface: what is given, else what the elements start with.

    Args:
        blocks: of the surface.
        given: what the person chose, by block_id and action_id; what is not in `blocks` is left out.
        offered: options that a type-ahead answered, from which a chosen value may be.
    """
    values: Values = {}
    for placed in elements_in(blocks):
        fields = _FIELDS.get(placed.element["type"])
        if fields is None:
            continue
        block_id, action_id = placed.block["block_id"], placed.element["action_id"]
        mine = given.get(block_id) or {}
        if action_id in mine:
            entry = state_entry(placed.element, mine[action_id], offered)
        else:
            entry = {"type": placed.element["type"], fields[0]: _start(placed.element, fields)}
        values.setdefault(block_id, {})[action_id] = entry
    return values


def state_entry(element: Json, chosen: Chosen, offered: Sequence[Json] = ()) -> Json:
    """Return what an element holds once a person chose something in it, as in `state.values`.

    Raises:
        LookupError: the element does not offer what was chosen.
    """
    kind = str(element["type"])
    if isinstance(chosen, dict) and "type" in chosen and "text" not in chosen:
        return dict(chosen)
    name, _ = _FIELDS[kind]
    if name in _SEVERAL:
        several: list[Any] = list(chosen) if isinstance(chosen, (list, tuple)) else [] if chosen is None else [chosen]
        if name == "selected_options":
            several = [_option(element, one, offered) for one in several]
        return {"type": kind, name: several}
    if chosen is None or chosen == "":
        return {"type": kind, name: None}
    if name == "selected_option":
        return {"type": kind, name: _option(element, chosen, offered)}
    if name == "selected_date_time":
        return {"type": kind, name: int(str(chosen))}
    return {"type": kind, name: chosen}


def _start(element: Json, fields: tuple[str, str]) -> Any:
    start = element.get(fields[1])
    return ([] if start is None else start) if fields[0] in _SEVERAL else start


def _option(element: Json, chosen: Any, offered: Sequence[Json]) -> Json:
    if isinstance(chosen, dict):
        return chosen
    for option in [*options_in(element), *offered]:
        if option.get("value") == chosen:
            return option
    raise LookupError(f"{element.get('action_id')!r} does not offer {chosen!r}")


def action_entry(element: Json, block_id: str, chosen: Chosen, offered: Sequence[Json] = ()) -> Json:
    """Return one entry of a block_actions payload's `actions`, its time left out.

    Raises:
        LookupError: the element does not offer what was chosen.
    """
    entry: Json = {"type": element["type"], "action_id": element["action_id"], "block_id": block_id}
    if element["type"] == "button":
        entry["text"] = element.get("text")
        entry |= {key: element[key] for key in ("value", "url", "style") if key in element}
        return entry
    if element["type"] == "overflow":
        return entry | {"selected_option": _option(element, chosen, offered)}
    return entry | state_entry(element, chosen, offered)
