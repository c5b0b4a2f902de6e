"""The tour: how far somebody is in their rehearsal."""

from datetime import datetime

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, OfWorkspace, RowId, walls, within_workspace


class Tour(OfWorkspace, Base):
    """One member's rehearsal with a made-up colleague; `step` is the word for where it stands."""

    __tablename__ = "tours"
    __table_args__ = (walls(), within_workspace("member_id", "members"), UniqueConstraint("workspace_id", "member_id"))

    member_id: Mapped[int] = mapped_column(RowId)
    step: Mapped[str] = mapped_column(String(20))
    begun_at: Mapped[datetime]
