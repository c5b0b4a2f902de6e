"""chat.*: posting, changing and removing messages."""

import json
from typing import Any
from urllib.parse import quote

from practice import limits, surfaces
from practice.lint import look_over
from practice.records import Channel, Json, Message
from practice.refusal import Refused
from practice.shapes import message_object
from practice.web_api.asked import Asked, Method

_METADATA_BYTES = 16_384


async def post_message(asked: Asked) -> Json:
    """Post a message in a place or a DM."""
    channel = _place_to_post(asked)
    thread_ts = _thread(asked, channel)
    content = _content(asked)
    message = Message(
        channel.id, asked.world.next_ts(), asked.world.app.bot_user_id, content["text"], content["blocks"],
        thread_ts=thread_ts, metadata=_metadata(asked), attachments=content["attachments"],
        username=asked.text("username"),
    )  # fmt: skip
    asked.world.add_message(message)
    asked.practice.events.own_message(message)
    shape = message_object(message, asked.world, with_metadata=True)
    return {"channel": channel.id, "ts": message.ts, "message": shape}


async def post_ephemeral(asked: Asked) -> Json:
    """Show a message to one person in a place."""
    person = asked.person()
    channel = _place_to_post(asked)
    if person.id not in channel.members:
        raise Refused("user_not_in_channel")
    content = _content(asked)
    message = Message(
        channel.id, asked.world.next_ts(), asked.world.app.bot_user_id, content["text"], content["blocks"],
        thread_ts=asked.text("thread_ts"), only_for=person.id, attachments=content["attachments"],
    )  # fmt: skip
    asked.world.add_message(message)
    return {"message_ts": message.ts}


async def update(asked: Asked) -> Json:
    """Change a message of the app's own, in place."""
    channel = asked.channel()
    message = _own_message(asked, channel, "cant_update_message")
    content = _content(asked)
    if len(content["text"]) > limits.LIMITS["update_text"]:
        raise Refused("msg_too_long")
    message.text, message.attachments = content["text"], content["attachments"]
    # Slack marks a message as edited only where it has no blocks.
    message.edited = not content["blocks"]
    if "blocks" in asked.arguments or asked.text("text"):
        message.blocks = content["blocks"]
    if asked.arguments.get("metadata"):
        message.metadata = _metadata(asked)
    asked.world.bump()
    return {
        "channel": channel.id,
        "ts": message.ts,
        "text": message.text,
        "message": message_object(message, asked.world, with_metadata=True),
    }


async def delete(asked: Asked) -> Json:
    """Remove a message of the app's own."""
    channel = asked.channel()
    message = _own_message(asked, channel, "cant_delete_message")
    asked.world.remove_message(message)
    return {"channel": channel.id, "ts": message.ts}


async def get_permalink(asked: Asked) -> Json:
    """Return the address of a message on the practice page."""
    channel = asked.channel()
    message = asked.world.find_message(channel.id, asked.required("message_ts", "message_not_found"))
    if message is None or message.only_for:
        raise Refused("message_not_found")
    address = f"{asked.practice.address}/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.is_reply:
        address += f"?thread_ts={quote(message.thread_ts or '')}&cid={channel.id}"
    return {"channel": channel.id, "permalink": address}


def _place_to_post(asked: Asked) -> Channel:
    channel = _place_named(asked)
    if channel.is_archived:
        raise Refused("is_archived")
    if channel.kind == "im":
        if asked.practice.home_setting("messages_tab_enabled") is False:
            raise Refused("messages_tab_disabled")
        for member in channel.members - {asked.world.app.bot_user_id}:
            asked.reachable(asked.world.people[member])
    return channel


def _place_named(asked: Asked) -> Channel:
    wanted, world = asked.required("channel", "channel_not_found"), asked.world
    if wanted in world.people:
        # A person's id stands for the app's DM with them, in posting alone.
        return world.app_conversation(asked.reachable(world.people[wanted]).id)
    name = wanted.removeprefix("#")
    called = [channel.id for channel in world.channels.values() if channel.name == name and not channel.is_conversation]
    may_post_anywhere = "chat:write.public" in asked.practice.scopes_asked_for()
    return asked.channel_called(called[0] if called else wanted, member=not may_post_anywhere)


def _thread(asked: Asked, channel: Channel) -> str | None:
    thread_ts = asked.text("thread_ts")
    if thread_ts is None:
        return None
    first = asked.world.find_message(channel.id, thread_ts)
    # Slack takes an unknown thread_ts and posts the message as its own; an ephemeral cannot carry a thread.
    if first is None or first.only_for:
        return None
    return first.thread_ts or first.ts


def _content(asked: Asked) -> Json:
    blocks = asked.structure("blocks", "invalid_blocks_format") or []
    if not isinstance(blocks, list):
        raise Refused("invalid_blocks_format")
    attachments = asked.structure("attachments") or []
    text = asked.text("text") or asked.text("markdown_text") or ""
    if asked.text("markdown_text") and (asked.text("text") or blocks):
        raise Refused("markdown_text_conflict")
    if not text and not blocks and not attachments:
        raise Refused("no_text")
    if len(attachments) > limits.LIMITS["message_attachments"]:
        raise Refused("too_many_attachments")
    problems = _not_there_yet(asked, blocks)
    problems = problems or look_over(asked.practice, asked.method, "message", {"text": text, "blocks": blocks})
    if problems:
        raise Refused(
            "invalid_blocks",
            errors=[problem.message for problem in problems],
            response_metadata={"messages": [str(problem) for problem in problems]},
        )
    return {
        "text": text[: limits.LIMITS["message_text"]],
        "blocks": surfaces.with_ids(blocks),
        "attachments": attachments,
    }


def _not_there_yet(asked: Asked, blocks: list[Any]) -> list[limits.Problem]:
    """Return a problem for each block that the workspace was told not to know; nobody could have foreseen it."""
    kinds = [block.get("type") if isinstance(block, dict) else None for block in blocks]
    return [
        limits.Problem(f"/blocks/{position}/type", f"unsupported type: {kind}")
        for position, kind in enumerate(kinds)
        if kind in asked.practice.faults.refused_blocks
    ]


def _metadata(asked: Asked) -> Json | None:
    metadata = asked.structure("metadata", "invalid_metadata_format")
    if not metadata:
        return None
    if not isinstance(metadata, dict) or not isinstance(metadata.get("event_type"), str):
        raise Refused("invalid_metadata_format")
    if not isinstance(metadata.get("event_payload"), dict):
        raise Refused("invalid_metadata_format")
    if len(json.dumps(metadata).encode()) > _METADATA_BYTES:
        raise Refused("metadata_too_large")
    return {"event_type": metadata["event_type"], "event_payload": metadata["event_payload"]}


def _own_message(asked: Asked, channel: Channel, error: str) -> Message:
    message = asked.world.find_message(channel.id, asked.required("ts", "message_not_found"))
    # An ephemeral is in nobody's history, so no method finds it again.
    if message is None or message.only_for:
        raise Refused("message_not_found")
    if message.user != asked.world.app.bot_user_id:
        raise Refused(error)
    return message


METHODS = {
    "chat.postMessage": Method(post_message, ("chat:write",)),
    "chat.postEphemeral": Method(post_ephemeral, ("chat:write",)),
    "chat.update": Method(update, ("chat:write",)),
    "chat.delete": Method(delete, ("chat:write",)),
    "chat.getPermalink": Method(get_permalink),
}
