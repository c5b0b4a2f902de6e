"""Reading into an index: all of a workspace, or again what changed."""

import asyncio
from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass

import numpy as np
import structlog
from numpy.typing import NDArray
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot.matching.days import days
from bot.matching.index import NUMBER_OF_LEVEL, Helper, Index, Label
from bot.matching.rows import IDS_AT_ONCE, Rows, Wanted, chunks
from bot.matching.terms import Terms
from models import Expertise, Help, Kudos, Level, Skill, Subject

log = structlog.get_logger(__name__)

# So many take some ten milliseconds; in between the event loop does what else there is.
ROWS_AT_ONCE = 2000
SAYS_EVERY = 2.0


@dataclass(frozen=True)
class Read:
    """An index that was read; `damaged` are subjects whose stored terms were none, so that their texts were read."""

    index: Index
    damaged: frozenset[tuple[Subject, int]]


async def read_everything(session: AsyncSession, workspace_id: int) -> Read:
    """Read all of a workspace into an index; log lines tell how far it is when that takes long."""
    rows, index = Rows(session, workspace_id), Index()
    progress = _Progress(session, workspace_id)
    labels: list[NDArray[np.float64]] = [np.zeros((4, 0))]
    documents: list[tuple[Subject, int, Terms, list[Helper]]] = []
    for subject, column in _HOLDS_THE_ID.items():
        async for wanted in _pages(session, workspace_id, column):
            if subject is Subject.SKILL:
                await _into(index, rows, subject, wanted)
            elif subject is Subject.MEMBER:
                found = [(*who, NUMBER_OF_LEVEL[level], days(at)) for *who, level, at in await rows.labels(wanted)]
                labels.append(np.array(found, np.float64).reshape(-1, 4).T)
            else:
                read = await rows.documents(subject, wanted)
                documents += [(subject, id_, terms, helpers) for id_, (terms, helpers) in read.items()]
            await progress.goes_on()
    if rows.damaged:
        log.warning("stored_terms_are_damaged", workspace=workspace_id, how_many=len(rows.damaged))
    members, skills, levels, listed_on = np.concatenate(labels, axis=1)
    # Arrays of a million are put in order beside the event loop, which does meanwhile what else there is.
    await asyncio.to_thread(
        index.fill,
        (members.astype(np.int64), skills.astype(np.int64), levels.astype(np.uint8), listed_on.astype(np.float32)),
        documents,
    )
    return Read(index, frozenset(rows.damaged))


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
}


async def _into(index: Index, rows: Rows, subject: Subject, wanted: Wanted, ids: Collection[int] = ()) -> None:
    """Read what is wanted, and then, without a moment in between, put it in the place of what was there of `ids`."""
    if subject is Subject.SKILL:
        wordings = await rows.wordings(wanted)
        for id_ in wordings.keys() | ids:
            index.set_skill(id_, wordings.get(id_, ()))
    elif subject is Subject.MEMBER:
        labels: dict[int, list[Label]] = {id_: [] for id_ in ids}
        for member_id, skill_id, level, listed_at in await rows.labels(wanted):
            labels[member_id].append(Label(skill_id, Level(level), listed_at))
        for id_, listed in labels.items():
            index.set_labels(id_, listed)
    else:
        documents = await rows.documents(subject, wanted)
        for id_ in ids:
            index.set_document(subject, id_, *documents.get(id_, (None, ())))


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


class _Progress:
    """How far a long reading is, said now and then."""

    def __init__(self, session: AsyncSession, workspace_id: int) -> None:
        self._session, self._workspace_id = session, workspace_id
        self._read = 0
        self._all = 0
        self._said_at = asyncio.get_running_loop().time()

    async def goes_on(self) -> None:
        """One page more; lets the event loop do what else there is."""
        self._read += ROWS_AT_ONCE
        await asyncio.sleep(0)
        now = asyncio.get_running_loop().time()
        if now - self._said_at < SAYS_EVERY:
            return
        if not self._all:
            for column in _HOLDS_THE_ID.values():
                count = select(func.count()).select_from(column.class_)
                of_workspace = column.class_.workspace_id == self._workspace_id
                self._all += await self._session.scalar(count.where(of_workspace)) or 0
        self._said_at = now
        log.info(
            "reading_who_knows_what",
            workspace=self._workspace_id,
            rows=f"{min(self._read, self._all):,} of {self._all:,}",
        )
