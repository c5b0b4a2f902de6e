"""Whether an expert is asked to hold a lunch-and-learn about a topic, and who may be; pure functions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from models import LunchProposal, ProposalState, Way

ENOUGH_ASKERS = 3
ENOUGH_WISHES = 5
ASKED_WITHIN = timedelta(days=30)
TIME_TO_ANSWER = timedelta(days=7)
# Who said yes has so long to announce one before somebody else is asked.
TIME_TO_PLAN = timedelta(days=30)
BETWEEN_PROPOSALS = timedelta(days=30)
MOST_PROPOSALS = 3
LATELY = timedelta(days=90)


@dataclass(frozen=True)
class Wanted:
    """Who wants to know about a topic, by id: those who asked about it lately, and those who wish for a session."""

    askers: frozenset[int]
    wishers: frozenset[int]

    def is_enough_without(self, member_id: int) -> bool:
        """Whether enough people want it besides this one, whose own curiosity makes them no expert."""
        return len(self.askers - {member_id}) >= ENOUGH_ASKERS or len(self.wishers - {member_id}) >= ENOUGH_WISHES


@dataclass(frozen=True)
class Expert:
    """Somebody who can be asked about a topic; `ways` are those they are glad to help in, empty for any.

    `last_asked_at` is when they were last asked to hold one about anything, `was_asked` whether ever about this.
    """

    member_id: int
    can_teach: bool
    ways: tuple[Way, ...]
    is_paused: bool
    is_full: bool
    holds_one: bool
    was_asked: bool
    last_asked_at: datetime | None


def may_ask(earlier: Iterable[LunchProposal], *, now: datetime) -> bool:
    """Whether somebody may be asked about a topic, after those who were: one at a time, and few in a season."""
    lately: Sequence[LunchProposal] = [one for one in earlier if one.asked_at > now - LATELY]
    holds = {ProposalState.ASKED: TIME_TO_ANSWER, ProposalState.YES: TIME_TO_PLAN}
    is_waiting = any(one.state in holds and one.asked_at > now - holds[one.state] for one in lately)
    return not is_waiting and len(lately) < MOST_PROPOSALS


def to_ask(experts: Iterable[Expert], wanted: Wanted, *, now: datetime) -> set[int]:
    """Whom one could ask, by id: those who can teach it, or where none of them could be asked, those who can help."""
    willing = [one for one in experts if _is_willing(one, now) and wanted.is_enough_without(one.member_id)]
    teachers = {one.member_id for one in willing if one.can_teach}
    return teachers or {one.member_id for one in willing}


def _is_willing(expert: Expert, now: datetime) -> bool:
    likes_it = not expert.ways or Way.LUNCH_AND_LEARN in expert.ways
    was_asked_lately = expert.last_asked_at is not None and expert.last_asked_at > now - BETWEEN_PROPOSALS
    has_enough_to_do = expert.is_paused or expert.is_full or expert.holds_one
    return likes_it and not has_enough_to_do and not expert.was_asked and not was_asked_lately
