"""Everybody chooses which reminders they read; the channel's comes to all."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot import lunches
from models import Attendance, ReminderKind
from tests.bot.lunches.last_seat import a_plan
from tests.factories import MONDAY, a_member, a_workspace

OF_GUESTS = {
    ReminderKind.DAY_BEFORE: "reminded_day_before",
    ReminderKind.HOUR_BEFORE: "reminded_hour_before",
    ReminderKind.TEN_MINUTES_BEFORE: "reminded_ten_minutes_before",
    ReminderKind.WORTH: "asked_afterwards",
}
OF_HOSTS = {
    ReminderKind.HOST_WEEK_BEFORE,
    ReminderKind.HOST_TWO_DAYS_BEFORE,
    ReminderKind.HOST_AFTERWARDS,
    ReminderKind.HOST_TOTALS,
}


@pytest.mark.parametrize("off", [None, *OF_GUESTS.values(), "reminded_as_host"])
async def test_what_somebody_switched_off_does_not_come_and_all_else_does(
    session: AsyncSession, off: str | None
) -> None:
    choices: dict[str, Any] = {switch: switch != off for switch in (*OF_GUESTS.values(), "reminded_as_host")}
    workspace = await a_workspace(session)
    host = await a_member(session, workspace, "Bo Larsen", **choices)
    guest = await a_member(session, workspace, "Ana Ruiz", **choices)
    lunch = await lunches.announce(session, host, a_plan(host), now=MONDAY)
    await lunches.say(session, guest, lunch.id, Attendance.IN, now=MONDAY)
    due = await lunches.to_remind(session, now=lunch.begins_at + timedelta(days=4))
    wanted = {(guest.id, kind) for kind, switch in OF_GUESTS.items() if switch != off}
    wanted |= {(host.id, kind) for kind in OF_HOSTS if off != "reminded_as_host"}
    assert {(one.reader, one.kind) for one in due} == {(0, ReminderKind.MORNING), *wanted}
