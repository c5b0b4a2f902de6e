"""A help that was recorded, and the helper's own cards of it."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries
from models import Help, Member, Offer, OpenCard


async def help_on_card(
    session: AsyncSession, workspace_id: int, kind: str, subject_id: int, helper_id: int
) -> Help | None:
    """The help that a member's own card, of an offer or as a lead, is about; None while none was recorded."""
    table = OpenCard if kind == "lead_asked" else Offer
    found: Help | None = await session.scalar(
        select(Help)
        .join(table, (table.question_id == Help.question_id) & (table.workspace_id == Help.workspace_id))
        .where(Help.workspace_id == workspace_id, table.id == subject_id, Help.helper_id == helper_id)
    )
    return found


async def tell_helper(session: AsyncSession, help_: Help, *, now: datetime) -> None:
    """Bring the helper's own cards of a help, and their Home, up to date: edits ring no bell."""
    offers = select(Offer.id).where(
        Offer.workspace_id == help_.workspace_id,
        Offer.question_id == help_.question_id,
        Offer.member_id == help_.helper_id,
    )
    as_lead = select(OpenCard.id).where(
        OpenCard.workspace_id == help_.workspace_id,
        OpenCard.question_id == help_.question_id,
        OpenCard.lead_id == help_.helper_id,
    )
    for kind, cards in (("offer", offers), ("lead_asked", as_lead)):
        found = (await session.scalars(cards)).all()
        if found:
            await deliveries.refresh_all(
                session, workspace_id=help_.workspace_id, kind=kind, subject_ids=found, now=now
            )
    helper = await session.get(Member, help_.helper_id)
    if helper is not None:
        await deliveries.home_follows(session, helper, now=now)
