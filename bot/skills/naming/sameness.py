"""When two names are one: the form of a name in which spaces, hyphens, signs and letters' dress no longer count."""

import re
import unicodedata
from functools import lru_cache

from bot.words import folded

# What people put between two letters or leave out: "Node JS" and "Node.js", "on call" and "on-call", "CI/CD", "Q & A".
_JOINT = r"[\s_\-‐‑‒–—−'’‘`´\"“”/\\.,:;·・|()\[\]]+"
_BETWEEN_DIGITS = re.compile(rf"(?<=\d){_JOINT}(?=\d)")
_BETWEEN = re.compile(rf"(?<=[\w+#]){_JOINT}(?=[\w])|(?<=\w)\s+(?=[+#])")
_AROUND = re.compile(r"^[\s\"“”'’‘`´(\[#*\-–—:,;/]+(?=[\w.])|[\s\"“”'’‘`´)\]*:,;!?./]+$")
_AND = re.compile(r"\s*&\s*")


@lru_cache(maxsize=16384)
def same_key(name: str) -> str:
    """What two spellings of one name share: "Node JS", "nodejs" and "Node.js"; never C, C++ and C#, nor NET and .NET.

    Signs that nobody sees, emoji and what joins words are left out; digits that a sign keeps apart stay apart.
    """
    seen = "".join(sign for sign in unicodedata.normalize("NFKC", name) if not _is_dress(sign))
    plain = _AND.sub(" and ", folded(seen))
    plain = _BETWEEN_DIGITS.sub(".", _AROUND.sub("", plain))
    # The dot between digits is kept from the second pass by not standing between letters.
    return _BETWEEN.sub(_joined, plain) or folded(name)


def _joined(joint: re.Match[str]) -> str:
    before, after = joint.string[joint.start() - 1], joint.string[joint.end()]
    return joint.group() if joint.group() == "." and before.isdigit() and after.isdigit() else ""


def tidied(name: str) -> str:
    """A name as it is shown: without stray spaces, and without unseen signs that could turn what stands beside it."""
    # Joiners are part of some scripts and of emoji.
    seen = (sign for sign in name if unicodedata.category(sign) not in {"Cf", "Cc"} or sign in "\u200c\u200d\n\t")
    return " ".join("".join(seen).split())


def without_accents(key: str) -> str:
    """A key without the accents of its letters, for "resume" and "résumé": close, but not the same for everyone."""
    return "".join(sign for sign in unicodedata.normalize("NFD", key) if not unicodedata.combining(sign))


def _is_dress(sign: str) -> bool:
    # Unseen signs (Cf), emoji and other pictures (So, their skin tones Sk), variation selectors, the Arabic stretcher.
    return (
        unicodedata.category(sign) in {"Cf", "So", "Cs", "Co", "Cn"}
        or sign in "\ufe0e\ufe0f\u0640\u20e3"
        or (0x1F3FB <= ord(sign) <= 0x1F3FF)
    )
