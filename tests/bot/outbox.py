"""Deliveries made and taken in tests, without a postman."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from bot import claiming, deliveries
from bot.claiming import Claim
from bot.database import Database
from bot.deliveries import Place, ToChannel
from bot.pace import Bucket, Limits
from models import Delivery, DeliveryState, Operation
from tests.factories import MONDAY

# What the postmen of these tests know to write.
KINDS = ("card", "another", "home")
LEASE = timedelta(seconds=30)
UNHURRIED = Bucket(a_second=1000, burst=1000)
NO_LIMITS = Limits(posts_to_a_channel=UNHURRIED, updates=UNHURRIED, homes=UNHURRIED)


class Outbox:
    """One workspace's deliveries, with both clocks standing until they are moved."""

    def __init__(self, database: Database, workspace_id: int) -> None:
        self.database = database
        self.workspace_id = workspace_id
        self.now = MONDAY
        self.machine_now = MONDAY

    def passes(self, seconds: float) -> None:
        """Let both clocks go on."""
        self.now += timedelta(seconds=seconds)
        self.machine_now += timedelta(seconds=seconds)

    async def owe(
        self,
        key: str,
        to: Place | None = None,
        *,
        due_at: datetime | None = None,
        workspace_id: int | None = None,
        **more: Any,
    ) -> None:
        """Owe a card; by default to a channel of its own."""
        async with self.database.transaction() as session:
            await deliveries.owe(
                session,
                workspace_id=workspace_id or self.workspace_id,
                kind=more.pop("kind", "card"),
                subject_id=more.pop("subject_id", 1),
                key=key,
                to=to or ToChannel(f"C{key}"),
                due_at=due_at or self.now,
                **more,
            )

    async def refresh(self, subject_id: int = 1, kind: str = "card") -> None:
        """What a card says has changed."""
        async with self.database.transaction() as session:
            await deliveries.refresh(
                session, workspace_id=self.workspace_id, kind=kind, subject_id=subject_id, now=self.now
            )

    async def claim(
        self, owner: str = "postman", limits: Limits = NO_LIMITS, per_workspace: int = 4, kinds: Collection[str] = KINDS
    ) -> list[Claim]:
        async with self.database.transaction() as session:
            return await claiming.claim(
                session,
                owner=owner,
                kinds=kinds,
                now=self.now,
                machine_now=self.machine_now,
                lease=LEASE,
                limits=limits,
                per_workspace=per_workspace,
            )

    async def settle(self, claim: Claim, state: DeliveryState = DeliveryState.SENT) -> bool:
        async with self.database.transaction() as session:
            return await claiming.settle(
                session, claim, state, machine_now=self.machine_now, slack_channel="C", slack_ts="1.0"
            )

    async def put_back(self, claim: Claim, **how: Any) -> bool:
        how = {"retry_at": self.machine_now, "reason": "a fault", "surely_not_sent": True, **how}
        async with self.database.transaction() as session:
            return await claiming.put_back(session, claim, **how)

    async def send_all(self) -> list[str]:
        """Claim and settle until nothing is left that can go now; gives the keys in the order they were taken."""
        sent: list[str] = []
        while claims := await self.claim():
            for claim in claims:
                sent.append(claim.delivery.key)
                assert await self.settle(claim)
        return sent

    async def next_moment(self) -> float | None:
        async with self.database.reading() as session:
            return await claiming.next_moment(session, kinds=KINDS, now=self.now, machine_now=self.machine_now)

    async def rows(self, state: DeliveryState | None = None, operation: Operation | None = None) -> list[Delivery]:
        """All deliveries of all workspaces, oldest first."""
        async with self.database.reading() as session:
            rows = await session.scalars(select(Delivery).order_by(Delivery.id))
            return [
                row
                for row in rows
                if (state is None or row.state is state) and (operation is None or row.operation is operation)
            ]


def keys(claims: list[Claim]) -> list[str]:
    """The keys of what was claimed, in order."""
    return [claim.delivery.key for claim in claims]
