"""What Slack tells us about channels and who is in them: teams stay in step."""

from bot import teams
from bot.teams import keeping
from handlers.answering.answers import Occasion
from handlers.answering.heard import Event
from models import Team


async def joined(event: Event, occasion: Occasion) -> None:
    """Somebody came into a channel."""
    team = await _team(event, occasion)
    if team is not None and event.source.person_slack_id:
        await keeping.joined(occasion.session, occasion.workspace, team, event.source.person_slack_id, now=occasion.now)


async def left(event: Event, occasion: Occasion) -> None:
    """Somebody left a channel."""
    team = await _team(event, occasion)
    if team is not None and event.source.person_slack_id:
        await keeping.left(occasion.session, occasion.workspace, team, event.source.person_slack_id, now=occasion.now)


async def we_left(event: Event, occasion: Occasion) -> None:
    """We were taken out of a channel."""
    await _lose(event, occasion, "bot is not in it")


async def archived(event: Event, occasion: Occasion) -> None:
    """A channel was archived."""
    await _lose(event, occasion, "archived")


async def deleted(event: Event, occasion: Occasion) -> None:
    """A channel was deleted."""
    await _lose(event, occasion, "deleted")


async def unarchived(event: Event, occasion: Occasion) -> None:
    """A channel was brought back: it is looked at anew, since we may not be in it any more."""
    team = await _team(event, occasion)
    if team is not None:
        team.looked_at = None


async def renamed(event: Event, occasion: Occasion) -> None:
    """A channel has another name."""
    team = await _team(event, occasion)
    if team is not None and event.channel_name:
        await keeping.renamed(occasion.session, team, event.channel_name, now=occasion.now)


async def moved(event: Event, occasion: Occasion) -> None:
    """A channel has another id."""
    if event.new_channel_slack_id:
        old, new = event.channel_slack_id, event.new_channel_slack_id
        await keeping.moved(occasion.session, occasion.workspace.id, old, new)


async def _lose(event: Event, occasion: Occasion, why: str) -> None:
    team = await _team(event, occasion)
    if team is not None:
        await keeping.lose(occasion.session, team, why, now=occasion.now)


async def _team(event: Event, occasion: Occasion) -> Team | None:
    return await teams.in_channel(occasion.session, occasion.workspace.id, event.channel_slack_id)
