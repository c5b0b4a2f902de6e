"""How modals and App Homes come to be, change, stack and close."""

import secrets
import time
from typing import TYPE_CHECKING

from practice import surfaces
from practice.lint import look_over
from practice.records import Json, View
from practice.refusal import Refused
from practice.world import World

if TYPE_CHECKING:
    from practice.server import Practice

LARGEST_STACK = 3


def check(practice: "Practice", where: str, payload: Json) -> None:
    """Check a view as Slack does.

    Raises:
        Refused: invalid_arguments with JSON pointers, or view_too_large.
    """
    problems = look_over(practice, where, "view", payload)
    if not problems:
        return
    if any("larger than" in problem.message for problem in problems):
        raise Refused("view_too_large")
    raise Refused("invalid_arguments", response_metadata={"messages": [str(problem) for problem in problems]})


def new_view(world: World, payload: Json, person_id: str) -> View:
    """Return a new view of a checked payload; the caller puts it where it belongs."""
    kept = {**payload, "blocks": surfaces.with_ids(payload.get("blocks") or [])}
    view = View(
        world.next_id("V"), payload["type"], person_id, kept, _new_hash(), external_id=payload.get("external_id") or ""
    )
    view.root_view_id = view.id
    view.values = surfaces.full_state(view.blocks, {})
    return view


def push(world: World, payload: Json, person_id: str) -> View:
    """Put a new modal on top of a person's stack and return it."""
    stack = world.modals.setdefault(person_id, [])
    view = new_view(world, payload, person_id)
    if stack:
        view.root_view_id, view.previous_view_id = stack[0].id, stack[-1].id
    stack.append(view)
    return view


def replace(world: World, view: View, payload: Json) -> None:
    """Give a view new content; what was typed stays where block_id and action_id are the same."""
    typed = view.values
    view.payload = {**payload, "blocks": surfaces.with_ids(payload.get("blocks") or [])}
    view.external_id = payload.get("external_id") or ""
    view.errors = {}
    view.values = surfaces.full_state(view.blocks, typed)
    view.hash = _new_hash()
    world.bump()


def close(world: World, view: View, *, whole_stack: bool = False) -> None:
    """Take a modal away, and what stood on top of it; or the person's whole stack."""
    stack = world.modals.get(view.user, [])
    if view in stack:
        del stack[0 if whole_stack else stack.index(view) :]
    world.bump()


def _new_hash() -> str:
    return f"{int(time.time())}.{secrets.token_hex(4)}"
