"""What one WhoKnows writes is in the next ranking of every other, whatever their clocks say."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from bot import matching, own_data, skills
from bot.database import Database
from models import Level, Member
from tests.bot.opening import open_database
from tests.databases import ROOT
from tests.factories import MONDAY, a_member, a_workspace, an_expert

QUESTION = "How do I read a Terraform plan?"


class Replica:
    """Another process, which is told the time and tells whom it would ask."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def would_ask(self, now: datetime) -> set[str]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{now.isoformat()}\n".encode())
        line = await self._process.stdout.readline()
        return {name for name in line.decode().strip().split(",") if name}


@asynccontextmanager
async def another(database_url: str, asker_id: int) -> AsyncIterator[Replica]:
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bot.matching.another_replica", database_url, str(asker_id), QUESTION),
        cwd=ROOT,
        stdin=pipe,
        stdout=pipe,
    )
    try:
        yield Replica(process)
    finally:
        await process.communicate(b"")
    assert process.returncode == 0


async def test_what_one_process_commits_is_in_the_next_ranking_of_another(
    database: Database, database_url: str
) -> None:
    async with database.transaction() as session:
        workspace = await a_workspace(session)
        ana = await a_member(session, workspace, "Ana Ruiz")
        bo, chi = [(await an_expert(session, workspace, name)).id for name in ("Bo Larsen", "Chi Okafor")]
    async with another(database_url, ana.id) as replica:
        assert await replica.would_ask(MONDAY) == {"Bo Larsen", "Chi Okafor"}

        async with database.transaction() as session:
            await skills.remove(session, await session.get_one(Member, bo), ["Terraform"], now=MONDAY)
            assert await replica.would_ask(MONDAY) >= {"Chi Okafor"}
        assert await replica.would_ask(MONDAY) == {"Chi Okafor"}

        async with database.transaction() as session:
            await own_data.forget(session, await session.get_one(Member, chi), now=MONDAY)
        assert await replica.would_ask(MONDAY) == set()

        async with database.transaction() as session:
            member = await session.get_one(Member, bo)
            await skills.add(session, member, ["Terraform"], level=Level.CAN_TEACH, now=MONDAY)
        assert await replica.would_ask(MONDAY) == {"Bo Larsen"}


async def test_replicas_agree_whatever_their_clocks_say(database: Database, database_url: str) -> None:
    """Who wrote last is not told by the time: one clock is an hour late, one an hour early."""
    late, early = database, open_database(database_url)
    clocks = {late: MONDAY - timedelta(hours=1), early: MONDAY + timedelta(hours=1)}
    async with late.transaction() as session:
        workspace = await a_workspace(session)
        ana = (await a_member(session, workspace, "Ana Ruiz")).id
        bo = (await a_member(session, workspace, "Bo Larsen", zone="UTC")).id

    async def would_ask(database: Database) -> set[str]:
        async with database.reading() as session:
            asker = await session.get_one(Member, ana)
            ranking = await matching.candidates(session, asker, QUESTION, now=clocks[database])
            return {candidate.member.name for candidate in ranking.ready}

    for writing, reading in ((early, late), (late, early), (early, late)):
        assert await would_ask(late) == await would_ask(early) == set()
        async with writing.transaction() as session:
            member = await session.get_one(Member, bo)
            await skills.add(session, member, ["Terraform"], level=Level.CAN_HELP, now=clocks[writing])
        assert await would_ask(reading) == await would_ask(writing) == {"Bo Larsen"}
        async with reading.transaction() as session:
            await skills.remove(session, await session.get_one(Member, bo), ["Terraform"], now=clocks[reading])
    await early.close()
