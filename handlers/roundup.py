"""The thanks-for-helping shout-out: how often it comes, chosen where it stands."""

from bot import recognition, teams
from bot.errors import NotYours
from handlers.answering.answers import Answer, Visit
from handlers.answering.heard import Press, number_in
from handlers.blocks import roundup as blocks
from models import ShoutoutRhythm


async def choose_rhythm(press: Press, visit: Visit) -> Answer:
    """Every week, once a month, or no more: for who looks after the team."""
    team_id, _, rhythm = press.value.partition(":")
    if rhythm not in set(ShoutoutRhythm):
        # No button of ours says so.
        raise NotYours
    team = await recognition.choose_rhythm(
        visit.session, visit.by, number_in(team_id), ShoutoutRhythm(rhythm), now=visit.now
    )
    return Answer(message=blocks.rhythm_chosen(team, teams.next_shoutout(team, visit.now)))
