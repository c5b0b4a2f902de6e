"""What the cards of an ask say now: facts only, words belong to the blocks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import people
from bot.asking.places import Place, leads_to_ask, places_of
from bot.matching import Reason
from models import EMPTY_PLACE, Kudos, Member, Offer, OfferState, PairChat, Question, QuestionState, Skill, Workspace


class Standing(Enum):
    """Where an ask stands for whoever reads the card. `LATER` waits for a moment, `POSTED` for whoever reads it."""

    DRAFT = "draft"
    WAITING = "waiting"
    NOBODY = "nobody"
    POSTED = "posted"
    LATER = "later"
    ACCEPTED = "accepted"
    TAKEN = "taken"
    HELPER_SAYS_ANSWERED = "helper says answered"
    ANSWERED = "answered"
    CANCELLED = "cancelled"
    CLOSED = "closed"
    PASSED = "passed"
    STEPPED_BACK = "stepped back"
    RETIRED = "retired"


# Nobody is being asked now, so the asker chooses what comes next.
_UP_TO_THE_ASKER = frozenset({Standing.NOBODY, Standing.POSTED, Standing.LATER})


@dataclass(frozen=True)
class Person:
    """Somebody as a card names them; `has_left` is true once their account is deactivated.

    Whoever was forgotten is named as little as why.
    """

    name: str
    slack_id: str
    title: str = ""
    has_left: bool = False

    @property
    def has_left_the_workspace(self) -> bool:
        """Whether a card may say that they left."""
        return self.has_left and not self.slack_id.startswith(EMPTY_PLACE)


@dataclass(frozen=True)
class AskerCard:
    """The asker's card. `widen_at` is when others are asked; `chat_url` opens the chat once there is one.

    `stepped_back` is who had said yes and helps no longer. `is_thanked` is true once the asker has said thanks for the
    answer. `places` is where the question was posted, and `can_ask_lead` whether there is a lead to ask while it is up
    to the asker what comes next.
    """

    question_id: int
    text: str
    topic: str | None
    standing: Standing
    helper: Person | None
    widen_at: datetime | None
    chat_url: str | None
    stepped_back: Person | None
    is_thanked: bool = False
    places: tuple[Place, ...] = ()
    can_ask_lead: bool = False


@dataclass(frozen=True)
class OfferCard:
    """The card of somebody who was asked. The text is None where it must no longer be quoted."""

    offer_id: int
    question_id: int
    text: str | None
    topic: str | None
    standing: Standing
    asker: Person
    helper: Person | None
    reasons: tuple[Reason, ...]
    asked_at: datetime
    chat_url: str | None


@dataclass(frozen=True)
class ChatCard:
    """The card on top of a pair's chat."""

    question_id: int
    text: str
    topic: str | None
    standing: Standing
    asker: Person
    helper: Person
    reasons: tuple[Reason, ...]


def person_of(member: Member) -> Person:
    """A member as cards name them."""
    return Person(member.name, member.slack_id, member.title, member.is_deactivated)


async def _question(session: AsyncSession, workspace_id: int, question_id: int) -> Question | None:
    found: Question | None = await session.scalar(
        select(Question).where(Question.workspace_id == workspace_id, Question.id == question_id)
    )
    return found


async def topic_of(session: AsyncSession, question: Question) -> str | None:
    """The name of the topic of a question: the registry's, or else the asker's word for it."""
    if question.skill_id is None:
        return question.topic_words
    name: str | None = await session.scalar(
        select(Skill.name).where(Skill.workspace_id == question.workspace_id, Skill.id == question.skill_id)
    )
    return name


async def _chat_url(session: AsyncSession, question: Question) -> str | None:
    if question.helper_id is None:
        return None
    first, second = sorted((question.asker_id, question.helper_id))
    row = (
        await session.execute(
            select(Workspace.url, PairChat.slack_channel)
            .join(PairChat, PairChat.workspace_id == Workspace.id)
            .where(
                Workspace.id == question.workspace_id,
                PairChat.first_member_id == first,
                PairChat.second_member_id == second,
            )
        )
    ).one_or_none()
    return f"{row.url.rstrip('/')}/archives/{row.slack_channel}" if row else None


def _asker_standing(question: Question, places: Sequence[Place] = ()) -> Standing:
    match question.state:
        case QuestionState.ACCEPTED:
            return Standing.HELPER_SAYS_ANSWERED if question.helper_says_answered_at else Standing.ACCEPTED
        case QuestionState.ANSWERED:
            return Standing.ANSWERED
        case QuestionState.CANCELLED:
            return Standing.CANCELLED
        case QuestionState.CLOSED:
            return Standing.CLOSED
        case QuestionState.DRAFT:
            return Standing.DRAFT
        case QuestionState.OPEN if question.exhausted_at is None:
            return Standing.WAITING if question.waves else Standing.LATER
        case QuestionState.OPEN:
            return Standing.NOBODY if all(place.is_lost for place in places) else Standing.POSTED


async def asker_card(session: AsyncSession, workspace_id: int, question_id: int, *, card: int) -> AskerCard | None:
    """The asker's card number `card`; an older one than the living one is retired. None for a question that is gone."""
    question = await _question(session, workspace_id, question_id)
    return await card_of_asker(session, question, card=card) if question is not None else None


async def card_of_asker(session: AsyncSession, question: Question, *, card: int) -> AskerCard:
    """The same of a question that was read already."""
    helper = await _helper(session, question)
    places = await places_of(session, question)
    standing = Standing.RETIRED if card < question.card else _asker_standing(question, places)
    stepped_back = await session.scalar(
        select(Member)
        .join(Offer, (Offer.member_id == Member.id) & (Offer.workspace_id == Member.workspace_id))
        .where(
            Offer.workspace_id == question.workspace_id,
            Offer.question_id == question.id,
            Offer.state == OfferState.STEPPED_BACK,
        )
        .order_by(Offer.settled_at.desc())
        .limit(1)
    )
    return AskerCard(
        question_id=question.id,
        text=question.text,
        topic=await topic_of(session, question),
        standing=standing,
        helper=person_of(helper) if helper else None,
        widen_at=question.widen_at,
        chat_url=await _chat_url(session, question),
        stepped_back=person_of(stepped_back) if stepped_back else None,
        is_thanked=await _is_thanked(session, question),
        places=places,
        can_ask_lead=standing in _UP_TO_THE_ASKER and bool(await leads_to_ask(session, question)),
    )


async def _is_thanked(session: AsyncSession, question: Question) -> bool:
    said = select(Kudos.id).where(Kudos.workspace_id == question.workspace_id, Kudos.question_id == question.id)
    return question.state is QuestionState.ANSWERED and await session.scalar(said) is not None


async def _helper(session: AsyncSession, question: Question) -> Member | None:
    if question.helper_id is None:
        return None
    return (await people.members(session, question.workspace_id, [question.helper_id]))[question.helper_id]


def _offer_standing(question: Question, offer: Offer) -> Standing:
    if offer.state is OfferState.STEPPED_BACK:
        return Standing.STEPPED_BACK
    if offer.state is OfferState.PENDING and question.state is QuestionState.OPEN:
        return Standing.WAITING
    if offer.state is OfferState.PASSED and question.state is QuestionState.OPEN:
        return Standing.PASSED
    match question.state:
        case QuestionState.ACCEPTED:
            if offer.state is not OfferState.ACCEPTED:
                return Standing.TAKEN
            return Standing.HELPER_SAYS_ANSWERED if question.helper_says_answered_at else Standing.ACCEPTED
        case QuestionState.ANSWERED:
            return Standing.ANSWERED if offer.state is OfferState.ACCEPTED else Standing.TAKEN
        case QuestionState.CANCELLED:
            return Standing.CANCELLED
        case _:
            return Standing.CLOSED


async def offer_card(session: AsyncSession, workspace_id: int, offer_id: int) -> OfferCard | None:
    """The card of an offer; None for one that is gone."""
    offer = await session.scalar(select(Offer).where(Offer.workspace_id == workspace_id, Offer.id == offer_id))
    question = await _question(session, workspace_id, offer.question_id) if offer else None
    if offer is None or question is None:
        return None
    asker = (await people.members(session, workspace_id, [question.asker_id]))[question.asker_id]
    helper = await _helper(session, question)
    standing = _offer_standing(question, offer)
    # Passed, taken and expired offers lose the quoted text at once.
    keeps_text = standing in {Standing.WAITING, Standing.ACCEPTED, Standing.HELPER_SAYS_ANSWERED}
    return OfferCard(
        offer_id=offer.id,
        question_id=question.id,
        text=question.text if keeps_text else None,
        topic=await topic_of(session, question),
        standing=standing,
        asker=person_of(asker),
        helper=person_of(helper) if helper else None,
        reasons=tuple(Reason.from_data(reason) for reason in offer.reasons),
        asked_at=offer.offered_at,
        chat_url=await _chat_url(session, question) if standing is Standing.ACCEPTED else None,
    )


async def chat_card(session: AsyncSession, workspace_id: int, question_id: int, *, helper_id: int) -> ChatCard | None:
    """The card in the chat of the asker and `helper_id`, who may have stepped back since."""
    question = await _question(session, workspace_id, question_id)
    if question is None:
        return None
    both = await people.members(session, workspace_id, [question.asker_id, helper_id])
    offer = (
        await session.scalars(
            select(Offer).where(
                Offer.workspace_id == workspace_id, Offer.question_id == question_id, Offer.member_id == helper_id
            )
        )
    ).one()
    is_helping = question.helper_id == helper_id
    return ChatCard(
        question_id=question.id,
        text=question.text,
        topic=await topic_of(session, question),
        standing=_asker_standing(question) if is_helping else Standing.STEPPED_BACK,
        asker=person_of(both[question.asker_id]),
        helper=person_of(both[helper_id]),
        reasons=tuple(Reason.from_data(reason) for reason in offer.reasons),
    )
