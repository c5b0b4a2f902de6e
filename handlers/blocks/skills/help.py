"""What /skills can do."""

from handlers.blocks.kit import Message, actions, message, section
from handlers.blocks.skills.card import add_button, open_button


def help() -> Message:  # noqa: A001 - it is read as skills.help()
    """What /skills can do."""
    return message(
        [
            section(
                "*Say what you know, so that the right questions reach you.*\n"
                "`/skills` shows your list\n"
                "`/skills add kubernetes, running meetings` puts topics on it\n"
                "`/skills edit kubernetes` changes how far, in what ways, and your own line about it\n"
                "`/skills remove kubernetes` takes one off\n"
                "`/skills nominate @sarah product pitches` asks Sarah alone whether to list it\n"
                "`/skills pause` stops asks for a week\n"
                "`/skills kubernetes` shows who can be asked about it\n"
                "`/skills @sarah` shows what Sarah can be asked about"
            ),
            actions(open_button(), add_button("Add what I know")),
        ]
    )
