"""Kudos: `/kudos`, its form, and the thanks for an answered question."""

from bot import asking, kudos
from bot.errors import WhoKnowsError
from handlers.answering.answers import HELP_WORDS, Answer, Visit
from handlers.answering.heard import Command, Press, Submission
from handlers.answering.hearing import question_id_in, without_mentions
from handlers.blocks import kudos as blocks
from handlers.blocks import people as people_blocks


async def give(command: Command, visit: Visit) -> Answer:
    """`/kudos @person reason`, in public where the receiver likes it; without text, the form."""
    if command.text.strip().casefold() in HELP_WORDS:
        return Answer(message=people_blocks.help_for(command.name))
    if not command.text.strip():
        return await start(command, visit)
    given = await kudos.give(
        visit.session,
        visit.by,
        list(visit.named.values()),
        without_mentions(command.text),
        in_public=True,
        now=visit.now,
    )
    return Answer(message=blocks.given(given))


async def start(_: Command | Press, visit: Visit) -> Answer:
    """A button, or the command alone: the form."""
    return Answer(view=blocks.form(channel=await kudos.shoutout_channel(visit.session, visit.by)))


async def send_form(submission: Submission, visit: Visit) -> Answer:
    """The form was sent."""
    receivers = list(visit.named.values())
    given = await kudos.give(
        visit.session,
        visit.by,
        receivers,
        submission.text("reason"),
        in_public=submission.text("where") == "public",
        now=visit.now,
    )
    return Answer(view=blocks.given_view(given))


async def thank_helper(submission: Submission, visit: Visit) -> Answer:
    """The thanks for an answered question were sent."""
    question_id = question_id_in(submission.metadata) or 0
    offer = await kudos.thanks_for(visit.session, visit.by, question_id)
    given = await kudos.give(
        visit.session,
        visit.by,
        [offer.helper],
        submission.text("reason"),
        in_public=submission.text("where") == "public",
        question_id=question_id,
        now=visit.now,
    )
    await asking.thanks_were_said(visit.session, visit.by, question_id, now=visit.now)
    return Answer(view=blocks.given_view(given))


async def shoutouts(command: Command, visit: Visit) -> Answer:
    """`/whoknows shoutouts`: an admin lets public thanks appear in this channel."""
    if not command.is_in_channel:
        raise WhoKnowsError("Type this in the channel where public thanks should appear, such as #kudos.")
    await kudos.choose_shoutout_channel(visit.session, visit.by, command.channel_slack_id, now=visit.now)
    return Answer(message=blocks.shoutouts_chosen(command.channel_slack_id))
