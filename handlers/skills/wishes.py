"""*Tell me when someone adds it*."""

from bot import skills
from handlers.answering.answers import Answer, Visit
from handlers.answering.heard import Press
from handlers.blocks import skills as blocks


async def wish(press: Press, visit: Visit) -> Answer:
    """*Tell me when someone adds it*."""
    is_new = await skills.wish(visit.session, visit.by, press.value, visit.now)
    return Answer(message=blocks.wished(press.value, is_new=is_new))


async def unwish(press: Press, visit: Visit) -> Answer:
    """*Don't tell me*."""
    await skills.withdraw_wish(visit.session, visit.by, press.value)
    return Answer(message=blocks.unwished(press.value), replaces=press.place == "ephemeral")
