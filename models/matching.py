"""What the index of what people know is kept in step by: which rows changed, and the words of texts as numbers."""

from enum import StrEnum

from sqlalchemy import BigInteger, Index, Integer, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, OfWorkspace, RowId, one_of


class Subject(StrEnum):
    """What may have changed: something with an id, or more than the log of changes still tells."""

    MEMBER = "member"
    SKILL = "skill"
    QUESTION = "question"
    KUDOS = "kudos"
    LESSON = "lesson"
    EVERYTHING = "everything"


class MatchingChange(OfWorkspace, Base):
    """A note that something must be read again before the next ranking. The database's own triggers write it.

    `transaction_id` is PostgreSQL's number of the transaction that wrote it. It is None on SQLite, where one
    transaction writes at a time, so that ids are in the order of commits; AUTOINCREMENT uses none of them again.
    """

    __tablename__ = "matching_changes"
    __table_args__ = (
        Index("ix_matching_changes_workspace_id_id", "workspace_id", "id"),
        Index("ix_matching_changes_workspace_id_transaction_id", "workspace_id", "transaction_id"),
        {"sqlite_autoincrement": True},
    )

    kind: Mapped[Subject] = mapped_column(one_of(Subject))
    subject_id: Mapped[int] = mapped_column(RowId)
    transaction_id: Mapped[int | None] = mapped_column(BigInteger)


class StoredTerms(OfWorkspace, Base):
    """The words of an answered question or of public thanks as numbers, so that a start need not take them apart again.

    `version` is how words were taken apart; another version's rows are written anew. A trigger deletes a row in the
    moment in which the text goes.
    """

    __tablename__ = "stored_terms"
    __table_args__ = (UniqueConstraint("workspace_id", "kind", "subject_id"),)

    kind: Mapped[Subject] = mapped_column(one_of(Subject))
    subject_id: Mapped[int] = mapped_column(RowId)
    version: Mapped[int] = mapped_column(Integer)
    terms: Mapped[bytes] = mapped_column(LargeBinary)
