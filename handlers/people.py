"""`/whoknows`: what WhoKnows can do; and what becomes of the people it works for."""

from datetime import UTC, datetime, timedelta

from bot import asking, directory, guests, kudos, people
from handlers.answering.answers import HELP_WORDS, Answer, Occasion, Visit, nearest
from handlers.answering.heard import Command, Event
from handlers.answering.hearing import plain
from handlers.blocks import people as blocks
from handlers.describing import understood

# Clocks differ a little.
_SKEW = timedelta(seconds=60)

_MEANT = {
    "ask": "/askexpert",
    "askexpert": "/askexpert",
    "skills": "/skills",
    "kudos": "/kudos",
    "thanks": "/kudos",
    "lunch": "/lunchandlearn",
    "lunchandlearn": "/lunchandlearn",
    "shoutouts": "/whoknows shoutouts",
    "team": "/whoknows team",
    "tour": "/whoknows tour",
    "admins": "/whoknows admins",
    "guests": "/whoknows guests",
    "holidays": "/whoknows holidays",
    "mydata": "/whoknows my data",
    "privacy": "/whoknows my data",
    "pause": "/whoknows pause",
    "settings": "/whoknows settings",
    "preferences": "/whoknows settings",
}


async def whoknows(command: Command, visit: Visit) -> Answer:
    """`/whoknows`, `/whoknows help`, and words it does not know."""
    word = plain(command.text).strip().casefold()
    if not word:
        is_to_set_up = await kudos.is_to_set_up(visit.session, visit.by)
        return Answer(message=blocks.welcome(is_to_set_up=is_to_set_up))
    if word in HELP_WORDS:
        return Answer(message=blocks.help_for(command.name))
    return Answer(message=blocks.unknown_word(word, nearest(word, _MEANT)))


async def admit_guests(command: Command, visit: Visit) -> Answer:
    """`/whoknows guests on` and `off`: an admin lets guests and people of other companies take part, or not."""
    wish = plain(command.text).strip().casefold()
    if wish not in {"on", "off"}:
        is_on = await people.admits_guests(visit.session, visit.by.workspace_id)
        return Answer(message=blocks.guests(is_on=is_on, is_new=False))
    is_on = wish == "on"
    is_new = await guests.admit(visit.session, visit.by, admits=is_on, now=visit.now)
    return Answer(message=blocks.guests(is_on=is_on, is_new=is_new))


async def changed(event: Event, occasion: Occasion) -> None:
    """Somebody is new, or their profile, zone or standing changed; whoever left is asked no more."""
    session, workspace = occasion.session, occasion.workspace
    profiles = understood([event.user], workspace)
    # Slack tells again what was not heard, maybe after something newer.
    said_at = datetime.fromtimestamp(event.happened_at, UTC) + _SKEW if event.happened_at else None
    await directory.describe(session, workspace, profiles, said_at=said_at, now=occasion.now)
    for profile in profiles:
        member = await people.known(session, workspace.id, profile.slack_id)
        if member is not None and not people.may_take_part(member):
            await asking.member_left(session, member, now=occasion.now)
