"""Bots are killed at random around the clock changes of many zones, and every reminder of every person is counted."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import select

from bot import lunches, people
from bot.database import Database
from bot.people import Profile
from handlers.answering.installations import Installations
from models import Attendance, Delivery, DeliveryState, Lunch, LunchReminder, Member, ReminderKind, Seat, Workspace
from tests.faults.agreed_time import AgreedTime, until_nothing_moves
from tests.faults.clock_changes import BEGIN, DAY, END, MINUTE, changes_of
from tests.faults.killing import UNSETTLED
from tests.faults.owing import times_shown
from tests.faults.workspace_process import WorkspaceProcess, workspace_running
from tests.rhythms.walking import shown

PEOPLE = ("U0ANA", "U0BO", "U0CHI", "U0DEV", "U0INES", "U0LENA", "U0MINA", "U0SAM")
WALLS = (time(0, 15), time(1, 30), time(2, 30), time(12, 30))
NINE, HOUR, TEN_MINUTES = time(9), timedelta(hours=1), timedelta(minutes=10)
THE_CHANNEL = 0
# What may come at other times, or not at all, is counted only for coming twice.
TIMED = {
    ReminderKind.MORNING,
    ReminderKind.DAY_BEFORE,
    ReminderKind.HOUR_BEFORE,
    ReminderKind.TEN_MINUTES_BEFORE,
    ReminderKind.HOST_WEEK_BEFORE,
    ReminderKind.HOST_TWO_DAYS_BEFORE,
}
# A lunch-and-learn, how often it had moved, the reader, and the kind.
Reminder = tuple[int, int, int, ReminderKind]


@dataclass
class Count:
    """What a run came to: every reminder of everybody, and what became of it."""

    kills: int = 0
    zones: int = 0
    moments: int = 0
    due: int = 0
    sent: int = 0
    too_late: int = 0
    wrong: int = 0
    twice: int = 0
    missed: int = 0
    examples: list[str] = field(default_factory=list)

    def line(self) -> str:
        """The figures in words."""
        return (
            f"zones={self.zones} moments={self.moments} kills={self.kills} due={self.due} sent={self.sent} "
            f"too late={self.too_late} wrong={self.wrong} twice={self.twice} missed={self.missed}"
        )


@dataclass(frozen=True)
class _Planned:
    """A lunch-and-learn in or beside a change of its zone's clocks; `moves_at` is when its host moves it, if ever."""

    zone: str
    begins_at: datetime
    changes_at: datetime
    moves_at: datetime | None


@dataclass
class Reminding:
    """One run on one database: a lunch-and-learn in each of `zones`, with people of all of them in it."""

    database_url: str
    chance: random.Random
    folder: Path
    zones: Sequence[str]
    replicas: int
    kills: int
    _due: dict[Reminder, datetime] = field(default_factory=dict)
    # What was due before a move came or did not, as fast as the clock was moved on.
    _before_a_move: dict[Reminder, datetime] = field(default_factory=dict)
    _to_move: list[tuple[datetime, int, int]] = field(default_factory=list)

    async def run(self) -> Count:
        """Announce them, let people take seats, move some, let time pass, kill, and count what people read."""
        async with workspace_running() as workspace:
            database = Database(self.database_url)
            try:
                return await self._run(workspace, database)
            finally:
                await database.close()

    async def _run(self, workspace: WorkspaceProcess, database: Database) -> Count:
        client = AsyncWebClient(token=workspace.bot_token, base_url=workspace.api_url)
        installed = await Installations(database, client, lambda: BEGIN).introduce()
        planned = [self._planned(zone) for zone in self.zones]
        await self._furnish(database, installed, planned)

        async def until_settled(moment: datetime) -> None:
            async def look() -> tuple[int, int]:
                # What was moved is told a minute later, when the clock goes on.
                is_due = Delivery.state.in_(UNSETTLED) & (Delivery.due_at <= moment)
                async with database.reading() as session:
                    waiting = await session.scalars(select(Delivery.id).where(is_due))
                    rows = (await session.scalars(select(LunchReminder))).all()
                return len(waiting.all()), len({_reminder(row) for row in rows} & self._due.keys())

            await until_nothing_moves(look, sum(at <= moment for at in self._due.values()), "reminders")

        async def move(moment: datetime) -> None:
            await self._move(database, installed, moment)

        moments = self._moments(planned)
        agreed = AgreedTime(self.database_url, self.chance, self.folder, self.replicas, self.kills)
        kills = await agreed.live(workspace, moments, until_settled, at_each=move)
        # Some clocks change so late that what follows lies beyond the end.
        self._due = {one: at for one, at in self._due.items() if at <= END}
        count = Count(kills=kills, zones=len(planned), moments=len(moments), due=len(self._due))
        await self._count(workspace, database, count)
        return count

    def _planned(self, zone: str) -> _Planned:
        """At a wall time that its clocks show, on the day of a change or beside it."""
        change = self.chance.choice(changes_of(zone))
        clock = shown(ZoneInfo(zone), change - 3 * DAY, change + 12 * DAY)
        while True:
            day = change.astimezone(ZoneInfo(zone)).date() + timedelta(days=self.chance.choice([0, 1, 2, 7]))
            wall = datetime.combine(day, self.chance.choice(WALLS))
            if clock[wall].astimezone(ZoneInfo(zone)).replace(tzinfo=None) == wall:
                moves_at = clock[wall] - timedelta(hours=self.chance.choice([1, 5, 30, 60]))
                return _Planned(zone, clock[wall], change, moves_at if self.chance.random() < 0.4 else None)

    async def _furnish(self, database: Database, installed: Workspace, planned: Sequence[_Planned]) -> None:
        """Everybody works round the clock in a zone of their own, so that only clocks decide."""
        async with database.transaction() as session:
            everybody = []
            for slack_id in PEOPLE:
                profile = Profile(slack_id, slack_id.title(), zone="UTC")
                member = await people.remember(session, installed, profile, now=BEGIN)
                member.zone, member.chose_zone = self.chance.choice(self.zones), True
                member.works_from = member.works_until = time(0)
                member.works_on, member.reminded_hour_before = "0123456", self.chance.random() < 0.5
                everybody.append(member)
            for one in planned:
                host, *others = self.chance.sample(everybody, 5)
                lunch = await lunches.announce(session, host, _plan(one.zone, one.begins_at, host), now=BEGIN)
                assert lunch.begins_at == one.begins_at
                for member in others:
                    await lunches.say(session, member, lunch.id, Attendance.IN, now=BEGIN)
                self._due |= _all_of(lunch, host, others)
                if one.moves_at is not None:
                    self._to_move.append((one.moves_at, lunch.id, host.id))

    async def _move(self, database: Database, installed: Workspace, moment: datetime) -> None:
        """Move what its host moves by now to an hour later; what was due before is not asked for any more."""
        for scheduled in [one for one in self._to_move if one[0] <= moment]:
            self._to_move.remove(scheduled)
            _, lunch_id, host_id = scheduled
            async with database.transaction() as session:
                lunch = await session.get_one(Lunch, lunch_id)
                if lunch.begins_at <= moment:
                    continue
                seats = await session.scalars(select(Seat.member_id).where(Seat.lunch_id == lunch_id))
                found = await people.members(session, installed.id, [host_id, *seats])
                host = found.pop(host_id)
                plan = _plan(lunch.zone, lunch.begins_at + HOUR, host)
                await lunches.change(session, host, lunch_id, plan, seen_version=0, now=moment)
            # Where clocks go back, an hour later may show the same wall time, and nothing has moved.
            if lunch.sequence:
                old = {one: at for one, at in self._due.items() if one[0] == lunch_id}
                self._due = {one: at for one, at in self._due.items() if one not in old}
                self._before_a_move |= {one: at for one, at in old.items() if at <= moment}
                new = _all_of(lunch, host, list(found.values()))
                self._due |= {one: at for one, at in new.items() if at > moment}

    def _moments(self, planned: Sequence[_Planned]) -> list[datetime]:
        """When the agreed clock stands still for a moment: around changes, and beside each reminder."""
        found = {BEGIN + MINUTE, END}
        for one in planned:
            found |= {one.changes_at - MINUTE, one.changes_at, one.changes_at + MINUTE}
            # What an hour later comes of a move.
            found |= {one.begins_at + number * TEN_MINUTES for number in range(8)}
        for at in self._due.values():
            found |= {at - MINUTE, at + MINUTE * self.chance.choice([0, 1, 3, 40])}
        # Some are slept through, but never more than some days: what is older than eleven is not looked at any more.
        awake = {BEGIN + number * 5 * DAY for number in range((END - BEGIN) // (5 * DAY) + 1)} | {END}
        within = (moment for moment in sorted(found | awake) if moment <= END)
        return [moment for moment in within if moment in awake or self.chance.random() < 0.6]

    async def _count(self, workspace: WorkspaceProcess, database: Database, count: Count) -> None:
        said = (await workspace.look("messages"))["messages"]
        shown_times = times_shown(message["metadata"] for message in said)
        async with database.reading() as session:
            rows = (await session.scalars(select(LunchReminder))).all()
            posts = (
                await session.scalars(
                    select(Delivery).where(Delivery.key.startswith("lunch_reminder:"), Delivery.card_id.is_(None))
                )
            ).all()
        sent = {post.key: post for post in posts}
        found: Counter[Reminder] = Counter()
        for row in rows:
            reminder = _reminder(row)
            found[reminder] += 1
            post = sent.pop(f"lunch_reminder:{row.lunch_id}:{row.sequence}:{row.kind}:{row.reader}", None)
            times = shown_times[post.id] if post is not None else 0
            count.twice += times > 1
            if row.is_skipped or (post is not None and post.state is DeliveryState.NOT_NEEDED):
                count.too_late += 1
                count.wrong += times > 0
            elif times:
                count.sent += 1
            elif row.kind in TIMED:
                count.missed += 1
                count.examples.append(f"{reminder} was taken and never seen")
            right = self._due.get(reminder) or self._before_a_move.get(reminder)
            if row.kind in TIMED and (right is None or row.looked_at < right):
                count.wrong += 1
                count.examples.append(f"{reminder} at {row.looked_at} instead of {right}")
        count.wrong += len(sent)
        count.twice += sum(times > 1 for times in found.values())
        count.missed += len(self._due.keys() - found.keys())


def _reminder(row: LunchReminder) -> Reminder:
    return (row.lunch_id, row.sequence, row.reader, row.kind)


def _plan(zone: str, begins_at: datetime, host: Member) -> lunches.Plan:
    wall = begins_at.astimezone(ZoneInfo(zone))
    return lunches.Plan(
        title="Terraform without tears",
        about="",
        on=wall.date(),
        at=wall.time(),
        zone=zone,
        minutes=45,
        place="Kitchen",
        link="",
        channel_slack_id="C0LUNCH",
        hosts=[host],
    )


def _at_nine(lunch: Lunch, zone: str, days_before: int) -> datetime:
    """When a clock of this zone shows nine, so many days before it begins there, found by looking at the clock."""
    day = lunch.begins_at.astimezone(ZoneInfo(zone)).date() - timedelta(days=days_before)
    clock = shown(ZoneInfo(zone), lunch.begins_at - (days_before + 3) * DAY, lunch.begins_at + DAY)
    return clock[datetime.combine(day, NINE)]


def _all_of(lunch: Lunch, host: Member, guests: Sequence[Member]) -> dict[Reminder, datetime]:
    """When its channel, its host and each guest are reminded of what."""
    of_channel = min(_at_nine(lunch, lunch.zone, 0), lunch.begins_at - HOUR)
    at: dict[tuple[int, ReminderKind], datetime] = {
        (THE_CHANNEL, ReminderKind.MORNING): of_channel,
        (host.id, ReminderKind.HOST_WEEK_BEFORE): _at_nine(lunch, host.zone, 7),
        (host.id, ReminderKind.HOST_TWO_DAYS_BEFORE): _at_nine(lunch, host.zone, 2),
    }
    for member in guests:
        at[member.id, ReminderKind.DAY_BEFORE] = _at_nine(lunch, member.zone, 1)
        at[member.id, ReminderKind.TEN_MINUTES_BEFORE] = lunch.begins_at - TEN_MINUTES
        if member.reminded_hour_before:
            at[member.id, ReminderKind.HOUR_BEFORE] = lunch.begins_at - HOUR
    return {(lunch.id, lunch.sequence, reader, kind): moment for (reader, kind), moment in at.items()}
