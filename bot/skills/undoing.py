"""Undoing a merge or a new name: everything goes back, and what people changed since stays as they made it."""

from datetime import datetime
from typing import Any

from sqlalchemy import Table, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import audit
from bot.commands import here
from bot.database import decide_alone
from bot.errors import WhoKnowsError
from bot.skills.changes import require_admin, skill_now
from bot.skills.merging import homes_follow, pointing_to_skills
from bot.skills.uniting import fingerprint, take_apart
from models import Area, Base, ChangeKind, Expertise, Member, Skill, SkillAlias, SkillChange


async def undo(session: AsyncSession, admin: Member, change_id: int, *, now: datetime) -> tuple[str, str]:
    """Take a change back; gives the names of the topic before and with the change.

    Raises WhoKnowsError for anybody but admins, for what was taken back already, and while a later change stands on it.
    """
    require_admin(admin)
    await decide_alone(session, admin.workspace_id)
    change = await session.scalar(
        select(SkillChange)
        .where(SkillChange.workspace_id == admin.workspace_id, SkillChange.id == change_id)
        .execution_options(populate_existing=True)
    )
    if change is None or change.undone_at is not None:
        raise WhoKnowsError("This was taken back already, so nothing was changed.")
    skill = await skill_now(session, admin.workspace_id, change.skill_id)
    if skill is None or await _something_stands_on(session, change):
        raise WhoKnowsError(
            "This topic was changed again since, so nothing was changed. "
            f"Take that back first: {here('/skills changes')} lists it."
        )
    details = dict(change.details)
    if change.kind is ChangeKind.MERGED:
        await _unmerge(session, skill, details, now)
    else:
        await _name_back(session, skill, details)
    change.undone_at = now
    await session.flush()
    await audit.note(session, admin, "took back a change of a topic", skill.name, now=now)
    await homes_follow(session, skill, now=now)
    return str(details["old_name"]), str(details["name"])


async def _something_stands_on(session: AsyncSession, change: SkillChange) -> bool:
    later = select(SkillChange.id).where(
        SkillChange.workspace_id == change.workspace_id,
        SkillChange.skill_id == change.skill_id,
        SkillChange.id > change.id,
        SkillChange.undone_at.is_(None),
    )
    return await session.scalar(later.limit(1)) is not None


async def _name_back(session: AsyncSession, skill: Skill, details: dict[str, Any]) -> None:
    skill.name, skill.folded = details["old_name"], details["old_folded"]
    await session.flush()
    alias = details.get("alias") or {"id": None}
    mine = (SkillAlias.workspace_id == skill.workspace_id, SkillAlias.id == alias["id"])
    if alias["id"] is not None and alias["was"] is None:
        await session.execute(delete(SkillAlias).where(*mine))
    elif alias["id"] is not None:
        await session.execute(update(SkillAlias).where(*mine).values(folded=alias["was"]))


async def _unmerge(session: AsyncSession, into: Skill, details: dict[str, Any], now: datetime) -> None:
    kept, alias = details["away"], details["alias"]
    away = Skill(
        id=await _free_id(session, Skill, kept["id"]),
        workspace_id=into.workspace_id,
        name=kept["name"],
        folded=kept["folded"],
        area=Area(kept["area"]) if kept["area"] is not None else None,
        added_at=datetime.fromisoformat(kept["added_at"]),
    )
    session.add(away)
    await session.flush()
    for table, column in pointing_to_skills():
        ids = details["pointing"].get(f"{table.name}.{column.name}", [])
        await _point_back(session, table, column.name, ids, into=into, away=away)
    for name, ids in (("skill_aliases", details["aliases"]), ("skill_changes", details["changes"])):
        await _point_back(session, Base.metadata.tables[name], "skill_id", ids, into=into, away=away)
    word = (SkillAlias.workspace_id == into.workspace_id, SkillAlias.id == alias["id"])
    if alias["skill_id"] is None:
        await session.execute(delete(SkillAlias).where(*word))
    else:
        await session.execute(update(SkillAlias).where(*word).values(skill_id=alias["skill_id"]))
    await _expertises_back(session, into, away, details)
    await homes_follow(session, away, now=now)


async def _point_back(
    session: AsyncSession, table: Table, column: str, ids: list[int], *, into: Skill, away: Skill
) -> None:
    # What was pointed elsewhere since stays there.
    for start in range(0, len(ids), 500):
        await session.execute(
            update(table)
            .where(
                table.c.workspace_id == into.workspace_id,
                table.c.id.in_(ids[start : start + 500]),
                table.c[column] == into.id,
            )
            .values({column: away.id})
        )


async def _expertises_back(session: AsyncSession, into: Skill, away: Skill, details: dict[str, Any]) -> None:
    rows = await session.scalars(
        select(Expertise)
        .where(Expertise.workspace_id == into.workspace_id, Expertise.skill_id == into.id)
        .execution_options(populate_existing=True)
    )
    by_id = {row.id: row for row in rows}
    for expertise_id, member_id, added_at in details["expertises"]:
        row = by_id.get(expertise_id)
        if row is not None and (row.member_id, row.added_at.isoformat()) == (member_id, added_at):
            row.skill_id = away.id
    for kept in details["united"]:
        row = by_id.get(kept["into"]["id"])
        # Whoever has said something else about it since, or took it off, has had the last word.
        if row is not None and fingerprint(row) == kept["after"]:
            back = take_apart(row, kept, await _free_id(session, Expertise, kept["away"]["id"]))
            back.skill_id = away.id
            session.add(back)
    await session.flush()


async def _free_id(session: AsyncSession, table: type[Skill] | type[Expertise], row_id: int) -> int | None:
    """The id that a row had, unless another has it by now, which SQLite does; then the database gives a new one."""
    taken = await session.scalar(select(table.id).where(table.id == row_id))
    return row_id if taken is None else None
