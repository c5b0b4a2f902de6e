"""An index in memory is what the database holds, for whoever asks, whatever happened in between."""

from contextlib import suppress

import pytest
from sqlalchemy import delete, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import Database
from bot.matching import changes
from models import Expertise, Level, Skill
from tests.bot.matching.knowledge import ask, known, read_anew, readings
from tests.bot.matching.rows import ANA, BO, GO, RUST, listed
from tests.factories import MONDAY, a_workspace


class Undone(Exception):
    """Why a transaction is undone."""


async def list_go(session: AsyncSession, workspace_id: int, member_id: int = ANA) -> None:
    session.add(listed(workspace_id, member_id, GO))
    await session.flush()


async def test_what_is_committed_is_known_to_the_next_who_asks(database: Database, workspace_id: int) -> None:
    before = await ask(database, workspace_id)
    async with database.transaction() as session:
        await list_go(session, workspace_id)
    after = await ask(database, workspace_id)
    assert after != before
    async with database.reading() as session:
        assert after == await read_anew(session, workspace_id)


async def test_what_a_transaction_wrote_itself_is_known_to_it(database: Database, workspace_id: int) -> None:
    before = await ask(database, workspace_id)
    async with database.transaction() as session:
        await list_go(session, workspace_id)
        assert await known(session, workspace_id) == await read_anew(session, workspace_id) != before
        await session.execute(delete(Expertise))
        assert await known(session, workspace_id) == await read_anew(session, workspace_id)
    async with database.reading() as session:
        assert await known(session, workspace_id) == await read_anew(session, workspace_id)


async def test_what_was_undone_is_known_to_nobody(database: Database, workspace_id: int) -> None:
    before = await ask(database, workspace_id)
    with suppress(Undone):
        async with database.transaction() as session:
            await list_go(session, workspace_id)
            assert await known(session, workspace_id) != before
            raise Undone
    assert await ask(database, workspace_id) == before
    # On SQLite the next change gets the id of the one that was undone.
    async with database.transaction() as session:
        await session.execute(update(Expertise).values(level=Level.CAN_TEACH))
    async with database.reading() as session:
        assert await known(session, workspace_id) == await read_anew(session, workspace_id) != before


async def test_what_a_savepoint_undid_is_known_to_nobody(database: Database, workspace_id: int) -> None:
    before = await ask(database, workspace_id)
    async with database.transaction() as session:
        with suppress(Undone):
            async with session.begin_nested():
                await list_go(session, workspace_id)
                assert await known(session, workspace_id) != before
                raise Undone
        assert await known(session, workspace_id) == before
        await list_go(session, workspace_id, BO)
        assert await known(session, workspace_id) == await read_anew(session, workspace_id) != before
    async with database.reading() as session:
        assert await known(session, workspace_id) == await read_anew(session, workspace_id)


async def test_what_is_undone_after_a_savepoint_is_known_to_nobody(database: Database, workspace_id: int) -> None:
    before = await ask(database, workspace_id)
    with suppress(Undone):
        async with database.transaction() as session:
            await list_go(session, workspace_id)
            assert await known(session, workspace_id) != before
            async with session.begin_nested():
                await list_go(session, workspace_id, BO)
            raise Undone
    assert await ask(database, workspace_id) == before


async def test_what_was_undone_in_another_workspace_hides_nothing_here(database: Database, workspace_id: int) -> None:
    """On SQLite the log of all workspaces counts as one, and an undone transaction sets the count back."""
    before = await ask(database, workspace_id)
    async with database.transaction() as session:
        elsewhere = await a_workspace(session, "T0ELSE")
    with suppress(Undone):
        async with database.transaction() as session:
            session.add(Skill(workspace_id=elsewhere.id, name="Zig", folded="zig", added_at=MONDAY))
            await session.flush()
            assert await known(session, workspace_id) == before
            raise Undone
    async with database.transaction() as session:
        await list_go(session, workspace_id)
    async with database.reading() as session:
        assert await known(session, workspace_id) == await read_anew(session, workspace_id) != before


async def test_who_looks_at_an_older_state_does_not_set_the_index_back(database: Database, workspace_id: int) -> None:
    await ask(database, workspace_id)
    async with database.reading() as old:
        await known(old, workspace_id)
        async with database.transaction() as session:
            await list_go(session, workspace_id)
            await known(session, workspace_id)
        await known(old, workspace_id)
    async with database.reading() as session:
        assert await known(session, workspace_id) == await read_anew(session, workspace_id)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_who_began_first_and_ends_last_is_known_as_well(database: Database, workspace_id: int) -> None:
    await ask(database, workspace_id)
    async with database.transaction() as early:
        await list_go(early, workspace_id, BO)
        async with database.transaction() as late:
            await list_go(late, workspace_id, ANA)
        async with database.reading() as session:
            assert await known(session, workspace_id) == await read_anew(session, workspace_id)
        # Somebody else reads Bo again as he was, after his own transaction had read him as he will be.
        await known(early, workspace_id)
        async with database.transaction() as late:
            await late.execute(update(Expertise).values(level=Level.CAN_TEACH))
            await known(late, workspace_id)
    async with database.reading() as session:
        assert await known(session, workspace_id) == await read_anew(session, workspace_id)


async def test_who_is_too_far_behind_reads_everything_anew(
    database: Database, workspace_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "MOST", 1)
    with readings(database) as begun:
        await ask(database, workspace_id)
        for number in range(3):
            for name in (f"Name {number}", f"{number}"):
                async with database.transaction() as session:
                    await session.execute(update(Skill).where(Skill.id == GO).values(name=name))
            if number:
                # Either more is new than is followed, or most of that is gone from the log already.
                async with database.transaction() as session:
                    await changes.let_old_changes_go(session)
            found = await ask(database, workspace_id)
        async with database.transaction() as session:
            for name in ("Golang", "Go"):
                await session.execute(update(Skill).where(Skill.id == GO).values(name=name))
        async with database.transaction() as session:
            # What one transaction wrote goes as one, where transactions are told apart.
            await changes.let_old_changes_go(session)
        found = await ask(database, workspace_id)
    assert begun() == 5
    async with database.reading() as session:
        assert found == await read_anew(session, workspace_id)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_transaction_that_does_not_end_makes_nobody_read_everything_twice(
    database: Database, workspace_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It holds back the mark, behind which there is a note that everything is to be read."""
    monkeypatch.setattr(changes, "MOST", 1)
    async with database.transaction() as endless:
        await list_go(endless, workspace_id)
        for number in range(3):
            async with database.transaction() as session:
                await session.execute(update(Skill).where(Skill.id == RUST).values(name=f"Name {number}"))
                await changes.let_old_changes_go(session)
        with readings(database) as begun:
            for _ in range(3):
                await ask(database, workspace_id)
        assert begun() == 1


async def test_a_transaction_may_write_more_than_the_log_is_followed_for(
    database: Database, workspace_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "MOST", 1)
    await ask(database, workspace_id)
    async with database.transaction() as session:
        await session.execute(update(Expertise).values(level=Level.CAN_TEACH))
        await list_go(session, workspace_id)
        assert await known(session, workspace_id) == await read_anew(session, workspace_id)
