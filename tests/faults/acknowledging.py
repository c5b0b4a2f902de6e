"""The bot is killed while people type and events come: whatever it acknowledged must be there afterwards."""

import asyncio
import random
import socket
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count as numbers
from typing import Any, Literal

from sqlalchemy import select

from bot import inbox
from bot.database import Database
from handlers.blocks import refusals
from models import InboxKey, Question
from tests.faults.bot_process import Life, Plan
from tests.faults.killing import PATIENCE
from tests.faults.workspace_process import WorkspaceProcess, workspace_running

LONGEST_LIFE = 0.8
# Often enough that Slack does not give up while the bot is being killed.
AGAIN_AFTER = "0.3,0.5,1,1,1,1,2,2,2,2,3,3,3,3"
TYPISTS = ("U0ANA", "U0BO", "U0INES")
FAILED = tuple(
    sentence
    for may_be_done in (False, True)
    for sentence in (refusals.too_slow(may_be_done=may_be_done), refusals.broke("", may_be_done=may_be_done))
)


@dataclass
class Acknowledged:
    """What a run came to: requests by how they ended, and what of them is missing or doubled in the database.

    An event that failed is sent again until it is acknowledged, so none may remain that never was.
    """

    kills: int = 0
    commands: int = 0
    acked: int = 0
    told_failed: int = 0
    unanswered: int = 0
    events: int = 0
    sent_again: int = 0
    never_heard: int = 0
    lost: int = 0
    twice: int = 0


@dataclass
class Acknowledging:
    """One run on one database and transport."""

    database_url: str
    chance: random.Random
    kills: int
    transport: Literal["http", "socket"]
    _numbers: Iterator[int] = field(default_factory=numbers)
    _acked: list[str] = field(default_factory=list)
    _asked: Counter[str] = field(default_factory=Counter)
    _events: dict[str, dict[str, bool]] = field(default_factory=lambda: defaultdict(dict))

    async def run(self) -> Acknowledged:
        """Type, kill, begin again; then compare what was acknowledged with what is there."""
        port = _free_port()
        options = ["--manifest", "manifest.yml", "--redeliver-after", AGAIN_AFTER]
        if self.transport == "http":
            options += ["--http", f"http://127.0.0.1:{port}/slack/events"]
        async with workspace_running(*options) as workspace:
            plan = Plan(
                self.database_url,
                workspace.api_url,
                workspace.bot_token,
                PATIENCE,
                app_token=workspace.app_token if self.transport == "socket" else None,
                signing_secret=workspace.signing_secret if self.transport == "http" else None,
                port=port,
            )
            for _ in range(self.kills):
                await self._live_and_die(plan, workspace)
            life = Life.begin(plan)
            await life.opened()
            await self._until_all_events_are_heard(workspace)
            assert await life.stop() == 0, "the bot did not end cleanly when asked to"
        return await self._compare()

    async def _live_and_die(self, plan: Plan, workspace: WorkspaceProcess) -> None:
        life = Life.begin(plan)
        await life.opened()
        over = asyncio.Event()
        typing = [asyncio.create_task(self._type(workspace, person, over)) for person in TYPISTS]
        typing.append(asyncio.create_task(self._open_homes(workspace, over)))
        await asyncio.sleep(self.chance.uniform(0, LONGEST_LIFE))
        over.set()
        await life.kill()
        await asyncio.gather(*typing)
        await self._look_at_events(workspace)

    async def _type(self, workspace: WorkspaceProcess, person: str, over: asyncio.Event) -> None:
        while not over.is_set():
            text = f"How do I read Terraform plan number {next(self._numbers)}?"
            outcome = await workspace.tell("command", person=person, channel="C0GENERAL", text=f"/askexpert {text}")
            said = str(outcome["payload"])
            if not outcome["answered"]:
                self._asked["unanswered"] += 1
                await asyncio.sleep(0.02)
            elif any(sentence in said for sentence in FAILED):
                self._asked["told_failed"] += 1
            else:
                self._acked.append(text)

    async def _open_homes(self, workspace: WorkspaceProcess, over: asyncio.Event) -> None:
        while not over.is_set():
            await workspace.tell("home", person=self.chance.choice(TYPISTS))
            await asyncio.sleep(0.1)

    async def _look_at_events(self, workspace: WorkspaceProcess) -> None:
        """Note each event, with the moments at which it was sent and whether it was acknowledged then."""
        for call in (await workspace.look("calls"))["calls"]:
            if call["direction"] == "to app" and call["name"] == "app_home_opened":
                self._events[call["request"]["event_id"]][call["when"]] = call["ok"]

    async def _until_all_events_are_heard(self, workspace: WorkspaceProcess) -> None:
        for _ in range(100):
            await self._look_at_events(workspace)
            if all(any(tries.values()) for tries in self._events.values()):
                return
            await asyncio.sleep(0.2)

    async def _compare(self) -> Acknowledged:
        database = Database(self.database_url)
        async with database.reading() as session:
            kept = Counter(await session.scalars(select(Question.text)))
            keys = set(await session.scalars(select(InboxKey.key)))
        await database.close()
        acked = [inbox.opaque(f"event:{event_id}") for event_id, tries in self._events.items() if any(tries.values())]
        return Acknowledged(
            kills=self.kills,
            commands=len(self._acked) + self._asked.total(),
            acked=len(self._acked),
            told_failed=self._asked["told_failed"],
            unanswered=self._asked["unanswered"],
            events=len(self._events),
            sent_again=sum(len(tries) > 1 for tries in self._events.values()),
            never_heard=len(self._events) - len(acked),
            lost=_missing(self._acked, kept) + _missing(acked, keys),
            twice=sum(times > 1 for times in kept.values()),
        )


def _missing(wanted: Iterable[str], there: Any) -> int:
    return sum(1 for name in wanted if name not in there)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port
