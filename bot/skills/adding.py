"""Adding with care: what is surely meant is listed at once, and about the rest the person is asked first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.skills.listing import Added, add
from bot.skills.naming import checked_names, meant_by_each
from models import Level, Member


@dataclass(frozen=True)
class Doubt:
    """A name as it was typed, and the topic that was probably meant by it."""

    typed: str
    meant: str


async def add_what_is_sure(
    session: AsyncSession, member: Member, names: Sequence[str], *, level: Level | None = None, now: datetime
) -> tuple[Added, list[Doubt]]:
    """List the names that are exactly a topic's, and those that are like no other; give those in doubt back.

    Raises WhoKnowsError for what can't be names, and then lists nothing.
    """
    checked_names(names)
    meant = await meant_by_each(session, member.workspace_id, names)
    sure = [name for name in names if name not in meant]
    added = await add(session, member, sure, level=level, now=now) if sure else Added([], [])
    return added, [Doubt(name, meant[name].name) for name in names if name in meant]
