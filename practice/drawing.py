"""The Jinja environment: how blocks, texts and people become HTML."""

import json
import zlib
from pathlib import Path
from typing import cast

from jinja2 import Environment, FileSystemLoader, TemplateError
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from practice import drawn_chart, mrkdwn
from practice.drawn_surface import DrawnSurface
from practice.emoji import QUICK_REACTIONS, emoji_for, with_emoji
from practice.records import Json

_FOLDER = Path(__file__).parent
_MARKDOWN = (
    MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"]).disable("image")
)


def words(surface: DrawnSurface, text: Json | None) -> Markup:
    """Return a text object as HTML: plain text with its emoji, mrkdwn with everything Slack knows."""
    if not text:
        return Markup()
    content = str(text.get("text", ""))
    if text.get("type") == "mrkdwn":
        return mrkdwn.to_html(content, surface.reader, verbatim=bool(text.get("verbatim")))
    content = content if text.get("emoji") is False else with_emoji(content)
    return escape(content).replace("\n", Markup("<br>"))


def plain_words(text: Json | None) -> str:
    """Return a plain text object for a place that takes no HTML, like a placeholder."""
    return with_emoji(str((text or {}).get("text", "")))


def markdown(text: str) -> Markup:
    """Return standard Markdown, as the markdown block has it, as safe HTML."""
    return Markup(with_emoji(_MARKDOWN.render(text)))  # noqa: S704 - the parser escapes all HTML in the text


def is_local(address: str) -> bool:
    """Whether an image can be shown without asking another computer."""
    return address.startswith("data:image/") or (address.startswith("/") and not address.startswith("//"))


def fingerprint(*parts: object) -> str:
    """Return a short hash of what a part of the page shows; equal means it is left alone."""
    return f"{zlib.crc32('|'.join(str(part) for part in parts).encode()):08x}"


def pretty_json(value: object) -> str:
    """Return JSON for reading."""
    return json.dumps(value, indent=2, ensure_ascii=False, default=str)


class Drawing:
    """Draws templates; one broken block becomes a grey box and never a broken page."""

    def __init__(self) -> None:
        loader = FileSystemLoader(_FOLDER / "templates")
        self._environment = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
        self._environment.filters.update(
            emoji=with_emoji, emoji_for=emoji_for, markdown=markdown, json=pretty_json, plain_words=plain_words
        )
        self._environment.globals.update(
            words=words,
            block=self.block,
            draw_chart=drawn_chart.draw,
            mention=lambda person_id, reader: Markup(mrkdwn.mention(person_id, reader)),  # noqa: S704 - escapes inside
            channel=lambda channel_id, reader: Markup(mrkdwn.channel(channel_id, reader)),  # noqa: S704 - the same
            date=lambda leaf, reader: Markup(  # noqa: S704 - the same
                mrkdwn.date(int(leaf["timestamp"]), leaf["format"], reader, leaf.get("fallback", ""))
            ),
            link=lambda leaf: Markup(mrkdwn.link(leaf["url"], leaf.get("text") or leaf["url"])),  # noqa: S704 - the same
            fingerprint=fingerprint,
            is_local=is_local,
            quick_reactions=QUICK_REACTIONS,
        )

    def block(self, surface: DrawnSurface, block: Json) -> Markup:
        """Return one block as HTML; an unknown or broken one is shown as what it is."""
        macros = self._environment.get_template("blocks.html").module
        try:
            return cast("Markup", macros.block(surface, block))  # type: ignore[attr-defined]
        except (TemplateError, KeyError, TypeError, ValueError, AttributeError) as problem:
            return cast("Markup", macros.unknown(f"{block.get('type')} (cannot be drawn: {problem})"))  # type: ignore[attr-defined]

    def page(self, template: str, **facts: object) -> str:
        """Return a whole page."""
        return self._environment.get_template(template).render(**facts)
