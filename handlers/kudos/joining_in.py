"""Joining in with somebody else's thanks: *Add my thanks*, and the reaction of raised hands."""

from bot import kudos, people
from bot.errors import Settled
from bot.kudos import How
from handlers.answering.answers import Answer, Visit
from handlers.answering.heard import Event, Press
from handlers.blocks import kudos as blocks


async def add_thanks(press: Press, visit: Visit) -> Answer:
    """*Add my thanks* on a shout-out."""
    is_new = await kudos.add_thanks(visit.session, visit.by, press.number, How.BUTTON, now=visit.now)
    return Answer(message=blocks.thanks_added(press.number, is_new=is_new))


async def take_thanks_away(press: Press, visit: Visit) -> Answer:
    """*Take them back*, whichever way they were added."""
    for how in How:
        await kudos.take_thanks_away(visit.session, visit.by, press.number, how, now=visit.now)
    return Answer(message=blocks.thanks_taken_away(), replaces=True)


async def reacted(event: Event, visit: Visit) -> Answer:
    """Raised hands on a message of ours: on a shout-out they count like the button. Nobody is told anything."""
    kudos_id = await kudos.posted_as(visit.session, visit.workspace.id, event.channel_slack_id, event.message_ts)
    if kudos_id is not None and people.may_take_part(visit.by):
        try:
            await kudos.add_thanks(visit.session, visit.by, kudos_id, How.REACTION, now=visit.now)
        except Settled:
            # Those who are thanked may raise their hands as well; it only counts for nothing.
            return Answer()
    return Answer()


async def took_reaction_away(event: Event, visit: Visit) -> Answer:
    """The raised hands were taken down again."""
    kudos_id = await kudos.posted_as(visit.session, visit.workspace.id, event.channel_slack_id, event.message_ts)
    if kudos_id is not None:
        await kudos.take_thanks_away(visit.session, visit.by, kudos_id, How.REACTION, now=visit.now)
    return Answer()
