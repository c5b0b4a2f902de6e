"""Giving kudos: it is kept, and said where its receivers like it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries, nominations, people, skills
from bot.database import decide_alone
from bot.deliveries import ToChannel, ToMember
from bot.errors import WhoKnowsError
from bot.kudos.limits import checked_reason, keep_within_limits
from bot.kudos.places import Ways, ways
from bot.kudos.reading import thanked_already
from bot.kudos.telling_leads import tell_leads
from bot.teams import SeenChannel
from bot.teams.prompts import prompts_follow
from bot.words import folded
from models import Area, Kudos, KudosReceiver, KudosTopic, Member, NominationOrigin

SAME_AGAIN = timedelta(seconds=60)
# Fewer words than these hardly say what somebody did; the giver gets a hint, and the thanks go out all the same.
THIN = 4


@dataclass(frozen=True)
class Given:
    """What became of thanks: who is named in public, who is told alone, and why some are not named in public.

    `channel` is the Slack id of the channel with the post. `refused_channel` is one that would have had it, but takes
    no posts of ours now; `no_channel` is true when public thanks were wanted and there is no channel for them yet.
    `is_thin` is true for a reason of hardly a word. `again` is true for the same thanks a second time.
    """

    kudos_id: int
    in_public: list[Member] = field(default_factory=list)
    alone: list[Member] = field(default_factory=list)
    channel: str | None = None
    refused_channel: str | None = None
    no_channel: bool = False
    prefer_private: list[Member] = field(default_factory=list)
    is_thin: bool = False
    again: bool = False


async def give(
    session: AsyncSession,
    giver: Member,
    receivers: Sequence[Member],
    reason: str,
    *,
    in_public: bool,
    channel: SeenChannel | None = None,
    question_id: int | None = None,
    topic: str = "",
    tells_leads: bool = False,
    may_be_told: bool = False,
    now: datetime,
) -> Given:
    """Thank people for something specific.

    The receiver's preference wins over the giver's wish to thank in public. `channel` is the one of `ways` that the
    giver picked, as Slack shows it; without it the first of them is taken as it stands. Raises WhoKnowsError for
    thanks to oneself, to nobody, to a bot, without a reason, or beyond the limits of a day and a week.
    """
    reason = checked_reason(reason)
    await decide_alone(session, giver.workspace_id)
    how = await ways(session, giver, await _as_they_are_now(session, giver, receivers))
    again = await _same_again(session, giver, how.receivers, reason, question_id=question_id, now=now)
    if again is not None:
        return again
    if question_id is None:
        await keep_within_limits(session, giver, how.receivers, now=now)
    if in_public and topic:
        await _must_not_be_confided(session, giver, topic)
    place = _place(how, channel) if in_public else None
    kudos = Kudos(
        workspace_id=giver.workspace_id,
        giver_id=giver.id,
        reason=reason,
        is_public=in_public,
        question_id=question_id,
        given_at=now,
        channel_slack_id=place,
        may_be_told=may_be_told and place is not None and len(how.receivers) == 1,
        tells_leads=tells_leads,
    )
    try:
        async with session.begin_nested():
            session.add(kudos)
    except IntegrityError:
        # Two presses at once: the other one was first.
        raise thanked_already(how.receivers[0].name) from None
    named = [one for one in how.receivers if place is not None and one.likes_public_thanks]
    alone = [one for one in how.receivers if one not in named]
    for receiver in how.receivers:
        public = receiver in named
        session.add(
            KudosReceiver(workspace_id=giver.workspace_id, kudos_id=kudos.id, member_id=receiver.id, in_public=public)
        )
    await _name_topic(session, kudos, topic, now=now)
    await session.flush()
    await _suggest_topics(session, kudos, giver, how.receivers, topic, now=now)
    unseen = channel.members if channel is not None else None
    elsewhere = [one for one in named if unseen is not None and one.slack_id not in unseen]
    await _post(session, kudos, now=now)
    await tell_in_messages(session, kudos, [*alone, *elsewhere], now=now)
    for receiver in how.receivers:
        await deliveries.home_follows(session, receiver, now=now)
    await prompts_follow(session, giver, now=now)
    if tells_leads:
        await tell_leads(session, kudos, now=now)
    return Given(
        kudos_id=kudos.id,
        in_public=named,
        alone=alone,
        channel=place if named else None,
        refused_channel=channel.slack_id if in_public and channel is not None and place is None else None,
        no_channel=in_public and place is None and channel is None and not how.nobody_in_public,
        prefer_private=how.prefer_private if in_public else [],
        is_thin=len(reason.split()) < THIN,
    )


async def _as_they_are_now(session: AsyncSession, giver: Member, receivers: Sequence[Member]) -> list[Member]:
    """These people as they are once we decide alone: any of them may have come to prefer private thanks."""
    ids = [receiver.id for receiver in receivers]
    found = await session.scalars(
        select(Member)
        .where(Member.workspace_id == giver.workspace_id, Member.id.in_(ids))
        .execution_options(populate_existing=True)
    )
    return sorted(found, key=lambda member: ids.index(member.id))


def _place(how: Ways, channel: SeenChannel | None) -> str | None:
    """The channel that a post goes to: the picked one while it takes posts, and no other than their teams'."""
    if channel is None:
        return how.channels[0] if how.channels else None
    takes_posts = channel.bot_is_in and not channel.is_archived
    return channel.slack_id if takes_posts and channel.slack_id in how.channels else None


async def _must_not_be_confided(session: AsyncSession, giver: Member, topic: str) -> None:
    """Refuse to name in public what people confide in each other."""
    skill = await skills.find(session, giver.workspace_id, topic)
    if skill is not None and skill.area is Area.CONFIDE:
        raise WhoKnowsError(
            "What was confided stays between the two of you. Leave the topic empty, or say it just to them.",
            field="topic",
        )


async def _name_topic(session: AsyncSession, kudos: Kudos, topic: str, *, now: datetime) -> None:
    if topic:
        skill = await skills.found_or_made(session, kudos.workspace_id, topic, now=now)
        session.add(KudosTopic(workspace_id=kudos.workspace_id, kudos_id=kudos.id, skill_id=skill.id))


async def _suggest_topics(
    session: AsyncSession, kudos: Kudos, giver: Member, receivers: Sequence[Member], topic: str, *, now: datetime
) -> None:
    """Ask each receiver, below these kind words and in their Home, whether to list the topic they are thanked for."""
    found = [one.name for one in await skills.topics_in(session, kudos.workspace_id, kudos.reason)]
    for receiver in receivers:
        for name in [topic, *found] if topic else found:
            if await nominations.suggest(
                session,
                receiver,
                name,
                origin=NominationOrigin.KUDOS,
                by=giver,
                beside=("kind_words", kudos.id),
                now=now,
            ):
                break


async def _post(session: AsyncSession, kudos: Kudos, *, now: datetime) -> None:
    if kudos.channel_slack_id is None:
        return
    await deliveries.owe(
        session,
        workspace_id=kudos.workspace_id,
        kind="shoutout",
        subject_id=kudos.id,
        key=f"kudos:{kudos.id}:shoutout",
        to=ToChannel(kudos.channel_slack_id),
        due_at=now,
    )


async def tell_in_messages(session: AsyncSession, kudos: Kudos, receivers: Sequence[Member], *, now: datetime) -> None:
    """Owe each of these receivers a direct message with the kind words, while they work."""
    for receiver in receivers:
        await deliveries.owe(
            session,
            workspace_id=kudos.workspace_id,
            kind="kind_words",
            subject_id=kudos.id,
            key=f"kudos:{kudos.id}:{receiver.id}",
            to=ToMember(receiver.id),
            facts={"receiver_id": receiver.id},
            due_at=people.back_at(receiver, now),
            keeps_quiet_hours=True,
        )


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
            return Given(kudos.id, again=True)
    return None
