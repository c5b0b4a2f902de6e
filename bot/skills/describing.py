"""Describing what one listed: how far, in what ways one is glad to help, and a line of one's own."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import changed, decide_alone
from bot.errors import WhoKnowsError
from bot.skills.listing import Listed, list_follows, listed, listed_by
from bot.skills.rounds import leave_rounds
from models import Expertise, Level, Member, Skill, Way

LONGEST_NOTE = 200


async def own_line(session: AsyncSession, member: Member, skill_id: int) -> Listed:
    """One line of a member's own card.

    Raises WhoKnowsError when it is not on their list.
    """
    found = next((line for line in await listed_by(session, member) if line.skill_id == skill_id), None)
    if found is None:
        raise WhoKnowsError("This topic isn't on your list any more, so there is nothing to change.")
    return found


async def describe(
    session: AsyncSession,
    member: Member,
    skill_id: int,
    *,
    level: Level,
    ways: Collection[Way],
    note: str,
    now: datetime,
) -> Listed:
    """Change what a member says about a topic on their list; no ways mean any.

    Raises WhoKnowsError when the note is too long, at the field "note", or the topic is not on their list.
    """
    note = " ".join(note.split())
    if len(note) > LONGEST_NOTE:
        raise WhoKnowsError(f"That's {len(note)} letters, and {LONGEST_NOTE} is the most.", field="note")
    await decide_alone(session, member.workspace_id)
    before = await own_line(session, member, skill_id)
    await changed(
        session,
        update(Expertise)
        .where(
            Expertise.workspace_id == member.workspace_id,
            Expertise.member_id == member.id,
            Expertise.skill_id == skill_id,
        )
        .values(
            level=level,
            ways=",".join(way.value for way in Way if way in ways) or None,
            note=note or None,
        ),
    )
    if before.level is not level:
        if level is Level.LEARNING:
            await leave_rounds(session, member, skill_id)
        skill = await session.scalar(
            select(Skill).where(Skill.workspace_id == member.workspace_id, Skill.id == skill_id)
        )
        if skill is not None:
            await listed(session, member, skill, now)
    await list_follows(session, member, now)
    return await own_line(session, member, skill_id)
