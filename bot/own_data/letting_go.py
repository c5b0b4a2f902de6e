"""What goes with somebody who is forgotten: rows that are theirs alone, and their words in rows that stay."""

from collections.abc import Sequence

from sqlalchemy import Select, delete, exists, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models import (
    NAMELESS,
    UNTITLED,
    AddedThanks,
    AskAllowance,
    AuditEntry,
    Demand,
    Expertise,
    Help,
    Kudos,
    KudosTopic,
    LeadPrompt,
    Lesson,
    Lunch,
    LunchHost,
    LunchProposal,
    LunchQuestion,
    LunchWish,
    Member,
    Milestone,
    Nomination,
    Offer,
    PassedOn,
    PersonalNote,
    Preparation,
    Question,
    Seat,
    Skill,
    SkillChange,
    Team,
    TeamMember,
    TopicWish,
    Tour,
    UnpromptedDay,
)


async def let_go(session: AsyncSession, member: Member) -> None:
    """Delete the rows that say something about this member alone."""
    topics: list[int] = []
    for names in (Expertise, LunchWish):
        named = await session.scalars(
            delete(names)
            .where(names.workspace_id == member.workspace_id, names.member_id == member.id)
            .returning(names.skill_id)
            .execution_options(synchronize_session=False)
        )
        topics += named
    for whose in (
        TopicWish.member_id,
        Tour.member_id,
        TeamMember.member_id,
        AskAllowance.member_id,
        UnpromptedDay.member_id,
        Nomination.nominee_id,
        AddedThanks.member_id,
        Milestone.member_id,
        PassedOn.first_helper_id,
        LeadPrompt.lead_id,
        PersonalNote.member_id,
        Seat.member_id,
        LunchHost.member_id,
        Lesson.member_id,
        LunchQuestion.member_id,
        LunchProposal.member_id,
        Preparation.host_id,
    ):
        table = whose.class_
        theirs = (table.workspace_id == member.workspace_id) & (whose == member.id)
        await session.execute(delete(table).where(theirs), execution_options={"synchronize_session": False})
    await _let_topics_go(session, member.workspace_id, topics)


async def _let_topics_go(session: AsyncSession, workspace_id: int, skill_ids: Sequence[int]) -> None:
    """Delete topics that nobody else listed and nothing refers to: their name was the member's own word."""
    used = [
        exists().where(table.workspace_id == workspace_id, table.skill_id == Skill.id)
        for table in (Expertise, Question, Help, Demand, SkillChange, KudosTopic, Lunch, LunchWish, LunchProposal)
    ]
    await session.execute(
        delete(Skill).where(Skill.workspace_id == workspace_id, Skill.id.in_(skill_ids), *(~one for one in used)),
        execution_options={"synchronize_session": False},
    )


async def blank_words(session: AsyncSession, member: Member) -> None:
    """Take the member's words, and what was noted about them, out of rows that others need too."""
    workspace_id, member_id = member.workspace_id, member.id
    statements = (
        update(Question)
        .where(Question.workspace_id == workspace_id, Question.asker_id == member_id)
        .values(text="", topic_words=None),
        update(Offer).where(Offer.workspace_id == workspace_id, Offer.member_id == member_id).values(reasons=[]),
        update(Kudos).where(Kudos.workspace_id == workspace_id, Kudos.giver_id == member_id).values(reason=""),
        update(Nomination)
        .where(Nomination.workspace_id == workspace_id, Nomination.nominated_by_id == member_id)
        .values(nominated_by_id=None),
        update(PassedOn)
        .where(PassedOn.workspace_id == workspace_id, PassedOn.help_id.in_(_their_help(member)))
        .values(named_at=None),
        update(Lunch)
        .where(Lunch.workspace_id == workspace_id, Lunch.announced_by_id == member_id)
        .values(title=UNTITLED, about="", place="", link=None, recording_link=None, notes=None),
        update(Team)
        .where(Team.workspace_id == workspace_id, Team.welcome_by_id == member_id)
        .values(welcome_by_id=None, welcome_words="", welcome_story=""),
    )
    await session.flush()
    for statement in statements:
        await session.execute(statement, execution_options={"synchronize_session": False})
    await _out_of_the_audit_log(session, member)


def _their_help(member: Member) -> Select[int]:
    return select(Help.id).where(Help.workspace_id == member.workspace_id, Help.helper_id == member.id)


async def _out_of_the_audit_log(session: AsyncSession, member: Member) -> None:
    entries = await session.scalars(
        select(AuditEntry).where(
            AuditEntry.workspace_id == member.workspace_id,
            AuditEntry.about.contains(member.name, autoescape=True)
            | AuditEntry.about.contains(member.slack_id, autoescape=True),
        )
    )
    for entry in entries.all():
        entry.about = entry.about.replace(member.name, NAMELESS).replace(member.slack_id, NAMELESS)[:200]
    await session.flush()
