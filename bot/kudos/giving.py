"""Giving kudos: who may thank whom, how often, and where it is said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries, nominations, people, skills
from bot.commands import here
from bot.database import decide_alone
from bot.deliveries import ToChannel, ToMember
from bot.errors import WhoKnowsError
from bot.kudos.prompts import prompts_follow
from bot.kudos.reading import thanked_already
from bot.words import folded
from models import Kudos, KudosReceiver, Member, NominationOrigin, Workspace

LONGEST_REASON = 2000
MOST_RECEIVERS = 25
POSTS_A_DAY = 10
SAME_PERSON_A_WEEK = 3
SAME_AGAIN = timedelta(seconds=60)


@dataclass(frozen=True)
class Given:
    """What became of thanks: who is named in public, who is told alone, and why some are not named in public.

    `channel` is the shout-out channel's Slack id when there is a post; `no_channel` is true when public thanks were
    wanted and the workspace has no channel for them yet. `again` is true for the same thanks a second time.
    """

    kudos_id: int
    in_public: list[Member]
    alone: list[Member]
    channel: str | None
    no_channel: bool
    prefer_private: list[Member]
    again: bool = False


async def give(
    session: AsyncSession,
    giver: Member,
    receivers: Sequence[Member],
    reason: str,
    *,
    in_public: bool,
    question_id: int | None = None,
    now: datetime,
) -> Given:
    """Thank people for something specific.

    The receiver's preference wins over the giver's wish to thank in public. Raises WhoKnowsError for thanks to
    oneself, to nobody, to a bot, without a reason, or beyond the limits of a day and a week.
    """
    people.require_full_member(giver)
    reason = _checked_reason(reason)
    receivers = _checked_receivers(giver, receivers)
    await decide_alone(session, giver.workspace_id)
    again = await _same_again(session, giver, receivers, reason, question_id=question_id, now=now)
    if again is not None:
        return again
    await _keep_within_limits(session, giver, receivers, now)
    workspace = (await session.scalars(select(Workspace).where(Workspace.id == giver.workspace_id))).one()
    channel = workspace.shoutout_channel_slack_id if in_public else None
    kudos = Kudos(
        workspace_id=giver.workspace_id,
        giver_id=giver.id,
        reason=reason,
        is_public=in_public,
        question_id=question_id,
        given_at=now,
    )
    try:
        async with session.begin_nested():
            session.add(kudos)
    except IntegrityError:
        # Two presses at once: the other one was first.
        raise thanked_already(receivers[0].name) from None
    named: list[Member] = []
    alone: list[Member] = []
    for receiver in receivers:
        public = channel is not None and receiver.likes_public_thanks
        (named if public else alone).append(receiver)
        session.add(
            KudosReceiver(workspace_id=giver.workspace_id, kudos_id=kudos.id, member_id=receiver.id, in_public=public)
        )
    await session.flush()
    await _suggest_topics(session, kudos, giver, receivers, now=now)
    await _tell(session, kudos, named=named, alone=alone, channel=channel, now=now)
    await prompts_follow(session, giver, now=now)
    return Given(
        kudos_id=kudos.id,
        in_public=named,
        alone=alone,
        channel=channel if named else None,
        no_channel=in_public and channel is None,
        prefer_private=[member for member in alone if in_public and not member.likes_public_thanks],
    )


async def _suggest_topics(
    session: AsyncSession, kudos: Kudos, giver: Member, receivers: Sequence[Member], *, now: datetime
) -> None:
    """Ask each receiver, below these kind words and in their Home, whether to list the topic they are thanked for."""
    topics = await skills.topics_in(session, kudos.workspace_id, kudos.reason)
    for receiver in receivers:
        for topic in topics:
            if await nominations.suggest(
                session,
                receiver,
                topic.name,
                origin=NominationOrigin.KUDOS,
                by=giver,
                beside=("kind_words", kudos.id),
                now=now,
            ):
                break


async def _tell(
    session: AsyncSession,
    kudos: Kudos,
    *,
    named: list[Member],
    alone: list[Member],
    channel: str | None,
    now: datetime,
) -> None:
    workspace_id = kudos.workspace_id
    if named and channel is not None:
        await deliveries.owe(
            session,
            workspace_id=workspace_id,
            kind="shoutout",
            subject_id=kudos.id,
            key=f"kudos:{kudos.id}:shoutout",
            to=ToChannel(channel),
            due_at=now,
        )
    for receiver in alone:
        await deliveries.owe(
            session,
            workspace_id=workspace_id,
            kind="kind_words",
            subject_id=kudos.id,
            key=f"kudos:{kudos.id}:{receiver.id}",
            to=ToMember(receiver.id),
            facts={"receiver_id": receiver.id},
            due_at=people.back_at(receiver, now),
            keeps_quiet_hours=True,
        )
    for receiver in (*named, *alone):
        await deliveries.home_follows(session, receiver, now=now)


async def tell_alone(session: AsyncSession, workspace_id: int, kudos_id: int, *, now: datetime) -> list[Member]:
    """Tell the receivers of a post that Slack refused by direct message instead; gives who they are."""
    kudos = (await session.scalars(select(Kudos).where(Kudos.workspace_id == workspace_id, Kudos.id == kudos_id))).one()
    rows = await session.scalars(
        select(KudosReceiver).where(
            KudosReceiver.workspace_id == workspace_id, KudosReceiver.kudos_id == kudos_id, KudosReceiver.in_public
        )
    )
    receivers = rows.all()
    for row in receivers:
        row.in_public = False
    found = await people.members(session, workspace_id, [row.member_id for row in receivers])
    await _tell(session, kudos, named=[], alone=list(found.values()), channel=None, now=now)
    return list(found.values())


def _checked_reason(reason: str) -> str:
    reason = reason.strip()
    if not any(sign.isalnum() for sign in reason):
        raise WhoKnowsError(
            f"Say what they did, even in a few words, like {here('/kudos')} @sarah for the time you spent on the "
            "new CRM.",
            field="reason",
        )
    if len(reason) > LONGEST_REASON:
        raise WhoKnowsError(
            f"Your thanks have {len(reason):,} letters, and {LONGEST_REASON:,} is the most. Shorten them a little.",
            field="reason",
        )
    return reason


def _checked_receivers(giver: Member, receivers: Sequence[Member]) -> list[Member]:
    unique = list({receiver.id: receiver for receiver in receivers}.values())
    if not unique:
        raise WhoKnowsError(
            f"Name who you are thanking, like {here('/kudos')} @sarah for the time you spent on the new CRM.",
            field="receivers",
        )
    if len(unique) > MOST_RECEIVERS:
        raise WhoKnowsError(
            f"That's more people than the {MOST_RECEIVERS} one thank-you can name. Write it in two parts.",
            field="receivers",
        )
    for receiver in unique:
        if receiver.id == giver.id:
            raise WhoKnowsError("Thanks are for other people. Pick a teammate.", field="receivers")
        if receiver.is_bot:
            raise WhoKnowsError("Bots can't feel it. Pick the person behind the work.", field="receivers")
        if receiver.is_deactivated:
            raise WhoKnowsError(f"{receiver.name} has left the workspace. Pick someone else.", field="receivers")
        if not people.may_take_part(receiver):
            raise WhoKnowsError("WhoKnows works for full members. Pick someone else.", field="receivers")
    return unique


async def _same_again(
    session: AsyncSession,
    giver: Member,
    receivers: list[Member],
    reason: str,
    *,
    question_id: int | None,
    now: datetime,
) -> Given | None:
    recent = await session.scalars(
        select(Kudos).where(
            Kudos.workspace_id == giver.workspace_id,
            Kudos.giver_id == giver.id,
            Kudos.question_id == question_id if question_id is not None else Kudos.question_id.is_(None),
            Kudos.given_at > now - SAME_AGAIN,
        )
    )
    for kudos in recent.all():
        thanked = await session.scalars(
            select(KudosReceiver.member_id).where(
                KudosReceiver.workspace_id == kudos.workspace_id, KudosReceiver.kudos_id == kudos.id
            )
        )
        if folded(kudos.reason) == folded(reason) and set(thanked) == {receiver.id for receiver in receivers}:
            return Given(kudos.id, [], [], None, no_channel=False, prefer_private=[], again=True)
    return None


async def _keep_within_limits(session: AsyncSession, giver: Member, receivers: list[Member], now: datetime) -> None:
    own = (Kudos.workspace_id == giver.workspace_id, Kudos.giver_id == giver.id)
    today = await session.scalar(select(func.count()).where(*own, Kudos.given_at > now - timedelta(days=1)))
    if (today or 0) >= POSTS_A_DAY:
        raise WhoKnowsError(f"That's {POSTS_A_DAY} thank-yous in a day, the most there is. Send this one tomorrow.")
    counts = await session.execute(
        select(KudosReceiver.member_id, func.count())
        .join(Kudos, (Kudos.id == KudosReceiver.kudos_id) & (Kudos.workspace_id == KudosReceiver.workspace_id))
        .where(
            *own,
            Kudos.given_at > now - timedelta(days=7),
            KudosReceiver.member_id.in_([receiver.id for receiver in receivers]),
        )
        .group_by(KudosReceiver.member_id)
    )
    often = {member_id for member_id, count in counts if count >= SAME_PERSON_A_WEEK}
    for receiver in receivers:
        if receiver.id in often:
            raise WhoKnowsError(
                f"You thanked {receiver.name} {SAME_PERSON_A_WEEK} times this week, and they know. "
                "Tell them in person this time.",
                field="receivers",
            )
