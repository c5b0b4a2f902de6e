"""Coming to a lunch-and-learn: what people press on its post and in their list."""

from bot import lunches
from handlers.answering.answers import Answer, Visit
from handlers.answering.heard import Command, Press
from handlers.blocks import lunches as blocks
from models import Attendance


async def list_them(_: Command, visit: Visit) -> Answer:
    """`/lunchandlearn list`: what is theirs, what is to come, and what is left of the past."""
    found = await lunches.lists_of(visit.session, visit.by, now=visit.now)
    return Answer(message=blocks.lists(found, zone=visit.by.zone))


async def list_all_dates(press: Press, visit: Visit) -> Answer:
    """*All dates* of one that comes again."""
    found = await lunches.sessions_of(visit.session, visit.by, press.number, now=visit.now)
    return Answer(message=blocks.sessions(found, zone=visit.by.zone))


async def come(press: Press, visit: Visit) -> Answer:
    """*I'm in*, or *Join the waiting list*."""
    return await _say(press, visit, Attendance.IN)


async def maybe(press: Press, visit: Visit) -> Answer:
    """*Maybe*."""
    return await _say(press, visit, Attendance.MAYBE)


async def recording(press: Press, visit: Visit) -> Answer:
    """*Send me the recording*."""
    return await _say(press, visit, Attendance.RECORDING)


async def not_coming(press: Press, visit: Visit) -> Answer:
    """*I can't come after all*."""
    return await _say(press, visit, Attendance.NOT_COMING)


async def _say(press: Press, visit: Visit, wanted: Attendance) -> Answer:
    said = await lunches.say(
        visit.session, visit.by, press.number, wanted, seen_in=press.channel_slack_id, now=visit.now
    )
    return Answer(message=blocks.said(said, zone=visit.by.zone), replaces=press.place == "ephemeral")


async def joined(_: Press, visit: Visit) -> Answer:
    """*Join by video* and *Watch the recording* are links; Slack tells us of the press all the same."""
    return Answer()


async def send_calendar(press: Press, visit: Visit) -> Answer:
    """*Add to my calendar*: the file, in one's own messages."""
    lunch = await lunches.send_calendar(visit.session, visit.by, press.number, now=visit.now)
    return Answer(message=blocks.calendar_is_coming(lunch))
