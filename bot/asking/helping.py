"""What the people asked can do with an offer, and what becomes of the question then."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries, people
from bot.asking.changing import cancel_held
from bot.asking.holding import (
    hold,
    hold_offered,
    hold_own,
    home_follows,
    new_asker_card,
    offers_of,
    settled,
    tell_asker,
    tell_chat,
    tell_offered,
    tell_posted,
)
from bot.asking.offering import bring_next, offer_again, withdraw
from bot.deliveries import ToPair
from bot.errors import Settled
from models import Member, Offer, OfferState, Question, QuestionState


async def accept(session: AsyncSession, member: Member, offer_id: int, *, now: datetime) -> None:
    """Say yes to an offer: the first yes wins, however many press together, and opens a chat of the two.

    Somebody who passed may still say yes while the question is open. Raises Settled for a press that came too late.
    """
    people.require_full_member(member)
    question, offer = await hold_offered(session, member, offer_id)
    if question.state is QuestionState.ACCEPTED and question.helper_id == member.id:
        raise Settled("You said yes to this one already. The chat with the two of you is in your messages.")
    # An old card may still show the button to somebody the asker let go.
    may_say_yes = offer.state in {OfferState.PENDING, OfferState.PASSED}
    if question.state is not QuestionState.OPEN or not may_say_yes:
        raise await _too_late(session, question)
    await say_yes(session, question, offer, now=now)


async def say_yes(session: AsyncSession, question: Question, offer: Offer, *, now: datetime) -> None:
    """Let the member of this offer help with a held, open question; all other offers end in the same instant."""
    question.state, question.helper_id, question.accepted_at = QuestionState.ACCEPTED, offer.member_id, now
    question.widen_at = None
    offer.state, offer.settled_at = OfferState.ACCEPTED, now
    await withdraw(session, question, now=now, keep=offer)
    await deliveries.owe(
        session,
        workspace_id=question.workspace_id,
        kind="chat_card",
        subject_id=question.id,
        key=f"offer:{offer.id}:chat",
        to=ToPair(question.asker_id, offer.member_id),
        facts={"helper_id": offer.member_id},
        due_at=now,
    )
    await tell_asker(session, question, now=now)
    await tell_offered(session, [offer], now=now)
    await tell_posted(session, question, now=now)


async def pass_on(session: AsyncSession, member: Member, offer_id: int, *, now: datetime) -> None:
    """Say not this time: the next person is asked at once, and the asker's card stays as it is."""
    question, offer = await hold_offered(session, member, offer_id)
    if offer.state is OfferState.PASSED:
        raise Settled("You said not this time already. That's fine.")
    if offer.state is not OfferState.PENDING or question.state is not QuestionState.OPEN:
        raise await _too_late(session, question)
    offer.state, offer.settled_at = OfferState.PASSED, now
    await tell_offered(session, [offer], now=now)
    await bring_next(session, question, now=now)


async def step_back(session: AsyncSession, member: Member, offer_id: int, *, now: datetime) -> None:
    """Take a yes back, as long as the question is not answered; those who still waited are asked again."""
    question, offer = await hold_offered(session, member, offer_id)
    if question.state is not QuestionState.ACCEPTED or question.helper_id != member.id:
        raise await _too_late(session, question)
    await open_again(session, question, offer, now=now)


async def someone_else(session: AsyncSession, asker: Member, question_id: int, *, now: datetime) -> None:
    """Let the asker be helped by somebody else; the helper reads kind words and no reason."""
    question = await hold_own(session, asker, question_id)
    if question.state is not QuestionState.ACCEPTED:
        raise await settled(session, question)
    offer = next(offer for offer in await offers_of(session, question) if offer.member_id == question.helper_id)
    await open_again(session, question, offer, asker_knows=True, now=now)


async def _too_late(session: AsyncSession, question: Question) -> Settled:
    """The sentence for somebody who was asked and has no part in the question any more."""
    if question.state is QuestionState.OPEN:
        return Settled("Others are being asked this one now. Thank you for being there.")
    return await settled(session, question)


async def open_again(
    session: AsyncSession, question: Question, offer: Offer, *, asker_knows: bool = False, now: datetime
) -> None:
    """Open a held question again whose helper, of this offer, helps no longer; whoever still waited is asked again."""
    offer.state, offer.settled_at = OfferState.STEPPED_BACK, now
    question.state, question.helper_id, question.accepted_at = QuestionState.OPEN, None, None
    question.helper_says_answered_at = None
    question.exhausted_at = None
    waiting_again = await offer_again(session, question, now=now)
    await tell_chat(session, question, now=now)
    await tell_offered(session, [offer, *waiting_again], now=now)
    await tell_posted(session, question, now=now)
    await bring_next(session, question, now=now)
    if asker_knows:
        await tell_asker(session, question, now=now)
    elif question.exhausted_at is None:
        await new_asker_card(session, question, now=now)
        await home_follows(session, question.workspace_id, question.asker_id, now=now)


async def chat_was_opened(session: AsyncSession, workspace_id: int, question_id: int, *, now: datetime) -> None:
    """The chat is there, so both cards can lead to it."""
    question = await hold(session, workspace_id, question_id)
    await tell_asker(session, question, now=now)
    mine = [offer for offer in await offers_of(session, question) if offer.state is OfferState.ACCEPTED]
    await tell_offered(session, mine, now=now)


async def chat_was_refused(session: AsyncSession, workspace_id: int, question_id: int, *, now: datetime) -> None:
    """Slack would not open a chat of the two, so somebody else is asked."""
    question = await hold(session, workspace_id, question_id)
    if question.state is not QuestionState.ACCEPTED:
        return
    asker = (await people.members(session, workspace_id, [question.asker_id]))[question.asker_id]
    if not people.may_take_part(asker):
        await cancel_held(session, question, now=now)
        return
    offer = next(offer for offer in await offers_of(session, question) if offer.member_id == question.helper_id)
    await open_again(session, question, offer, now=now)
