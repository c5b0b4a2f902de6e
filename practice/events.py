"""Events: what the app subscribed to, delivered and, when it does not answer, delivered again."""

import asyncio
from collections.abc import Coroutine
from typing import TYPE_CHECKING

from practice import payloads
from practice.delivery import Parcel, Reply
from practice.records import Channel, Json, Message, Person
from practice.shapes import message_object, person_object, view_object

if TYPE_CHECKING:
    from practice.server import Practice

_CHANNEL_TYPES = {"channel": "channel", "private": "group", "im": "im", "mpim": "mpim"}
_MESSAGE_EVENTS = {
    "channel": "message.channels",
    "private": "message.groups",
    "im": "message.im",
    "mpim": "message.mpim",
}


class Events:
    """Sends events to the app; retries run in the background, in the machine's time."""

    def __init__(self, practice: "Practice") -> None:
        self._practice = practice
        self._running: set[asyncio.Task[object]] = set()

    async def close(self) -> None:
        """Give up every redelivery that still waits."""
        running = list(self._running)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    def is_subscribed(self, name: str) -> bool:
        """Whether the manifest asks for events of this name; without a manifest the app gets all."""
        if self._practice.manifest is None:
            return True
        settings = self._practice.manifest.get("settings") or {}
        subscriptions = settings.get("event_subscriptions") or {}
        return name in (subscriptions.get("bot_events") or [])

    async def send(self, inner: Json, name: str | None = None) -> Reply | None:
        """Deliver an event once and return the reply; None when the app did not subscribe to it.

        Args:
            inner: the event itself.
            name: what the manifest calls it, where that is not the event's type.
        """
        name = name or str(inner["type"])
        if not self.is_subscribed(name):
            return None
        inner.setdefault("event_ts", self._practice.world.next_ts())
        wrapped = payloads.event(self._practice, inner)
        reply = await self._practice.deliver(Parcel("events_api", name, wrapped))
        if self._practice.faults.deliver_events_twice:
            await self._practice.deliver(Parcel("events_api", name, wrapped))
        if not reply.is_answered and reply.may_retry:
            self.in_background(self._redeliver(name, wrapped, reply.reason))
        return reply

    async def _redeliver(self, name: str, wrapped: Json, reason: str) -> None:
        for attempt, pause in enumerate(self._practice.deadlines.redeliver_after_seconds, start=1):
            await asyncio.sleep(pause)
            reply = await self._practice.deliver(Parcel("events_api", name, wrapped, attempt, _retry_reason(reason)))
            if reply.is_answered or not reply.may_retry:
                return
            reason = reply.reason

    def in_background(self, work: Coroutine[object, object, object]) -> None:
        """Do something without anybody waiting for it; `close` gives it up."""
        task = asyncio.get_running_loop().create_task(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def message(self, message: Message) -> Reply | None:
        """Tell of a message where the app is a member."""
        world = self._practice.world
        channel = world.channels[message.channel_id]
        if world.app.bot_user_id not in channel.members:
            return None
        inner = message_object(message, world) | {
            "channel": channel.id,
            "channel_type": _CHANNEL_TYPES[channel.kind],
            "event_ts": message.ts,
        }
        return await self.send(inner, _MESSAGE_EVENTS[channel.kind])

    def own_message(self, message: Message) -> None:
        """Tell the app of its own post, as Slack does where one is connected; nobody waits for it."""
        channel = self._practice.world.channels[message.channel_id]
        if self._practice.is_connected and self.is_subscribed(_MESSAGE_EVENTS[channel.kind]):
            self.in_background(self.message(message))

    async def mention(self, message: Message) -> Reply | None:
        """Tell of a message in a channel that mentions the app."""
        world = self._practice.world
        inner = message_object(message, world) | {
            "type": "app_mention",
            "channel": message.channel_id,
            "event_ts": message.ts,
        }
        return await self.send(inner)

    async def home_opened(self, person: Person, tab: str) -> Reply | None:
        """Tell that a person opened the app's Home or Messages."""
        world = self._practice.world
        inner: Json = {
            "type": "app_home_opened",
            "user": person.id,
            "channel": world.app_conversation(person.id).id,
            "tab": tab,
        }
        view = world.homes.get(person.id)
        if view and tab == "home":
            inner["view"] = view_object(view, world.app)
        return await self.send(inner)

    async def reaction(self, person: Person, name: str, message: Message, *, is_added: bool) -> Reply | None:
        """Tell of a reaction where the app is a member."""
        world = self._practice.world
        if world.app.bot_user_id not in world.channels[message.channel_id].members:
            return None
        return await self.send(
            {
                "type": "reaction_added" if is_added else "reaction_removed",
                "user": person.id,
                "reaction": name,
                "item_user": message.user,
                "item": {"type": "message", "channel": message.channel_id, "ts": message.ts},
            }
        )

    async def member(self, person: Person, channel: Channel, *, is_joined: bool) -> Reply | None:
        """Tell that somebody joined or left a channel where the app is a member."""
        world = self._practice.world
        if person.id != world.app.bot_user_id and world.app.bot_user_id not in channel.members:
            return None
        return await self.send(
            {
                "type": "member_joined_channel" if is_joined else "member_left_channel",
                "user": person.id,
                "channel": channel.id,
                "channel_type": "C" if channel.kind == "channel" else "G",
                "team": world.app.team_id,
            }
        )

    async def person_changed(self, person: Person, *, is_new: bool = False) -> Reply | None:
        """Tell of a new person, or of one whose profile, zone or standing changed."""
        shape = person_object(person, now=self._practice.clock.now())
        if is_new:
            return await self.send({"type": "team_join", "user": shape})
        return await self.send({"type": "user_change", "user": shape, "cache_ts": shape["updated"]})

    async def uninstalled(self) -> Reply | None:
        """Tell that the workspace removed the app."""
        return await self.send({"type": "app_uninstalled"})

    async def tokens_revoked(self, *, bot: bool = True) -> Reply | None:
        """Tell that tokens were revoked: the bot's own, or somebody's."""
        ours = self._practice.world.app.bot_user_id
        tokens: Json = {"oauth": [] if bot else ["U0ANA"], "bot": [ours] if bot else []}
        return await self.send({"type": "tokens_revoked", "tokens": tokens})


def _retry_reason(reason: str) -> str:
    return "http_timeout" if reason in ("timeout", "http_timeout") else reason
