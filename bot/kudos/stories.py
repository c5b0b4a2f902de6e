"""Success stories: thanks that a roundup may tell, with the word of whoever gave them and of whoever they are for."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries, people
from bot.database import changed
from bot.errors import Settled
from bot.kudos.reading import KindWords, words_of
from bot.teams.shoutout_times import ROUNDUP
from models import Kudos, KudosReceiver, Member, Roundup

# A story is told while people still remember what it is about.
FRESH_FOR = timedelta(days=28)


async def answer_story(session: AsyncSession, receiver: Member, kudos_id: int, *, agrees: bool, now: datetime) -> None:
    """Keep a receiver's answer to being told of in a roundup.

    A yes counts until a roundup has the story; a no counts always, and takes it out of a roundup that has it. Raises
    Settled when nobody asks for it any more.
    """
    may_be_told = select(Kudos.id).where(Kudos.workspace_id == receiver.workspace_id, Kudos.may_be_told.is_(True))
    if agrees:
        may_be_told = may_be_told.where(Kudos.told_at.is_(None))
    answer = update(KudosReceiver).where(
        KudosReceiver.workspace_id == receiver.workspace_id,
        KudosReceiver.kudos_id == kudos_id,
        KudosReceiver.member_id == receiver.id,
        KudosReceiver.in_public.is_(True),
        KudosReceiver.kudos_id.in_(may_be_told),
    )
    if not await changed(session, answer.values(agrees_to_story=agrees)):
        raise Settled("Nobody needs an answer to this any more, so nothing was changed.")
    if not agrees:
        await story_follows(session, receiver.workspace_id, kudos_id, now=now)
    await deliveries.home_follows(session, receiver, now=now)


async def next_story(
    session: AsyncSession, workspace_id: int, team_member_ids: Collection[int] | Select[int], *, now: datetime
) -> KindWords | None:
    """The newest thanks that both sides let be told and no roundup has told, for somebody of these members.

    Whoever came to prefer private thanks since, or takes part no longer, is not told of.
    """
    found = await session.scalars(
        select(Kudos)
        .join(KudosReceiver, (KudosReceiver.kudos_id == Kudos.id) & (KudosReceiver.workspace_id == Kudos.workspace_id))
        .join(Member, (Member.id == KudosReceiver.member_id) & (Member.workspace_id == KudosReceiver.workspace_id))
        .where(
            Kudos.workspace_id == workspace_id,
            Kudos.told_at.is_(None),
            Kudos.given_at > now - FRESH_FOR,
            KudosReceiver.member_id.in_(team_member_ids),
            _both_agree(),
        )
        .order_by(Kudos.given_at.desc(), Kudos.id.desc())
        .limit(1)
    )
    kudos = found.first()
    return await words_of(session, kudos) if kudos is not None else None


def _both_agree() -> ColumnElement[bool]:
    return and_(
        Kudos.may_be_told.is_(True),
        Kudos.reason != "",
        KudosReceiver.in_public.is_(True),
        KudosReceiver.agrees_to_story.is_(True),
        Member.likes_public_thanks.is_(True),
        people.takes_part(),
    )


async def told_story(session: AsyncSession, workspace_id: int, kudos_id: int) -> KindWords | None:
    """A story that a roundup tells; None once one of the two would not have it told any more, or it was taken back."""
    kudos = await session.scalar(
        select(Kudos)
        .join(KudosReceiver, (KudosReceiver.kudos_id == Kudos.id) & (KudosReceiver.workspace_id == Kudos.workspace_id))
        .join(Member, (Member.id == KudosReceiver.member_id) & (Member.workspace_id == KudosReceiver.workspace_id))
        .where(Kudos.workspace_id == workspace_id, Kudos.id == kudos_id, _both_agree())
        .limit(1)
    )
    return await words_of(session, kudos) if kudos is not None else None


async def story_is_free(session: AsyncSession, workspace_id: int, kudos_id: int) -> None:
    """Let another roundup tell a story, since the one that should have was not posted."""
    await session.execute(
        update(Kudos).where(Kudos.workspace_id == workspace_id, Kudos.id == kudos_id).values(told_at=None)
    )


async def story_follows(session: AsyncSession, workspace_id: int, kudos_id: int, *, now: datetime) -> None:
    """Owe an edit of the roundup that tells a story, since it is no story any more."""
    ids = await session.scalars(
        select(Roundup.id).where(Roundup.workspace_id == workspace_id, Roundup.story_id == kudos_id)
    )
    await deliveries.refresh_all(session, workspace_id=workspace_id, kind=ROUNDUP, subject_ids=ids.all(), now=now)


async def story_was_told(session: AsyncSession, workspace_id: int, kudos_id: int, *, now: datetime) -> None:
    """Note that a roundup told this story, so that no other does."""
    await session.execute(
        update(Kudos)
        .where(Kudos.workspace_id == workspace_id, Kudos.id == kudos_id, Kudos.told_at.is_(None))
        .values(told_at=now)
    )
