"""A lunch-and-learn as people read it: its post, their own place in it, and what is to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import NotYours
from bot.lunches.holding import find, hosts_of, how_many, may_be_seen_by, may_change
from bot.lunches.planning import Plan, begins_at
from bot.lunches.series import is_next_of_its_series
from bot.teams import in_team
from models import Attendance, Delivery, Lunch, LunchHost, LunchSeries, Member, Occurrence, Seat, Skill, Team

MOST_LISTED = 10


@dataclass(frozen=True)
class LunchCard:
    """A lunch-and-learn as its channel reads it; `coming` are the names of who is in, by the alphabet.

    `seats_left` is None where there is room for everybody. `is_over` once it has begun. `series` is what it is one of.
    `came` is how many came, once a host told.
    """

    lunch: Lunch
    hosts: list[Member]
    topic: str | None
    coming: Sequence[str]
    maybe: int
    waiting: int
    seats_left: int | None
    is_over: bool
    series: LunchSeries | None = None
    came: int | None = None


async def lunch_card(session: AsyncSession, workspace_id: int, lunch_id: int, *, now: datetime) -> LunchCard | None:
    """What the post of a lunch-and-learn says now; None where there is none."""
    lunch = await find(session, workspace_id, lunch_id)
    return await card_of(session, lunch, now=now) if lunch is not None else None


async def card_of(session: AsyncSession, lunch: Lunch, *, now: datetime) -> LunchCard:
    """The same of one that is at hand."""
    coming = await session.scalars(
        select(Member.name)
        .join(Seat, (Seat.member_id == Member.id) & (Seat.workspace_id == Member.workspace_id))
        .where(Seat.workspace_id == lunch.workspace_id, Seat.lunch_id == lunch.id, Seat.attendance == Attendance.IN)
    )
    names = sorted(coming, key=str.casefold)
    topic, series = await _topic_and_series(session, lunch)
    return LunchCard(
        lunch=lunch,
        hosts=await hosts_of(session, lunch),
        topic=topic,
        coming=names,
        maybe=await how_many(session, lunch, Attendance.MAYBE),
        waiting=await how_many(session, lunch, Attendance.WAITING),
        seats_left=max(lunch.seats - len(names), 0) if lunch.seats is not None else None,
        is_over=lunch.begins_at <= now,
        series=series,
        came=await _how_many_came(session, lunch) if lunch.attendance_taken_at is not None else None,
    )


async def _how_many_came(session: AsyncSession, lunch: Lunch) -> int:
    found = await session.scalar(
        select(func.count()).where(
            Seat.workspace_id == lunch.workspace_id, Seat.lunch_id == lunch.id, Seat.came.is_(True)
        )
    )
    return found or 0


async def _topic_and_series(session: AsyncSession, lunch: Lunch) -> tuple[str | None, LunchSeries | None]:
    row = await session.execute(
        select(Skill.name, LunchSeries)
        .select_from(Lunch)
        .outerjoin(Skill, (Skill.id == Lunch.skill_id) & (Skill.workspace_id == Lunch.workspace_id))
        .outerjoin(Occurrence, (Occurrence.lunch_id == Lunch.id) & (Occurrence.workspace_id == Lunch.workspace_id))
        .outerjoin(
            LunchSeries,
            (LunchSeries.id == Occurrence.series_id) & (LunchSeries.workspace_id == Lunch.workspace_id),
        )
        .where(Lunch.workspace_id == lunch.workspace_id, Lunch.id == lunch.id)
    )
    topic, series = row.one()
    return topic, series


@dataclass(frozen=True)
class OwnLunch:
    """A lunch-and-learn in somebody's list: what they said about it, and whether they may change it."""

    card: LunchCard
    attendance: Attendance | None
    is_host: bool


async def coming_up(session: AsyncSession, member: Member, *, now: datetime) -> list[OwnLunch]:
    """What is to come in a member's workspace, soonest first: theirs, and what they could still join."""
    found = await session.scalars(
        select(Lunch)
        .where(
            Lunch.workspace_id == member.workspace_id,
            Lunch.begins_at > now,
            Lunch.cancelled_at.is_(None),
            may_be_seen_by(member),
            or_(is_next_of_its_series(now), Lunch.id.in_(_said_by(member))),
        )
        .order_by(Lunch.begins_at, Lunch.id)
        .limit(MOST_LISTED)
    )
    return [await own(session, member, lunch, now=now) for lunch in found.all()]


def _said_by(member: Member) -> Select[int]:
    """Those that somebody comes to, or may."""
    return select(Seat.lunch_id).where(
        Seat.workspace_id == member.workspace_id,
        Seat.member_id == member.id,
        Seat.attendance.in_([Attendance.IN, Attendance.MAYBE, Attendance.WAITING]),
    )


async def sessions_of(session: AsyncSession, member: Member, lunch_id: int, *, now: datetime) -> list[OwnLunch]:
    """The sessions to come of the series that a lunch-and-learn is one of; raises NotYours where it is none's."""
    of_series = select(Occurrence.series_id).where(
        Occurrence.workspace_id == member.workspace_id, Occurrence.lunch_id == lunch_id
    )
    found = await session.scalars(
        select(Lunch)
        .join(Occurrence, (Occurrence.lunch_id == Lunch.id) & (Occurrence.workspace_id == Lunch.workspace_id))
        .where(
            Lunch.workspace_id == member.workspace_id,
            Occurrence.series_id.in_(of_series),
            Lunch.begins_at > now,
            Lunch.cancelled_at.is_(None),
            may_be_seen_by(member),
        )
        .order_by(Lunch.begins_at, Lunch.id)
        .limit(MOST_LISTED)
    )
    sessions = [await own(session, member, lunch, now=now) for lunch in found.all()]
    if not sessions:
        raise NotYours
    return sessions


async def own_coming_up(session: AsyncSession, member: Member, *, now: datetime, at_most: int) -> list[OwnLunch]:
    """What a member holds, or said they come to, soonest first; for their Home."""
    hosted = select(LunchHost.lunch_id).where(
        LunchHost.workspace_id == member.workspace_id, LunchHost.member_id == member.id
    )
    found = await session.scalars(
        select(Lunch)
        .where(
            Lunch.workspace_id == member.workspace_id,
            Lunch.begins_at > now,
            Lunch.cancelled_at.is_(None),
            or_(Lunch.id.in_(_said_by(member)), Lunch.id.in_(hosted) & is_next_of_its_series(now)),
        )
        .order_by(Lunch.begins_at, Lunch.id)
        .limit(at_most)
    )
    return [await own(session, member, lunch, now=now) for lunch in found.all()]


async def own(session: AsyncSession, member: Member, lunch: Lunch, *, now: datetime) -> OwnLunch:
    """One of a member's list."""
    attendance = await session.scalar(
        select(Seat.attendance).where(
            Seat.workspace_id == lunch.workspace_id, Seat.lunch_id == lunch.id, Seat.member_id == member.id
        )
    )
    card = await card_of(session, lunch, now=now)
    return OwnLunch(card, attendance, is_host=member.id in {host.id for host in card.hosts})


@dataclass(frozen=True)
class ToChange:
    """A lunch-and-learn for the form of somebody who may change it."""

    lunch: Lunch
    hosts: list[Member]
    topic: str | None
    series: LunchSeries | None = None


async def to_change(session: AsyncSession, member: Member, lunch_id: int) -> ToChange:
    """A lunch-and-learn that a member may change; raises NotYours for anybody else's."""
    lunch = await find(session, member.workspace_id, lunch_id)
    if lunch is None or not await may_change(session, member, lunch):
        raise NotYours
    topic, series = await _topic_and_series(session, lunch)
    return ToChange(lunch, await hosts_of(session, lunch), topic, series)


def as_planned(plan: Plan) -> LunchCard:
    """What the post of a plan would say, before there is one."""
    lunch = Lunch(
        kind=plan.kind,
        title=plan.title,
        about=plan.about,
        place=plan.place,
        link=plan.link or None,
        channel_slack_id=plan.channel_slack_id,
        zone=plan.zone,
        begins_at=begins_at(plan),
        minutes=plan.minutes,
    )
    hosts = sorted(plan.hosts, key=lambda member: (member.name.casefold(), member.id))
    again = LunchSeries(repeats=plan.repeats, begins_on=plan.on, until=plan.until) if plan.repeats else None
    return LunchCard(lunch, hosts, plan.topic or None, (), 0, 0, plan.seats, is_over=False, series=again)


async def with_seat_of(session: AsyncSession, delivery: Delivery, *, now: datetime) -> Lunch | None:
    """The lunch-and-learn that a message is about, while it is to come and its reader has a seat."""
    lunch = await find(session, delivery.workspace_id, delivery.subject_id)
    if lunch is None or lunch.cancelled_at is not None or lunch.begins_at <= now:
        return None
    is_in = await session.scalar(
        select(Seat.id).where(
            Seat.workspace_id == lunch.workspace_id,
            Seat.lunch_id == lunch.id,
            Seat.member_id == delivery.member_id,
            Seat.attendance == Attendance.IN,
        )
    )
    return lunch if is_in is not None else None


async def next_for_team(session: AsyncSession, team: Team, channel_slack_id: str, *, now: datetime) -> LunchCard | None:
    """The next lunch-and-learn that may be told of in a team's shout-out; none of a private channel elsewhere."""
    is_elsewhere = team.is_private and channel_slack_id != team.channel_slack_id
    here = {channel_slack_id} if is_elsewhere else {channel_slack_id, team.channel_slack_id}
    lunch = await session.scalar(
        select(Lunch)
        .where(
            Lunch.workspace_id == team.workspace_id,
            Lunch.begins_at > now,
            Lunch.cancelled_at.is_(None),
            or_(Lunch.in_private_channel.is_(False), Lunch.channel_slack_id.in_(here)),
        )
        .order_by(Lunch.begins_at, Lunch.id)
        .limit(1)
    )
    return await card_of(session, lunch, now=now) if lunch is not None else None


async def held_between(session: AsyncSession, team: Team, since: datetime, until: datetime) -> list[str]:
    """The names of those of a team who held a lunch-and-learn in this time, and like kind words in public."""
    names = await session.scalars(
        select(Member.name)
        .join(LunchHost, (LunchHost.member_id == Member.id) & (LunchHost.workspace_id == Member.workspace_id))
        .join(Lunch, (Lunch.id == LunchHost.lunch_id) & (Lunch.workspace_id == LunchHost.workspace_id))
        .where(
            Lunch.workspace_id == team.workspace_id,
            Lunch.begins_at > since,
            Lunch.begins_at <= until,
            Lunch.cancelled_at.is_(None),
            Member.id.in_(in_team(team)),
            Member.likes_public_thanks.is_(True),
        )
        .distinct()
    )
    return sorted(names, key=str.casefold)
