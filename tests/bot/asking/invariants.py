"""What is true of every ask at every moment."""

from collections import Counter, defaultdict
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.asking.policy import MOST_INVITED
from models import (
    AskAllowance,
    Delivery,
    DeliveryState,
    Help,
    Member,
    Offer,
    OfferState,
    OpenCard,
    Operation,
    Question,
    QuestionState,
)

ENDED = {QuestionState.ANSWERED, QuestionState.CANCELLED, QuestionState.CLOSED}


async def check(session: AsyncSession, workspace_id: int, *, ticked_at: datetime) -> None:
    """Fail when an ask of this workspace is stuck, illegal or miscounted; the clock last ticked at `ticked_at`."""
    questions = (await session.scalars(select(Question).where(Question.workspace_id == workspace_id))).all()
    offers: dict[int, list[Offer]] = defaultdict(list)
    for offer in await session.scalars(select(Offer).where(Offer.workspace_id == workspace_id)):
        offers[offer.question_id].append(offer)
    helps: dict[int, list[int]] = defaultdict(list)
    for evidence in await session.scalars(select(Help).where(Help.workspace_id == workspace_id)):
        helps[evidence.question_id].append(evidence.helper_id)
    for question in questions:
        _one_named_state(question, offers[question.id], helps[question.id])
        _never_stuck(question, offers[question.id], ticked_at)
    await _everybody_is_told(session, workspace_id, questions=list(questions), offers=offers)
    await _weeks_are_counted(session, workspace_id, [offer for found in offers.values() for offer in found])


def _one_named_state(question: Question, offers: list[Offer], helps: list[int]) -> None:
    states = Counter(offer.state for offer in offers)
    accepted = [offer.member_id for offer in offers if offer.state is OfferState.ACCEPTED]
    assert question.asker_id not in {offer.member_id for offer in offers}
    assert len(offers) == len({offer.member_id for offer in offers}) <= MOST_INVITED
    assert helps == ([question.helper_id] if question.state is QuestionState.ANSWERED else [])
    match question.state:
        case QuestionState.DRAFT:
            assert not offers
            assert question.opened_at is None
        case QuestionState.OPEN:
            assert question.helper_id is None
            assert not accepted
            assert question.closed_at is None
        case QuestionState.ACCEPTED | QuestionState.ANSWERED:
            assert accepted == [question.helper_id]
            assert states[OfferState.PENDING] == 0
        case QuestionState.CANCELLED | QuestionState.CLOSED:
            assert question.closed_at is not None
            assert states[OfferState.PENDING] == 0
    if question.state is not QuestionState.OPEN:
        assert question.widen_at is None
    if question.state is not QuestionState.ACCEPTED and question.state not in ENDED:
        assert question.helper_says_answered_at is None
    for offer in offers:
        assert (offer.settled_at is None) is (offer.state is OfferState.PENDING)


def _never_stuck(question: Question, offers: list[Offer], ticked_at: datetime) -> None:
    """An open ask has a live timer, or somebody who was asked, or told its asker that nobody could."""
    if question.state is not QuestionState.OPEN:
        return
    waits = any(offer.state is OfferState.PENDING for offer in offers)
    asker_chose_to_wait = not question.waves and question.widen_at is not None
    assert waits or asker_chose_to_wait or question.exhausted_at is not None
    if question.exhausted_at is None:
        assert question.widen_at is not None, "nobody will ever be asked, and the asker does not know"
    if question.widen_at is not None:
        assert question.widen_at > ticked_at
        assert question.exhausted_at is None


async def _everybody_is_told(
    session: AsyncSession, workspace_id: int, *, questions: list[Question], offers: dict[int, list[Offer]]
) -> None:
    posts: dict[str, Counter[int]] = defaultdict(Counter)
    reachable: set[int] = set()
    for delivery in await session.scalars(
        select(Delivery).where(Delivery.workspace_id == workspace_id, Delivery.operation == Operation.POST)
    ):
        posts[delivery.kind][delivery.subject_id] += 1
        if delivery.kind == "offer" and delivery.state in {DeliveryState.PENDING, DeliveryState.SENT}:
            reachable.add(delivery.subject_id)
    posted = set(await session.scalars(select(OpenCard.question_id).where(OpenCard.workspace_id == workspace_id)))
    for question in questions:
        assert posts["asker_card"][question.id] == question.card
        was_accepted = question.state in {QuestionState.ACCEPTED, QuestionState.ANSWERED}
        assert not was_accepted or posts["chat_card"][question.id] >= 1
        # A draft that was posted gets its card when it is known how the post ended.
        assert question.card or question.state is not QuestionState.OPEN or question.id in posted
        waiting = {offer.id for offer in offers[question.id] if offer.state is OfferState.PENDING}
        assert waiting <= reachable, "somebody is waited for who will never read it"


async def _weeks_are_counted(session: AsyncSession, workspace_id: int, offers: list[Offer]) -> None:
    """Each week holds exactly the asks that reached somebody or still may, and never more than they allow."""
    for offer in offers:
        was_never_seen = offer.state is OfferState.WITHDRAWN and offer.shown_at is None
        came_by_themselves = any(reason["kind"] == "offered" for reason in offer.reasons)
        assert offer.allowance_week is not None or was_never_seen or came_by_themselves
    counted = Counter((offer.member_id, offer.allowance_week) for offer in offers if offer.allowance_week is not None)
    rows = (
        await session.execute(
            select(AskAllowance.member_id, AskAllowance.week_on, AskAllowance.taken, Member.asks_a_week)
            .join(Member, Member.id == AskAllowance.member_id)
            .where(AskAllowance.workspace_id == workspace_id)
        )
    ).all()
    for member_id, week_on, taken, limit in rows:
        assert taken == counted.pop((member_id, week_on.isoformat()), 0)
        assert taken <= limit
    assert not counted
