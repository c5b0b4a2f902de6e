"""What is kept about somebody of lunch-and-learns, for their own eyes."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.own_data.plain import rows_of
from models import Lunch, LunchHost, LunchProposal, LunchQuestion, LunchWish, Member, Preparation, Seat, Skill


async def about_lunches(session: AsyncSession, member: Member) -> dict[str, list[dict[str, Any]]]:
    """All of it as plain data; what they found worth their lunch is kept nowhere, only that they answered."""
    return {
        "lunch_and_learns_you_announced": await rows_of(
            session,
            select(Lunch.title, Lunch.about, Lunch.place, Lunch.link, Lunch.begins_at, Lunch.minutes)
            .add_columns(Lunch.announced_at, Lunch.cancelled_at, Lunch.recording_link, Lunch.notes)
            .where(Lunch.workspace_id == member.workspace_id, Lunch.announced_by_id == member.id)
            .order_by(Lunch.id),
        ),
        "lunch_and_learns_you_hold": await rows_of(
            session,
            select(Lunch.title, Lunch.begins_at)
            .join(LunchHost, (LunchHost.lunch_id == Lunch.id) & (LunchHost.workspace_id == Lunch.workspace_id))
            .where(LunchHost.workspace_id == member.workspace_id, LunchHost.member_id == member.id)
            .order_by(Lunch.id),
        ),
        "lunch_and_learns_you_said_something_about": await rows_of(
            session,
            select(Lunch.title, Lunch.begins_at, Seat.attendance.label("you_said"), Seat.since, Seat.came)
            .add_columns(Seat.has_judged.label("you_said_whether_it_was_worth_it"))
            .join(Seat, (Seat.lunch_id == Lunch.id) & (Seat.workspace_id == Lunch.workspace_id))
            .where(Seat.workspace_id == member.workspace_id, Seat.member_id == member.id)
            .order_by(Seat.id),
        ),
        "questions_you_asked_before_lunch_and_learns": await rows_of(
            session,
            select(Lunch.title.label("before"), LunchQuestion.text, LunchQuestion.asked_at)
            .join(Lunch, (Lunch.id == LunchQuestion.lunch_id) & (Lunch.workspace_id == LunchQuestion.workspace_id))
            .where(LunchQuestion.workspace_id == member.workspace_id, LunchQuestion.member_id == member.id)
            .order_by(LunchQuestion.id),
        ),
        "lunch_and_learns_you_wish_for": await rows_of(
            session,
            select(Skill.name.label("topic"), LunchWish.wished_at)
            .join(Skill, (Skill.id == LunchWish.skill_id) & (Skill.workspace_id == LunchWish.workspace_id))
            .where(LunchWish.workspace_id == member.workspace_id, LunchWish.member_id == member.id)
            .order_by(LunchWish.id),
        ),
        "lunch_and_learns_you_were_asked_to_hold": await rows_of(
            session,
            select(Skill.name.label("topic"), LunchProposal.state.label("your_answer"), LunchProposal.asked_at)
            .join(Skill, (Skill.id == LunchProposal.skill_id) & (Skill.workspace_id == LunchProposal.workspace_id))
            .where(LunchProposal.workspace_id == member.workspace_id, LunchProposal.member_id == member.id)
            .order_by(LunchProposal.id),
        ),
        "time_to_prepare_you_asked_for": await rows_of(
            session,
            select(Lunch.title.label("for"), Preparation.begins_at, Preparation.minutes, Preparation.state)
            .join(Lunch, (Lunch.id == Preparation.lunch_id) & (Lunch.workspace_id == Preparation.workspace_id))
            .where(Preparation.workspace_id == member.workspace_id, Preparation.host_id == member.id)
            .order_by(Preparation.id),
        ),
    }
