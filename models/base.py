"""What all tables share: aware moments, words from a fixed list, and the walls between workspaces."""

from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, DateTime, Dialect, Enum, ForeignKey, ForeignKeyConstraint, Integer, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.schema import UniqueConstraint
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """An instant in UTC: refuses naive values going in, gives aware ones back (SQLite itself forgets the zone)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 (SQLAlchemy passes it)
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 (SQLAlchemy passes it)
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def one_of(words: type[StrEnum]) -> Enum:
    """A column type that stores one word of `words` as text, on both databases."""
    return Enum(words, native_enum=False, length=20, values_callable=lambda members: [word.value for word in members])


RowId = BigInteger().with_variant(Integer, "sqlite")


class Base(DeclarativeBase):
    """The root of all tables, with constraint names that migrations can rely on."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: Moment()}  # noqa: RUF012 (SQLAlchemy reads it from the class)


class OfWorkspace:
    """Columns of everything that belongs to one workspace; other tables point here with `within_workspace`."""

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[int] = mapped_column(RowId, ForeignKey("workspaces.id", ondelete="CASCADE"))


def walls() -> UniqueConstraint:
    """Let other tables refer to a row together with its workspace, so that no row can point across the wall."""
    return UniqueConstraint("workspace_id", "id")


def within_workspace(column: str, table: str) -> ForeignKeyConstraint:
    """Tie `column` to a row of `table` in the same workspace; the database refuses any other."""
    return ForeignKeyConstraint(["workspace_id", column], [f"{table}.workspace_id", f"{table}.id"], ondelete="CASCADE")
