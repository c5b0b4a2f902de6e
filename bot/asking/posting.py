"""Posting a question where anybody can say *I can help*: in a channel, or to the asker's lead alone."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries, people, skills
from bot.asking.drafting import note_demand
from bot.asking.holding import hold, hold_own, home_follows, new_asker_card, own, settled, tell_asker
from bot.asking.offering import keep_within_limits
from bot.asking.places import HELD, is_lost, leads_to_ask
from bot.asking.policy import MOST_PLACES
from bot.deliveries import Place as Address
from bot.deliveries import ToChannel, ToMember
from bot.errors import Settled, WhoKnowsError
from models import Member, OpenCard, Question, QuestionState


async def begin_without_anybody(
    session: AsyncSession, asker: Member, question_id: int, *, now: datetime
) -> tuple[Question, bool]:
    """Hold a question of the asker's own for what can be done when nobody fits; a draft counts as asked from now on.

    Tells whether it was a draft. Raises Settled for a question that somebody helps with, or that is over.
    """
    people.require_full_member(asker)
    question = await hold_own(session, asker, question_id)
    if question.state not in {QuestionState.DRAFT, QuestionState.OPEN}:
        raise await settled(session, question)
    was_draft = question.state is QuestionState.DRAFT
    if was_draft:
        await keep_within_limits(session, asker, now)
        question.state, question.opened_at, question.exhausted_at = QuestionState.OPEN, now, now
        await note_demand(session, question, now=now)
    return question, was_draft


async def post(
    session: AsyncSession, asker: Member, question_id: int, channel_slack_id: str, *, topic: str = "", now: datetime
) -> None:
    """Post a question in a channel, without its asker's name; where Slack refuses, the asker's card tells.

    `topic` is what the asker calls it; it counts where no topic was understood. Posting again where Slack refused
    before is one more try.
    """
    if not channel_slack_id.startswith(("C", "G")):
        raise WhoKnowsError("Choose a channel: a direct message has nobody else to help.", field="channel")
    name = _checked_topic(topic)
    question, _ = await begin_without_anybody(session, asker, question_id, now=now)
    await _name_topic(session, question, name)
    await place_in_channel(session, question, channel_slack_id, now=now)
    # A draft's first card tells how the post ended, so that it rings once; an older card is edited then.
    await home_follows(session, question.workspace_id, question.asker_id, now=now)


async def place_in_channel(session: AsyncSession, question: Question, channel_slack_id: str, *, now: datetime) -> None:
    """Let a held, open question stand in a channel; Settled where it stands there already."""
    card = await session.scalar(
        select(OpenCard).where(
            OpenCard.workspace_id == question.workspace_id,
            OpenCard.question_id == question.id,
            OpenCard.channel_slack_id == channel_slack_id,
        )
    )
    if card is not None and card.trouble is None:
        raise Settled("The question stands in that channel already. Choose another one, or give people some time.")
    card = await _placed(session, question, card, channel_slack_id=channel_slack_id, now=now)
    await _send(session, question, card, "open_card", ToChannel(channel_slack_id), due_at=now)


async def ask_lead(
    session: AsyncSession, asker: Member, question_id: int, lead_id: int, *, topic: str = "", now: datetime
) -> Member:
    """Ask one of the asker's leads, who sees the asker's name; gives the lead. `topic` is as for `post`."""
    name = _checked_topic(topic)
    question, was_draft = await begin_without_anybody(session, asker, question_id, now=now)
    lead = next((lead for lead in await leads_to_ask(session, question) if lead.id == lead_id), None)
    if lead is None:
        raise WhoKnowsError("They don't look after your team any more, or were asked already. Choose another way.")
    await _name_topic(session, question, name)
    card = await _placed(session, question, None, lead_id=lead.id, now=now)
    await _send(session, question, card, "lead_asked", ToMember(lead.id), due_at=people.back_at(lead, now))
    if was_draft:
        await new_asker_card(session, question, now=now)
    else:
        await tell_asker(session, question, now=now)
    await home_follows(session, question.workspace_id, question.asker_id, now=now)
    return lead


@dataclass(frozen=True)
class ToPost:
    """A question of the asker's own before it is posted: `leads` are whom they can still ask."""

    text: str
    has_topic: bool
    leads: list[Member]


async def to_post(session: AsyncSession, asker: Member, question_id: int) -> ToPost:
    """A question of the asker's own that can be posted; raises Settled when it is too late for that."""
    question = await own(session, asker, question_id)
    if question.state not in {QuestionState.DRAFT, QuestionState.OPEN}:
        raise await settled(session, question)
    has_topic = question.skill_id is not None or question.topic_words is not None
    return ToPost(question.text, has_topic, await leads_to_ask(session, question))


def _checked_topic(topic: str) -> str:
    name = " ".join(topic.split())
    if name:
        skills.checked_names([name], field="topic")
    return name


async def _name_topic(session: AsyncSession, question: Question, name: str) -> None:
    if question.skill_id is not None or not name:
        return
    known = await skills.find(session, question.workspace_id, name)
    question.skill_id = known.id if known else None
    question.topic_words = None if known else name


async def _placed(
    session: AsyncSession,
    question: Question,
    card: OpenCard | None,
    *,
    now: datetime,
    channel_slack_id: str | None = None,
    lead_id: int | None = None,
) -> OpenCard:
    if card is None:
        others = await session.scalars(
            select(OpenCard.trouble).where(
                OpenCard.workspace_id == question.workspace_id, OpenCard.question_id == question.id
            )
        )
        if sum(not is_lost(trouble) for trouble in others) >= MOST_PLACES:
            raise WhoKnowsError(
                f"Your question stands in {MOST_PLACES} places already, the most there are. Give people some time."
            )
        card = OpenCard(workspace_id=question.workspace_id, question_id=question.id)
        card.channel_slack_id, card.lead_id = channel_slack_id, lead_id
        session.add(card)
    card.posted_at, card.trouble = now, None
    await session.flush()
    return card


async def _send(
    session: AsyncSession, question: Question, card: OpenCard, kind: str, to: Address, *, due_at: datetime
) -> None:
    earlier = await deliveries.posted(session, workspace_id=card.workspace_id, kind=kind, subject_id=card.id)
    await deliveries.owe(
        session,
        workspace_id=question.workspace_id,
        kind=kind,
        subject_id=card.id,
        key=f"{kind}:{card.id}" + (f":after:{earlier.id}" if earlier else ""),
        to=to,
        due_at=due_at,
        keeps_quiet_hours=isinstance(to, ToMember),
    )


async def _held_card(session: AsyncSession, workspace_id: int, card_id: int) -> tuple[Question, OpenCard] | None:
    card = await session.scalar(select(OpenCard).where(OpenCard.workspace_id == workspace_id, OpenCard.id == card_id))
    if card is None:
        return None
    question = await hold(session, workspace_id, card.question_id)
    await session.refresh(card)
    return question, card


async def card_was_posted(session: AsyncSession, workspace_id: int, card_id: int, *, now: datetime) -> None:
    """The card stands in its channel, or reached the lead: the asker's card says so."""
    await _settle(session, workspace_id, card_id, None, now=now)


async def card_was_refused(session: AsyncSession, workspace_id: int, card_id: int, *, now: datetime) -> None:
    """Slack refused the card for good: the asker's card says why, and offers the choices again."""
    card = await session.scalar(select(OpenCard).where(OpenCard.workspace_id == workspace_id, OpenCard.id == card_id))
    kind = "open_card" if card is not None and card.lead_id is None else "lead_asked"
    last = await deliveries.posted(session, workspace_id=workspace_id, kind=kind, subject_id=card_id)
    why = (last.reason if last else None) or "refused"
    await _settle(session, workspace_id, card_id, why[:80], now=now)


async def card_may_be_missing(session: AsyncSession, workspace_id: int, card_id: int, *, now: datetime) -> None:
    """Nobody can tell whether the card arrived: the asker is asked to look."""
    await _settle(session, workspace_id, card_id, HELD, now=now)


async def _settle(
    session: AsyncSession, workspace_id: int, card_id: int, trouble: str | None, *, now: datetime
) -> None:
    held = await _held_card(session, workspace_id, card_id)
    if held is None:
        return
    question, card = held
    card.trouble = trouble
    if question.card == 0 and question.state is QuestionState.OPEN:
        await new_asker_card(session, question, now=now)
        await home_follows(session, workspace_id, question.asker_id, now=now)
    else:
        await tell_asker(session, question, now=now)
