"""Messages, modals and Homes, right and wrong, to try a referee on."""

from dataclasses import dataclass
from typing import Any, Literal

Payload = dict[str, Any]
Surface = Literal["message", "modal", "home"]


@dataclass(frozen=True)
class Sample:
    """A payload for a surface; `name` says what is right or wrong with it."""

    name: str
    surface: Surface
    payload: Payload


def plain(text: str) -> Payload:
    """Return a plain_text object."""
    return {"type": "plain_text", "text": text}


def words(text: str) -> Payload:
    """Return a mrkdwn object."""
    return {"type": "mrkdwn", "text": text}


def section(text: str = "Hello", **more: Any) -> Payload:
    """Return a section."""
    return {"type": "section", "text": words(text), **more}


def button(label: str = "Yes", **more: Any) -> Payload:
    """Return a button."""
    return {"type": "button", "action_id": "yes", "text": plain(label), **more}


def options(count: int) -> list[Payload]:
    """Return so many options."""
    return [{"text": plain(f"Option {number}"), "value": str(number)} for number in range(count)]


def select(kind: str = "static_select", **more: Any) -> Payload:
    """Return a select."""
    return {"type": kind, "action_id": "pick", **more}


def field(element: Payload, **more: Any) -> Payload:
    """Return an input block."""
    return {"type": "input", "block_id": "field", "label": plain("Label"), "element": element, **more}


def message(*blocks: Payload, text: str | None = "In words") -> Payload:
    """Return a message."""
    return {"text": text, "blocks": list(blocks)}


def modal(*blocks: Payload, **more: Any) -> Payload:
    """Return a modal."""
    return {"type": "modal", "title": plain("Title"), "submit": plain("Send"), "blocks": list(blocks), **more}


def home(*blocks: Payload, **more: Any) -> Payload:
    """Return an App Home."""
    return {"type": "home", "blocks": list(blocks), **more}


def chart(**more: Any) -> Payload:
    """Return a bar chart."""
    points = [{"label": "2 Nov", "value": 13}, {"label": "9 Nov", "value": 4}]
    bars = {
        "type": "bar",
        "axis_config": {"categories": ["2 Nov", "9 Nov"]},
        "series": [{"name": "Asked", "data": points}],
    }
    return {"type": "data_visualization", "title": "Questions", "chart": bars, **more}


def table(rows: int, columns: int) -> Payload:
    """Return a table."""
    return {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * columns for _ in range(rows)]}


def rich(*leaves: Payload) -> Payload:
    """Return a rich_text block of one section."""
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(leaves)}]}


def actions(*elements: Payload) -> Payload:
    """Return an actions block."""
    return {"type": "actions", "elements": list(elements)}


_CONFIRM = {"title": plain("Sure?"), "text": plain("It is gone then."), "confirm": plain("Yes"), "deny": plain("No")}
_IMAGE = {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "A drawing of two people"}
_TYPED = {"type": "plain_text_input", "action_id": "typed"}
_CHECKS = {"type": "checkboxes", "action_id": "checks"}
_DATE = {"type": "datepicker", "action_id": "day"}

GOOD = [
    Sample("text alone", "message", {"text": "Hello", "blocks": []}),
    Sample("section", "message", message(section())),
    Sample("section of plain text", "message", message({"type": "section", "text": plain("Hello")})),
    Sample("longest section", "message", message(section("x" * 3000))),
    Sample("fields", "message", message({"type": "section", "fields": [words("a"), plain("b")]})),
    Sample("accessory", "message", message(section(accessory=button(style="primary", value="1")))),
    Sample("image accessory", "message", message(section(accessory=_IMAGE))),
    Sample("header", "message", message({"type": "header", "text": plain("x" * 150)})),
    Sample("divider with id", "message", message({"type": "divider", "block_id": "line"})),
    Sample("context", "message", message({"type": "context", "elements": [words("a"), _IMAGE]})),
    Sample("image", "message", message({**_IMAGE, "title": plain("Title")})),
    Sample("image of a file", "message", message(
        {"type": "image", "slack_file": {"id": "F1"}, "alt_text": "Two people"})),
    Sample("25 buttons", "message", message(actions(*[button(f"B{n}", action_id=f"b{n}") for n in range(25)]))),
    Sample("overflow", "message", message(actions(select("overflow", options=options(5))))),
    Sample("static select", "message", message(actions(select(options=options(100))))),
    Sample("groups", "message", message(
        actions(select(option_groups=[{"label": plain("Group"), "options": options(2)}])))),
    Sample("external select", "message", message(actions(select("external_select", min_query_length=0)))),
    Sample("users select", "message", message(actions(select("users_select", initial_user="U0ANA")))),
    Sample("conversations", "message", message(
        actions(select("conversations_select", filter={"include": ["im"], "exclude_bot_users": True})))),
    Sample("several", "modal", modal(field(select("multi_static_select", options=options(3), max_selected_items=2)))),
    Sample("confirm", "message", message(actions(button(confirm=_CONFIRM)))),
    Sample("rich text", "message", message(rich(
        {"type": "text", "text": "a", "style": {"bold": True}}, {"type": "user", "user_id": "U0ANA"},
        {"type": "link", "url": "https://example.com"}, {"type": "emoji", "name": "wave"}))),
    Sample("markdown", "message", message({"type": "markdown", "text": "**Hello**"})),
    Sample("table", "message", message(table(100, 20))),
    Sample("chart", "message", message(chart())),
    Sample("50 blocks", "message", message(*[section() for _ in range(50)])),
    Sample("text input", "modal", modal(field({**_TYPED, "multiline": True, "max_length": 3000}, optional=True))),
    Sample("e-mail, address, number", "modal", modal(
        field({"type": "email_text_input", "action_id": "a"}, block_id="1"),
        field({"type": "url_text_input", "action_id": "a"}, block_id="2"),
        field({"type": "number_input", "action_id": "a", "is_decimal_allowed": False}, block_id="3"))),
    Sample("dates", "modal", modal(
        field({**_DATE, "initial_date": "2026-11-23"}, block_id="1"),
        field({"type": "timepicker", "action_id": "a", "initial_time": "09:30"}, block_id="2"),
        field({"type": "datetimepicker", "action_id": "a", "initial_date_time": 1795424400}, block_id="3"))),
    Sample("checks and radios", "modal", modal(
        field({**_CHECKS, "options": options(10)}, block_id="1"),
        field({"type": "radio_buttons", "action_id": "r", "options": options(10)}, block_id="2"))),
    Sample("rich text input and files", "modal", modal(
        field({"type": "rich_text_input", "action_id": "a"}, block_id="1"),
        field({"type": "file_input", "action_id": "a", "max_files": 10}, block_id="2"))),
    Sample("no submit, no input", "modal", {"type": "modal", "title": plain("Title"), "blocks": [section()]}),
    Sample("everything a modal has", "modal", modal(
        section(), close=plain("Close"), private_metadata="{}", callback_id="c", external_id="e",
        clear_on_close=True, notify_on_close=True)),
    Sample("alert", "modal", modal({"type": "alert", "text": words("Careful"), "level": "warning"})),
    Sample("home", "home", home(section(), actions(button()), private_metadata="m", callback_id="c")),
    Sample("100 blocks", "home", home(*[section() for _ in range(100)])),
    Sample("input at home", "home", home(field(_TYPED))),
]  # fmt: skip

BAD = [
    Sample("neither text nor blocks nor anything known", "message", message({"type": "marquee"})),
    Sample("section too long", "message", message(section("x" * 3001))),
    Sample("section empty", "message", message({"type": "section"})),
    Sample("section of empty text", "message", message(section(""))),
    Sample("eleven fields", "message", message({"type": "section", "fields": [words("a")] * 11})),
    Sample("field too long", "message", message({"type": "section", "fields": [words("x" * 2001)]})),
    Sample("header too long", "message", message({"type": "header", "text": plain("x" * 151)})),
    Sample("header of mrkdwn", "message", message({"type": "header", "text": words("x")})),
    Sample("eleven in a context", "message", message({"type": "context", "elements": [words("a")] * 11})),
    Sample("empty context", "message", message({"type": "context", "elements": []})),
    Sample("button in a context", "message", message({"type": "context", "elements": [button()]})),
    Sample("26 buttons", "message", message(actions(*[button(f"B{n}", action_id=f"b{n}") for n in range(26)]))),
    Sample("empty actions", "message", message(actions())),
    Sample("input in actions", "message", message(actions(_TYPED))),
    Sample("button of mrkdwn", "message", message(actions({**button(), "text": words("Yes")}))),
    Sample("button too long", "message", message(actions(button("x" * 76)))),
    Sample("button value too long", "message", message(actions(button(value="x" * 2001)))),
    Sample("empty button value", "message", message(actions(button(value="")))),
    Sample("green as a style", "message", message(actions(button(style="green")))),
    Sample("button with something more", "message", message(actions(button(colour="red")))),
    Sample("action_id too long", "message", message(actions(button(action_id="x" * 256)))),
    Sample("accessibility label too long", "message", message(actions(button(accessibility_label="x" * 76)))),
    Sample("confirm without deny", "message", message(
        actions(button(confirm={key: value for key, value in _CONFIRM.items() if key != "deny"})))),
    Sample("confirm too long", "message", message(actions(button(confirm={**_CONFIRM, "text": plain("x" * 301)})))),
    Sample("six in an overflow", "message", message(actions(select("overflow", options=options(6))))),
    Sample("no options", "message", message(actions(select()))),
    Sample("options and groups", "message", message(
        actions(select(options=options(1), option_groups=[{"label": plain("G"), "options": options(1)}])))),
    Sample("101 options", "message", message(actions(select(options=options(101))))),
    Sample("option too long", "message", message(
        actions(select(options=[{"text": plain("x" * 76), "value": "1"}])))),
    Sample("option value too long", "message", message(
        actions(select(options=[{"text": plain("x"), "value": "1" * 151}])))),
    Sample("option of mrkdwn", "message", message(actions(select(options=[{"text": words("x"), "value": "1"}])))),
    Sample("placeholder too long", "message", message(
        actions(select(options=options(1), placeholder=plain("x" * 151))))),
    Sample("empty filter word", "message", message(
        actions(select("conversations_select", filter={"include": ["dm"]})))),
    Sample("image without words", "message", message({"type": "image", "image_url": "https://example.com/a.png"})),
    Sample("image from two places", "message", message({**_IMAGE, "slack_file": {"id": "F1"}})),
    Sample("image from nowhere", "message", message({"type": "image", "alt_text": "Two people"})),
    Sample("same block_id", "message", message(section(block_id="a"), section(block_id="a"))),
    Sample("same action_id", "message", message(actions(button("A"), button("B")))),
    Sample("block_id too long", "message", message(section(block_id="x" * 256))),
    Sample("51 blocks", "message", message(*[section() for _ in range(51)])),
    Sample("no text beside the blocks", "message", message(section(), text=None)),
    Sample("text over 4000", "message", {"text": "x" * 4001, "blocks": []}),
    Sample("markdown too long together", "message", message(
        {"type": "markdown", "text": "x" * 7000}, {"type": "markdown", "text": "x" * 7000})),
    Sample("two tables", "message", message(table(1, 1), table(1, 1))),
    Sample("21 columns", "message", message(table(1, 21))),
    Sample("101 rows", "message", message(table(101, 1))),
    Sample("three charts", "message", message(chart(), chart(), chart())),
    Sample("chart title too long", "message", message(chart(title="x" * 51))),
    Sample("alert in a message", "message", message({"type": "alert", "text": words("Careful")})),
    Sample("rich text with an unknown leaf", "message", message(rich({"type": "blink", "text": "a"}))),
    Sample("rich text for nobody", "message", message(rich({"type": "user", "user_id": "ana"}))),
    Sample("modal without title", "modal", {"type": "modal", "blocks": [section()]}),
    Sample("title too long", "modal", modal(section(), title=plain("x" * 25))),
    Sample("submit too long", "modal", modal(section(), submit=plain("x" * 25))),
    Sample("title of mrkdwn", "modal", modal(section(), title=words("Title"))),
    Sample("input without submit", "modal", {"type": "modal", "title": plain("Title"), "blocks": [field(_TYPED)]}),
    Sample("private_metadata too long", "modal", modal(section(), private_metadata="x" * 3001)),
    Sample("callback_id too long", "modal", modal(section(), callback_id="x" * 256)),
    Sample("unknown field", "modal", modal(section(), colour="red")),
    Sample("no blocks", "modal", modal()),
    Sample("101 blocks", "modal", modal(*[section() for _ in range(101)])),
    Sample("markdown in a modal", "modal", modal({"type": "markdown", "text": "x"})),
    Sample("table in a modal", "modal", modal(table(1, 1))),
    Sample("label of mrkdwn", "modal", modal({**field(_TYPED), "label": words("Label")})),
    Sample("label too long", "modal", modal({**field(_TYPED), "label": plain("x" * 2001)})),
    Sample("button in an input", "modal", modal(field(button()))),
    Sample("number without decimals said", "modal", modal(field({"type": "number_input", "action_id": "a"}))),
    Sample("number that is none", "modal", modal(
        field({"type": "number_input", "action_id": "a", "is_decimal_allowed": True, "min_value": "one"}))),
    Sample("date that is none", "modal", modal(field({**_DATE, "initial_date": "23.11.2026"}))),
    Sample("time that is none", "modal", modal(field({"type": "timepicker", "action_id": "a", "initial_time": "9"}))),
    Sample("eleven checks", "modal", modal(field({**_CHECKS, "options": options(11)}))),
    Sample("max_length over 3000", "modal", modal(field({**_TYPED, "max_length": 3001}))),
    Sample("eleven files", "modal", modal(field({"type": "file_input", "action_id": "a", "max_files": 11}))),
    Sample("two with focus", "modal", modal(
        field({**_TYPED, "focus_on_load": True}, block_id="1"),
        field({**_TYPED, "focus_on_load": True}, block_id="2"))),
    Sample("too large", "modal", modal(*[section("x" * 2900) for _ in range(90)])),
    Sample("home with a title", "home", home(section(), title=plain("Title"))),
    Sample("home without blocks", "home", home()),
    Sample("alert at home", "home", home({"type": "alert", "text": words("Careful")})),
    Sample("home of 101 blocks", "home", home(*[section() for _ in range(101)])),
]  # fmt: skip

# The outsider's check does not look at the form of addresses.
BAD_ADDRESSES = [
    Sample("button to nowhere", "message", message(actions(button(url="not an address")))),
    Sample("image from a path", "message", message({**_IMAGE, "image_url": "/a.png"})),
]
