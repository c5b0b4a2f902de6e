"""What makes WhoKnows trustworthy: what admins did, and whom not to meet again by ourselves."""

from datetime import datetime

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, OfWorkspace, RowId, walls, within_workspace


class AuditEntry(OfWorkspace, Base):
    """One thing that an admin or a lead did, or that was done to the installation. Never holds what people typed."""

    __tablename__ = "audit_entries"
    __table_args__ = (
        walls(),
        within_workspace("actor_id", "members"),
        Index("ix_audit_entries_workspace_id_noted_at", "workspace_id", "noted_at"),
    )

    actor_id: Mapped[int | None] = mapped_column(RowId)
    action: Mapped[str] = mapped_column(String(40))
    about: Mapped[str] = mapped_column(String(200))
    noted_at: Mapped[datetime]


class ForgottenPerson(OfWorkspace, Base):
    """Somebody who asked to be forgotten, as a digest that tells nothing: the directory must not bring them back."""

    __tablename__ = "forgotten_people"
    __table_args__ = (UniqueConstraint("workspace_id", "digest"),)

    digest: Mapped[str] = mapped_column(String(64))
    forgotten_at: Mapped[datetime]
