"""What a kind of delivery is: how it is written, and what follows when it was or could not be sent."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from bot.database import Session
from handlers.blocks.kit import FileToSend, Message, View
from models import Delivery, DeliveryState, Operation

Writes = Callable[[Session, Delivery, datetime], Awaitable[Message | View | FileToSend | None]]
Follows = Callable[[Session, Delivery, datetime], Awaitable[None]]


@dataclass(frozen=True)
class Letter:
    """One kind of delivery. `write` gives None when there is nothing left to say.

    The others are what follows a post that was sent, refused for good, no longer needed, or held because nobody can
    tell whether it arrived, and an edit of it that was refused for good.
    """

    write: Writes
    when_sent: Follows | None = None
    when_undeliverable: Follows | None = None
    when_not_needed: Follows | None = None
    when_held: Follows | None = None
    when_edit_refused: Follows | None = None

    def what_follows(self, operation: Operation, state: DeliveryState) -> Follows | None:
        """What follows a delivery that ended in this state."""
        if operation is Operation.UPDATE and state is DeliveryState.DEAD:
            return self.when_edit_refused
        if operation is not Operation.POST:
            return None
        return {
            DeliveryState.SENT: self.when_sent,
            DeliveryState.DEAD: self.when_undeliverable,
            DeliveryState.NOT_NEEDED: self.when_not_needed,
            DeliveryState.HELD: self.when_held,
        }.get(state)
