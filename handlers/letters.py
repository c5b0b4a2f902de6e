"""Every kind of delivery: how it is written from today's facts, and what follows when it was or could not be sent."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from bot import addresses, asking, home, kudos, people
from bot.database import Session
from bot.deliveries import ToMember, owe
from handlers.blocks import asking as asking_blocks
from handlers.blocks import home as home_blocks
from handlers.blocks import kudos as kudos_blocks
from handlers.blocks.kit import Message, View
from models import Delivery

Writes = Callable[[Session, Delivery, datetime], Awaitable[Message | View | None]]
Follows = Callable[[Session, Delivery, datetime], Awaitable[None]]


async def _nothing(session: Session, delivery: Delivery, now: datetime) -> None:
    """Nothing follows."""


@dataclass(frozen=True)
class Letter:
    """One kind of delivery. `write` gives None when there is nothing left to say."""

    write: Writes
    when_sent: Follows = _nothing
    when_undeliverable: Follows = _nothing


async def _zone(session: Session, delivery: Delivery) -> str:
    member_id = delivery.member_id or 0
    found = await people.members(session, delivery.workspace_id, [member_id])
    return found[member_id].zone if member_id in found else "UTC"


async def _write_offer(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    card = await asking.offer_card(session, delivery.workspace_id, delivery.subject_id)
    is_new = delivery.card_id is None
    # An offer that was settled before it was sent would only puzzle its reader.
    if card is None or (is_new and card.standing is not asking.Standing.WAITING):
        return None
    return asking_blocks.offer_card(card, zone=await _zone(session, delivery))


async def _offer_sent(session: Session, delivery: Delivery, now: datetime) -> None:
    await asking.offer_was_shown(session, delivery.workspace_id, delivery.subject_id, now=now)


async def _offer_undeliverable(session: Session, delivery: Delivery, now: datetime) -> None:
    await asking.offer_was_undeliverable(session, delivery.workspace_id, delivery.subject_id, now=now)


async def _card_number(session: Session, delivery: Delivery) -> int:
    card = await addresses.card_of(session, delivery) if delivery.card_id else delivery
    return int(card.facts.get("card", 0)) if card else 0


async def _write_asker_card(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    number = await _card_number(session, delivery)
    card = await asking.asker_card(session, delivery.workspace_id, delivery.subject_id, card=number)
    if card is None or (delivery.card_id is None and card.standing is asking.Standing.RETIRED):
        return None
    return asking_blocks.asker_card(card, zone=await _zone(session, delivery))


async def _write_chat_card(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    post = await addresses.card_of(session, delivery) if delivery.card_id else delivery
    if post is None:
        return None
    helper_id = int(post.facts["helper_id"])
    card = await asking.chat_card(session, delivery.workspace_id, delivery.subject_id, helper_id=helper_id)
    is_new = delivery.card_id is None
    if card is None or (is_new and card.standing is not asking.Standing.ACCEPTED):
        return None
    return asking_blocks.chat_card(card)


async def _chat_opened(session: Session, delivery: Delivery, now: datetime) -> None:
    await asking.chat_was_opened(session, delivery.workspace_id, delivery.subject_id, now=now)


async def _chat_refused(session: Session, delivery: Delivery, now: datetime) -> None:
    await asking.chat_was_refused(session, delivery.workspace_id, delivery.subject_id, now=now)


async def _write_home(session: Session, delivery: Delivery, now: datetime) -> View | None:
    found = await home.home(session, delivery.workspace_id, delivery.subject_id, now=now)
    return home_blocks.home_view(found, now=now) if found is not None else None


async def _write_shoutout(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    words = await kudos.kind_words(session, delivery.workspace_id, delivery.subject_id)
    return kudos_blocks.shoutout(words) if words is not None and words.receivers else None


async def _shoutout_refused(session: Session, delivery: Delivery, now: datetime) -> None:
    words = await kudos.kind_words(session, delivery.workspace_id, delivery.subject_id)
    if words is None:
        return
    told = await kudos.tell_alone(session, delivery.workspace_id, delivery.subject_id, now=now)
    await owe(
        session,
        workspace_id=delivery.workspace_id,
        kind="shoutout_refused",
        subject_id=delivery.subject_id,
        key=f"{delivery.key}:refused",
        to=ToMember(words.giver.id),
        facts={"names": [member.name for member in told], "channel": delivery.channel_slack_id},
        due_at=now,
    )


async def _write_shoutout_refused(session: Session, delivery: Delivery, now: datetime) -> Message:
    return kudos_blocks.refused_post(delivery.facts["names"], delivery.facts["channel"])


async def _write_kind_words(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    words = await kudos.kind_words(session, delivery.workspace_id, delivery.subject_id)
    return kudos_blocks.kind_words_message(words) if words is not None else None


async def _write_shoutouts_here(session: Session, delivery: Delivery, now: datetime) -> Message:
    return kudos_blocks.shoutouts_here()


async def _shoutouts_impossible(session: Session, delivery: Delivery, now: datetime) -> None:
    channel = delivery.channel_slack_id or ""
    await kudos.forget_shoutout_channel(session, delivery.workspace_id, channel)
    await owe(
        session,
        workspace_id=delivery.workspace_id,
        kind="shoutouts_impossible",
        subject_id=delivery.subject_id,
        key=f"{delivery.key}:refused",
        to=ToMember(delivery.subject_id),
        facts={"channel": channel},
        due_at=now,
    )


async def _write_shoutouts_impossible(session: Session, delivery: Delivery, now: datetime) -> Message:
    return kudos_blocks.shoutouts_refused(delivery.facts["channel"])


LETTERS: dict[str, Letter] = {
    "offer": Letter(_write_offer, _offer_sent, _offer_undeliverable),
    "asker_card": Letter(_write_asker_card),
    "chat_card": Letter(_write_chat_card, _chat_opened, _chat_refused),
    "home": Letter(_write_home),
    "shoutout": Letter(_write_shoutout, when_undeliverable=_shoutout_refused),
    "shoutout_refused": Letter(_write_shoutout_refused),
    "kind_words": Letter(_write_kind_words),
    "shoutouts_here": Letter(_write_shoutouts_here, when_undeliverable=_shoutouts_impossible),
    "shoutouts_impossible": Letter(_write_shoutouts_impossible),
}
