"""Bots share a clock that stands where they are told, and are killed while it is moved on."""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tests.faults.bot_process import Life, Plan
from tests.faults.killing import PATIENCE, SURELY_MOVES_WITHIN
from tests.faults.workspace_process import WorkspaceProcess

TICKS = 0.05


@dataclass(frozen=True)
class AgreedTime:
    """`replicas` bots on one database, of which one is killed `kills` times while the agreed time goes on."""

    database_url: str
    chance: random.Random
    folder: Path
    replicas: int
    kills: int

    async def live(
        self,
        workspace: WorkspaceProcess,
        moments: Sequence[datetime],
        until_settled: Callable[[datetime], Awaitable[None]],
        *,
        at_each: Callable[[datetime], Awaitable[None]] | None = None,
    ) -> int:
        """Let the clock stand at each moment for a while, then at the last until all is settled; gives the kills.

        `until_settled` waits until what is due by a moment is done. `at_each` happens before the clock stands there.
        """
        stands_at = self.folder / "agreed"
        plan = Plan(
            self.database_url,
            workspace.api_url,
            workspace.bot_token,
            PATIENCE,
            hurries=TICKS,
            agreed_time=str(stands_at),
        )
        _move(stands_at, moments[0])
        lives = [Life.begin(plan) for _ in range(self.replicas)]
        fatal = Counter(self.chance.choices(range(len(moments)), k=self.kills))
        for number, moment in enumerate(moments):
            if at_each is not None:
                await at_each(moment)
            _move(stands_at, moment)
            for _ in range(fatal[number]):
                await asyncio.sleep(self.chance.random() * 0.3)
                victim = self.chance.randrange(len(lives))
                await lives[victim].kill()
                lives[victim] = Life.begin(plan)
            # Some are not waited for: what they bring is late, or comes while the clock moves on.
            if self.chance.random() < 0.8:
                await until_settled(moment)
        for life in lives:
            await life.opened()
        await until_settled(moments[-1])
        for life in lives:
            assert await life.stop() == 0, "the bot did not end cleanly when asked to"
        return fatal.total()


async def until_nothing_moves(look: Callable[[], Awaitable[tuple[int, int]]], due: int, what: str) -> None:
    """Wait until so many are there and none waits, as `look` gives them, for as long as anything still moves.

    `look` gives how many wait and how many are there.
    """
    loop = asyncio.get_running_loop()
    before, moved_at = (-1, -1), loop.time()
    while True:
        waiting, there = await look()
        if not waiting and there >= due:
            return
        if (waiting, there) != before:
            before, moved_at = (waiting, there), loop.time()
        elif loop.time() - moved_at > SURELY_MOVES_WITHIN:
            raise RuntimeError(f"{there} of {due} {what} are recorded, and {waiting} messages wait")
        await asyncio.sleep(0.02)


def _move(stands_at: Path, moment: datetime) -> None:
    """Let the agreed clock show a moment to every process; none ever reads half of it."""
    beside = stands_at.with_suffix(".next")
    beside.write_text(str(moment.timestamp()), encoding="ascii")
    beside.replace(stands_at)
