"""Offering a question to people, in waves that count in their working hours."""

from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries, matching, people
from bot.asking.drafting import note_demand
from bot.asking.holding import (
    hold,
    hold_own,
    home_follows,
    new_asker_card,
    offers_of,
    settled,
    tell_asker,
    tell_offered,
)
from bot.asking.policy import ASKS_A_DAY, MOST_INVITED, OPEN_AT_ONCE, TODAY
from bot.deliveries import ToMember
from bot.errors import WhoKnowsError
from bot.hours import after_working_time
from bot.matching import Candidate
from models import DeliveryState, Member, Offer, OfferState, Question, QuestionState


async def ask(session: AsyncSession, asker: Member, question_id: int, *, now: datetime) -> bool:
    """Ask the best fit of a draft's people; False when nobody can be asked right now, and the demand is kept.

    Raises WhoKnowsError when the asker has too many open questions, or asked too often today.
    """
    people.require_full_member(asker)
    question = await hold_own(session, asker, question_id)
    if question.state is not QuestionState.DRAFT:
        raise await settled(session, question)
    await keep_within_limits(session, asker, now)
    question.state, question.opened_at = QuestionState.OPEN, now
    if not await next_wave(session, question, asker, now=now):
        question.state, question.opened_at, question.waves = QuestionState.DRAFT, None, 0
        await note_demand(session, question, now=now)
        return False
    await new_asker_card(session, question, now=now)
    await home_follows(session, question.workspace_id, asker.id, now=now)
    return True


async def keep_within_limits(session: AsyncSession, asker: Member, now: datetime) -> None:
    """Refuse one more open question to an asker who has enough of them, or has asked often today."""
    own = (Question.workspace_id == asker.workspace_id, Question.asker_id == asker.id)
    waiting = await session.scalar(
        select(func.count()).where(*own, Question.state.in_([QuestionState.OPEN, QuestionState.ACCEPTED]))
    )
    if (waiting or 0) >= OPEN_AT_ONCE:
        raise WhoKnowsError(
            f"You have {waiting} questions open, and {OPEN_AT_ONCE} is the most at once. "
            "Mark one as answered or cancel one in Messages, then ask this one. It is kept."
        )
    today = await session.scalar(select(func.count()).where(*own, Question.opened_at > now - timedelta(days=1)))
    if (today or 0) >= ASKS_A_DAY:
        raise WhoKnowsError(
            f"That's {ASKS_A_DAY} questions in a day, the most there is. This one is kept until tomorrow."
        )


async def next_wave(session: AsyncSession, question: Question, asker: Member, *, now: datetime) -> bool:
    """Invite the next wave; False when there is none, or nobody to wait for.

    A wave that finds nobody new lasts its time all the same, while somebody may still say yes.
    """
    if question.waves >= len(TODAY):
        return False
    wave = TODAY[question.waves]
    invited = await _invite(session, question, asker, wave.people, now=now)
    question.waves += 1
    return await wait_for(session, question, invited, wave.lasts, now=now)


async def wait_for(
    session: AsyncSession, question: Question, invited: list[Member], lasts: timedelta, *, now: datetime
) -> bool:
    """Give those just invited, or else all who were asked and said nothing yet, their time; False when nobody is."""
    waiting = invited or await _pending(session, question)
    if not waiting:
        return False
    question.widen_at = min(after_working_time(people.hours_of(member), now, lasts) for member in waiting)
    return True


async def _pending(session: AsyncSession, question: Question) -> list[Member]:
    ids = [offer.member_id for offer in await offers_of(session, question) if offer.state is OfferState.PENDING]
    return list((await people.members(session, question.workspace_id, ids)).values())


async def _invite(
    session: AsyncSession, question: Question, asker: Member, how_many: int, *, now: datetime
) -> list[Member]:
    """Offer a held question to the next best people who were not asked yet and whose week has room."""
    asked = [offer.member_id for offer in await offers_of(session, question)]
    room = min(how_many, MOST_INVITED - len(asked))
    ranking = await matching.candidates(
        session, asker, question.text, topic_id=question.skill_id, now=now, without=asked
    )
    invited: list[Member] = []
    for candidate in ranking.ready:
        if len(invited) >= room:
            break
        if await _offer(session, question, candidate, now=now):
            invited.append(candidate.member)
    return invited


async def _offer(session: AsyncSession, question: Question, candidate: Candidate, *, now: datetime) -> bool:
    member = candidate.member
    week = people.ask_week(member, now)
    if not await people.take_ask(session, member, week):
        return False
    offer = Offer(
        workspace_id=question.workspace_id,
        question_id=question.id,
        member_id=member.id,
        wave=question.waves + 1,
        state=OfferState.PENDING,
        reasons=[reason.as_data() for reason in candidate.reasons],
        offered_at=now,
        allowance_week=week.isoformat(),
    )
    session.add(offer)
    await session.flush()
    await _send_card(session, offer, key=f"offer:{offer.id}", at=candidate.back_at)
    await home_follows(session, question.workspace_id, member.id, now=now)
    return True


async def bring_next(session: AsyncSession, question: Question, *, now: datetime) -> None:
    """Ask one more person at once in place of one who cannot; tell the asker when nobody is left to wait for."""
    asker = (await people.members(session, question.workspace_id, [question.asker_id]))[question.asker_id]
    invited = await _invite(session, question, asker, 1, now=now)
    if question.widen_at is not None and not question.waves:
        # The asker chose to wait, and knows until when.
        return
    if not invited and not await _pending(session, question):
        await nobody_could(session, question, now=now)
    elif question.widen_at is None and question.exhausted_at is None:
        question.waves = max(question.waves, 1)
        lasts = TODAY[max(min(question.waves, len(TODAY)), 1) - 1].lasts
        await wait_for(session, question, invited, lasts, now=now)


async def nobody_could(session: AsyncSession, question: Question, *, now: datetime) -> None:
    """Tell the asker, once, that nobody could yet; the offers stay open."""
    question.widen_at = None
    if question.exhausted_at is None:
        question.exhausted_at = now
        await note_demand(session, question, now=now)
        await new_asker_card(session, question, now=now)
        await home_follows(session, question.workspace_id, question.asker_id, now=now)


async def withdraw(session: AsyncSession, question: Question, *, now: datetime, keep: Offer | None = None) -> None:
    """Withdraw the offers that still wait, in the same instant; an ask that never reached somebody is given back."""
    waiting = [offer for offer in await offers_of(session, question) if offer.state is OfferState.PENDING]
    await withdraw_these(session, [offer for offer in waiting if keep is None or offer.id != keep.id], now=now)


async def withdraw_these(session: AsyncSession, waiting: list[Offer], *, now: datetime) -> None:
    """Withdraw pending offers of a held question."""
    for offer in waiting:
        offer.state, offer.settled_at = OfferState.WITHDRAWN, now
        await _give_back_if_unsent(session, offer)
    await tell_offered(session, waiting, now=now)


async def offer_again(session: AsyncSession, question: Question, *, now: datetime) -> list[Offer]:
    """Let the withdrawn offers wait again: those that were seen, and those that still can be."""
    again = []
    withdrawn = [offer for offer in await offers_of(session, question) if offer.state is OfferState.WITHDRAWN]
    members = await people.members(session, question.workspace_id, [offer.member_id for offer in withdrawn])
    for offer in withdrawn:
        if not people.may_take_part(members[offer.member_id]):
            continue
        if offer.shown_at or await _can_be_shown(session, offer, now=now):
            offer.state, offer.settled_at = OfferState.PENDING, None
            again.append(offer)
    return again


async def _can_be_shown(session: AsyncSession, offer: Offer, *, now: datetime) -> bool:
    """Take the ask if it was given back, and see to it that the card is sent; False where that cannot be."""
    card = await deliveries.posted(session, workspace_id=offer.workspace_id, kind="offer", subject_id=offer.id)
    member = (await people.members(session, offer.workspace_id, [offer.member_id]))[offer.member_id]
    week = people.ask_week(member, now)
    if (
        card is None
        or card.state in {DeliveryState.DEAD, DeliveryState.HELD}
        or not people.may_be_asked(member, now)
        or (offer.allowance_week is None and not await people.take_ask(session, member, week))
    ):
        return False
    offer.allowance_week = offer.allowance_week or week.isoformat()
    if card.state not in {DeliveryState.PENDING, DeliveryState.SENDING}:
        await _send_card(session, offer, key=f"offer:{offer.id}:{int(now.timestamp())}", at=people.back_at(member, now))
    return True


async def _send_card(session: AsyncSession, offer: Offer, *, key: str, at: datetime) -> None:
    await deliveries.owe(
        session,
        workspace_id=offer.workspace_id,
        kind="offer",
        subject_id=offer.id,
        key=key,
        to=ToMember(offer.member_id),
        due_at=at,
        keeps_quiet_hours=True,
    )


async def _give_back_if_unsent(session: AsyncSession, offer: Offer) -> None:
    """Give an ask back whose card nobody can have seen; one that is on its way decides when that ends."""
    if offer.shown_at is None and await deliveries.hold_untried(
        session, workspace_id=offer.workspace_id, kind="offer", subject_id=offer.id
    ):
        await _give_back(session, offer)


async def _give_back(session: AsyncSession, offer: Offer) -> None:
    if offer.allowance_week is not None:
        week = date.fromisoformat(offer.allowance_week)
        await people.give_ask_back(session, offer.workspace_id, offer.member_id, week)
        offer.allowance_week = None


async def _held_offer(session: AsyncSession, workspace_id: int, offer_id: int) -> tuple[Question, Offer] | None:
    offer = await session.scalar(select(Offer).where(Offer.workspace_id == workspace_id, Offer.id == offer_id))
    if offer is None:
        return None
    question = await hold(session, workspace_id, offer.question_id)
    await session.refresh(offer)
    return question, offer


async def offer_was_shown(session: AsyncSession, workspace_id: int, offer_id: int, *, now: datetime) -> None:
    """Note that an offer's card reached its member, whose time to answer begins now."""
    held = await _held_offer(session, workspace_id, offer_id)
    if held is None or held[1].shown_at is not None:
        return
    question, offer = held
    offer.shown_at = now
    if offer.state is OfferState.PENDING:
        await home_follows(session, workspace_id, offer.member_id, now=now)
        await _wait_for_late_reader(session, question, offer, now=now)
    elif offer.state is not OfferState.ACCEPTED:
        # It was settled while its card was on the way.
        await tell_offered(session, [offer], now=now)


async def _wait_for_late_reader(session: AsyncSession, question: Question, offer: Offer, *, now: datetime) -> None:
    """Let the next wave come later where the night or do-not-disturb held the cards of the last one back."""
    if question.widen_at is None or question.state is not QuestionState.OPEN or offer.wave != question.waves:
        return
    lasts = TODAY[question.waves - 1].lasts
    seen = {
        other.member_id: other.shown_at
        for other in await offers_of(session, question)
        if other.wave == question.waves and other.state is OfferState.PENDING and other.shown_at is not None
    }
    members = await people.members(session, question.workspace_id, seen)
    widen_at = min(
        after_working_time(people.hours_of(members[member_id]), shown_at, lasts) for member_id, shown_at in seen.items()
    )
    # The seconds that a message takes are nobody's delay.
    if widen_at >= question.widen_at + timedelta(minutes=1):
        question.widen_at = widen_at
        await tell_asker(session, question, now=now)


async def offer_was_undeliverable(session: AsyncSession, workspace_id: int, offer_id: int, *, now: datetime) -> None:
    """Ask the next person in place of one who got no card: Slack refused it, or they may not be asked any more."""
    held = await _held_offer(session, workspace_id, offer_id)
    if held is None or held[1].shown_at is not None:
        return
    question, offer = held
    if offer.state is OfferState.PENDING:
        offer.state, offer.settled_at = OfferState.WITHDRAWN, now
        await _give_back(session, offer)
        await home_follows(session, workspace_id, offer.member_id, now=now)
        if question.state is QuestionState.OPEN:
            await bring_next(session, question, now=now)
    elif offer.state is OfferState.WITHDRAWN:
        await _give_back(session, offer)
