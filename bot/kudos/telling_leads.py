"""Letting leads know: the words go to who looks after those who were thanked, and one press passes them on."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import CompoundSelect, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries, people, teams
from bot.database import decide_alone
from bot.deliveries import ToMember
from bot.errors import Settled, WhoKnowsError
from models import Area, Delivery, Kudos, KudosReceiver, KudosTopic, Member, Operation, Question, Skill

LEAD_TOLD = "lead_told"
# On the post: the thanks by which its reader passed the words on.
_PASSED_ON = "passed_on_by"


@dataclass(frozen=True)
class ToldLead:
    """Thanks as a lead reads them: the words, from whom, and for whom of the people they look after.

    `is_passed_on` once they thanked these people too, as long as that was not taken back.
    """

    kudos_id: int
    giver: Member
    receivers: list[Member]
    reason: str
    topic: str | None
    is_passed_on: bool


async def tell_leads(session: AsyncSession, kudos: Kudos, *, now: datetime) -> None:
    """Owe the words of these thanks to each lead of whom they are for; nobody is told of what was confided.

    Asks without a name have no place here either. Whoever prefers private thanks is nobody's news.
    """
    if await _is_confided(session, kudos):
        return
    receivers = await _receivers(session, kudos)
    knows = {kudos.giver_id, *(one.id for one in receivers)}
    leads: dict[int, Member] = {}
    for receiver in receivers:
        if receiver.likes_public_thanks:
            leads |= {lead.id: lead for lead in await teams.leads_of(session, receiver)}
    for lead_id, lead in sorted(leads.items()):
        if lead_id not in knows:
            await deliveries.owe(
                session,
                workspace_id=kudos.workspace_id,
                kind=LEAD_TOLD,
                subject_id=kudos.id,
                key=f"kudos:{kudos.id}:lead:{lead_id}",
                to=ToMember(lead_id),
                due_at=people.back_at(lead, now),
                keeps_quiet_hours=True,
            )


async def _is_confided(session: AsyncSession, kudos: Kudos) -> bool:
    confided = select(Skill.id).where(
        Skill.workspace_id == kudos.workspace_id, Skill.id.in_(_topics(kudos)), Skill.area == Area.CONFIDE
    )
    return await session.scalar(confided.limit(1)) is not None


def _topics(kudos: Kudos) -> CompoundSelect[Any]:
    """The topics that these thanks are about: that of the answered question, or the one that the giver named."""
    of_question = select(Question.skill_id).where(
        Question.workspace_id == kudos.workspace_id,
        Question.id == kudos.question_id,
        Question.skill_id.is_not(None),
    )
    named = select(KudosTopic.skill_id).where(
        KudosTopic.workspace_id == kudos.workspace_id, KudosTopic.kudos_id == kudos.id
    )
    return of_question.union_all(named)


async def _receivers(session: AsyncSession, kudos: Kudos) -> list[Member]:
    found = await session.scalars(
        select(Member)
        .join(
            KudosReceiver, (KudosReceiver.member_id == Member.id) & (KudosReceiver.workspace_id == Member.workspace_id)
        )
        .where(KudosReceiver.workspace_id == kudos.workspace_id, KudosReceiver.kudos_id == kudos.id)
    )
    return sorted(found, key=lambda member: (member.name.casefold(), member.id))


async def told_lead(session: AsyncSession, post: Delivery) -> ToldLead | None:
    """What the lead of this card reads now; None where the words are gone, or are about nobody they look after."""
    kudos = await session.scalar(
        select(Kudos).where(Kudos.workspace_id == post.workspace_id, Kudos.id == post.subject_id)
    )
    if kudos is None or await _is_confided(session, kudos):
        return None
    receivers = [
        receiver
        for receiver in await _receivers(session, kudos)
        if receiver.likes_public_thanks
        and people.may_take_part(receiver)
        and post.member_id in {lead.id for lead in await teams.leads_of(session, receiver)}
    ]
    if not receivers:
        return None
    return ToldLead(
        kudos_id=kudos.id,
        giver=(await people.members(session, kudos.workspace_id, [kudos.giver_id]))[kudos.giver_id],
        receivers=receivers,
        reason=kudos.reason,
        topic=await session.scalar(
            select(Skill.name).where(Skill.workspace_id == kudos.workspace_id, Skill.id.in_(_topics(kudos))).limit(1)
        ),
        is_passed_on=await _stands(session, post),
    )


async def _stands(session: AsyncSession, post: Delivery) -> bool:
    """Whether the lead's own thanks were said and not taken back."""
    said = select(KudosReceiver.id).where(
        KudosReceiver.workspace_id == post.workspace_id, KudosReceiver.kudos_id == int(post.facts.get(_PASSED_ON, 0))
    )
    return await session.scalar(said.limit(1)) is not None


async def to_pass_on(session: AsyncSession, lead: Member, kudos_id: int) -> ToldLead:
    """The words that a lead is about to pass on; nobody else decides until the transaction ends.

    Raises Settled when they did already, and WhoKnowsError when there is nobody left to thank.
    """
    await decide_alone(session, lead.workspace_id)
    post = await _post(session, lead, kudos_id)
    told = await told_lead(session, post) if post is not None else None
    if told is None:
        raise WhoKnowsError("There is nobody to pass these words on to any more, so nothing was sent.")
    if told.is_passed_on:
        raise Settled("You passed these words on already. There is nothing more for you to do.")
    return told


async def were_passed_on(
    session: AsyncSession, lead: Member, told: ToldLead, by_kudos_id: int, *, now: datetime
) -> None:
    """Note with which thanks a lead passed words on; their card says so."""
    post = await _post(session, lead, told.kudos_id)
    if post is not None:
        post.facts = {**post.facts, _PASSED_ON: by_kudos_id}
        await session.flush()
    await deliveries.refresh(session, workspace_id=lead.workspace_id, kind=LEAD_TOLD, subject_id=told.kudos_id, now=now)


async def may_be_passed_on_again(session: AsyncSession, lead: Member, by_kudos_id: int, *, now: datetime) -> None:
    """Bring the card up to date whose words a lead passed on with these thanks, which they took back."""
    cards = await session.scalars(
        select(Delivery).where(
            Delivery.workspace_id == lead.workspace_id,
            Delivery.member_id == lead.id,
            Delivery.kind == LEAD_TOLD,
            Delivery.operation == Operation.POST,
        )
    )
    passed_on = [card.subject_id for card in cards if card.facts.get(_PASSED_ON) == by_kudos_id]
    if passed_on:
        await deliveries.refresh_all(
            session, workspace_id=lead.workspace_id, kind=LEAD_TOLD, subject_ids=passed_on, now=now
        )


async def _post(session: AsyncSession, lead: Member, kudos_id: int) -> Delivery | None:
    post: Delivery | None = await session.scalar(
        select(Delivery)
        .where(
            Delivery.workspace_id == lead.workspace_id,
            Delivery.key == f"kudos:{kudos_id}:lead:{lead.id}",
        )
        .execution_options(populate_existing=True)
    )
    return post
