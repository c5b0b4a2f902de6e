"""The first week of a team, for who looks after it: what has begun, told so that it tells of nobody."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.teams.membership import in_team, led_by
from models import Expertise, Kudos, KudosReceiver, Member, Question, Team

PEOPLE_WITH_TOPICS = 5
# In a smaller group "somebody asked" would say who.
FEWEST_OTHERS = 5
STAYS = timedelta(days=7)


class Step(StrEnum):
    """What a first week has, in order."""

    WELCOME = "welcome"
    TOPICS = "topics"
    ASK = "ask"
    THANKS = "thanks"


@dataclass(frozen=True)
class FirstWeek:
    """One team's first week: when each step happened, None for not yet, without steps that would tell of somebody."""

    team: Team
    done_at: dict[Step, datetime | None]

    @property
    def next_step(self) -> Step | None:
        """The first step that is missing; None when all is done."""
        return next((step for step, at in self.done_at.items() if at is None), None)


async def first_weeks(session: AsyncSession, member: Member, *, now: datetime) -> list[FirstWeek]:
    """The first weeks of the teams somebody looks after, until a week after all was done."""
    found = [await _of(session, member, team) for team in await led_by(session, member)]
    return [one for one in found if not _is_over(one, now)]


def _is_over(first_week: FirstWeek, now: datetime) -> bool:
    times = [at for at in first_week.done_at.values() if at is not None]
    return len(times) == len(first_week.done_at) and max(times) + STAYS < now


async def _of(session: AsyncSession, viewer: Member, team: Team) -> FirstWeek:
    member_ids = in_team(team)
    done: dict[Step, datetime | None] = {Step.WELCOME: team.welcomed_at}
    done[Step.TOPICS] = await _five_have_topics(session, team, member_ids)
    others = member_ids.where(Member.id != viewer.id).limit(FEWEST_OTHERS)
    if len((await session.scalars(others)).all()) >= FEWEST_OTHERS:
        done[Step.ASK] = await _first_ask(session, team, member_ids)
    done[Step.THANKS] = await _first_thanks(session, team, member_ids)
    return FirstWeek(team, done)


async def _five_have_topics(session: AsyncSession, team: Team, member_ids: Select[int]) -> datetime | None:
    """When the fifth person listed something; fewer are not told of, since they may have listed it for themselves."""
    first = (
        select(func.min(Expertise.added_at).label("first_at"))
        .where(Expertise.workspace_id == team.workspace_id, Expertise.member_id.in_(member_ids))
        .group_by(Expertise.member_id)
        .subquery()
    )
    at: datetime | None = await session.scalar(
        select(first.c.first_at).order_by(first.c.first_at).offset(PEOPLE_WITH_TOPICS - 1).limit(1)
    )
    return at


async def _first_ask(session: AsyncSession, team: Team, member_ids: Select[int]) -> datetime | None:
    at: datetime | None = await session.scalar(
        select(Question.opened_at)
        .where(
            Question.workspace_id == team.workspace_id,
            Question.asker_id.in_(member_ids),
            Question.opened_at >= team.adopted_at,
        )
        .order_by(Question.opened_at)
        .limit(1)
    )
    return at


async def _first_thanks(session: AsyncSession, team: Team, member_ids: Select[int]) -> datetime | None:
    """Only thanks that were said in public: those said alone are nobody else's business."""
    at: datetime | None = await session.scalar(
        select(Kudos.given_at)
        .join(KudosReceiver, (KudosReceiver.kudos_id == Kudos.id) & (KudosReceiver.workspace_id == Kudos.workspace_id))
        .where(
            Kudos.workspace_id == team.workspace_id,
            Kudos.is_public.is_(True),
            KudosReceiver.in_public.is_(True),
            KudosReceiver.member_id.in_(member_ids),
            Kudos.given_at >= team.adopted_at,
        )
        .order_by(Kudos.given_at)
        .limit(1)
    )
    return at
