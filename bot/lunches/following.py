"""What becomes of all that follow: a host changes or ends a series from one session on, or nobody holds it any more."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice

from sqlalchemy import ColumnElement, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import people
from bot.errors import NotYours, WhoKnowsError
from bot.hours import moment_of, zone_named
from bot.lunches.announcing import Changed, end, must_be_as_seen, must_be_to_come, require_seats, rewrite
from bot.lunches.holding import hold, hold_to_change, hosts_of
from bot.lunches.planning import Plan, check
from bot.lunches.repeating import check_pattern, days_of
from bot.lunches.series import newest, plan_on
from bot.lunches.telling import tell_of_ends, tell_of_moves
from bot.public_holidays import is_holiday
from models import Lunch, LunchHost, LunchSeries, Member, Occurrence


@dataclass(frozen=True)
class _Following:
    """A series that is held, one session of it, and all from that one on, in the order of their days."""

    series: LunchSeries
    this: Lunch
    sessions: Sequence[tuple[Occurrence, Lunch]]

    @property
    def from_day(self) -> date:
        """The day on which the pattern has this one."""
        return self.sessions[0][0].planned_on


async def change_following(
    session: AsyncSession, member: Member, lunch_id: int, plan: Plan, *, seen_version: int, now: datetime
) -> Changed:
    """Change a session and all that follow it; another day moves their pattern, and who is concerned is told once.

    Those that were changed alone stay as they are. A day that is a public holiday then, or comes after the series'
    end, is left out. Raises as a change of one does.
    """
    following = await _hold(session, member, lunch_id)
    series, this = following.series, following.this
    must_be_as_seen(this, seen_version, now)
    check(plan, now=now)
    days = await _days(session, following, plan)
    changing = [
        (occurrence, lunch)
        for occurrence, lunch in following.sessions
        if lunch is this
        or not (occurrence.is_changed_alone or lunch.cancelled_at is not None or lunch.begins_at <= now)
    ]
    for _, lunch in changing:
        await require_seats(session, lunch, plan, on=f" on {_in_words(lunch.on)}")
    country = people.holidays_in(plan.zone, await people.holiday_countries(session, member.workspace_id))
    moved: list[Lunch] = []
    ended: list[Lunch] = []
    before: dict[int, datetime] = {}
    for occurrence, lunch in changing:
        on = days.get(occurrence.planned_on, lunch.on)
        before[lunch.id] = lunch.begins_at
        if lunch is not this and days and _is_left_out(series, country, on):
            await end(session, lunch, now=now)
            # Its place in the pattern is free: a later move may make a session of it again.
            await session.delete(occurrence)
            ended.append(lunch)
            continue
        if await rewrite(session, lunch, replace(plan, on=on), now=now):
            moved.append(lunch)
        occurrence.is_changed_alone = False
    await session.flush()
    stay = [occurrence for occurrence, lunch in following.sessions if lunch not in ended]
    await _move_pattern(session, series, stay, days)
    taken = {occurrence.planned_on for occurrence in stay}
    to_come = [day for day in days.values() if moment_of(day, plan.at, zone_named(plan.zone)) > now]
    new = [day for day in to_come if day not in taken and not _is_left_out(series, country, day)]
    await plan_on(session, series, this, new, now=now)
    told = await tell_of_moves(session, moved, before, now=now) | await tell_of_ends(session, ended, now=now)
    left_out = sorted(day for day in days.values() if _is_left_out(series, country, day) and day != plan.on)
    return Changed(this, bool(moved), len(told), with_all_that_follow=True, left_out=left_out)


def _in_words(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b}"


def _is_left_out(series: LunchSeries, country: str | None, day: date) -> bool:
    is_past_its_end = series.until is not None and day > series.until
    return is_past_its_end or (country is not None and is_holiday(country, day))


async def _days(session: AsyncSession, following: _Following, plan: Plan) -> dict[date, date]:
    """The new day for each day that the pattern had from this session on; none where the day stays.

    Raises WhoKnowsError at the day for one on which the series cannot go on.
    """
    series, this = following.series, following.this
    if plan.on == this.on:
        return {}
    check_pattern(series.repeats, plan.on, None, field="on")
    if series.until is not None and plan.on > series.until:
        raise WhoKnowsError(f"It goes on until {_in_words(series.until)} only. Pick an earlier day.", field="on")
    earlier = await session.scalar(
        select(func.max(Occurrence.planned_on)).where(
            Occurrence.workspace_id == series.workspace_id,
            Occurrence.series_id == series.id,
            Occurrence.planned_on < following.from_day,
        )
    )
    if earlier is not None and plan.on <= earlier:
        raise WhoKnowsError(f"The one before is on {_in_words(earlier)}. Pick a later day.", field="on")
    had = {occurrence.planned_on for occurrence, _ in following.sessions}
    had |= set(days_of(series.repeats, series.begins_on, after=following.from_day, until=series.planned_until))
    new = [plan.on, *islice(days_of(series.repeats, plan.on, after=plan.on), len(had) - 1)]
    return dict(zip(sorted(had), new, strict=True))


async def _move_pattern(
    session: AsyncSession, series: LunchSeries, sessions: Sequence[Occurrence], days: dict[date, date]
) -> None:
    """Let each session stand for its new day, in an order in which no two ever stand for the same."""
    if not days:
        return
    first = min(days)
    # Of those that move to an earlier day the first goes first, of the others the last.
    earlier = [one for one in sessions if days[one.planned_on] < one.planned_on]
    later = [one for one in sessions if days[one.planned_on] > one.planned_on]
    for occurrence in [*earlier, *reversed(later)]:
        occurrence.planned_on = days[occurrence.planned_on]
        await session.flush()
    series.begins_on, series.planned_until = days[first], max(days.values())
    await session.flush()


async def cancel_following(session: AsyncSession, member: Member, lunch_id: int, *, now: datetime) -> Changed:
    """Cancel a session and all that follow it, and plan no more; who is concerned is told once of all together."""
    following = await _hold(session, member, lunch_id)
    must_be_to_come(following.this, now)
    ended = [lunch for _, lunch in following.sessions if lunch.cancelled_at is None and lunch.begins_at > now]
    for lunch in ended:
        await end(session, lunch, now=now)
    following.series.ended_at = now
    await session.flush()
    told = await tell_of_ends(session, ended, now=now)
    return Changed(following.this, has_moved=False, told=len(told), with_all_that_follow=True)


async def _hold(session: AsyncSession, member: Member, lunch_id: int) -> _Following:
    """Hold a series, and a session of it with all that follow, for somebody who may change it; else raises NotYours."""
    series = await _hold_series(session, member.workspace_id, lunch_id)
    if series is None:
        raise NotYours
    this = await hold_to_change(session, member, lunch_id)
    from_day = select(Occurrence.planned_on).where(
        Occurrence.workspace_id == series.workspace_id, Occurrence.lunch_id == this.id
    )
    from_this_on = Occurrence.planned_on >= from_day.scalar_subquery()
    return _Following(series, this, await _hold_sessions(session, series, from_this_on))


async def _hold_series(session: AsyncSession, workspace_id: int, lunch_id: int) -> LunchSeries | None:
    """The series that a lunch-and-learn is one of, held; whoever holds its sessions, too, begins here."""
    of_lunch = select(Occurrence.series_id).where(
        Occurrence.workspace_id == workspace_id, Occurrence.lunch_id == lunch_id
    )
    found: LunchSeries | None = await session.scalar(
        update(LunchSeries)
        .where(LunchSeries.workspace_id == workspace_id, LunchSeries.id.in_(of_lunch))
        .values(repeats=LunchSeries.repeats)
        .returning(LunchSeries)
        .execution_options(synchronize_session=False, populate_existing=True)
    )
    return found


async def _hold_sessions(
    session: AsyncSession, series: LunchSeries, *which: ColumnElement[bool]
) -> list[tuple[Occurrence, Lunch]]:
    found = await session.scalars(
        select(Occurrence)
        .where(Occurrence.workspace_id == series.workspace_id, Occurrence.series_id == series.id, *which)
        .order_by(Occurrence.planned_on)
        .execution_options(populate_existing=True)
    )
    return [(one, await hold(session, series.workspace_id, one.lunch_id)) for one in found.all()]


async def without_host(session: AsyncSession, *, now: datetime) -> list[tuple[int, int]]:
    """Lunch-and-learns to come, by workspace, that nobody holds any more since their hosts left."""
    holds = (
        exists()
        .where(LunchHost.workspace_id == Lunch.workspace_id, LunchHost.lunch_id == Lunch.id)
        .where(Member.id == LunchHost.member_id, Member.workspace_id == LunchHost.workspace_id, people.takes_part())
    )
    rows = await session.execute(
        select(Lunch.workspace_id, Lunch.id)
        .where(Lunch.begins_at > now, Lunch.cancelled_at.is_(None), ~holds)
        .order_by(Lunch.begins_at, Lunch.id)
    )
    return [(workspace_id, lunch_id) for workspace_id, lunch_id in rows]


async def end_without_host(session: AsyncSession, workspace_id: int, lunch_id: int, *, now: datetime) -> None:
    """Cancel what nobody holds any more, with its whole series; who comes is told as of any end."""
    series = await _hold_series(session, workspace_id, lunch_id)
    if series is None:
        held = [await hold(session, workspace_id, lunch_id)]
    else:
        held = [lunch for _, lunch in await _hold_sessions(session, series)]
    ended = [
        lunch
        for lunch in held
        if lunch.cancelled_at is None and lunch.begins_at > now and not await hosts_of(session, lunch)
    ]
    for lunch in ended:
        await end(session, lunch, now=now)
    await tell_of_ends(session, ended, now=now)
    like = await newest(session, series) if series is not None else None
    if series is not None and (like is None or not await hosts_of(session, like)):
        series.ended_at = now
        await session.flush()
