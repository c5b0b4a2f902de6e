"""How many questions a team asked in each week, and how many of those were answered: totals, never per person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from sqlalchemy import ColumnElement, case, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.hours import midnight, week_of, zone_named
from bot.teams import in_team
from models import Offer, OfferState, OpenCard, Question, QuestionState, Team

MOST_WEEKS = 8
# A draft is opened within a day, or never.
DRAFTS_WAIT = timedelta(days=2)
# A chart of fewer would look like more than it is.
FEWEST_FOR_A_CHART = 10
# What is usual takes a few weeks to show.
FEWEST_WEEKS_BEFORE = 3
# More or fewer than usual is what differs by a quarter and by three questions: less comes and goes by itself.
LEAST_SHARE, LEAST_QUESTIONS = 0.25, 3


@dataclass(frozen=True)
class WeekOfQuestions:
    """A calendar week that begins on a Monday: questions asked in it, and how many of those were answered by now."""

    begins_on: date
    asked: int
    answered: int


class Trend(Enum):
    """How a week stands to those before it."""

    MORE = "more"
    FEWER = "fewer"
    USUAL = "usual"


@dataclass(frozen=True)
class Comparison:
    """The newest week beside those before it: how many weeks they are, and what was asked in them together."""

    trend: Trend
    weeks: int
    asked: int


async def questions_by_week(
    session: AsyncSession, team: Team, *, until: datetime, weeks: int = MOST_WEEKS
) -> list[WeekOfQuestions]:
    """The weeks of a team's questions, in its own zone, oldest first; the last is that of `until`, and ends with it.

    Counted is what its members asked: no draft, and nothing that was cancelled before anybody was asked.
    """
    zone = zone_named(team.zone)
    mondays = [week_of(zone, until) - timedelta(weeks=ago) for ago in reversed(range(weeks))]
    begins = [midnight(monday, zone) for monday in mondays]
    number = case(*((Question.opened_at >= begin, place) for place, begin in reversed(list(enumerate(begins)))))
    found = await session.execute(
        select(number, func.count(), func.count(Question.answered_at))
        .where(
            Question.workspace_id == team.workspace_id,
            Question.asker_id.in_(in_team(team)),
            # When they were drafted has an index.
            Question.drafted_at >= begins[0] - DRAFTS_WAIT,
            Question.opened_at >= begins[0],
            Question.opened_at <= until,
            Question.state != QuestionState.DRAFT,
            (Question.state != QuestionState.CANCELLED) | _was_brought_to_somebody(),
        )
        .group_by(number)
    )
    counts = {place: (asked, answered) for place, asked, answered in found}
    return [WeekOfQuestions(monday, *counts.get(place, (0, 0))) for place, monday in enumerate(mondays)]


def _was_brought_to_somebody() -> ColumnElement[bool]:
    """Somebody saw an offer of it, or answered one unseen, as in their Home; or it stood on an open card."""
    offered = exists().where(
        Offer.workspace_id == Question.workspace_id,
        Offer.question_id == Question.id,
        Offer.shown_at.is_not(None) | (Offer.state != OfferState.WITHDRAWN),
    )
    posted = exists().where(OpenCard.workspace_id == Question.workspace_id, OpenCard.question_id == Question.id)
    return offered | posted


def is_enough_for_a_chart(weeks: Sequence[WeekOfQuestions]) -> bool:
    """Whether so much was asked in these weeks that a chart tells something."""
    return sum(week.asked for week in weeks) >= FEWEST_FOR_A_CHART


def compared(weeks: Sequence[WeekOfQuestions]) -> Comparison | None:
    """How the last week stands to those before it; None where they are too few.

    Weeks before a team's first question are none to compare with.
    """
    first = next((place for place, week in enumerate(weeks) if week.asked), len(weeks))
    *before, last = weeks[first:] or weeks[-1:]
    if len(before) < FEWEST_WEEKS_BEFORE:
        return None
    asked = sum(week.asked for week in before)
    usual = asked / len(before)
    difference = last.asked - usual
    trend = Trend.USUAL
    if abs(difference) >= max(LEAST_SHARE * usual, LEAST_QUESTIONS):
        trend = Trend.MORE if difference > 0 else Trend.FEWER
    return Comparison(trend, len(before), asked)
