"""Nothing about a person is shown to, or used for, anyone before that person's own yes, and nobody learns of a no."""

import pytest

from tests.bot.opening import open_database
from tests.consent.histories import Figures, live

HISTORIES = 15


@pytest.mark.parametrize("first_seed", [0, 1_000_000, 2_000_000, 3_000_000])
async def test_random_histories_keep_every_promise(sqlite_url: str, first_seed: int) -> None:
    """Sixty here; `make consent` lives ten thousand."""
    database, figures = open_database(sqlite_url), Figures()
    try:
        for seed in range(first_seed, first_seed + HISTORIES):
            await live(database, seed, figures)
    finally:
        await database.close()
    print(figures.line())
    assert figures.broken == []
    assert figures.helps > 0
    assert figures.sights["offer"] > HISTORIES / 4
