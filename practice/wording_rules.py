"""What Slack takes but no app should send: two green buttons, a time without its zone, buttons that sound alike."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from practice.records import Json
from practice.rules import Problem, Problems
from practice.surfaces import elements_in, label_of

_DATE = re.compile(r"<!date\^([^>]*)>")
_ZONE = re.compile(
    r"\b(?:[A-Z]{2,5}(?:[+−-]\d{1,2}(?::?\d\d)?)?|[A-Z]\w+(?:/\w+)? time)\)?\.?$|[A-Z]\w+/\w+\)?$|[+−-]\d\d:?\d\d$"
)
_SHORTEST_DESCRIPTION = 10


def wording_problems(payload: Json, at: str = "", *, one_primary: bool = True) -> Problems:
    """Yield what should be mended in texts, buttons and images; `one_primary`: at most one green button."""
    for pointer, text in _texts(payload, at):
        yield from _dates(text, pointer)
    blocks = payload.get("blocks")
    if isinstance(blocks, list) and all(isinstance(block, dict) for block in blocks):
        if one_primary and sum(1 for button in _buttons(blocks) if button.get("style") == "primary") > 1:
            yield Problem(f"{at}/blocks", "more than one primary button", is_refused=False)
        yield from _same_labels(blocks, f"{at}/blocks")
        yield from _images(blocks, f"{at}/blocks")


def _texts(value: Any, at: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, dict):
        for name, inside in value.items():
            yield from _texts(inside, f"{at}/{name}")
    elif isinstance(value, list):
        for position, inside in enumerate(value):
            yield from _texts(inside, f"{at}/{position}")


def _dates(text: str, pointer: str) -> Problems:
    for date in _DATE.finditer(text):
        inside, bar, fallback = date[1].partition("|")
        if not re.match(r"\d+\^.*\{", inside):
            yield Problem(pointer, f"<!date^{inside}> has no time or no format", is_refused=False)
        if not bar or not _ZONE.search(fallback.strip()):
            yield Problem(pointer, f"the fallback of <!date^{inside}> does not name its zone", is_refused=False)


def _buttons(blocks: list[Json]) -> list[Json]:
    return [placed.element for placed in elements_in(blocks) if placed.element.get("type") == "button"]


def _same_labels(blocks: list[Json], at: str) -> Problems:
    spoken = Counter(str(button.get("accessibility_label") or label_of(button)) for button in _buttons(blocks))
    for label, count in spoken.items():
        if count > 1:
            problem = f"{count} buttons are read aloud as {label!r}; give them accessibility_label"
            yield Problem(at, problem, is_refused=False)


def _images(blocks: list[Json], at: str) -> Problems:
    for position, block in enumerate(blocks):
        if block.get("type") == "image" and len(str(block.get("alt_text") or "")) < _SHORTEST_DESCRIPTION:
            yield Problem(f"{at}/{position}/alt_text", "says too little about the image", is_refused=False)
