"""The inbox: which requests were already heard, and what they were answered."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, OfWorkspace


class InboxKey(OfWorkspace, Base):
    """One heard request. `answer` is what it was told, blanked after a quarter of an hour; the key stays a week."""

    __tablename__ = "inbox_keys"
    __table_args__ = (
        UniqueConstraint("workspace_id", "key"),
        Index("ix_inbox_keys_heard_at", "heard_at"),
    )

    key: Mapped[str] = mapped_column(String(400))
    heard_at: Mapped[datetime]
    answer: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
