"""`/whoknows admins`: who may change settings besides the admins of Slack."""

from bot import administrators
from bot.commands import here
from bot.errors import WhoKnowsError
from handlers.answering.answers import Answer, Visit
from handlers.answering.heard import Command
from handlers.answering.hearing import without_mentions
from handlers.blocks.teams import administrators as blocks


async def admins(command: Command, visit: Visit) -> Answer:
    """`/whoknows admins @chi` names or un-names; alone, it shows who was named."""
    administrators.require_admin(visit.by)
    if without_mentions(command.text):
        raise WhoKnowsError(f"Mention whom you mean, like {here('/whoknows')} admins @chi. Nothing was changed.")
    if not visit.named:
        return Answer(message=blocks.named(await administrators.named(visit.session, visit.by)))
    new, gone = await administrators.name_or_unname(visit.session, visit.by, visit.named.values(), now=visit.now)
    return Answer(message=blocks.changed(new, gone))
