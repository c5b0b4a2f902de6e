"""Calendar files: read back by other libraries they give the same instants; a move and an end keep the UID."""

from dataclasses import replace
from datetime import UTC, date, time, timedelta
from typing import Any

import recurring_ical_events
from icalendar import Calendar
from sqlalchemy.ext.asyncio import AsyncSession

from bot import lunches
from models import Lunch, Member
from tests.bot.lunches.test_last_seat import a_plan
from tests.factories import MONDAY, a_member, a_workspace


async def _file(session: AsyncSession, lunch: Lunch) -> Any:
    card = await lunches.card_of(session, lunch, now=MONDAY)
    return Calendar.from_ical(lunches.calendar_of([card], name="mine", now=MONDAY))


async def _host(session: AsyncSession) -> Member:
    return await a_member(session, await a_workspace(session), "Bo Larsen")


async def test_the_same_instant_whatever_the_zone(session: AsyncSession) -> None:
    host = await _host(session)
    for zone in ("Europe/Madrid", "Asia/Kathmandu", "America/St_Johns", "Australia/Lord_Howe", "UTC"):
        for on in (date(2026, 12, 3), date(2027, 3, 28), date(2027, 10, 31)):
            plan = replace(a_plan(host), zone=zone, on=on)
            lunch = await lunches.announce(session, host, plan, now=MONDAY)
            calendar = await _file(session, lunch)
            [event] = calendar.walk("VEVENT")
            assert event["DTSTART"].dt.astimezone(UTC) == lunch.begins_at
            assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(minutes=45)
            [found] = recurring_ical_events.of(calendar).at(lunch.begins_at.date())
            assert found["DTSTART"].dt.astimezone(UTC) == lunch.begins_at


async def test_a_move_and_the_end_are_of_the_same_event(session: AsyncSession) -> None:
    host = await _host(session)
    lunch = await lunches.announce(session, host, a_plan(host), now=MONDAY)
    first = (await _file(session, lunch)).walk("VEVENT")[0]
    later = replace(a_plan(host), at=time(13, 0))
    await lunches.change(session, host, lunch.id, later, seen_version=lunch.version, now=MONDAY)
    moved = (await _file(session, lunch)).walk("VEVENT")[0]
    assert moved["DTSTART"].dt - first["DTSTART"].dt == timedelta(minutes=30)
    await lunches.cancel(session, host, lunch.id, now=MONDAY)
    file = await _file(session, lunch)
    ended = file.walk("VEVENT")[0]
    assert (file["METHOD"], ended["STATUS"]) == ("CANCEL", "CANCELLED")
    assert {event["UID"] for event in (first, moved, ended)} == {f"{lunch.uid}@whoknows"}
    assert [event["SEQUENCE"] for event in (first, moved, ended)] == [0, 1, 2]
