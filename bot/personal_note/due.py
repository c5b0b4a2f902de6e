"""Whose personal note has come: found by what waits and what was said lately, never by reading all members."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sqlalchemy import Select, and_, exists, func, select, union
from sqlalchemy.ext.asyncio import AsyncSession

from bot import attention, deliveries, people
from bot.database import insert_unless_present
from bot.deliveries import ToMember
from bot.hours import Hours, midnight, zone_named
from bot.nominations.suggesting import OPEN_FOR
from bot.personal_note.saying import LOOKS_BACK, note
from bot.personal_note.when import is_its_day, note_of_the_week
from bot.rhythms import DAY, WEEK, Occurrence
from models import (
    Kudos,
    KudosReceiver,
    Member,
    Milestone,
    Nomination,
    NominationState,
    Offer,
    OfferState,
    PersonalNote,
    Question,
    QuestionState,
    Workspace,
)

KIND = "personal_note"
# No clock on Earth is further ahead of UTC, or behind it.
_EASTERNMOST, _WESTERNMOST = timedelta(hours=14), timedelta(hours=-12)


async def to_owe(session: AsyncSession, *, now: datetime) -> list[tuple[int, int]]:
    """Members, by workspace, whose note has come today and was not looked at yet, among those it may concern."""
    rows = (await session.execute(_concerned(now))).all()
    looked_at = {(member_id, week_on) for _, member_id, _, _, week_on in rows}
    # Most people are in one of a few zones, and begin their week on the same day.
    came: dict[tuple[str, str], date | None] = {}
    due = {}
    for workspace_id, member_id, zone, first_day, _ in rows:
        if (zone, first_day) not in came:
            came[zone, first_day] = _week_of_note(zone, first_day, now)
        week_on = came[zone, first_day]
        if week_on is not None and (member_id, week_on) not in looked_at:
            due[member_id] = workspace_id
    return [(workspace_id, member_id) for member_id, workspace_id in due.items()]


def _week_of_note(zone: str, first_day: str, now: datetime) -> date | None:
    hours = Hours(zone_named(zone), works_on=frozenset({int(first_day)}))
    occurrence = note_of_the_week(hours, now)
    return _week_on(occurrence) if is_its_day(hours, occurrence, now) else None


def _week_on(occurrence: Occurrence) -> date:
    return occurrence.on - DAY * occurrence.on.weekday()


def _concerned(now: datetime) -> Select[int, int, str, str, date | None]:
    """Those whom something waits on or who were thanked lately, where a week of work begins today in some zone.

    Each comes with the weeks around now whose note was looked at, one by one, or with None.
    """
    since = now - LOOKS_BACK - DAY
    sources = union(*_sources(since, now)).subquery()
    first_day = func.substr(Member.works_on, 1, 1)
    today = {str((now + offset).weekday()) for offset in (_WESTERNMOST, timedelta(0), _EASTERNMOST)}
    return (
        select(Member.workspace_id, Member.id, Member.zone, first_day, PersonalNote.week_on)
        .join(sources, (sources.c.workspace_id == Member.workspace_id) & (sources.c.member_id == Member.id))
        .join(Workspace, Workspace.id == Member.workspace_id)
        .outerjoin(
            PersonalNote,
            and_(
                PersonalNote.workspace_id == Member.workspace_id,
                PersonalNote.member_id == Member.id,
                PersonalNote.week_on >= (now - WEEK - 2 * DAY).date(),
            ),
        )
        .where(
            Workspace.uninstalled_at.is_(None),
            Member.wants_personal_note.is_(True),
            people.takes_part(),
            first_day.in_(today),
        )
        .order_by(Member.id)
    )


def _sources(since: datetime, now: datetime) -> Iterator[Select[int, int]]:
    """By each thing that a note may say, whom it concerns; every look goes by an index."""
    member_id = Offer.member_id.label("member_id")
    yield (
        select(Offer.workspace_id, member_id)
        .join(Question, (Question.id == Offer.question_id) & (Question.workspace_id == Offer.workspace_id))
        .where(Question.state == QuestionState.OPEN, Offer.state == OfferState.PENDING)
    )
    thanked = exists().where(Kudos.workspace_id == Question.workspace_id, Kudos.question_id == Question.id)
    yield select(Question.workspace_id, Question.asker_id).where(
        Question.answered_at > since, Question.state == QuestionState.ANSWERED, ~thanked
    )
    yield select(Nomination.workspace_id, Nomination.nominee_id).where(
        Nomination.state == NominationState.PENDING, Nomination.nominated_at > now - OPEN_FOR
    )
    yield (
        select(KudosReceiver.workspace_id, KudosReceiver.member_id)
        .join(Kudos, and_(Kudos.id == KudosReceiver.kudos_id, Kudos.workspace_id == KudosReceiver.workspace_id))
        .where(Kudos.given_at > since, Kudos.removed_at.is_(None))
    )
    yield select(Milestone.workspace_id, Milestone.member_id).where(
        Milestone.reached_at > since, Milestone.shared_at.is_(None), Milestone.kept_at.is_(None)
    )


async def owe(session: AsyncSession, workspace_id: int, member_id: int, *, now: datetime) -> None:
    """Take a member's note of this week, and owe it if there is something to say and a day left to say it on.

    Nothing where another replica has it already, or its day is over.
    """
    member = (await people.members(session, workspace_id, [member_id]))[member_id]
    hours = people.hours_of(member)
    occurrence = note_of_the_week(hours, now)
    if not is_its_day(hours, occurrence, now):
        return
    week_on = _week_on(occurrence)
    if not await insert_unless_present(
        session, PersonalNote, workspace_id=workspace_id, member_id=member.id, week_on=week_on
    ):
        return
    # What came this morning has rung today already.
    until = midnight(occurrence.on, hours.zone)
    if (await note(session, member, until=until)).is_empty:
        return
    due_at = await attention.take_day_before(session, member, midnight(week_on + WEEK, hours.zone), now=now)
    if due_at is None:
        return
    await deliveries.owe(
        session,
        workspace_id=workspace_id,
        kind=KIND,
        subject_id=member.id,
        key=f"{KIND}:{member.id}:{week_on.isoformat()}",
        to=ToMember(member.id),
        facts={"until": until.isoformat(), "day": due_at.astimezone(hours.zone).date().isoformat()},
        due_at=due_at,
        keeps_quiet_hours=True,
    )
