"""Where blocks are shown: messages with the same content in words, modals, and App Home."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

from handlers.blocks.kit.elements import Block, plain_text
from handlers.blocks.kit.limits import LIMITS
from handlers.blocks.kit.reading_aloud import aloud

View = dict[str, Any]

# Slack refuses to update a message whose text is longer than its limit; a little stays free for what it counts twice.
_LONGEST_TEXT = LIMITS["update_text"] - 100


class Message(TypedDict):
    """What a message says: `blocks` for the eye, `text` with the whole of it in words."""

    text: str
    blocks: list[Block]


@dataclass(frozen=True)
class FileToSend:
    """A file; `text` stands above it, and `alt_text` is what a picture shows, in words."""

    name: str
    title: str
    content: str | bytes
    text: str
    alt_text: str = ""


def message(blocks: Sequence[Block]) -> Message:
    """A message; its text is derived from its blocks, so that the two never differ."""
    return Message(text=aloud(blocks, _LONGEST_TEXT), blocks=list(blocks))


def modal(
    title: str,
    blocks: Sequence[Block],
    *,
    callback_id: str = "",
    submit: str = "",
    close: str = "Close",
    private_metadata: str = "",
) -> View:
    """A modal; without `submit` it can only be read and closed."""
    view: View = {
        "type": "modal",
        "title": plain_text(title, LIMITS["modal_title"]),
        "close": plain_text(close, LIMITS["modal_close"]),
        "blocks": list(blocks),
    }
    if callback_id:
        view["callback_id"] = callback_id
    if submit:
        view["submit"] = plain_text(submit, LIMITS["modal_submit"])
    if private_metadata:
        view["private_metadata"] = private_metadata
    return view


def home(blocks: Sequence[Block]) -> View:
    """App Home."""
    return {"type": "home", "blocks": list(blocks)}
