"""Looks over everything an app sends, and remembers what Slack would refuse or no app should send."""

from typing import TYPE_CHECKING, Literal

from practice import limits
from practice.records import Finding, Json

if TYPE_CHECKING:
    from practice.server import Practice


def look_over(
    practice: "Practice", where: str, kind: Literal["message", "view", "options"], payload: Json
) -> list[limits.Problem]:
    """Record every problem of a payload as a finding, and return those that Slack refuses."""
    checks = {
        "message": limits.message_problems,
        "view": limits.view_problems,
        "options": limits.options_problems,
    }
    problems = [*checks[kind](payload), *_files_not_ready(practice, payload.get("blocks") or [])]
    practice.world.findings.extend(Finding(f"{where} {p.pointer}".strip(), p.message, payload) for p in problems)
    if problems:
        practice.world.bump()
    return [problem for problem in problems if problem.is_refused]


def _files_not_ready(practice: "Practice", blocks: list[Json]) -> list[limits.Problem]:
    problems = []
    for position, block in enumerate(blocks):
        named = block.get("slack_file")
        file = practice.world.files.get(str(named.get("id"))) if isinstance(named, dict) and "id" in named else None
        if named and (file is None or practice.clock.now() < file.ready_at):
            problems.append(limits.Problem(f"/blocks/{position}/slack_file", "invalid slack file"))
    return problems
