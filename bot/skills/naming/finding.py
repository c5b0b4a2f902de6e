"""Names of skills: read as people type them, found by any word they go by, and made when they are new."""

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import decide_alone, insert_unless_present
from bot.skills.naming.index import Entry
from bot.skills.naming.sameness import same_key, tidied
from bot.skills.naming.vocabulary import Vocabulary
from bot.skills.starter_topics import AREAS
from bot.skills.starting_aliases import OTHER_WORDS
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
    return _prepared(tuple(own), _OUR_LISTS)


# The same topics are asked for at every letter that somebody types.
@lru_cache(maxsize=16)
def _prepared(own: tuple[Entry, ...], lists: tuple[Entry, ...]) -> Vocabulary:
    """The entries of a workspace, each with our other words for it, and then those of our lists that it has not."""
    owners: dict[str, int] = {}
    for chosen in (slice(0, 1), slice(1, None)):
        for place, entry in enumerate(own):
            for name in entry.wordings[chosen]:
                owners.setdefault(same_key(name), place)
    more: dict[int, list[str]] = defaultdict(list)
    ours = []
    for entry in lists:
        free = tuple(name for name in entry.wordings if same_key(name) not in owners)
        # A workspace that says PostgreSQL means by "psql" what others call Postgres.
        owner = next((owners[same_key(name)] for name in entry.wordings if same_key(name) in owners), None)
        if owner is not None:
            more[owner].extend(free)
        else:
            ours.append(entry)
    with_more = (replace(entry, wordings=entry.wordings + tuple(more[place])) for place, entry in enumerate(own))
    return Vocabulary([*with_more, *ours])


def _our_lists() -> tuple[Entry, ...]:
    names = dict.fromkeys([*AREAS, *OTHER_WORDS])
    return tuple(Entry(name, None, AREAS.get(name), (name, *OTHER_WORDS.get(name, ()))) for name in names)


_OUR_LISTS = _our_lists()


async def find(session: AsyncSession, workspace_id: int, name: str) -> Skill | None:
    """The skill by this name or any of its aliases, however it is spaced, joined and dressed."""
    return (await find_each(session, workspace_id, [name])).get(name)


async def find_each(session: AsyncSession, workspace_id: int, names: Collection[str]) -> dict[str, Skill]:
    """The skills by these names or aliases, by the name asked for; many cost one look into the registry."""
    exact = await _by_folded(session, workspace_id, {folded(name) for name in names})
    found = {name: exact[folded(name)] for name in names if folded(name) in exact}
    if len(found) < len(set(names)):
        words = await vocabulary(session, workspace_id)
        same = {name: words.same(name) for name in names if name not in found}
        ids = {name: entry.skill_id for name, entry in same.items() if entry is not None and entry.skill_id is not None}
        rows = await session.scalars(
            select(Skill).where(Skill.workspace_id == workspace_id, Skill.id.in_(set(ids.values())))
        )
        by_id = {skill.id: skill for skill in rows}
        found |= {name: by_id[skill_id] for name, skill_id in ids.items()}
    return found


async def _by_folded(session: AsyncSession, workspace_id: int, keys: Collection[str]) -> dict[str, Skill]:
    """The skills whose name or alias is exactly one of these as names are kept; a name goes before an alias."""
    found: dict[str, Skill] = {}
    aliased = await session.execute(
        select(SkillAlias.folded, Skill)
        .join(Skill, (SkillAlias.skill_id == Skill.id) & (SkillAlias.workspace_id == Skill.workspace_id))
        .where(SkillAlias.workspace_id == workspace_id, SkillAlias.folded.in_(keys))
    )
    found.update((alias, skill) for alias, skill in aliased)
    named = await session.scalars(select(Skill).where(Skill.workspace_id == workspace_id, Skill.folded.in_(keys)))
    found.update((skill.folded, skill) for skill in named)
    return found


async def canonical(session: AsyncSession, workspace_id: int, name: str) -> str:
    """What a topic by any of its words is called, in the workspace or on our lists; the name itself where it is new."""
    same = (await vocabulary(session, workspace_id)).same(name)
    return same.name if same is not None else tidied(name)


async def found_or_made(session: AsyncSession, workspace_id: int, name: str, *, now: datetime) -> Skill:
    """The skill by this name or any other word for it, made when the workspace has none yet.

    A new one gets the spelling, the area and the aliases that our own lists have for it.
    """
    exact = await _by_folded(session, workspace_id, {folded(name)})
    if exact:
        return exact[folded(name)]
    # Two people who write "Node JS" and "Node.js" in the same moment make one topic.
    await decide_alone(session, workspace_id)
    same = (await vocabulary(session, workspace_id)).same(name)
    if same is not None and same.skill_id is not None:
        return (await find_each(session, workspace_id, [same.name]))[same.name]
    title = same.name if same is not None else titled(name)
    await insert_unless_present(
        session,
        Skill,
        workspace_id=workspace_id,
        name=title,
        folded=folded(title),
        area=same.area if same is not None else None,
        added_at=now,
    )
    made = (await _by_folded(session, workspace_id, {folded(title)}))[folded(title)]
    for alias in same.wordings[1:] if same is not None else ():
        await insert_unless_present(
            session, SkillAlias, workspace_id=workspace_id, skill_id=made.id, folded=folded(alias)
        )
    return made


def titled(name: str) -> str:
    """What a new topic by this name is called."""
    name = tidied(name)
    # iOS is written by people who know; kubernetes by people in a hurry.
    return name if name != name.lower() else name[0].upper() + name[1:]
