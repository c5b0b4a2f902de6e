"""Everything that exists in the practice workspace, who may see it, and one number that grows with each change."""

import asyncio
import copy
import itertools
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from practice.clock import PracticeClock
from practice.records import (
    AppIdentity,
    Call,
    Channel,
    ChannelKind,
    Deed,
    DeedKind,
    Finding,
    Json,
    Message,
    Person,
    StoredFile,
    View,
)

__all__ = [
    "AppIdentity", "Call", "Channel", "ChannelKind", "Deed", "DeedKind", "Finding", "Json", "Message", "Person",
    "Seed", "StoredFile", "View", "World",
]  # fmt: skip

_CALLS_KEPT = 200


@dataclass
class Seed:
    """What a fresh workspace holds."""

    people: list[Person] = field(default_factory=list)
    channels: list[Channel] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)


class World:
    """The workspace's memory; pages, Web API and interaction all read and change this one object."""

    def __init__(self, *, clock: PracticeClock, seed: Seed, app: AppIdentity | None = None) -> None:
        self.clock = clock
        self.app = app or AppIdentity()
        self.address = ""
        self.revision = 0
        self._seed = seed
        self._waiting: set[asyncio.Future[None]] = set()
        self._fill()

    def _fill(self) -> None:
        app = self.app
        seed = copy.deepcopy(self._seed)
        bot = Person(
            app.bot_user_id, app.name.lower(), app.name, is_bot=True, team_id=app.team_id, colour="#0b5fa5", tz="UTC"
        )
        self.people: dict[str, Person] = {person.id: person for person in [*seed.people, bot]}
        self.channels: dict[str, Channel] = {channel.id: channel for channel in seed.channels}
        self.messages: dict[str, list[Message]] = {channel_id: [] for channel_id in self.channels}
        self.modals: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}
        self.usergroups: dict[str, set[str]] = {}
        self.files: dict[str, StoredFile] = {}
        self.calls: deque[Call] = deque(maxlen=_CALLS_KEPT)
        self.findings: list[Finding] = []
        self.deeds: list[Deed] = []
        self.notices: dict[str, list[str]] = {}
        self.unread: dict[tuple[str, str], int] = {}
        self._last_ts = 0
        self._numbers = itertools.count(1)
        for message in seed.messages:
            self.messages.setdefault(message.channel_id, []).append(message)

    def reset(self) -> None:
        """Put everything back to the seed; the clock and the revision go on."""
        self._fill()
        self.bump()

    # -- change -------------------------------------------------------------------------------------------------

    def bump(self) -> None:
        """Say that something changed and wake whoever waits for it."""
        self.revision += 1
        waiting, self._waiting = self._waiting, set()
        for waiter in waiting:
            if not waiter.done():
                waiter.set_result(None)

    async def changed(self, after: int) -> int:
        """Wait until the revision is greater than `after` and return it."""
        while self.revision <= after:
            waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.add(waiter)
            try:
                await waiter
            finally:
                self._waiting.discard(waiter)
        return self.revision

    def next_ts(self) -> str:
        """Return a new message time of the practice clock, never used before, like '1795424400.000100'."""
        now = int(self.clock.now().timestamp() * 1_000_000)
        self._last_ts = max(now, self._last_ts + 100)
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def next_id(self, letter: str) -> str:
        """Return a new id that starts with `letter`, like 'V0000000012'."""
        return f"{letter}{next(self._numbers):010d}"

    # -- places -------------------------------------------------------------------------------------------------

    def conversation_of(self, people: Iterable[str]) -> Channel:
        """Return the DM or group DM of exactly these people (the bot counts as one), opened when it is new."""
        members = set(people)
        kind: ChannelKind = "im" if len(members) <= 2 else "mpim"
        for channel in self.channels.values():
            if channel.kind == kind and channel.members == members:
                return channel
        handles = sorted(self.people[person_id].handle for person_id in members)
        name = "" if kind == "im" else f"mpdm-{'--'.join(handles)}-1"
        created = int(self.clock.now().timestamp())
        channel = Channel(self.next_id("D" if kind == "im" else "G"), kind, name, members, created=created)
        return self.add_channel(channel)

    def add_channel(self, channel: Channel) -> Channel:
        """Keep a new place and return it."""
        self.channels[channel.id] = channel
        self.messages.setdefault(channel.id, [])
        self.bump()
        return channel

    def app_conversation(self, person_id: str) -> Channel:
        """Return the person's DM with the app."""
        return self.conversation_of([person_id, self.app.bot_user_id])

    def may_see(self, person_id: str, channel_id: str) -> bool:
        """Whether a person may read a place: members, and everybody but guests where it is public."""
        channel = self.channels.get(channel_id)
        person = self.people.get(person_id)
        if channel is None or person is None:
            return False
        guest = person.is_restricted or person.is_ultra_restricted
        return person_id in channel.members or (channel.kind == "channel" and not guest)

    def places_for(self, person_id: str) -> list[Channel]:
        """Return what stands in a person's sidebar: their channels by name, then their DMs, the app's first."""
        self.app_conversation(person_id)
        mine = [channel for channel in self.channels.values() if person_id in channel.members]
        named = sorted((c for c in mine if not c.is_conversation), key=lambda channel: channel.name)
        direct = sorted(
            (c for c in mine if c.is_conversation and (self.messages[c.id] or self.app.bot_user_id in c.members)),
            key=lambda channel: (channel.kind == "mpim" or self.app.bot_user_id not in channel.members, channel.kind),
        )
        return [channel for channel in [*named, *direct] if not channel.is_archived]

    def title_of(self, channel: Channel, person_id: str) -> str:
        """Return how a place is called for one reader: a channel's name, or the others by first name, apps last."""
        if not channel.is_conversation:
            return channel.name
        others = [self.people[member] for member in channel.members if member != person_id]
        if channel.kind == "im":
            return others[0].real_name if others else self.people[person_id].real_name
        people = sorted(others, key=lambda person: (person.is_bot, person.real_name))
        return ", ".join(person.real_name if person.is_bot else person.real_name.split()[0] for person in people)

    # -- messages -----------------------------------------------------------------------------------------------

    def add_message(self, message: Message) -> Message:
        """Keep a message, count it as unread for everyone it is for, and return it."""
        self.messages.setdefault(message.channel_id, []).append(message)
        channel = self.channels[message.channel_id]
        readers = {message.only_for} if message.only_for else channel.members
        for reader in readers:
            if reader and reader != message.user and not self.people[reader].is_bot:
                key = (reader, channel.id)
                self.unread[key] = self.unread.get(key, 0) + 1
        self.bump()
        return message

    def find_message(self, channel_id: str, ts: str) -> Message | None:
        """Return a message by its place and time, ephemerals included."""
        return next((m for m in self.messages.get(channel_id, []) if m.ts == ts), None)

    def remove_message(self, message: Message) -> None:
        """Take a message away."""
        self.messages[message.channel_id].remove(message)
        self.bump()

    def messages_for(self, person_id: str, channel_id: str, thread_ts: str | None = None) -> list[Message]:
        """Return what one person sees of a place: its top level, or one whole thread with its first message."""
        if not self.may_see(person_id, channel_id):
            return []
        mine = [m for m in self.messages.get(channel_id, []) if m.only_for in (None, person_id)]
        if thread_ts is None:
            return [m for m in mine if not m.is_reply]
        return [m for m in mine if thread_ts in (m.ts, m.thread_ts)]

    def replies_to(self, message: Message) -> list[Message]:
        """Return a thread's replies, ephemerals left out."""
        return [
            m
            for m in self.messages.get(message.channel_id, [])
            if m.is_reply and m.thread_ts == message.ts and m.only_for is None
        ]

    def mark_read(self, person_id: str, channel_id: str) -> None:
        """Forget what was unread for a person in a place."""
        if self.unread.pop((person_id, channel_id), 0):
            self.bump()

    # -- what happened ------------------------------------------------------------------------------------------

    def tell(self, person_id: str, notice: str) -> None:
        """Show a person a notice of the workspace itself, like "WhoKnows did not answer in time"."""
        self.notices.setdefault(person_id, []).append(notice)
        self.bump()

    def dismiss_notices(self, person_id: str) -> None:
        """Take a person's notices away."""
        if self.notices.pop(person_id, None):
            self.bump()

    def did(self, person_id: str, kind: DeedKind, name: str, place: str) -> None:
        """Remember what a person did."""
        self.deeds.append(Deed(person_id, kind, name, place))
        self.bump()

    def find_view(self, view_id: str) -> View | None:
        """Return an open modal or a published App Home by its id."""
        open_views = itertools.chain(self.homes.values(), *self.modals.values())
        return next((view for view in open_views if view.id == view_id), None)
