"""Names of skills: read as people type them, found by any word they go by, and made when they are new."""

import re
from collections import defaultdict
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import decide_alone, insert_unless_present
from bot.skills.naming.sameness import same_key
from bot.skills.naming.vocabulary import Entry, Vocabulary
from bot.skills.starter_topics import AREAS
from bot.skills.starting_aliases import STARTING_ALIASES
from bot.words import folded
from models import Skill, SkillAlias

_NAMES = re.compile(r"[ \t]*[\"“”„]([^\"“”„\n]+)[\"“”][ \t]*(?=[,;\n]|$)|([^,;\n]+)")


def split_names(text: str) -> list[str]:
    """Names of skills as somebody typed them, separated by commas, semicolons or lines, each once.

    A name with a comma of its own stands in quotes: "Budgets, forecasts".
    """
    parts = (quoted or bare for quoted, bare in _NAMES.findall(text))
    # A full stop ends a list, but begins the name of .NET.
    names = (" ".join(part.split()).rstrip(".") for part in parts)
    unique: dict[str, str] = {}
    for name in names:
        if name:
            unique.setdefault(same_key(name), name)
    return list(unique.values())


async def vocabulary(session: AsyncSession, workspace_id: int) -> Vocabulary:
    """All the words for topics at hand: the workspace's own first, then our lists where they add to it."""
    aliases: dict[int, list[str]] = defaultdict(list)
    for skill_id, alias in await session.execute(
        select(SkillAlias.skill_id, SkillAlias.folded)
        .where(SkillAlias.workspace_id == workspace_id)
        .order_by(SkillAlias.id)
    ):
        aliases[skill_id].append(alias)
    rows = await session.execute(
        select(Skill.id, Skill.name, Skill.area).where(Skill.workspace_id == workspace_id).order_by(Skill.id)
    )
    own = [Entry(name, skill_id, area, (name, *aliases[skill_id])) for skill_id, name, area in rows]
    taken = {same_key(wording) for entry in own for wording in entry.wordings}
    return Vocabulary([*own, *(entry for entry in _OUR_LISTS if same_key(entry.name) not in taken)])


def _our_lists() -> list[Entry]:
    wordings: dict[str, list[str]] = {name: [name] for name in AREAS}
    for alias, name in STARTING_ALIASES.items():
        wordings.setdefault(name, [name]).append(alias)
    return [Entry(name, None, AREAS.get(name), tuple(words)) for name, words in wordings.items()]


_OUR_LISTS = _our_lists()
_OUR_WORDS = Vocabulary(_OUR_LISTS)


async def find(session: AsyncSession, workspace_id: int, name: str) -> Skill | None:
    """The skill by this name or any of its aliases, however it is spaced, joined and dressed."""
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
    if aliased is not None:
        return aliased
    same = (await vocabulary(session, workspace_id)).same(name)
    return await session.get(Skill, same.skill_id) if same is not None and same.skill_id is not None else None


async def canonical(session: AsyncSession, workspace_id: int, name: str) -> str:
    """What a topic by any of its words is called, in the workspace or on our lists; the name itself where it is new."""
    same = (await vocabulary(session, workspace_id)).same(name)
    return same.name if same is not None else " ".join(name.split())


async def found_or_made(session: AsyncSession, workspace_id: int, name: str, *, now: datetime) -> Skill:
    """The skill by this name or any other word for it, made when the workspace has none yet."""
    found = await find(session, workspace_id, name)
    if found is not None:
        return found
    # Two people who write "Node JS" and "Node.js" in the same moment make one topic.
    await decide_alone(session, workspace_id)
    ours = _OUR_WORDS.same(name)
    canonical = ours.name if ours is not None else " ".join(name.split())
    found = await find(session, workspace_id, canonical)
    if found is not None:
        return found
    # iOS is written by people who know; kubernetes by people in a hurry.
    title = canonical if canonical != canonical.lower() else canonical[0].upper() + canonical[1:]
    area = ours.area if ours is not None else None
    await insert_unless_present(
        session, Skill, workspace_id=workspace_id, name=title, folded=folded(title), area=area, added_at=now
    )
    found = await find(session, workspace_id, title)
    if found is None:
        raise LookupError("a skill just made is gone")
    for alias in ours.wordings[1:] if ours is not None else ():
        await insert_unless_present(
            session, SkillAlias, workspace_id=workspace_id, skill_id=found.id, folded=folded(alias)
        )
    return found
