"""Who may change settings: naming and un-naming, seen by admins."""

from collections.abc import Sequence

from bot.commands import here
from handlers.blocks.kit import Message, bold, context, list_of_names, message, section
from models import Member


def _how() -> str:
    typed = here("/whoknows admins @chi")
    return f"Admins of this Slack workspace always are. Type `{typed}` to name or un-name somebody."


def named(members: Sequence[Member]) -> Message:
    """Who was named."""
    who = _names(members) if members else "Nobody yet"
    return message([section(f"*Named admins of WhoKnows*\n{who}"), context(_how())])


def changed(new: Sequence[Member], gone: Sequence[Member]) -> Message:
    """What a naming did."""
    said = []
    if new:
        said.append(f"{_names(new)} may change my settings from now on.")
    if gone:
        said.append(f"{_names(gone)} may not change my settings any more.")
    return message([section("\n".join(said)), context("Nobody was messaged. The audit log has it.")])


def _names(members: Sequence[Member]) -> str:
    return list_of_names([bold(member.name) for member in members])
