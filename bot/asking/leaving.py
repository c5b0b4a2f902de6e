"""Somebody takes part no longer: others take over what they were asked, and what they asked themselves is over."""

from datetime import datetime

from sqlalchemy import Select, not_, or_, select, union
from sqlalchemy.ext.asyncio import AsyncSession

from bot import people
from bot.asking.changing import cancel_held
from bot.asking.helping import open_again
from bot.asking.holding import hold, home_follows, new_asker_card, offers_of, tell_asker
from bot.asking.offering import bring_next, withdraw_these
from bot.asking.places import LEFT, places_of
from models import Member, Offer, OfferState, OpenCard, Question, QuestionState

AT_ONCE = 100
_GOES_ON = [QuestionState.OPEN, QuestionState.ACCEPTED]
_CONCERNED = [OfferState.PENDING, OfferState.ACCEPTED]


async def to_see_off(session: AsyncSession) -> list[tuple[int, int]]:
    """The members, as workspace and member ids, who take part no longer and still ask or are asked something."""
    is_gone = not_(people.takes_part())
    of_member = (Member.workspace_id == Question.workspace_id) & or_(
        Member.id == Question.asker_id, Member.id == Question.helper_id
    )
    busy = select(Member.workspace_id, Member.id).join(Question, of_member)
    asked = (
        select(Member.workspace_id, Member.id)
        .join(Offer, (Offer.workspace_id == Member.workspace_id) & (Offer.member_id == Member.id))
        .join(Question, (Question.workspace_id == Offer.workspace_id) & (Question.id == Offer.question_id))
    )
    turned_to = (
        select(Member.workspace_id, Member.id)
        .join(OpenCard, (OpenCard.workspace_id == Member.workspace_id) & (OpenCard.lead_id == Member.id))
        .join(Question, (Question.workspace_id == OpenCard.workspace_id) & (Question.id == OpenCard.question_id))
    )
    found = await session.execute(
        union(
            busy.where(is_gone, Question.state.in_(_GOES_ON)),
            asked.where(is_gone, Question.state == QuestionState.OPEN, Offer.state == OfferState.PENDING),
            turned_to.where(is_gone, Question.state == QuestionState.OPEN, OpenCard.trouble.is_(None)),
        ).limit(AT_ONCE)
    )
    return [(workspace_id, member_id) for workspace_id, member_id in found]


async def see_off(session: AsyncSession, workspace_id: int, member_id: int, *, now: datetime) -> None:
    """Let others take over from a member who takes part no longer."""
    found = await people.members(session, workspace_id, [member_id])
    await member_left(session, found[member_id], now=now)


async def member_left(session: AsyncSession, member: Member, *, now: datetime) -> None:
    """Cancel what somebody asked who takes part no longer, and ask others in their place; twice changes nothing.

    Whoever asked someone who had said yes reads it on a new card; whose offer only waited is never named.
    """
    own = (Question.workspace_id == member.workspace_id, Question.state.in_(_GOES_ON))
    for question_id in (await session.scalars(_ids().where(*own, Question.asker_id == member.id))).all():
        question = await hold(session, member.workspace_id, question_id)
        if question.state in _GOES_ON:
            await cancel_held(session, question, now=now)
    waiting = (Offer.workspace_id == Question.workspace_id) & (Offer.question_id == Question.id)
    concerned = _ids().join(Offer, waiting).where(*own, Offer.member_id == member.id, Offer.state.in_(_CONCERNED))
    for question_id in (await session.scalars(concerned)).all():
        question = await hold(session, member.workspace_id, question_id)
        mine = next(offer for offer in await offers_of(session, question) if offer.member_id == member.id)
        if question.state is QuestionState.ACCEPTED and question.helper_id == member.id:
            await open_again(session, question, mine, now=now)
        elif question.state is QuestionState.OPEN and mine.state is OfferState.PENDING:
            await withdraw_these(session, [mine], now=now)
            await bring_next(session, question, now=now)
    await _lead_left(session, member, now=now)


async def _lead_left(session: AsyncSession, lead: Member, *, now: datetime) -> None:
    """Tell whoever turned to them as their lead, passed or not: a new card where nobody else may still say yes."""
    cards = await session.scalars(
        select(OpenCard)
        .join(Question, (Question.workspace_id == OpenCard.workspace_id) & (Question.id == OpenCard.question_id))
        .where(
            OpenCard.workspace_id == lead.workspace_id,
            OpenCard.lead_id == lead.id,
            OpenCard.trouble.is_(None),
            Question.state == QuestionState.OPEN,
        )
        .order_by(OpenCard.id)
    )
    for card in cards.all():
        question = await hold(session, lead.workspace_id, card.question_id)
        if question.state is not QuestionState.OPEN:
            continue
        card.trouble = LEFT if lead.is_deactivated else "takes part no longer"
        await session.flush()
        if all(place.is_lost for place in await places_of(session, question)):
            await new_asker_card(session, question, now=now)
            await home_follows(session, question.workspace_id, question.asker_id, now=now)
        else:
            await tell_asker(session, question, now=now)


def _ids() -> Select[int]:
    return select(Question.id).order_by(Question.id)
