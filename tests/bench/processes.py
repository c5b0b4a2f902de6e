"""What is measured runs in processes of its own: a workspace, a WhoKnows, and a bare Bolt app to compare it with."""

import asyncio
import logging
import multiprocessing
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from typing import Any

import structlog
from pydantic import SecretStr
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot import people, sample_history
from bot.clock import Clocks
from bot.people import Profile
from bot.settings import Settings
from handlers import house as houses
from handlers import pages
from handlers.house import House
from practice.clock import PracticeClock
from practice.server import Practice
from tests.faults.bot_process import NO_PACE

SECRET = "bench-secret"
ASKERS = tuple(f"U0ASKER{number:03}" for number in range(200))
_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload([__name__])

Work = Callable[[Connection, Any], Awaitable[None]]


@dataclass(frozen=True)
class Where:
    """What a WhoKnows is started with."""

    database_url: str
    api_url: str
    bot_token: str

    @property
    def settings(self) -> Settings:
        """The settings this comes to."""
        return Settings(
            database_url=self.database_url,
            slack_api_url=self.api_url,
            slack_bot_token=SecretStr(self.bot_token),
            slack_signing_secret=SecretStr(SECRET),
            port=0,
        )


@contextmanager
def running(work: Work, given: Any = None) -> Iterator[Connection]:
    """Run `work` in a process of its own, which ends when this is left; they talk over the connection."""
    ours, theirs = multiprocessing.Pipe()
    process = _processes.Process(target=_run, args=(work, theirs, given), daemon=True)
    process.start()
    theirs.close()
    try:
        yield ours
    finally:
        process.terminate()
        process.join()
        ours.close()


def told(connection: Connection, patience: float = 60) -> Any:
    """What the other process says next."""
    if not connection.poll(patience):
        raise TimeoutError("a measured process does not answer")
    return connection.recv()


def _run(work: Work, connection: Connection, given: Any) -> None:
    logging.basicConfig(level=logging.CRITICAL)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    asyncio.run(_until_stopped(work, connection, given))


async def _until_stopped(work: Work, connection: Connection, given: Any) -> None:
    working = asyncio.ensure_future(work(connection, given))
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, working.cancel)
    await asyncio.gather(working, return_exceptions=True)


async def a_workspace(connection: Connection, _: None) -> None:
    """A practice workspace whose clock is the machine's, so that its times can be compared with ours."""
    practice = Practice(clock=PracticeClock(datetime.now(UTC)))
    await practice.start()
    connection.send((practice.api_url, practice.bot_token))
    try:
        await asyncio.Event().wait()
    finally:
        await practice.stop()


async def a_whoknows(connection: Connection, where: Where) -> None:
    """WhoKnows with ninety days of history and two hundred people who may ask, hearing signed HTTP."""
    async with furnished(where) as house, pages.served(house.bolt, "127.0.0.1", 0) as address:
        connection.send(address)
        await asyncio.Event().wait()


@asynccontextmanager
async def furnished(where: Where) -> AsyncIterator[House]:
    """A house with people and a past."""
    async with houses.opened(where.settings, Clocks(), limits=NO_PACE) as house:
        now = datetime.now(UTC)
        names = ("ana", "bo", "chi", "dev", "ines", "lena", "mina", "sam")
        async with house.database.transaction() as session:
            members = {
                name: (
                    await people.remember(
                        session, house.workspace, Profile(f"U0{name.upper()}", name.title(), zone="UTC"), now=now
                    )
                ).id
                for name in names
            }
            for slack_id in ASKERS:
                await people.remember(session, house.workspace, Profile(slack_id, "Somebody", zone="UTC"), now=now)
        await sample_history.write(house.database, house.workspace.id, members, now=now)
        yield house


async def a_bare_bolt(connection: Connection, _: None) -> None:
    """Bolt's hello-world on the same server: five listeners, the last of them the one that is called."""
    async with pages.served(bare_bolt(5), "127.0.0.1", 0) as address:
        connection.send(address)
        await asyncio.Event().wait()


def bare_bolt(listeners: int) -> AsyncApp:
    """A Bolt app with so many slash commands and nothing to do; /askexpert is the last."""

    async def authorize(team_id: str | None) -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None, team_id=team_id, bot_token="xoxb-1", bot_id="B1", bot_user_id="U0WHOKNOWS"
        )

    async def hello(ack: AsyncAck) -> None:
        await ack("Hello")

    app = AsyncApp(client=AsyncWebClient(), signing_secret=SECRET, process_before_response=True, authorize=authorize)
    for number in range(listeners - 1):
        app.command(f"/other{number}")(hello)
    app.command("/askexpert")(hello)
    return app
