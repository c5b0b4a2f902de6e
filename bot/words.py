"""Words as they are compared: folded names of skills, and the meaning-bearing words of a question."""

import re
import unicodedata
from functools import lru_cache

# Letters and digits of any script, with the signs that belong to names such as C++, C#, .NET, node.js.
WORD = re.compile(r"\.?[^\W_]+(?:[.'\-][^\W_]+)*[+#]*", re.UNICODE)
_ENGLISH = re.compile(r"[a-z'\-]+")
_VOWEL = re.compile(r"[aeiouy]")
CAMEL_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

STOP_WORDS = frozenset(
    "a about after all also am an and any anyone are as at be because been before being between both but by can could "
    "did do does doing don't during each else ever every for from get gets getting give go had has have having he help "
    "her here him his how i i'm if in into is isn't it it's its just know like make me more most my need no not of on "
    "one only or other our out over own please really same she should since so some someone something such than thanks "
    "that the their them then there these they this those through to too try trying under until up us use used using "
    "best better good great keep know people place places say says take tell think time today week well won't "
    "very want was way we were what when where which while who whom why will with work would you your".split()
)


def folded(name: str) -> str:
    """A name as it is compared: without case, accents of width, and stray spaces; signs that carry meaning stay."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"\s+", " ", plain.replace("_", " ")).strip()


def stem(word: str) -> str:
    """A rough English stem: "databases" meets "database", "planning" meets "plans", "team's" meets "teams"."""
    word = word.removesuffix("'s")
    if len(word) < 4 or _ENGLISH.fullmatch(word) is None:
        return word
    word = _singular(word)
    for ending in ("ing", "ed"):
        base = word.removesuffix(ending)
        if base != word and len(base) > 2 and _VOWEL.search(base) and not base.endswith("e"):
            doubled = base[-1] == base[-2] and base[-1] not in "lsz"
            return base[:-1] if doubled else base
    return word.removesuffix("e") if len(word) > 3 else word


def _singular(word: str) -> str:
    # "movies" is read as of "movy", since nobody can tell it from "cities", so "movie" has to be too.
    if word.endswith(("ies", "ie")) and len(word) > 4:
        return word[: word.rindex("ie")] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    if word.endswith(("ss", "us")) or (word.endswith("is") and len(word) > 4):
        return word
    return word.removesuffix("s")


@lru_cache(maxsize=8192)
def words_of(text: str) -> tuple[str, ...]:
    """The stems of the words in `text` that carry meaning, in order, repeated as they are."""
    found: list[str] = []
    for match in WORD.finditer(unicodedata.normalize("NFKC", text).replace("’", "'")):
        whole = match.group().casefold()
        parts = {part.casefold() for part in CAMEL_HUMP.split(match.group())} | {whole}
        found.extend(stem(part) for part in sorted(parts) if part not in STOP_WORDS)
    return tuple(found)
