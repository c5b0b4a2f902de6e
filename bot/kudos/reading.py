"""Kind words as they are read: a post, a direct message, one's own Home, and the chance to say thanks."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import people
from bot.errors import WhoKnowsError
from models import Kudos, KudosReceiver, Member, Question, QuestionState, Skill, Workspace


@dataclass(frozen=True)
class KindWords:
    """Thanks as its receiver, or a channel, reads them."""

    giver: Member
    receivers: list[Member]
    reason: str
    topic: str | None
    given_at: datetime


async def kind_words(session: AsyncSession, workspace_id: int, kudos_id: int) -> KindWords | None:
    """The thanks behind a post or a direct message; for a post, only those it may name."""
    kudos = await session.scalar(select(Kudos).where(Kudos.workspace_id == workspace_id, Kudos.id == kudos_id))
    return await _words(session, kudos) if kudos is not None else None


async def _words(session: AsyncSession, kudos: Kudos) -> KindWords:
    rows = (
        await session.scalars(
            select(KudosReceiver).where(
                KudosReceiver.workspace_id == kudos.workspace_id, KudosReceiver.kudos_id == kudos.id
            )
        )
    ).all()
    everybody = await people.members(session, kudos.workspace_id, [kudos.giver_id, *(row.member_id for row in rows)])
    receivers = [everybody[row.member_id] for row in rows if row.in_public]
    return KindWords(
        giver=everybody[kudos.giver_id],
        receivers=sorted(receivers, key=lambda member: member.name.casefold()),
        reason=kudos.reason,
        topic=await _topic(session, kudos),
        given_at=kudos.given_at,
    )


async def _topic(session: AsyncSession, kudos: Kudos) -> str | None:
    if kudos.question_id is None:
        return None
    name: str | None = await session.scalar(
        select(Skill.name)
        .join(Question, (Question.skill_id == Skill.id) & (Question.workspace_id == Skill.workspace_id))
        .where(Question.workspace_id == kudos.workspace_id, Question.id == kudos.question_id)
    )
    return name


async def received(session: AsyncSession, member: Member, *, at_most: int = 3) -> list[KindWords]:
    """The newest kind words for a member, for their own eyes."""
    found = await session.scalars(
        select(Kudos)
        .join(KudosReceiver, (KudosReceiver.kudos_id == Kudos.id) & (KudosReceiver.workspace_id == Kudos.workspace_id))
        .where(KudosReceiver.workspace_id == member.workspace_id, KudosReceiver.member_id == member.id)
        .order_by(Kudos.given_at.desc(), Kudos.id.desc())
        .limit(at_most)
    )
    return [await _words(session, kudos) for kudos in found.all()]


@dataclass(frozen=True)
class ThanksOffer:
    """What the form for thanking a helper needs: whom, for what, and whether it may be said in public."""

    question_id: int
    helper: Member
    topic: str | None
    channel: str | None


def thanked_already(name: str) -> WhoKnowsError:
    """The refusal of a second thank-you for one question."""
    return WhoKnowsError(f"You thanked {name} for this one already. They have it in their kind words.")


async def thanks_for(session: AsyncSession, asker: Member, question_id: int) -> ThanksOffer:
    """The chance to thank whoever answered the asker's question.

    Raises WhoKnowsError when it isn't answered, or the thanks were said already.
    """
    question = await session.scalar(
        select(Question).where(
            Question.workspace_id == asker.workspace_id, Question.id == question_id, Question.asker_id == asker.id
        )
    )
    if question is None or question.state is not QuestionState.ANSWERED or question.helper_id is None:
        raise WhoKnowsError("There is nobody to thank for this one yet.")
    said = await session.scalar(
        select(Kudos.id).where(Kudos.workspace_id == asker.workspace_id, Kudos.question_id == question_id)
    )
    helper = (await people.members(session, asker.workspace_id, [question.helper_id]))[question.helper_id]
    if said is not None:
        raise thanked_already(helper.name)
    workspace = (await session.scalars(select(Workspace).where(Workspace.id == asker.workspace_id))).one()
    topic = await session.scalar(
        select(Skill.name).where(Skill.workspace_id == asker.workspace_id, Skill.id == question.skill_id)
    )
    channel = workspace.shoutout_channel_slack_id if helper.likes_public_thanks else None
    return ThanksOffer(question_id, helper, topic, channel)
