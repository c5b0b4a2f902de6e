"""A member's own calendar feed: an address with a secret in it, of which only a digest is kept."""

import hashlib
import hmac
import secrets
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import lunches, people, preparation
from bot.calendar_files import feed_of
from bot.database import changed
from bot.errors import Settled
from models import Member, Workspace

NAME = "Lunch-and-learns"
_MARK_LENGTH = 12


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def mark_of(member: Member) -> str:
    """What tells one address of a member's from the next, and lets nobody read it; empty where there is none."""
    return (member.calendar_digest or "")[:_MARK_LENGTH]


async def make_secret(session: AsyncSession, member: Member, *, seen: str) -> str:
    """Give a member's feed a new secret, which ends the one before; it can be told now and never again.

    `seen` is the mark of the address that they want to replace. Raises Settled when that was done meanwhile.
    """
    secret = secrets.token_urlsafe(32)
    await _replace(session, member, _digest(secret), seen=seen)
    return secret


async def stop(session: AsyncSession, member: Member, *, seen: str) -> None:
    """Take a member's feed away; raises Settled when its address was replaced meanwhile."""
    await _replace(session, member, None, seen=seen)


async def _replace(session: AsyncSession, member: Member, digest: str | None, *, seen: str) -> None:
    before = member.calendar_digest
    is_ours = mark_of(member) == seen and await changed(
        session,
        update(Member)
        .where(
            Member.workspace_id == member.workspace_id,
            Member.id == member.id,
            Member.calendar_digest.is_(None) if before is None else Member.calendar_digest == before,
        )
        .values(calendar_digest=digest),
    )
    if not is_ours:
        raise Settled("Your feed was changed a moment ago, so this did nothing. Open it again to see what is true now.")


async def read(session: AsyncSession, secret: str, *, now: datetime) -> str | None:
    """The feed that has this secret, as an iCalendar file; None where nobody's has."""
    digest = _digest(secret)
    member = await session.scalar(
        select(Member)
        .join(Workspace, Workspace.id == Member.workspace_id)
        .where(Member.calendar_digest == digest, Workspace.uninstalled_at.is_(None))
    )
    if member is None or not hmac.compare_digest(member.calendar_digest or "", digest):
        return None
    if not people.may_take_part(member):
        return None
    entries = await lunches.entries_of(session, member, now=now)
    entries += await preparation.entries_of(session, member, now=now)
    return feed_of(entries, name=NAME, zone=member.zone, now=now)
