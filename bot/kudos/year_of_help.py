"""A year of help: what somebody did for others in the last twelve months and heard for it, for their own eyes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kudos.all_kind_words import KindWord, kind_words_since
from models import Area, Help, Member, Milestone, Question, Skill

KIND = "year_of_help"
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class YearOfHelp:
    """Twelve months of one member. `topics` are names with how many asks each had.

    What was said or asked in confidence is in `asks` and `people` only, so that the whole can be shown to somebody;
    `confided` is how many thank-yous were left out for it.
    """

    member: Member
    since: datetime
    until: datetime
    people: int
    asks: int
    topics: list[tuple[str, int]]
    kind_words: list[KindWord]
    confided: int
    milestones: list[tuple[int, datetime]]


async def year_of_help(session: AsyncSession, member: Member, *, now: datetime) -> YearOfHelp:
    """What the last twelve months hold for a member."""
    since = now - YEAR
    own = (Help.workspace_id == member.workspace_id, Help.helper_id == member.id, Help.helped_at >= since)
    asks, helped = (
        await session.execute(
            select(func.count(Help.id), func.count(Question.asker_id.distinct()))
            .join(Question, (Question.id == Help.question_id) & (Question.workspace_id == Help.workspace_id))
            .where(*own)
        )
    ).one()
    often = func.count().label("often")
    topics = await session.execute(
        select(Skill.name, often)
        .join(Help, (Help.skill_id == Skill.id) & (Help.workspace_id == Skill.workspace_id))
        .where(*own, Skill.area.is_distinct_from(Area.CONFIDE))
        .group_by(Skill.id, Skill.name)
        .order_by(often.desc(), Skill.name)
    )
    reached = await session.execute(
        select(Milestone.people, Milestone.reached_at)
        .where(
            Milestone.workspace_id == member.workspace_id,
            Milestone.member_id == member.id,
            Milestone.reached_at >= since,
        )
        .order_by(Milestone.people)
    )
    words = [word for word in await kind_words_since(session, member, since) if word.reason]
    return YearOfHelp(
        member=member,
        since=since,
        until=now,
        people=helped,
        asks=asks,
        topics=[(name, count) for name, count in topics],
        kind_words=[word for word in words if not word.is_confided],
        confided=sum(word.is_confided for word in words),
        milestones=[(people, reached_at) for people, reached_at in reached],
    )
