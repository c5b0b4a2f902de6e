"""Slack's limits for messages, views and options, and what in a payload is against them."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from practice.block_rules import BLOCKS, SURFACES
from practice.element_rules import OPTION, OPTION_GROUP
from practice.limit_numbers import LIMITS
from practice.records import Json
from practice.rules import Problem, Problems, Rule, flag, one_of, several, thing, words
from practice.text_rules import plain_text
from practice.wording_rules import wording_problems

__all__ = ["LIMITS", "Problem", "message_problems", "options_problems", "view_problems"]


def message_problems(payload: Json) -> list[Problem]:
    """Return what is wrong with a message's `text` and `blocks`."""
    text, blocks = payload.get("text"), payload.get("blocks") or []
    problems = list(_block_problems(blocks, "message", ""))
    if blocks and not text:
        problems.append(
            Problem("/text", "there is no text beside the blocks, so nothing can be read aloud", is_refused=False)
        )
    if isinstance(text, str) and len(text) > LIMITS["update_text"]:
        problems.append(Problem("/text", f"is longer than {LIMITS['update_text']} characters", is_refused=False))
    return problems + list(wording_problems(payload))


def view_problems(payload: Json) -> list[Problem]:
    """Return what is wrong with a modal or an App Home."""
    kind = payload.get("type")
    rule = _VIEWS.get(str(kind))
    if rule is None:
        return [Problem("/view/type", f"unsupported type: {kind}")]
    problems = list(rule({name: value for name, value in payload.items() if value is not None}, "/view"))
    blocks = payload.get("blocks") or []
    problems += _block_problems(blocks, str(kind), "/view")
    if kind == "modal" and not payload.get("submit") and any(_type_of(block) == "input" for block in blocks):
        problems.append(Problem("/view/submit", "missing required field: submit, needed with an input block"))
    if len(json.dumps(payload).encode()) > LIMITS["view_bytes"]:
        problems.append(Problem("/view", f"larger than {LIMITS['view_bytes']} bytes"))
    if sum(1 for thing_inside in _objects(blocks) if thing_inside.get("focus_on_load")) > 1:
        problems.append(Problem("/view/blocks", "more than one element with focus_on_load"))
    return problems + list(wording_problems({"blocks": blocks}, "/view", one_primary=False))


def options_problems(payload: Json) -> list[Problem]:
    """Return what is wrong with the answer to a type-ahead."""
    groups = payload.get("option_groups")
    if groups is not None:
        return list(several(OPTION_GROUP, least=0, most=LIMITS["select_option_groups"])(groups, "/option_groups"))
    options = payload.get("options")
    if options is None:
        return [Problem("", "missing required field: options or option_groups")]
    return list(several(OPTION, least=0, most=LIMITS["select_options"])(options, "/options"))


_VIEW_TEXTS = {
    "private_metadata": words(LIMITS["private_metadata"], least=0),
    "callback_id": words(LIMITS["callback_id"], least=0),
    "external_id": words(LIMITS["external_id"], least=0),
}


def _anything(_value: Any, _at: str) -> Problems:
    yield from ()


_VIEWS: dict[str, Rule] = {
    "modal": thing(
        {"title": plain_text(LIMITS["modal_title"]), "blocks": _anything},
        {
            "submit": plain_text(LIMITS["modal_submit"]),
            "close": plain_text(LIMITS["modal_close"]),
            "clear_on_close": flag,
            "notify_on_close": flag,
            "submit_disabled": flag,
            **_VIEW_TEXTS,
        },
        of="modal",
    ),
    "home": thing({"blocks": _anything}, _VIEW_TEXTS, of="home"),
}


def _block_problems(blocks: Sequence[Json], surface: str, at: str) -> Problems:
    most = LIMITS["message_blocks" if surface == "message" else "view_blocks"]
    least = 0 if surface == "message" else 1
    yield from several(one_of(BLOCKS), least=least, most=most)(blocks, f"{at}/blocks")
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        return
    for position, block in enumerate(blocks):
        kind = _type_of(block)
        if kind in BLOCKS and surface not in SURFACES.get(kind, (surface,)):
            yield Problem(f"{at}/blocks/{position}", f"{kind} is not allowed in a {surface}")
        element = block.get("element")
        if surface != "modal" and isinstance(element, dict) and element.get("type") == "file_input":
            yield Problem(f"{at}/blocks/{position}/element", f"file_input is not allowed in a {surface}")
    yield from _repeated(blocks, at)
    yield from _too_much_together(blocks, at)


def _repeated(blocks: Sequence[Json], at: str) -> Problems:
    block_ids = Counter(block["block_id"] for block in blocks if isinstance(block.get("block_id"), str))
    for position, block in enumerate(blocks):
        if block_ids.get(str(block.get("block_id")), 0) > 1:
            yield Problem(f"{at}/blocks/{position}/block_id", f"block_id {block['block_id']!r} already exists")
        action_ids = Counter(inside["action_id"] for inside in _objects(block) if "action_id" in inside)
        for action_id, count in action_ids.items():
            if count > 1:
                yield Problem(f"{at}/blocks/{position}", f"action_id {action_id!r} already exists")


def _too_much_together(blocks: Sequence[Json], at: str) -> Problems:
    kinds = Counter(_type_of(block) for block in blocks)
    markdown = sum(len(str(block.get("text") or "")) for block in blocks if _type_of(block) == "markdown")
    if markdown > LIMITS["markdown_text"]:
        yield Problem(f"{at}/blocks", f"markdown blocks have more than {LIMITS['markdown_text']} characters together")
    if kinds["table"] + kinds["data_table"] > LIMITS["message_tables"]:
        yield Problem(f"{at}/blocks", "only one table is allowed")
    if kinds["data_visualization"] > LIMITS["message_charts"]:
        yield Problem(f"{at}/blocks", f"more than {LIMITS['message_charts']} charts")


def _type_of(block: Any) -> str:
    return str(block.get("type")) if isinstance(block, dict) else ""


def _objects(value: Any) -> Iterator[Json]:
    if isinstance(value, dict):
        yield value
        for inside in value.values():
            yield from _objects(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from _objects(inside)
