"""App Home: written when it is opened, and kept right after each change."""

from bot import home
from handlers.answering.answers import Answer, Visit
from handlers.answering.heard import Event


async def opened(_: Event, visit: Visit) -> Answer:
    """Somebody opened the Home tab."""
    await home.opened(visit.session, visit.by, now=visit.now)
    return Answer()
