"""Looking up who can be asked about what: only what people said yes to, and nobody before or above anybody."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import people
from bot.skills.listing import Listed, listed_by, ways_in
from bot.skills.naming import canonical, find, proposals
from models import Expertise, Level, Member, Skill, Way


@dataclass(frozen=True)
class Knows:
    """Somebody who can be asked about a topic, in their own terms."""

    name: str
    slack_id: str
    level: Level
    ways: tuple[Way, ...]
    note: str


@dataclass(frozen=True)
class Topic:
    """A topic as colleagues look it up. `skill_id` is None for one that the workspace has no entry for.

    `people` are in order of the alphabet. `close` are topics near to it that somebody can be asked about.
    """

    name: str
    skill_id: int | None
    people: list[Knows]
    close: list[str]


async def name_of(session: AsyncSession, workspace_id: int, skill_id: int) -> str | None:
    """What a skill is called; None for one that is gone."""
    name: str | None = await session.scalar(
        select(Skill.name).where(Skill.workspace_id == workspace_id, Skill.id == skill_id)
    )
    return name


async def can_be_asked_about(session: AsyncSession, member: Member) -> list[Listed]:
    """What colleagues may ask a member about; what they are learning stays their own."""
    return [line for line in await listed_by(session, member) if line.level is not Level.LEARNING]


async def look_up(session: AsyncSession, workspace_id: int, name: str) -> Topic:
    """Who can be asked about a topic by this name, and where nobody can, what is close to it."""
    skill = await find(session, workspace_id, name)
    listing = await _people(session, skill) if skill is not None else []
    close = [] if listing else await _close_with_people(session, workspace_id, name)
    if skill is None:
        return Topic(await canonical(session, workspace_id, name), None, [], close)
    return Topic(skill.name, skill.id, listing, close)


async def _close_with_people(session: AsyncSession, workspace_id: int, name: str) -> list[str]:
    found = await proposals(session, workspace_id, name)
    listing = await how_many_can_be_asked(session, workspace_id, [one.skill_id for one in found if one.skill_id])
    return [one.name for one in found if one.skill_id in listing]


def _can_be_asked(workspace_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        Expertise.workspace_id == workspace_id,
        Expertise.level != Level.LEARNING,
        Member.workspace_id == Expertise.workspace_id,
        Member.id == Expertise.member_id,
        people.takes_part(),
    )


async def _people(session: AsyncSession, skill: Skill) -> list[Knows]:
    rows = await session.execute(
        select(Member.name, Member.slack_id, Expertise.level, Expertise.ways, Expertise.note).where(
            *_can_be_asked(skill.workspace_id), Expertise.skill_id == skill.id
        )
    )
    found = [Knows(name, slack_id, level, ways_in(ways), note or "") for name, slack_id, level, ways, note in rows]
    return sorted(found, key=lambda one: (one.name.casefold(), one.slack_id))


async def how_many_can_be_asked(
    session: AsyncSession, workspace_id: int, skill_ids: Collection[int], *, but: Member | None = None
) -> dict[int, int]:
    """How many people, without `but`, can be asked about each of these skills; absent means nobody."""
    about = (Expertise.skill_id.in_(skill_ids), Expertise.member_id != (but.id if but is not None else 0))
    rows = await session.execute(
        select(Expertise.skill_id, func.count())
        .where(*_can_be_asked(workspace_id), *about)
        .group_by(Expertise.skill_id)
    )
    return {row[0]: row[1] for row in rows}
