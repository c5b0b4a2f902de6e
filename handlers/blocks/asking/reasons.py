"""Why somebody is asked, in words: as the asker reads it, and as the person asked reads it."""

from collections.abc import Iterable

from bot.matching import Reason
from handlers.blocks.kit import bold, count

# Whoever came by themselves, or as the asker's lead, needs no reason.
_FOUND = frozenset({"lists", "helped", "taught"})


def about_them(reasons: Iterable[Reason]) -> list[str]:
    """What is true of somebody else, never how often: "lists Terraform", "helped with this before"."""
    return [_about_them(reason) for reason in reasons if reason.kind in _FOUND]


def _about_them(reason: Reason) -> str:
    if reason.kind == "lists" and reason.topic:
        return f"lists {bold(reason.topic)}"
    return "held a lunch-and-learn about it" if reason.kind == "taught" else "helped with this before"


def about_you(reasons: Iterable[Reason]) -> str:
    """The line that tells a person why they are asked; empty where there is nothing to say."""
    said = [_about_you(reason) for reason in reasons if reason.kind in _FOUND]
    return f"Why you: {'; '.join(said)}" if said else ""


def _about_you(reason: Reason) -> str:
    if reason.kind == "lists" and reason.topic:
        return f"you list {bold(reason.topic)}"
    if reason.kind == "taught":
        return "you held a lunch-and-learn about it"
    return f"you helped with {count(reason.times, 'question', 'questions')} like this"
