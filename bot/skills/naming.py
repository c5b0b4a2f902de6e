"""Names of skills: read as people type them, found by any word they go by, and made when they are new."""

import re
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import insert_unless_present
from bot.skills.starting_aliases import STARTING_ALIASES
from bot.words import folded
from models import Skill, SkillAlias


def split_names(text: str) -> list[str]:
    """Names of skills as somebody typed them, separated by commas, semicolons or lines, each once."""
    # A full stop ends a list, but begins the name of .NET.
    names = (" ".join(part.split()).rstrip(".") for part in re.split(r"[,;\n]", text))
    unique: dict[str, str] = {}
    for name in names:
        if name:
            unique.setdefault(folded(name), name)
    return list(unique.values())


async def find(session: AsyncSession, workspace_id: int, name: str) -> Skill | None:
    """The skill by this name or any of its aliases."""
    key = folded(name)
    skill: Skill | None = await session.scalar(
        select(Skill).where(Skill.workspace_id == workspace_id, Skill.folded == key)
    )
    if skill is not None:
        return skill
    aliased: Skill | None = await session.scalar(
        select(Skill)
        .join(SkillAlias, (SkillAlias.skill_id == Skill.id) & (SkillAlias.workspace_id == Skill.workspace_id))
        .where(SkillAlias.workspace_id == workspace_id, SkillAlias.folded == key)
    )
    return aliased


async def found_or_made(session: AsyncSession, workspace_id: int, name: str, *, now: datetime) -> Skill:
    """The skill by this name or any other word for it, made when the workspace has none yet."""
    canonical = STARTING_ALIASES.get(folded(name), name)
    found = await find(session, workspace_id, canonical)
    if found is None:
        # iOS is written by people who know; kubernetes by people in a hurry.
        title = canonical if canonical != canonical.lower() else canonical[0].upper() + canonical[1:]
        await insert_unless_present(
            session, Skill, workspace_id=workspace_id, name=title, folded=folded(canonical), added_at=now
        )
        found = await find(session, workspace_id, canonical)
        if found is None:
            raise LookupError("a skill just made is gone")
        for alias in (alias for alias, name_ in STARTING_ALIASES.items() if folded(name_) == found.folded):
            await insert_unless_present(session, SkillAlias, workspace_id=workspace_id, skill_id=found.id, folded=alias)
    return found
