"""The last seat goes to exactly one, and none is left while somebody waits."""

from bot.database import Database
from tests.bot.lunches.last_seat import play

ROUNDS = 40
ROUNDS_ON_SQLITE = 20


async def test_the_last_seat_goes_to_exactly_one_and_none_is_left_while_somebody_waits(database: Database) -> None:
    """`make faults` plays three hundred rounds."""
    found = await play(database, ROUNDS_ON_SQLITE if database.is_sqlite else ROUNDS)
    print(found.line())
    assert (found.oversold, found.unsold) == (0, 0)
    assert found.winners > 1
