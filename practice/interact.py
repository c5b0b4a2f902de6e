"""What a person can do: each function sends the app what Slack would, waits for its answer and applies it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from practice import acks, channel_deeds, forms, payloads, surfaces, typed_text
from practice.delivery import EnvelopeKind, Parcel, Reply
from practice.records import Json, Message, Person, View
from practice.surfaces import Chosen, State

if TYPE_CHECKING:
    from practice.server import Practice


@dataclass(frozen=True)
class Outcome:
    """What came of it: `answered` within the time Slack gives, `payload` the ack's body, `reason` why not.

    `http_status` is None over Socket Mode, and when nothing was sent.
    """

    answered: bool
    http_status: int | None = None
    payload: Json = field(default_factory=dict)
    reason: str = ""


async def run_command(practice: "Practice", person_id: str, channel_id: str, typed: str) -> Outcome:
    """Type a slash command with its text in a place."""
    person, channel = practice.world.people[person_id], practice.world.channels[channel_id]
    name, _, text = typed.strip().partition(" ")
    practice.world.did(person_id, "command", typed, channel_id)
    command = practice.command(name)
    if command is None and name == "/invite" and practice.manifest is not None:
        return await _invite(practice, person_id, channel_id, text)
    if command is None:
        practice.world.tell(person_id, f"{name} is not a command here.")
        return Outcome(answered=False, reason="unknown_command")
    if command.get("should_escape", False):
        text = typed_text.escape(text, practice.world, with_names=True)
    parcel = payloads.command(practice, person, channel, name, text.strip())
    outcome = await _send(practice, person, "slash_commands", name, parcel)
    if outcome.answered:
        acks.show_answer(practice, person_id, channel_id, outcome.payload)
    return outcome


async def _invite(practice: "Practice", person_id: str, channel_id: str, text: str) -> Outcome:
    """Slack's own command, which brings somebody, or the app, into a channel."""
    if await channel_deeds.invite(practice, person_id, channel_id, text.strip().removeprefix("@")):
        return Outcome(answered=True)
    practice.world.tell(person_id, f"{text.strip() or 'Nobody'} can't be invited here.")
    return Outcome(answered=False, reason="not_invited")


async def press(
    practice: "Practice",
    person_id: str,
    surface: Message | View,
    block_id: str,
    action_id: str,
    *,
    chosen: Chosen = None,
    state: State | None = None,
) -> Outcome:
    """Press a button or choose in a select of a message, a modal or an App Home.

    Args:
        practice: the workspace.
        person_id: who presses.
        surface: the message or view; it must be one the person sees.
        block_id: of the element's block.
        action_id: of the element.
        chosen: an option's value, an id, a date, or several, for everything that is no button.
        state: what else is filled in on the surface, by block_id and action_id.

    Raises:
        LookupError: the person does not see it, there is no such element, or it does not offer `chosen`.
    """
    person = practice.world.people[person_id]
    _must_see(practice, person_id, surface)
    element = surfaces.find_element(surface.blocks, block_id, action_id)
    given = {block: dict(actions) for block, actions in (state or _state_now(surface)).items()}
    if element["type"] not in ("button", "overflow"):
        given.setdefault(block_id, {})[action_id] = chosen
    values = surfaces.full_state(surface.blocks, given, practice.offered)
    action = surfaces.action_entry(element, block_id, chosen, practice.offered)
    action["action_ts"] = practice.world.next_ts()
    name = surfaces.label_of(element)
    practice.world.did(person_id, "press", name, surface.type if isinstance(surface, View) else surface.channel_id)
    if isinstance(surface, View):
        surface.values = values
        payload = payloads.press_in_view(practice, person, surface, action)
    else:
        payload = payloads.press_in_message(practice, person, surface, action, values)
    return await _send(practice, person, "interactive", f"press {name}", payload)


async def submit_view(practice: "Practice", person_id: str, view_id: str, state_values: State | None = None) -> Outcome:
    """Send a modal in; what Slack's own client would refuse (an empty field that is needed) is not sent at all.

    Raises:
        LookupError: the person has no such modal open, or a select does not offer what was chosen.
    """
    person, view = practice.world.people[person_id], _open_modal(practice, person_id, view_id)
    given = {**view.values, **(state_values or {})}
    view.values = surfaces.full_state(view.blocks, given, practice.offered)
    view.errors = forms.problems(view.blocks, view.values)
    practice.world.bump()
    if view.errors:
        return Outcome(answered=False, reason="not_sent", payload={"errors": view.errors})
    practice.world.did(person_id, "submit", view.title, "modal")
    response_urls = acks.response_urls_asked_for(practice, view)
    payload = payloads.submission(practice, person, view, response_urls)
    outcome = await _send(practice, person, "interactive", f"submit {view.title}", payload)
    if outcome.answered:
        acks.apply_submission(practice, view, outcome.payload)
    return outcome


async def close_view(
    practice: "Practice", person_id: str, view_id: str, *, whole_stack: bool = False
) -> Outcome | None:
    """Close a modal (`whole_stack`: with the X); the app hears of it where it asked to, else None comes back."""
    person, view = practice.world.people[person_id], _open_modal(practice, person_id, view_id)
    if whole_stack:
        view = practice.world.modals[person_id][0]
    acks.close(practice, view, whole_stack=whole_stack)
    if not view.payload.get("notify_on_close"):
        return None
    payload = payloads.closing(practice, person, view, is_cleared=whole_stack)
    return await _send(practice, person, "interactive", f"close {view.title}", payload)


async def suggest(  # noqa: PLR0917 - the same order as in press.
    practice: "Practice", person_id: str, surface: Message | View, block_id: str, action_id: str, typed: str
) -> list[Json]:
    """Type into a type-ahead select and return the options the app suggests, those in groups included."""
    person = practice.world.people[person_id]
    _must_see(practice, person_id, surface)
    element = surfaces.find_element(surface.blocks, block_id, action_id)
    if len(typed) < element.get("min_query_length", 3):
        return []
    payload = payloads.suggestion(practice, person, surface, (block_id, action_id), typed)
    outcome = await _send(practice, person, "interactive", f"suggest {action_id}", payload)
    return acks.options_of(practice, outcome.payload) if outcome.answered else []


async def message_shortcut(practice: "Practice", person_id: str, callback_id: str, message: Message) -> Outcome:
    """Use a shortcut in a message's menu.

    Raises:
        LookupError: the person does not see the message, or it is an ephemeral, where Slack offers none.
    """
    _must_see(practice, person_id, message)
    if message.only_for:
        raise LookupError("Slack offers no shortcuts on an ephemeral message")
    practice.world.did(person_id, "shortcut", callback_id, message.channel_id)
    payload = payloads.message_shortcut(practice, practice.world.people[person_id], callback_id, message)
    return await _send(practice, practice.world.people[person_id], "interactive", f"shortcut {callback_id}", payload)


async def global_shortcut(practice: "Practice", person_id: str, callback_id: str) -> Outcome:
    """Use a shortcut that belongs to no message."""
    practice.world.did(person_id, "shortcut", callback_id, "")
    payload = payloads.global_shortcut(practice, practice.world.people[person_id], callback_id)
    return await _send(practice, practice.world.people[person_id], "interactive", f"shortcut {callback_id}", payload)


async def open_home(practice: "Practice", person_id: str, tab: str = "home") -> Outcome:
    """Open the app's Home or Messages tab."""
    return _outcome(await practice.events.home_opened(practice.world.people[person_id], tab))


async def post_message(
    practice: "Practice", person_id: str, channel_id: str, text: str, thread_ts: str | None = None
) -> Outcome:
    """Write a message in a place, or in a thread there.

    Raises:
        LookupError: the person is not in that place.
    """
    world = practice.world
    channel = world.channels[channel_id]
    if person_id not in channel.members:
        raise LookupError(f"{person_id} is not in {channel.name or channel.id}")
    if channel is world.app_conversation(person_id) and practice.home_setting("messages_tab_read_only_enabled"):
        world.tell(person_id, f"Sending messages to {world.app.name} has been turned off.")
        return Outcome(answered=False, reason="messages_tab_read_only")
    written = typed_text.escape(text, world, with_names=False)
    message = Message(channel_id, world.next_ts(), person_id, written, thread_ts=thread_ts)
    message.client_msg_id = f"practice-{message.ts}"
    world.add_message(message)
    world.did(person_id, "message", text, channel_id)
    replies: Sequence[Reply | None] = [await practice.events.message(message)]
    if f"<@{world.app.bot_user_id}>" in written and channel.kind != "im":
        if world.app.bot_user_id in channel.members:
            replies = [*replies, await practice.events.mention(message)]
        else:
            world.tell(person_id, f"{world.app.name} is not in #{channel.name}, so it did not see that.")
    return next((_outcome(reply) for reply in replies if reply), _outcome(None))


async def react(practice: "Practice", person_id: str, message: Message, name: str) -> Outcome:
    """Add a reaction; a second one of the same person changes nothing."""
    _must_see(practice, person_id, message)
    people = message.reactions.setdefault(name, [])
    if person_id in people:
        return _outcome(None)
    people.append(person_id)
    practice.world.bump()
    person = practice.world.people[person_id]
    return _outcome(await practice.events.reaction(person, name, message, is_added=True))


async def unreact(practice: "Practice", person_id: str, message: Message, name: str) -> Outcome:
    """Take a reaction back."""
    people = message.reactions.get(name, [])
    if person_id not in people:
        return _outcome(None)
    people.remove(person_id)
    if not people:
        del message.reactions[name]
    practice.world.bump()
    person = practice.world.people[person_id]
    return _outcome(await practice.events.reaction(person, name, message, is_added=False))


def _must_see(practice: "Practice", person_id: str, surface: Message | View) -> None:
    if isinstance(surface, View):
        if surface.user != person_id or practice.world.find_view(surface.id) is not surface:
            raise LookupError(f"{person_id} does not have this view open")
        return
    seen = practice.world.may_see(person_id, surface.channel_id) and surface.only_for in (None, person_id)
    if not seen or practice.world.find_message(surface.channel_id, surface.ts) is not surface:
        raise LookupError(f"{person_id} does not see this message")


def _open_modal(practice: "Practice", person_id: str, view_id: str) -> View:
    for view in practice.world.modals.get(person_id, []):
        if view.id == view_id:
            return view
    raise LookupError(f"{person_id} has no modal {view_id} open")


def _state_now(surface: Message | View) -> State:
    return surface.values if isinstance(surface, View) else {}


async def _send(practice: "Practice", person: Person, kind: EnvelopeKind, name: str, payload: Json) -> Outcome:
    outcome = _outcome(await practice.deliver(Parcel(kind, name, payload)))
    app = practice.world.app.name
    if outcome.reason == "not_connected":
        practice.world.tell(person.id, f"{app} is not connected.")
    elif outcome.http_status is not None and not outcome.answered:
        practice.world.tell(person.id, f"{app} answered with an error ({outcome.http_status}).")
    elif not outcome.answered:
        practice.world.tell(person.id, f"{app} did not answer in time.")
    return outcome


def _outcome(reply: Reply | None) -> Outcome:
    if reply is None:
        return Outcome(answered=False, reason="not_subscribed")
    return Outcome(reply.is_answered, reply.status, reply.payload, reply.reason)
