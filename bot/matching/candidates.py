"""The people who may be asked about a text, ranked: relevance × availability × fairness."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import people, teams
from bot.matching.availability import availability, fairness
from bot.matching.reasons import Reason
from bot.matching.relevance import Fit, Label, PastHelp, fits, labels_in, mended, similar_helps
from models import Expertise, Help, Level, Member, Question, Skill, SkillAlias

# More would hold up everybody else: until there is an index, all of these are read for each question.
HELPS_LOOKED_AT = 1000
LETTERS_LOOKED_AT = 600


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
    whatever its words are.
    """
    labels = await _labels(session, asker.workspace_id)
    strengths = labels_in(text, labels, topic_id=topic_id)
    if not strengths:
        strengths = labels_in(mended(text, labels), labels)
    found = fits(strengths, similar_helps(text, await _helps(session, asker.workspace_id, labels), now=now))
    leads = {lead.id for lead in await teams.leads_of(session, asker)}
    members = await people.members(session, asker.workspace_id, found.keys() - {asker.id} - leads - set(without))
    full_members = [member for member in members.values() if people.may_take_part(member)]
    able = [member for member in full_members if not people.is_paused(member, now)]
    weeks = {member.id: people.ask_week(member, now) for member in able}
    taken = await people.asks_taken(session, asker.workspace_id, weeks)
    ranked = sorted(
        (_candidate(member, found[member.id], taken.get(member.id, 0), now) for member in able),
        key=lambda candidate: (-candidate.score, candidate.member.id),
    )
    full = [candidate for candidate in ranked if candidate.is_full]
    back = [people.full_until(candidate.member, now) for candidate in full]
    back += [
        people.back_at(member, member.paused_until)
        for member in full_members
        if member.paused_until is not None and people.is_paused(member, now)
    ]
    topic = max(strengths.items(), key=lambda pair: (pair[1], -pair[0].skill_id), default=None)
    return Ranking(
        ready=[candidate for candidate in ranked if not candidate.is_full],
        full=full,
        free_at=min(back, default=None),
        skill_id=topic[0].skill_id if topic else None,
        skill_name=topic[0].name if topic else None,
    )


def _candidate(member: Member, fit: Fit, taken: int, now: datetime) -> Candidate:
    back_at = people.back_at(member, now)
    score = fit.relevance * availability(back_at, now) * fairness(taken, member.asks_a_week)
    return Candidate(member, score, fit.reasons, back_at, is_full=taken >= member.asks_a_week)


async def _labels(session: AsyncSession, workspace_id: int) -> list[Label]:
    aliases: dict[int, list[str]] = defaultdict(list)
    for skill_id, alias in await session.execute(
        select(SkillAlias.skill_id, SkillAlias.folded).where(SkillAlias.workspace_id == workspace_id)
    ):
        aliases[skill_id].append(alias)
    rows = await session.execute(
        select(Expertise.member_id, Skill.id, Skill.name, Expertise.level)
        .join(Skill, (Skill.id == Expertise.skill_id) & (Skill.workspace_id == Expertise.workspace_id))
        .where(Expertise.workspace_id == workspace_id, Expertise.level != Level.LEARNING)
        .order_by(Expertise.id)
    )
    return [
        Label(member_id, skill_id, name, level, (name, *aliases[skill_id])) for member_id, skill_id, name, level in rows
    ]


async def _helps(session: AsyncSession, workspace_id: int, labels: Collection[Label]) -> list[PastHelp]:
    """The newest helps that still count: somebody who took a topic off their list is not asked for it any more."""
    listed = {(label.member_id, label.skill_id) for label in labels}
    willing = {label.member_id for label in labels}
    rows = await session.execute(
        select(
            Help.skill_id,
            Help.helper_id,
            Question.id,
            func.substr(Question.text, 1, LETTERS_LOOKED_AT),
            Skill.name,
            Help.helped_at,
        )
        .join(Question, (Question.id == Help.question_id) & (Question.workspace_id == Help.workspace_id))
        .outerjoin(Skill, (Skill.id == Help.skill_id) & (Skill.workspace_id == Help.workspace_id))
        .where(Help.workspace_id == workspace_id)
        .order_by(Help.helped_at.desc(), Help.id.desc())
        .limit(HELPS_LOOKED_AT)
    )
    return [
        PastHelp(helper_id, *rest)
        for skill_id, helper_id, *rest in rows
        if ((helper_id, skill_id) in listed if skill_id is not None else helper_id in willing)
    ]
