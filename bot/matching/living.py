"""The indexes in memory: each is read once, brought in step with the log before each use, and let go when unused."""

import asyncio
from collections.abc import Collection
from datetime import datetime, timedelta
from functools import partial

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import Database, database_of, if_undone
from bot.errors import WhoKnowsError
from bot.matching import changes
from bot.matching.index import Index
from bot.matching.reading import Progress, Read, read_again, read_everything
from models import Subject

log = structlog.get_logger(__name__)

# A request must be answered in 2.2 seconds, and holds up other writers meanwhile.
PATIENCE = 1.5
LOOKS_AGAIN = 0.1
UNUSED = timedelta(minutes=30)

Changed = tuple[Subject, int]


class StillReading(WhoKnowsError):
    """A large workspace is not in memory yet; the reading goes on whoever waits for it."""

    def __init__(self) -> None:
        super().__init__("I'm still reading who knows what, since I was just started. Ask me once more in a moment.")


class Indexes:
    """The indexes of one database's workspaces; they live beside it."""

    def __init__(self) -> None:
        self._kept: dict[int, _Kept] = {}
        self.damaged: set[tuple[int, Subject, int]] = set()

    def of(self, database: Database, workspace_id: int) -> "_Kept":
        """What is kept of a workspace; it is begun to be read if it is not there."""
        kept = self._kept.get(workspace_id)
        if kept is None:
            kept = self._kept[workspace_id] = self._begin(database, workspace_id)
        kept.was_used = True
        return kept

    def has(self, workspace_id: int) -> bool:
        """Whether a workspace is in memory, or about to be."""
        return workspace_id in self._kept

    def holds(self, workspace_id: int, kept: "_Kept") -> bool:
        """Whether this is still what is kept of a workspace."""
        return self._kept.get(workspace_id) is kept

    def let_go(self, workspace_id: int) -> None:
        """Keep a workspace no longer in memory."""
        self._kept.pop(workspace_id, None)

    def look_after(self, database: Database, machine_now: datetime) -> None:
        """Let go what nobody asked for in half an hour of looks like this one, and have read anew what is worn."""
        for workspace_id, kept in list(self._kept.items()):
            if kept.was_used or kept.unused_since is None:
                kept.was_used, kept.unused_since = False, machine_now
            if machine_now - kept.unused_since >= UNUSED:
                self.let_go(workspace_id)
            elif kept.is_there and kept.index.is_worn:
                self._renew(database, workspace_id, kept)

    def _renew(self, database: Database, workspace_id: int, worn: "_Kept") -> None:
        """Put one that is read anew in the place of a worn one, which is asked until then."""
        if worn.successor is not None and worn.successor.is_there:
            worn.successor.was_used = True
            self._kept[workspace_id] = worn.successor
        elif worn.successor is None or worn.successor.reading.done():
            worn.successor = self._begin(database, workspace_id)

    def _begin(self, database: Database, workspace_id: int) -> "_Kept":
        kept = _Kept()
        kept.reading = database.begin(self._read(kept, database, workspace_id))
        return kept

    async def _read(self, kept: "_Kept", database: Database, workspace_id: int) -> None:
        """Read a workspace in a session of its own: it sees only what is committed, and outlives who waits for it."""
        try:
            async with database.reading() as session:
                look = await changes.look(session, workspace_id, None)
                read = await read_everything(session, workspace_id, kept.progress)
        except Exception as error:
            if self.holds(workspace_id, kept):
                self.let_go(workspace_id)
            log.error("could_not_read_who_knows_what", workspace=workspace_id, error=type(error).__name__)
            raise
        kept.take(read, look)
        self.damaged |= {(workspace_id, kind, subject_id) for kind, subject_id in read.damaged}


class _Kept:
    """An index, and how far in the log it is.

    `met` are the changes behind the mark that the last look met; `again` is what must be read again though no change
    says so, since it was read in a transaction that was undone. The `successor` is read anew for one that is worn.
    """

    index: Index
    reading: asyncio.Task[None]

    def __init__(self) -> None:
        self.successor: _Kept | None = None
        self.one_at_a_time = asyncio.Lock()
        self.was_used = False
        self.unused_since: datetime | None = None
        self.progress = Progress()
        self._begun_at = asyncio.get_running_loop().time()
        self._mark = 0
        self._met: set[int] = set()
        self._again: set[Changed] = set()

    @property
    def is_there(self) -> bool:
        """Whether it was read."""
        return self.reading.done() and not self.reading.cancelled() and self.reading.exception() is None

    def take(self, read: Read, look: changes.Look) -> None:
        """Hold what was read since this look."""
        self.index, self._mark = read.index, look.mark
        self._met = {change.id for change in look.changes}

    async def is_read(self) -> None:
        """Wait until it is read; if that takes long, all who wait together wait as long as one request may.

        Raises StillReading after that.
        """
        while not self.reading.done():
            patience = self._begun_at + PATIENCE - asyncio.get_running_loop().time()
            if patience <= 0 and self.progress.is_long:
                raise StillReading
            await asyncio.wait({self.reading}, timeout=max(patience, LOOKS_AGAIN))
        self.reading.result()

    async def comes_into_step(self, session: AsyncSession, workspace_id: int, *, at_most: int | None) -> bool:
        """Follow what changed as this session sees it; False when that is more than `at_most` or cannot be told."""
        limit = None if at_most is None else at_most + len(self._met) + 1
        look = await changes.look(session, workspace_id, self._mark, at_most=limit)
        new = [change for change in look.changes if change.id not in self._met]
        if at_most is not None and (len(new) > at_most or any(change.kind is Subject.EVERYTHING for change in new)):
            return False
        changed = {(change.kind, change.subject_id) for change in new} | self._again
        undo = partial(self._take_back, self._mark, changed)
        if_undone(session, undo)
        self._mark, self._again = look.mark, set()
        self._met = {change.id for change in look.changes if change.place >= look.mark}
        if changed:
            try:
                await read_again(session, workspace_id, self.index, changed)
            except BaseException:
                undo()
                raise
        return True

    def _take_back(self, mark: int, changed: Collection[Changed]) -> None:
        self._mark = min(self._mark, mark)
        self._again |= set(changed)


async def index_of(session: AsyncSession, workspace_id: int) -> Index:
    """The index of what people know in a workspace, with all that this session sees.

    It is shared: rank with it before the next await. What this session wrote itself is in it too, for others as well
    until this session ends; if it is undone, it is read again. Raises StillReading for a large workspace after a start.
    """
    database = database_of(session)
    indexes = database.beside(Indexes)
    # Without a connection of their own all who hold one could wait here for somebody who gets none any more.
    await session.connection()
    at_most: int | None = changes.MOST
    while True:
        kept = indexes.of(database, workspace_id)
        await kept.is_read()
        async with kept.one_at_a_time:
            if indexes.holds(workspace_id, kept):
                if await kept.comes_into_step(session, workspace_id, at_most=at_most):
                    return kept.index
                indexes.let_go(workspace_id)
                # What is read anew is behind by no more than this session's own changes, however many.
                at_most = None


def look_after_indexes(database: Database, *, machine_now: datetime) -> None:
    """Free the memory of workspaces that nobody asked in for half an hour, and of what is dead in the others."""
    database.beside(Indexes).look_after(database, machine_now)
