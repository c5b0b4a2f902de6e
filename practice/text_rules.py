"""What text, confirmation and rich text may be."""

from typing import Any

from practice.limit_numbers import LIMITS
from practice.rules import Problems, Rule, address, choice, flag, one_of, several, thing, whole, words

_LONGEST = LIMITS["section_text"]


def plain_text(most: int = _LONGEST) -> Rule:
    """A plain_text object."""
    return thing({"text": words(most)}, {"emoji": flag}, of="plain_text")


def mrkdwn(most: int = _LONGEST) -> Rule:
    """A mrkdwn object."""
    return thing({"text": words(most)}, {"verbatim": flag}, of="mrkdwn")


def any_text(most: int = _LONGEST) -> Rule:
    """A plain_text or mrkdwn object."""
    return one_of({"plain_text": plain_text(most), "mrkdwn": mrkdwn(most)})


CONFIRM = thing(
    {
        "title": plain_text(LIMITS["confirm_title"]),
        "text": any_text(LIMITS["confirm_text"]),
        "confirm": plain_text(LIMITS["confirm_button"]),
        "deny": plain_text(LIMITS["confirm_button"]),
    },
    {"style": choice("primary", "danger")},
)

PERSON_ID = words(None, pattern=r"[UW][A-Z0-9]+")
CHANNEL_ID = words(None, pattern=r"[CG][A-Z0-9]+")

_STYLE_NAMES = ("bold", "italic", "strike", "underline", "code", "highlight", "client_highlight", "unlink")
_STYLE = {"style": thing({}, dict.fromkeys(_STYLE_NAMES, flag))}
_TEXT = words(None, least=0)

_LEAF = one_of(
    {
        "text": thing({"text": _TEXT}, _STYLE, of="text"),
        "link": thing({"url": address()}, {"text": _TEXT, "unsafe": flag, **_STYLE}, of="link"),
        "user": thing({"user_id": PERSON_ID}, _STYLE, of="user"),
        "usergroup": thing({"usergroup_id": words(None, pattern="S[A-Z0-9]+")}, _STYLE, of="usergroup"),
        "team": thing({"team_id": words(None, pattern="T[A-Z0-9]+")}, _STYLE, of="team"),
        "channel": thing({"channel_id": CHANNEL_ID}, _STYLE, of="channel"),
        "emoji": thing({"name": words(None)}, {"skin_tone": whole(1, 6), "unicode": words(None), **_STYLE}, of="emoji"),
        "broadcast": thing({"range": choice("here", "channel", "everyone")}, _STYLE, of="broadcast"),
        "color": thing({"value": words(None, pattern="#?[0-9a-fA-F]{6}")}, _STYLE, of="color"),
        "date": thing(
            {"timestamp": whole(0), "format": words(None)},
            {"url": address(), "fallback": _TEXT, **_STYLE},
            of="date",
        ),
    }
)
_LEAVES = several(_LEAF, least=0)
_SECTION = thing({"elements": _LEAVES}, of="rich_text_section")
_BORDER = {"border": whole(0, 1)}

_PARAGRAPH = one_of(
    {
        "rich_text_section": _SECTION,
        "rich_text_quote": thing({"elements": _LEAVES}, _BORDER, of="rich_text_quote"),
        "rich_text_preformatted": thing(
            {"elements": _LEAVES}, {"language": words(None), **_BORDER}, of="rich_text_preformatted"
        ),
        "rich_text_list": thing(
            {"style": choice("bullet", "ordered"), "elements": several(_SECTION)},
            {"indent": whole(0), "offset": whole(0), **_BORDER},
            of="rich_text_list",
        ),
    }
)

RICH_TEXT = thing({"elements": several(_PARAGRAPH, least=0)}, {"block_id": words(LIMITS["block_id"])}, of="rich_text")


def rich_text_cell(value: Any, at: str) -> Problems:
    """A table's cell of rich text."""
    yield from thing({"elements": several(_PARAGRAPH, least=0)}, of="rich_text")(value, at)
