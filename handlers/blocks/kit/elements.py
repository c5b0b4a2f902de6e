"""Blocks and what stands in them, cut to Slack's limits."""

from collections.abc import Sequence
from typing import Any

from handlers.blocks.kit.limits import LIMITS
from handlers.blocks.kit.wording import cut

Block = dict[str, Any]


def markup(text: str) -> Block:
    """Our own words with Slack's markup; names in them have to come from `plain`, `bold` or `mention`.

    It is verbatim: a bare @here, #channel or address in a name stays letters.
    """
    return {"type": "mrkdwn", "text": cut(text, LIMITS["section_text"]), "verbatim": True}


def plain_text(text: str, most: int) -> Block:
    """Words without any markup."""
    return {"type": "plain_text", "text": cut(text, most)}


def section(text: str, *, accessory: Block | None = None) -> Block:
    """A paragraph of our own words, with a button beside it if one is given."""
    block = {"type": "section", "text": markup(text)}
    return {**block, "accessory": accessory} if accessory else block


def plain_section(sentence: str) -> Block:
    """A paragraph of plain words, whatever is in them."""
    return {"type": "section", "text": plain_text(sentence, LIMITS["section_text"])}


def context(*texts: str) -> Block:
    """Grey lines of our own words."""
    return {"type": "context", "elements": [markup(text) for text in texts[: LIMITS["context_elements"]]]}


def header(text: str) -> Block:
    """A heading of our own words."""
    return {"type": "header", "text": plain_text(text, LIMITS["header_text"])}


def divider() -> Block:
    """A line across."""
    return {"type": "divider"}


def quote(text: str) -> Block:
    """A person's own words: in rich text nothing is parsed, so no mention rings and no link or format comes alive.

    Words that were taken away, by their age or because their author was forgotten, are said to be gone.
    """
    if not text:
        return context("These words are not kept any more.")
    return _rich_text("rich_text_quote", text)


def preformatted(text: str) -> Block:
    """A person's own words to be copied, as they were typed; nothing in them is parsed."""
    return _rich_text("rich_text_preformatted", text)


def _rich_text(kind: str, text: str) -> Block:
    return {"type": "rich_text", "elements": [{"type": kind, "elements": [{"type": "text", "text": text}]}]}


def actions(*elements: Block) -> Block:
    """A row of buttons and menus, the likely one first."""
    return {"type": "actions", "elements": list(elements)}


def button(
    label: str,
    action_id: str,
    value: str | int | None = None,
    *,
    primary: bool = False,
    accessibility_label: str | None = None,
    url: str | None = None,
) -> Block:
    """A button; `accessibility_label` is what is read aloud where the label alone could mean several things."""
    block: Block = {
        "type": "button",
        "text": plain_text(label, LIMITS["button_text"]),
        "action_id": action_id,
    }
    if value is not None:
        block["value"] = str(value)
    if primary:
        block["style"] = "primary"
    if accessibility_label:
        block["accessibility_label"] = cut(" ".join(accessibility_label.split()), LIMITS["accessibility_label"])
    if url:
        block["url"] = url
    return block


def asked_first(pressed: Block, *, title: str, text: str, yes: str, no: str) -> Block:
    """A red button that Slack asks about before it counts as pressed."""
    confirm = {
        "title": plain_text(title, LIMITS["confirm_title"]),
        "text": plain_text(text, LIMITS["confirm_text"]),
        "confirm": plain_text(yes, LIMITS["confirm_button"]),
        "deny": plain_text(no, LIMITS["confirm_button"]),
        "style": "danger",
    }
    return {**pressed, "style": "danger", "confirm": confirm}


def overflow(action_id: str, options: Sequence[tuple[str, str]]) -> Block:
    """A menu behind "…"; each option is its value and its words."""
    return {"type": "overflow", "action_id": action_id, "options": [option(value, words) for value, words in options]}


def menu(action_id: str, placeholder: str, options: Sequence[tuple[str, str]]) -> Block:
    """A menu in a message; each option is its value and its words. It holds no more than Slack's 100."""
    return {
        "type": "static_select",
        "action_id": action_id,
        "placeholder": plain_text(placeholder, LIMITS["placeholder"]),
        "options": [option(value, words) for value, words in options[: LIMITS["select_options"]]],
    }


def option(value: str, words: str, *, is_markup: bool = False) -> Block:
    """One thing to choose; only radio buttons and checkboxes may have markup in their words."""
    short = cut(" ".join(words.split()), LIMITS["option_text"])
    return {"text": markup(short) if is_markup else plain_text(short, LIMITS["option_text"]), "value": value}
