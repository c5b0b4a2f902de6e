"""How fast Slack lets us speak: buckets that fill with time, shared by all replicas through the database."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import insert_unless_present
from models import Pace

# A statement may not name any number of rows.
AT_ONCE = 1000


@dataclass(frozen=True)
class Bucket:
    """One limit: `a_second` messages in the long run, `burst` at once."""

    a_second: float
    burst: float


@dataclass(frozen=True)
class Limits:
    """Slack's limits as we keep them: a message a second per channel (three at once), 50 edits a minute a workspace.

    Source: Slack's rate limit page; edits are a "tier 3" method, reading a page of the directory is "tier 2".
    """

    posts_to_a_channel: Bucket = Bucket(a_second=1, burst=3)
    updates: Bucket = Bucket(a_second=50 / 60, burst=10)
    homes: Bucket = Bucket(a_second=100 / 60, burst=20)
    directory: Bucket = Bucket(a_second=20 / 60, burst=10)


async def hold(
    session: AsyncSession, wanted: Mapping[tuple[int, str], Bucket], *, machine_now: datetime
) -> dict[tuple[int, str], Pace]:
    """The paces with these workspaces and names, each made full if it is new, and held until we commit.

    All of them are held in one order, so that two senders never wait for each other in a circle.
    """
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    in_order = sorted(wanted)
    held: dict[tuple[int, str], Pace] = {}
    for start in range(0, len(in_order), AT_ONCE):
        batch = in_order[start : start + AT_ONCE]
        rows = [
            {
                "workspace_id": workspace_id,
                "name": name,
                "tokens": wanted[workspace_id, name].burst,
                "filled_at": machine_now,
            }
            for workspace_id, name in batch
        ]
        full = dialect.insert(Pace).values(rows)
        # Writing to a row that is there already holds it, on both databases alike.
        holding = full.on_conflict_do_update(
            index_elements=[Pace.workspace_id, Pace.name], set_={"name": full.excluded.name}
        ).returning(Pace)
        for row in await session.scalars(holding, execution_options={"populate_existing": True}):
            held[row.workspace_id, row.name] = row
    return held


def take(held: Pace, bucket: Bucket, *, machine_now: datetime) -> datetime | None:
    """Take one message from a held pace. None: it may be sent now; otherwise the machine time to try again."""
    if held.blocked_until is not None and held.blocked_until > machine_now:
        return held.blocked_until
    passed = max((machine_now - held.filled_at).total_seconds(), 0.0)
    tokens = min(held.tokens + passed * bucket.a_second, bucket.burst)
    if tokens < 1:
        return machine_now + timedelta(seconds=(1 - tokens) / bucket.a_second)
    held.tokens, held.filled_at = tokens - 1, machine_now
    return None


async def block(session: AsyncSession, workspace_id: int, name: str, *, until: datetime, machine_now: datetime) -> None:
    """Obey a Retry-After: nobody sends under this name before `until` (machine time), or later if that was said."""
    await insert_unless_present(session, Pace, workspace_id=workspace_id, name=name, tokens=1.0, filled_at=machine_now)
    await session.execute(
        update(Pace)
        .where(
            Pace.workspace_id == workspace_id,
            Pace.name == name,
            or_(Pace.blocked_until.is_(None), Pace.blocked_until < until),
        )
        .values(blocked_until=until)
    )


async def blocked_until(
    session: AsyncSession, workspace_id: int, names: Collection[str], *, machine_now: datetime
) -> datetime | None:
    """Until when Slack asked us to wait under any of these names; None when it did not."""
    until: datetime | None = await session.scalar(
        select(func.max(Pace.blocked_until)).where(Pace.workspace_id == workspace_id, Pace.name.in_(names))
    )
    return until if until is not None and until > machine_now else None
