"""How long it takes after a start until a workspace of some size is in memory again, read from SQLite.

The rows are those that WhoKnows keeps itself, with the words of answered questions as stored numbers.
"""

import asyncio
import gc
import multiprocessing
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from time import perf_counter
from typing import Any

from sqlalchemy import insert

from bot.database import Database
from bot.matching.living import StillReading, index_of
from bot.matching.ranking import Ranked, relevant
from bot.matching.terms import TERMS_VERSION, packed, terms_of
from bot.words import folded
from migrations import running as migrations
from models import Expertise, Help, Level, Member, Question, QuestionState, Skill, Source, StoredTerms, Subject
from tests.bench.figures import table
from tests.bench.routing.memory import resident
from tests.bench.routing.town import NOW, Town
from tests.factories import a_workspace

AT_ONCE = 5_000
PAUSE = 0.01

Row = dict[str, Any]


def told_of_restarts(sizes: Iterable[int]) -> Iterator[str]:
    """How long a restart takes at each size, in Markdown."""
    yield "### Speed: from a start to the first ranking, read from SQLite"
    rows = []
    for people in sizes:
        with tempfile.TemporaryDirectory(prefix="whoknows-bench-") as folder:
            url = f"sqlite+aiosqlite:///{folder}/whoknows.db"
            asyncio.run(write(url, Town(people)))
            # What is read is read by a process that never saw how it was written.
            with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
                seconds, memory = process.submit(_restart, url, Town(people).fresh(1)[0].text).result()
        rows.append([f"{people:,}", f"{seconds:.1f}", f"{memory / 1e6:.0f}"])
    yield table(["people", "seconds", "memory MB"], rows)


def _restart(url: str, text: str) -> tuple[float, int]:
    return asyncio.run(_first_ranking(url, text))


async def _first_ranking(url: str, text: str) -> tuple[float, int]:
    """How long the first ranking takes, all reading included, and how much more is in memory then."""
    database = Database(url)
    async with database.reading() as session:
        await session.connection()
    gc.collect()
    empty, began = resident(), perf_counter()
    found = await rank(database, text)
    seconds = perf_counter() - began
    gc.collect()
    more = resident() - empty
    await database.close()
    if not found:
        raise RuntimeError("nobody is found after a restart")
    return seconds, more


async def rank(database: Database, text: str) -> list[Ranked]:
    """The people for a text; who is told to ask again in a moment does so."""
    while True:
        try:
            async with database.reading() as session:
                return relevant(await index_of(session, 1), text, now=NOW).people
        except StillReading:
            await asyncio.sleep(PAUSE)


async def write(url: str, town: Town) -> None:
    """Put a town into a new database."""
    await migrations.upgrade(url)
    database = Database(url)
    async with database.transaction() as session:
        await a_workspace(session)
    for kind, rows in (
        (Member, _members(town)),
        (Skill, _skills(town)),
        (Expertise, _expertises(town)),
        (Question, _questions(town)),
        (Help, _helps(town)),
        (StoredTerms, _terms(town)),
    ):
        while some := [{"workspace_id": 1, **row} for row in islice(rows, AT_ONCE)]:
            async with database.transaction() as session:
                await session.execute(insert(kind), some)
    await database.close()


def _members(town: Town) -> Iterator[Row]:
    for number in range(1, town.people + 1):
        yield {"id": number, "slack_id": f"U{number:08}", "name": f"Person {number}", "zone": "UTC"}


def _skills(town: Town) -> Iterator[Row]:
    for number, topic in enumerate(town.topics, 1):
        yield {"id": number, "name": topic, "folded": folded(topic), "added_at": NOW}


def _expertises(town: Town) -> Iterator[Row]:
    for member_id, topics in enumerate(town.labels(), 1):
        for topic in topics:
            yield {
                "member_id": member_id,
                "skill_id": topic + 1,
                "level": Level.CAN_HELP,
                "source": Source.OWN_WORD,
                "added_at": NOW,
            }


def _questions(town: Town) -> Iterator[Row]:
    for some in town.past():
        for one in some:
            yield {
                "id": one.number + 1,
                "asker_id": 1,
                "text": one.text,
                "state": QuestionState.ANSWERED,
                "drafted_at": one.helped_at,
            }


def _helps(town: Town) -> Iterator[Row]:
    for some in town.past():
        for one in some:
            for person in one.helpers:
                yield {"question_id": one.number + 1, "helper_id": person + 1, "helped_at": one.helped_at}


def _terms(town: Town) -> Iterator[Row]:
    for some in town.past():
        for one in some:
            terms = packed(terms_of(one.text))
            yield {"kind": Subject.QUESTION, "subject_id": one.number + 1, "version": TERMS_VERSION, "terms": terms}
