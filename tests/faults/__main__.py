"""`make faults`: kills the bot at random moments on both databases and prints what was lost or said twice."""

import asyncio
import random
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import typer
from sqlalchemy import text
from sqlalchemy.engine import URL

from bot.database import Database
from migrations import running as migrations
from tests.bot.lunches.last_seat import play
from tests.databases import KINDS, new_postgresql_database, postgresql_running
from tests.faults.acknowledging import Acknowledged, Acknowledging
from tests.faults.clock_changes import ZONES, ClockChanges
from tests.faults.killing import Count, Killing, Moment
from tests.faults.reminding import Reminding
from tests.faults.workspace_process import ROOT

# With fewer kills than this a run without look-up may meet no delicate moment at all.
ENOUGH_TO_PROVE = 30


_MIGRATING = asyncio.Lock()


@dataclass(frozen=True)
class Size:
    """How much is done, on each database."""

    seed: int
    kills: int
    messages: int
    conversations: int
    kills_while_heard: int
    kills_while_clocks_change: int
    kills_while_reminding: int
    last_seats: int


def main(
    *,
    seed: Annotated[int | None, typer.Option(help="What chance starts from; a new one each time if left out.")] = None,
    kills: Annotated[int, typer.Option(help="kill -9 while sending, on each database.")] = 100,
    messages: Annotated[int, typer.Option(help="How many messages are owed.")] = 1000,
    conversations: Annotated[int, typer.Option(help="Over how many places they are spread.")] = 200,
    kills_while_heard: Annotated[
        int, typer.Option(help="kill -9 while requests are acknowledged, on each database and transport.")
    ] = 20,
    kills_while_clocks_change: Annotated[
        int, typer.Option(help="kill -9 while the clocks of 20 zones change, on each database.")
    ] = 60,
    kills_while_reminding: Annotated[
        int, typer.Option(help="kill -9 around the reminders of 20 lunch-and-learns, on each database.")
    ] = 60,
    last_seats: Annotated[int, typer.Option(help="Last seats that eight people press for, on each database.")] = 300,
    database: Annotated[list[str] | None, typer.Option(help=f"Only one of: {', '.join(KINDS)}.")] = None,
) -> None:
    """Kill the bot at random moments and count what was lost or said twice; exits 1 when a promise is broken."""
    size = Size(
        seed if seed is not None else random.randrange(10_000),
        kills,
        messages,
        conversations,
        kills_while_heard,
        kills_while_clocks_change,
        kills_while_reminding,
        last_seats,
    )
    kinds = database or list(KINDS)
    with ExitStack() as stack:
        server = None
        if "postgresql" in kinds:
            server = stack.enter_context(postgresql_running(Path(tempfile.gettempdir())))
        broken = asyncio.run(_everything(size, kinds, server))
    for promise in broken:
        print(f"BROKEN: {promise}")
    sys.exit(1 if broken else 0)


async def _everything(size: Size, kinds: Sequence[str], server: URL | None) -> list[str]:
    found: list[str] = []
    if size.kills_while_clocks_change:
        print("Killed while clocks change. Each team has its shout-out once at each of its times, or the reason.")
        for broken in await asyncio.gather(*(_change_clocks(size, kind, server) for kind in kinds)):
            found += broken
    if size.kills_while_reminding:
        print(
            "Killed around reminders. Everybody has each reminder of a lunch-and-learn once, or it is put down as late."
        )
        for broken in await asyncio.gather(*(_remind(size, kind, server) for kind in kinds)):
            found += broken
    if size.last_seats:
        print("Eight people press for one seat, and somebody gives it back.")
        for kind in kinds:
            found += await _last_seats(size, kind, server)
    if not size.kills:
        return found
    print("Killed while sending, with look-up. Nothing may be lost or shown twice.")
    for broken in await asyncio.gather(*(_kill(size, kind, server, can_look_up=True) for kind in kinds)):
        found += broken
    print("The same with look-up made impossible. What is shown twice here proves that it would have been seen above.")
    for broken in await asyncio.gather(*(_kill(size, kind, server, can_look_up=False) for kind in kinds)):
        found += broken
    print("Killed while acknowledging. What was acknowledged must be committed.")
    for transport in ("http", "socket"):
        for broken in await asyncio.gather(*(_acknowledge(size, kind, server, transport) for kind in kinds)):
            found += broken
    return found


async def _kill(size: Size, kind: str, server: URL | None, *, can_look_up: bool) -> list[str]:
    async with AsyncExitStack() as stack:
        url, label = await _new_database(stack, kind, server, size.seed)
        chance = random.Random(f"{size.seed} {kind} {can_look_up}")
        run = Killing(url, chance, size.kills, size.messages, size.conversations, can_look_up)
        count = await run.run()
    at = ", ".join(f"{moment} {count.kills[moment]}" for moment in Moment)
    print(
        f"{label}: messages={count.messages} kills={count.kills.total()} ({at}) failed calls={count.troubles} "
        f"lost={count.lost} shown twice={count.shown_twice} sent again={count.sent_again} held={count.held} "
        f"out of order={count.out_of_order}",
        flush=True,
    )
    return [f"{kind}: {promise}" for promise in _broken_by(count, size, can_look_up=can_look_up)]


def _broken_by(count: Count, size: Size, *, can_look_up: bool) -> list[str]:
    broken = []
    if count.messages != size.messages:
        broken.append(f"{count.messages} messages were owed instead of {size.messages}")
    if count.lost:
        broken.append(f"{count.lost} messages were lost")
    if count.out_of_order:
        broken.append(f"{count.out_of_order} messages stand in the wrong order")
    if can_look_up and (count.shown_twice or count.held):
        broken.append(f"{count.shown_twice} messages are shown twice and {count.held} are held")
    if not can_look_up and not count.shown_twice and size.kills >= ENOUGH_TO_PROVE:
        broken.append("nothing was shown twice without look-up, so this proves nothing")
    return broken


async def _acknowledge(size: Size, kind: str, server: URL | None, transport: Literal["http", "socket"]) -> list[str]:
    async with AsyncExitStack() as stack:
        url, label = await _new_database(stack, kind, server, size.seed)
        chance = random.Random(f"{size.seed} {kind} {transport}")
        seen = await Acknowledging(url, chance, size.kills_while_heard, transport).run()
    over = "signed HTTP" if transport == "http" else "Socket Mode"
    print(
        f"{label} {over}: kills={seen.kills} commands={seen.commands} acked={seen.acked} "
        f"told it failed={seen.told_failed} unanswered={seen.unanswered} "
        f"events={seen.events} (sent again {seen.sent_again}) "
        f"never heard={seen.never_heard} lost={seen.lost} twice={seen.twice}",
        flush=True,
    )
    return [f"{kind}, {transport}: {promise}" for promise in _broken_while_heard(seen)]


def _broken_while_heard(seen: Acknowledged) -> list[str]:
    broken = []
    if seen.lost:
        broken.append(f"{seen.lost} acknowledged requests are not in the database")
    if seen.never_heard:
        broken.append(f"{seen.never_heard} events were never heard, however often they were sent")
    if seen.twice:
        broken.append(f"{seen.twice} requests had their effect twice")
    if seen.kills and not seen.acked:
        broken.append("nothing was acknowledged, so this proves nothing")
    return broken


async def _change_clocks(size: Size, kind: str, server: URL | None) -> list[str]:
    async with AsyncExitStack() as stack:
        url, label = await _new_database(stack, kind, server, size.seed)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="whoknows-faults-")))
        chance = random.Random(f"{size.seed} {kind} clocks")
        replicas = 1 if kind == "sqlite" else 3
        kills = size.kills_while_clocks_change
        count = await ClockChanges(url, chance, folder, ZONES, replicas, kills, others=0.6).run()
    print(f"{label} processes={replicas}: {count.line()}", flush=True)
    broken = {"wrong": count.wrong, "twice": count.twice, "missed": count.missed}
    return [f"{kind}: {number} shout-outs were {how}" for how, number in broken.items() if number]


async def _remind(size: Size, kind: str, server: URL | None) -> list[str]:
    async with AsyncExitStack() as stack:
        url, label = await _new_database(stack, kind, server, size.seed)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="whoknows-faults-")))
        chance = random.Random(f"{size.seed} {kind} reminders")
        replicas = 1 if kind == "sqlite" else 3
        count = await Reminding(url, chance, folder, ZONES, replicas, size.kills_while_reminding).run()
    print(f"{label} processes={replicas}: {count.line()}", flush=True)
    for example in count.examples[:10]:
        print(f"  {example}")
    broken = {"wrong": count.wrong, "twice": count.twice, "missed": count.missed}
    return [f"{kind}: {number} reminders were {how}" for how, number in broken.items() if number]


async def _last_seats(size: Size, kind: str, server: URL | None) -> list[str]:
    async with AsyncExitStack() as stack:
        url, label = await _new_database(stack, kind, server, size.seed)
        database = Database(url)
        found = await play(database, size.last_seats)
        await database.close()
    print(f"{label}: {found.line()}", flush=True)
    return [f"{kind}: {found.oversold} oversold, {found.unsold} unsold"] if found.oversold or found.unsold else []


async def _new_database(stack: AsyncExitStack, kind: str, server: URL | None, seed: int) -> tuple[str, str]:
    """A migrated database, dropped with the stack, and how the lines about it begin."""
    if server is not None and kind == "postgresql":
        url = await stack.enter_async_context(new_postgresql_database(server))
    else:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="whoknows-faults-"))
        url = f"sqlite+aiosqlite:///{folder}/whoknows.db"
    # Alembic keeps what it works on in one place for the whole process.
    async with _MIGRATING:
        await migrations.upgrade(url)
    database = Database(url)
    async with database.reading() as session:
        version = await session.scalar(text("SELECT sqlite_version()" if database.is_sqlite else "SHOW server_version"))
    await database.close()
    return url, f"[{kind} {str(version).split()[0]}, seed {seed}, whoknows {_our_version()}]"


def _our_version() -> str:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    told = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    commit = f" ({told.stdout.strip()})" if told.returncode == 0 else ""
    return f"{project['version']}{commit}"


if __name__ == "__main__":
    typer.run(main)
