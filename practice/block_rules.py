"""What each kind of block may hold, and on which surfaces it may stand."""

from typing import Any

from practice.element_rules import BUTTON, IMAGE, IN_ACTIONS, IN_CONTEXT_ACTIONS, IN_INPUT, IN_SECTION
from practice.limit_numbers import LIMITS
from practice.rules import (
    Problem,
    Problems,
    Rule,
    address,
    at_least_one,
    choice,
    exactly_one,
    flag,
    number,
    one_of,
    several,
    thing,
    whole,
    words,
)
from practice.text_rules import RICH_TEXT, any_text, mrkdwn, plain_text, rich_text_cell

_ID = {"block_id": words(LIMITS["block_id"])}
_LABEL = words(LIMITS["chart_label"])

# Where a block may not stand everywhere: the surfaces on which it may.
SURFACES: dict[str, tuple[str, ...]] = {
    "markdown": ("message",),
    "table": ("message", "home"),
    "data_table": ("message", "home"),
    "data_visualization": ("message", "home"),
    "alert": ("modal",),
    "carousel": ("message", "home"),
    "container": ("message", "home"),
    "context_actions": ("message",),
    "plan": ("message",),
    "task_card": ("message",),
    "file": (),
}


def _section(value: Any, at: str) -> Problems:
    rule = thing(
        {},
        {
            "text": any_text(LIMITS["section_text"]),
            "fields": several(any_text(LIMITS["section_field_text"]), most=LIMITS["section_fields"]),
            "accessory": IN_SECTION,
            "expand": flag,
            **_ID,
        },
        of="section",
    )
    yield from at_least_one(("text", "fields"), rule)(value, at)


def _input(value: Any, at: str) -> Problems:
    yield from thing(
        {"label": plain_text(LIMITS["input_label"]), "element": IN_INPUT},
        {"hint": plain_text(LIMITS["input_hint"]), "dispatch_action": flag, "optional": flag, **_ID},
        of="input",
    )(value, at)
    element = value.get("element") if isinstance(value, dict) else None
    if isinstance(element, dict) and element.get("type") == "file_input" and value.get("dispatch_action"):
        yield Problem(f"{at}/dispatch_action", "file_input cannot be dispatched")


_IMAGE = exactly_one(
    "image_url",
    "slack_file",
    thing(
        {"alt_text": words(LIMITS["image_alt_text"])},
        {
            "image_url": address(LIMITS["image_url"]),
            "slack_file": exactly_one("url", "id", thing({}, {"url": address(), "id": words(None)})),
            "title": plain_text(LIMITS["image_title"]),
            **_ID,
        },
        of="image",
    ),
)

_RAW_TEXT = thing({"text": words(None, least=0)}, of="raw_text")
_TABLE = thing(
    {
        "rows": several(
            several(one_of({"raw_text": _RAW_TEXT, "rich_text": rich_text_cell}), most=LIMITS["table_columns"]),
            most=LIMITS["table_rows"],
        )
    },
    {
        "column_settings": several(
            thing({}, {"align": choice("left", "center", "right"), "is_wrapped": flag}),
            least=0,
            most=LIMITS["table_columns"],
        ),
        **_ID,
    },
    of="table",
)

_DATA_CELL = one_of(
    {
        "raw_text": thing({"text": words(None)}, of="raw_text"),
        "raw_number": thing({"value": number}, {"text": words(None)}, of="raw_number"),
        "rich_text": rich_text_cell,
    }
)
_DATA_TABLE = thing(
    {
        "caption": words(None),
        "rows": several(several(_DATA_CELL, most=LIMITS["table_columns"]), least=2, most=LIMITS["data_table_rows"]),
    },
    {"page_size": whole(1, 100), "row_header_column_index": whole(0, LIMITS["table_columns"] - 1), **_ID},
    of="data_table",
)

_POINT = thing({"label": _LABEL, "value": number})
_SERIES = several(
    thing({"name": _LABEL, "data": several(_POINT, most=LIMITS["chart_points"])}), most=LIMITS["chart_series"]
)
_AXIS = thing(
    {"categories": several(_LABEL, least=0, most=LIMITS["chart_points"])},
    {"x_label": words(LIMITS["chart_axis_label"], least=0), "y_label": words(LIMITS["chart_axis_label"], least=0)},
)


def _share(value: Any, at: str) -> Problems:
    yield from _POINT(value, at)
    if isinstance(value, dict) and isinstance(value.get("value"), (int, float)) and value["value"] <= 0:
        yield Problem(f"{at}/value", "must be more than 0")


_CHART = one_of(
    {
        **{kind: thing({"series": _SERIES, "axis_config": _AXIS}, of=kind) for kind in ("line", "bar", "area")},
        "pie": thing({"segments": several(_share, most=LIMITS["chart_series"])}, of="pie"),
    }
)

_CARD = at_least_one(
    ("hero_image", "title", "actions", "body"),
    thing(
        {},
        {
            "hero_image": IMAGE,
            "icon": IMAGE,
            "title": any_text(150),
            "subtitle": any_text(150),
            "body": any_text(200),
            "actions": several(BUTTON, most=2),
            **_ID,
        },
        of="card",
    ),
)

_TASK = {
    "details": RICH_TEXT,
    "output": RICH_TEXT,
    "sources": several(thing({"url": address(), "text": words(None)}, of="url"), least=0),
    "status": choice("pending", "in_progress", "complete", "error"),
    **_ID,
}
_TASK_NEEDS: dict[str, Rule] = {"task_id": words(None), "title": words(None)}


def _plan_title(value: Any, at: str) -> Problems:
    yield from (words(None) if isinstance(value, str) else plain_text())(value, at)


BLOCKS: dict[str, Rule] = {
    "section": _section,
    "header": thing({"text": plain_text(LIMITS["header_text"])}, {"level": whole(1, 4), **_ID}, of="header"),
    "divider": thing({}, _ID, of="divider"),
    "context": thing(
        {
            "elements": several(
                one_of({"image": IMAGE, "plain_text": plain_text(), "mrkdwn": mrkdwn()}),
                most=LIMITS["context_elements"],
            )
        },
        _ID,
        of="context",
    ),
    "actions": thing({"elements": several(IN_ACTIONS, most=LIMITS["actions_elements"])}, _ID, of="actions"),
    "input": _input,
    "image": _IMAGE,
    "rich_text": RICH_TEXT,
    "markdown": thing({"text": words(LIMITS["markdown_text"])}, _ID, of="markdown"),
    "table": _TABLE,
    "data_table": _DATA_TABLE,
    "data_visualization": thing({"title": words(LIMITS["chart_title"]), "chart": _CHART}, _ID, of="data_visualization"),
    "alert": thing(
        {"text": any_text()}, {"level": choice("default", "info", "warning", "error", "success"), **_ID}, of="alert"
    ),
    "context_actions": thing({"elements": several(IN_CONTEXT_ACTIONS, most=5)}, _ID, of="context_actions"),
    "card": _CARD,
    "carousel": thing({"elements": several(_CARD, most=10)}, _ID, of="carousel"),
    "task_card": thing(_TASK_NEEDS, _TASK, of="task_card"),
    "plan": thing(
        {"title": _plan_title},
        {"tasks": several(thing(_TASK_NEEDS, {"type": choice("task_card"), **_TASK}), least=0), **_ID},
        of="plan",
    ),
    "file": thing({"external_id": words(None), "source": choice("remote")}, _ID, of="file"),
    "video": thing(
        {
            "alt_text": words(None),
            "title": plain_text(199),
            "thumbnail_url": address(),
            "video_url": words(None, pattern=r"https://\S+"),
        },
        {
            "author_name": words(49, least=0),
            "description": plain_text(199),
            "provider_icon_url": address(),
            "provider_name": words(None),
            "title_url": words(None, pattern=r"https://\S+"),
            **_ID,
        },
        of="video",
    ),
}
