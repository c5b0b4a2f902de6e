"""How Slack rewrites what a person types: mentions become ids, and &, < and > are escaped."""

import html
import re

from practice.world import World

_MENTION = re.compile(r"(?<![\w@])@([\w.\-]+)")
_CHANNEL = re.compile(r"(?<![\w#&])#([\w\-]+)")
_ADDRESS = re.compile(r"\bhttps?://[^\s<>|]+[^\s<>|.,;:!?)]")
_TO_ALL = {"here", "channel", "everyone"}


def escape(typed: str, world: World, *, with_names: bool) -> str:
    """Return typed text as Slack hands it on.

    Args:
        typed: as it came from the keyboard.
        world: knows the handles and channel names.
        with_names: `<@U…|ana>` as in slash commands, instead of `<@U…>` as in messages.
    """
    people = {person.handle.lower(): person for person in world.people.values()}
    channels = {channel.name: channel for channel in world.channels.values() if not channel.is_conversation}

    def mention(found: re.Match[str]) -> str:
        handle = found[1].rstrip(".-").lower()
        rest = found[1][len(handle) :]
        if handle in _TO_ALL:
            return f"<!{handle}>{rest}"
        person = people.get(handle)
        if person is None:
            return found[0]
        return f"<@{person.id}|{person.handle}>{rest}" if with_names else f"<@{person.id}>{rest}"

    def channel(found: re.Match[str]) -> str:
        named = channels.get(found[1].lower())
        return f"<#{named.id}|{'' if named.kind == 'private' else named.name}>" if named else found[0]

    text = html.escape(typed, quote=False)
    text = _ADDRESS.sub(lambda found: f"<{found[0]}>", text)
    return _CHANNEL.sub(channel, _MENTION.sub(mention, text))
