"""What an app's answer does: shows a message, keeps a form open with its errors, changes or closes a modal."""

from typing import TYPE_CHECKING

from practice import surfaces, views
from practice.lint import look_over
from practice.records import Finding, Json, Message, View
from practice.refusal import Refused

if TYPE_CHECKING:
    from practice.server import Practice


def show_answer(
    practice: "Practice", person_id: str, channel_id: str, body: Json, thread_ts: str | None = None
) -> Message | None:
    """Show an ack's or response_url's message: to that person alone, unless it says in_channel."""
    text, blocks = str(body.get("text") or ""), body.get("blocks") or []
    if not text and not blocks:
        return None
    refused = look_over(practice, "answer", "message", {"text": text, "blocks": blocks})
    if refused:
        practice.world.tell(person_id, f"Slack would not show this answer: {refused[0]}")
        return None
    world = practice.world
    only_for = None if body.get("response_type") == "in_channel" else person_id
    message = Message(
        channel_id, world.next_ts(), world.app.bot_user_id, text, surfaces.with_ids(blocks),
        thread_ts=thread_ts, only_for=only_for,
    )  # fmt: skip
    return world.add_message(message)


def response_urls_asked_for(practice: "Practice", view: View) -> list[Json]:
    """Return a response_url for each conversation chosen in a select that asks for one."""
    asked_for = []
    for placed in surfaces.elements_in(view.blocks):
        if not placed.element.get("response_url_enabled"):
            continue
        block_id, action_id = placed.block["block_id"], placed.element["action_id"]
        entry = view.values[block_id][action_id]
        channel_id = entry.get("selected_conversation") or entry.get("selected_channel")
        if channel_id in practice.world.channels:
            url = practice.response_url(view.user, channel_id)
            ids = {"block_id": block_id, "action_id": action_id}
            asked_for.append({**ids, "channel_id": channel_id, "response_url": url})
    return asked_for


def apply_submission(practice: "Practice", view: View, body: Json) -> None:
    """Do what the ack of a view_submission says: errors, update, push, clear, or close the form."""
    action = body.get("response_action")
    if action is None and not body:
        close(practice, view)
    elif action == "clear":
        close(practice, view, whole_stack=True)
    elif action == "errors":
        _show_errors(practice, view, body.get("errors") or {})
    elif action in ("update", "push"):
        _put_view(practice, view, str(action), body.get("view") or {})
    else:
        _trouble(practice, view, "an answer to a form that is no response_action", body)


def close(practice: "Practice", view: View, *, whole_stack: bool = False) -> None:
    """Take a modal away."""
    views.close(practice.world, view, whole_stack=whole_stack)


def options_of(practice: "Practice", body: Json) -> list[Json]:
    """Return the options of a type-ahead's ack and keep them, since one may be chosen."""
    if look_over(practice, "answer to a type-ahead", "options", body):
        return []
    options = surfaces.options_in(body)
    practice.offered = options + [kept for kept in practice.offered if kept not in options][:1000]
    return options


def _show_errors(practice: "Practice", view: View, errors: dict[str, str]) -> None:
    inputs = {block.get("block_id") for block in view.blocks if block.get("type") == "input"}
    if not errors or set(errors) - inputs:
        _trouble(practice, view, "errors for blocks that are no inputs of this form", {"errors": errors})
        return
    view.errors = {block_id: str(text) for block_id, text in errors.items()}
    practice.world.bump()


def _put_view(practice: "Practice", view: View, action: str, payload: Json) -> None:
    try:
        views.check(practice, f"answer to a form ({action})", payload)
    except Refused as refused:
        _trouble(practice, view, f"a view that Slack refuses: {refused.body()}", payload)
        return
    stack = practice.world.modals.get(view.user, [])
    if action == "update":
        views.replace(practice.world, view, payload)
    elif len(stack) >= views.LARGEST_STACK:
        _trouble(practice, view, "more than three modals on top of each other", payload)
    else:
        views.push(practice.world, payload, view.user)
        practice.world.bump()


def _trouble(practice: "Practice", view: View, problem: str, body: Json) -> None:
    practice.world.findings.append(Finding("answer to a form", problem, body))
    practice.world.tell(
        view.user, f"We had some trouble connecting: {practice.world.app.name} answered with {problem}."
    )
