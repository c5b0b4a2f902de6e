"""Time to prepare in the form that announces a lunch-and-learn: what its host wishes for, and asking their leads."""

from datetime import UTC, date, time

from pydantic import AwareDatetime, BaseModel, ConfigDict

from bot import lunches, preparation, teams
from bot.errors import WhoKnowsError
from bot.lunches import Plan
from bot.preparation import Wanted
from handlers.answering.answers import Visit
from handlers.answering.heard import Submission, number_in
from handlers.blocks import lunches as blocks
from handlers.blocks.kit import Block
from models import Lunch


class WantedInWords(BaseModel):
    """The time a host would like, to be kept in the preview until it is announced."""

    model_config = ConfigDict(frozen=True)

    begins_at: AwareDatetime
    minutes: int

    def wanted(self) -> Wanted:
        """The same for the bot, in UTC."""
        return Wanted(self.begins_at.astimezone(UTC), self.minutes)


async def wanted_in(submission: Submission, plan: Plan, visit: Visit) -> WantedInWords | None:
    """What the form says of time to prepare, checked; None where it is not asked for."""
    minutes = number_in(submission.text(preparation.LENGTH_FIELD))
    on, at = submission.text(preparation.DAY_FIELD), submission.text(preparation.TIME_FIELD)
    if not minutes and (on or at):
        raise WhoKnowsError(
            "Choose how long, too, or leave the day and the time empty.", field=preparation.LENGTH_FIELD
        )
    if not minutes:
        return None
    try:
        day, wall = date.fromisoformat(on) if on else None, time.fromisoformat(at) if at else None
    except ValueError:
        raise WhoKnowsError(
            "Choose a day and a time from the form, or leave both empty.", field=preparation.DAY_FIELD
        ) from None
    wanted = await preparation.want(
        visit.session,
        visit.by,
        holds_it=visit.by.id in {host.id for host in plan.hosts},
        session_at=lunches.begins_at(plan),
        minutes=minutes,
        on=day,
        at=wall,
        now=visit.now,
    )
    return WantedInWords(begins_at=wanted.begins_at, minutes=wanted.minutes)


async def notes_of(words: WantedInWords | None, visit: Visit) -> list[Block]:
    """What the preview says of it: whom it will reach."""
    if words is None:
        return []
    leads = await teams.leads_of(visit.session, visit.by)
    return [blocks.in_preview(words.wanted(), leads, zone=visit.by.zone)]


async def ask_for_time(words: WantedInWords | None, lunch: Lunch, visit: Visit) -> None:
    """Ask the leads of whoever announces a lunch-and-learn, once it is announced."""
    if words is not None:
        await preparation.ask(visit.session, visit.by, lunch, words.wanted(), now=visit.now)
