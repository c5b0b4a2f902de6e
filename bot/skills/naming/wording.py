"""A wording of a topic, taken apart: its words, their stems, and the short forms that people make of it."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from bot.skills.naming.sameness import same_key
from bot.words import folded, stem

LONGEST_INITIALS = 6
MOST_WORDS = 12

_WORD = re.compile(r"(?:\B\.)?[^\W_]+[+#]*")
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

LITTLE_WORDS = frozenset(
    "a an and are at be by do for from i in into is it my of on or our the to up us with your".split()
)
"""Words that say little about the topic of a name, though some names have them."""

FILLERS = frozenset(
    "advanced basic basics beginner beginners beginning being best better course doing effective efficient expert "
    "feeling fundamentals general get getting give giving good great handling having help hosting how "
    "intermediate intro introduction knowledge lang language learning lessons level make making practical "
    "practice practices professional programming skill skills stuff take taking techniques things tips tool tools "
    "training tricks tutorial using well work workflow working".split()
)
"""Words that people put around the name of a topic."""

SHORTENINGS = {
    "acct": "account",
    "admin": "administration",
    "auth": "authentication",
    "biz": "business",
    "comms": "communication",
    "cust": "customer",
    "db": "database",
    "dev": "development",
    "devs": "developers",
    "doc": "documentation",
    "docs": "documentation",
    "fin": "financial",
    "gov": "governance",
    "infra": "infrastructure",
    "intl": "international",
    "mgmt": "management",
    "mgr": "manager",
    "mktg": "marketing",
    "ms": "microsoft",
    "ops": "operations",
    "org": "organisation",
    "perf": "performance",
    "prep": "preparation",
    "preso": "presentation",
    "prod": "product",
    "proj": "project",
    "sec": "security",
    "sys": "system",
    "tech": "technical",
}
"""Short forms of single words which are no mere beginnings to everybody, or so common that they count as the word."""


@dataclass(frozen=True)
class Wording:
    """One way to say a topic: `key` as names are compared, `words` in order, `stems` of these."""

    key: str
    words: tuple[str, ...]
    stems: tuple[str, ...]


@lru_cache(maxsize=16384)
def wording(name: str) -> Wording:
    """A name taken apart; hyphens and other signs part words here."""
    words = tuple(_WORD.findall(folded(name).replace("'s ", " ").replace("’s ", " "))[:MOST_WORDS])
    return Wording(same_key(name), words, tuple(stem(word) for word in words))


@lru_cache(maxsize=16384)
def initials(name: str) -> frozenset[str]:
    """The initials of a name of several words, with and without its little ones: "m&a" has "ma" and "maa"."""
    parts = _parts(name)
    telling = [part for part in parts if part.casefold() not in LITTLE_WORDS]
    return frozenset(
        found
        for chosen in (parts, telling)
        if 1 < len(chosen) <= LONGEST_INITIALS
        # "PBI" for Power BI: what is written in capitals is an abbreviation already.
        for found in (
            "".join(part[0] for part in chosen).casefold(),
            "".join(part if part.isupper() else part[0] for part in chosen).casefold(),
        )
    )


@lru_cache(maxsize=16384)
def numeronyms(name: str) -> frozenset[str]:
    """The short forms that count the letters left out of a word, such as i18n."""
    words = {same_key(name), *(part.casefold() for part in _parts(name))}
    return frozenset(f"{word[0]}{len(word) - 2}{word[-1]}" for word in words if len(word) > 4 and word.isalpha())


def _parts(name: str) -> list[str]:
    return [part for word in _WORD.findall(unicodedata.normalize("NFKC", name)) for part in CAMEL.split(word)]


def letters_of(key: str) -> str:
    """The letters of a key in order of the alphabet: two names with the same ones differ by a slip of the fingers."""
    return "".join(sorted(key))
