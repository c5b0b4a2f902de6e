"""`make bench`: how fast a message leaves after its commit, and how fast it answers, as Markdown tables."""

import asyncio
import os
import platform
import tempfile
from collections.abc import Sequence
from contextlib import AsyncExitStack, ExitStack
from pathlib import Path
from statistics import median
from typing import Annotated

import typer
from sqlalchemy.engine import URL

from migrations import running as migrations
from tests.bench.asking import Answers, in_turns
from tests.bench.delivering import A_SECOND, from_commit_to_request
from tests.bench.figures import milliseconds, ratio, table
from tests.bench.pressing import Pressed, thousands_press
from tests.bench.processes import Where, a_bare_bolt, a_whoknows, a_workspace, running, told
from tests.bench.routes import cost_of_fifty_routes
from tests.databases import KINDS, new_postgresql_database, postgresql_running

BARE = "bare Bolt"


def main(
    *,
    deliveries: Annotated[int, typer.Option(help="Messages per database.")] = 300,
    rounds: Annotated[int, typer.Option(help="Rounds of /askexpert against bare Bolt.")] = 5,
    seconds: Annotated[float, typer.Option(help="How long each is asked in a round.")] = 0.8,
    presses: Annotated[int, typer.Option(help="People who press *I'm in* below one post within a minute.")] = 3000,
    database: Annotated[list[str] | None, typer.Option(help=f"Only one of: {', '.join(KINDS)}.")] = None,
) -> None:
    """Measure on this machine, over loopback only; under five minutes as it is."""
    kinds = database or list(KINDS)
    load = ", ".join(f"{share:.1f}" for share in os.getloadavg())
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cores, load {load}. Compare figures within one run only."
    )
    with ExitStack() as stack:
        server = None
        if "postgresql" in kinds:
            server = stack.enter_context(postgresql_running(Path(tempfile.gettempdir())))
        asyncio.run(_measure(kinds, server, deliveries, rounds, seconds))
        asyncio.run(_press(kinds, server, presses))


async def _measure(kinds: Sequence[str], server: URL | None, deliveries: int, rounds: int, seconds: float) -> None:
    print(f"\n### Commit → request at Slack's door ({deliveries} messages, {A_SECOND} a second)\n")
    rows = []
    for kind in kinds:
        async with _Databases(server) as databases:
            took = await from_commit_to_request(await databases.new(kind), deliveries)
        rows.append([kind, milliseconds(took, 0.5), milliseconds(took, 0.99), str(len(took))])
    print(table(["database", "p50 ms", "p99 ms", "messages"], rows), flush=True)

    print(f"\n### /askexpert with its whole transaction before the ack ({rounds} rounds in turns)\n")
    heads = ["app", "at once", "p50 ms", "p99 ms", "a second", "rate against bare Bolt"]
    print(table(heads, await _ask(kinds, server, rounds, seconds)), flush=True)

    print("\n### Routes: CPU of a request on its way to its function\n")
    cost = await cost_of_fifty_routes(rounds=7, requests=150)
    rows = [
        [
            who,
            *(f"{median(cost[f'{who}, {count}']) * 1e6:.0f}" for count in (5, 50)),
            ratio(cost[f"{who}, 50"], cost[f"{who}, 5"]),
        ]
        for who in ("ours", "Bolt")
    ]
    print(table(["app", "5 routes, µs", "50 routes, µs", "50 against 5"], rows))


async def _press(kinds: Sequence[str], server: URL | None, presses: int) -> None:
    print(f"\n### One lunch-and-learn, {presses:,} people press *I'm in* within a minute\n")
    heads = [
        "database",
        "ack p50 ms",
        "p99",
        "max",
        "over 3 s",
        "failed",
        "put off",
        "answer p99",
        "edits",
        "last edit",
    ]
    rows = []
    for kind in kinds:
        async with _Databases(server) as databases:
            seats = presses * 5 // 6
            seen = await thousands_press(await databases.new(kind), presses=presses, seconds=60, seats=seats, seed=7)
        rows.append(_pressed(kind, seen))
    print(table(heads, rows), flush=True)


def _pressed(kind: str, seen: Pressed) -> list[str]:
    last = f"true after {seen.behind:.1f} s" if seen.is_true else "NOT TRUE"
    return [
        kind,
        *(milliseconds(seen.acknowledged, share) for share in (0.5, 0.99, 1)),
        str(seen.late),
        str(seen.failed),
        str(seen.put_off),
        milliseconds(seen.answered, 0.99),
        f"{len(seen.edits)} in {max(seen.edits, default=0):.0f} s",
        last,
    ]


async def _ask(kinds: Sequence[str], server: URL | None, rounds: int, seconds: float) -> list[list[str]]:
    async with _Databases(server) as databases:
        with ExitStack() as stack:
            api_url, bot_token = told(stack.enter_context(running(a_workspace)))
            addresses = {BARE: told(stack.enter_context(running(a_bare_bolt)))}
            for kind in kinds:
                where = Where(await databases.new(kind), api_url, bot_token)
                addresses[f"WhoKnows, {kind}"] = told(stack.enter_context(running(a_whoknows, where)))
            seen = {
                at_once: await in_turns(addresses, concurrency=at_once, rounds=rounds, seconds=seconds)
                for at_once in (1, 20)
            }
    return [_row(name, at_once, by_name) for at_once, by_name in seen.items() for name in by_name]


def _row(name: str, at_once: int, seen: dict[str, Answers]) -> list[str]:
    answers = seen[name]
    return [
        name,
        str(at_once),
        milliseconds(answers.took, 0.5),
        milliseconds(answers.took, 0.99),
        f"{median(answers.rates):.0f}",
        ratio(answers.rates, seen[BARE].rates),
    ]


class _Databases(AsyncExitStack):
    """Migrated databases that are gone afterwards."""

    def __init__(self, server: URL | None) -> None:
        super().__init__()
        self._server = server

    async def new(self, kind: str) -> str:
        """The address of a new one."""
        if kind == "postgresql" and self._server is not None:
            url = await self.enter_async_context(new_postgresql_database(self._server))
        else:
            folder = self.enter_context(tempfile.TemporaryDirectory(prefix="whoknows-bench-"))
            url = f"sqlite+aiosqlite:///{folder}/whoknows.db"
        await migrations.upgrade(url)
        return url


if __name__ == "__main__":
    typer.run(main)
