"""The topic somebody is nominated for, under all the names it goes by; no skill is made of it before the yes."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import skills
from bot.skills.starting_aliases import STARTING_ALIASES
from bot.words import folded as fold
from models import Area, SkillAlias


@dataclass(frozen=True)
class Topic:
    """A topic as it is suggested; `words` are all its names as they are compared, `skill_id` is None for a new one."""

    name: str
    folded: str
    words: frozenset[str]
    skill_id: int | None
    area: Area | None


async def topic_named(session: AsyncSession, workspace_id: int, name: str) -> Topic:
    """What somebody means by a name: the workspace's own topic, or the one it would be called when it is made."""
    found = await skills.find(session, workspace_id, name)
    canonical = found.name if found else STARTING_ALIASES.get(fold(name), name)
    if found is None:
        found = await skills.find(session, workspace_id, canonical)
    key = found.folded if found else fold(canonical)
    others = {alias for alias, meant in STARTING_ALIASES.items() if fold(meant) == key}
    if found is not None:
        aliases = select(SkillAlias.folded).where(
            SkillAlias.workspace_id == workspace_id, SkillAlias.skill_id == found.id
        )
        others |= set(await session.scalars(aliases))
    title = found.name if found else canonical
    return Topic(
        name=title if title != title.lower() else title[0].upper() + title[1:],
        folded=key,
        words=frozenset({key, fold(name), *others}),
        skill_id=found.id if found else None,
        area=found.area if found else None,
    )
