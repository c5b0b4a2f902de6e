"""A member's own settings, kept or refused at their field."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import kudos, people, preferences, skills
from bot.errors import WhoKnowsError
from bot.people import Profile
from bot.zones import zones_like
from models import Delivery, DeliveryState, Member, Workspace
from tests.factories import MONDAY, a_member, a_workspace


@pytest.fixture
async def workspace(session: AsyncSession) -> Workspace:
    return await a_workspace(session)


@pytest.fixture
async def ana(session: AsyncSession, workspace: Workspace) -> Member:
    return await a_member(session, workspace, "Ana Ruiz")


async def choose(session: AsyncSession, member: Member, **chosen: object) -> None:
    values = {
        "asks_a_week": "3",
        "works_from": "08:30",
        "works_until": "16:00",
        "works_on": ["0", "2"],
        "zone": preferences.AS_IN_SLACK,
        "paused_until": "",
        "likes_public_thanks": False,
        "wants_personal_note": False,
        "reminders": ("day_before", "ten_minutes", "afterwards", "as_host"),
        **chosen,
    }
    await preferences.save(session, member, now=MONDAY, **values)  # type: ignore[arg-type]


async def test_preferences_are_kept(session: AsyncSession, ana: Member) -> None:
    await choose(session, ana)
    assert (ana.asks_a_week, ana.works_from, ana.works_until, ana.works_on) == (3, time(8, 30), time(16), "02")
    assert not ana.likes_public_thanks
    assert not ana.wants_personal_note
    assert people.back_at(ana, MONDAY + timedelta(days=1)) == MONDAY + timedelta(days=2, minutes=-30)


async def test_what_is_not_posted_yet_names_nobody_who_comes_to_prefer_private_thanks(
    session: AsyncSession, workspace: Workspace, ana: Member
) -> None:
    """They read it in a message instead; where nobody else is named, nothing is posted."""
    workspace.shoutout_channel_slack_id = "C0KUDOS"
    bo, cleo = await a_member(session, workspace, "Bo Larsen"), await a_member(session, workspace, "Cleo Diaz")
    both = await kudos.give(session, cleo, [ana, bo], "for the map", in_public=True, now=MONDAY)
    alone = await kudos.give(session, cleo, [ana], "for the ladder", in_public=True, now=MONDAY)
    await choose(session, ana)
    words = await kudos.kind_words(session, ana.workspace_id, both.kudos_id)
    assert words is not None
    assert (words.receivers, words.channel) == ([bo], "C0KUDOS")
    words = await kudos.kind_words(session, ana.workspace_id, alone.kudos_id)
    assert words is not None
    assert (words.receivers, words.channel) == ([], None)
    letters = await session.scalars(select(Delivery).where(Delivery.kind == "kind_words").order_by(Delivery.subject_id))
    assert [(one.member_id, one.subject_id) for one in letters] == [(ana.id, both.kudos_id), (ana.id, alone.kudos_id)]


async def test_what_is_posted_goes_on_naming_who_comes_to_prefer_private_thanks(
    session: AsyncSession, workspace: Workspace, ana: Member
) -> None:
    """They liked it when it was said, and others have read it."""
    workspace.shoutout_channel_slack_id = "C0KUDOS"
    bo = await a_member(session, workspace, "Bo Larsen")
    given = await kudos.give(session, bo, [ana], "for the map", in_public=True, now=MONDAY)
    await session.execute(update(Delivery).values(state=DeliveryState.SENT))
    await choose(session, ana)
    words = await kudos.kind_words(session, ana.workspace_id, given.kudos_id)
    assert words is not None
    assert words.receivers == [ana]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("asks_a_week", "0"),
        ("asks_a_week", "11"),
        ("asks_a_week", "²"),
        ("asks_a_week", ""),
        ("works_from", "nine"),
        ("works_until", "08:30"),
        ("works_on", []),
        ("works_on", ["7", "Monday"]),
        ("works_from", "25:00"),
        ("zone", ""),
        ("zone", "Mars/Olympus_Mons"),
        ("zone", "../etc/passwd"),
        ("paused_until", "soon"),
        ("paused_until", "2026-11-22"),
        ("paused_until", "2026-11-23"),
        ("paused_until", "2027-11-30"),
        ("paused_until", "9999-12-31"),
    ],
)
async def test_preferences_that_cannot_be_are_refused_at_their_field(
    session: AsyncSession, ana: Member, field: str, value: object
) -> None:
    with pytest.raises(WhoKnowsError) as refusal:
        await choose(session, ana, **{field: value})
    assert refusal.value.field == field
    assert (ana.asks_a_week, ana.works_on, ana.zone, ana.paused_until) == (2, "01234", "Europe/Madrid", None)


async def test_a_shift_past_midnight_is_work_on_both_sides_of_it(session: AsyncSession, ana: Member) -> None:
    await choose(session, ana, works_from="22:00", works_until="06:00", works_on=["0"])
    monday_night = datetime(2026, 11, 23, 23, 0, tzinfo=UTC)
    assert people.is_at_work(ana, monday_night)
    assert people.is_at_work(ana, monday_night + timedelta(hours=5, minutes=59))
    assert not people.is_at_work(ana, monday_night + timedelta(hours=6))
    assert not people.is_at_work(ana, monday_night + timedelta(days=1))


async def test_hours_that_the_clock_skips_begin_an_hour_later(session: AsyncSession, ana: Member) -> None:
    await choose(session, ana, works_from="02:30", works_until="10:00", works_on=["6"])
    spring = datetime(2027, 3, 28, 0, 0, tzinfo=UTC)
    assert people.back_at(ana, spring) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


async def test_a_zone_of_ones_own_stays_whatever_slack_says(
    session: AsyncSession, workspace: Workspace, ana: Member
) -> None:
    await choose(session, ana, zone="Africa/Lagos")
    assert (ana.zone, ana.chose_zone) == ("Africa/Lagos", True)
    moved = Profile(ana.slack_id, "Ana", zone="Asia/Tokyo")
    await people.remember(session, workspace, moved, now=MONDAY)
    assert (ana.zone, preferences.zone_in_slack(ana)) == ("Africa/Lagos", "Asia/Tokyo")
    await choose(session, ana, zone=preferences.AS_IN_SLACK)
    assert (ana.zone, ana.chose_zone) == ("Asia/Tokyo", False)


async def test_a_pause_ends_as_its_day_begins_where_the_member_is(session: AsyncSession, ana: Member) -> None:
    await choose(session, ana, zone="Asia/Tokyo", paused_until="2026-12-07")
    ends = datetime(2026, 12, 6, 15, 0, tzinfo=UTC)
    assert ana.paused_until == ends
    assert people.is_paused(ana, ends - timedelta(seconds=1))
    assert not people.is_paused(ana, ends)
    assert preferences.pause_ends_on(ana, MONDAY) == date(2026, 12, 7)
    assert preferences.pause_ends_on(ana, ends) is None


async def test_saving_a_pause_that_is_there_keeps_its_hour(session: AsyncSession, ana: Member) -> None:
    until = await skills.pause(session, ana, now=MONDAY + timedelta(minutes=14))
    await choose(session, ana, paused_until="2026-11-30")
    assert ana.paused_until == until
    await choose(session, ana, paused_until="")
    assert ana.paused_until is None


async def test_a_week_of_pause_never_shortens_a_longer_one(session: AsyncSession, ana: Member) -> None:
    await choose(session, ana, paused_until="2027-01-07")
    until = ana.paused_until
    assert await skills.pause(session, ana, now=MONDAY) == until
    await skills.resume(session, ana, now=MONDAY)
    assert ana.paused_until is None


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("berlin", "Europe/Berlin"),
        ("MADR", "Europe/Madrid"),
        ("spain", "Europe/Madrid"),
        ("new york", "America/New_York"),
        ("buenos", "America/Buenos_Aires"),
        ("utc", "UTC"),
        ("Africa/Lagos", "Africa/Lagos"),
    ],
)
def test_zones_are_found_by_city_and_country(typed: str, first: str) -> None:
    assert first in zones_like(typed)[:3]


@pytest.mark.parametrize("typed", ["", "   ", "xyzzy", "x" * 5000])
def test_what_is_no_zone_finds_none(typed: str) -> None:
    assert zones_like(typed) == []


def test_no_more_zones_than_a_menu_shows() -> None:
    assert len(zones_like("a")) == 20
