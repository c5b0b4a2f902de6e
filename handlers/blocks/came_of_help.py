"""What came of a help, below its helper's own card of it."""

from bot.kudos.came_of_help import CameOfHelp
from handlers.blocks.kit import Message, divider, message
from handlers.blocks.milestones import milestone_blocks
from handlers.blocks.passing_on import first_helper_blocks


def below(said: Message, came: CameOfHelp) -> Message:
    """The card, with a milestone and help that was passed on below it."""
    blocks = [*(milestone_blocks(came.milestone) if came.milestone else []), *first_helper_blocks(came.first_helpers)]
    return message([*said["blocks"], divider(), *blocks])
