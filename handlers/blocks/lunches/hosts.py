"""What the hosts of a lunch-and-learn read before it, and after."""

from collections.abc import Sequence

from bot.lunches import LunchCard
from handlers.blocks.kit import Message, actions, bold, button, message, moment, section
from handlers.blocks.lunches.names import EDIT, spoken, who_comes
from handlers.blocks.lunches.questions import asked_in_advance

# Slack shows less of a message than of a form; the rest is in the list of who comes.
_MOST_BLOCKS_OF_QUESTIONS = 2


def host_reminder(card: LunchCard, questions: Sequence[str], *, zone: str) -> Message:
    """What reminds a host a week and two days before."""
    lunch = card.lunch
    how_many = f"{len(card.coming)} in, {card.maybe} maybe"
    change = button("Change", EDIT, lunch.id, accessibility_label=spoken("Change", lunch))
    return message(
        [
            section(f":wave: You hold {bold(lunch.title)}, {moment(lunch.begins_at, zone)}. So far: {how_many}."),
            *asked_in_advance(questions, most_blocks=_MOST_BLOCKS_OF_QUESTIONS),
            actions(who_comes(lunch), change),
        ]
    )
