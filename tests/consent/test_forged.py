"""A press or a form with the id of what is somebody else's has no effect, and tells as little as one of nobody's."""

import re
from collections.abc import AsyncIterator

import pytest

from bot.database import Database
from handlers.answering.answers import Answer
from handlers.answering.heard import Heard, Press, Suggestion
from handlers.blocks import asking, lunch_wishes, lunches, tour
from tests.bot.opening import open_database
from tests.consent.forging import (
    a_history,
    a_stranger,
    forged,
    ids_in,
    pressed_by_all,
    pressed_by_some,
    rows_of,
    what_became,
    what_comes_of,
)

# What must be there, so that there is something to be protected.
NEEDED = {
    *("questions", "offers", "open_cards", "nominations", "kudos", "topic_wishes", "tours", "teams", "round_topics"),
    *("lunch_wishes", "lunch_proposals", "preparations"),
}
NOBODYS = "987654321"
# Answered on one's own card, or by Slack itself.
SILENT = {asking.OPEN_CHAT, lunches.JOIN, lunches.SEE_RECORDING, tour.TAKE, tour.GO_ON, tour.PASS, tour.LEAVE}


@pytest.fixture
async def database(sqlite_url: str) -> AsyncIterator[Database]:
    """One database, as two workspaces share it."""
    opened = open_database(sqlite_url)
    yield opened
    await opened.close()


async def test_nobody_decides_for_somebody_else_or_for_another_workspace(database: Database) -> None:
    """Whatever the routes know is pressed and sent by somebody who has nothing to do with it."""
    here, there = await a_history(database, 3), await a_history(database, 8)
    stranger = await a_stranger(here, "Gundula")
    ours, theirs = await rows_of(here), await rows_of(there)
    assert {table for table, _ in ours} | {table for table, _ in theirs} >= NEEDED
    values = ids_in(ours) | ids_in(theirs) | pressed_by_some(here) | pressed_by_some(there)
    mine = {key for key, row in ours.items() if stranger.id in row.values() and key[0] == "members"}
    for heard in forged(stranger, here, values - {str(stranger.id)}):
        if isinstance(heard, Press) and (heard.name, heard.value) in pressed_by_all(here):
            continue
        outcome = await what_comes_of(here, heard)
        assert not outcome.failed, heard
        assert outcome.answer != Answer() or isinstance(heard, Suggestion) or heard.name in SILENT, heard
    assert what_became({key: row for key, row in ours.items() if key not in mine}, await rows_of(here)) == []
    assert what_became(theirs, await rows_of(there)) == []


async def test_an_administrator_decides_for_no_other_workspace(database: Database) -> None:
    """What an admin may do at home reaches nobody else's rows."""
    here, there = await a_history(database, 3), await a_history(database, 8)
    admin, theirs = await a_stranger(here, "Gundula", is_admin=True), await rows_of(there)
    for heard in forged(admin, here, ids_in(theirs)):
        assert not (await what_comes_of(here, heard)).failed, heard
    assert what_became(theirs, await rows_of(there)) == []


async def test_what_is_not_ones_own_is_not_told_from_what_does_not_exist(database: Database) -> None:
    """Or else a button with a made-up id would tell that something is there."""
    here = await a_history(database, 3)
    stranger = await a_stranger(here, "Gundula")
    values = (ids_in(await rows_of(here)) | pressed_by_some(here)) - {str(stranger.id)}
    said: dict[tuple[str, str], Answer] = {}
    for value in sorted(values):
        nobodys = re.sub(r"\d+", NOBODYS, value)
        for tried in (nobodys, value):
            for heard in forged(stranger, here, {tried}):
                if _is_of_an_id(heard) and (heard.name, tried) not in pressed_by_all(here):
                    answer = (await what_comes_of(here, heard)).answer
                    assert answer == said.setdefault((heard.name, nobodys), answer), (heard.name, value)


def _is_of_an_id(heard: Heard) -> bool:
    # Topics and teams are everybody's.
    of_rows = isinstance(heard, Press) and heard.name.split(".")[0] in {"asking", "nominations", "preparation", "trust"}
    return (of_rows and heard.name != asking.START) or heard.name in {lunch_wishes.YES, lunch_wishes.NOT_NOW}
