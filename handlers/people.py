"""`/whoknows`: what WhoKnows can do, and where public thanks go."""

from bot import kudos
from bot.errors import WhoKnowsError
from handlers.answering.answers import HELP_WORDS, Answer, Visit, nearest
from handlers.answering.hearing import Command, plain
from handlers.blocks import kudos as kudos_blocks
from handlers.blocks import people as blocks

_MEANT = {
    "ask": "/askexpert",
    "askexpert": "/askexpert",
    "skills": "/skills",
    "kudos": "/kudos",
    "thanks": "/kudos",
    "shoutouts": "/whoknows shoutouts",
    "pause": "/skills pause",
}


async def whoknows(command: Command, visit: Visit) -> Answer:
    """`/whoknows`, `/whoknows help`, and `/whoknows shoutouts` for admins."""
    word = plain(command.text).strip().casefold()
    if not word:
        return Answer(message=blocks.welcome())
    if word in HELP_WORDS:
        return Answer(message=blocks.help_for(command.name))
    if word == "shoutouts":
        return await _shoutouts(command, visit)
    return Answer(message=blocks.unknown_word(word, nearest(word, _MEANT)))


async def _shoutouts(command: Command, visit: Visit) -> Answer:
    if command.channel_slack_id[:1] not in {"C", "G"} or command.channel_name.startswith(("directmessage", "mpdm-")):
        raise WhoKnowsError("Type this in the channel where public thanks should appear, such as #kudos.")
    await kudos.choose_shoutout_channel(visit.session, visit.by, command.channel_slack_id, now=visit.now)
    return Answer(message=kudos_blocks.shoutouts_chosen(command.channel_slack_id))
