"""Suggesting to newcomers what their own profile title says, for their own eyes only."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.skills.listing import listed_by
from bot.skills.naming import topics_in
from models import Member

MOST_SUGGESTED = 3
NEWCOMER_FOR = timedelta(days=14)


async def in_own_title(session: AsyncSession, member: Member, *, now: datetime) -> list[str]:
    """Up to three topics that a newcomer's title names and that are not on their list; none after two weeks."""
    if not member.title or (member.first_home_at is not None and now - member.first_home_at > NEWCOMER_FOR):
        return []
    listed = await listed_by(session, member)
    found = await topics_in(session, member.workspace_id, member.title, at_most=MOST_SUGGESTED)
    on_the_list = {line.name.casefold() for line in listed}
    return [topic.name for topic in found if topic.name.casefold() not in on_the_list]
