"""Canary strings in every text column of rows about somebody, and where they may still be found afterwards."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, Enum, Float, Integer, String, Table, Text, Time, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import Database
from models import Base, Member
from models.base import Moment
from tests.journeys.town import Somebody, Town

MEMBERS = Base.metadata.tables["members"]
# Columns that say where something stands in Slack, or name a row for the database; they quote nobody.
PLACES = {"slack_channel", "slack_ts", "channel_slack_id", "conversation", "lease_owner", "key", "kind", "zone", "step"}
# Rows that name somebody, but whose words are another's.
WORDS_OF_OTHERS = {
    ("questions", "helper_id"): "the words are the asker's",
    ("nominations", "nominated_by_id"): "the topic is the nominee's to see and keep",
    ("skill_changes", "changed_by_id"): "names of topics, to undo what an admin did",
    ("teams", "adopted_by_id"): "the channel's name, and the words of who wrote the welcome",
    ("audit_entries", "actor_id"): "what was done stays; names in it are tried apart",
    ("kudos_receivers", "member_id"): "no words",
}
EXEMPT = {
    ("open_cards", "trouble"): "why a card could not be posted, in a word of Slack",
    ("teams", "name"): "the channel's name",
    ("teams", "lost_why"): "why a channel can't be reached",
    ("teams", "shoutout_channel_slack_id"): "a channel",
    ("members", "works_on"): "weekdays as digits",
    ("nominations", "folded"): "unique with the topic, planted with it",
    ("offers", "allowance_week"): "a date",
    ("lunches", "uid"): "made at random, for calendars",
    ("preparations", "uid"): "made at random, for calendars",
    ("members", "calendar_digest"): "a digest of a random secret",
    ("members", "holidays_of"): "a country",
}
# What cannot be replaced, since Slack is reached by it, is a canary as it is.
AS_IT_IS = {("members", "slack_id"), ("members", "direct_message_slack_id")}


def _points_at(table: Table) -> Iterator[str]:
    """The columns of a table that say which member a row is about."""
    for constraint in table.foreign_key_constraints:
        if constraint.referred_table is MEMBERS:
            yield next(name for name in constraint.column_keys if name != "workspace_id")
    if table is MEMBERS:
        yield "id"


def _words(table: Table) -> Iterator[Column[Any]]:
    for column in table.columns:
        is_text = isinstance(column.type, String | Text | JSON) and not isinstance(column.type, Enum)
        if is_text and column.name not in PLACES and (table.name, column.name) not in EXEMPT:
            yield column


def _planted(value: Any, canary: str) -> Any:
    """The same JSON with the canary for every word in it."""
    if isinstance(value, str):
        return canary
    if isinstance(value, dict):
        return {name: one if name == "kind" else _planted(one, canary) for name, one in value.items()}
    if isinstance(value, list):
        return [_planted(one, canary) for one in value]
    return value


def _with_canary(value: Any, canary: str) -> Any:
    planted = _planted(value, canary)
    if canary in json.dumps(planted):
        return planted
    return {**planted, "words": canary} if isinstance(planted, dict) else [*planted, canary]


async def _row_for(session: AsyncSession, table: Table, pointer: str, member: Member, made: dict[str, int]) -> None:
    """A row of a table about a member, made up from nothing but its columns."""
    values: dict[str, Any] = {"workspace_id": member.workspace_id, pointer: member.id}
    for constraint in table.foreign_key_constraints:
        name = next((name for name in constraint.column_keys if name != "workspace_id"), None)
        if name is None or name in values or table.columns[name].nullable:
            continue
        referred = constraint.referred_table
        if referred is MEMBERS:
            values[name] = member.id
        else:
            values[name] = await session.scalar(select(referred.c.id).order_by(referred.c.id.desc()).limit(1))
            if values[name] is None:
                about = next(iter(_points_at(referred)), None)
                await _row_for(session, referred, about or "workspace_id", member, made)
                values[name] = await session.scalar(select(referred.c.id).limit(1))
    for column in table.columns:
        if column.name in values or column.nullable or column.name == "id":
            continue
        values[column.name] = _something(column, len(made))
    made[f"{table.name}.{pointer}"] = 1
    try:
        async with session.begin_nested():
            await session.execute(table.insert().values(**values))
    except IntegrityError:
        # A row like it is there, which can be about them in this way, too.
        there = select(table.c.id).where(table.c.workspace_id == member.workspace_id).limit(1).scalar_subquery()
        await session.execute(update(table).where(table.c.id == there).values({pointer: member.id}))


def _something(column: Column[Any], number: int) -> Any:
    kind = column.type
    match kind:
        case Enum():
            return kind.enum_class(kind.enums[-1]) if kind.enum_class else kind.enums[-1]
        case Moment():
            return datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
        case Date():
            return date(2026, 11, 23)
        case Time():
            return time(9)
        case Boolean():
            return False
        case JSON():
            return {}
        case Float() | Integer():
            # Larger than the number of any row that was really made, which some of these are compared with.
            return 1000 + number
        case _:
            return f"x{number}"


async def plant(database: Database, somebody: Somebody) -> dict[str, str]:
    """Put a canary into every text column of every row about somebody; gives them by table, column and row."""
    canaries: dict[str, str] = {}
    async with database.transaction() as session:
        member = (await session.scalars(select(Member).where(Member.slack_id == somebody.id))).one()
        made: dict[str, int] = {}
        for table in Base.metadata.sorted_tables:
            for pointer in _points_at(table):
                mine = table.c[pointer] == member.id
                if (await session.execute(select(table).where(mine).limit(1))).first() is None:
                    await _row_for(session, table, pointer, member, made)
                if (table.name, pointer) not in WORDS_OF_OTHERS:
                    await _plant_in(session, table, mine, canaries)
        inbox = Base.metadata.tables["inbox_keys"]
        await _plant_in(session, inbox, inbox.c.answer.is_not(None), canaries)
        audit = Base.metadata.tables["audit_entries"]
        name = next(canary for where, canary in canaries.items() if where.startswith("members.name."))
        await session.execute(update(audit).where(audit.c.actor_id == member.id).values(about=f"made {name} lead"))
    return canaries


async def _plant_in(session: AsyncSession, table: Table, mine: Any, canaries: dict[str, str]) -> None:
    keys = list(table.primary_key.columns)
    for row in (await session.execute(select(table).where(mine))).mappings().all():
        for column in _words(table):
            number = len(canaries)
            name = f"{table.name}.{column.name}.{number}"
            if (table.name, column.name) in AS_IT_IS:
                if row[column.name]:
                    canaries[name] = row[column.name]
                continue
            canaries[name] = f"cnry{number:03}z{table.name[:8]}"[: getattr(column.type, "length", None) or 40]
            is_json = isinstance(column.type, JSON)
            value = _with_canary(row[column.name] or {}, canaries[name]) if is_json else canaries[name]
            this = [key == row[key.name] for key in keys]
            await session.execute(update(table).where(*this).values({column.name: value}))


async def dump(database: Database) -> str:
    """Everything in every table, as text."""
    said: list[str] = []
    async with database.reading() as session:
        for table in Base.metadata.sorted_tables:
            rows = (await session.execute(select(table))).mappings()
            said += [f"{table.name} {json.dumps(dict(row), default=str, ensure_ascii=False)}" for row in rows]
    return "\n".join(said)


def raw_bytes(database_url: str) -> bytes:
    """The files of a SQLite database as they lie on the disk; nothing for PostgreSQL, which keeps its own."""
    if not database_url.startswith("sqlite"):
        return b""
    path = Path(database_url.split(":///", 1)[1])
    return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))


def said_by_the_bot(town: Town) -> str:
    """Every message that the bot's own posts left in Slack, with Homes and files; ephemerals are gone by themselves."""
    world = town.practice.world
    posts = [
        (message.text, message.blocks, message.metadata, message.attachments)
        for messages in world.messages.values()
        for message in messages
        if message.user == world.app.bot_user_id and not message.only_for
    ]
    homes = [home.payload for home in world.homes.values()]
    files = [file.data.decode() for file in world.files.values()]
    return json.dumps([posts, homes, files], default=str, ensure_ascii=False)


def found(canaries: dict[str, str], where: str) -> list[str]:
    """The names of canaries that are there."""
    return [name for name, canary in canaries.items() if canary in where]
