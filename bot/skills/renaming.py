"""Renaming: a topic gets a better name, and the old one still finds it."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import audit
from bot.database import decide_alone
from bot.errors import WhoKnowsError
from bot.skills.changes import Change, noted, require_admin, skill_now
from bot.skills.merging import homes_follow
from bot.skills.naming import checked_names, find
from bot.words import folded
from models import ChangeKind, Member, SkillAlias


async def rename(session: AsyncSession, admin: Member, skill_id: int, name: str, *, now: datetime) -> Change:
    """Give a topic another name.

    Raises WhoKnowsError for anybody but admins, for what is no name, and for a name that another topic has.
    """
    require_admin(admin)
    name = " ".join(name.split())
    checked_names([name])
    await decide_alone(session, admin.workspace_id)
    skill = await skill_now(session, admin.workspace_id, skill_id)
    if skill is None:
        raise WhoKnowsError("This topic is gone: somebody merged it just before you. Nothing was changed.")
    if skill.name == name:
        raise WhoKnowsError("It is called that already.", field="names")
    other = await find(session, admin.workspace_id, name)
    if other is not None and other.id != skill.id:
        raise WhoKnowsError(
            f"There is a topic called {other.name} already. Merge the two, or choose another name.", field="names"
        )
    details: dict[str, Any] = {"old_name": skill.name, "name": name, "old_folded": skill.folded}
    if folded(name) != skill.folded:
        details["alias"] = await _old_name_finds(session, skill.id, admin.workspace_id, skill.folded, folded(name))
    skill.name, skill.folded = name, folded(name)
    await session.flush()
    change = await noted(session, admin, skill, ChangeKind.RENAMED, details, now=now)
    await audit.note(session, admin, "renamed a topic", name, now=now)
    await homes_follow(session, skill, now=now)
    return change


async def _old_name_finds(
    session: AsyncSession, skill_id: int, workspace_id: int, old: str, new: str
) -> dict[str, int | str | None]:
    """Make the old name another word for the topic; the new one needs no word of its own any more."""
    words = await session.scalars(
        select(SkillAlias).where(SkillAlias.workspace_id == workspace_id, SkillAlias.folded.in_([old, new]))
    )
    by_folded = {word.folded: word for word in words}
    if old in by_folded:
        return {"id": None, "was": None}
    if new in by_folded:
        by_folded[new].folded = old
        await session.flush()
        return {"id": by_folded[new].id, "was": new}
    word = SkillAlias(workspace_id=workspace_id, skill_id=skill_id, folded=old)
    session.add(word)
    await session.flush()
    return {"id": word.id, "was": None}
