"""Adding one's thanks to somebody else's: by the button, or by the reaction of raised hands."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries, people
from bot.database import changed, insert_unless_present
from bot.errors import Settled
from models import AddedThanks, Delivery, Kudos, KudosReceiver, Member, Operation


class How(StrEnum):
    """How somebody adds their thanks; who did both takes both back."""

    BUTTON = "by_button"
    REACTION = "by_reaction"


async def add_thanks(session: AsyncSession, member: Member, kudos_id: int, how: How, *, now: datetime) -> bool:
    """Add a member's thanks to a shout-out, which is edited and rings nobody; False when they are there already.

    Raises Settled for thanks that are gone, and for the member's own.
    """
    people.require_full_member(member)
    kudos = await _posted(session, member, kudos_id)
    if kudos is None:
        raise Settled("These thanks were taken back, so there is nothing to add to.")
    if member.id == kudos.giver_id:
        raise Settled("These thanks are yours already.")
    thanked = await session.scalar(
        select(KudosReceiver.id).where(
            KudosReceiver.workspace_id == kudos.workspace_id,
            KudosReceiver.kudos_id == kudos.id,
            KudosReceiver.member_id == member.id,
        )
    )
    if thanked is not None:
        raise Settled("These thanks are for you. Enjoy them.")
    is_first = await insert_unless_present(
        session,
        AddedThanks,
        workspace_id=kudos.workspace_id,
        kudos_id=kudos.id,
        member_id=member.id,
        by_button=how is How.BUTTON,
        by_reaction=how is How.REACTION,
        added_at=now,
    )
    if is_first:
        await _post_follows(session, kudos, now=now)
        return True
    await session.execute(update(AddedThanks).where(*_theirs(member, kudos_id)).values({how.value: True}))
    return False


async def take_thanks_away(session: AsyncSession, member: Member, kudos_id: int, how: How, *, now: datetime) -> bool:
    """Take added thanks back; False when there were none, or they stand for the other way they were added in."""
    await session.execute(update(AddedThanks).where(*_theirs(member, kudos_id)).values({how.value: False}))
    nothing_left = (AddedThanks.by_button.is_(False), AddedThanks.by_reaction.is_(False))
    if not await changed(session, delete(AddedThanks).where(*_theirs(member, kudos_id), *nothing_left)):
        return False
    kudos = await _posted(session, member, kudos_id)
    if kudos is not None:
        await _post_follows(session, kudos, now=now)
    return True


async def posted_as(session: AsyncSession, workspace_id: int, channel_slack_id: str, ts: str) -> int | None:
    """The kudos whose shout-out is the message with this `ts` in this channel; None for any other message."""
    found: int | None = await session.scalar(
        select(Delivery.subject_id).where(
            Delivery.workspace_id == workspace_id,
            Delivery.kind == "shoutout",
            Delivery.slack_ts == ts,
            Delivery.slack_channel == channel_slack_id,
            Delivery.operation == Operation.POST,
        )
    )
    return found


async def added_by(session: AsyncSession, kudos: Kudos) -> list[Member]:
    """Who added their thanks to kudos, by name, without those who were forgotten."""
    found = await session.scalars(
        select(Member)
        .join(AddedThanks, (AddedThanks.member_id == Member.id) & (AddedThanks.workspace_id == Member.workspace_id))
        .where(AddedThanks.workspace_id == kudos.workspace_id, AddedThanks.kudos_id == kudos.id)
        .where(Member.forgotten_at.is_(None))
    )
    return sorted(found, key=lambda member: (member.name.casefold(), member.id))


async def _posted(session: AsyncSession, member: Member, kudos_id: int) -> Kudos | None:
    found: Kudos | None = await session.scalar(
        select(Kudos).where(
            Kudos.workspace_id == member.workspace_id,
            Kudos.id == kudos_id,
            Kudos.channel_slack_id.is_not(None),
            Kudos.removed_at.is_(None),
        )
    )
    return found


def _theirs(member: Member, kudos_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        AddedThanks.workspace_id == member.workspace_id,
        AddedThanks.kudos_id == kudos_id,
        AddedThanks.member_id == member.id,
    )


async def _post_follows(session: AsyncSession, kudos: Kudos, *, now: datetime) -> None:
    await deliveries.refresh(session, workspace_id=kudos.workspace_id, kind="shoutout", subject_id=kudos.id, now=now)
