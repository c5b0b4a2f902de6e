"""When a team's shout-out comes: each time is taken once, by whoever looks first, and none is left out silently."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries
from bot.database import insert_unless_present
from bot.deliveries import ToChannel
from bot.hours import moment_of, zone_named
from bot.rhythms import Every, Occurrence, Rhythm
from models import Roundup, RoundupState, ShoutoutRhythm, Team

ROUNDUP = "roundup"
# The first one of a team shows what it is, though hardly anything has happened since; a month was not long ago.
FIRST_COVERS = timedelta(days=28)
# After a pause nobody wants to hear of last summer.
MOST_COVERED = timedelta(days=35)
# Until the evening of the next working day whoever was away reads "this week" as it was meant; then it is old.
READ_UNTIL = time(18)
TOO_LATE = "too late to be useful"
NEWER_IS_DUE = "a newer one was due"


@dataclass(frozen=True)
class ShoutoutTime:
    """When a team's shout-out comes, and how often; `on` is a weekday, Monday 0, and `at` wall time in `zone`."""

    zone: str
    on: int
    at: time
    rhythm: ShoutoutRhythm


def time_of(team: Team) -> ShoutoutTime:
    """When a team's shout-out comes, as it is chosen now."""
    return ShoutoutTime(team.zone, team.shoutout_on, team.shoutout_at, team.shoutout_rhythm)


def rhythm_of(team: Team) -> Rhythm | None:
    """The same as times that can be asked for; None for a team that wants none."""
    if team.shoutout_rhythm is ShoutoutRhythm.NEVER:
        return None
    return Rhythm(zone_named(team.zone), team.shoutout_on, team.shoutout_at, Every(team.shoutout_rhythm.value))


def next_shoutout(team: Team, now: datetime) -> datetime | None:
    """When a team's next shout-out comes; None for a team that wants none."""
    rhythm = rhythm_of(team)
    return rhythm.first_after(now).at if rhythm is not None else None


def still_to_come_after(team: Team) -> datetime:
    """The moment after which a team's shout-outs are still to come."""
    return team.shoutouts_from or team.adopted_at


def useful_until(due_on: date, zone: ZoneInfo) -> datetime:
    """How late a shout-out of this day may be posted: until the evening of the next working day."""
    day = due_on + timedelta(days=1)
    while day.weekday() > 4:
        day += timedelta(days=1)
    return moment_of(day, READ_UNTIL, zone)


def why_left_out(team: Team, due_on: date, now: datetime) -> str | None:
    """Why a shout-out of this day is not posted any more; None where it still is."""
    if team.lost_why is not None:
        return f"channel lost: {team.lost_why}"
    return TOO_LATE if now > useful_until(due_on, zone_named(team.zone)) else None


async def owe_due(session: AsyncSession, team: Team, *, now: datetime) -> int | None:
    """Take every time of a team that has come by now: the newest is owed if it is of use, others are recorded.

    Gives the one that is owed now, by its id. Whoever calls decides alone about the workspace.
    """
    rhythm = rhythm_of(team)
    due = list(_due(rhythm, still_to_come_after(team), now)) if rhythm is not None else []
    owed = None
    for one in due:
        why = why_left_out(team, one.on, now) if one is due[-1] else NEWER_IS_DUE
        owed = await _take(session, team, one, why, now=now)
    if due:
        team.shoutouts_from = due[-1].at
        await session.flush()
    return owed


def _due(rhythm: Rhythm, after: datetime, now: datetime) -> Iterator[Occurrence]:
    while (one := rhythm.first_after(after)).at <= now:
        yield one
        after = one.at


async def _take(session: AsyncSession, team: Team, due: Occurrence, why: str | None, *, now: datetime) -> int | None:
    # Whoever moves the time within a day finds that day's row here, sent or not.
    is_first = await insert_unless_present(
        session,
        Roundup,
        workspace_id=team.workspace_id,
        team_id=team.id,
        due_on=due.on,
        due_at=due.at,
        covers_from=await _covers_from(session, team, due.at),
        state=RoundupState.OWED if why is None else RoundupState.SKIPPED,
        why=why,
        recorded_at=now,
    )
    if not is_first or why is not None:
        return None
    of_day = select(Roundup.id).where(
        Roundup.workspace_id == team.workspace_id, Roundup.team_id == team.id, Roundup.due_on == due.on
    )
    roundup_id: int = (await session.scalars(of_day)).one()
    # SQLite gives the number of a team that left to the next one.
    adopted = int(team.adopted_at.timestamp())
    await deliveries.owe(
        session,
        workspace_id=team.workspace_id,
        kind=ROUNDUP,
        subject_id=roundup_id,
        key=f"{ROUNDUP}:{team.id}:{due.on}:{adopted}",
        to=ToChannel(team.shoutout_channel_slack_id or team.channel_slack_id),
        facts={"due_at": due.at.isoformat(), "rhythm": team.shoutout_rhythm.value},
        due_at=due.at,
    )
    return roundup_id


async def _covers_from(session: AsyncSession, team: Team, due_at: datetime) -> datetime:
    """Where the last one ended that told what there was, so that nothing is told twice and nothing is left out."""
    told_until = await session.scalar(
        select(Roundup.due_at)
        .where(
            Roundup.workspace_id == team.workspace_id,
            Roundup.team_id == team.id,
            Roundup.state != RoundupState.SKIPPED,
            Roundup.due_at < due_at,
        )
        .order_by(Roundup.due_at.desc())
        .limit(1)
    )
    return due_at - FIRST_COVERS if told_until is None else max(told_until, due_at - MOST_COVERED)


async def change_time(session: AsyncSession, team: Team, chosen: ShoutoutTime, *, now: datetime) -> None:
    """Let a team's shout-out come at another time from now on; what was due by now is taken as it was chosen before.

    Where the new time of the very day on which the next one was promised has passed, it comes at once. Whoever calls
    decides alone about the workspace.
    """
    await owe_due(session, team, now=now)
    if chosen == time_of(team):
        return
    before = rhythm_of(team)
    team.zone, team.shoutout_rhythm = chosen.zone, chosen.rhythm
    team.shoutout_on, team.shoutout_at = chosen.on, chosen.at
    team.shoutouts_from = now
    after = rhythm_of(team)
    if before is not None and after is not None:
        passed = after.last_at_or_before(now)
        if passed.on == before.first_after(now).on:
            team.shoutouts_from = passed.at - timedelta(seconds=1)
            await owe_due(session, team, now=now)
    await session.flush()
    await _newest_follows(session, team, now=now)


async def _newest_follows(session: AsyncSession, team: Team, *, now: datetime) -> None:
    """The newest shout-out says when the next one comes."""
    newest = await session.scalar(
        select(Roundup.id)
        .where(
            Roundup.workspace_id == team.workspace_id,
            Roundup.team_id == team.id,
            Roundup.state == RoundupState.OWED,
        )
        .order_by(Roundup.due_at.desc())
        .limit(1)
    )
    if newest is not None:
        await deliveries.refresh(session, workspace_id=team.workspace_id, kind=ROUNDUP, subject_id=newest, now=now)


async def empty_all(session: AsyncSession, team: Team, *, now: datetime) -> None:
    """Let the shout-outs of a team that leaves say so, and name nobody any more."""
    ids = await session.scalars(
        select(Roundup.id).where(
            Roundup.workspace_id == team.workspace_id,
            Roundup.team_id == team.id,
            Roundup.state == RoundupState.OWED,
        )
    )
    await deliveries.refresh_all(session, workspace_id=team.workspace_id, kind=ROUNDUP, subject_ids=ids.all(), now=now)
