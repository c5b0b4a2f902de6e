"""What is kept about somebody, for their own eyes: how much of each kind, and all of it as a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import files
from bot.own_data.lunches import about_lunches
from bot.own_data.plain import rows_of, said
from models import (
    AddedThanks,
    Expertise,
    Help,
    Kudos,
    KudosReceiver,
    KudosReport,
    LunchHost,
    LunchQuestion,
    LunchWish,
    Member,
    Milestone,
    Nomination,
    Offer,
    PairChat,
    PassedOn,
    Question,
    Seat,
    Skill,
    Team,
    TeamMember,
    TopicWish,
    Tour,
)

# Of somebody's own row, what is about the row and not about them.
_NOT_ABOUT_THEM = frozenset({"id", "workspace_id", "forgotten_at", "calendar_digest"})


@dataclass(frozen=True)
class Kept:
    """How much is kept about a member."""

    member: Member
    topics: int
    questions: int
    asks: int
    thanks_given: int
    thanks_received: int
    nominations: int
    wishes: int
    lunch_wishes: int
    teams: int
    chats: int
    lunches_held: int
    seats: int
    lunch_questions: int


async def kept(session: AsyncSession, member: Member) -> Kept:
    """How much is kept about a member, by kind."""

    async def rows(table: Any, which: ColumnElement[bool]) -> int:
        query = select(func.count()).select_from(table).where(table.workspace_id == member.workspace_id, which)
        return await session.scalar(query) or 0

    return Kept(
        member=member,
        topics=await rows(Expertise, Expertise.member_id == member.id),
        questions=await rows(Question, Question.asker_id == member.id),
        asks=await rows(Offer, Offer.member_id == member.id),
        thanks_given=await rows(Kudos, (Kudos.giver_id == member.id) & Kudos.removed_at.is_(None)),
        thanks_received=await rows(KudosReceiver, KudosReceiver.member_id == member.id),
        nominations=await rows(Nomination, Nomination.nominee_id == member.id),
        wishes=await rows(TopicWish, TopicWish.member_id == member.id),
        lunch_wishes=await rows(LunchWish, LunchWish.member_id == member.id),
        teams=await rows(TeamMember, TeamMember.member_id == member.id),
        chats=await rows(PairChat, (PairChat.first_member_id == member.id) | (PairChat.second_member_id == member.id)),
        lunches_held=await rows(LunchHost, LunchHost.member_id == member.id),
        seats=await rows(Seat, Seat.member_id == member.id),
        lunch_questions=await rows(LunchQuestion, LunchQuestion.member_id == member.id),
    )


async def send_file(session: AsyncSession, member: Member, *, now: datetime) -> bool:
    """Owe a member the file of everything kept about them; False while one they asked for before is on its way."""
    return await files.send(session, member, "own_data_file", now=now)


async def everything(session: AsyncSession, member: Member, *, now: datetime) -> dict[str, Any]:
    """All that is kept about a member, as plain data for a file.

    Of others it holds only what the member has seen: nobody's answers to a suggestion, and no words of a question that
    the member may not read any more.
    """
    return {
        "made_at": said(now),
        "you": {
            column.key: said(getattr(member, column.key))
            for column in Member.__table__.columns
            if column.key not in _NOT_ABOUT_THEM
        },
        "topics_you_list": await _topics(session, member),
        "questions_you_asked": await _questions(session, member),
        "asks_that_reached_you": await _asks(session, member),
        "help_you_gave": await rows_of(
            session,
            select(Skill.name.label("topic"), Help.helped_at)
            .outerjoin(Skill, (Skill.id == Help.skill_id) & (Skill.workspace_id == Help.workspace_id))
            .select_from(Help)
            .where(Help.workspace_id == member.workspace_id, Help.helper_id == member.id)
            .order_by(Help.id),
        ),
        "thanks_you_gave": await _thanks(session, member, Kudos.giver_id == member.id, KudosReceiver.member_id),
        "thanks_you_received": await _thanks(session, member, KudosReceiver.member_id == member.id, Kudos.giver_id),
        "thanks_you_added_yours_to": await rows_of(
            session,
            select(Member.name.label("given_by"), AddedThanks.added_at)
            .join(Kudos, (Kudos.id == AddedThanks.kudos_id) & (Kudos.workspace_id == AddedThanks.workspace_id))
            .join(Member, (Member.id == Kudos.giver_id) & (Member.workspace_id == Kudos.workspace_id))
            .where(AddedThanks.workspace_id == member.workspace_id, AddedThanks.member_id == member.id)
            .order_by(AddedThanks.id),
        ),
        # What became of them is the admins' to know.
        "thanks_you_reported": await rows_of(
            session,
            select(KudosReport.reported_at)
            .where(KudosReport.workspace_id == member.workspace_id, KudosReport.reporter_id == member.id)
            .order_by(KudosReport.id),
        ),
        "milestones_you_reached": await rows_of(
            session,
            select(Milestone.people, Milestone.reached_at, Milestone.shared_at, Milestone.kept_at)
            .where(Milestone.workspace_id == member.workspace_id, Milestone.member_id == member.id)
            .order_by(Milestone.id),
        ),
        # Who passed it on is theirs to say.
        "help_of_yours_that_was_passed_on": await rows_of(
            session,
            select(Skill.name.label("topic"), PassedOn.passed_on_at)
            .join(Help, (Help.id == PassedOn.help_id) & (Help.workspace_id == PassedOn.workspace_id))
            .join(Skill, (Skill.id == Help.skill_id) & (Skill.workspace_id == Help.workspace_id))
            .where(PassedOn.workspace_id == member.workspace_id, PassedOn.first_helper_id == member.id)
            .order_by(PassedOn.id),
        ),
        "topics_suggested_to_you": await rows_of(
            session,
            select(Nomination.topic, Nomination.state.label("your_answer"), Nomination.nominated_at)
            .where(Nomination.workspace_id == member.workspace_id, Nomination.nominee_id == member.id)
            .order_by(Nomination.id),
        ),
        # A list that lacks one would tell that its nominee had said no before.
        "topics_you_suggested_to_others": "are kept with those you suggested them to, and told to nobody else",
        "topics_you_wait_for": await rows_of(
            session,
            select(TopicWish.topic, TopicWish.wished_at, TopicWish.told_at)
            .where(TopicWish.workspace_id == member.workspace_id, TopicWish.member_id == member.id)
            .order_by(TopicWish.id),
        ),
        **await about_lunches(session, member),
        "teams": await rows_of(
            session,
            select(Team.name, TeamMember.is_lead, TeamMember.joined_at)
            .join(Team, (Team.id == TeamMember.team_id) & (Team.workspace_id == TeamMember.workspace_id))
            .where(TeamMember.workspace_id == member.workspace_id, TeamMember.member_id == member.id)
            .order_by(Team.id),
        ),
        "welcomes_you_wrote": await rows_of(
            session,
            select(Team.name.label("team"), Team.welcome_words, Team.welcome_story)
            .where(Team.workspace_id == member.workspace_id, Team.welcome_by_id == member.id)
            .order_by(Team.id),
        ),
        "chats_with_a_colleague_and_me": await rows_of(
            session,
            select(PairChat.slack_channel)
            .where(
                PairChat.workspace_id == member.workspace_id,
                (PairChat.first_member_id == member.id) | (PairChat.second_member_id == member.id),
            )
            .order_by(PairChat.id),
        ),
        "tour": await rows_of(
            session,
            select(Tour.step, Tour.begun_at).where(
                Tour.workspace_id == member.workspace_id, Tour.member_id == member.id
            ),
        ),
    }


async def _topics(session: AsyncSession, member: Member) -> list[dict[str, Any]]:
    return await rows_of(
        session,
        select(Skill.name.label("topic"), Expertise.level, Expertise.source, Expertise.ways, Expertise.note)
        .add_columns(Expertise.added_at)
        .join(Skill, (Skill.id == Expertise.skill_id) & (Skill.workspace_id == Expertise.workspace_id))
        .where(Expertise.workspace_id == member.workspace_id, Expertise.member_id == member.id)
        .order_by(Expertise.id),
    )


async def _questions(session: AsyncSession, member: Member) -> Sequence[dict[str, Any]]:
    return await rows_of(
        session,
        select(
            Question.text,
            Skill.name.label("topic"),
            Question.state,
            Member.name.label("helped_by"),
            Question.drafted_at,
            Question.opened_at,
            Question.accepted_at,
            Question.answered_at,
            Question.closed_at,
        )
        .outerjoin(Skill, (Skill.id == Question.skill_id) & (Skill.workspace_id == Question.workspace_id))
        .outerjoin(Member, (Member.id == Question.helper_id) & (Member.workspace_id == Question.workspace_id))
        .where(Question.workspace_id == member.workspace_id, Question.asker_id == member.id)
        .order_by(Question.id),
    )


async def _asks(session: AsyncSession, member: Member) -> list[dict[str, Any]]:
    return await rows_of(
        session,
        select(Skill.name.label("topic"), Offer.state.label("your_answer"), Offer.offered_at, Offer.shown_at)
        .add_columns(Offer.settled_at, Offer.reasons.label("why_you"))
        .join(Question, (Question.id == Offer.question_id) & (Question.workspace_id == Offer.workspace_id))
        .outerjoin(Skill, (Skill.id == Question.skill_id) & (Skill.workspace_id == Question.workspace_id))
        # What was never shown to them is nothing they could know of.
        .where(Offer.workspace_id == member.workspace_id, Offer.member_id == member.id, Offer.shown_at.is_not(None))
        .order_by(Offer.id),
    )


async def _thanks(
    session: AsyncSession, member: Member, which: ColumnElement[bool], other: Any
) -> list[dict[str, Any]]:
    return await rows_of(
        session,
        select(Member.name.label("with"), Kudos.reason, Kudos.is_public, Kudos.given_at)
        .join(KudosReceiver, (KudosReceiver.kudos_id == Kudos.id) & (KudosReceiver.workspace_id == Kudos.workspace_id))
        .join(Member, (Member.id == other) & (Member.workspace_id == Kudos.workspace_id))
        .where(Kudos.workspace_id == member.workspace_id, Kudos.removed_at.is_(None), which)
        .order_by(Kudos.id),
    )
