"""Questions in advance: who reads them, and how long they are kept."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import lunches, own_data
from bot.errors import NotYours, Settled
from models import Attendance, LunchQuestion
from tests.bot.lunches.last_seat import a_plan
from tests.factories import MONDAY, a_member, a_workspace


async def test_the_hosts_read_them_and_nobody_else(session: AsyncSession) -> None:
    """An admin sees who comes and no question; who comes sees neither; they go 30 days after it, or when taken back."""
    workspace = await a_workspace(session)
    bo, ana, admin = [await a_member(session, workspace, name) for name in ("Bo", "Ana", "Pam")]
    admin.is_admin = True
    lunch = await lunches.announce(session, bo, a_plan(bo, seats=None), now=MONDAY)
    await lunches.say(session, ana, lunch.id, Attendance.IN, now=MONDAY)
    await lunches.ask_in_advance(session, ana, lunch.id, "Why?", now=MONDAY)
    own = await lunches.ask_in_advance(session, ana, lunch.id, "How?", now=MONDAY)
    read = await lunches.who_comes(session, bo, lunch.id)
    assert read.questions == ["How?", "Why?"]
    assert [one.name for one in read.said[Attendance.IN]] == ["Ana"]
    assert (await lunches.who_comes(session, admin, lunch.id)).questions is None
    with pytest.raises(NotYours):
        await lunches.who_comes(session, ana, lunch.id)
    over = lunch.begins_at + timedelta(minutes=1)
    with pytest.raises(Settled):
        await lunches.ask_in_advance(session, ana, lunch.id, "Late?", now=over)
    with pytest.raises(Settled):
        await lunches.take_question_back(session, bo, own.questions[0].id, now=over)
    await lunches.take_question_back(session, ana, own.questions[0].id, now=over)
    assert (await lunches.who_comes(session, bo, lunch.id)).questions == ["How?"]
    for days, left in ((29, 1), (31, 0)):
        later = lunch.begins_at + timedelta(days=days)
        await own_data.let_old_things_go(session, now=later, machine_now=later)
        assert await session.scalar(select(func.count()).select_from(LunchQuestion)) == left
