"""A team's questions by week: in its own zone, what was really asked and answered, on both databases."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import Database
from bot.recognition import Trend, WeekOfQuestions, compared, is_enough_for_a_chart, questions_by_week
from models import Member, Offer, OfferState, OpenCard, Question, QuestionState, Team, TeamMember, Workspace
from tests.factories import MONDAY, a_member, a_workspace

# Clocks in Madrid went back on Sunday, 25 October 2026: that week has an hour more.
CHANGE = date(2026, 10, 19)
# Sunday, 1 November, in Madrid and still in Auckland.
SUNDAY = datetime(2026, 11, 1, 10, tzinfo=UTC)


async def a_team_of(
    session: AsyncSession, workspace: Workspace, *members: Member, zone: str = "Europe/Madrid", name: str = "web"
) -> Team:
    """A team of these members."""
    team = Team(
        workspace_id=workspace.id, channel_slack_id=f"C0{name}", name=name, adopted_by_id=members[0].id,
        adopted_at=MONDAY, zone=zone,
    )  # fmt: skip
    session.add(team)
    await session.flush()
    for member in members:
        session.add(TeamMember(workspace_id=workspace.id, team_id=team.id, member_id=member.id, joined_at=MONDAY))
    await session.flush()
    return team


async def asked(session: AsyncSession, asker: Member, at: datetime, **more: Any) -> Question:
    """A question of somebody's, open unless `more` says otherwise."""
    question = Question(
        workspace_id=asker.workspace_id,
        asker_id=asker.id,
        text="How?",
        drafted_at=at,
        **{"opened_at": at, "state": QuestionState.OPEN, **more},
    )
    session.add(question)
    await session.flush()
    return question


async def test_weeks_are_those_of_the_teams_zone_also_where_clocks_change(database: Database) -> None:
    """Midnight in Madrid is 22:00 UTC before the change and 23:00 after it; a team elsewhere counts otherwise."""
    answered = {"state": QuestionState.ANSWERED, "answered_at": MONDAY}
    async with database.transaction() as session:
        workspace = await a_workspace(session)
        ana = await a_member(session, workspace)
        here, far = [
            await a_team_of(session, workspace, ana, zone=zone, name=zone[:3])
            for zone in ("Europe/Madrid", "Pacific/Auckland")
        ]
        second = timedelta(seconds=1)
        begins, ends = datetime(2026, 10, 18, 22, tzinfo=UTC), datetime(2026, 10, 25, 23, tzinfo=UTC)
        for at, more in ((begins - second, {}), (begins, answered), (ends - second, {}), (ends, answered)):
            await asked(session, ana, at, **more)
        found = await questions_by_week(session, here, until=SUNDAY, weeks=3)
        assert found == [
            WeekOfQuestions(date(2026, 10, 12), 1, 0),
            WeekOfQuestions(CHANGE, 2, 1),
            WeekOfQuestions(date(2026, 10, 26), 1, 1),
        ]
        # In Auckland it is Monday already where it is Sunday evening in Madrid.
        assert [week.asked for week in await questions_by_week(session, far, until=SUNDAY, weeks=3)] == [
            0,
            2,
            2,
        ]
        whole = await questions_by_week(session, here, until=ends - second)
        assert [week.begins_on for week in whole] == [CHANGE - timedelta(weeks=ago) for ago in range(7, -1, -1)]
        assert whole[-1] == WeekOfQuestions(CHANGE, 2, 1)
        [early] = await questions_by_week(session, here, until=ends - 2 * second, weeks=1)
        assert early == WeekOfQuestions(CHANGE, 1, 1), "what was asked later does not count yet"


async def test_only_what_members_of_the_team_really_asked_counts(database: Database) -> None:
    """No draft, nothing cancelled before anybody was asked, nobody outside, nothing of another workspace."""
    cancelled = {"state": QuestionState.CANCELLED, "closed_at": MONDAY}
    async with database.transaction() as session:
        workspace = await a_workspace(session)
        ana, bo, gone = [await a_member(session, workspace, name) for name in ("Ana Ruiz", "Bo Larsen", "Old Tim")]
        team = await a_team_of(session, workspace, ana, gone)
        gone.is_deactivated = True
        other = await a_workspace(session, "T0OTHER")
        stranger = await a_member(session, other)
        await a_team_of(session, other, stranger)
        for asker in (ana, bo, gone, stranger):
            await asked(session, asker, MONDAY)
        await asked(session, ana, MONDAY, state=QuestionState.DRAFT, opened_at=None)
        await asked(session, ana, MONDAY, **cancelled)
        await asked(session, ana, MONDAY, state=QuestionState.CLOSED, answered_at=MONDAY, closed_at=MONDAY)
        week: dict[str, Any] = {"until": MONDAY, "weeks": 1}
        assert await questions_by_week(session, team, **week) == [WeekOfQuestions(MONDAY.date(), 2, 1)]

        for state, shown_at in ((OfferState.WITHDRAWN, None), (OfferState.WITHDRAWN, MONDAY)):
            question = await asked(session, ana, MONDAY, **cancelled)
            offer = Offer(
                workspace_id=workspace.id, question_id=question.id, member_id=bo.id, wave=1, state=state, reasons=[],
                offered_at=MONDAY, shown_at=shown_at,
            )  # fmt: skip
            session.add(offer)
        posted = await asked(session, ana, MONDAY, **cancelled)
        session.add(OpenCard(workspace_id=workspace.id, question_id=posted.id, channel_slack_id="C1", posted_at=MONDAY))
        await session.flush()
        [found] = await questions_by_week(session, team, **week)
        assert found.asked == 4, "the one that was seen and the one on a card count, the one withdrawn unseen does not"


def weeks_of(*counts: int) -> list[WeekOfQuestions]:
    """Weeks with so many questions, the last beginning on MONDAY."""
    first = MONDAY.date() - timedelta(weeks=len(counts) - 1)
    return [WeekOfQuestions(first + timedelta(weeks=place), asked, 0) for place, asked in enumerate(counts)]


@pytest.mark.parametrize(
    ("counts", "trend"),
    [
        ((8, 8, 8, 11), Trend.MORE),
        ((8, 8, 8, 10), Trend.USUAL),
        ((8, 8, 8, 6), Trend.USUAL),
        ((8, 8, 8, 5), Trend.FEWER),
        ((20, 20, 20, 24), Trend.USUAL),
        ((20, 20, 20, 25), Trend.MORE),
        ((20, 20, 20, 15), Trend.FEWER),
        ((0, 0, 9, 9, 9), None),
        ((0, 9, 9, 9, 9), Trend.USUAL),
        ((9, 0, 0, 9), Trend.MORE),
        ((3, 3, 3, 0), Trend.FEWER),
        ((0, 0, 0, 10), None),
        ((0, 0, 0, 0), None),
        ((10,), None),
    ],
)
def test_what_is_more_or_fewer_than_usual(counts: tuple[int, ...], trend: Trend | None) -> None:
    """By a quarter and by three; before the first question there was nothing to be usual."""
    found = compared(weeks_of(*counts))
    assert (found.trend if found else None) is trend


def test_ten_questions_make_a_chart() -> None:
    assert [is_enough_for_a_chart(weeks_of(0, 9, last)) for last in (0, 1)] == [False, True]
