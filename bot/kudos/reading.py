"""Kind words as they are read: a post, a direct message, one's own Home, and the chance to say thanks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import people, teams
from bot.errors import WhoKnowsError
from bot.kudos.adding_thanks import added_by
from bot.kudos.places import ways
from models import Area, Kudos, KudosReceiver, KudosTopic, Member, Question, QuestionState, Skill


@dataclass(frozen=True)
class KindWords:
    """Thanks as their receiver, or a channel, reads them; `receivers` are those whom a post names.

    `kudos_id` is None in a rehearsal.
    `channel` is the Slack id of the channel with the post, None for what is said in messages alone. `added` are those
    who added their thanks. `awaits_story` is true where the giver would let a roundup tell it and the receiver was not
    asked yet.
    """

    kudos_id: int | None
    giver: Member
    receivers: list[Member]
    reason: str
    topic: str | None
    given_at: datetime
    channel: str | None = None
    added: Sequence[Member] = ()
    awaits_story: bool = False


async def kind_words(session: AsyncSession, workspace_id: int, kudos_id: int) -> KindWords | None:
    """The thanks behind a post or a direct message; None once they were taken back."""
    kudos = await session.scalar(
        select(Kudos).where(Kudos.workspace_id == workspace_id, Kudos.id == kudos_id, Kudos.removed_at.is_(None))
    )
    return await words_of(session, kudos) if kudos is not None else None


async def words_of(session: AsyncSession, kudos: Kudos, *, reader_id: int | None = None) -> KindWords:
    """Kudos in full; `reader_id` is of the receiver whose own answers matter, where it is read by one."""
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
        kudos_id=kudos.id,
        giver=everybody[kudos.giver_id],
        receivers=sorted(receivers, key=lambda member: member.name.casefold()),
        reason=kudos.reason,
        topic=await _topic(session, kudos),
        given_at=kudos.given_at,
        channel=kudos.channel_slack_id,
        added=await added_by(session, kudos) if kudos.channel_slack_id is not None else (),
        awaits_story=kudos.may_be_told
        and any(row.in_public and row.agrees_to_story is None for row in rows if row.member_id == reader_id),
    )


async def _topic(session: AsyncSession, kudos: Kudos) -> str | None:
    """The topic of the question that was answered, else the one that the giver named."""
    name: str | None = None
    if kudos.question_id is not None:
        name = await session.scalar(
            select(Skill.name)
            .join(Question, (Question.skill_id == Skill.id) & (Question.workspace_id == Skill.workspace_id))
            .where(Question.workspace_id == kudos.workspace_id, Question.id == kudos.question_id)
        )
    if name is None:
        name = await session.scalar(
            select(Skill.name)
            .join(KudosTopic, (KudosTopic.skill_id == Skill.id) & (KudosTopic.workspace_id == Skill.workspace_id))
            .where(KudosTopic.workspace_id == kudos.workspace_id, KudosTopic.kudos_id == kudos.id)
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
    return [await words_of(session, kudos, reader_id=member.id) for kudos in found.all()]


@dataclass(frozen=True)
class ThanksOffer:
    """What the form for thanking a helper needs: whom, for what, and where it may be said.

    `channels` are the Slack ids of the channels a public post may go to. `has_lead` is true where the helper has a
    lead, other than the asker, who can be let know.
    """

    question_id: int
    helper: Member
    topic: str | None
    channels: Sequence[str]
    has_lead: bool = False


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
    skill = await session.scalar(
        select(Skill).where(Skill.workspace_id == asker.workspace_id, Skill.id == question.skill_id)
    )
    how = await ways(session, asker, [helper])
    is_open = helper.likes_public_thanks and not (skill is not None and skill.area is Area.CONFIDE)
    leads = await teams.leads_of(session, helper) if is_open else []
    return ThanksOffer(
        question_id,
        helper,
        skill.name if skill else None,
        how.channels if is_open else [],
        has_lead=any(lead.id != asker.id for lead in leads),
    )
