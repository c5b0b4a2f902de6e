"""What came of a help, shown to its helper alone on their own card of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.kudos.helps import help_on_card
from bot.kudos.milestones import Reached, reached_with
from bot.kudos.passing_on import FirstHelper, first_helpers


@dataclass(frozen=True)
class CameOfHelp:
    """The milestone that a help reached, and who once helped the helper with what they passed on."""

    milestone: Reached | None
    first_helpers: Sequence[FirstHelper]


async def came_of_help(
    session: AsyncSession, workspace_id: int, kind: str, subject_id: int, helper_id: int
) -> CameOfHelp | None:
    """What a member's own card, of an offer or as a lead, shows below it; None while nothing came of it."""
    help_ = await help_on_card(session, workspace_id, kind, subject_id, helper_id)
    if help_ is None:
        return None
    found = CameOfHelp(await reached_with(session, help_), await first_helpers(session, help_))
    return found if found.milestone or found.first_helpers else None
