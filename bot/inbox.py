"""The inbox: the same request again has one effect and the same answer."""

import hashlib
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, null, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import insert_unless_present
from models import InboxKey

ANSWERS_KEPT = timedelta(minutes=15)
KEYS_KEPT = timedelta(days=7)


def opaque(key: str) -> str:
    """A request's key as it is kept: it names nobody, though Slack's own ids in it would."""
    return hashlib.sha256(key.encode()).hexdigest()


async def heard_before(session: AsyncSession, workspace_id: int, key: str, *, machine_now: datetime) -> bool:
    """Note a request by its key; True when it was heard before. Whoever asks at the same time waits for us."""
    return not await insert_unless_present(
        session, InboxKey, workspace_id=workspace_id, key=opaque(key), heard_at=machine_now
    )


async def stored_answer(session: AsyncSession, workspace_id: int, key: str) -> dict[str, Any] | None:
    """What a request was answered the first time; None once that was blanked."""
    answer: dict[str, Any] | None = await session.scalar(
        select(InboxKey.answer).where(InboxKey.workspace_id == workspace_id, InboxKey.key == opaque(key))
    )
    return answer


async def store_answer(session: AsyncSession, workspace_id: int, key: str, answer: dict[str, Any]) -> None:
    """Keep what a request was answered, in the transaction of its effect."""
    await session.execute(
        update(InboxKey).where(InboxKey.workspace_id == workspace_id, InboxKey.key == opaque(key)).values(answer=answer)
    )


async def tidy(session: AsyncSession, *, machine_now: datetime) -> None:
    """Blank answers after a quarter of an hour and forget keys after a week."""
    await session.execute(
        update(InboxKey)
        .where(InboxKey.heard_at < machine_now - ANSWERS_KEPT, InboxKey.answer.is_not(None))
        .values(answer=null())
    )
    await session.execute(delete(InboxKey).where(InboxKey.heard_at < machine_now - KEYS_KEPT))
