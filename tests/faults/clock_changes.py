"""Bots are killed at random while the clocks of many zones change, and every team's shout-outs are counted."""

import random
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import select

from bot import people, teams
from bot.database import Database
from bot.people import Profile
from bot.teams import SeenChannel, TeamSettings
from handlers.answering.installations import Installations
from models import Delivery, Help, Question, QuestionState, Roundup, RoundupState, Team, Workspace
from tests.faults.agreed_time import AgreedTime, until_nothing_moves
from tests.faults.killing import UNSETTLED
from tests.faults.owing import times_shown
from tests.faults.workspace_process import WorkspaceProcess, workspace_running
from tests.rhythms.walking import shown

# All of them change their clocks between these days, forwards or back, by a half hour to two hours.
BEGIN, END = datetime(2027, 2, 20, tzinfo=UTC), datetime(2027, 5, 4, tzinfo=UTC)
ZONES = (
    "Europe/Madrid",
    "America/New_York",
    "Australia/Lord_Howe",
    "Africa/Cairo",
    "America/Havana",
    "Asia/Beirut",
    "Antarctica/Troll",
    "Africa/Casablanca",
    "America/St_Johns",
    "Pacific/Auckland",
    "Europe/Dublin",
    "America/Santiago",
    "Pacific/Easter",
    "Asia/Jerusalem",
    "America/Nuuk",
    "Atlantic/Azores",
    "Australia/Adelaide",
    "Pacific/Norfolk",
    "Pacific/Chatham",
    "Europe/Chisinau",
)
WALLS = (time(0, 15), time(1, 30), time(2, 30), time(2), time(3))
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@dataclass
class Count:
    """What a run came to: every shout-out of every team, and what became of it."""

    kills: int = 0
    zones: int = 0
    moments: int = 0
    due: int = 0
    posted: int = 0
    recorded: Counter[str] = field(default_factory=Counter)
    wrong: int = 0
    twice: int = 0
    missed: int = 0

    def line(self) -> str:
        """The figures in words."""
        reasons = ", ".join(f"{why} {count}" for why, count in sorted(self.recorded.items()))
        return (
            f"zones={self.zones} moments={self.moments} kills={self.kills} due={self.due} posted={self.posted} "
            f"({reasons}) wrong={self.wrong} twice={self.twice} missed={self.missed}"
        )


@dataclass(frozen=True)
class _Chosen:
    """A team's zone, and the weekday and wall time of its shout-out, which lie in or beside a change of its clocks."""

    zone: str
    weekday: int
    wall: time
    changes_at: datetime

    @cache  # noqa: B019 (a handful of them, for one run)
    def comes(self) -> dict[date, datetime]:
        """When it comes on each of its days, found by looking at the clock again and again."""
        clock = shown(ZoneInfo(self.zone), BEGIN - DAY, END + DAY)
        days = (BEGIN.date() + number * DAY for number in range((END - BEGIN).days + 1))
        at = {day: clock[datetime.combine(day, self.wall)] for day in days if day.weekday() == self.weekday}
        return {day: moment for day, moment in at.items() if BEGIN < moment <= END}


@dataclass
class ClockChanges:
    """One run on one database: `replicas` bots, of which one is killed `kills` times while the agreed time goes on.

    The agreed time stands still around each change, and at this share, 0 to 1, of all other times of shout-outs.
    """

    database_url: str
    chance: random.Random
    folder: Path
    zones: Sequence[str]
    replicas: int
    kills: int
    others: float = 0.0

    async def run(self) -> Count:
        """Adopt the teams, let time pass by leaps and bounds, kill, and count what people read."""
        async with workspace_running() as workspace:
            database = Database(self.database_url)
            try:
                return await self._run(workspace, database)
            finally:
                await database.close()

    async def _run(self, workspace: WorkspaceProcess, database: Database) -> Count:
        client = AsyncWebClient(token=workspace.bot_token, base_url=workspace.api_url)
        installed = await Installations(database, client, lambda: BEGIN).introduce()
        chosen = {channel: one async for channel, one in self._channels(workspace)}
        await self._furnish(database, installed, chosen)
        count = Count(zones=len(chosen))
        await self._live(workspace, database, list(chosen.values()), count)
        await self._count(workspace, database, chosen, count)
        return count

    async def _channels(self, workspace: WorkspaceProcess) -> AsyncIterator[tuple[str, _Chosen]]:
        for number, zone in enumerate(self.zones):
            made = await workspace.call("conversations.create", name=f"team-{number}")
            change = self.chance.choice(changes_of(zone))
            day = change.astimezone(ZoneInfo(zone)).date()
            yield made["channel"]["id"], _Chosen(zone, day.weekday(), self.chance.choice(WALLS), change)

    async def _furnish(self, database: Database, installed: Workspace, chosen: dict[str, _Chosen]) -> None:
        """Chi leads every team, and helps somebody every day, so that there is always something to say."""
        async with database.transaction() as session:
            profile = Profile("U0CHI", "Chi", zone="Africa/Lagos", is_admin=True)
            chi = await people.remember(session, installed, profile, now=BEGIN)
            for channel, one in chosen.items():
                seen = SeenChannel(channel, "team", is_private=False, is_archived=False, bot_is_in=True)
                settings = TeamSettings([chi], None, one.zone, one.weekday, one.wall)
                team = await teams.adopt(session, chi, seen, settings, now=BEGIN)
                # Nobody asks Slack who is in it: Chi is.
                team.members_known_at, team.looked_at = BEGIN, END + 365 * DAY
            for number in range((END - BEGIN).days):
                at = BEGIN + number * DAY
                question = Question(
                    workspace_id=installed.id,
                    asker_id=chi.id,
                    text="",
                    state=QuestionState.ANSWERED,
                    drafted_at=at,
                    answered_at=at,
                )
                session.add(question)
                await session.flush()
                row = {"workspace_id": installed.id, "question_id": question.id, "helper_id": chi.id}
                session.add(Help(**row, helped_at=at))

    def _moments(self, chosen: Sequence[_Chosen]) -> list[datetime]:
        """When the agreed clock stands still for a moment: around each change and each shout-out beside it."""
        found = {BEGIN, END}
        for one in chosen:
            near = [at for at in one.comes().values() if abs(at - one.changes_at) < 2 * DAY]
            for at in (one.changes_at, *near):
                found |= {at - MINUTE, at, at + MINUTE, at + timedelta(hours=self.chance.choice([1, 5, 20]))}
            found |= {at + MINUTE for at in one.comes().values() if self.chance.random() < self.others}
        # Some are slept through.
        return sorted(moment for moment in found if moment in {BEGIN, END} or self.chance.random() < 0.8)

    async def _live(
        self, workspace: WorkspaceProcess, database: Database, chosen: Sequence[_Chosen], count: Count
    ) -> None:
        times = [at for one in chosen for at in one.comes().values()]

        async def look() -> tuple[int, int]:
            async with database.reading() as session:
                waiting = await session.scalars(select(Delivery.id).where(Delivery.state.in_(UNSETTLED)))
                return len(waiting.all()), len((await session.scalars(select(Roundup.id))).all())

        async def until_settled(moment: datetime) -> None:
            await until_nothing_moves(look, sum(at <= moment for at in times), "times")

        moments = self._moments(chosen)
        agreed = AgreedTime(self.database_url, self.chance, self.folder, self.replicas, self.kills)
        count.kills = await agreed.live(workspace, moments, until_settled)
        count.moments = len(moments)

    @staticmethod
    async def _count(workspace: WorkspaceProcess, database: Database, chosen: dict[str, _Chosen], count: Count) -> None:
        said = (await workspace.look("messages"))["messages"]
        shown_times = times_shown(message["metadata"] for message in said)
        async with database.reading() as session:
            posts = (await session.scalars(select(Delivery).where(Delivery.kind == "roundup"))).all()
            rows = {row.id: row for row in await session.scalars(select(Roundup))}
            channels = {team.id: team.channel_slack_id for team in await session.scalars(select(Team))}
        times: Counter[int] = Counter()
        for post in posts:
            times[post.subject_id] += shown_times[post.id]
        for channel, one in chosen.items():
            mine = {row.due_on: row for row in rows.values() if channels[row.team_id] == channel}
            right = one.comes()
            count.due += len(right)
            count.missed += len(right.keys() - mine.keys())
            count.wrong += sum(right.get(day) != row.due_at for day, row in mine.items())
        for row in rows.values():
            is_posted = row.state is RoundupState.OWED
            count.posted += is_posted
            count.recorded[row.why or row.state.value] += 1
            count.twice += times[row.id] > 1
            # What was posted is seen once, and what was not is recorded with the reason.
            count.missed += is_posted and not times[row.id]
            count.wrong += bool(times[row.id]) and not is_posted
            count.missed += not is_posted and row.why is None


def changes_of(zone: str) -> list[datetime]:
    """When the clocks of a zone change in this time, to the minute of a quarter of an hour."""
    offsets = ((moment, moment.astimezone(ZoneInfo(zone)).utcoffset()) for moment in _quarters())
    before, found = None, []
    for moment, offset in offsets:
        if before is not None and offset != before:
            found.append(moment)
        before = offset
    return found


def _quarters() -> list[datetime]:
    return [BEGIN + number * timedelta(minutes=15) for number in range((END - BEGIN) // timedelta(minutes=15))]
