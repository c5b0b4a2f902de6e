"""The people who may be asked about a text, ranked: relevance × availability × fairness."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import people, teams
from bot.matching.availability import availability, fairness
from bot.matching.living import index_of
from bot.matching.ranking import Ranked, relevant
from bot.matching.reasons import Reason
from models import Expertise, Level, Member

# Whoever comes after so many more relevant people is not looked at, unless too few of those can be asked.
LOOKED_AT = 200
ENOUGH = 10


@dataclass(frozen=True)
class Candidate:
    """Somebody who may be asked; `back_at` equals `now` for somebody at work. `score` lies in [0, 1]."""

    member: Member
    score: float
    reasons: tuple[Reason, ...]
    back_at: datetime
    is_full: bool


@dataclass(frozen=True)
class Ranking:
    """Who can be asked, best first; who fits but has a full week; and the topic the text is most likely about.

    `free_at` is the first moment at which somebody who fits, and is full or has paused, can be asked again.
    """

    ready: list[Candidate]
    full: list[Candidate]
    free_at: datetime | None
    skill_id: int | None
    skill_name: str | None


async def candidates(
    session: AsyncSession,
    asker: Member,
    text: str,
    *,
    now: datetime,
    without: Collection[int] = (),
    topic_id: int | None = None,
) -> Ranking:
    """Rank the willing members for a text. The same input gives the same order.

    `without` names members (by id) who were asked already. Nobody is ever their own candidate,
    and the asker's leads are asked only where the asker says so. `topic_id` is the skill the text is known to be about,
    whatever its words are. Nobody is asked for whom no true reason could be told.
    """
    index = await index_of(session, asker.workspace_id)
    found = relevant(index, text, now=now, topic_id=topic_id, only_with_reasons=True)
    topic = next((one for one in found.named if one.is_named), None)
    topic_name = index.listed.name_of(topic.place) if topic is not None else None
    leads = {lead.id for lead in await teams.leads_of(session, asker)}
    never = {asker.id, *leads, *without}
    fit = [one for one in found.people if one.member_id not in never]
    ready: list[Candidate] = []
    full: list[Candidate] = []
    back: list[datetime] = []
    for first in range(0, len(fit), LOOKED_AT):
        await _look_at(session, asker.workspace_id, fit[first : first + LOOKED_AT], ready, full, back=back, now=now)
        if len(ready) >= ENOUGH:
            break
    return Ranking(
        ready=ready,
        full=full,
        free_at=min(back, default=None),
        skill_id=topic.skill_id if topic is not None else None,
        skill_name=topic_name,
    )


async def about_topic(
    session: AsyncSession, workspace_id: int, skill_id: int, name: str, *, among: Collection[int], now: datetime
) -> list[Candidate]:
    """Rank some of the willing (by id) for a topic that nobody in particular asks about; only those with time left."""
    index = await index_of(session, workspace_id)
    found = relevant(index, name, now=now, topic_id=skill_id, only_with_reasons=True)
    ready: list[Candidate] = []
    fit = [one for one in found.people if one.member_id in among]
    await _look_at(session, workspace_id, fit, ready, [], back=[], now=now)
    return ready


async def _look_at(
    session: AsyncSession,
    workspace_id: int,
    fit: list[Ranked],
    ready: list[Candidate],
    full: list[Candidate],
    *,
    back: list[datetime],
    now: datetime,
) -> None:
    """Sort these people into those who can be asked and those whose week is full, and note when who can't is back."""
    ranked = {one.member_id: one for one in fit}
    members = await people.members(session, workspace_id, ranked.keys())
    willing = await _willing(session, workspace_id, ranked.keys())
    taking_part = [one for one in members.values() if one.id in willing and people.may_take_part(one)]
    able = [member for member in taking_part if not people.is_paused(member, now)]
    weeks = {member.id: people.ask_week(member, now) for member in able}
    taken = await people.asks_taken(session, workspace_id, weeks)
    candidates = [_candidate(member, ranked[member.id], taken.get(member.id, 0), now) for member in able]
    for candidate in sorted(candidates, key=lambda one: (-one.score, one.member.id)):
        (full if candidate.is_full else ready).append(candidate)
    back += [people.full_until(candidate.member, now) for candidate in candidates if candidate.is_full]
    back += [
        people.back_at(member, member.paused_until)
        for member in taking_part
        if member.paused_until is not None and people.is_paused(member, now)
    ]


def _candidate(member: Member, ranked: Ranked, taken: int, now: datetime) -> Candidate:
    back_at = people.back_at(member, now)
    score = ranked.relevance * availability(back_at, now) * fairness(taken, member.asks_a_week)
    return Candidate(member, score, ranked.reasons, back_at, is_full=taken >= member.asks_a_week)


async def _willing(session: AsyncSession, workspace_id: int, member_ids: Collection[int]) -> set[int]:
    """Who of these said yes to being asked, as the database has it at this moment, whatever is kept in memory."""
    rows = await session.scalars(
        select(Expertise.member_id).where(
            Expertise.workspace_id == workspace_id,
            Expertise.member_id.in_(member_ids),
            Expertise.level != Level.LEARNING,
        )
    )
    return set(rows.all())
