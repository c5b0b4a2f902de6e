"""Listing: a member's yes to being asked about a skill, given and taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries
from bot.commands import here
from bot.database import changed, decide_alone, insert_unless_present
from bot.errors import WhoKnowsError
from bot.skills.naming import checked_names, find, found_or_made
from bot.skills.rounds import leave_rounds, rounds_follow
from bot.skills.wishes import tell_wishers
from models import Expertise, Level, Member, Skill, Source, Way


@dataclass(frozen=True)
class Listed:
    """One line of somebody's card. `ways` are those they are glad to help in, empty for any; `note` is their own line.

    The note is empty where they wrote none.
    """

    skill_id: int
    name: str
    level: Level
    ways: tuple[Way, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Card:
    """What a member has listed, by name, and until when they are paused."""

    member: Member
    listed: list[Listed]
    paused_until: datetime | None


@dataclass(frozen=True)
class Added:
    """What an addition did: names now listed, or listed at another level now; and names listed as they were."""

    new: list[str]
    already: list[str]


@dataclass(frozen=True)
class Removed:
    """What a removal did: names taken off, and names that were not on the list."""

    gone: list[str]
    unknown: list[str]


async def card(session: AsyncSession, member: Member, *, now: datetime) -> Card:
    """A member's own card."""
    paused = member.paused_until if member.paused_until and member.paused_until > now else None
    return Card(member, await listed_by(session, member), paused)


async def listed_by(session: AsyncSession, member: Member) -> list[Listed]:
    """All that a member has listed, what they are learning too, in order of the alphabet."""
    rows = await session.execute(
        select(Skill.id, Skill.name, Expertise.level, Expertise.ways, Expertise.note)
        .join(Expertise, (Expertise.skill_id == Skill.id) & (Expertise.workspace_id == Skill.workspace_id))
        .where(Expertise.workspace_id == member.workspace_id, Expertise.member_id == member.id)
    )
    lines = [Listed(skill_id, name, level, ways_in(ways), note or "") for skill_id, name, level, ways, note in rows]
    return sorted(lines, key=lambda line: line.name.casefold())


def ways_in(words: str | None) -> tuple[Way, ...]:
    """Ways of helping as they are stored, in the order people read them in; none said means any."""
    said = set((words or "").split(","))
    return tuple(way for way in Way if way.value in said)


async def add(
    session: AsyncSession,
    member: Member,
    names: Sequence[str],
    *,
    level: Level | None = None,
    source: Source = Source.OWN_WORD,
    now: datetime,
) -> Added:
    """List skills for a member, in their own words or the words the workspace already has for them.

    Without a `level`, new ones are listed as *can help* and others stay as they are.
    Raises WhoKnowsError when a name is empty, too long or too many come at once; nothing is listed then.
    """
    checked_names(names)
    # Two who merge topics meanwhile would otherwise take one away under our hands.
    await decide_alone(session, member.workspace_id)
    new: list[str] = []
    already: list[str] = []
    for name in names:
        skill = await found_or_made(session, member.workspace_id, name, now=now)
        inserted = await insert_unless_present(
            session,
            Expertise,
            workspace_id=member.workspace_id,
            member_id=member.id,
            skill_id=skill.id,
            level=level or Level.CAN_HELP,
            source=source,
            added_at=now,
        )
        is_new = inserted or (level is not None and await _level_changed(session, member, skill.id, level))
        if is_new:
            await listed(session, member, skill, now)
        (new if is_new else already).append(skill.name)
    await list_follows(session, member, now)
    return Added(list(dict.fromkeys(new)), list(dict.fromkeys(name for name in already if name not in new)))


async def listed(session: AsyncSession, member: Member, skill: Skill, now: datetime) -> None:
    """What follows when a member lists a topic, or says anew how far they know it."""
    await tell_wishers(session, skill, now, but=member)


async def _level_changed(session: AsyncSession, member: Member, skill_id: int, level: Level) -> bool:
    has_changed = await changed(
        session,
        update(Expertise)
        .where(
            Expertise.workspace_id == member.workspace_id,
            Expertise.member_id == member.id,
            Expertise.skill_id == skill_id,
            Expertise.level != level,
        )
        .values(level=level),
    )
    if has_changed and level is Level.LEARNING:
        # Only they see what they are learning, unless they say in a round that they do.
        await leave_rounds(session, member, skill_id)
    return has_changed


async def remove(session: AsyncSession, member: Member, names: Sequence[str], *, now: datetime) -> Removed:
    """Take skills off a member's list; the next ranking no longer counts them."""
    if not names:
        raise WhoKnowsError(f"Type what to take off after it, like {here('/skills')} remove kubernetes.", field="names")
    gone, unknown = [], []
    for name in names:
        skill = await find(session, member.workspace_id, name)
        if skill is not None and await remove_one(session, member, skill.id, now=now):
            gone.append(skill.name)
        else:
            unknown.append(name)
    return Removed(gone, unknown)


async def remove_one(session: AsyncSession, member: Member, skill_id: int, *, now: datetime) -> bool:
    """Take one skill off a member's list; False when it was not on it."""
    await decide_alone(session, member.workspace_id)
    removed = await session.scalar(
        delete(Expertise)
        .where(
            Expertise.workspace_id == member.workspace_id,
            Expertise.member_id == member.id,
            Expertise.skill_id == skill_id,
        )
        .returning(Expertise.id)
    )
    await list_follows(session, member, now)
    return removed is not None


async def list_follows(session: AsyncSession, member: Member, now: datetime) -> None:
    """Owe what shows a member's list that has changed: their Home, if they ever opened it, and their teams' rounds."""
    await rounds_follow(session, member, now)
    await deliveries.home_follows(session, member, now=now)
