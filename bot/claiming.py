"""Taking due deliveries and settling them: leases, order within a conversation, fencing."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Update, and_, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot import pace
from bot.database import changed
from bot.pace import Bucket, Limits
from models import Delivery, DeliveryState, Operation, Workspace


@dataclass(frozen=True)
class Claim:
    """A delivery that is ours to send until the lease ends; `tried_before` means an earlier try may have arrived."""

    delivery: Delivery
    owner: str
    tried_before: bool


def _is_due(
    delivery: type[Delivery], kinds: Collection[str], now: datetime, machine_now: datetime
) -> ColumnElement[bool]:
    waiting = and_(
        delivery.state == DeliveryState.PENDING,
        delivery.due_at <= now,
        or_(delivery.retry_at.is_(None), delivery.retry_at <= machine_now),
    )
    abandoned = and_(delivery.state == DeliveryState.SENDING, delivery.lease_until <= machine_now)
    # A workspace that took WhoKnows away is sent nothing.
    gone = select(Workspace.id).where(Workspace.uninstalled_at.is_not(None))
    return and_(delivery.kind.in_(kinds), or_(waiting, abandoned), delivery.workspace_id.not_in(gone))


async def claim(
    session: AsyncSession,
    *,
    owner: str,
    kinds: Collection[str],
    now: datetime,
    machine_now: datetime,
    lease: timedelta,
    limits: Limits,
    per_workspace: int = 4,
) -> list[Claim]:
    """Take what can be sent now: the first of each conversation, at most `per_workspace` under way in a workspace.

    Only `kinds` are taken. Others belong to a newer replica: they wait for it, and hold nothing up that waits behind
    them, since after a step back to an older version nobody would ever send them.
    What Slack's pace does not allow yet waits for its turn.
    """
    earlier = aliased(Delivery)
    is_waiting = Delivery.state == DeliveryState.PENDING
    # What was under way when its sender died goes first, though something older may have become due since:
    # each would wait for the other.
    blocked = exists().where(
        earlier.workspace_id == Delivery.workspace_id,
        earlier.conversation == Delivery.conversation,
        earlier.id != Delivery.id,
        or_(
            and_(
                earlier.state == DeliveryState.SENDING,
                or_(
                    earlier.lease_until > machine_now,
                    and_(earlier.kind.in_(kinds), or_(is_waiting, earlier.id < Delivery.id)),
                ),
            ),
            and_(
                earlier.kind.in_(kinds),
                is_waiting,
                earlier.state == DeliveryState.PENDING,
                earlier.due_at <= now,
                earlier.id < Delivery.id,
            ),
        ),
    )
    # No workspace's backlog may hide another's: a few of each are looked at.
    place = func.row_number().over(partition_by=Delivery.workspace_id, order_by=(Delivery.due_at, Delivery.id))
    ranked = (
        select(Delivery.id, place.label("place")).where(_is_due(Delivery, kinds, now, machine_now), ~blocked).subquery()
    )
    candidates = await session.scalars(
        select(Delivery)
        .where(
            Delivery.id.in_(select(ranked.c.id).where(ranked.c.place <= per_workspace * 8)),
            _is_due(Delivery, kinds, now, machine_now),
        )
        .order_by(Delivery.due_at, Delivery.id)
        .with_for_update(skip_locked=True)
    )
    under_way: Counter[int] = Counter()
    for workspace_id, count in await session.execute(
        select(Delivery.workspace_id, func.count())
        .where(Delivery.state == DeliveryState.SENDING, Delivery.lease_until > machine_now)
        .group_by(Delivery.workspace_id)
    ):
        under_way[workspace_id] = count
    able = [delivery for delivery in candidates.all() if under_way[delivery.workspace_id] < per_workspace]
    paces = {delivery.id: _pace_of(delivery, limits) for delivery in able}
    held = await pace.hold(session, dict(paces.values()), machine_now=machine_now)
    stops = {
        workspace_id: await pace.blocked_until(
            session, workspace_id, [Operation.POST.value, Operation.FILE.value], machine_now=machine_now
        )
        for workspace_id in sorted({delivery.workspace_id for delivery in able})
    }
    claims = []
    for delivery in able:
        if under_way[delivery.workspace_id] >= per_workspace:
            continue
        name, bucket = paces[delivery.id]
        wait = stops[delivery.workspace_id] if delivery.operation in {Operation.POST, Operation.FILE} else None
        wait = wait or pace.take(held[name], bucket, machine_now=machine_now)
        if wait is None:
            under_way[delivery.workspace_id] += 1
            claims.append(_take(delivery, owner, machine_now, lease))
        elif delivery.state is DeliveryState.PENDING:
            delivery.retry_at = wait
        else:
            delivery.lease_until = wait
    return claims


def _pace_of(delivery: Delivery, limits: Limits) -> tuple[tuple[int, str], Bucket]:
    """The pace that a delivery keeps: a post that of its conversation, anything else that of its operation."""
    match delivery.operation:
        case Operation.POST | Operation.FILE:
            return (delivery.workspace_id, f"post {delivery.conversation}"), limits.posts_to_a_channel
        case Operation.UPDATE | Operation.REMOVE:
            # Slack counts taking away like editing, each for itself.
            return (delivery.workspace_id, delivery.operation.value), limits.updates
        case Operation.HOME:
            return (delivery.workspace_id, Operation.HOME.value), limits.homes


def _take(delivery: Delivery, owner: str, machine_now: datetime, lease: timedelta) -> Claim:
    tried_before = delivery.first_tried_at is not None
    delivery.state, delivery.lease_owner = DeliveryState.SENDING, owner
    delivery.lease_until = machine_now + lease
    delivery.first_tried_at = delivery.first_tried_at or machine_now
    delivery.attempts += 1
    delivery.retry_at = None
    return Claim(delivery, owner, tried_before)


def _ours(claim_: Claim) -> Update:
    return update(Delivery).where(
        Delivery.id == claim_.delivery.id,
        Delivery.state == DeliveryState.SENDING,
        Delivery.lease_owner == claim_.owner,
        # A sender may take a delivery again that it was too slow with; only its newest try counts.
        Delivery.attempts == claim_.delivery.attempts,
    )


async def hold(session: AsyncSession, claim_: Claim, *, until: datetime) -> bool:
    """Keep a claim until `until` (machine time); False when it was lost and somebody else may be sending."""
    return await changed(session, _ours(claim_).values(lease_until=until))


async def settle(
    session: AsyncSession,
    claim_: Claim,
    state: DeliveryState,
    *,
    machine_now: datetime,
    reason: str | None = None,
    slack_channel: str | None = None,
    slack_ts: str | None = None,
) -> bool:
    """Write down how a delivery ended; False when the lease was lost and somebody else decides."""
    return await changed(
        session,
        _ours(claim_).values(
            state=state,
            settled_at=machine_now,
            reason=reason,
            slack_channel=slack_channel,
            slack_ts=slack_ts,
            lease_owner=None,
            lease_until=None,
        ),
    )


async def put_back(
    session: AsyncSession,
    claim_: Claim,
    *,
    retry_at: datetime,
    reason: str,
    due_at: datetime | None = None,
    surely_not_sent: bool,
) -> bool:
    """Let a delivery wait until `retry_at` (machine time), or until `due_at` (agreed time) when given.

    `surely_not_sent` forgets the try, so that the next one needs no look-up.
    """
    values: dict[str, object] = {
        "state": DeliveryState.PENDING,
        "retry_at": retry_at,
        "reason": reason,
        "lease_owner": None,
        "lease_until": None,
    }
    if due_at is not None:
        values["due_at"] = due_at
    if surely_not_sent and not claim_.tried_before:
        values["first_tried_at"] = None
    return await changed(session, _ours(claim_).values(**values))


async def doubt_what_is_owed(session: AsyncSession, *, machine_now: datetime) -> None:
    """Take each post that waits for one that may have arrived, as after a database of yesterday was put back."""
    await session.execute(
        update(Delivery)
        .where(
            Delivery.state.in_([DeliveryState.PENDING, DeliveryState.SENDING]),
            Delivery.operation.in_([Operation.POST, Operation.FILE]),
            Delivery.first_tried_at.is_(None),
        )
        .values(first_tried_at=machine_now)
    )


async def next_moment(
    session: AsyncSession, *, kinds: Collection[str], now: datetime, machine_now: datetime
) -> float | None:
    """Seconds until something of these kinds that waits may become due; None when nothing waits."""
    waiting = (Delivery.kind.in_(kinds), Delivery.state == DeliveryState.PENDING)
    due: datetime | None = await session.scalar(
        select(func.min(Delivery.due_at)).where(*waiting, Delivery.due_at > now)
    )
    retry: datetime | None = await session.scalar(
        select(func.min(Delivery.retry_at)).where(*waiting, Delivery.retry_at > machine_now)
    )
    lease: datetime | None = await session.scalar(
        select(func.min(Delivery.lease_until)).where(Delivery.kind.in_(kinds), Delivery.state == DeliveryState.SENDING)
    )
    waits = [
        (moment - base).total_seconds()
        for moment, base in ((due, now), (retry, machine_now), (lease, machine_now))
        if moment
    ]
    return max(min(waits), 0.0) if waits else None
