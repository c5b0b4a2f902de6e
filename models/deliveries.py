"""Deliveries: every message WhoKnows owes somebody, where it went, and what paces the sending."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Float, ForeignKey, Index, Integer, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, OfWorkspace, RowId, one_of, walls, within_workspace


class Operation(StrEnum):
    """What a delivery does in Slack. `remove` takes away; a `file` was asked for, or goes below a post."""

    POST = "post"
    UPDATE = "update"
    HOME = "home"
    FILE = "file"
    REMOVE = "remove"


class DeliveryState(StrEnum):
    """The life of a delivery. `held` waits for an admin: it may have arrived, and asking Slack was not possible."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    HELD = "held"
    DEAD = "dead"
    NOT_NEEDED = "not_needed"


class Delivery(OfWorkspace, Base):
    """One message owed to one place: a member's direct messages, a pair's chat, a channel, or a Home.

    `due_at` is agreed time; `retry_at`, `lease_until`, `first_tried_at` and `settled_at` are machine time. `card_id` is
    the post that an update concerns, or below which a file goes. `conversation` names the place for keeping order:
    within it, one message is under way at a time.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        walls(),
        UniqueConstraint("workspace_id", "key"),
        within_workspace("member_id", "members"),
        within_workspace("second_member_id", "members"),
        within_workspace("card_id", "deliveries"),
        Index("ix_deliveries_state_due_at", "state", "due_at"),
        Index("ix_deliveries_workspace_id_conversation_state", "workspace_id", "conversation", "state"),
        Index("ix_deliveries_workspace_id_card_id", "workspace_id", "card_id"),
        Index("ix_deliveries_workspace_id_kind_subject_id", "workspace_id", "kind", "subject_id"),
        Index("ix_deliveries_workspace_id_member_id", "workspace_id", "member_id"),
        Index("ix_deliveries_operation_state_settled_at", "operation", "state", "settled_at"),
        # For reactions to shout-outs, of which Slack tells by the message alone.
        Index(
            "ix_deliveries_shoutouts",
            "workspace_id",
            "slack_ts",
            sqlite_where=text("kind = 'shoutout'"),
            postgresql_where=text("kind = 'shoutout'"),
        ),
    )

    key: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(40))
    operation: Mapped[Operation] = mapped_column(one_of(Operation))
    subject_id: Mapped[int] = mapped_column(RowId)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    member_id: Mapped[int | None] = mapped_column(RowId)
    second_member_id: Mapped[int | None] = mapped_column(RowId)
    channel_slack_id: Mapped[str | None] = mapped_column(String(32))
    conversation: Mapped[str] = mapped_column(String(80))
    card_id: Mapped[int | None] = mapped_column(RowId)
    keeps_quiet_hours: Mapped[bool] = mapped_column(default=False)
    due_at: Mapped[datetime]
    state: Mapped[DeliveryState] = mapped_column(one_of(DeliveryState), default=DeliveryState.PENDING)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    retry_at: Mapped[datetime | None]
    lease_owner: Mapped[str | None] = mapped_column(String(36))
    lease_until: Mapped[datetime | None]
    first_tried_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    slack_channel: Mapped[str | None] = mapped_column(String(32))
    slack_ts: Mapped[str | None] = mapped_column(String(32))
    reason: Mapped[str | None] = mapped_column(String(200))


class PairChat(OfWorkspace, Base):
    """The group conversation of two members and WhoKnows; the member with the smaller id comes first."""

    __tablename__ = "pair_chats"
    __table_args__ = (
        within_workspace("first_member_id", "members"),
        within_workspace("second_member_id", "members"),
        UniqueConstraint("workspace_id", "first_member_id", "second_member_id"),
    )

    first_member_id: Mapped[int] = mapped_column(RowId)
    second_member_id: Mapped[int] = mapped_column(RowId)
    slack_channel: Mapped[str] = mapped_column(String(32))


class Pace(Base):
    """What is left to send now under one of Slack's limits, shared by all replicas. All moments are machine time."""

    __tablename__ = "paces"

    workspace_id: Mapped[int] = mapped_column(
        RowId, ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    tokens: Mapped[float] = mapped_column(Float)
    filled_at: Mapped[datetime]
    blocked_until: Mapped[datetime | None]
