"""A practice workspace with a whole WhoKnows in it, and people who type and press in it."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from pydantic import SecretStr
from sqlalchemy import select

from bot.clock import Clocks
from bot.pace import Bucket, Limits
from bot.settings import Settings
from handlers import house as houses
from handlers import manifest, pages, socket_mode
from handlers.house import House
from handlers.postman.rounds import Patience
from models import Delivery, DeliveryState
from practice import interact, surfaces
from practice.clock import PracticeClock
from practice.deadlines import Deadlines
from practice.interact import Outcome
from practice.records import Message, View
from practice.seed import default_seed
from practice.server import Practice

# 09:00 in Madrid, Copenhagen and Zagreb.
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
# Seconds for an answer, on a machine with much else to do: how soon it comes is measured, and tests take their time.
UNHURRIED = 15.0
FAST = Limits(
    posts_to_a_channel=Bucket(a_second=1000, burst=1000),
    updates=Bucket(a_second=1000, burst=1000),
    homes=Bucket(a_second=1000, burst=1000),
    directory=Bucket(a_second=1000, burst=1000),
)
SHORT = Patience(call=2.0, lease=timedelta(seconds=6), visibility=timedelta(seconds=0.05), longest_sleep=0.5)
Transport = Literal["socket", "http"]


@dataclass
class Town:
    """The workspace, the bot in it, and the transport between them."""

    practice: Practice
    house: House
    settings: Settings
    findings_allowed: list[str] = field(default_factory=list)

    def person(self, handle: str) -> "Somebody":
        """One of the eight people, by handle."""
        people = self.practice.world.people.values()
        return Somebody(self, next(person.id for person in people if person.handle == handle))

    async def settle(self) -> None:
        """Wait until everything that was owed by now is said; after half a minute, say what is not."""
        until = time.monotonic() + 30
        while True:
            await self.house.speaking.finish()
            owed = await self._owed()
            if not owed:
                return
            assert time.monotonic() < until, f"still owed: {owed}"
            self.house.postman.wake()
            await asyncio.sleep(0.01)

    async def _owed(self) -> list[str]:
        under_way = Delivery.state.in_([DeliveryState.PENDING, DeliveryState.SENDING])
        async with self.house.database.reading() as session:
            found = (await session.scalars(select(Delivery).where(under_way))).all()
        # Only now is the moment told: what follows of a delivery falls due while we wait for the database, and would
        # be taken for something that is due later.
        now = self.practice.clock.now()
        return [
            f"{one.id} {one.kind} {one.operation} {one.state} due {one.due_at}"
            for one in found
            if one.state is DeliveryState.SENDING or one.due_at <= now
        ]

    async def passes(self, span: timedelta) -> None:
        """Let agreed time pass, with everything that falls due on the way's end."""
        self.practice.clock.move_by(span)
        await self.house.timetable.look_at_everything()
        await self.settle()


@dataclass(frozen=True)
class Somebody:
    """A person who types commands, presses buttons and reads."""

    town: Town
    id: str

    async def types(self, command: str, place: str = "general") -> Message:
        """Type a command that is answered with a message for them alone."""
        world = self.town.practice.world
        channel = next(channel.id for channel in world.channels.values() if channel.name == place)
        before = {message.ts for message in self.reads(channel)}
        outcome = await interact.run_command(self.town.practice, self.id, channel, command)
        assert outcome.answered, outcome
        await self.town.settle()
        [answer] = [message for message in self.reads(channel) if message.ts not in before and message.only_for]
        return answer

    async def writes(self, text: str, place: str = "app", *, thread_ts: str | None = None) -> list[Message]:
        """Write a message, to WhoKnows for "app"; gives what only they are told for it."""
        world = self.town.practice.world
        if place == "app":
            channel = world.app_conversation(self.id).id
        else:
            channel = next(channel.id for channel in world.channels.values() if channel.name == place)
        before = {message.ts for message in self.reads(channel)}
        await interact.post_message(self.town.practice, self.id, channel, text, thread_ts)
        await self.town.settle()
        return [message for message in self.reads(channel) if message.ts not in before and message.only_for == self.id]

    async def opens(self, command: str, place: str = "general") -> View:
        """Type a command that is answered with a form."""
        world = self.town.practice.world
        channel = next(channel.id for channel in world.channels.values() if channel.name == place)
        outcome = await interact.run_command(self.town.practice, self.id, channel, command)
        assert outcome.answered, outcome
        await self.town.settle()
        assert self.form is not None, "no form was opened"
        return self.form

    def told(self, place: str = "general") -> str:
        """What WhoKnows last told them alone in a place, or in their direct messages for "app"."""
        world = self.town.practice.world
        if place == "app":
            channel = world.app_conversation(self.id).id
        else:
            channel = next(channel.id for channel in world.channels.values() if channel.name == place)
        return [message for message in self.reads(channel) if message.only_for == self.id][-1].text

    async def presses(self, label: str, surface: Message | View | None, chosen: Any = None) -> Outcome:
        """Press the one button with this label on something they see."""
        assert surface is not None, f"nothing to press {label} on"
        [placed] = [
            placed for placed in surfaces.elements_in(surface.blocks) if surfaces.label_of(placed.element) == label
        ]
        outcome = await interact.press(
            self.town.practice, self.id, surface, placed.block_id, placed.element["action_id"], chosen=chosen
        )
        assert outcome.answered, outcome
        await self.town.settle()
        return outcome

    async def sends(self, **values: Any) -> Outcome:
        """Send the form they have open, filled in by block id."""
        form = self.form
        assert form is not None, "no form is open"
        placed = {place.block_id: place for place in surfaces.elements_in(form.blocks)}
        state = {
            block: {placed[block].element["action_id"]: surfaces.state_entry(placed[block].element, value)}
            for block, value in values.items()
        }
        outcome = await interact.submit_view(self.town.practice, self.id, form.id, state)
        await self.town.settle()
        return outcome

    @property
    def form(self) -> View | None:
        """The form they have open, if any."""
        stack = self.town.practice.world.modals.get(self.id, [])
        return stack[-1] if stack else None

    def reads(self, channel_id: str) -> list[Message]:
        """What they see in a place, threads included."""
        world = self.town.practice.world
        found = world.messages_for(self.id, channel_id)
        return [message for top in found for message in world.messages_for(self.id, channel_id, top.ts)]

    @property
    def messages(self) -> list[Message]:
        """Their direct messages with WhoKnows that stay; what only answers a press is `told`."""
        found = self.reads(self.town.practice.world.app_conversation(self.id).id)
        return [message for message in found if not message.only_for]

    def chat_with(self, other: "Somebody") -> list[Message]:
        """What they read in the chat with somebody else and WhoKnows."""
        world = self.town.practice.world
        both = {self.id, other.id, world.app.bot_user_id}
        chats = [channel for channel in world.channels.values() if channel.kind == "mpim" and channel.members == both]
        return self.reads(chats[0].id) if chats else []

    async def opens_home(self) -> View:
        """Open App Home and read it."""
        await interact.open_home(self.town.practice, self.id)
        await self.town.settle()
        return self.home

    @property
    def home(self) -> View:
        """Their Home as it was last written."""
        return self.town.practice.world.homes[self.id]


def settings_of(practice: Practice, database_url: str, transport: Transport) -> Settings:
    """The settings with which the bot reaches a practice workspace."""
    return Settings(
        database_url=database_url,
        slack_api_url=practice.api_url,
        host="127.0.0.1",
        port=0,
        log_level="INFO",
        slack_bot_token=SecretStr(practice.bot_token),
        slack_app_token=SecretStr(practice.app_token) if transport == "socket" else None,
        slack_signing_secret=SecretStr(practice.signing_secret) if transport == "http" else None,
    )


@asynccontextmanager
async def a_town(
    database_url: str,
    transport: Transport = "socket",
    *,
    patience: Patience = SHORT,
    limits: Limits = FAST,
    renamed: Mapping[str, str] | None = None,
) -> AsyncIterator[Town]:
    """Open a workspace on a Monday at 09:00 in Madrid, with people who know nothing yet.

    `renamed` are the commands that have another name in it.
    """
    seed = default_seed(MONDAY)
    seed.messages.clear()
    practice = Practice(
        clock=PracticeClock(MONDAY),
        seed=seed,
        manifest=manifest.manifest(renamed),
        page_size=2,
        deadlines=Deadlines(answer_seconds=UNHURRIED + 5, trigger_seconds=UNHURRIED + 5),
    )
    await practice.start()
    settings = settings_of(practice, database_url, transport)
    settings = settings.model_copy(update={"renamed_commands": dict(renamed or {})})
    try:
        async with AsyncExitStack() as stack:
            clocks = Clocks(now=practice.clock.now)
            house = await stack.enter_async_context(houses.opened(settings, clocks, limits=limits, patience=patience))
            house.answering._budget = UNHURRIED
            if transport == "socket":
                connection = await stack.enter_async_context(
                    socket_mode.connected(house.bolt, practice.app_token, practice.api_url)
                )
                await connection.first_connection()
            else:
                practice.deliver_over_http(await stack.enter_async_context(pages.served(house.bolt, "127.0.0.1", 0)))
            yield Town(practice, house, settings)
    finally:
        await practice.stop()
