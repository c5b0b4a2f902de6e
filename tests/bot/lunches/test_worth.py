"""Was it worth your lunch? Totals from five answers on, once; nobody can look up who said what."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import lunches
from bot.errors import NotYours, Settled
from bot.lunches import Totals, Worth
from handlers.answering import hearing
from handlers.blocks import lunches as blocks
from models import Attendance, Base, Lunch, Member, Seat
from tests.bot.lunches.last_seat import a_plan
from tests.factories import MONDAY, a_member, a_workspace


async def _took_place(session: AsyncSession, people: int) -> tuple[Lunch, list[tuple[Member, int]]]:
    """One that so many were in, with the ids of their seats."""
    workspace = await a_workspace(session)
    host = await a_member(session, workspace, "Bo Larsen")
    lunch = await lunches.announce(session, host, a_plan(host, seats=None), now=MONDAY)
    were_in = []
    for number in range(people):
        member = await a_member(session, workspace, f"Reader {number}")
        await lunches.say(session, member, lunch.id, Attendance.IN, now=MONDAY)
        seat = (await session.scalars(select(Seat.id).where(Seat.member_id == member.id))).one()
        were_in.append((member, seat))
    return lunch, were_in


async def test_totals_from_five_answers_on_and_not_before_nobody_is_asked_any_more(session: AsyncSession) -> None:
    """Each answers once, and for their own seat only; what comes later is not counted."""
    lunch, were_in = await _took_place(session, 6)
    over = lunch.begins_at + timedelta(hours=1)
    settled = over + timedelta(days=3)
    for member, seat in were_in[:4]:
        await lunches.judge(session, member, seat, Worth.YES, now=over)
    assert lunches.totals_of(lunch, now=settled) is None
    fifth, seat_of_fifth = were_in[4]
    with pytest.raises(NotYours):
        await lunches.judge(session, fifth, were_in[5][1], Worth.YES, now=over)
    with pytest.raises(Settled, match="not taken place"):
        await lunches.judge(session, fifth, seat_of_fifth, Worth.YES, now=MONDAY)
    await lunches.judge(session, fifth, seat_of_fifth, Worth.PARTLY, now=over)
    with pytest.raises(Settled, match="already"):
        await lunches.judge(session, fifth, seat_of_fifth, Worth.NO, now=over)
    assert lunches.totals_of(lunch, now=over) is None
    assert lunches.totals_of(lunch, now=settled) == Totals(yes=4, partly=1, no=0)
    with pytest.raises(Settled, match="gone to the hosts"):
        await lunches.judge(session, *were_in[5], Worth.NO, now=settled)
    assert lunches.totals_of(lunch, now=settled) == Totals(yes=4, partly=1, no=0)


async def _rows(session: AsyncSession) -> dict[str, list[dict[str, Any]]]:
    """All that the database holds, but for the counts."""
    counts = {"worth_yes", "worth_partly", "worth_no"}
    return {
        table.name: [
            {name: value for name, value in row.items() if name not in counts}
            for row in (await session.execute(select(table).order_by(*table.primary_key))).mappings()
        ]
        for table in Base.metadata.sorted_tables
    }


async def test_no_row_tells_who_said_what(session: AsyncSession) -> None:
    """Whatever they answer, everything but the counts is the same afterwards, and so is the key that is kept of it."""
    lunch, were_in = await _took_place(session, 1)
    [(member, seat)] = were_in
    left = []
    for worth in Worth:
        async with session.begin_nested() as attempt:
            await lunches.judge(session, member, seat, worth, now=lunch.begins_at + timedelta(hours=1))
            left.append(await _rows(session))
            await attempt.rollback()
        await session.refresh(lunch)
    assert left[0] == left[1] == left[2]
    assert any(row["has_judged"] for row in left[0]["seats"])
    names = (blocks.WORTH_YES, blocks.WORTH_PARTLY, blocks.WORTH_NO)
    assert len({hearing.press(_pressed(name)).name for name in names}) == 3
    assert len({hearing.press(_pressed(name)).source.key for name in names}) == 1


def _pressed(name: str) -> Mapping[str, Any]:
    return {
        "team": {"id": "T0ACME"},
        "user": {"id": "U0ANA"},
        "container": {"type": "message", "channel_id": "D0ANA", "message_ts": "1.000001"},
        "actions": [{"action_id": name, "action_ts": "2.000002", "value": "7"}],
    }
