"""What admins change about topics: who may, what was done, and what can be taken back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import people
from bot.errors import WhoKnowsError
from models import ChangeKind, Member, Skill, SkillChange

SHOWN = 10


@dataclass(frozen=True)
class Change:
    """A merge or a new name. `by` is None for somebody who is gone; `can_be_undone` while nothing came on top of it."""

    change_id: int
    kind: ChangeKind
    old_name: str
    name: str
    by: str | None
    changed_at: datetime
    is_undone: bool
    can_be_undone: bool


def require_admin(member: Member) -> None:
    """Refuse everybody who may not merge and rename topics."""
    if not people.may_administer(member):
        raise WhoKnowsError("Only admins merge and rename topics. Nothing was changed. Ask one of them.")


async def skill_now(session: AsyncSession, workspace_id: int, skill_id: int) -> Skill | None:
    """A skill as the database has it now, for whoever decides alone; None for one that is gone."""
    found: Skill | None = await session.scalar(
        select(Skill)
        .where(Skill.workspace_id == workspace_id, Skill.id == skill_id)
        .execution_options(populate_existing=True)
    )
    return found


async def noted(
    session: AsyncSession, admin: Member, skill: Skill, kind: ChangeKind, details: dict[str, Any], *, now: datetime
) -> Change:
    """Keep a change with all that is needed to undo it."""
    change = SkillChange(
        workspace_id=admin.workspace_id,
        skill_id=skill.id,
        kind=kind,
        details=details,
        changed_by_id=admin.id,
        changed_at=now,
        undone_at=None,
    )
    session.add(change)
    await session.flush()
    return _change(change, admin.name, on_top={skill.id: change.id})


async def changes(session: AsyncSession, admin: Member) -> list[Change]:
    """The last merges and new names, the newest first, for admins."""
    require_admin(admin)
    rows = list(
        await session.execute(
            select(SkillChange, Member.name)
            .join(Member, (Member.id == SkillChange.changed_by_id) & (Member.workspace_id == SkillChange.workspace_id))
            .where(SkillChange.workspace_id == admin.workspace_id)
            .order_by(SkillChange.id.desc())
            .limit(SHOWN)
        )
    )
    on_top: dict[int, int] = {}
    for change, _ in rows:
        if change.undone_at is None:
            on_top.setdefault(change.skill_id, change.id)
    return [_change(change, name, on_top) for change, name in rows]


def _change(change: SkillChange, by: str, on_top: dict[int, int]) -> Change:
    return Change(
        change_id=change.id,
        kind=change.kind,
        old_name=str(change.details["old_name"]),
        name=str(change.details["name"]),
        by=by or None,
        changed_at=change.changed_at,
        is_undone=change.undone_at is not None,
        can_be_undone=change.undone_at is None and on_top.get(change.skill_id) == change.id,
    )
