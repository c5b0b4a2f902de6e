"""How fast Slack lets us speak: buckets that fill with time, shared by all replicas through the database."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import changed, insert_unless_present
from models import Pace


@dataclass(frozen=True)
class Bucket:
    """One limit: `a_second` messages in the long run, `burst` at once."""

    a_second: float
    burst: float


@dataclass(frozen=True)
class Limits:
    """Slack's limits as we keep them: a message a second per channel (three at once), 50 edits a minute a workspace.

    Source: Slack's rate limit page; edits are a "tier 3" method.
    """

    posts_to_a_channel: Bucket = Bucket(a_second=1, burst=3)
    updates: Bucket = Bucket(a_second=50 / 60, burst=10)
    homes: Bucket = Bucket(a_second=100 / 60, burst=20)


async def take(
    session: AsyncSession, workspace_id: int, name: str, bucket: Bucket, *, machine_now: datetime
) -> datetime | None:
    """Take one message from a bucket. None: it may be sent now; otherwise the machine time to try again."""
    await insert_unless_present(
        session, Pace, workspace_id=workspace_id, name=name, tokens=bucket.burst, filled_at=machine_now
    )
    where = (Pace.workspace_id == workspace_id, Pace.name == name)
    row = (await session.execute(select(Pace.tokens, Pace.filled_at, Pace.blocked_until).where(*where))).one()
    if row.blocked_until is not None and row.blocked_until > machine_now:
        blocked: datetime = row.blocked_until
        return blocked
    passed = max((machine_now - row.filled_at).total_seconds(), 0.0)
    tokens = min(row.tokens + passed * bucket.a_second, bucket.burst)
    if tokens < 1:
        return machine_now + timedelta(seconds=(1 - tokens) / bucket.a_second)
    taken = await changed(
        session,
        update(Pace)
        .where(*where, Pace.tokens == row.tokens, Pace.filled_at == row.filled_at)
        .values(tokens=tokens - 1, filled_at=machine_now),
    )
    # Another replica was faster; it is tried again at once.
    return None if taken else machine_now


async def block(session: AsyncSession, workspace_id: int, name: str, *, until: datetime, machine_now: datetime) -> None:
    """Obey a Retry-After: nobody sends under this name before `until` (machine time)."""
    await insert_unless_present(session, Pace, workspace_id=workspace_id, name=name, tokens=1.0, filled_at=machine_now)
    await session.execute(
        update(Pace).where(Pace.workspace_id == workspace_id, Pace.name == name).values(blocked_until=until)
    )


async def blocked_until(
    session: AsyncSession, workspace_id: int, names: Collection[str], *, machine_now: datetime
) -> datetime | None:
    """Until when Slack asked us to wait under any of these names; None when it did not."""
    until: datetime | None = await session.scalar(
        select(func.max(Pace.blocked_until)).where(Pace.workspace_id == workspace_id, Pace.name.in_(names))
    )
    return until if until is not None and until > machine_now else None
