"""Where a question was posted, and the leads its asker could ask."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import teams
from models import Member, OpenCard, Question

HELD = "held"
LEFT = "left"


@dataclass(frozen=True)
class Place:
    """Where a question was posted: a channel, by its Slack id, or a lead, by name.

    `trouble` is why Slack did not take it, "held" where nobody can tell whether it arrived, "left" of a lead who has
    left the workspace.
    """

    channel: str | None
    lead: str | None
    trouble: str | None

    @property
    def is_lost(self) -> bool:
        """Whether nobody will read it there."""
        return is_lost(self.trouble)


def is_lost(trouble: str | None) -> bool:
    """Whether a card with this trouble is nowhere; one that is held may well be there."""
    return trouble is not None and trouble != HELD


async def places_of(session: AsyncSession, question: Question) -> tuple[Place, ...]:
    """Where a question was posted, in the order in which it was."""
    rows = await session.execute(
        select(OpenCard.channel_slack_id, Member.name, OpenCard.trouble)
        .outerjoin(Member, (Member.id == OpenCard.lead_id) & (Member.workspace_id == OpenCard.workspace_id))
        .where(OpenCard.workspace_id == question.workspace_id, OpenCard.question_id == question.id)
        .order_by(OpenCard.posted_at, OpenCard.id)
    )
    return tuple(Place(channel, lead, trouble) for channel, lead, trouble in rows)


async def leads_to_ask(session: AsyncSession, question: Question) -> list[Member]:
    """The asker's leads whom they have not asked about this yet, by name."""
    # Mostly somebody this transaction has read already.
    asker = await session.get_one(Member, question.asker_id)
    asked = set(
        await session.scalars(
            select(OpenCard.lead_id).where(
                OpenCard.workspace_id == question.workspace_id,
                OpenCard.question_id == question.id,
                OpenCard.lead_id.is_not(None),
            )
        )
    )
    return [lead for lead in await teams.leads_of(session, asker) if lead.id not in asked]
