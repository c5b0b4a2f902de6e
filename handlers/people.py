"""`/whoknows`: what WhoKnows can do."""

from handlers.answering.answers import HELP_WORDS, Answer, Visit, nearest
from handlers.answering.heard import Command
from handlers.answering.hearing import plain
from handlers.blocks import people as blocks

_MEANT = {
    "ask": "/askexpert",
    "askexpert": "/askexpert",
    "skills": "/skills",
    "kudos": "/kudos",
    "thanks": "/kudos",
    "shoutouts": "/whoknows shoutouts",
    "team": "/whoknows team",
    "admins": "/whoknows admins",
    "pause": "/skills pause",
}


async def whoknows(command: Command, visit: Visit) -> Answer:
    """`/whoknows`, `/whoknows help`, and words it does not know."""
    word = plain(command.text).strip().casefold()
    if not word:
        return Answer(message=blocks.welcome())
    if word in HELP_WORDS:
        return Answer(message=blocks.help_for(command.name))
    return Answer(message=blocks.unknown_word(word, nearest(word, _MEANT)))
