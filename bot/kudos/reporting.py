"""Reports: whoever reads thanks that should not be there tells the admins, who remove them or leave them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import audit, deliveries, people
from bot.database import changed, decide_alone, insert_unless_present
from bot.deliveries import ToMember
from bot.errors import NotYours, Settled, WhoKnowsError
from bot.kudos.reading import KindWords, words_of
from bot.kudos.removing import remove, reports_follow
from models import Kudos, KudosReceiver, KudosReport, Member, ReportOutcome

# More admins than these need not hear of one report.
MOST_ADMINS = 10


@dataclass(frozen=True)
class ReportCard:
    """A report as an admin reads it; never by whom. `words` is None once the thanks are gone."""

    report_id: int
    words: KindWords | None
    outcome: ReportOutcome | None
    settled_by: str | None


async def to_report(session: AsyncSession, member: Member, kudos_id: int) -> Kudos:
    """Thanks that a member reads and may report: a post, or what was said to them alone."""
    kudos = await session.scalar(
        select(Kudos).where(Kudos.workspace_id == member.workspace_id, Kudos.id == kudos_id, Kudos.removed_at.is_(None))
    )
    if kudos is None:
        raise Settled("These thanks are gone already. Nobody reads them any more.")
    received = select(KudosReceiver.id).where(
        KudosReceiver.workspace_id == kudos.workspace_id,
        KudosReceiver.kudos_id == kudos.id,
        KudosReceiver.member_id == member.id,
    )
    if kudos.channel_slack_id is None and await session.scalar(received) is None:
        raise NotYours
    return kudos


async def report(session: AsyncSession, member: Member, kudos_id: int, *, now: datetime) -> bool:
    """Tell the admins about thanks; False when the member did so before. They are not told who did.

    Raises WhoKnowsError where no admin is known.
    """
    people.require_full_member(member)
    kudos = await to_report(session, member, kudos_id)
    admins = await _admins(session, member)
    if not admins:
        raise WhoKnowsError("I don't know any admin here yet, so nobody was told. Please tell one of yours yourself.")
    is_new = await insert_unless_present(
        session,
        KudosReport,
        workspace_id=member.workspace_id,
        kudos_id=kudos.id,
        reporter_id=member.id,
        reported_at=now,
    )
    found = await session.scalars(
        select(KudosReport).where(
            KudosReport.workspace_id == member.workspace_id,
            KudosReport.kudos_id == kudos.id,
            KudosReport.reporter_id == member.id,
        )
    )
    one = found.one()
    for admin in admins if is_new else ():
        await deliveries.owe(
            session,
            workspace_id=member.workspace_id,
            kind="kudos_reported",
            subject_id=one.id,
            key=f"kudos_reported:{one.id}:{admin.id}",
            to=ToMember(admin.id),
            due_at=now,
        )
    return is_new


async def _admins(session: AsyncSession, member: Member) -> list[Member]:
    found = await session.scalars(
        select(Member)
        .where(
            Member.workspace_id == member.workspace_id,
            or_(Member.is_admin, Member.is_named_admin),
            Member.is_bot.is_(False),
            Member.is_deactivated.is_(False),
            Member.forgotten_at.is_(None),
        )
        .order_by(Member.is_named_admin.desc(), Member.id)
        .limit(MOST_ADMINS)
    )
    return list(found)


async def report_card(session: AsyncSession, workspace_id: int, report_id: int) -> ReportCard | None:
    """A report for an admin's message; None for one that is no more."""
    row = (
        await session.execute(
            select(KudosReport, Kudos)
            .join(Kudos, (Kudos.id == KudosReport.kudos_id) & (Kudos.workspace_id == KudosReport.workspace_id))
            .where(KudosReport.workspace_id == workspace_id, KudosReport.id == report_id)
        )
    ).first()
    if row is None:
        return None
    found, kudos = row
    admin = (await people.members(session, workspace_id, [found.settled_by_id or 0])).get(found.settled_by_id or 0)
    words = await words_of(session, kudos) if kudos.removed_at is None else None
    return ReportCard(found.id, words, found.outcome, admin.name if admin else None)


async def settle(
    session: AsyncSession, admin: Member, report_id: int, outcome: ReportOutcome, *, now: datetime
) -> None:
    """Remove what was reported, or leave it, by an admin; the giver is told of a removal, never by whom it was asked.

    Raises WhoKnowsError for anybody else, and Settled when another admin was first or the giver took them back.
    """
    if not people.may_administer(admin):
        raise WhoKnowsError("Only admins can decide about a report, so nothing was changed.")
    await decide_alone(session, admin.workspace_id)
    found = await session.scalar(
        select(KudosReport).where(KudosReport.workspace_id == admin.workspace_id, KudosReport.id == report_id)
    )
    if found is None:
        raise Settled("This report is gone. There is nothing left to decide.")
    kudos = (
        await session.scalars(select(Kudos).where(Kudos.workspace_id == admin.workspace_id, Kudos.id == found.kudos_id))
    ).one()
    if kudos.removed_at is not None and found.outcome is None:
        raise Settled("These thanks were taken back in the meantime, so there is nothing left to decide.")
    is_open = update(KudosReport).where(
        KudosReport.workspace_id == admin.workspace_id,
        KudosReport.kudos_id == kudos.id,
        KudosReport.outcome.is_(None),
    )
    if not await changed(session, is_open.values(outcome=outcome, settled_by_id=admin.id)):
        raise Settled("Another admin has decided about this one already.")
    await session.refresh(found)
    # Never whose words, and nothing of them.
    if outcome is ReportOutcome.REMOVED:
        await remove(session, kudos, now=now)
        await _tell_giver(session, kudos, now=now)
        await audit.note(session, admin, "removed kudos", f"{kudos.id}", now=now)
    else:
        await reports_follow(session, kudos, now=now)
        await audit.note(session, admin, "left reported kudos", f"{kudos.id}", now=now)


async def _tell_giver(session: AsyncSession, kudos: Kudos, *, now: datetime) -> None:
    await deliveries.owe(
        session,
        workspace_id=kudos.workspace_id,
        kind="kudos_removed",
        subject_id=kudos.id,
        key=f"kudos_removed:{kudos.id}",
        to=ToMember(kudos.giver_id),
        due_at=now,
    )
