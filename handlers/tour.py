"""`/whoknows tour`: a rehearsal with a made-up colleague."""

from bot import tour
from handlers.answering.answers import Answer, Visit
from handlers.answering.heard import Command, Press
from handlers.blocks import tour as blocks


async def take(heard: Command | Press, visit: Visit) -> Answer:
    """The command, *Take the tour*, *Take it again*."""
    await tour.begin(visit.session, visit.by, now=visit.now)
    if isinstance(heard, Press) and heard.place == "message":
        return Answer()
    return Answer(message=blocks.begun())


async def go_on(press: Press, visit: Visit) -> Answer:
    """The button that a real card would have at this step."""
    await tour.go_on(visit.session, visit.by, press.value, now=visit.now)
    return Answer()


async def pass_on(_: Press, visit: Visit) -> Answer:
    """*Not this time*."""
    await tour.pass_on(visit.session, visit.by, now=visit.now)
    return Answer()


async def look(_: Press, visit: Visit) -> Answer:
    """A button of a real card that leads nowhere here."""
    return Answer(message=blocks.nothing_happens())


async def leave(_: Press, visit: Visit) -> Answer:
    """*Leave the tour*."""
    await tour.leave(visit.session, visit.by, now=visit.now)
    return Answer()
