"""What went on between the workspace and the app, a line each, with the JSON behind it."""

from dataclasses import dataclass
from itertools import islice

from practice.records import Json
from practice.world import World

_LINES = 20


@dataclass(frozen=True)
class Line:
    """One call, envelope or finding; `id` finds its JSON again."""

    id: str
    name: str
    problem: str = ""
    direction: str = ""
    took: str = ""


def calls(world: World) -> list[Line]:
    """Return the last calls, the newest first."""
    return [
        Line(
            id=f"c{call.when.timestamp():.6f}",
            name=call.name,
            problem="" if call.ok else call.reason or "refused",
            direction=call.direction,
            took=f"{call.milliseconds} ms",
        )
        for call in islice(reversed(world.calls), _LINES)
    ]


def findings(world: World) -> list[Line]:
    """Return everything that the app sent and should not have."""
    return [Line(f"f{number}", finding.where, finding.problem) for number, finding in enumerate(world.findings)]


def json_of(world: World, line_id: str) -> Json | None:
    """Return the JSON behind a line, or None when it is too old."""
    for call in world.calls:
        if line_id == f"c{call.when.timestamp():.6f}":
            return {"sent": call.request, "answer": call.response}
    for number, finding in enumerate(world.findings):
        if line_id == f"f{number}":
            return finding.payload
    return None
