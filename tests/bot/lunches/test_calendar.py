"""Calendar files and feeds: read back by other libraries they give the same instants; a move keeps the UID."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import recurring_ical_events
from icalendar import Calendar
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import calendar_feed, calendar_files, lunches
from bot.calendar_files import Standing
from models import Attendance, Delivery, DeliveryState, Lunch, Member, Operation
from tests.bot.lunches.last_seat import a_plan
from tests.factories import MONDAY, a_member, a_workspace

ZONES = ("Europe/Madrid", "Asia/Kathmandu", "America/St_Johns", "Australia/Lord_Howe", "UTC")
ODD = "Plans, drifts; \\n and “tears” 😀\r\nBEGIN:VEVENT\x0b\x00 \u2028" * 25


async def _file(session: AsyncSession, lunch: Lunch) -> Any:
    hosts = [host.name for host in (await lunches.card_of(session, lunch, now=MONDAY)).hosts]
    written = calendar_files.file_of(lunches.entry_of(lunch, hosts, Standing.CONFIRMED), now=MONDAY)
    assert all(len(line.encode()) <= 75 for line in written.split("\r\n"))
    return Calendar.from_ical(written)


async def _host(session: AsyncSession, name: str = "Bo Larsen") -> Member:
    return await a_member(session, await a_workspace(session), name)


async def _feed(session: AsyncSession, member: Member, *, now: datetime = MONDAY) -> Any:
    secret = await calendar_feed.make_secret(session, member, seen=calendar_feed.mark_of(member))
    await session.refresh(member)
    return Calendar.from_ical(await calendar_feed.read(session, secret, now=now) or "")


def _instants(calendar: Any) -> list[tuple[datetime, datetime]]:
    """What a library that lays out calendars makes of it, over a wide span."""
    found = recurring_ical_events.of(calendar).between(date(2025, 1, 1), date(2029, 1, 1))
    return sorted((one["DTSTART"].dt.astimezone(UTC), one["DTEND"].dt.astimezone(UTC)) for one in found)


async def test_the_same_instants_whatever_the_zone_and_the_clocks(session: AsyncSession) -> None:
    """In files of one and in a feed of forty, around changes of clocks, also in the hour that comes twice."""
    host = await _host(session)
    held = []
    walls = ((date(2027, 3, 28), time(3, 30)), (date(2027, 10, 31), time(2, 30)), (date(2027, 4, 4), time(1, 45)))
    for number in range(40):
        on, at = (
            walls[number % 3] if number % 4 == 0 else (date(2026, 12, 1) + timedelta(days=9 * number), time(12, 30))
        )
        plan = replace(a_plan(host, title=f"Number {number}"), zone=ZONES[number % 5], on=on, at=at)
        # Every one is moved after all, as the day of the year it was planned for may be past the year that is allowed.
        if on > date(2027, 11, 20):
            plan = replace(plan, on=on - timedelta(days=300))
        held.append(await lunches.announce(session, host, plan, now=MONDAY))
    feed = await _feed(session, host)
    spans = sorted((lunch.begins_at, lunch.begins_at + timedelta(minutes=45)) for lunch in held)
    assert _instants(feed) == spans
    for lunch in held[::3]:
        file = await _file(session, lunch)
        [event] = file.walk("VEVENT")
        assert event["DTSTART"].dt.astimezone(UTC) == lunch.begins_at
        assert _instants(file) == [(lunch.begins_at, lunch.begins_at + timedelta(minutes=45))]


async def test_a_move_and_the_end_are_of_the_same_event(session: AsyncSession) -> None:
    """As RFC 5546 wants it: an organizer, a stamp in UTC, and a sequence that grows; in the feed the end is a state."""
    host = await _host(session, 'Bo "the plan" Larsen, 😀')
    lunch = await lunches.announce(session, host, a_plan(host), now=MONDAY)
    files = [await _file(session, lunch)]
    later = replace(a_plan(host), at=time(13, 0))
    await lunches.change(session, host, lunch.id, later, seen_version=lunch.version, now=MONDAY)
    files.append(await _file(session, lunch))
    await lunches.cancel(session, host, lunch.id, now=MONDAY)
    files.append(await _file(session, lunch))
    first, moved, ended = (file.walk("VEVENT")[0] for file in files)
    assert moved["DTSTART"].dt - first["DTSTART"].dt == timedelta(minutes=30)
    assert [file["METHOD"] for file in files] == ["PUBLISH", "PUBLISH", "CANCEL"]
    assert [event["STATUS"] for event in (first, moved, ended)] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert {event["UID"] for event in (first, moved, ended)} == {f"{lunch.uid}@whoknows"}
    assert [event["SEQUENCE"] for event in (first, moved, ended)] == [0, 1, 2]
    for event in (first, moved, ended):
        assert event["DTSTAMP"].to_ical() == b"20261123T080000Z"
        assert event["ORGANIZER"].params["CN"] == "Bo 'the plan' Larsen, 😀"
        assert "ATTENDEE" not in event
    [told] = (await _feed(session, host)).walk("VEVENT")
    assert (told["STATUS"], told["SEQUENCE"], told["UID"]) == ("CANCELLED", 2, first["UID"])
    later = await _feed(session, host, now=MONDAY + timedelta(days=31))
    # A file without any component would be none.
    assert [part.name for part in later.subcomponents] == ["VTIMEZONE"]


async def test_what_people_type_stays_what_it_is(session: AsyncSession) -> None:
    """Commas, line breaks, faces and control characters, up to the most that fits: one event, and their words."""
    host = await _host(session)
    plan = replace(a_plan(host, title=ODD[:120]), about=ODD[:1200], place=ODD[:250])
    lunch = await lunches.announce(session, host, plan, now=MONDAY)
    file = await _file(session, lunch)
    [event] = file.walk("VEVENT")
    shown = " ".join(str(event["SUMMARY"]).split())
    assert shown == " ".join(plan.title.replace("\x00", " ").split())
    assert str(event["DESCRIPTION"]).count("😀") == plan.about.count("😀")
    assert str(event["LOCATION"]).startswith("Plans, drifts; \\n and")
    assert _instants(file) == [(lunch.begins_at, lunch.begins_at + timedelta(minutes=45))]
    long = replace(lunches.entry_of(lunch, [ODD[:120]], Standing.CONFIRMED), title=ODD[:1200])
    written = calendar_files.file_of(long, now=MONDAY)
    assert max(len(line.encode()) for line in written.split("\r\n")) <= 75
    [event] = Calendar.from_ical(written).walk("VEVENT")
    assert str(event["SUMMARY"]).count("“tears”") == ODD[:1200].count("“tears”")


async def test_a_feed_has_what_is_ones_own_and_nothing_else(session: AsyncSession) -> None:
    """Held and joined is busy, maybe leaves the time free; the rest, and what is long past, is not in it."""
    host = await _host(session)
    workspace = (await a_workspace(session)).id
    assert workspace == host.workspace_id
    ana = await a_member(session, await a_workspace(session), "Ana Ruiz")
    for title, wanted in (
        ("in", Attendance.IN),
        ("maybe", Attendance.MAYBE),
        ("taped", Attendance.RECORDING),
        ("gone", Attendance.NOT_COMING),
        ("none", None),
    ):
        lunch = await lunches.announce(session, host, a_plan(host, title=title), now=MONDAY)
        if wanted is not None:
            await lunches.say(session, ana, lunch.id, wanted, now=MONDAY)
    await lunches.announce(session, ana, a_plan(ana, title="held"), now=MONDAY)
    events = {str(event["SUMMARY"]): event for event in (await _feed(session, ana)).walk("VEVENT")}
    shown = {title: (event["STATUS"], event["TRANSP"]) for title, event in events.items()}
    busy = ("CONFIRMED", "OPAQUE")
    assert shown == {"in": busy, "held": busy, "maybe": ("TENTATIVE", "TRANSPARENT")}
    assert "ORGANIZER" not in events["in"]
    held_on = datetime(2026, 12, 3, 11, 30, tzinfo=UTC)
    assert len((await _feed(session, ana, now=held_on + timedelta(days=29))).walk("VEVENT")) == 3
    assert (await _feed(session, ana, now=held_on + timedelta(days=31))).walk("VEVENT") == []


async def test_an_address_ends_with_the_next_one_with_its_owner_and_with_the_workspace(session: AsyncSession) -> None:
    """Of the secret itself nothing is in the row."""
    bo = await _host(session)
    first = await calendar_feed.make_secret(session, bo, seen="")
    await session.refresh(bo)
    assert first not in str({column.key: getattr(bo, column.key) for column in Member.__table__.columns})
    assert await calendar_feed.read(session, first, now=MONDAY) is not None
    second = await calendar_feed.make_secret(session, bo, seen=calendar_feed.mark_of(bo))
    await session.refresh(bo)
    assert await calendar_feed.read(session, first, now=MONDAY) is None
    assert await calendar_feed.read(session, second, now=MONDAY) is not None
    for made_up in ("", second[:-1], second.lower(), bo.calendar_digest or ""):
        assert await calendar_feed.read(session, made_up, now=MONDAY) is None
    bo.is_deactivated = True
    await session.flush()
    assert await calendar_feed.read(session, second, now=MONDAY) is None
    bo.is_deactivated = False
    workspace = await a_workspace(session)
    workspace.uninstalled_at = MONDAY
    await session.flush()
    assert await calendar_feed.read(session, second, now=MONDAY) is None


async def test_whoever_took_the_file_gets_the_newer_one_while_it_concerns_them(session: AsyncSession) -> None:
    """After a move and after the end; not who never took it, nor who can't come any more."""
    host = await _host(session)
    ana, dev, mina = [await a_member(session, await a_workspace(session), name) for name in ("Ana", "Dev", "Mina")]
    lunch = await lunches.announce(session, host, a_plan(host, seats=None), now=MONDAY)
    for member in (ana, dev, mina):
        await lunches.say(session, member, lunch.id, Attendance.IN, now=MONDAY)
    for member in (ana, dev, host):
        await lunches.send_calendar(session, member, lunch.id, now=MONDAY)
    await session.execute(
        update(Delivery)
        .where(Delivery.kind == "lunch_calendar")
        .values(state=DeliveryState.SENT, settled_at=MONDAY, facts={"sequence": 0})
    )
    await lunches.say(session, dev, lunch.id, Attendance.NOT_COMING, now=MONDAY)
    later = replace(a_plan(host, seats=None), at=time(13, 0))
    await lunches.change(session, host, lunch.id, later, seen_version=lunch.version, now=MONDAY)
    moved = await _owed(session)
    assert {one.member_id for one in moved} == {ana.id, host.id}
    longer = replace(later, minutes=60)
    await lunches.change(session, host, lunch.id, longer, seen_version=lunch.version, now=MONDAY)
    assert len(await _owed(session)) == 4
    await lunches.cancel(session, host, lunch.id, now=MONDAY)
    [stale, also_stale, newest] = [one for one in await _owed(session) if one.member_id == ana.id]
    assert await lunches.calendar_entry(session, stale) is await lunches.calendar_entry(session, also_stale) is None
    entry = await lunches.calendar_entry(session, newest)
    assert entry is not None
    assert (entry.standing, entry.sequence) == (Standing.CANCELLED, 3)


async def _owed(session: AsyncSession) -> list[Delivery]:
    found = await session.scalars(
        select(Delivery)
        .where(
            Delivery.kind == "lunch_calendar",
            Delivery.operation == Operation.FILE,
            Delivery.state == DeliveryState.PENDING,
        )
        .order_by(Delivery.id)
    )
    return list(found)
