"""Blocks in words: screen readers and notifications read the text beside the blocks and skip the blocks."""

import re
from collections.abc import Iterator, Sequence

from handlers.blocks.kit.elements import Block
from handlers.blocks.kit.wording import cut, escape

# Emoji only decorate, at the start of a line; bold and code are for the eye.
_DECORATION = re.compile(r"^:[a-z_]+: ", re.MULTILINE)
_FOR_THE_EYE = re.compile(r"[*`]")


class _Quoted(str):
    """A person's own words, which give way where the whole would be too long."""

    __slots__ = ()


def aloud(blocks: Sequence[Block], most: int) -> str:
    """The whole content of the blocks in words, at most so many characters; only quoted words are shortened for it."""
    lines = [line for block in blocks for line in _lines(block) if line]
    quotes = sum(isinstance(line, _Quoted) for line in lines)
    taken = sum(len(line) + 1 for line in lines if not isinstance(line, _Quoted)) + 3 * quotes
    room = max((most - taken) // quotes, 1) if quotes else 0
    return cut("\n".join(f"“{cut(line, room)}”" if isinstance(line, _Quoted) else line for line in lines), most)


def _lines(block: Block) -> Iterator[str]:
    match block["type"]:
        case "section":
            yield _said(block["text"])
            if "accessory" in block:
                yield _choices([block["accessory"]])
        case "header":
            yield _said(block["text"])
        case "context":
            yield from (_said(element) for element in block["elements"])
        case "rich_text":
            for paragraph in block["elements"]:
                yield _Quoted(escape("".join(leaf["text"] for leaf in paragraph["elements"])))
        case "actions":
            yield _choices(block["elements"])
        case "data_visualization":
            yield from _numbers(block)


def _numbers(chart: Block) -> Iterator[str]:
    """A chart's title, and under it every number of each category."""
    axis, series = chart["chart"]["axis_config"], chart["chart"]["series"]
    yield f"{escape(chart['title'])}."
    told = []
    for place, category in enumerate(axis["categories"]):
        numbers = ", ".join(f"{one['name']} {one['data'][place]['value']}" for one in series)
        told.append(escape(f"{category}, {numbers}"))
    yield f"{escape(axis['x_label'])}: {'; '.join(told)}."


def _said(text: Block) -> str:
    if text["type"] == "plain_text":
        return escape(text["text"])
    return _FOR_THE_EYE.sub("", _DECORATION.sub("", text["text"]))


def _choices(elements: Sequence[Block]) -> str:
    labels: list[str] = []
    for element in elements:
        if element["type"] == "static_select":
            # What such a menu offers is in what the message says, and would be read twice.
            texts = [element["placeholder"]]
        else:
            texts = [element["text"]] if "text" in element else [one["text"] for one in element["options"]]
        labels += [_said(text) for text in texts]
    return f"Choices: {'; '.join(labels)}."
