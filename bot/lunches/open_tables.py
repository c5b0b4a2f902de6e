"""Open tables: a few people who rarely meet, and one card with a question a round."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries
from bot.errors import NotYours
from bot.lunches.holding import find, hold, is_host
from models import Delivery, Lunch, Member, Operation

PROMPTS = "lunch_prompts"
_ROUND = "round"


@dataclass(frozen=True)
class PromptCard:
    """The card of a round of a table; rounds count from 0, and all hosts see the same."""

    lunch: Lunch
    round: int


async def prompt_card(session: AsyncSession, post: Delivery) -> PromptCard | None:
    """The card that a message shows now; None where there is no table any more."""
    lunch = await find(session, post.workspace_id, post.subject_id)
    return PromptCard(lunch, int(post.facts.get(_ROUND, 0))) if lunch is not None else None


async def next_prompt(session: AsyncSession, member: Member, lunch_id: int, *, seen_round: int, now: datetime) -> None:
    """Let all hosts see the next card; of two who press on the same card the second changes nothing.

    Raises NotYours for anybody but the hosts.
    """
    lunch = await hold(session, member.workspace_id, lunch_id)
    if not await is_host(session, member, lunch):
        raise NotYours
    posts = await session.scalars(
        select(Delivery).where(
            Delivery.workspace_id == lunch.workspace_id,
            Delivery.kind == PROMPTS,
            Delivery.subject_id == lunch.id,
            Delivery.operation == Operation.POST,
        )
    )
    for post in posts.all():
        if int(post.facts.get(_ROUND, 0)) == seen_round:
            post.facts = {**post.facts, _ROUND: seen_round + 1}
    await session.flush()
    await deliveries.refresh(session, workspace_id=lunch.workspace_id, kind=PROMPTS, subject_id=lunch.id, now=now)
