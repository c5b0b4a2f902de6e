"""Owing a message: to whom, when, and once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import insert_unless_present
from models import Delivery, DeliveryState, Operation

# Where a delivery has a reader whom no row names any more: the fact that holds their Slack id until it is sent.
READER = "reader"
# The fact that a message only waits for Slack's do-not-disturb to end, and for no working hours.
AT_ANY_HOUR = "at_any_hour"


@dataclass(frozen=True)
class ToMember:
    """A member's direct messages with WhoKnows."""

    member_id: int

    @property
    def conversation(self) -> str:
        """The name under which order is kept."""
        return f"member:{self.member_id}"


@dataclass(frozen=True)
class ToPair:
    """The group conversation of two members and WhoKnows."""

    first_id: int
    second_id: int

    @property
    def conversation(self) -> str:
        """The same name whichever of the two is named first."""
        return f"pair:{min(self.first_id, self.second_id)}:{max(self.first_id, self.second_id)}"


@dataclass(frozen=True)
class ToChannel:
    """A channel, by its Slack id."""

    slack_id: str

    @property
    def conversation(self) -> str:
        """The name under which order is kept."""
        return f"channel:{self.slack_id}"


Place = ToMember | ToPair | ToChannel


async def owe(
    session: AsyncSession,
    *,
    workspace_id: int,
    kind: str,
    subject_id: int,
    key: str,
    to: Place,
    due_at: datetime,
    facts: dict[str, Any] | None = None,
    keeps_quiet_hours: bool = False,
    as_file: bool = False,
) -> None:
    """Owe a message: it is written when it is sent, from what is true then, and never twice under one `key`.

    `keeps_quiet_hours` lets it wait for the member's working hours and Slack's do-not-disturb. `as_file` is for what
    somebody asked to have as a file in their direct messages.
    """
    session.info["owes"] = True
    await insert_unless_present(
        session,
        Delivery,
        workspace_id=workspace_id,
        key=key,
        kind=kind,
        operation=Operation.FILE if as_file else Operation.POST,
        subject_id=subject_id,
        facts=facts or {},
        member_id=to.member_id
        if isinstance(to, ToMember)
        else min(to.first_id, to.second_id)
        if isinstance(to, ToPair)
        else None,
        second_member_id=max(to.first_id, to.second_id) if isinstance(to, ToPair) else None,
        channel_slack_id=to.slack_id if isinstance(to, ToChannel) else None,
        conversation=to.conversation,
        keeps_quiet_hours=keeps_quiet_hours,
        due_at=due_at,
        state=DeliveryState.PENDING,
        attempts=0,
    )
