"""The log of changes: what must be read again since an index was last in step, whoever wrote it and where.

Each change only says that something is to be read again, so that to follow one twice does no harm.
"""

from dataclasses import dataclass

from sqlalchemy import BigInteger, ColumnElement, Text, cast, column, delete, func, literal, select, table
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from models import MatchingChange, Subject

# To read more than this again takes longer than to read all of a workspace anew; so no more are kept.
MOST = 20_000


@dataclass(frozen=True)
class Change:
    """Something that must be read again; `place` is where in the log it stands."""

    id: int
    place: int
    kind: Subject
    subject_id: int


@dataclass(frozen=True)
class Look:
    """A look into the log: the changes from some place on, and the `mark` from which on to look the next time.

    Before the mark nothing will be written any more. A change behind it may be met again.
    """

    mark: int
    changes: list[Change]


async def look(session: AsyncSession, workspace_id: int, since: int | None, *, at_most: int | None = None) -> Look:
    """The changes of a workspace from the mark `since` on, as this session sees them; from its own mark for None."""
    now = select(_mark(session).label("mark")).subquery()
    place = _place(session)
    changes = (
        select(now.c.mark, MatchingChange.id, place, MatchingChange.kind, MatchingChange.subject_id)
        .select_from(now)
        .outerjoin(
            MatchingChange,
            (MatchingChange.workspace_id == workspace_id) & (place >= (now.c.mark if since is None else since)),
        )
        .order_by(place)
        .limit(at_most)
    )
    rows = (await session.execute(changes)).all()
    # One row stands for the mark alone where nothing changed.
    return Look(rows[0].mark, [Change(*change) for _, *change in rows if change[0] is not None])


async def let_old_changes_go(session: AsyncSession) -> None:
    """Keep the newest changes of each workspace; who is further behind finds that everything is to be read again."""
    place = _place(session)
    if _is_postgresql(session):
        # Those of another server's life, which a restored backup brings along, would count as the newest for years.
        ended = _number(func.pg_snapshot_xmax(func.pg_current_snapshot()))
        own = _number(func.pg_current_xact_id_if_assigned())
        await session.execute(delete(MatchingChange).where(place >= ended, place.is_distinct_from(own)))
    workspaces = await session.scalars(
        select(MatchingChange.workspace_id).group_by(MatchingChange.workspace_id).having(func.count() > MOST)
    )
    for workspace_id in workspaces.all():
        of_workspace = MatchingChange.workspace_id == workspace_id
        until = await session.scalar(select(place).where(of_workspace).order_by(place.desc()).offset(MOST).limit(1))
        await session.execute(
            delete(MatchingChange).where(of_workspace, place <= until),
            execution_options={"synchronize_session": False},
        )
        everything = MatchingChange(workspace_id=workspace_id, kind=Subject.EVERYTHING, subject_id=0)
        setattr(everything, place.key, until)
        session.add(everything)
        await session.flush()


def _is_postgresql(session: AsyncSession) -> bool:
    return session.get_bind().dialect.name == "postgresql"


def _place(session: AsyncSession) -> InstrumentedAttribute[int] | InstrumentedAttribute[int | None]:
    """What the log is in the order of: transactions on PostgreSQL, which may end in another order; ids on SQLite."""
    return MatchingChange.transaction_id if _is_postgresql(session) else MatchingChange.id


def _mark(session: AsyncSession) -> ColumnElement[int]:
    """The first place that is not settled yet as this session sees it.

    On PostgreSQL that is the oldest transaction under way, on SQLite what comes after the last id ever given.
    """
    if _is_postgresql(session):
        return _number(func.pg_snapshot_xmin(func.pg_current_snapshot()))
    sequence = table("sqlite_sequence", column("name"), column("seq", BigInteger))
    last = select(sequence.c.seq).where(sequence.c.name == MatchingChange.__tablename__).scalar_subquery()
    return func.coalesce(last, literal(0)) + 1


def _number(transaction: ColumnElement[int]) -> ColumnElement[int]:
    return cast(cast(transaction, Text), BigInteger)
