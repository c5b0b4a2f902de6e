"""Deciding about thanks: reports and what admins make of them, stories and whether their receiver agrees."""

from bot import kudos
from bot.errors import WhoKnowsError
from handlers.answering.answers import Answer, Visit
from handlers.answering.heard import Command, Press, Submission, number_in
from handlers.blocks import kudos as blocks
from models import ReportOutcome


async def more(press: Press, visit: Visit) -> Answer:
    """What stands behind "…" on thanks: *Report to an admin*."""
    kudos_id = number_in(press.value.removeprefix("report:"))
    await kudos.to_report(visit.session, visit.by, kudos_id)
    return Answer(view=blocks.report_form(kudos_id))


async def report(submission: Submission, visit: Visit) -> Answer:
    """The report was sent."""
    kudos_id = number_in(submission.metadata)
    is_new = await kudos.report(visit.session, visit.by, kudos_id, now=visit.now)
    return Answer(view=blocks.reported_view(is_new=is_new))


async def remove(press: Press, visit: Visit) -> Answer:
    """*Remove it*, as an admin; the card says the rest."""
    await kudos.settle(visit.session, visit.by, press.number, ReportOutcome.REMOVED, now=visit.now)
    return Answer()


async def leave(press: Press, visit: Visit) -> Answer:
    """*Leave it*, as an admin."""
    await kudos.settle(visit.session, visit.by, press.number, ReportOutcome.LEFT, now=visit.now)
    return Answer()


async def tell_story(press: Press, visit: Visit) -> Answer:
    """*Yes, tell it*: a roundup may tell these thanks."""
    return await _answer_story(press, visit, agrees=True)


async def keep_story(press: Press, visit: Visit) -> Answer:
    """*Rather not*."""
    return await _answer_story(press, visit, agrees=False)


async def _answer_story(press: Press, visit: Visit, *, agrees: bool) -> Answer:
    await kudos.answer_story(visit.session, visit.by, press.number, agrees=agrees, now=visit.now)
    return Answer(message=blocks.story_answered(agrees=agrees))


async def shoutouts(command: Command, visit: Visit) -> Answer:
    """`/whoknows shoutouts`: an admin lets public thanks appear in this channel."""
    if not command.is_in_channel:
        raise WhoKnowsError("Type this in the channel where public thanks should appear, such as #kudos.")
    await kudos.choose_shoutout_channel(visit.session, visit.by, command.channel_slack_id, now=visit.now)
    return Answer(message=blocks.shoutouts_chosen(command.channel_slack_id))
