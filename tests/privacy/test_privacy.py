"""What is private stays private: thanks, questions, people who prefer it so, and everybody's count."""

from pathlib import Path

import pytest
from sqlalchemy import make_url

from tests.bot.opening import open_database
from tests.privacy.histories import Figures, live_all

HISTORIES = 20


@pytest.mark.parametrize("first_seed", [0, 2000])
async def test_random_histories_keep_every_promise(sqlite_url: str, first_seed: int) -> None:
    """Some here; `make privacy` lives ten thousand."""
    database, figures = open_database(sqlite_url), Figures()
    file = Path(str(make_url(sqlite_url).database))
    try:
        await live_all(database, file, range(first_seed, first_seed + HISTORIES), figures)
    finally:
        await database.close()
    print(figures.line())
    assert figures.broken == []
    assert figures.sights.keys() >= {"shoutout", "kind_words", "roundup", "offer", "home", "personal_note"}
    assert figures.sights.keys() >= {"lunch", "lunch_proposal", "lunch_wished_for"}
