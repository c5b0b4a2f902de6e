"""Which topics a running text names: a question, or the reason of a kudos."""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bot.skills.naming.likeness import is_other_form
from bot.skills.naming.sameness import same_key
from bot.skills.naming.wording import LITTLE_WORDS, Wording, wording
from bot.words import stem

LOOSE = 2
LETTERS_READ = 4000

_WORD = re.compile(r"(?:\B\.)?[^\W_]+(?:[+#]+(?!\w))?")
_SENTENCE_ENDS = re.compile(r"[.!?:;\n•>]\s*$")

# Names that are everyday words too: a text means the topic when it writes them large inside a sentence, says code, or
# begins with them and a colon.
_EVERYDAY = frozenset(
    "access c dart elm excel express flask focus git go julia make node notion outlook r react rest ruby rust scratch "
    "shell sketch slack spark spring swift teams word".split()
)
_HINTS = frozenset(
    "api app backend client code compil cod develop engineer formula frontend function generic goroutin lang languag "
    "librar modul packag program project script server servic sheet spreadsheet studio templat".split()
)


@dataclass(frozen=True)
class _Word:
    written: str
    plain: str
    stem: str
    opens: bool
    is_heading: bool


@dataclass(frozen=True, order=True)
class Span:
    """Where in a text something is named: from its first word up to and without `end`; `words` are its own."""

    start: int
    end: int
    words: int


class RunningText:
    """A text prepared to be asked what it names."""

    def __init__(self, text: str) -> None:
        text = unicodedata.normalize("NFKC", text[:LETTERS_READ]).replace("’", "'").replace("'s ", " ")
        self._words: list[_Word] = []
        self._places: dict[str, list[int]] = defaultdict(list)
        before = 0
        for match in _WORD.finditer(text):
            between = text[before : match.start()]
            opens = not self._words or _SENTENCE_ENDS.search(between) is not None
            before = match.end()
            plain = match.group().casefold()
            self._places[stem(plain)].append(len(self._words))
            is_heading = opens and text[match.end() : match.end() + 2] == ": "
            self._words.append(_Word(match.group(), plain, stem(plain), opens, is_heading))
        self._joined = same_key(text) if not text.isascii() else ""

    def names(self, name: str) -> Span | None:
        """Where the text names a topic by this wording, if it does; words in between and other forms are allowed.

        "on call" is named by exactly these words, since "call" alone is another thing; Go only as a language.
        """
        apart = wording(name)
        if not apart.words:
            return None
        if _is_unspaced(apart.key):
            at = self._joined.find(apart.key)
            return Span(at, at + 1, 1) if at >= 0 else None
        if not set(apart.stems) <= self._places.keys():
            return None
        if len(apart.words) == 1:
            return self._single(apart)
        return self._phrase(apart) if len(_telling(apart)) < len(apart.words) else self._close_together(apart)

    def _single(self, apart: Wording) -> Span | None:
        (plain,) = apart.words
        for place in self._places[apart.stems[0]]:
            word = self._words[place]
            if plain in _EVERYDAY:
                if word.plain == plain and self._is_meant(place):
                    return Span(place, place + 1, 1)
            elif word.plain == plain or is_other_form(word.plain, plain):
                return Span(place, place + 1, 1)
        return None

    def _is_meant(self, place: int) -> bool:
        word = self._words[place]
        around = self._words[max(0, place - 1) : place] + self._words[place + 1 : place + 2]
        if len(word.plain) == 1 and not word.written.isupper():
            return False
        if word.is_heading or any(near.stem in _HINTS for near in around):
            return True
        after_in = place > 0 and self._words[place - 1].plain in {"in", "into", "to"}
        is_large = word.written[0].isupper() and not word.opens
        return is_large and (len(word.plain) > 1 or (after_in and self._words[place - 1].plain == "in"))

    def _phrase(self, apart: Wording) -> Span | None:
        size = len(apart.words)
        for start in self._places[apart.stems[0]]:
            said = tuple(word.stem for word in self._words[start : start + size])
            if said == apart.stems:
                return Span(start, start + size, len(_telling(apart)))
        return None

    def _close_together(self, apart: Wording) -> Span | None:
        wanted = set(apart.stems)
        places = sorted(place for own in wanted for place in self._places[own])
        room = len(apart.words) + LOOSE
        for order, start in enumerate(places):
            within = [place for place in places[order:] if place < start + room]
            if {self._words[place].stem for place in within} == wanted and not self._is_parted(start, within[-1]):
                return Span(start, within[-1] + 1, len(apart.words))
        return None

    def _is_parted(self, first: int, last: int) -> bool:
        return any(word.opens for _, word in pairwise(self._words[first : last + 1]))


@lru_cache(maxsize=8192)
def is_shaky(name: str) -> bool:
    """Whether single words of a name say nothing about it: those of "on call", "1 on 1", Go or Word."""
    telling = _telling(wording(name))
    return len(telling) < 2 and (len(wording(name).words) > 1 or telling <= _EVERYDAY)


def _telling(apart: Wording) -> frozenset[str]:
    return frozenset(word for word in apart.words if word not in LITTLE_WORDS and not word.isdigit())


def _is_unspaced(key: str) -> bool:
    """Whether a name is of a script that puts no spaces between words."""
    return len(key) > 1 and all("\u3040" <= sign <= "\u9fff" or "\uac00" <= sign <= "\ud7a3" for sign in key)
