"""Who looks into the log of changes misses none, in whatever order transactions end."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import delete, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import Database
from bot.matching import changes
from models import Expertise, Level, MatchingChange, Skill, Subject
from tests.bot.matching.rows import ANA, GO, RUST, listed
from tests.factories import MONDAY, a_member, a_workspace


@pytest.fixture
async def mark(database: Database, workspace_id: int) -> int:
    async with database.reading() as session:
        return (await changes.look(session, workspace_id, None)).mark


async def subjects(session: AsyncSession, workspace_id: int, since: int) -> tuple[int, list[int]]:
    found = await changes.look(session, workspace_id, since)
    return found.mark, sorted({change.subject_id for change in found.changes})


async def lists(session: AsyncSession, workspace_id: int, member_id: int, skill_id: int) -> None:
    session.add(listed(workspace_id, member_id, skill_id))
    await session.flush()


async def test_a_look_tells_what_is_new_and_the_next_one_nothing(
    database: Database, workspace_id: int, mark: int
) -> None:
    async with database.transaction() as session:
        await lists(session, workspace_id, ANA, GO)
    async with database.reading() as session:
        mark, found = await subjects(session, workspace_id, mark)
        assert found == [ANA]
    async with database.reading() as session:
        assert await subjects(session, workspace_id, mark) == (mark, [])


async def test_a_transaction_sees_its_own_changes(database: Database, workspace_id: int, mark: int) -> None:
    async with database.transaction() as session:
        await lists(session, workspace_id, ANA, GO)
        assert (await subjects(session, workspace_id, mark))[1] == [ANA]


@pytest.fixture
async def on_postgresql(postgresql_url: str) -> AsyncIterator[Database]:
    database = Database(postgresql_url)
    yield database
    await database.close()


async def test_no_change_is_lost_when_the_earlier_transaction_commits_last(on_postgresql: Database) -> None:
    database = on_postgresql
    async with database.transaction() as session:
        workspace = await a_workspace(session)
        ana, bo = [(await a_member(session, workspace, name)).id for name in ("Ana", "Bo")]
        skill = Skill(workspace_id=workspace.id, name="Go", folded="go", added_at=MONDAY)
        session.add(skill)
        await session.flush()
        skill_id = skill.id
    async with database.reading() as session:
        mark = (await changes.look(session, workspace.id, None)).mark
    async with database.transaction() as early:
        await lists(early, workspace.id, ana, skill_id)
        async with database.transaction() as late:
            await lists(late, workspace.id, bo, skill_id)
        async with database.reading() as session:
            mark, found = await subjects(session, workspace.id, mark)
            assert found == [bo]
    async with database.reading() as session:
        mark, found = await subjects(session, workspace.id, mark)
        assert ana in found
    async with database.reading() as session:
        assert await subjects(session, workspace.id, mark) == (mark, [])


async def test_an_id_is_never_given_twice(database: Database, workspace_id: int, mark: int) -> None:
    """Or the mark of an index would hide the second change from it."""
    async with database.transaction() as session:
        await lists(session, workspace_id, ANA, GO)
    async with database.reading() as session:
        mark, _ = await subjects(session, workspace_id, mark)
    async with database.transaction() as session:
        await session.execute(delete(MatchingChange))
    async with database.transaction() as session:
        await lists(session, workspace_id, ANA, RUST)
    async with database.reading() as session:
        assert (await subjects(session, workspace_id, mark))[1] == [ANA]


async def test_of_a_long_log_the_newest_stay_and_who_is_behind_is_told_to_read_everything(
    database: Database, workspace_id: int, mark: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "MOST", 3)
    marks = []
    for _ in range(6):
        async with database.transaction() as session:
            await session.execute(update(Expertise).values(level=Level.CAN_TEACH))
        async with database.reading() as session:
            marks.append((await changes.look(session, workspace_id, None)).mark)
    for _ in range(2):
        async with database.transaction() as session:
            await changes.let_old_changes_go(session)
        async with database.reading() as session:
            kinds = {
                behind: [change.kind.value for change in (await changes.look(session, workspace_id, behind)).changes]
                for behind in (mark, marks[1], marks[2], marks[3])
            }
        assert kinds == {
            mark: ["everything", "member", "member", "member"],
            marks[1]: ["everything", "member", "member", "member"],
            marks[2]: ["member", "member", "member"],
            marks[3]: ["member", "member"],
        }


async def test_a_short_log_stays_as_it_is(database: Database, workspace_id: int, mark: int) -> None:
    async with database.transaction() as session:
        await lists(session, workspace_id, ANA, GO)
        await changes.let_old_changes_go(session)
        assert (await subjects(session, workspace_id, mark))[1] == [ANA]


async def test_changes_of_another_servers_life_do_not_count_as_the_newest(on_postgresql: Database) -> None:
    """A dump that is restored brings along numbers of transactions that its new server reaches in years."""
    database = on_postgresql
    async with database.transaction() as session:
        workspace = await a_workspace(session)
        for number in (11, 12, 13):
            session.add(
                MatchingChange(
                    workspace_id=workspace.id,
                    kind=Subject.MEMBER,
                    subject_id=number,
                    transaction_id=10**15,
                )
            )
    async with database.reading() as session:
        assert (await subjects(session, workspace.id, 0))[1] == [workspace.id, 11, 12, 13]
    async with database.transaction() as session:
        await changes.let_old_changes_go(session)
        assert (await subjects(session, workspace.id, 0))[1] == [workspace.id]
