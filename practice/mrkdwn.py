"""Slack's mrkdwn as safe HTML, in the reader's own zone."""

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from practice.dates import date_in_words, moment_in_words
from practice.emoji import with_emoji

_CODE_BLOCK = re.compile(r"```\n?(.+?)\n?```", re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")
_CONTROL = re.compile(r"<([^<>\n]+)>")
_ADDRESS = re.compile(r"\bhttps?://[^\s<>\ue000\ue001]*[^\s<>\ue000\ue001.,;:!?)'\"]")
_RINGING = re.compile(r"(?<![\w@])@(here|channel|everyone)\b")
_KEPT = re.compile("\ue000(\\d+)\ue001")
_LIST_ITEM = re.compile(r"\s*(?:[•◦▪-]|\d{1,2}[.)])\s+\S")
_EMPHASIS = (
    (re.compile(r"(?<![\w*])\*(?![\s*])([^*\n]+?)(?<!\s)\*(?![\w*])"), "b"),
    (re.compile(r"(?<![\w_])_(?![\s_])([^_\n]+?)(?<!\s)_(?![\w_])"), "i"),
    (re.compile(r"(?<![\w~])~(?![\s~])([^~\n]+?)(?<!\s)~(?![\w~])"), "s"),
)
_SAFE_ADDRESSES = ("http://", "https://", "mailto:", "tel:", "slack://")


@dataclass(frozen=True)
class Reader:
    """For whom a text is drawn: who they are, their zone, the agreed time, and the names behind ids."""

    person_id: str
    zone: ZoneInfo
    now: datetime
    people: Mapping[str, str] = field(default_factory=dict)
    channels: Mapping[str, str] = field(default_factory=dict)
    link_to: Callable[[str], str | None] = lambda _channel_id: None


class _Kept:
    """Pieces of finished HTML, taken out of the text while the rest of it is escaped and formatted."""

    def __init__(self) -> None:
        self.pieces: list[str] = []

    def put(self, piece: str) -> str:
        self.pieces.append(piece)
        return f"\ue000{len(self.pieces) - 1}\ue001"

    def back(self, text: str) -> str:
        while _KEPT.search(text):
            text = _KEPT.sub(lambda found: self.pieces[int(found[1])], text)
        return text


def escaped(text: str) -> str:
    """Return text as Slack stores it (with &amp; &lt; &gt;) escaped for HTML exactly once."""
    return html.escape(text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))


def to_html(text: str, reader: Reader, *, verbatim: bool = False) -> Markup:
    """Return mrkdwn as safe HTML; unless `verbatim`, bare addresses and a typed @here come alive, as in Slack."""
    kept = _Kept()
    text = text.replace("\ue000", "").replace("\ue001", "")
    text = _CODE_BLOCK.sub(lambda found: kept.put(f"<pre><code>{_inside_code(found[1], reader)}</code></pre>"), text)
    text = _CODE.sub(lambda found: kept.put(f"<code>{_inside_code(found[1], reader)}</code>"), text)
    text = _CONTROL.sub(lambda found: kept.put(control(found[1], reader)), text)
    if not verbatim:
        text = _ADDRESS.sub(lambda found: kept.put(link(found[0], found[0])), text)
        text = _RINGING.sub(lambda found: kept.put(f'<span class="mention rings">@{found[1]}</span>'), text)
    return Markup(kept.back(_lines(text)))  # noqa: S704 - everything in it was escaped above


def plain(text: str) -> str:
    """Return the text of a plain_text object as people read it."""
    return with_emoji(text)


def control(inside: str, reader: Reader) -> str:
    """Return the HTML for what stands between < and >: a person, a channel, a date, a broadcast or a link."""
    body, _, label = inside.partition("|")
    if body.startswith("@"):
        return mention(body[1:], reader, label)
    if body.startswith("#"):
        return channel(body[1:], reader, label)
    if body.startswith("!date^"):
        return _date(body, label, reader)
    if body.startswith("!subteam^"):
        return f'<span class="mention rings">{escaped(label or "@" + body[9:])}</span>'
    if body.startswith("!"):
        return f'<span class="mention rings">@{escaped(body[1:])}</span>'
    return link(body, label or body)


def link(address: str, label: str) -> str:
    """Return a link that opens beside the page, or the label alone where the address is of no safe kind."""
    words = with_emoji(escaped(label))
    if not address.lower().startswith(_SAFE_ADDRESSES):
        return words
    return f'<a href="{escaped(address)}" target="_blank" rel="noreferrer noopener">{words}</a>'


def mention(person_id: str, reader: Reader, label: str = "") -> str:
    """Return a person's name as a chip, marked when it is the reader."""
    name = reader.people.get(person_id) or label.removeprefix("@") or person_id
    mine = " me" if person_id == reader.person_id else ""
    return f'<span class="mention{mine}">@{escaped(name)}</span>'


def channel(channel_id: str, reader: Reader, label: str = "") -> str:
    """Return a channel's name, as a link where the reader may go."""
    name = escaped(reader.channels.get(channel_id) or label or "private channel")
    address = reader.link_to(channel_id)
    if address is None:
        return f'<span class="mention">#{name}</span>'
    return f'<a class="mention" href="{html.escape(address)}">#{name}</a>'


def date(epoch: int, pattern: str, reader: Reader, fallback: str = "", address: str = "") -> str:
    """Return a time in the reader's zone; the tooltip says the zone and what others read as fallback."""
    try:
        moment = datetime.fromtimestamp(epoch, UTC).astimezone(reader.zone)
    except (OverflowError, OSError, ValueError):
        return escaped(fallback)
    words = escaped(date_in_words(moment, pattern, reader.now.astimezone(reader.zone)))
    tooltip = moment_in_words(moment, reader.zone)
    if fallback:
        tooltip += f" · fallback text: {fallback}"
    time = f'<time datetime="{moment.isoformat()}" title="{html.escape(tooltip)}">{words}</time>'
    return f'<a href="{escaped(address)}" target="_blank" rel="noreferrer noopener">{time}</a>' if address else time


def _date(body: str, fallback: str, reader: Reader) -> str:
    _, epoch, pattern, *address = [*body.split("^", 3), ""]
    if not epoch.isdecimal():
        return escaped(fallback)
    safe = address[0] if address[0].lower().startswith(_SAFE_ADDRESSES) else ""
    return date(int(epoch), pattern, reader, fallback, safe)


def _inside_code(text: str, reader: Reader) -> str:
    """Inside code only names are put in; nothing is formatted and no emoji is drawn."""
    kept = _Kept()

    def name(found: re.Match[str]) -> str:
        body, _, label = found[1].partition("|")
        if body.startswith("@"):
            return kept.put(escaped("@" + (reader.people.get(body[1:]) or label or body[1:])))
        return kept.put(escaped(label or body))

    return kept.back(escaped(_CONTROL.sub(name, text)))


def _formatted(line: str) -> str:
    line = with_emoji(escaped(line))
    for pattern, tag in _EMPHASIS:
        line = pattern.sub(rf"<{tag}>\1</{tag}>", line)
    return line


def _lines(text: str) -> str:
    """Join lines: those after > become one quote, those after a bullet or number one list, the rest has breaks."""
    groups: list[tuple[str, list[str]]] = []
    for line in text.split("\n"):
        kind, words = _kind_of(line)
        if groups and groups[-1][0] == kind:
            groups[-1][1].append(words)
        else:
            groups.append((kind, [words]))
    return "".join(_group(kind, lines) for kind, lines in groups)


def _kind_of(line: str) -> tuple[str, str]:
    for sign in ("&gt;", ">"):
        if line.startswith(sign):
            return "quote", line.removeprefix(sign).removeprefix(" ")
    return ("list" if _LIST_ITEM.match(line) else "words"), line


def _group(kind: str, lines: list[str]) -> str:
    if kind == "quote":
        return f"<blockquote>{_lines(chr(10).join(lines))}</blockquote>"
    if kind == "list":
        return "<ul>" + "".join(f"<li>{_formatted(line.strip())}</li>" for line in lines) + "</ul>"
    return f'<span class="words">{"<br>".join(_formatted(line) for line in lines)}</span>'
