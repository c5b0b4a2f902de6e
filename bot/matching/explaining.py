"""A ranking as whoever runs WhoKnows may look at it: every signal of everybody, and whether they can be asked now."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import people
from bot.matching.availability import availability, fairness
from bot.matching.living import index_of
from bot.matching.ranking import Ranked, relevant
from models import Member


@dataclass(frozen=True)
class Explained:
    """One person in a ranking. `why_not` says why they are not asked now; None for whoever can be."""

    name: str
    ranked: Ranked
    availability: float
    fairness: float
    why_not: str | None

    @property
    def score(self) -> float:
        """What people are sorted by, in [0, 1]."""
        return self.ranked.relevance * self.availability * self.fairness


@dataclass(frozen=True)
class Explanation:
    """The topics that a text names, how many past questions are like it, and its people, best first."""

    topics: list[str]
    similar: int
    people: list[Explained]


async def explain(
    session: AsyncSession, workspace_id: int, text: str, *, now: datetime, at_most: int = 10
) -> Explanation:
    """Rank everybody for a text as if somebody asked it who is nobody's colleague in particular."""
    index = await index_of(session, workspace_id)
    found = relevant(index, text, now=now, at_most=5 * at_most)
    topics = [index.listed.name_of(one.place) for one in found.named if one.is_named]
    ranked = {one.member_id: one for one in found.people}
    members = await people.members(session, workspace_id, ranked.keys())
    weeks = {member.id: people.ask_week(member, now) for member in members.values()}
    taken = await people.asks_taken(session, workspace_id, weeks)
    explained = [
        _explained(member, ranked[member.id], taken.get(member.id, 0), now)
        for member in members.values()
        if people.may_take_part(member)
    ]
    explained.sort(key=lambda one: (-one.score, one.ranked.member_id))
    return Explanation([topic for topic in topics if topic], len(found.similar), explained[:at_most])


def _explained(member: Member, ranked: Ranked, taken: int, now: datetime) -> Explained:
    why_not = None
    if not ranked.reasons:
        why_not = "there is nothing true to tell them why"
    elif people.is_paused(member, now):
        why_not = "has paused"
    elif taken >= member.asks_a_week:
        why_not = "was asked often enough this week"
    here = availability(people.back_at(member, now), now)
    return Explained(member.name, ranked, here, fairness(taken, member.asks_a_week), why_not)
