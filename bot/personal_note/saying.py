"""What a personal note says: what waits on somebody, and what their help came to in the last week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import asking, nominations, people
from bot.asking import OfferCard
from bot.kudos import milestones, passing_on
from bot.kudos.milestones import Reached
from bot.nominations import NominationCard
from models import Kudos, KudosReceiver, Member, Question, QuestionState, Skill

LOOKS_BACK = timedelta(days=7)


@dataclass(frozen=True)
class ToThank:
    """An answered question whose helper was not thanked yet."""

    question_id: int
    helper: str
    topic: str | None


@dataclass(frozen=True)
class Story:
    """Kind words that their giver would let a roundup tell, and the receiver was not asked about yet."""

    kudos_id: int
    by: str


@dataclass(frozen=True)
class Note:
    """What there is to say to one member. `passed_on` are topics, no reason for a note by themselves."""

    offers: Sequence[OfferCard]
    to_thank: Sequence[ToThank]
    suggestion: NominationCard | None
    story: Story | None
    thanked_by: Sequence[str]
    milestone: Reached | None
    passed_on: Sequence[str]

    @property
    def is_empty(self) -> bool:
        """Whether there is no reason to write."""
        waits = self.offers or self.to_thank or self.suggestion or self.story
        return not (waits or self.thanked_by or self.milestone)


async def note(session: AsyncSession, member: Member, *, until: datetime) -> Note:
    """What is true now of what had come by `until`, when the note's day begins: each thing is in one week's note."""
    since = until - LOOKS_BACK
    offers = await asking.waiting_on(session, member, now=until)
    suggestion = await nominations.waiting_on(session, member, now=until)
    milestone = await milestones.to_decide(session, member, now=until, reached_within=LOOKS_BACK)
    thanked_by, story = await _thanks(session, member, since, until)
    return Note(
        offers=[card for card in offers if card.asked_at < until],
        to_thank=await _to_thank(session, member, since, until),
        suggestion=suggestion,
        story=story,
        thanked_by=thanked_by,
        milestone=milestone,
        passed_on=await passing_on.gathered(session, member, since=since),
    )


async def _to_thank(session: AsyncSession, member: Member, since: datetime, until: datetime) -> list[ToThank]:
    """Questions of theirs that were answered in that week, once each: whoever says no more is not asked again."""
    thanked = exists().where(Kudos.workspace_id == Question.workspace_id, Kudos.question_id == Question.id)
    rows = await session.execute(
        select(Question.id, Member.name, Skill.name)
        .join(Member, (Member.id == Question.helper_id) & (Member.workspace_id == Question.workspace_id))
        .outerjoin(Skill, (Skill.id == Question.skill_id) & (Skill.workspace_id == Question.workspace_id))
        .where(
            Question.workspace_id == member.workspace_id,
            Question.asker_id == member.id,
            Question.state == QuestionState.ANSWERED,
            Question.answered_at >= since,
            Question.answered_at < until,
            people.takes_part(),
            ~thanked,
        )
        .order_by(Question.id)
    )
    return [ToThank(*row) for row in rows]


async def _thanks(
    session: AsyncSession, member: Member, since: datetime, until: datetime
) -> tuple[list[str], Story | None]:
    """Who thanked them in that week, each once, and the first story they may agree to."""
    rows = (
        await session.execute(
            select(Kudos, KudosReceiver, Member.name)
            .join(
                KudosReceiver, (KudosReceiver.kudos_id == Kudos.id) & (KudosReceiver.workspace_id == Kudos.workspace_id)
            )
            .join(Member, (Member.id == Kudos.giver_id) & (Member.workspace_id == Kudos.workspace_id))
            .where(
                KudosReceiver.workspace_id == member.workspace_id,
                KudosReceiver.member_id == member.id,
                Kudos.removed_at.is_(None),
                Kudos.given_at >= since,
                Kudos.given_at < until,
            )
            .order_by(Kudos.given_at, Kudos.id)
        )
    ).all()
    names = list({kudos.giver_id: name for kudos, _, name in rows}.values())
    asked = [
        Story(kudos.id, name)
        for kudos, receiver, name in rows
        if kudos.may_be_told and kudos.told_at is None and receiver.in_public and receiver.agrees_to_story is None
    ]
    return names, asked[0] if asked else None
