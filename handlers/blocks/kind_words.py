"""All kind words for their receiver's own eyes, a page at a time."""

from datetime import datetime

from bot.kudos.all_kind_words import KindWord, PageOfKindWords
from handlers.blocks import year_of_help
from handlers.blocks.kit import Block, View, actions, bold, button, context, day, modal, plain, quote, section

SEE_ALL = "kind_words.see_all"
NEWER = "kind_words.newer"
OLDER = "kind_words.older"

_TITLE = "All kind words"


def own_buttons() -> Block:
    """What somebody can do with their kind words, below the newest of them."""
    return actions(see_all_button(), year_of_help.open_button())


def see_all_button() -> Block:
    """The button that opens all of them, wherever it stands."""
    return button("All kind words", SEE_ALL, 0)


def page_view(page: PageOfKindWords, *, zone: str) -> View:
    """A page, with the way to the others."""
    if not page.words:
        return modal(_TITLE, [section("Nothing here yet. What people thank you for will stand here, and stay.")])
    blocks: list[Block] = []
    for word in page.words:
        blocks += [quote(word.reason), context(from_whom(word.by, word.given_at, word.topic, zone, aside=_aside(word)))]
    turns = [
        *([button("Newer", NEWER, page.number - 1)] if page.number else []),
        *([button("Older", OLDER, page.number + 1)] if page.has_older else []),
    ]
    return modal(_TITLE, [*blocks, *([actions(*turns)] if turns else [])])


def _aside(word: KindWord) -> str:
    return "just for you" if word.is_private else ""


def from_whom(by: str, given_at: datetime, topic: str | None, zone: str, *, aside: str = "") -> str:
    """Who said it, when and for what, below their words."""
    said = [plain(by), day(given_at, zone), f"for {bold(topic)}" if topic else "", aside]
    return " · ".join(part for part in said if part)
