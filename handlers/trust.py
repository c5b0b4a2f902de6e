"""What an administrator may rely on: an installation that ends leaves nothing, and what is kept can be seen."""

from datetime import UTC, datetime

from bot import people
from handlers.answering.answers import Occasion
from handlers.answering.heard import Event


async def uninstalled(event: Event, occasion: Occasion) -> None:
    """The workspace took WhoKnows away."""
    happened_at = datetime.fromtimestamp(event.happened_at, UTC)
    await people.uninstall(occasion.session, occasion.workspace.id, happened_at=happened_at, now=occasion.now)


async def tokens_revoked(event: Event, occasion: Occasion) -> None:
    """Tokens were taken: without the bot's own nothing works any more."""
    if event.takes_our_token:
        await uninstalled(event, occasion)
