"""What tests of matching may ask for."""

import pytest
from sqlalchemy import delete, update

from bot.database import Database
from models import MatchingChange, Member
from tests.bot.matching.rows import ANA, BO, one_of_each
from tests.factories import a_member, a_workspace


@pytest.fixture
async def workspace_id(database: Database) -> int:
    """A workspace with one of each that is watched, and a log that is empty."""
    async with database.transaction() as session:
        workspace = await a_workspace(session)
        ana, bo = [await a_member(session, workspace, name) for name in ("Ana", "Bo")]
        for member, number in ((ana, ANA), (bo, BO)):
            await session.execute(update(Member).where(Member.id == member.id).values(id=number))
        for row in one_of_each(workspace.id):
            session.add(row)
            await session.flush()
        await session.execute(delete(MatchingChange))
    return workspace.id
