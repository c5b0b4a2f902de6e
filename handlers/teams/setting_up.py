"""Setting WhoKnows up, from an admin's Home or `/whoknows`."""

from bot import kudos, people, teams
from bot.errors import WhoKnowsError
from handlers.answering.answers import Answer, Visit
from handlers.answering.heard import Press, Submission
from handlers.blocks import kudos as kudos_blocks
from handlers.blocks import teams as blocks
from handlers.blocks.refusals import message_view
from handlers.teams.adopting import adopt_form_for, settings_form_for


async def pick_shoutouts(_: Press, visit: Visit) -> Answer:
    """*Pick a channel for thanks*."""
    _may(visit)
    return Answer(view=blocks.shoutouts_form())


async def send_shoutouts(submission: Submission, visit: Visit) -> Answer:
    """The channel for public thanks was chosen."""
    _may(visit)
    channel = _ready(visit, submission.text("channel"))
    await kudos.choose_shoutout_channel(visit.session, visit.by, channel.slack_id, now=visit.now)
    return Answer(view=message_view(kudos_blocks.shoutouts_chosen(channel.slack_id)))


async def adopt(_: Press, visit: Visit) -> Answer:
    """*Make a channel a team*."""
    _may(visit)
    return Answer(view=blocks.adopt_where_form())


async def send_where(submission: Submission, visit: Visit) -> Answer:
    """The channel was chosen: the form that makes it a team, or its settings where it is one."""
    _may(visit)
    slack_id = submission.text("channel")
    found = await teams.in_channel(visit.session, visit.by.workspace_id, slack_id)
    if found is not None:
        return await settings_form_for(found.id, visit)
    return await adopt_form_for(_ready(visit, slack_id), visit)


async def see_first_post(_: Press, visit: Visit) -> Answer:
    """*See what I'd post first*."""
    _may(visit)
    return Answer(view=blocks.first_post())


def _may(visit: Visit) -> None:
    if not people.may_administer(visit.by):
        raise WhoKnowsError("Only admins can set this up, so nothing was changed. Ask one of them.")


def _ready(visit: Visit, slack_id: str) -> teams.SeenChannel:
    channel = visit.see_channel(slack_id)
    if channel is None or not channel.bot_is_in:
        raise WhoKnowsError(
            "I'm not in this channel yet. Type /invite @WhoKnows there, then send this again.", field="channel"
        )
    return teams.must_be_ready(channel)
