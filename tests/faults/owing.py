"""Messages to owe: each the same words, told apart by the key that it carries."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries, people
from bot.database import Database
from bot.deliveries import Place, ToChannel, ToMember, ToPair
from models import Delivery, Workspace

LONG_AGO = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
# A letter that is written the same whatever is true, and may go anywhere.
KIND = "shoutouts_here"


async def place_of(session: AsyncSession, workspace: Workspace, address: str) -> Place:
    """Where an address leads: the Slack id of a person or a channel, or those of two people with a + between."""
    if address.startswith("C"):
        return ToChannel(address)
    members = [await people.meet(session, workspace, slack_id) for slack_id in address.split("+")]
    return ToMember(members[0].id) if len(members) == 1 else ToPair(members[0].id, members[1].id)


async def owe_messages(database: Database, workspace: Workspace, addresses: Iterable[str], **more: Any) -> list[int]:
    """Owe one message to each address, in one transaction; gives the ids of the deliveries.

    `more` is handed on to `deliveries.owe`.
    """
    keys = []
    async with database.transaction() as session:
        for address in addresses:
            keys.append(uuid4().hex)
            place = await place_of(session, workspace, address)
            await deliveries.owe(
                session,
                workspace_id=workspace.id,
                kind=KIND,
                subject_id=(await people.meet(session, workspace, "U0CHI")).id,
                key=keys[-1],
                to=place,
                **{"due_at": LONG_AGO, **more},
            )
        found = await session.execute(select(Delivery.key, Delivery.id).where(Delivery.key.in_(keys)))
        ids = {row.key: row.id for row in found}
    return [ids[key] for key in keys]


async def all_deliveries(database: Database) -> dict[int, Delivery]:
    """Every delivery there is, by its id."""
    async with database.reading() as session:
        return {delivery.id: delivery for delivery in await session.scalars(select(Delivery))}


def delivery_of(metadata: Mapping[str, Any] | None) -> int | None:
    """The delivery that a message came from, by what it carries; None for anybody else's message."""
    if not metadata or metadata.get("event_type") != "whoknows_delivery":
        return None
    return int(str(metadata["event_payload"]["key"]).rpartition("-")[2])


def times_shown(carried: Iterable[Mapping[str, Any] | None]) -> Counter[int]:
    """How often each delivery is to be seen, from the metadata of all messages."""
    return Counter(found for metadata in carried if (found := delivery_of(metadata)) is not None)


def inversions(places: Mapping[str, Sequence[Mapping[str, Any] | None]]) -> int:
    """How often a message stands before one that was owed earlier in the same place; repetitions don't count."""
    wrong = 0
    for messages in places.values():
        in_order = list(dict.fromkeys(found for metadata in messages if (found := delivery_of(metadata)) is not None))
        wrong += sum(later < earlier for earlier, later in pairwise(in_order))
    return wrong
