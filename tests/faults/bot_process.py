"""A bot in a process of its own that tells each step and can be killed, or ends itself at a named one."""

import asyncio
import logging
import multiprocessing
import os
import signal
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import structlog
from pydantic import SecretStr

from bot.clock import Clocks
from bot.pace import Bucket, Limits
from bot.settings import Settings
from handlers import house as houses
from handlers import pages, socket_mode
from handlers.postman.rounds import Patience
from tests.faults.owing import owe_messages

OPEN, KILLED = "open", 137
BEFORE_CLAIM = "before claim"
NO_PACE = Limits(
    posts_to_a_channel=Bucket(a_second=1000, burst=1000),
    updates=Bucket(a_second=1000, burst=1000),
    homes=Bucket(a_second=1000, burst=1000),
    directory=Bucket(a_second=1000, burst=1000),
)

# One process imports everything once and forks each life, so that a life begins within a few tenths of a second.
_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload([__name__])


@dataclass(frozen=True)
class Plan:
    """How one life of the bot goes.

    `owes_to` is the Slack id of somebody it owes a message once it is open; `dies_at` the named step at which it ends
    itself. With `hurries`, in seconds, the clock ticks all the time. `agreed_time` is a file with the agreed time, in
    seconds since 1970; without it that is the machine's own.
    """

    database_url: str
    api_url: str
    bot_token: str
    patience: Patience
    app_token: str | None = None
    signing_secret: str | None = None
    port: int = 0
    owes_to: str | None = None
    dies_at: str | None = None
    hurries: float | None = None
    agreed_time: str | None = None

    @property
    def settings(self) -> Settings:
        """The settings this plan comes to."""
        return Settings(
            database_url=self.database_url,
            slack_api_url=self.api_url,
            slack_bot_token=SecretStr(self.bot_token),
            slack_app_token=SecretStr(self.app_token) if self.app_token else None,
            slack_signing_secret=SecretStr(self.signing_secret) if self.signing_secret else None,
            port=self.port,
        )


@dataclass
class Life:
    """One running bot. `steps` are what it told so far: the delivery's task and the step's name."""

    process: BaseProcess
    _told: Connection
    is_open: bool = False
    steps: list[tuple[str, str]] = field(default_factory=list)

    @classmethod
    def begin(cls, plan: Plan) -> "Life":
        """Start a bot."""
        told, tells = multiprocessing.Pipe(duplex=False)
        process = _processes.Process(target=_live, args=(plan, tells), daemon=True)
        process.start()
        tells.close()
        return cls(process, told)

    async def opened(self, patience: float = 20.0) -> None:
        """Wait until the postman works and, where it does, the bot hears Slack."""
        async with asyncio.timeout(patience):
            while not self.is_open:
                self._listen()
                await asyncio.sleep(0.005)

    async def ended(self, patience: float = 20.0) -> int | None:
        """Wait for the end; gives the exit code (negative: the signal), and has heard every step by then."""
        async with asyncio.timeout(patience):
            while self.process.is_alive():
                self._listen()
                await asyncio.sleep(0.005)
        self._listen()
        self._told.close()
        return self.process.exitcode

    async def kill(self) -> None:
        """kill -9."""
        self.process.kill()
        await self.ended()

    async def stop(self) -> int | None:
        """Ask it to end, as a service manager does."""
        self.process.terminate()
        return await self.ended()

    def _listen(self) -> None:
        try:
            while self._told.poll():
                who, _, what = self._told.recv_bytes().decode().partition(" ")
                if what == OPEN:
                    self.is_open = True
                else:
                    self.steps.append((who, what))
        except EOFError:
            return


def _live(plan: Plan, tells: Connection) -> None:
    logging.basicConfig(level=logging.CRITICAL)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    asyncio.run(_work(plan, tells))


def _agreed(stands_at: Path) -> datetime:
    return datetime.fromtimestamp(float(stands_at.read_text(encoding="ascii")), UTC)


async def _work(plan: Plan, tells: Connection) -> None:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stop.set)

    def step(name: str) -> None:
        # Each word goes straight into the pipe, so that what was told is known however the process ends.
        task = asyncio.current_task()
        tells.send_bytes(f"{task.get_name() if task else ''} {name}".encode())
        if name == plan.dies_at:
            os._exit(KILLED)

    async with AsyncExitStack() as stack:
        settings = plan.settings
        clocks = Clocks(now=partial(_agreed, Path(plan.agreed_time))) if plan.agreed_time else Clocks()
        house = await stack.enter_async_context(
            houses.opened(settings, clocks, limits=NO_PACE, patience=plan.patience, step=step)
        )
        if plan.dies_at == BEFORE_CLAIM:
            house.database.when_owing(lambda: os._exit(KILLED))
        if plan.app_token:
            heard = await stack.enter_async_context(socket_mode.connected(house.bolt, plan.app_token, plan.api_url))
            await heard.first_connection()
        elif plan.signing_secret:
            await stack.enter_async_context(pages.served(house.bolt, settings.host, plan.port))
        tells.send_bytes(f" {OPEN}".encode())
        if plan.owes_to:
            await owe_messages(house.database, house.workspace, [plan.owes_to])
        while plan.hurries and not stop.is_set():
            await house.timetable.look_at_everything()
            await asyncio.sleep(plan.hurries)
        await stop.wait()
