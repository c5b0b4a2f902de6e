"""Reading into an index: all of a workspace, or again what changed."""

import asyncio
import ctypes
from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
import structlog
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot.matching.evidence import NO_SKILL
from bot.matching.index import NUMBER_OF_LEVEL, Helper, Index, Label
from bot.matching.rows import IDS_AT_ONCE, Documents, Rows, Wanted, chunks
from models import Expertise, Help, Kudos, Lesson, Level, Skill, Subject

log = structlog.get_logger(__name__)

# So many take some ten milliseconds; in between the event loop does what else there is.
ROWS_AT_ONCE = 2000
SAYS_EVERY = 2.0
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Read:
    """An index that was read; `damaged` are subjects whose stored terms were none, so that their texts were read."""

    index: Index
    damaged: frozenset[tuple[Subject, int]]


class Progress:
    """How far a reading is. `is_long` is said once it has more pages than each kind of rows has at least."""

    def __init__(self) -> None:
        self._pages = 0
        self._all = 0
        self._said_at = asyncio.get_running_loop().time()

    @property
    def is_long(self) -> bool:
        """Whether it takes longer than a request can wait."""
        return self._pages > len(_HOLDS_THE_ID)

    async def goes_on(self, rows: Rows) -> None:
        """One page more: a log line tells now and then, and the event loop does what else there is."""
        self._pages += 1
        await asyncio.sleep(0)
        now = asyncio.get_running_loop().time()
        if now - self._said_at < SAYS_EVERY:
            return
        self._all = self._all or await rows.how_many(_HOLDS_THE_ID.values())
        self._said_at = now
        read = min(self._pages * ROWS_AT_ONCE, self._all)
        log.info("reading_who_knows_what", workspace=rows.workspace_id, rows=f"{read:,} of {self._all:,}")


async def read_everything(session: AsyncSession, workspace_id: int, progress: Progress | None = None) -> Read:
    """Read all of a workspace into an index; log lines tell how far it is when that takes long."""
    rows, index, progress = Rows(session, workspace_id), Index(), progress or Progress()
    async for wanted in _pages(session, workspace_id, Skill.id):
        await _into(index, rows, Subject.SKILL, wanted)
        await progress.goes_on(rows)
    async for wanted in _pages(session, workspace_id, Expertise.member_id):
        labels = [
            (member_id, skill_id, NUMBER_OF_LEVEL[level], moment)
            for member_id, skill_id, level, moment in await rows.labels(wanted)
        ]
        index.fill_labels(*np.array(labels, np.int64).reshape(-1, 4).T)
        await progress.goes_on(rows)
    # Arrays of millions are put in order beside the event loop, which does meanwhile what else there is.
    await asyncio.to_thread(index.labels_are_all)
    for subject in (Subject.QUESTION, Subject.KUDOS, Subject.LESSON):
        async for wanted in _pages(session, workspace_id, _HOLDS_THE_ID[subject]):
            _fill(index, subject, await rows.documents(subject, wanted))
            await progress.goes_on(rows)
    if rows.damaged:
        log.warning("stored_terms_are_damaged", workspace=workspace_id, how_many=len(rows.damaged))
    await asyncio.to_thread(index.texts_are_all)
    if progress.is_long:
        _give_memory_back()
    return Read(index, frozenset(rows.damaged))


def _fill(index: Index, subject: Subject, documents: Documents) -> None:
    ids = sorted(documents.terms.keys() & {row[0] for row in documents.helps})
    if not ids:
        return
    helps = np.array([tuple(row) for row in documents.helps], np.int64)
    helps = helps[np.isin(helps[:, 0], ids)]
    helps[:, 0] = np.searchsorted(ids, helps[:, 0])
    index.fill_texts(subject, ids, [documents.terms[id_] for id_ in ids], helps)


async def read_again(
    session: AsyncSession, workspace_id: int, index: Index, changed: Collection[tuple[Subject, int]]
) -> None:
    """Read again what changed; what is not there any more goes from the index."""
    rows = Rows(session, workspace_id)
    for subject in _HOLDS_THE_ID:
        ids = sorted(id_ for kind, id_ in changed if kind is subject)
        for some in chunks(ids, IDS_AT_ONCE):
            await _into(index, rows, subject, _among(some), some)


# In this order: a label is of a skill that is known.
_HOLDS_THE_ID: dict[Subject, InstrumentedAttribute[int]] = {
    Subject.SKILL: Skill.id,
    Subject.MEMBER: Expertise.member_id,
    Subject.QUESTION: Help.question_id,
    Subject.KUDOS: Kudos.id,
    Subject.LESSON: Lesson.lunch_id,
}


async def _into(index: Index, rows: Rows, subject: Subject, wanted: Wanted, ids: Collection[int] = ()) -> None:
    """Read what is wanted, and then, without a moment in between, put it in the place of what was there of `ids`."""
    if subject is Subject.SKILL:
        wordings = await rows.wordings(wanted)
        for id_ in wordings.keys() | ids:
            index.set_skill(id_, wordings.get(id_, ()))
    elif subject is Subject.MEMBER:
        labels: dict[int, list[Label]] = {id_: [] for id_ in ids}
        for member_id, skill_id, level, moment in await rows.labels(wanted):
            listed_at = _BEGINNING + timedelta(microseconds=moment)
            labels[member_id].append(Label(skill_id, Level(level), listed_at))
        for id_, listed in labels.items():
            index.set_labels(id_, listed)
    else:
        documents = await rows.documents(subject, wanted)
        helpers: dict[int, list[Helper]] = {id_: [] for id_ in ids}
        for id_, member_id, skill_id, moment, is_valued in documents.helps:
            helped_at = _BEGINNING + timedelta(microseconds=moment)
            helpers[id_].append(Helper(member_id, None if skill_id == NO_SKILL else skill_id, helped_at, is_valued))
        for id_ in ids:
            index.set_document(subject, id_, documents.terms.get(id_), helpers[id_])


def _among(ids: Collection[int]) -> Wanted:
    return lambda column: column.in_(ids)


async def _pages(session: AsyncSession, workspace_id: int, column: InstrumentedAttribute[int]) -> AsyncIterator[Wanted]:
    """The conditions for all rows of a workspace, some after the other; each statement ends soon."""
    table = column.class_
    last: int | None = 0
    while last is not None:
        after = last
        last = await session.scalar(
            select(column)
            .where(table.workspace_id == workspace_id, column > after)
            .order_by(column)
            .offset(ROWS_AT_ONCE - 1)
            .limit(1)
        )
        yield _between(after, last)


def _between(after: int, last: int | None) -> Wanted:
    return lambda column: column > after if last is None else column.between(after + 1, last)


def _give_memory_back() -> None:
    """Let the system have what reading needed and the index does not, where glibc would keep it."""
    trim = getattr(ctypes.pythonapi, "malloc_trim", None)
    if trim is not None:
        trim(0)
