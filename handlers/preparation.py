"""Time to prepare: what leads answer on their cards, and hosts on theirs."""

from datetime import date, time

from bot import preparation
from bot.errors import WhoKnowsError
from bot.hours import moment_of, zone_named
from handlers.answering.answers import Answer, Visit
from handlers.answering.heard import Press, Submission, number_in
from handlers.blocks import preparation as blocks
from handlers.blocks.lunches.preparing import NONE


async def agree(press: Press, visit: Visit) -> Answer:
    """*Agree 2 h*."""
    await preparation.agree(visit.session, visit.by, press.number, now=visit.now)
    return Answer()


async def start_suggesting(press: Press, visit: Visit) -> Answer:
    """*Suggest another*: the form, with what was asked."""
    card = await preparation.to_answer(visit.session, visit.by, press.number)
    return Answer(view=blocks.suggest_form(card, zone=visit.by.zone))


async def suggest(submission: Submission, visit: Visit) -> Answer:
    """The form was sent: another time, or not this time."""
    preparation_id, minutes = number_in(submission.metadata), submission.text("minutes")
    if minutes == NONE:
        card = await preparation.decline(visit.session, visit.by, preparation_id, now=visit.now)
        return Answer(view=blocks.sent_view(card))
    try:
        on, at = date.fromisoformat(submission.text("on")), time.fromisoformat(submission.text("at"))
    except ValueError:
        raise WhoKnowsError("Choose a day and a time, and send it again.", field="on") from None
    card = await preparation.suggest(
        visit.session,
        visit.by,
        preparation_id,
        minutes=number_in(minutes),
        begins_at=moment_of(on, at, zone_named(visit.by.zone)),
        now=visit.now,
    )
    return Answer(view=blocks.sent_view(card))


async def take(press: Press, visit: Visit) -> Answer:
    """*Take it*."""
    await preparation.take(visit.session, visit.by, press.number, now=visit.now)
    return Answer()


async def leave(press: Press, visit: Visit) -> Answer:
    """*Leave it*."""
    await preparation.leave(visit.session, visit.by, press.number, now=visit.now)
    return Answer()
