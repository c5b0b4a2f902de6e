"""conversations.*: finding, opening, reading and joining places."""

import re
from collections.abc import Sequence

from practice.limit_numbers import LIMITS
from practice.records import Channel, Json, Message
from practice.refusal import Refused
from practice.shapes import channel_object, message_object
from practice.web_api.asked import Asked, Method

_WORDS = {"channel": "channels", "private": "groups", "im": "im", "mpim": "mpim"}
_TYPES = {"public_channel": "channel", "private_channel": "private", "im": "im", "mpim": "mpim"}
_NAME = re.compile(r"[^\sA-Z.,;:!?#@&<>]+")
_LONGEST_NAME = 80
_TS = re.compile(r"\d+(\.\d+)?")
_ALL_READ = ("channels:read", "groups:read", "im:read", "mpim:read")
_ALL_HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history")


async def open_conversation(asked: Asked) -> Json:
    """Open the DM with one person, or the group DM with up to eight; the same people get the same one."""
    if asked.text("channel"):
        channel = asked.channel()
        return {"no_op": True, "already_open": True, "channel": _opened(asked, channel)}
    people = [person_id for person_id in asked.names("users") if person_id != asked.world.app.bot_user_id]
    if not people:
        raise Refused("not_enough_users" if asked.text("users") else "users_list_not_supplied")
    if len(people) > LIMITS["conversation_people"]:
        raise Refused("too_many_users")
    asked.require_scope("im:write" if len(set(people)) == 1 else "mpim:write")
    for person_id in people:
        if person_id not in asked.world.people:
            raise Refused("user_not_found")
        person = asked.world.people[person_id]
        if person.is_stranger:
            raise Refused("invalid_user_combination" if len(people) > 1 else "user_not_visible")
        asked.reachable(person)
    known = len(asked.world.channels)
    channel = asked.world.conversation_of([*people, asked.world.app.bot_user_id])
    is_open = known == len(asked.world.channels)
    return {"no_op": is_open, "already_open": is_open, "channel": _opened(asked, channel)}


def _opened(asked: Asked, channel: Channel) -> Json:
    return channel_object(channel, asked.world) if asked.flag("return_im") else {"id": channel.id}


async def info(asked: Asked) -> Json:
    """Return a place."""
    channel = asked.channel()
    asked.require_scope(f"{_WORDS[channel.kind]}:read")
    return {"channel": channel_object(channel, asked.world, with_members=asked.flag("include_num_members"))}


async def list_places(asked: Asked) -> Json:
    """Return the places the app can see, of the kinds asked for."""
    wanted = asked.names("types") or ["public_channel"]
    if set(wanted) - set(_TYPES):
        raise Refused("invalid_types")
    kinds = {_TYPES[name] for name in wanted}
    for kind in sorted(kinds):
        asked.require_scope(f"{_WORDS[kind]}:read")
    bot = asked.world.app.bot_user_id
    found = [
        channel_object(channel, asked.world, with_members=True)
        for channel in asked.world.channels.values()
        if channel.kind in kinds
        and (channel.kind == "channel" or bot in channel.members)
        and not (asked.flag("exclude_archived") and channel.is_archived)
    ]
    return asked.page(found, "channels")


async def members(asked: Asked) -> Json:
    """Return who is in a place."""
    channel = asked.channel()
    asked.require_scope(f"{_WORDS[channel.kind]}:read")
    return asked.page(sorted(channel.members), "members")


async def history(asked: Asked) -> Json:
    """Return what stands in a place, newest first, without replies in threads."""
    channel = asked.channel(member=True)
    asked.require_scope(f"{_WORDS[channel.kind]}:history")
    top = [message for message in _within(asked, channel, "invalid_ts_") if not message.is_reply]
    return asked.page(_shapes(asked, top[::-1]), "messages") | {"pin_count": 0}


async def replies(asked: Asked) -> Json:
    """Return a thread, its first message first."""
    channel = asked.channel(member=True)
    asked.require_scope(f"{_WORDS[channel.kind]}:history")
    ts = asked.required("ts", "thread_not_found")
    first = asked.world.find_message(channel.id, ts)
    if first is None or first.only_for:
        raise Refused("thread_not_found")
    thread = first.thread_ts or first.ts
    found = [message for message in _within(asked, channel, "invalid_ts_") if thread in (message.ts, message.thread_ts)]
    return asked.page(_shapes(asked, found), "messages")


def _within(asked: Asked, channel: Channel, error: str) -> list[Message]:
    for bound in ("oldest", "latest"):
        if not _TS.fullmatch(asked.text(bound) or "0"):
            raise Refused(error + bound)
    oldest = float(asked.text("oldest") or 0)
    latest = float(asked.text("latest") or "inf")
    seen_until = asked.practice.clock.now().timestamp() - asked.practice.faults.history_lag_seconds
    is_inclusive = asked.flag("inclusive")
    return [
        message
        for message in asked.world.messages[channel.id]
        if message.only_for is None
        and (oldest < float(message.ts) < latest or (is_inclusive and float(message.ts) in (oldest, latest)))
        and (not asked.practice.faults.history_lag_seconds or float(message.ts) <= seen_until)
    ]


def _shapes(asked: Asked, messages: Sequence[Message]) -> list[Json]:
    with_metadata = asked.flag("include_all_metadata")
    return [message_object(message, asked.world, with_metadata=with_metadata) for message in messages]


async def join(asked: Asked) -> Json:
    """Make the app a member of a public channel."""
    channel = asked.channel()
    if channel.kind != "channel":
        raise Refused("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise Refused("is_archived")
    bot = asked.world.people[asked.world.app.bot_user_id]
    if bot.id in channel.members:
        return {"channel": channel_object(channel, asked.world), "warning": "already_in_channel"}
    channel.members.add(bot.id)
    asked.practice.events.in_background(asked.practice.events.member(bot, channel, is_joined=True))
    return {"channel": channel_object(channel, asked.world)}


async def invite(asked: Asked) -> Json:
    """Bring people into a channel."""
    channel = asked.channel(member=True)
    if channel.is_conversation:
        raise Refused("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise Refused("is_archived")
    asked.require_scope("channels:manage" if channel.kind == "channel" else "groups:write")
    people = asked.names("users")
    if not people:
        raise Refused("no_user")
    for person_id in people:
        if person_id == asked.world.app.bot_user_id:
            raise Refused("cant_invite_self")
        if person_id not in asked.world.people or asked.world.people[person_id].deleted:
            raise Refused("user_not_found")
        if person_id in channel.members:
            raise Refused("already_in_channel")
    for person_id in people:
        channel.members.add(person_id)
        events = asked.practice.events
        events.in_background(events.member(asked.world.people[person_id], channel, is_joined=True))
    return {"channel": channel_object(channel, asked.world)}


async def create(asked: Asked) -> Json:
    """Create a channel with the app as its first member."""
    name = asked.required("name", "invalid_name_required")
    if len(name) > _LONGEST_NAME:
        raise Refused("invalid_name_maxlength")
    if not _NAME.fullmatch(name):
        raise Refused("invalid_name_specials")
    if any(channel.name == name for channel in asked.world.channels.values()):
        raise Refused("name_taken")
    is_private = asked.flag("is_private")
    asked.require_scope("groups:write" if is_private else "channels:manage")
    channel = Channel(
        asked.world.next_id("C"),
        "private" if is_private else "channel",
        name,
        {asked.world.app.bot_user_id},
        created=int(asked.practice.clock.now().timestamp()),
    )
    asked.world.add_channel(channel)
    return {"channel": channel_object(channel, asked.world)}


METHODS = {
    "conversations.open": Method(open_conversation, ("im:write", "mpim:write")),
    "conversations.info": Method(info, _ALL_READ),
    "conversations.list": Method(list_places, _ALL_READ),
    "conversations.members": Method(members, _ALL_READ),
    "conversations.history": Method(history, _ALL_HISTORY),
    "conversations.replies": Method(replies, _ALL_HISTORY),
    "conversations.join": Method(join, ("channels:join",)),
    "conversations.invite": Method(invite, ("channels:manage", "groups:write")),
    "conversations.create": Method(create, ("channels:manage", "groups:write")),
}
