"""App Home: written when it is opened, and kept right after each change."""

from bot import home
from handlers.answers import Answer, Visit
from handlers.hearing import Event


async def opened(event: Event, visit: Visit) -> Answer:
    """Somebody opened the Home tab."""
    if event.tab == "home":
        await home.opened(visit.session, visit.by, now=visit.now)
    return Answer()
