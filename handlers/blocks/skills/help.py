"""What /skills can do."""

from bot.commands import here
from handlers.blocks.kit import Message, actions, message, section
from handlers.blocks.skills.card import add_button, open_button


def help() -> Message:  # noqa: A001 - it is read as skills.help()
    """What /skills can do."""
    return message(
        [
            section(
                "*Say what you know, so that the right questions reach you.*\n"
                f"`{here('/skills')}` shows your list\n"
                f"`{here('/skills')} add kubernetes, running meetings` puts topics on it\n"
                f"`{here('/skills')} edit kubernetes` changes how far, in what ways, and your own line about it\n"
                f"`{here('/skills')} remove kubernetes` takes one off\n"
                f"`{here('/skills')} nominate @sarah product pitches` asks Sarah alone whether to list it\n"
                f"`{here('/skills')} pause` stops asks for a week\n"
                f"`{here('/skills')} kubernetes` shows who can be asked about it\n"
                f"`{here('/skills')} @sarah` shows what Sarah can be asked about"
            ),
            actions(open_button(), add_button("Add what I know")),
        ]
    )
