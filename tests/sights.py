"""What came to be seen, and how a delivery is read by those it is for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from bot import addresses
from handlers.blocks.kit import FileToSend
from handlers.letters import LETTERS
from models import Delivery, Operation


@dataclass(frozen=True)
class Sight:
    """Something that came to be seen: by whom (None: everybody), what kind it is, what it is about, what it says.

    `typed` is what its only reader had typed themselves to get it.
    """

    readers: frozenset[str] | None
    kind: str
    subject_id: int
    content: Mapping[str, Any]
    typed: str = ""


async def written(session: Any, delivery: Delivery, now: datetime) -> Mapping[str, Any] | None:
    """What is said; a file is read as its words, a picture as its alt text, and what is taken away says nothing."""
    if delivery.second_member_id is not None:
        await addresses.remember_conversation(session, delivery, f"G0{delivery.conversation}")
    if delivery.operation is Operation.REMOVE:
        return {"blocks": []}
    content = await LETTERS[delivery.kind].write(session, delivery, now)
    if isinstance(content, FileToSend):
        words = content.content if isinstance(content.content, str) else content.alt_text
        return {"blocks": [], "text": f"{content.title}\n{content.text}\n{words}"}
    return cast("Mapping[str, Any] | None", content)
