"""Wishes: who wants to be told when a colleague lists a topic that nobody lists yet."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, exists, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries, people
from bot.database import changed, insert_unless_present
from bot.deliveries import ToMember
from bot.errors import WhoKnowsError
from bot.skills.naming import LONGEST_NAME, canonical, same_key
from models import Expertise, Level, Member, Skill, SkillAlias, TopicWish

KIND = "topic_was_listed"
MOST_WISHES = 50


@dataclass(frozen=True)
class WishedTopic:
    """A topic somebody wanted to hear about, which colleagues list now."""

    skill_id: int
    name: str


async def wish(session: AsyncSession, member: Member, topic: str, now: datetime) -> bool:
    """Tell a member once when somebody lists this topic; False when they are to be told already.

    A topic that has been told of can be wished for again. Raises WhoKnowsError when they wait for too many.
    """
    # What one person waits for is theirs alone; nobody reads a name that only a wish has.
    name = (await canonical(session, member.workspace_id, topic))[:LONGEST_NAME]
    waiting = TopicWish.told_at.is_(None)
    mine = (TopicWish.workspace_id == member.workspace_id, TopicWish.member_id == member.id)
    same = (*mine, TopicWish.folded == same_key(name))
    if await session.scalar(select(TopicWish.id).where(*same, waiting)) is not None:
        return False
    if len((await session.scalars(select(TopicWish.id).where(*mine, waiting))).all()) >= MOST_WISHES:
        raise WhoKnowsError(
            f"You are waiting for {MOST_WISHES} topics already, and that is the most. Nothing was changed."
        )
    inserted = await insert_unless_present(
        session,
        TopicWish,
        workspace_id=member.workspace_id,
        member_id=member.id,
        topic=name,
        folded=same_key(name),
        wished_at=now,
    )
    again = update(TopicWish).where(*same, TopicWish.told_at.is_not(None)).values(told_at=None, wished_at=now)
    return inserted or await changed(session, again)


async def withdraw_wish(session: AsyncSession, member: Member, topic: str) -> bool:
    """Tell a member nothing about this topic after all; False when they were not waiting for it."""
    name = (await canonical(session, member.workspace_id, topic))[:LONGEST_NAME]
    return await changed(
        session,
        delete(TopicWish).where(
            TopicWish.workspace_id == member.workspace_id,
            TopicWish.member_id == member.id,
            TopicWish.folded.in_({same_key(topic), same_key(name)}),
        ),
    )


async def tell_wishers(session: AsyncSession, skill: Skill, now: datetime, *, but: Member | None = None) -> None:
    """Owe a message to everybody who waits for this topic, if a colleague of theirs can be asked about it.

    `but` is who just listed it, and knows.
    """
    aliases = await session.scalars(
        select(SkillAlias.folded).where(SkillAlias.workspace_id == skill.workspace_id, SkillAlias.skill_id == skill.id)
    )
    words = {same_key(word) for word in (skill.name, *aliases)}
    wishes = await session.scalars(
        select(TopicWish).where(
            TopicWish.workspace_id == skill.workspace_id,
            TopicWish.told_at.is_(None),
            TopicWish.member_id != (but.id if but is not None else 0),
            TopicWish.folded.in_(words),
            _listed_by_a_colleague(skill.id),
        )
    )
    for wish_ in sorted(wishes, key=lambda one: one.id):
        await deliveries.owe(
            session,
            workspace_id=skill.workspace_id,
            kind=KIND,
            subject_id=wish_.id,
            # What was listed may be taken back before anybody reads of it, and is told when it is listed again.
            key=f"{KIND}:{wish_.id}:{int(now.timestamp())}",
            to=ToMember(wish_.member_id),
            due_at=now,
            facts={"skill_id": skill.id},
            keeps_quiet_hours=True,
        )


def _listed_by_a_colleague(skill_id: int) -> ColumnElement[bool]:
    return exists().where(
        Expertise.workspace_id == TopicWish.workspace_id,
        Expertise.skill_id == skill_id,
        Expertise.level != Level.LEARNING,
        Expertise.member_id != TopicWish.member_id,
        Member.workspace_id == Expertise.workspace_id,
        Member.id == Expertise.member_id,
        people.takes_part(),
    )


async def wished_topic(session: AsyncSession, workspace_id: int, wish_id: int, skill_id: int) -> WishedTopic | None:
    """The topic to tell a wisher of; None once they were told, took the wish back, or nobody else can be asked."""
    skill = await session.scalar(
        select(Skill)
        .join(TopicWish, TopicWish.workspace_id == Skill.workspace_id)
        .where(
            Skill.workspace_id == workspace_id,
            Skill.id == skill_id,
            TopicWish.id == wish_id,
            TopicWish.told_at.is_(None),
            _listed_by_a_colleague(skill_id),
        )
    )
    return WishedTopic(skill.id, skill.name) if skill is not None else None


async def wisher_was_told(session: AsyncSession, workspace_id: int, wish_id: int, *, now: datetime) -> None:
    """The message reached the wisher: nothing more is sent about this wish."""
    await session.execute(
        update(TopicWish).where(TopicWish.workspace_id == workspace_id, TopicWish.id == wish_id).values(told_at=now)
    )
