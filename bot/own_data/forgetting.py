"""Forgetting somebody: what they began is handed on, what is theirs goes, and our posts about them are written anew."""

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, null, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot import addresses, asking, deliveries, people
from bot.database import changed, decide_alone, insert_unless_present
from bot.errors import Settled
from bot.own_data import cards, letting_go
from models import (
    EMPTY_PLACE,
    NAMELESS,
    Delivery,
    DeliveryState,
    ForgottenPerson,
    InboxKey,
    Kudos,
    KudosReceiver,
    Member,
    Offer,
    Operation,
    PairChat,
    Question,
    QuestionState,
)

# Of somebody's own row these stay: counts refer to it, and the database tells workspaces apart by them.
_STAYS = frozenset({"id", "workspace_id"})


async def forget(session: AsyncSession, member: Member, *, now: datetime) -> None:
    """Forget a member, in one transaction: counts stay, the person does not.

    What waits on them is handed on as if they had stepped back, what they asked is cancelled; nobody reads why.
    Raises Settled when they were forgotten already.
    """
    await decide_alone(session, member.workspace_id)
    workspace = await addresses.workspace(session, member.workspace_id)
    is_first = await changed(
        session,
        update(Member)
        .where(Member.workspace_id == member.workspace_id, Member.id == member.id, Member.forgotten_at.is_(None))
        .values(forgotten_at=now, is_deactivated=True),
    )
    if not is_first:
        raise Settled("You are forgotten already. There is nothing left to take away.")
    await session.refresh(member)
    naming = await cards.naming(session, member)
    shared = (await session.scalars(cards.of_shared_milestones(member))).all()
    readers = await _homes_with(session, member)
    await letting_go.let_go(session, member)
    await _hand_on(session, member, now=now)
    await letting_go.blank_words(session, member)
    for kind, subject_ids in naming.items():
        await deliveries.refresh_all(
            session, workspace_id=member.workspace_id, kind=kind, subject_ids=subject_ids, now=now
        )
    await _take_away_posts_for_nobody(session, member, now=now)
    await deliveries.remove(session, shared, now=now)
    await _take_away_their_messages(session, member, now=now)
    await _empty_their_home(session, member, now=now)
    for reader in readers:
        await deliveries.owe_home(session, workspace_id=member.workspace_id, member_id=reader, now=now)
    # What others were answered in the last minutes may name them; who asks again gets no answer, and no second effect.
    await session.execute(
        update(InboxKey)
        .where(InboxKey.workspace_id == member.workspace_id, InboxKey.answer.is_not(None))
        .values(answer=null())
    )
    await insert_unless_present(
        session,
        ForgottenPerson,
        workspace_id=member.workspace_id,
        digest=people.digest_of(workspace, member.slack_id),
        forgotten_at=now,
    )
    await session.execute(
        delete(PairChat).where(
            PairChat.workspace_id == member.workspace_id,
            (PairChat.first_member_id == member.id) | (PairChat.second_member_id == member.id),
        )
    )
    _leave_an_empty_place(member, now)
    await session.flush()


def _leave_an_empty_place(member: Member, now: datetime) -> None:
    """Put every column of a member back to what a newcomer has; one that is added later is put back too."""
    for column in Member.__table__.columns:
        if column.key in _STAYS:
            continue
        default: Any = None
        if column.default is not None and column.default.is_scalar:
            default = column.default.arg
        setattr(member, column.key, default)
    member.slack_id = f"{EMPTY_PLACE}{secrets.token_hex(10)}"
    member.name, member.zone = NAMELESS, "UTC"
    member.is_deactivated, member.forgotten_at = True, now


async def _hand_on(session: AsyncSession, member: Member, *, now: datetime) -> None:
    await asking.member_left(session, member, now=now)
    await session.execute(
        update(Question)
        .where(
            Question.workspace_id == member.workspace_id,
            Question.asker_id == member.id,
            Question.state == QuestionState.DRAFT,
        )
        .values(state=QuestionState.CANCELLED, closed_at=now)
    )


async def _homes_with(session: AsyncSession, member: Member) -> list[int]:
    """Those whose Home may show them: the ones they thanked, asked, helped or suggested something to."""
    thanked = (
        select(KudosReceiver.member_id)
        .join(Kudos, (Kudos.id == KudosReceiver.kudos_id) & (Kudos.workspace_id == KudosReceiver.workspace_id))
        .where(Kudos.workspace_id == member.workspace_id, Kudos.giver_id == member.id)
    )
    asked = (
        select(Offer.member_id)
        .join(Question, (Question.id == Offer.question_id) & (Question.workspace_id == Offer.workspace_id))
        .where(Question.workspace_id == member.workspace_id, Question.asker_id == member.id)
    )
    helped = (
        select(Question.asker_id)
        .join(Offer, (Question.id == Offer.question_id) & (Question.workspace_id == Offer.workspace_id))
        .where(Offer.workspace_id == member.workspace_id, Offer.member_id == member.id)
    )
    found = await session.scalars(
        select(Member.id).where(
            Member.workspace_id == member.workspace_id,
            Member.first_home_at.is_not(None),
            Member.id != member.id,
            Member.id.in_(thanked) | Member.id.in_(asked) | Member.id.in_(helped),
        )
    )
    return sorted(found)


async def _take_away_posts_for_nobody(session: AsyncSession, member: Member, *, now: datetime) -> None:
    """Take shout-outs away that thanked nobody else, with their words, which were about the member."""
    others = (
        select(KudosReceiver.kudos_id)
        .join(Member, (Member.id == KudosReceiver.member_id) & (Member.workspace_id == KudosReceiver.workspace_id))
        .where(KudosReceiver.workspace_id == member.workspace_id, Member.forgotten_at.is_(None))
    )
    received = select(KudosReceiver.kudos_id).where(
        KudosReceiver.workspace_id == member.workspace_id, KudosReceiver.member_id == member.id
    )
    for_nobody = await session.scalars(
        update(Kudos)
        .where(Kudos.workspace_id == member.workspace_id, Kudos.id.in_(received), Kudos.id.not_in(others))
        .values(reason="")
        .returning(Kudos.id)
        .execution_options(synchronize_session=False)
    )
    in_public = others.where(KudosReceiver.in_public)
    posts = await session.scalars(
        select(Delivery).where(
            Delivery.workspace_id == member.workspace_id,
            Delivery.kind == "shoutout",
            Delivery.operation == Operation.POST,
            Delivery.state.in_([DeliveryState.SENDING, DeliveryState.SENT, DeliveryState.HELD]),
            Delivery.subject_id.in_(for_nobody.all())
            | (Delivery.subject_id.in_(received) & Delivery.subject_id.not_in(in_public)),
        )
    )
    await deliveries.remove(session, posts.all(), now=now)


async def _take_away_their_messages(session: AsyncSession, member: Member, *, now: datetime) -> None:
    """Take away what we wrote to them alone, and drop what was still to be written."""
    await _stays_findable(
        session, cards.theirs_alone(member), Delivery.channel_slack_id, member.direct_message_slack_id
    )
    chats = await session.scalars(
        select(PairChat).where(
            PairChat.workspace_id == member.workspace_id,
            (PairChat.first_member_id == member.id) | (PairChat.second_member_id == member.id),
        )
    )
    for chat in chats.all():
        of_chat = (
            cards.of_their_chats(member)
            & (Delivery.member_id == chat.first_member_id)
            & (Delivery.second_member_id == chat.second_member_id)
        )
        await _stays_findable(session, of_chat, Delivery.channel_slack_id, chat.slack_channel)
    is_post = Delivery.operation.in_([Operation.POST, Operation.FILE])
    has_begun = Delivery.first_tried_at.is_not(None)
    alone, together = cards.theirs_alone(member), cards.of_their_chats(member)
    # Holds them until we commit, as an edit does.
    held = await session.scalars(
        update(Delivery)
        .where(
            is_post,
            Delivery.state == DeliveryState.PENDING,
            alone | together,
        )
        .values(kind=Delivery.kind)
        .returning(Delivery)
        .execution_options(synchronize_session=False, populate_existing=True)
    )
    may_have_arrived = [post for post in held.all() if post.first_tried_at is not None]
    sent = await session.scalars(
        update(Delivery)
        .where(is_post, alone, Delivery.state.in_([DeliveryState.SENDING, DeliveryState.SENT]))
        .values(facts={}, reason=None)
        .returning(Delivery)
        .execution_options(synchronize_session=False, populate_existing=True)
    )
    await deliveries.remove(session, [*may_have_arrived, *sent.all()], now=now)
    is_over = Delivery.state.not_in([DeliveryState.PENDING, DeliveryState.SENDING, DeliveryState.SENT])
    never_came = is_post & (is_over | (Delivery.state == DeliveryState.PENDING) & ~has_begun)
    no_post = Delivery.operation.in_([Operation.UPDATE, Operation.HOME]) & (Delivery.state != DeliveryState.SENDING)
    await session.execute(
        delete(Delivery).where((alone & (never_came | no_post)) | (together & never_came)),
        execution_options={"synchronize_session": False},
    )
    left = await session.scalars(
        update(Delivery)
        .where(alone | together)
        .values(reason=None)
        .returning(Delivery)
        .execution_options(synchronize_session=False, populate_existing=True)
    )
    for delivery in left.all():
        delivery.facts = {name: fact for name, fact in delivery.facts.items() if isinstance(fact, int)}
    await session.flush()


async def _stays_findable(
    session: AsyncSession,
    which: ColumnElement[bool],
    column: InstrumentedAttribute[str | None],
    slack_channel: str | None,
) -> None:
    """Let what may have arrived be found though nobody knows any more whose conversation it was."""
    await session.execute(
        update(Delivery)
        .where(
            which,
            column.is_(None),
            Delivery.operation.in_([Operation.POST, Operation.FILE]),
            Delivery.state.in_([DeliveryState.PENDING, DeliveryState.SENDING]),
            Delivery.first_tried_at.is_not(None),
        )
        .values({column: slack_channel}),
        execution_options={"synchronize_session": False},
    )


async def _empty_their_home(session: AsyncSession, member: Member, *, now: datetime) -> None:
    """Write the Home of somebody who is forgotten, whether they ever looked or not: looking brings nobody back."""
    session.info["owes"] = True
    session.add(
        Delivery(
            workspace_id=member.workspace_id,
            key=f"home:{member.id}/emptied",
            kind="home_emptied",
            operation=Operation.HOME,
            subject_id=member.id,
            facts={deliveries.READER: member.slack_id},
            member_id=member.id,
            conversation=f"home:{member.id}",
            due_at=now,
        )
    )
    await session.flush()
