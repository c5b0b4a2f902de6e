"""Lunch-and-learns that come again: their sessions are planned ahead, each a lunch-and-learn of its own."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import uuid4

from sqlalchemy import ColumnElement, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot import deliveries, people
from bot.database import changed
from bot.deliveries import ToChannel, ToMember
from bot.hours import moment_of, zone_named
from bot.lunches.holding import CARD, find, hosts_of
from bot.lunches.planning import Plan
from bot.lunches.repeating import PLANNED_FOR, Ahead, look_ahead
from bot.public_holidays import name_of_holiday
from bot.zones import country_of
from models import Delivery, Lunch, LunchHost, LunchSeries, Member, Occurrence, Workspace

SKIPPED = "lunch_days_skipped"
# The channel has the post of each session that long before it begins.
POSTED_BEFORE = timedelta(days=7)


async def ahead_of(session: AsyncSession, workspace_id: int, plan: Plan, *, now: datetime) -> Ahead | None:
    """The sessions after the first that a plan would have at once, and what it skips; None for one that comes once."""
    if plan.repeats is None:
        return None
    return look_ahead(
        plan.repeats,
        plan.on,
        after=plan.on,
        until=plan.until,
        farthest=max((now + PLANNED_FOR).date(), plan.on),
        country=people.holidays_in(plan.zone, await people.holiday_countries(session, workspace_id)),
        needs_one=True,
    )


async def holiday_on(session: AsyncSession, workspace_id: int, plan: Plan) -> str:
    """What the public holiday is called that a plan's own day is, where it is planned; empty for a day that is none."""
    country = people.holidays_in(plan.zone, await people.holiday_countries(session, workspace_id))
    return name_of_holiday(country, plan.on) if country is not None else ""


async def skipped_days(session: AsyncSession, delivery: Delivery) -> tuple[Lunch, list[tuple[date, str]]] | None:
    """What a message about days that are left out tells of, and what they are called; None where it is over."""
    lunch = await find(session, delivery.workspace_id, delivery.subject_id)
    country = country_of(lunch.zone) if lunch is not None else None
    if lunch is None or lunch.cancelled_at is not None or country is None:
        return None
    days = [date.fromisoformat(day) for day in delivery.facts["days"]]
    return lunch, [(day, name_of_holiday(country, day)) for day in days]


async def begin(session: AsyncSession, first: Lunch, plan: Plan, *, now: datetime) -> None:
    """Let a lunch-and-learn that was just announced come again, and plan the sessions of the next weeks."""
    ahead = await ahead_of(session, first.workspace_id, plan, now=now)
    if plan.repeats is None or ahead is None:
        return
    series = LunchSeries(
        workspace_id=first.workspace_id,
        repeats=plan.repeats,
        begins_on=plan.on,
        until=plan.until,
        planned_until=ahead.until,
    )
    session.add(series)
    await session.flush()
    session.add(
        Occurrence(
            workspace_id=first.workspace_id,
            lunch_id=first.id,
            series_id=series.id,
            planned_on=first.on,
            is_posted=True,
        )
    )
    await plan_on(session, series, first, ahead.days, now=now)


async def plan_on(
    session: AsyncSession, series: LunchSeries, like: Lunch, days: Sequence[date], *, now: datetime
) -> list[Lunch]:
    """Plan sessions of a series on these days, like one that is there: its words, time, place, seats and hosts."""
    planned = [_again(like, day, now=now) for day in days]
    session.add_all(planned)
    await session.flush()
    hosts = await hosts_of(session, like)
    session.add_all(
        LunchHost(workspace_id=like.workspace_id, lunch_id=lunch.id, member_id=host.id)
        for lunch in planned
        for host in hosts
    )
    session.add_all(
        Occurrence(workspace_id=like.workspace_id, lunch_id=lunch.id, series_id=series.id, planned_on=lunch.on)
        for lunch in planned
    )
    await session.flush()
    return planned


def _again(like: Lunch, day: date, *, now: datetime) -> Lunch:
    return Lunch(
        workspace_id=like.workspace_id,
        uid=str(uuid4()),
        kind=like.kind,
        title=like.title,
        about=like.about,
        place=like.place,
        link=like.link,
        skill_id=like.skill_id,
        channel_slack_id=like.channel_slack_id,
        in_private_channel=like.in_private_channel,
        zone=like.zone,
        on=day,
        at=like.at,
        begins_at=moment_of(day, like.at, zone_named(like.zone)),
        minutes=like.minutes,
        seats=like.seats,
        announced_by_id=like.announced_by_id,
        announced_at=now,
        timed_at=now,
        sequence=0,
        version=0,
    )


async def to_plan(session: AsyncSession, *, now: datetime) -> list[tuple[int, int]]:
    """Series, by workspace, whose sessions of the next weeks are not all planned."""
    rows = await session.execute(
        select(LunchSeries.workspace_id, LunchSeries.id)
        .join(Workspace, Workspace.id == LunchSeries.workspace_id)
        .where(_is_to_plan(now), Workspace.uninstalled_at.is_(None))
        .order_by(LunchSeries.id)
    )
    return [(workspace_id, series_id) for workspace_id, series_id in rows]


def _is_to_plan(now: datetime) -> ColumnElement[bool]:
    return (
        LunchSeries.ended_at.is_(None)
        & (LunchSeries.planned_until < (now + PLANNED_FOR).date())
        & or_(LunchSeries.until.is_(None), LunchSeries.planned_until < LunchSeries.until)
    )


async def plan_ahead(session: AsyncSession, workspace_id: int, series_id: int, *, now: datetime) -> None:
    """Plan the sessions of the next weeks; its hosts are told in one message which days are left out as holidays.

    A series that nobody holds any more, or whose words went with their author, ends instead.
    """
    series = await session.scalar(
        update(LunchSeries)
        .where(LunchSeries.workspace_id == workspace_id, LunchSeries.id == series_id, _is_to_plan(now))
        .values(repeats=LunchSeries.repeats)
        .returning(LunchSeries)
        .execution_options(synchronize_session=False, populate_existing=True)
    )
    if series is None:
        return
    like = await newest(session, series)
    hosts = await hosts_of(session, like) if like is not None else []
    if like is None or not hosts or await _is_forgotten(session, like):
        series.ended_at = now
        await session.flush()
        return
    ahead = look_ahead(
        series.repeats,
        series.begins_on,
        after=series.planned_until,
        until=series.until,
        farthest=(now + PLANNED_FOR).date(),
        country=people.holidays_in(like.zone, await people.holiday_countries(session, workspace_id)),
        needs_one=not await _has_one_to_come(session, series, now=now),
    )
    series.planned_until = ahead.until
    today = now.astimezone(zone_named(like.zone)).date()
    await plan_on(session, series, like, [day for day in ahead.days if day > today], now=now)
    skipped = [day for day, _ in ahead.skipped if day > today]
    for host in hosts if skipped else []:
        await deliveries.owe(
            session,
            workspace_id=workspace_id,
            kind=SKIPPED,
            subject_id=like.id,
            key=f"{SKIPPED}:{series.id}:{skipped[0].isoformat()}:{host.id}",
            to=ToMember(host.id),
            facts={"days": [day.isoformat() for day in skipped]},
            due_at=people.back_at(host, now),
            keeps_quiet_hours=True,
        )


async def newest(session: AsyncSession, series: LunchSeries) -> Lunch | None:
    """The session that the next ones are like: the last of those that were neither cancelled nor changed alone."""
    found: Lunch | None = await session.scalar(
        select(Lunch)
        .join(Occurrence, (Occurrence.lunch_id == Lunch.id) & (Occurrence.workspace_id == Lunch.workspace_id))
        .where(Occurrence.workspace_id == series.workspace_id, Occurrence.series_id == series.id)
        .order_by(Lunch.cancelled_at.is_not(None), Occurrence.is_changed_alone, Occurrence.planned_on.desc())
        .limit(1)
    )
    return found


async def _is_forgotten(session: AsyncSession, lunch: Lunch) -> bool:
    found = await session.scalar(
        select(Member.forgotten_at).where(Member.workspace_id == lunch.workspace_id, Member.id == lunch.announced_by_id)
    )
    return found is not None


async def _has_one_to_come(session: AsyncSession, series: LunchSeries, *, now: datetime) -> bool:
    to_come = (
        exists()
        .where(Occurrence.workspace_id == series.workspace_id, Occurrence.series_id == series.id)
        .where(Lunch.workspace_id == Occurrence.workspace_id, Lunch.id == Occurrence.lunch_id)
        .where(Lunch.begins_at > now, Lunch.cancelled_at.is_(None))
    )
    return bool(await session.scalar(select(to_come)))


def is_next_of_its_series(now: datetime) -> ColumnElement[bool]:
    """Which lunch-and-learns come once, or are the next of those that come again."""
    of_this, earlier, other = aliased(Occurrence), aliased(Occurrence), aliased(Lunch)
    return ~exists().where(
        of_this.workspace_id == Lunch.workspace_id,
        of_this.lunch_id == Lunch.id,
        earlier.workspace_id == Lunch.workspace_id,
        earlier.series_id == of_this.series_id,
        other.workspace_id == Lunch.workspace_id,
        other.id == earlier.lunch_id,
        other.begins_at > now,
        other.begins_at < Lunch.begins_at,
        other.cancelled_at.is_(None),
    )


async def to_post(session: AsyncSession, *, now: datetime) -> list[tuple[int, int]]:
    """Sessions, by workspace, that begin within a week and have no post yet."""
    rows = await session.execute(
        select(Lunch.workspace_id, Lunch.id)
        .join(Occurrence, (Occurrence.lunch_id == Lunch.id) & (Occurrence.workspace_id == Lunch.workspace_id))
        .join(Workspace, Workspace.id == Lunch.workspace_id)
        .where(
            Lunch.begins_at > now,
            Lunch.begins_at <= now + POSTED_BEFORE,
            Lunch.cancelled_at.is_(None),
            Occurrence.is_posted.is_(False),
            Workspace.uninstalled_at.is_(None),
        )
        .order_by(Lunch.begins_at, Lunch.id)
    )
    return [(workspace_id, lunch_id) for workspace_id, lunch_id in rows]


async def post(session: AsyncSession, workspace_id: int, lunch_id: int, *, now: datetime) -> None:
    """Owe the channel the post of a session; nothing where another replica did."""
    is_ours = await changed(
        session,
        update(Occurrence)
        .where(
            Occurrence.workspace_id == workspace_id, Occurrence.lunch_id == lunch_id, Occurrence.is_posted.is_(False)
        )
        .values(is_posted=True),
    )
    channel = await session.scalar(
        select(Lunch.channel_slack_id).where(Lunch.workspace_id == workspace_id, Lunch.id == lunch_id)
    )
    if is_ours and channel is not None:
        await owe_post(session, workspace_id, lunch_id, channel, now=now)


async def owe_post(
    session: AsyncSession, workspace_id: int, lunch_id: int, channel_slack_id: str, *, now: datetime
) -> None:
    """Owe a channel the post of a lunch-and-learn, which it gets once."""
    await deliveries.owe(
        session,
        workspace_id=workspace_id,
        kind=CARD,
        subject_id=lunch_id,
        key=f"lunch:{lunch_id}",
        to=ToChannel(channel_slack_id),
        due_at=now,
    )
