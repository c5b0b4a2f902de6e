"""A team's roundup is due once at each of its times: owed, or recorded with the reason; settings may change at will."""

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import recognition, teams
from bot.database import Database
from bot.errors import WhoKnowsError
from bot.hours import moment_of
from bot.teams import TeamSettings, keeping, not_seen
from models import Delivery, Member, Roundup, RoundupState, ShoutoutRhythm, Team
from tests.factories import MONDAY, a_member, a_team, a_workspace

# 16:00 in Madrid on the Friday after MONDAY.
FRIDAY = datetime(2026, 11, 27, 15, tzinfo=UTC)
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)


async def tick(database: Database, now: datetime) -> None:
    """What the timetable does."""
    async with database.reading() as session:
        due = await recognition.to_owe(session, now=now)
    for workspace_id, team_id in due:
        async with database.transaction() as session:
            await recognition.owe(session, workspace_id, team_id, now=now)


async def begun(database: Database, **how: object) -> None:
    """A team of Chi, who leads it, and Ana."""
    async with database.transaction() as session:
        workspace = await a_workspace(session)
        chi = await a_member(session, workspace, "Chi", is_admin=True)
        await a_team(session, chi, await a_member(session, workspace, "Ana"), **how)  # type: ignore[arg-type]


async def the(session: AsyncSession, name: str = "Chi") -> tuple[Member, Team]:
    """One of the people, and the one team."""
    member = (await session.scalars(select(Member).where(Member.name == name))).one()
    return member, (await session.scalars(select(Team))).one()


async def change(database: Database, now: datetime, **changes: object) -> None:
    """The settings are saved with another day, hour, zone, rhythm or channel."""
    async with database.transaction() as session:
        chi, team = await the(session)
        as_it_is = {
            "leads": [chi],
            "shoutout_channel_slack_id": team.shoutout_channel_slack_id,
            "zone": team.zone,
            "shoutout_on": team.shoutout_on,
            "shoutout_at": team.shoutout_at,
            "shoutout_rhythm": team.shoutout_rhythm,
        }
        await teams.change(session, chi, team, not_seen(team), TeamSettings(**{**as_it_is, **changes}), now=now)  # type: ignore[arg-type]


async def recorded(database: Database) -> list[tuple[str, str, str | None]]:
    """Each day, what became of it, and why; the oldest first."""
    async with database.reading() as session:
        rows = await session.scalars(select(Roundup).order_by(Roundup.due_at))
        return [(row.due_on.isoformat(), row.state.value, row.why) for row in rows]


async def owed(database: Database) -> list[Delivery]:
    """The roundups that are owed, the oldest first."""
    async with database.reading() as session:
        found = await session.scalars(select(Delivery).where(Delivery.kind == "roundup").order_by(Delivery.id))
        return list(found)


async def test_it_is_owed_at_its_time_and_once(database: Database) -> None:
    """Not before it, not for a time before the team was one, and not twice however often the clock ticks."""
    await begun(database)
    for moment in (MONDAY, FRIDAY - timedelta(seconds=1)):
        await tick(database, moment)
    assert await recorded(database) == []
    for moment in (FRIDAY, FRIDAY + timedelta(seconds=20), FRIDAY + 3 * DAY):
        await tick(database, moment)
    assert await recorded(database) == [("2026-11-27", "owed", None)]
    [one] = await owed(database)
    assert (one.channel_slack_id, one.due_at) == ("C0WEB", FRIDAY)


@pytest.mark.parametrize(
    ("back_at", "became"),
    [
        pytest.param(FRIDAY + 3 * DAY + 2 * HOUR, [("2026-11-27", "owed", None)], id="Monday at 18:00"),
        pytest.param(
            FRIDAY + 3 * DAY + 2 * HOUR + timedelta(seconds=1),
            [("2026-11-27", "skipped", "too late to be useful")],
            id="after Monday at 18:00",
        ),
        pytest.param(
            FRIDAY + 2 * WEEK + HOUR,
            [
                ("2026-11-27", "skipped", "a newer one was due"),
                ("2026-12-04", "skipped", "a newer one was due"),
                ("2026-12-11", "owed", None),
            ],
            id="after two weeks",
        ),
    ],
)
async def test_after_a_downtime_the_newest_comes_while_it_is_of_use(
    database: Database, back_at: datetime, became: list[tuple[str, str, str | None]]
) -> None:
    await begun(database)
    await tick(database, back_at)
    assert await recorded(database) == became
    assert len(await owed(database)) == sum(state == "owed" for _, state, _ in became)


async def test_a_change_at_the_last_minute_loses_and_repeats_nothing(database: Database) -> None:
    """Another channel, another hour, another zone, each on a Friday at 15:59 or 16:01."""
    await begun(database)
    minute = timedelta(minutes=1)
    await change(database, FRIDAY - minute, shoutout_channel_slack_id="C0KUDOS")
    await tick(database, FRIDAY)
    assert [one.channel_slack_id for one in await owed(database)] == ["C0KUDOS"]
    # The day has had its own.
    await change(database, FRIDAY + minute, shoutout_at=time(17))
    await change(database, FRIDAY + 2 * minute, zone="America/New_York")
    await tick(database, FRIDAY + 8 * HOUR)
    assert await recorded(database) == [("2026-11-27", "owed", None)]
    # The hour is put before now, on the very day: what was promised for it comes at once, and no second time.
    next_one = datetime(2026, 12, 4, 22, tzinfo=UTC)
    await change(database, next_one - minute, shoutout_at=time(15))
    await change(database, next_one - minute, shoutout_at=time(17))
    await tick(database, next_one)
    assert await recorded(database) == [("2026-11-27", "owed", None), ("2026-12-04", "owed", None)]
    # Nobody was there at 17:00, and whoever comes first changes the day.
    await change(database, next_one + WEEK + minute, shoutout_on=1)
    assert (await recorded(database))[2:] == [("2026-12-11", "owed", None)]
    await tick(database, next_one + 2 * WEEK)
    assert (await recorded(database))[3:] == [("2026-12-15", "skipped", "too late to be useful")]
    assert len(await owed(database)) == 3


async def test_who_looks_after_the_team_makes_it_monthly_or_stops_it(database: Database) -> None:
    """Others read whom to tell; what was due before is not lost by it."""
    await begun(database)
    async with database.transaction() as session:
        ana, team = await the(session, "Ana")
        with pytest.raises(WhoKnowsError, match="who looks after the team: Chi"):
            await recognition.choose_rhythm(session, ana, team.id, ShoutoutRhythm.NEVER, now=MONDAY)
        with pytest.raises(WhoKnowsError, match="no team any more"):
            await recognition.choose_rhythm(session, ana, team.id + 1, ShoutoutRhythm.NEVER, now=MONDAY)

    async def choose(rhythm: ShoutoutRhythm, now: datetime) -> None:
        async with database.transaction() as session:
            chi, team = await the(session)
            await recognition.choose_rhythm(session, chi, team.id, rhythm, now=now)

    await choose(ShoutoutRhythm.MONTHLY, FRIDAY + HOUR)
    for week in range(1, 6):
        await tick(database, FRIDAY + HOUR + week * WEEK)
    assert [day for day, *_ in await recorded(database)] == ["2026-11-27", "2026-12-25"]
    await choose(ShoutoutRhythm.NEVER, FRIDAY + 6 * WEEK)
    await tick(database, FRIDAY + 20 * WEEK)
    await choose(ShoutoutRhythm.WEEKLY, FRIDAY + 20 * WEEK + HOUR)
    await tick(database, FRIDAY + 20 * WEEK + HOUR)
    await tick(database, FRIDAY + 21 * WEEK + HOUR)
    assert [day for day, *_ in await recorded(database)] == ["2026-11-27", "2026-12-25", "2027-04-23"]


async def test_a_team_that_pauses_is_skipped_and_one_that_moved_is_not(database: Database) -> None:
    """And the team that comes after one that left, with its number, has its own."""
    await begun(database, shoutouts="C0WEB")
    async with database.transaction() as session:
        _, team = await the(session)
        await keeping.lose(session, team, "archived", now=MONDAY)
    await tick(database, FRIDAY)
    async with database.transaction() as session:
        _, team = await the(session)
        await keeping.mend(session, team, now=FRIDAY + DAY)
        await keeping.moved(session, team.workspace_id, "C0WEB", "C0NEW")
    await tick(database, FRIDAY + WEEK)
    assert len(await recorded(database)) == 1, "who is in it is being read"
    async with database.transaction() as session:
        _, team = await the(session)
        team.members_known_at = FRIDAY + WEEK
    await tick(database, FRIDAY + WEEK)
    assert await recorded(database) == [
        ("2026-11-27", "skipped", "channel lost: archived"),
        ("2026-12-04", "owed", None),
    ]
    assert [one.channel_slack_id for one in await owed(database)] == ["C0NEW"]
    async with database.transaction() as session:
        chi, team = await the(session)
        await teams.leave(session, chi, team.id, now=FRIDAY + WEEK - timedelta(minutes=2))
        await a_team(session, chi, now=FRIDAY + WEEK - timedelta(minutes=1))
    await tick(database, FRIDAY + WEEK)
    assert await recorded(database) == [("2026-12-04", "owed", None)]
    assert len(await owed(database)) == 2


LIVES = 8
ZONES = ("Europe/Madrid", "America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kolkata", "Africa/Cairo")


@dataclass
class Life:
    """What happened to one team: its settings, each with the time they were in force, and when the clock ticked."""

    chance: random.Random
    now: datetime = MONDAY
    spans: list[tuple[datetime, datetime, TeamSettings]] = field(default_factory=list)

    def other_time(self, before: TeamSettings) -> TeamSettings:
        """Other settings, of which some may stay."""
        pick = self.chance
        return TeamSettings(
            before.leads,
            pick.choice([None, "C0KUDOS"]),
            pick.choice([before.zone, *ZONES]),
            pick.choice([before.shoutout_on, *range(7)]),
            pick.choice([before.shoutout_at, time(16), time(0, 15), time(2, 30), time(23, 45)]),
            pick.choice([*ShoutoutRhythm, ShoutoutRhythm.WEEKLY]),
        )

    def expected(self) -> set[date]:
        """The days whose time came while they were chosen, found by looking at each day."""
        found = set()
        for begin, end, settings in self.spans:
            days = (begin.date() + timedelta(days=number) for number in range(-2, (end - begin).days + 4))
            for day in days:
                at = moment_of(day, settings.shoutout_at, ZoneInfo(settings.zone))
                is_last = (day + WEEK).month != day.month
                comes = settings.shoutout_rhythm is ShoutoutRhythm.WEEKLY or (
                    settings.shoutout_rhythm is ShoutoutRhythm.MONTHLY and is_last
                )
                if comes and day.weekday() == settings.shoutout_on and begin < at <= end:
                    found.add(day)
        return found


async def test_whatever_is_changed_each_day_has_one_and_none_is_lost(database: Database) -> None:
    """Days, hours, zones, rhythms and channels change at random, and the clock does not always tick."""
    await begun(database)
    seen = moved = 0
    for seed in range(LIVES):
        life = Life(random.Random(seed), now=MONDAY + seed * 60 * WEEK)
        async with database.transaction() as session:
            chi, team = await the(session)
            await teams.leave(session, chi, team.id, now=life.now)
            await a_team(session, chi, now=life.now)
        settings = TeamSettings([chi], None, "Europe/Madrid", 4, time(16))
        changed_at = life.now
        for _ in range(50):
            life.now += timedelta(minutes=life.chance.choice([2, 20, 500, 5000, 20_000]) * life.chance.random())
            if life.chance.random() < 0.5:
                await tick(database, life.now)
            if life.chance.random() < 0.4:
                life.spans.append((changed_at, life.now, settings))
                settings, changed_at = life.other_time(settings), life.now
                await change(database, life.now, **settings.__dict__)
        await tick(database, life.now)
        life.spans.append((changed_at, life.now, settings))
        async with database.reading() as session:
            _, team = await the(session)
            rows = (await session.scalars(select(Roundup))).all()
            posts = await session.scalars(
                select(Delivery.subject_id).where(
                    Delivery.kind == "roundup", Delivery.key.endswith(f":{int(team.adopted_at.timestamp())}")
                )
            )
        days = {row.due_on for row in rows}
        assert len(days) == len(rows), "a day has two"
        assert life.expected() <= days, f"seed {seed} lost {sorted(life.expected() - days)}"
        # What is beyond was promised for a day whose time was put before that of the change.
        moved += len(days - life.expected())
        assert all(row.why for row in rows if row.state is RoundupState.SKIPPED)
        assert sorted(posts) == sorted(row.id for row in rows if row.state is RoundupState.OWED)
        seen += len(rows)
    print(f"{seen} days had one, {moved} of them were moved")
    assert seen > 15
    assert moved < seen / 4
