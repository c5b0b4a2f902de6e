"""The bot is killed at random moments while it sends, and every message is counted afterwards."""

import asyncio
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from itertools import combinations
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clocks
from bot.database import Database
from bot.own_data import SENT_AGAIN
from handlers.answering.installations import Installations
from handlers.postman.rounds import Patience
from models import DeliveryState, Workspace
from tests.faults.bot_process import Life, Plan
from tests.faults.owing import all_deliveries, inversions, owe_messages, times_shown
from tests.faults.workspace_process import WorkspaceProcess, workspace_running

# A lease outlasts a call and the time until Slack shows what it took, as in earnest; only all of it is shorter.
PATIENCE = Patience(
    call=0.5,
    lease=timedelta(seconds=1.0),
    visibility=timedelta(seconds=0.3),
    longest_backoff=timedelta(seconds=0.5),
    longest_sleep=0.05,
)
LONGEST_LIFE = 1.4
SURELY_MOVES_WITHIN = 15.0
HISTORY_SCOPES = ["channels:history", "groups:history", "im:history", "mpim:history"]
TROUBLES = ("drop_after_accept", "drop_before_accept", "error_500", "rate_limited", "slow")
UNSETTLED = {DeliveryState.PENDING, DeliveryState.SENDING}


class Moment(StrEnum):
    """Where a kill met the bot: the most delicate place that any of its messages had reached."""

    BEFORE_CLAIM = "before claim"
    SENDING = "sending"
    ACCEPTED = "accepted"
    RECORDED = "recorded"


@dataclass
class Count:
    """What a run came to."""

    kills: Counter[Moment] = field(default_factory=Counter)
    messages: int = 0
    lost: int = 0
    held: int = 0
    sent_again: int = 0
    shown_twice: int = 0
    out_of_order: int = 0
    troubles: int = 0


def moment_of(steps: Sequence[tuple[str, str]]) -> Moment:
    """Where a life was when it ended, from the steps that each delivery's task told."""
    last = dict(steps)
    for step, moment in (("accepted", Moment.ACCEPTED), ("claimed", Moment.SENDING), ("recorded", Moment.RECORDED)):
        if step in last.values():
            return moment
    return Moment.BEFORE_CLAIM


@dataclass
class Killing:
    """One run on one database: `messages` over `conversations`, `kills` of them at moments drawn from `chance`."""

    database_url: str
    chance: random.Random
    kills: int
    messages: int
    conversations: int
    can_look_up: bool

    async def run(self) -> Count:
        """Owe, kill, begin again, until everything is settled; then count what people see."""
        # Small pages, so that a look-up has to turn some.
        async with workspace_running("--page-size", "2") as workspace:
            database = Database(self.database_url)
            try:
                return await self._run(workspace, database)
            finally:
                await database.close()

    async def _run(self, workspace: WorkspaceProcess, database: Database) -> Count:
        count = Count()
        if not self.can_look_up:
            await workspace.tell("faults", missing_scopes=HISTORY_SCOPES)
        client = AsyncWebClient(token=workspace.bot_token, base_url=workspace.api_url)
        installed = await Installations(database, client, Clocks().now).introduce()
        addresses = await self._addresses(workspace)
        plan = Plan(self.database_url, workspace.api_url, workspace.bot_token, PATIENCE)
        batches = list(self._batches(addresses))
        for batch in batches:
            life = Life.begin(plan)
            count.troubles += await self._trouble(workspace)
            await self._live(database, installed, batch)
            await life.kill()
            count.kills[moment_of(life.steps)] += 1
        life = Life.begin(plan)
        await self._until_settled(database)
        assert await life.stop() == 0, "the bot did not end cleanly when asked to"
        await self._count(count, workspace, database)
        return count

    async def _addresses(self, workspace: WorkspaceProcess) -> list[str]:
        """Direct messages, chats of two, and as many new channels as it takes."""
        world = await workspace.look("world")
        people = sorted(set(world["people"]) - {world["app"]["bot_user_id"]})
        addresses = [*people, *(f"{first}+{second}" for first, second in combinations(people, 2))]
        # Without a look-up a channel's post is held back, so what may be said twice is said to people alone.
        while self.can_look_up and len(addresses) < self.conversations:
            made = await workspace.call("conversations.create", name=f"room-{len(addresses)}")
            addresses.append(made["channel"]["id"])
        return addresses[: self.conversations]

    def _batches(self, addresses: list[str]) -> Iterator[list[str]]:
        owed = [addresses[number % len(addresses)] for number in range(self.messages)]
        self.chance.shuffle(owed)
        for number in range(self.kills):
            yield owed[number * len(owed) // self.kills : (number + 1) * len(owed) // self.kills]

    async def _trouble(self, workspace: WorkspaceProcess) -> int:
        """Let the network or Slack fail once in about every other life."""
        if self.chance.random() < 0.5:
            return 0
        kind = self.chance.choice(TROUBLES)
        fault = {"kind": kind, "method": "chat.postMessage", "seconds": 1 if kind == "rate_limited" else 0.2}
        await workspace.tell("faults", add=[fault])
        return 1

    async def _live(self, database: Database, installed: Workspace, batch: list[str]) -> None:
        """Owe the messages of one life while it works, until its time is up."""
        lasts = self.chance.uniform(0, LONGEST_LIFE)
        parts = [batch[: len(batch) // 3], batch[len(batch) // 3 :]]
        pauses = [lasts * self.chance.random() / 2 for _ in parts]
        loop = asyncio.get_running_loop()
        ends_at = loop.time() + lasts
        for part, pause in zip(parts, pauses, strict=True):
            await owe_messages(database, installed, part)
            await asyncio.sleep(pause)
        await asyncio.sleep(max(ends_at - loop.time(), 0))

    @staticmethod
    async def _until_settled(database: Database) -> None:
        """Wait until nothing is waiting or under way, as long as anything still moves."""
        before: set[int] = set()
        loop = asyncio.get_running_loop()
        moved_at = loop.time()
        while left := {one for one, found in (await all_deliveries(database)).items() if found.state in UNSETTLED}:
            if left != before:
                before, moved_at = left, loop.time()
            elif loop.time() - moved_at > SURELY_MOVES_WITHIN:
                raise RuntimeError(f"{len(left)} messages are neither sent nor put aside: {sorted(left)[:10]}")
            await asyncio.sleep(0.2)

    async def _count(self, count: Count, workspace: WorkspaceProcess, database: Database) -> None:
        owed = await all_deliveries(database)
        said = (await workspace.look("messages"))["messages"]
        places: dict[str, list[dict[str, Any] | None]] = defaultdict(list)
        for message in sorted(said, key=lambda message: float(message["ts"])):
            places[message["channel_id"]].append(message["metadata"])
        shown = times_shown(message["metadata"] for message in said)
        count.messages = len(owed)
        count.held = sum(delivery.state is DeliveryState.HELD for delivery in owed.values())
        count.sent_again = sum(delivery.reason == SENT_AGAIN for delivery in owed.values())
        count.lost = sum(
            not shown[delivery_id] and delivery.state is not DeliveryState.HELD
            for delivery_id, delivery in owed.items()
        )
        count.shown_twice = sum(times > 1 for times in shown.values())
        count.out_of_order = inversions(places)
