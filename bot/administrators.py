"""Who may change settings besides the admins of Slack: people whom an admin named, and may un-name."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import audit, people
from bot.errors import WhoKnowsError
from models import Member


def require_admin(member: Member) -> None:
    """Refuse everybody who may not name others."""
    if not people.may_administer(member):
        raise WhoKnowsError("Only admins can name others, so nothing was changed. Ask one of them to type this.")


async def named(session: AsyncSession, admin: Member) -> list[Member]:
    """Everybody who was named an admin of WhoKnows, by name; the admins of Slack are not among them."""
    require_admin(admin)
    found = await session.scalars(
        select(Member).where(Member.workspace_id == admin.workspace_id, Member.is_named_admin.is_(True))
    )
    return sorted(found, key=lambda member: (member.name.casefold(), member.id))


async def name_or_unname(
    session: AsyncSession, admin: Member, concerned: Collection[Member], *, now: datetime
) -> tuple[list[Member], list[Member]]:
    """Name these people admins of WhoKnows, and un-name those of them who are; gives both groups, by name.

    Admins of Slack stay admins whatever is typed, so they are refused, as are bots, guests and people who left.
    """
    require_admin(admin)
    for member in concerned:
        if not people.may_take_part(member) or member.is_bot:
            raise WhoKnowsError("Only full members of this workspace can be admins here, so nothing was changed.")
        if member.is_admin:
            raise WhoKnowsError(
                f"{member.name} is an admin of this Slack workspace, which only Slack can change. Nothing was changed."
            )
    new: list[Member] = []
    gone: list[Member] = []
    for member in sorted(concerned, key=lambda one: (one.name.casefold(), one.id)):
        member.is_named_admin = not member.is_named_admin
        (new if member.is_named_admin else gone).append(member)
        action = "named an admin" if member.is_named_admin else "un-named an admin"
        await audit.note(session, admin, action, member.slack_id, now=now)
    await session.flush()
    return new, gone
