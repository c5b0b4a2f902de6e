"""While clocks change and bots are killed, each team has its shout-out once at each of its times, or the reason."""

import random
from pathlib import Path

from tests.faults.clock_changes import ZONES, ClockChanges


async def test_each_shoutout_comes_once_while_clocks_change_and_bots_are_killed(
    database_url: str, tmp_path: Path
) -> None:
    """Three processes on PostgreSQL, one that is restarted on SQLite; `make faults` does more of it."""
    replicas = 1 if database_url.startswith("sqlite") else 3
    count = await ClockChanges(database_url, random.Random(7), tmp_path, ZONES[:3], replicas, kills=4).run()
    print(count.line())
    assert (count.wrong, count.twice, count.missed) == (0, 0, 0)
    assert count.kills == 4
    assert count.posted >= 3
