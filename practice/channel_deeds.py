"""What people can do with a channel: come and go, bring the app in or take it out, archive, rename, delete it."""

from typing import TYPE_CHECKING

from practice.records import Channel, Json, Person

if TYPE_CHECKING:
    from practice.server import Practice


async def join(practice: "Practice", person_id: str, channel_id: str) -> None:
    """Come into a channel; the app is told where it is a member, and of itself."""
    channel, person = _both(practice, channel_id, person_id)
    if person_id in channel.members:
        return
    channel.members.add(person_id)
    practice.world.bump()
    await practice.events.member(person, channel, is_joined=True)


async def leave(practice: "Practice", person_id: str, channel_id: str) -> None:
    """Leave a channel, or be taken out of it; the app hears of its own leaving in Slack's other words too."""
    channel, person = _both(practice, channel_id, person_id)
    if person_id not in channel.members:
        return
    channel.members.discard(person_id)
    practice.world.bump()
    await practice.events.member(person, channel, is_joined=False)
    if person_id == practice.world.app.bot_user_id:
        await _tell(practice, channel, "left", {"channel": channel.id})


async def archive(practice: "Practice", person_id: str, channel_id: str) -> None:
    """Archive a channel."""
    channel = practice.world.channels[channel_id]
    channel.is_archived = True
    practice.world.bump()
    await _tell(practice, channel, "archive", {"channel": channel.id, "user": person_id})


async def unarchive(practice: "Practice", person_id: str, channel_id: str) -> None:
    """Bring an archived channel back."""
    channel = practice.world.channels[channel_id]
    channel.is_archived = False
    practice.world.bump()
    await _tell(practice, channel, "unarchive", {"channel": channel.id, "user": person_id})


async def rename(practice: "Practice", channel_id: str, name: str) -> None:
    """Give a channel another name."""
    channel = practice.world.channels[channel_id]
    channel.name = name
    practice.world.bump()
    shape = {"id": channel.id, "name": name, "created": channel.created}
    await _tell(practice, channel, "rename", {"channel": shape})


async def delete(practice: "Practice", channel_id: str) -> None:
    """Delete a channel with all that was said there."""
    channel = practice.world.channels.pop(channel_id)
    practice.world.messages.pop(channel_id, None)
    practice.world.bump()
    await _tell(practice, channel, "deleted", {"channel": channel.id})


def make_private(practice: "Practice", channel_id: str) -> None:
    """Make a public channel private; Slack sends no event for it that an app could subscribe to."""
    practice.world.channels[channel_id].kind = "private"
    practice.world.bump()


async def give_another_id(practice: "Practice", channel_id: str) -> str:
    """Give a channel another id, as when it is shared with another company; returns the new one."""
    world = practice.world
    channel = world.channels.pop(channel_id)
    channel.id = world.next_id("C")
    world.channels[channel.id] = channel
    world.messages[channel.id] = world.messages.pop(channel_id, [])
    for message in world.messages[channel.id]:
        message.channel_id = channel.id
    world.bump()
    moved = {"type": "channel_id_changed", "old_channel_id": channel_id, "new_channel_id": channel.id}
    await practice.events.send(moved)
    return channel.id


async def invite(practice: "Practice", person_id: str, channel_id: str, handle: str) -> bool:
    """Bring somebody, or the app, into a channel one is in; False when nobody is called so."""
    found = next((one for one in practice.world.people.values() if one.handle.casefold() == handle.casefold()), None)
    if found is None or person_id not in practice.world.channels[channel_id].members:
        return False
    await join(practice, found.id, channel_id)
    return True


def _both(practice: "Practice", channel_id: str, person_id: str) -> tuple[Channel, Person]:
    return practice.world.channels[channel_id], practice.world.people[person_id]


async def _tell(practice: "Practice", channel: Channel, what: str, inner: Json) -> None:
    """Tell the app where it may know of the channel: all public ones, and the private ones it is in."""
    is_private = channel.kind == "private"
    if is_private and what != "left" and practice.world.app.bot_user_id not in channel.members:
        return
    await practice.events.send({"type": f"{'group' if is_private else 'channel'}_{what}", **inner})
