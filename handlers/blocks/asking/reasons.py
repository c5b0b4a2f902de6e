"""Why somebody is asked, in words: as the asker reads it, and as the person asked reads it."""

from collections.abc import Iterable

from bot.matching import Reason
from handlers.blocks.kit import bold, count

# What we found out about somebody. Whoever came by themselves, or as the asker's lead, needs no reason.
_FOUND = frozenset({"lists", "helped"})


def about_them(reasons: Iterable[Reason]) -> list[str]:
    """What is true of somebody else, never how often: "lists Terraform", "helped with this before"."""
    return [
        f"lists {bold(reason.topic)}" if reason.topic and reason.kind == "lists" else "helped with this before"
        for reason in reasons
        if reason.kind in _FOUND
    ]


def about_you(reasons: Iterable[Reason]) -> str:
    """The line that tells a person why they are asked; empty where there is nothing to say."""
    said = [
        f"you list {bold(reason.topic)}"
        if reason.topic and reason.kind == "lists"
        else f"you helped with {count(reason.times, 'question', 'questions')} like this"
        for reason in reasons
        if reason.kind in _FOUND
    ]
    return f"Why you: {'; '.join(said)}" if said else ""
