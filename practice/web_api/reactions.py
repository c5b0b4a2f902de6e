"""reactions.*: what the app itself puts under messages."""

import re

from practice.records import Json, Message
from practice.refusal import Refused
from practice.shapes import message_object
from practice.web_api.asked import Asked, Method

_NAME = re.compile(r"[a-z0-9_+'\-]+(::skin-tone-[2-6])?")


async def add(asked: Asked) -> Json:
    """Put a reaction under a message."""
    message, name = _message(asked), _name(asked)
    people = message.reactions.setdefault(name, [])
    bot = asked.world.app.bot_user_id
    if bot in people:
        raise Refused("already_reacted")
    people.append(bot)
    return {}


async def remove(asked: Asked) -> Json:
    """Take the app's reaction away."""
    message, name = _message(asked), _name(asked)
    bot = asked.world.app.bot_user_id
    if bot not in message.reactions.get(name, []):
        raise Refused("no_reaction")
    message.reactions[name].remove(bot)
    if not message.reactions[name]:
        del message.reactions[name]
    return {}


async def get(asked: Asked) -> Json:
    """Return a message with its reactions."""
    message = _message(asked)
    return {"type": "message", "channel": message.channel_id, "message": message_object(message, asked.world)}


def _message(asked: Asked) -> Message:
    if not asked.text("channel") or not asked.text("timestamp"):
        raise Refused("no_item_specified")
    channel = asked.channel(member=True)
    message = asked.world.find_message(channel.id, asked.required("timestamp"))
    if message is None or message.only_for:
        raise Refused("message_not_found")
    return message


def _name(asked: Asked) -> str:
    name = asked.required("name", "invalid_name").strip(":")
    if not _NAME.fullmatch(name):
        raise Refused("invalid_name")
    return name


METHODS = {
    "reactions.add": Method(add, ("reactions:write",)),
    "reactions.remove": Method(remove, ("reactions:write",)),
    "reactions.get": Method(get, ("reactions:read",)),
}
