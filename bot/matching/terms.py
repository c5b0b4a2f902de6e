"""Texts as the engine compares them: which words that carry meaning they have, each as a number, and how often."""

import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.words import CAMEL_HUMP, STOP_WORDS, WORD, stem

# Stored terms of another version are made anew; raise it whenever the same text would give other terms.
TERMS_VERSION = 1
# A pasted log says what it is about in its beginning.
LETTERS_READ = 8_000
MOST_TERMS = 400
_JOINTS = re.compile(r"[.'\-]")
# Scripts that put no spaces between words are compared by pairs of letters.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+")
_MOST_OFTEN = 255


class CorruptTerms(ValueError):
    """Stored terms that are not what was stored; they have to be made anew from the text."""


class Terms(NamedTuple):
    """The terms of a text: 64-bit numbers, rising, each once; and how often each occurs, 255 at most."""

    numbers: NDArray[np.uint64]
    counts: NDArray[np.uint8]

    @property
    def length(self) -> int:
        """How many words that carry meaning the text has."""
        return int(self.counts.sum(dtype=np.int64))


def terms_of(text: str) -> Terms:
    """The terms of a text; those of a first line that more follows count twice, since it says what it is about."""
    counted = Counter(map(number_of, stems_of(text)))
    if head_of(text) != text:
        counted.update(map(number_of, stems_of(head_of(text))))
    chosen = sorted(counted)[:MOST_TERMS]
    numbers = np.array(chosen, dtype=np.uint64)
    counts = np.array([min(counted[number], _MOST_OFTEN) for number in chosen], dtype=np.uint8)
    return Terms(numbers, counts)


def packed(terms: Terms) -> bytes:
    """Terms as they are stored: a checksum, the numbers, the counts. They hold no words."""
    body = terms.numbers.astype("<u8").tobytes() + terms.counts.tobytes()
    return zlib.crc32(body).to_bytes(4, "little") + body


def unpacked(data: bytes) -> Terms:
    """Stored terms back; raises `CorruptTerms` when they are not what was stored."""
    checksum, body = data[:4], data[4:]
    count, rest = divmod(len(body), 9)
    if len(checksum) < 4 or rest or zlib.crc32(body).to_bytes(4, "little") != checksum:
        raise CorruptTerms
    numbers = np.frombuffer(body, dtype="<u8", count=count).astype(np.uint64)
    return Terms(numbers, np.frombuffer(body, dtype=np.uint8, offset=8 * count))


@lru_cache(maxsize=65_536)
def number_of(word: str) -> int:
    """The number of a word; no two words of a language share one, for all that matters here."""
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little")


def head_of(text: str) -> str:
    """The first line of a text, which says what the rest is about; all of a text that has one line only."""
    head, _, rest = text.strip().partition("\n")
    return head if rest else text


def stems_of(text: str) -> Iterator[str]:
    """The stems of the words of a text that carry meaning, in order: what its terms are numbers of."""
    for match in WORD.finditer(unicodedata.normalize("NFKC", text[:LETTERS_READ]).replace("’", "'")):
        yield from _stems_of_word(match.group())


@lru_cache(maxsize=65_536)
def _stems_of_word(written: str) -> tuple[str, ...]:
    """A word's stem, those of its parts where it is put together as CamelCase, node.js or on-call are, or its pairs."""
    if _UNSPACED.fullmatch(written):
        return tuple(written[at : at + 2] for at in range(max(len(written) - 1, 1)))
    whole = written.casefold()
    found = {whole} | {part.casefold() for part in CAMEL_HUMP.split(written)}
    if _JOINTS.search(written):
        joined = [part for part in _JOINTS.split(written) if len(part) > 1]
        found |= {hump.casefold() for part in joined for hump in (part, *CAMEL_HUMP.split(part))}
    return tuple(stem(word) for word in sorted(found) if word not in STOP_WORDS)
