"""Asking one expert, once, whether they would hold a lunch-and-learn that enough people want."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import attention, deliveries, lunches, matching, people, skills
from bot.database import changed, decide_alone
from bot.deliveries import ToMember
from bot.lunch_wishes.choosing import (
    ASKED_WITHIN,
    ENOUGH_ASKERS,
    ENOUGH_WISHES,
    LATELY,
    TIME_TO_ANSWER,
    Expert,
    Wanted,
    may_ask,
    to_ask,
)
from models import (
    Area,
    Expertise,
    Level,
    LunchProposal,
    LunchWish,
    Member,
    ProposalState,
    Question,
    Skill,
    Workspace,
)

KIND = "lunch_proposal"
# Who has no hour for it within so long is away, and somebody else is asked.
SOON = timedelta(days=4)


async def to_propose(session: AsyncSession, *, now: datetime) -> list[tuple[int, int]]:
    """The topics, by workspace, that enough people want and somebody could be asked about now."""
    wished = (
        select(LunchWish.workspace_id, LunchWish.skill_id)
        .join(Member, (Member.id == LunchWish.member_id) & (Member.workspace_id == LunchWish.workspace_id))
        .join(Workspace, Workspace.id == LunchWish.workspace_id)
        .where(Workspace.uninstalled_at.is_(None), people.takes_part())
        .group_by(LunchWish.workspace_id, LunchWish.skill_id)
        .having(func.count(LunchWish.member_id.distinct()) >= ENOUGH_WISHES)
    )
    asked = (
        select(Question.workspace_id, Skill.id)
        .join(Skill, (Skill.id == Question.skill_id) & (Skill.workspace_id == Question.workspace_id))
        .join(Workspace, Workspace.id == Question.workspace_id)
        .where(Workspace.uninstalled_at.is_(None), *_counts(now))
        .group_by(Question.workspace_id, Skill.id)
        .having(func.count(Question.asker_id.distinct()) >= ENOUGH_ASKERS)
    )
    found = {(row[0], row[1]) for query in (wished, asked) for row in await session.execute(query)}
    return [one for one in sorted(found) if await _who_may_be_asked(session, *one, now=now)]


def _counts(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Which questions tell that a topic is wanted: not drafts that were never asked, and none that confides."""
    return (
        Question.drafted_at > now - ASKED_WITHIN,
        Question.opened_at.is_not(None),
        Skill.area.is_distinct_from(Area.CONFIDE),
    )


async def propose(session: AsyncSession, workspace_id: int, skill_id: int, *, now: datetime) -> None:
    """Ask the best of those who could be; nothing where another replica did.

    Best is who ranks first for the topic as for a question about it: relevance, availability and fairness together.
    """
    await decide_alone(session, workspace_id)
    could = await _who_may_be_asked(session, workspace_id, skill_id, now=now)
    name = await skills.name_of(session, workspace_id, skill_id)
    if not could or name is None:
        return
    for candidate in await matching.about_topic(session, workspace_id, skill_id, name, among=could, now=now):
        due_at = await attention.take_day_before(session, candidate.member, now + SOON, now=now)
        if due_at is not None:
            await _ask(session, candidate.member, skill_id, due_at)
            return


async def _ask(session: AsyncSession, expert: Member, skill_id: int, due_at: datetime) -> None:
    proposal = LunchProposal(
        workspace_id=expert.workspace_id,
        skill_id=skill_id,
        member_id=expert.id,
        state=ProposalState.ASKED,
        # Their days to answer begin when they can read it.
        asked_at=due_at,
    )
    session.add(proposal)
    await session.flush()
    await deliveries.owe(
        session,
        workspace_id=expert.workspace_id,
        kind=KIND,
        subject_id=proposal.id,
        key=f"{KIND}:{skill_id}:{expert.id}:{int(due_at.timestamp())}",
        to=ToMember(expert.id),
        due_at=due_at,
        keeps_quiet_hours=True,
    )


async def _who_may_be_asked(session: AsyncSession, workspace_id: int, skill_id: int, *, now: datetime) -> set[int]:
    earlier = await session.scalars(
        select(LunchProposal).where(LunchProposal.workspace_id == workspace_id, LunchProposal.skill_id == skill_id)
    )
    if not may_ask(earlier.all(), now=now):
        return set()
    if await lunches.is_held_since(session, workspace_id, skill_id, since=now - LATELY):
        return set()
    wanted = await _wanted(session, workspace_id, skill_id, now)
    return to_ask(await _experts(session, workspace_id, skill_id, now), wanted, now=now)


async def _wanted(session: AsyncSession, workspace_id: int, skill_id: int, now: datetime) -> Wanted:
    askers = await session.scalars(
        select(Question.asker_id)
        .join(Skill, (Skill.id == Question.skill_id) & (Skill.workspace_id == Question.workspace_id))
        .join(Member, (Member.id == Question.asker_id) & (Member.workspace_id == Question.workspace_id))
        .where(
            Question.workspace_id == workspace_id,
            Question.skill_id == skill_id,
            *_counts(now),
            people.takes_part(),
        )
    )
    wishers = await session.scalars(
        select(LunchWish.member_id)
        .join(Member, (Member.id == LunchWish.member_id) & (Member.workspace_id == LunchWish.workspace_id))
        .where(LunchWish.workspace_id == workspace_id, LunchWish.skill_id == skill_id, people.takes_part())
    )
    return Wanted(frozenset(askers), frozenset(wishers))


async def _experts(session: AsyncSession, workspace_id: int, skill_id: int, now: datetime) -> list[Expert]:
    rows = await session.execute(
        select(Member, Expertise.level, Expertise.ways)
        .join(Expertise, (Expertise.member_id == Member.id) & (Expertise.workspace_id == Member.workspace_id))
        .where(
            Expertise.workspace_id == workspace_id,
            Expertise.skill_id == skill_id,
            Expertise.level != Level.LEARNING,
            people.takes_part(),
        )
        .order_by(Member.id)
    )
    listed = rows.all()
    ids = [member.id for member, _, _ in listed]
    proposals = await session.scalars(
        select(LunchProposal).where(LunchProposal.workspace_id == workspace_id, LunchProposal.member_id.in_(ids))
    )
    last_asked: dict[int, datetime] = {}
    were_asked = set()
    for one in proposals:
        last_asked[one.member_id] = max(one.asked_at, last_asked.get(one.member_id, one.asked_at))
        if one.skill_id == skill_id:
            were_asked.add(one.member_id)
    hosts = await lunches.who_holds_one(session, workspace_id, ids, now=now)
    weeks = {member.id: people.ask_week(member, now) for member, _, _ in listed}
    taken = await people.asks_taken(session, workspace_id, weeks)
    return [
        Expert(
            member_id=member.id,
            can_teach=level is Level.CAN_TEACH,
            ways=skills.ways_in(ways),
            is_paused=people.is_paused(member, now),
            is_full=taken.get(member.id, 0) >= member.asks_a_week,
            holds_one=member.id in hosts,
            was_asked=member.id in were_asked,
            last_asked_at=last_asked.get(member.id),
        )
        for member, level, ways in listed
    ]


async def to_expire(session: AsyncSession, *, now: datetime) -> list[tuple[int, int]]:
    """What was asked, by workspace, and has had its time to be answered."""
    rows = await session.execute(
        select(LunchProposal.workspace_id, LunchProposal.id).where(
            LunchProposal.state == ProposalState.ASKED, LunchProposal.asked_at <= now - TIME_TO_ANSWER
        )
    )
    return [(row[0], row[1]) for row in rows]


async def expire(session: AsyncSession, workspace_id: int, proposal_id: int, *, now: datetime) -> None:
    """Let the time of a question that nobody answered be over; its card says so."""
    is_first = await changed(
        session,
        update(LunchProposal)
        .where(
            LunchProposal.workspace_id == workspace_id,
            LunchProposal.id == proposal_id,
            LunchProposal.state == ProposalState.ASKED,
        )
        .values(state=ProposalState.EXPIRED),
    )
    if is_first:
        await deliveries.refresh(session, workspace_id=workspace_id, kind=KIND, subject_id=proposal_id, now=now)
