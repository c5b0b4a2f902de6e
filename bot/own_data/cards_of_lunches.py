"""Which cards of lunch-and-learns name or quote somebody, by their kind."""

from collections.abc import Callable

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import aliased

from models import Lunch, LunchHost, LunchQuestion, Member, Preparation, Seat, TeamMember


def _lunches_with_them(member: Member) -> Select[int]:
    """Those they hold or come to."""
    held = select(LunchHost.lunch_id).where(
        LunchHost.workspace_id == member.workspace_id, LunchHost.member_id == member.id
    )
    comes = select(Seat.lunch_id).where(Seat.workspace_id == member.workspace_id, Seat.member_id == member.id)
    return select(Lunch.id).where(
        Lunch.workspace_id == member.workspace_id,
        or_(Lunch.announced_by_id == member.id, Lunch.id.in_(held), Lunch.id.in_(comes)),
    )


def _lunches_of_theirs(member: Member) -> Select[int]:
    """Whose words are in them."""
    return select(Lunch.id).where(Lunch.workspace_id == member.workspace_id, Lunch.announced_by_id == member.id)


def _lunches_they_asked_about(member: Member) -> Select[int]:
    """Hosts read their questions, though not whose they are."""
    asked = select(LunchQuestion.lunch_id).where(
        LunchQuestion.workspace_id == member.workspace_id, LunchQuestion.member_id == member.id
    )
    return select(Lunch.id).where(
        Lunch.workspace_id == member.workspace_id,
        or_(Lunch.announced_by_id == member.id, Lunch.id.in_(asked)),
    )


def _seats_at_lunches_they_hold(member: Member) -> Select[int]:
    """Whoever was in reads whom they may thank, and the title."""
    return select(Seat.id).where(
        Seat.workspace_id == member.workspace_id, Seat.lunch_id.in_(_lunches_with_them(member))
    )


def _preparations_with_them(member: Member) -> Select[int]:
    """Time to prepare that they asked for, answered or might have, and that of sessions whose title was theirs."""
    own, theirs = aliased(TeamMember), aliased(TeamMember)
    in_one_team = (
        select(theirs.member_id)
        .join(own, (own.team_id == theirs.team_id) & (own.workspace_id == theirs.workspace_id))
        .where(own.workspace_id == member.workspace_id, own.member_id == member.id, own.is_lead.is_(True))
    )
    return select(Preparation.id).where(
        Preparation.workspace_id == member.workspace_id,
        or_(
            Preparation.host_id == member.id,
            Preparation.answered_by_id == member.id,
            Preparation.host_id.in_(in_one_team),
            Preparation.lunch_id.in_(_lunches_of_theirs(member)),
        ),
    )


def _nobody(_: Member) -> None:
    return None


OF_LUNCHES: dict[str, Callable[[Member], Select[int] | None]] = {
    "lunch": _lunches_with_them,
    "seat_freed": _lunches_of_theirs,
    "lunch_moved": _lunches_of_theirs,
    "lunch_cancelled": _lunches_of_theirs,
    "lunches_moved": _lunches_of_theirs,
    "lunches_cancelled": _lunches_of_theirs,
    "lunch_reminder": _lunches_of_theirs,
    "lunch_host_reminder": _lunches_they_asked_about,
    "lunch_held": _lunches_of_theirs,
    "lunch_totals": _lunches_of_theirs,
    "lunch_prompts": _lunches_of_theirs,
    "lunch_worth": _seats_at_lunches_they_hold,
    "lunch_recording": _lunches_of_theirs,
    "lunch_calendar": _nobody,
    "lunch_days_skipped": _lunches_of_theirs,
    "preparation_asked": _preparations_with_them,
    "preparation_answered": _preparations_with_them,
    "preparation_unanswered": _preparations_with_them,
    "preparation_withdrawn": _preparations_with_them,
    "preparation_calendar": _nobody,
    "lunch_wished_for": _lunches_of_theirs,
    "lunch_proposal": _nobody,
}
