"""Cards that were posted: found, held, edited as what they say changes, and taken away."""

import operator
import uuid
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import changed
from models import Delivery, DeliveryState, Operation


async def refresh(session: AsyncSession, *, workspace_id: int, kind: str, subject_id: int, now: datetime) -> None:
    """Owe an edit of every card of this kind about this subject, so that each says what is true now.

    A card that was not sent yet needs none, nor does one with an edit that waits: it is written when it is sent.
    """
    await _refresh(session, workspace_id, kind, Delivery.subject_id == subject_id, now)


async def refresh_all(
    session: AsyncSession, *, workspace_id: int, kind: str, subject_ids: Collection[int], now: datetime
) -> None:
    """The same for many subjects at once."""
    await _refresh(session, workspace_id, kind, Delivery.subject_id.in_(subject_ids), now)


async def _refresh(
    session: AsyncSession, workspace_id: int, kind: str, which: ColumnElement[bool], now: datetime
) -> None:
    held = await _held(session, workspace_id, kind, which)
    posted = {card.id: card for card in held if card.state is not DeliveryState.PENDING}
    if not posted:
        return
    # Those that wait for Slack's pace are written when it lets them go, so thousands of presses owe one edit.
    waiting = await _held_edits(session, workspace_id, posted)
    cards = [card for card_id, card in posted.items() if card_id not in waiting]
    if not cards:
        return
    session.info["owes"] = True
    # A file that waits to go below a card is no edit of it.
    edits = Delivery.card_id.in_([card.id for card in cards]) & (Delivery.operation != Operation.FILE)
    await replace_waiting(session, edits, workspace_id)
    session.add_all(_of_card(card, Operation.UPDATE, now) for card in cards)
    await session.flush()


async def _held_edits(session: AsyncSession, workspace_id: int, card_ids: Collection[int]) -> Collection[int]:
    """Hold the edits of these cards that wait and were never tried, so that none is written before we commit.

    Gives the ids of their cards.
    """
    held = await session.scalars(
        update(Delivery)
        .where(
            Delivery.card_id.in_(card_ids),
            Delivery.workspace_id == workspace_id,
            Delivery.operation == Operation.UPDATE,
            Delivery.state == DeliveryState.PENDING,
            Delivery.first_tried_at.is_(None),
        )
        .values(kind=Delivery.kind)
        .returning(Delivery.card_id)
        .execution_options(synchronize_session=False)
    )
    return {card_id for card_id in held if card_id is not None}


async def _held(session: AsyncSession, workspace_id: int, kind: str, which: ColumnElement[bool]) -> list[Delivery]:
    """Cards that wait, are under way or were sent, in the order they were owed.

    Writing to them holds them until we commit, so that none is taken with yesterday's facts. One statement sees all
    states: a card that goes from one to another meanwhile is in neither of two.
    """
    held = await session.scalars(
        update(Delivery)
        .where(
            which,
            Delivery.workspace_id == workspace_id,
            Delivery.kind == kind,
            Delivery.operation == Operation.POST,
            Delivery.state.in_([DeliveryState.PENDING, DeliveryState.SENDING, DeliveryState.SENT]),
        )
        .values(kind=Delivery.kind)
        .returning(Delivery)
        .execution_options(synchronize_session=False, populate_existing=True)
    )
    return sorted(held.all(), key=operator.attrgetter("id"))


def _of_card(card: Delivery, operation: Operation, now: datetime, *, kind: str | None = None) -> Delivery:
    """What is done to a post after it was sent, in its own place and order."""
    return Delivery(
        workspace_id=card.workspace_id,
        key=f"{card.key}/{operation.value}/{uuid.uuid4().hex}",
        kind=kind or card.kind,
        operation=operation,
        subject_id=card.subject_id,
        member_id=card.member_id,
        second_member_id=card.second_member_id,
        channel_slack_id=card.channel_slack_id,
        conversation=card.conversation,
        card_id=card.id,
        due_at=now,
    )


async def owe_file_below(session: AsyncSession, card: Delivery, *, kind: str, now: datetime) -> None:
    """Owe a file of this kind into the thread of a post that was sent, about the same subject.

    It is dropped, or taken away, with the post.
    """
    session.info["owes"] = True
    session.add(_of_card(card, Operation.FILE, now, kind=kind))
    await session.flush()


async def hold_untried(session: AsyncSession, *, workspace_id: int, kind: str, subject_id: int) -> bool:
    """Hold the cards of this kind about this subject that surely did not arrive yet; False when there are none.

    Nobody sends what is held before we commit.
    """
    return await changed(
        session,
        update(Delivery)
        .where(
            Delivery.workspace_id == workspace_id,
            Delivery.kind == kind,
            Delivery.subject_id == subject_id,
            Delivery.operation == Operation.POST,
            Delivery.state == DeliveryState.PENDING,
            Delivery.first_tried_at.is_(None),
        )
        .values(kind=Delivery.kind),
    )


async def remove(session: AsyncSession, cards: Sequence[Delivery], *, now: datetime) -> None:
    """Owe that posts are taken away with the files below them, each after whatever is under way in its place.

    Edits and files that wait are dropped.
    """
    if not cards:
        return
    session.info["owes"] = True
    of_cards = Delivery.card_id.in_([card.id for card in cards])
    await replace_waiting(session, of_cards, cards[0].workspace_id)
    files = await session.scalars(
        select(Delivery).where(
            of_cards,
            Delivery.workspace_id == cards[0].workspace_id,
            Delivery.operation == Operation.FILE,
            Delivery.state.in_([DeliveryState.SENDING, DeliveryState.SENT]),
        )
    )
    session.add_all(_of_card(card, Operation.REMOVE, now) for card in [*files.all(), *cards])
    await session.flush()


async def take_away(session: AsyncSession, *, workspace_id: int, kind: str, subject_id: int, now: datetime) -> None:
    """Owe that all posts of this kind about this subject are taken away.

    One that was surely not tried yet needs nothing: its letter finds nothing left to say.
    """
    held = await _held(session, workspace_id, kind, Delivery.subject_id == subject_id)
    may_be_there = [card for card in held if card.state is not DeliveryState.PENDING or card.first_tried_at is not None]
    await remove(session, may_be_there, now=now)


async def replace_waiting(session: AsyncSession, which: Any, workspace_id: int) -> None:
    """Drop what waits in these places, since something newer takes its turn; posts stay."""
    await session.execute(
        update(Delivery)
        .where(
            which,
            Delivery.workspace_id == workspace_id,
            Delivery.state == DeliveryState.PENDING,
            Delivery.operation != Operation.POST,
        )
        .values(state=DeliveryState.NOT_NEEDED, reason="a newer one took its place")
        .execution_options(synchronize_session=False)
    )


async def posted(session: AsyncSession, *, workspace_id: int, kind: str, subject_id: int) -> Delivery | None:
    """The newest card of this kind about this subject, sent or still waiting; None when there is none."""
    found: Delivery | None = await session.scalar(
        select(Delivery)
        .where(
            Delivery.workspace_id == workspace_id,
            Delivery.kind == kind,
            Delivery.subject_id == subject_id,
            Delivery.operation == Operation.POST,
        )
        .order_by(Delivery.id.desc())
        .limit(1)
    )
    return found
