"""What stands in a payload, read by a way of our own: the tests do not trust the functions they test."""

from collections.abc import Iterator
from typing import Any

from handlers.blocks.kit import Block


def things_in(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in a payload, the outermost first."""
    if isinstance(value, dict):
        yield value
        for inside in value.values():
            yield from things_in(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from things_in(inside)


def texts_in(value: Any, *kinds: str) -> list[str]:
    """The words of every text object of these kinds: mrkdwn, plain_text, or text (a leaf of rich text)."""
    return [thing["text"] for thing in things_in(value) if thing.get("type") in kinds]


def without_dialogs(value: Any) -> Any:
    """The same without what Slack asks only after a press."""
    if isinstance(value, dict):
        return {name: without_dialogs(inside) for name, inside in value.items() if name != "confirm"}
    return [without_dialogs(inside) for inside in value] if isinstance(value, list) else value


def buttons_in(value: Any) -> list[Block]:
    """Every button."""
    return [thing for thing in things_in(value) if thing.get("type") == "button"]


def labels_in(value: Any) -> list[str]:
    """The label of every button."""
    return [button["text"]["text"] for button in buttons_in(value)]


def spoken(button: Block) -> str:
    """What is read aloud of a button."""
    return str(button.get("accessibility_label", button["text"]["text"]))


def pressed_in(surface: dict[str, Any]) -> set[str]:
    """The action of every button and menu; fields of forms, which only the form itself reads, excepted."""
    rows = [block["elements"] for block in surface["blocks"] if block["type"] == "actions"]
    beside = [block["accessory"] for block in surface["blocks"] if "accessory" in block]
    return {element["action_id"] for element in [*(element for row in rows for element in row), *beside]}


def is_message(surface: dict[str, Any]) -> bool:
    """Whether it is a message, not a view."""
    return "type" not in surface
