"""Uniting what one member said about two topics that became one, so that it can be taken apart again.

What somebody wrote about themselves stays in their own row and nowhere else: of two notes we keep where one ends.
"""

import hashlib
from datetime import datetime
from typing import Any

from models import Expertise, Level, Source, Way

_HIGHEST_FIRST = (Level.CAN_TEACH, Level.CAN_HELP, Level.LEARNING)


def unite(away: Expertise, into: Expertise) -> dict[str, Any]:
    """Put what `away` says into `into`: the higher level, both ways of helping, both notes. Gives how to undo it."""
    before = {"away": _as_data(away), "into": _as_data(into)}
    into.level = min(away.level, into.level, key=_HIGHEST_FIRST.index)
    # No ways said mean any way, which takes in all others.
    both = f"{away.ways},{into.ways}".split(",") if away.ways and into.ways else []
    into.ways = ",".join(way.value for way in Way if way.value in both) or None
    into.note = " · ".join(dict.fromkeys(note for note in (into.note, away.note) if note)) or None
    into.added_at = min(away.added_at, into.added_at)
    return {**before, "after": fingerprint(into)}


def fingerprint(expertise: Expertise) -> str:
    """What a row says, so that a later change of it shows, and nobody can read it."""
    said = (expertise.member_id, expertise.skill_id, expertise.level, expertise.ways, expertise.note, expertise.source)
    return hashlib.sha256(repr([str(part) for part in said]).encode()).hexdigest()


def take_apart(into: Expertise, kept: dict[str, Any], row_id: int | None) -> Expertise:
    """Give `into` back what it said before; gives what the other row said, under `row_id` where that is not None."""
    note = into.note or ""
    own, other = kept["into"], kept["away"]
    away = Expertise(
        id=row_id,
        workspace_id=into.workspace_id,
        member_id=into.member_id,
        skill_id=other["skill_id"],
        level=Level(other["level"]),
        source=Source(other["source"]),
        ways=other["ways"],
        note=note[len(note) - other["note_length"] :] or None,
        added_at=datetime.fromisoformat(other["added_at"]),
    )
    into.level, into.ways = Level(own["level"]), own["ways"]
    into.note = note[: own["note_length"]] or None
    into.added_at = datetime.fromisoformat(own["added_at"])
    return away


def _as_data(expertise: Expertise) -> dict[str, Any]:
    return {
        "id": expertise.id,
        "member_id": expertise.member_id,
        "skill_id": expertise.skill_id,
        "level": expertise.level.value,
        "source": expertise.source.value,
        "ways": expertise.ways,
        "note_length": len(expertise.note or ""),
        "added_at": expertise.added_at.isoformat(),
    }
