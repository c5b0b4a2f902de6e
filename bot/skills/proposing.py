"""Proposing topics while somebody types: what the workspace knows."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.words import folded
from models import Skill


@dataclass(frozen=True)
class Proposal:
    """A topic that typed words may mean; `skill_id` is None for one that nobody has listed yet."""

    name: str
    skill_id: int | None
    why: str


async def type_ahead(session: AsyncSession, workspace_id: int, typed: str, *, at_most: int = 20) -> list[Proposal]:
    """Topics with these letters in their names, in order of the alphabet."""
    rows = await session.execute(
        select(Skill.name, Skill.id)
        .where(Skill.workspace_id == workspace_id, Skill.folded.contains(folded(typed), autoescape=True))
        .order_by(Skill.folded)
        .limit(at_most)
    )
    return [Proposal(name, skill_id, "letters") for name, skill_id in rows]


async def proposals(session: AsyncSession, workspace_id: int, typed: str, *, at_most: int = 5) -> list[Proposal]:
    """Topics that a typed name may mean."""
    return [found for found in await type_ahead(session, workspace_id, typed, at_most=at_most) if found.name != typed]
