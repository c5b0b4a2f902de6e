"""A house against a practice workspace in the same process, with a look at every delivery and every call."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import SecretStr

from bot import deliveries
from bot.clock import Clocks
from bot.pace import Limits
from bot.settings import Settings
from handlers import house as houses
from handlers import manifest
from handlers.house import House
from handlers.postman.rounds import Patience
from models import Delivery, DeliveryState
from practice.clock import PracticeClock
from practice.deadlines import Deadlines
from practice.records import Call, Message
from practice.seed import default_seed
from practice.server import Practice
from tests.faults.bot_process import NO_PACE
from tests.faults.owing import KIND, all_deliveries, owe_messages, times_shown

# 09:00 in Madrid.
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
SHORT = Patience(
    call=0.3,
    lease=timedelta(seconds=1.5),
    visibility=timedelta(seconds=0.05),
    longest_backoff=timedelta(seconds=0.05),
    longest_sleep=0.1,
)
UNDER_WAY = {DeliveryState.PENDING, DeliveryState.SENDING}


@dataclass
class MachineClock:
    """The machine's time, which a test can move ahead, and stop."""

    ahead: timedelta = field(default_factory=timedelta)
    stopped_at: datetime | None = None

    def __call__(self) -> datetime:
        """The real time, or that at which it was stopped, and what was added to it."""
        return (self.stopped_at or datetime.now(UTC)) + self.ahead

    def stop(self) -> None:
        """Stand still from now on, but for what is added."""
        self.stopped_at = datetime.now(UTC)

    def move_by(self, step: timedelta) -> None:
        """Move ahead."""
        self.ahead += step


@dataclass
class Outbox:
    """A workspace and a house that works for it."""

    practice: Practice
    house: House
    settings: Settings
    machine: MachineClock

    async def owe(self, *addresses: str, **more: Any) -> list[int]:
        """Owe one message to each address; gives the ids of the deliveries. See `owe_messages`."""
        return await owe_messages(self.house.database, self.house.workspace, addresses, **more)

    async def edit_all(self, due_at: datetime | None = None) -> None:
        """Owe an edit of every message, due now or at `due_at`."""
        subjects = {delivery.subject_id for delivery in (await self.deliveries()).values()}
        async with self.house.database.transaction() as session:
            for subject_id in subjects:
                await deliveries.refresh(
                    session,
                    workspace_id=self.house.workspace.id,
                    kind=KIND,
                    subject_id=subject_id,
                    now=due_at or self.practice.clock.now(),
                )

    async def deliveries(self) -> dict[int, Delivery]:
        """Every delivery, by id."""
        return await all_deliveries(self.house.database)

    async def settled(self, *delivery_ids: int, patience: float = 8.0) -> list[Delivery]:
        """Wait until these deliveries (all, when none is named) are neither waiting nor under way."""

        async def are_settled() -> bool:
            found = await self.deliveries()
            return all(found[one].state not in UNDER_WAY for one in delivery_ids or found)

        await until(are_settled, patience)
        found = await self.deliveries()
        return [found[one] for one in delivery_ids or found]

    @property
    def messages(self) -> list[Message]:
        """All that the bot said and that is still there, oldest first."""
        world = self.practice.world
        said = [message for place in world.messages.values() for message in place]
        return sorted((one for one in said if one.user == world.app.bot_user_id), key=lambda one: float(one.ts))

    @property
    def shown(self) -> Counter[int]:
        """How often each delivery is to be seen."""
        return times_shown(message.metadata for message in self.messages)

    def calls(self, method: str) -> list[Call]:
        """The calls of one method, oldest first."""
        return [call for call in self.practice.world.calls if call.direction == "from app" and call.name == method]

    @asynccontextmanager
    async def another_house(self, **options: Any) -> AsyncIterator[House]:
        """A second replica on the same database."""
        clocks = Clocks(now=self.practice.clock.now, machine_time=self.machine)
        async with houses.opened(self.settings, clocks, **{"limits": NO_PACE, "patience": SHORT, **options}) as house:
            yield house


async def until(is_so: Callable[[], Awaitable[bool]], patience: float = 8.0) -> None:
    """Wait until something is so; fails when it takes longer than `patience` seconds."""
    async with asyncio.timeout(patience):
        while not await is_so():  # noqa: ASYNC110 (what is waited for tells nobody)
            await asyncio.sleep(0.01)


@asynccontextmanager
async def an_outbox(
    database_url: str,
    *,
    patience: Patience = SHORT,
    limits: Limits = NO_PACE,
    page_size: int | None = None,
    may_read_everywhere: bool = False,
    step: Callable[[str], None] | None = None,
) -> AsyncIterator[Outbox]:
    """Open a workspace and a house; `may_read_everywhere` gives scopes that the manifest doesn't ask for."""
    seed = default_seed(MONDAY)
    seed.messages.clear()
    practice = Practice(
        clock=PracticeClock(MONDAY),
        seed=seed,
        manifest=None if may_read_everywhere else manifest.manifest(),
        page_size=page_size,
        deadlines=Deadlines(redeliver_after_seconds=(0.05, 0.1, 0.1)),
    )
    await practice.start()
    machine = MachineClock()
    settings = Settings(
        database_url=database_url,
        slack_api_url=practice.api_url,
        slack_bot_token=SecretStr(practice.bot_token),
        slack_app_token=SecretStr(practice.app_token),
        slack_signing_secret=SecretStr(practice.signing_secret),
        port=0,
    )
    try:
        async with AsyncExitStack() as stack:
            clocks = Clocks(now=practice.clock.now, machine_time=machine)
            options = {"step": step} if step else {}
            house = await stack.enter_async_context(
                houses.opened(settings, clocks, limits=limits, patience=patience, **options)
            )
            yield Outbox(practice, house, settings, machine)
    finally:
        await practice.stop()


__all__ = ["MONDAY", "NO_PACE", "SHORT", "MachineClock", "Outbox", "an_outbox", "until"]
