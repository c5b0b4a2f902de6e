"""What Slack sends an app, one function for each kind of request."""

import secrets
from typing import TYPE_CHECKING

from practice.records import Channel, Json, Message, Person, View
from practice.shapes import message_object, view_object
from practice.surfaces import Values

if TYPE_CHECKING:
    from practice.server import Practice


def command(practice: "Practice", person: Person, channel: Channel, name: str, text: str) -> Json:
    """Return a slash command; every field is text, as in the form Slack posts."""
    app = practice.world.app
    return {
        "token": practice.verification_token,
        "team_id": person.team_id,
        "team_domain": app.team_domain,
        "channel_id": channel.id,
        "channel_name": _channel_name(channel),
        "user_id": person.id,
        "user_name": person.handle,
        "command": name,
        "text": text,
        "api_app_id": app.app_id,
        "is_enterprise_install": "false",
        "response_url": practice.response_url(person.id, channel.id),
        "trigger_id": practice.triggers.issue(person.id),
    }


def press_in_message(practice: "Practice", person: Person, message: Message, action: Json, values: Values) -> Json:
    """Return block_actions of a message; Slack sends no `message` for an ephemeral."""
    channel = practice.world.channels[message.channel_id]
    container: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": message.only_for is not None,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    payload = _interaction(practice, person, "block_actions") | {
        "container": container,
        "trigger_id": practice.triggers.issue(person.id),
        "channel": _channel(channel),
        "response_url": practice.response_url(person.id, channel.id, message.ts, message.thread_ts),
        "state": {"values": values},
        "actions": [action],
    }
    if message.only_for is None:
        payload["message"] = message_object(message, practice.world)
    return payload


def press_in_view(practice: "Practice", person: Person, view: View, action: Json) -> Json:
    """Return block_actions of a modal or an App Home; there is no response_url."""
    return _interaction(practice, person, "block_actions") | {
        "container": {"type": "view", "view_id": view.id},
        "trigger_id": practice.triggers.issue(person.id, inside_modal=view.type == "modal"),
        "view": view_object(view, practice.world.app),
        "actions": [action],
    }


def submission(practice: "Practice", person: Person, view: View, response_urls: list[Json]) -> Json:
    """Return view_submission of a modal whose values are set."""
    return _interaction(practice, person, "view_submission") | {
        "trigger_id": practice.triggers.issue(person.id, inside_modal=True),
        "view": view_object(view, practice.world.app),
        "response_urls": response_urls,
    }


def closing(practice: "Practice", person: Person, view: View, *, is_cleared: bool) -> Json:
    """Return view_closed of a modal."""
    return _interaction(practice, person, "view_closed") | {
        "view": view_object(view, practice.world.app),
        "is_cleared": is_cleared,
    }


def suggestion(practice: "Practice", person: Person, surface: Message | View, ids: tuple[str, str], typed: str) -> Json:
    """Return block_suggestion: `ids` are block_id and action_id of the type-ahead."""
    payload = _interaction(practice, person, "block_suggestion") | {
        "block_id": ids[0],
        "action_id": ids[1],
        "value": typed,
    }
    if isinstance(surface, View):
        container: Json = {"type": "view", "view_id": surface.id}
        return payload | {"container": container, "view": view_object(surface, practice.world.app)}
    channel = practice.world.channels[surface.channel_id]
    container = {
        "type": "message",
        "message_ts": surface.ts,
        "channel_id": channel.id,
        "is_ephemeral": surface.only_for is not None,
    }
    payload |= {"container": container, "channel": _channel(channel)}
    if surface.only_for is None:
        payload["message"] = message_object(surface, practice.world)
    return payload


def message_shortcut(practice: "Practice", person: Person, callback_id: str, message: Message) -> Json:
    """Return message_action: a shortcut out of a message's menu."""
    channel = practice.world.channels[message.channel_id]
    return _interaction(practice, person, "message_action") | {
        "callback_id": callback_id,
        "action_ts": practice.world.next_ts(),
        "trigger_id": practice.triggers.issue(person.id),
        "response_url": practice.response_url(person.id, channel.id, message.ts, message.thread_ts),
        "channel": _channel(channel),
        "message_ts": message.ts,
        "message": message_object(message, practice.world),
    }


def global_shortcut(practice: "Practice", person: Person, callback_id: str) -> Json:
    """Return a global shortcut: no channel, no response_url."""
    return _interaction(practice, person, "shortcut") | {
        "callback_id": callback_id,
        "action_ts": practice.world.next_ts(),
        "trigger_id": practice.triggers.issue(person.id),
    }


def event(practice: "Practice", inner: Json) -> Json:
    """Return an event in its wrapper, with a new event_id."""
    app = practice.world.app
    return {
        "token": practice.verification_token,
        "team_id": app.team_id,
        "context_team_id": app.team_id,
        "context_enterprise_id": None,
        "api_app_id": app.app_id,
        "event": inner,
        "type": "event_callback",
        "event_id": f"Ev{secrets.token_hex(5).upper()}",
        "event_time": int(practice.clock.now().timestamp()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": app.team_id,
                "user_id": app.bot_user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": f"4-{secrets.token_hex(12)}",
    }


def _interaction(practice: "Practice", person: Person, kind: str) -> Json:
    app = practice.world.app
    return {
        "type": kind,
        "token": practice.verification_token,
        "user": {
            "id": person.id,
            "username": person.handle,
            "name": person.handle,
            "team_id": person.team_id,
        },
        "api_app_id": app.app_id,
        "team": {"id": app.team_id, "domain": app.team_domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _channel_name(channel: Channel) -> str:
    return {"im": "directmessage", "private": "privategroup"}.get(channel.kind, channel.name)


def _channel(channel: Channel) -> Json:
    return {"id": channel.id, "name": _channel_name(channel)}
