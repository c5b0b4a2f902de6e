"""What whoever reads an open card can do: help, where the first press wins; and what a lead can do besides."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries, people, teams
from bot.asking.helping import say_yes
from bot.asking.holding import hold, offers_of, settled, tell_asker, tell_posted
from bot.asking.posting import place_in_channel
from bot.deliveries import ToMember
from bot.errors import NotYours, Settled, WhoKnowsError
from bot.matching import Reason
from models import DeliveryState, Member, Offer, OfferState, OpenCard, Question, QuestionState


async def offer_oneself(session: AsyncSession, member: Member, card_id: int, *, now: datetime) -> None:
    """Help with a question that was posted: a yes to this one question, and to no other.

    Anybody but the asker may, whether they were asked before or not; who helps is told to nobody else.
    """
    people.require_full_member(member)
    question, card = await _hold_card(session, member, card_id)
    if member.id == question.asker_id:
        raise WhoKnowsError("This is your own question, so somebody else has to say yes. Others see the button too.")
    if question.state is QuestionState.ACCEPTED and question.helper_id == member.id:
        raise Settled("You said yes to this one already. The chat with the two of you is in your messages.")
    if question.state is not QuestionState.OPEN:
        raise _settled_in_public(question) if card.lead_id is None else await settled(session, question)
    earlier = next((offer for offer in await offers_of(session, question) if offer.member_id == member.id), None)
    if earlier is not None and earlier.state is OfferState.STEPPED_BACK:
        raise Settled("Others are being asked this one now. Thank you for being there.")
    offer = earlier or _own_offer(question, member, now)
    why = Reason("lead") if card.lead_id is not None else Reason("offered", place=card.channel_slack_id)
    offer.reasons = [*offer.reasons, why.as_data()]
    session.add(offer)
    await session.flush()
    await say_yes(session, question, offer, now=now)
    # A lead's own card does for what others find in theirs, and one who was asked before has one.
    if card.lead_id is None:
        await _send_card(session, offer, now=now)


async def _hold_card(session: AsyncSession, member: Member, card_id: int) -> tuple[Question, OpenCard]:
    where = (OpenCard.workspace_id == member.workspace_id, OpenCard.id == card_id)
    card = await session.scalar(select(OpenCard).where(*where))
    if card is None or card.lead_id not in {None, member.id}:
        raise NotYours
    return await hold(session, member.workspace_id, card.question_id), card


def _own_offer(question: Question, member: Member, now: datetime) -> Offer:
    return Offer(
        workspace_id=question.workspace_id,
        question_id=question.id,
        member_id=member.id,
        wave=max(question.waves, 1),
        state=OfferState.PENDING,
        reasons=[],
        offered_at=now,
    )


async def _send_card(session: AsyncSession, offer: Offer, *, now: datetime) -> None:
    """See to it that whoever just said yes has the card to step back with; they are there now, whatever the hour."""
    card = await deliveries.posted(session, workspace_id=offer.workspace_id, kind="offer", subject_id=offer.id)
    if card is not None and card.state in {DeliveryState.PENDING, DeliveryState.SENDING, DeliveryState.SENT}:
        return
    await deliveries.owe(
        session,
        workspace_id=offer.workspace_id,
        kind="offer",
        subject_id=offer.id,
        key=f"offer:{offer.id}:own" + (f":after:{card.id}" if card else ""),
        to=ToMember(offer.member_id),
        due_at=now,
    )


def _settled_in_public(question: Question) -> Settled:
    """The sentence for a press that came too late, which names nobody."""
    match question.state:
        case QuestionState.ACCEPTED:
            return Settled("This one is settled: somebody is helping. Thank you for being there.")
        case QuestionState.ANSWERED:
            return Settled("This one is settled: it was answered. Thank you for being there.")
        case QuestionState.CANCELLED:
            return Settled("This one is no longer needed, so there is nothing left to do.")
        case _:
            return Settled("This one closed after two weeks, so there is nothing left to do.")


async def lead_passes(session: AsyncSession, lead: Member, card_id: int, *, now: datetime) -> None:
    """Say not this time as the asker's lead; the asker is not told."""
    question, card = await _hold_lead_card(session, lead, card_id)
    if card.passed_at is not None:
        raise Settled("You said not this time already. That's fine.")
    card.passed_at = now
    await tell_posted(session, question, now=now)


async def lead_posts(session: AsyncSession, lead: Member, card_id: int, *, now: datetime) -> str:
    """Post the question in the channel of the team that asker and lead share, without names; gives the channel."""
    question, _ = await _hold_lead_card(session, lead, card_id)
    asker = (await people.members(session, question.workspace_id, [question.asker_id]))[question.asker_id]
    team = await teams.shared_team(session, asker, lead)
    if team is None:
        raise WhoKnowsError("You and the person who asked share no team now, so nothing was posted.")
    await place_in_channel(session, question, team.channel_slack_id, now=now)
    await tell_asker(session, question, now=now)
    await tell_posted(session, question, now=now)
    return team.channel_slack_id


async def _hold_lead_card(session: AsyncSession, lead: Member, card_id: int) -> tuple[Question, OpenCard]:
    people.require_full_member(lead)
    question, card = await _hold_card(session, lead, card_id)
    if card.lead_id is None:
        raise NotYours
    if question.state is not QuestionState.OPEN:
        raise await settled(session, question)
    return question, card
