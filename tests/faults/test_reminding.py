"""While clocks change and bots are killed, everybody has each reminder of a lunch-and-learn once, at their own time."""

import random
from pathlib import Path

from tests.faults.clock_changes import ZONES
from tests.faults.reminding import Reminding


async def test_each_reminder_comes_once_per_person_while_bots_are_killed(database_url: str, tmp_path: Path) -> None:
    """Three processes on PostgreSQL, one that is restarted on SQLite; `make faults` does more of it."""
    replicas = 1 if database_url.startswith("sqlite") else 3
    count = await Reminding(database_url, random.Random(5), tmp_path, ZONES[:2], replicas, kills=4).run()
    print(count.line())
    assert (count.wrong, count.twice, count.missed) == (0, 0, 0), count.examples
    assert count.kills == 4
    assert count.sent >= 10
