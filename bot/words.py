"""Words as they are compared: folded names of skills, and the meaning-bearing words of a question."""

import re
import unicodedata

# Letters and digits of any script, with the signs that belong to names such as C++, C#, .NET, node.js.
_WORD = re.compile(r"\.?[^\W_]+(?:[.'’\-][^\W_]+)*[+#]*", re.UNICODE)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

STOP_WORDS = frozenset(
    "a about after all also am an and any anyone are as at be because been before being between both but by can could "
    "did do does doing don't during each else ever every for from get gets getting give go had has have having he help "
    "her here him his how i i'm if in into is isn't it it's its just know like make me more most my need no not of on "
    "one only or other our out over own please really same she should since so some someone something such than thanks "
    "that the their them then there these they this those through to too try trying under until up us use used using "
    "very want was way we were what when where which while who whom why will with work would you your".split()
)


def folded(name: str) -> str:
    """A name as it is compared: without case, accents of width, and stray spaces; signs that carry meaning stay."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"\s+", " ", plain.replace("_", " ")).strip()


def stem(word: str) -> str:
    """A rough English stem, enough for "meetings" to meet "meeting" and "deploying" to meet "deploy"."""
    for ending, shortest, replacement in (("ies", 5, "y"), ("ing", 6, ""), ("ed", 5, ""), ("es", 5, ""), ("s", 4, "")):
        if word.endswith(ending) and len(word) >= shortest and not word.endswith(("ss", "us", "is")):
            return word[: -len(ending)] + replacement
    return word


def words_of(text: str) -> list[str]:
    """The stems of the words in `text` that carry meaning, in order, repeated as they are."""
    found: list[str] = []
    for match in _WORD.finditer(unicodedata.normalize("NFKC", text)):
        whole = match.group().casefold()
        parts = {part.casefold() for part in _CAMEL.split(match.group())} | {whole}
        found.extend(stem(part) for part in sorted(parts) if part not in STOP_WORDS)
    return found
