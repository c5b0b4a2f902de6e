"""Merging: two names for one topic become one entry, and nothing that hangs on either is lost."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Table, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import audit
from bot.database import decide_alone
from bot.errors import WhoKnowsError
from bot.skills.changes import Change, noted, require_admin, skill_now
from bot.skills.listing import list_follows
from bot.skills.uniting import unite
from bot.skills.wishes import tell_wishers
from models import Base, ChangeKind, Expertise, Member, Skill, SkillAlias, SkillChange

# These have rules of their own; everything else that points to a skill is simply pointed to the other one.
_WITH_RULES = {"expertises", "skill_aliases", "skill_changes"}


def pointing_to_skills() -> list[tuple[Table, Column[Any]]]:
    """Every table and column that points to a skill, such as questions, helps and demand."""
    return [
        (table, column)
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if table.name not in _WITH_RULES and any(key.target_fullname == "skills.id" for key in column.foreign_keys)
    ]


async def merge(session: AsyncSession, admin: Member, away_id: int, into_id: int, *, now: datetime) -> Change:
    """Make one topic of two: `away_id` goes into `into_id`, and its name becomes another word for it.

    Raises WhoKnowsError for anybody but admins, for a topic with itself, and for one that is gone already.
    """
    require_admin(admin)
    if away_id == into_id:
        raise WhoKnowsError("That is the same topic. Choose the other one it should become part of.", field="into")
    await decide_alone(session, admin.workspace_id)
    away = await skill_now(session, admin.workspace_id, away_id)
    into = await skill_now(session, admin.workspace_id, into_id)
    if away is None or into is None:
        raise WhoKnowsError("Somebody merged this topic just before you, so nothing was changed. Look it up once more.")
    details: dict[str, Any] = {
        "old_name": away.name,
        "name": into.name,
        "away": {
            "id": away.id,
            "name": away.name,
            "folded": away.folded,
            "area": away.area.value if away.area is not None else None,
            "added_at": away.added_at.isoformat(),
        },
    }
    await _set_aside(session, away)
    details |= {
        "pointing": await _point(session, away, into),
        "aliases": await _moved(session, SkillAlias, away, into),
        "changes": await _moved(session, SkillChange, away, into),
        **await _move_expertises(session, away, into),
    }
    await session.delete(away)
    await session.flush()
    details["alias"] = await _old_name_finds(session, into, details["away"]["folded"])
    change = await noted(session, admin, into, ChangeKind.MERGED, details, now=now)
    await audit.note(session, admin, "merged a topic into another", into.name, now=now)
    await tell_wishers(session, into, now)
    await homes_follow(session, into, now=now)
    return change


async def _set_aside(session: AsyncSession, away: Skill) -> None:
    """Wait for everybody who is just pointing a row to this topic, and let nobody do so before we commit.

    PostgreSQL waits in this way only where a column of a unique key gets another value.
    """
    away.folded = f"merged:{away.id}"
    await session.flush()


async def _point(session: AsyncSession, away: Skill, into: Skill) -> dict[str, list[int]]:
    moved = {}
    for table, column in pointing_to_skills():
        ids = await session.scalars(
            update(table)
            .where(table.c.workspace_id == away.workspace_id, column == away.id)
            .values({column.name: into.id})
            .returning(table.c.id)
        )
        moved[f"{table.name}.{column.name}"] = sorted(ids)
    return moved


async def _moved(
    session: AsyncSession, table: type[SkillAlias] | type[SkillChange], away: Skill, into: Skill
) -> list[int]:
    ids = await session.scalars(
        update(table)
        .where(table.workspace_id == away.workspace_id, table.skill_id == away.id)
        .values(skill_id=into.id)
        .returning(table.id)
        .execution_options(synchronize_session=False)
    )
    return sorted(ids)


async def _move_expertises(session: AsyncSession, away: Skill, into: Skill) -> dict[str, Any]:
    listed = await _expertises(session, (away, into))
    on_both = {one.member_id: one for one in listed if one.skill_id == into.id}
    moved, united = [], []
    for one in listed:
        if one.skill_id != away.id:
            continue
        if one.member_id in on_both:
            united.append(unite(one, on_both[one.member_id]))
            await session.delete(one)
        else:
            # Ids are used again on SQLite once a row is gone, so a row is known by more than its id.
            moved.append([one.id, one.member_id, one.added_at.isoformat()])
            one.skill_id = into.id
    await session.flush()
    return {"expertises": moved, "united": united}


async def _expertises(session: AsyncSession, skills: Iterable[Skill]) -> list[Expertise]:
    rows = await session.scalars(
        select(Expertise)
        .where(Expertise.skill_id.in_([skill.id for skill in skills]))
        .order_by(Expertise.id)
        .execution_options(populate_existing=True)
    )
    return list(rows)


async def _old_name_finds(session: AsyncSession, into: Skill, folded: str) -> dict[str, int | None]:
    """Make the old name another word for the topic; gives the row, and whose word it was before."""
    word = await session.scalar(
        select(SkillAlias).where(SkillAlias.workspace_id == into.workspace_id, SkillAlias.folded == folded)
    )
    if word is None:
        word = SkillAlias(workspace_id=into.workspace_id, skill_id=into.id, folded=folded)
        session.add(word)
        await session.flush()
        return {"id": word.id, "skill_id": None}
    before, word.skill_id = word.skill_id, into.id
    await session.flush()
    return {"id": word.id, "skill_id": before}


async def homes_follow(session: AsyncSession, skill: Skill, *, now: datetime) -> None:
    """Owe the Homes of everybody who lists a topic that goes by another name now."""
    listing = await session.scalars(
        select(Member)
        .join(Expertise, (Expertise.member_id == Member.id) & (Expertise.workspace_id == Member.workspace_id))
        .where(Expertise.workspace_id == skill.workspace_id, Expertise.skill_id == skill.id)
        .order_by(Member.id)
    )
    for member in listing.all():
        await list_follows(session, member, now)
