"""The audit log: what admins and leads did, for admins to read. It never holds what people typed."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import AuditEntry, Member


async def note(session: AsyncSession, actor: Member, action: str, about: str, *, now: datetime) -> None:
    """Write down what somebody did, such as "adopted a team", and what it was about, such as "#web"."""
    session.add(
        AuditEntry(
            workspace_id=actor.workspace_id, actor_id=actor.id, action=action[:40], about=about[:200], noted_at=now
        )
    )
    await session.flush()


async def newest(session: AsyncSession, workspace_id: int, *, at_most: int = 10) -> list[AuditEntry]:
    """The newest entries of a workspace's log, the newest first."""
    return list(
        await session.scalars(
            select(AuditEntry)
            .where(AuditEntry.workspace_id == workspace_id)
            .order_by(AuditEntry.noted_at.desc(), AuditEntry.id.desc())
            .limit(at_most)
        )
    )
