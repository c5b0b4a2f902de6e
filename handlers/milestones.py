"""Milestones and help that was passed on: what their member makes of them."""

from bot.kudos import milestones, passing_on, sharing
from handlers.answering.answers import Answer, Visit
from handlers.answering.heard import Press, Submission, number_in
from handlers.blocks import milestones as blocks


async def start_sharing(press: Press, visit: Visit) -> Answer:
    """*Share it*: the post as it will be read."""
    reached, channels = await sharing.to_share(visit.session, visit.by, press.number)
    return Answer(view=blocks.share_form(reached, channels, name=visit.by.name))


async def share(submission: Submission, visit: Visit) -> Answer:
    """*Share it*, with the post in view."""
    milestone_id, _, only_channel = submission.metadata.partition(":")
    channel = submission.text("channel") or only_channel
    await sharing.share(visit.session, visit.by, number_in(milestone_id), channel, now=visit.now)
    return Answer(view=blocks.shared_view(channel))


async def keep(press: Press, visit: Visit) -> Answer:
    """*Keep it to myself*."""
    await milestones.keep(visit.session, visit.by, press.number, now=visit.now)
    return Answer()


async def tell_first_helper(press: Press, visit: Visit) -> Answer:
    """*Tell Bo it was you*."""
    await passing_on.name_oneself(visit.session, visit.by, press.number, now=visit.now)
    return Answer()
