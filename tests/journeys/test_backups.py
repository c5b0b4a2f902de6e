"""Backups: taken while others write, put back whole, and refused when they are none."""

import asyncio
import sqlite3
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import PIPE, Popen

import pytest
from sqlalchemy import select, text

from bot import deliveries
from bot.database import Database
from bot.deliveries import ToMember
from bot.errors import CannotStart
from migrations import backups
from migrations.running import Schema, standing
from models import Delivery, DeliveryState
from tests.databases import alembic
from tests.factories import MONDAY, a_member, a_workspace

BACKUPS, WRITERS = 40, 3
_WRITER = """
import asyncio, sys
from bot.database import Database, insert_unless_present
from datetime import UTC, datetime
from models import InboxKey

async def write() -> None:
    database = Database(sys.argv[1])
    number = 0
    while True:
        number += 1
        async with database.transaction() as session:
            row = {"workspace_id": 1, "key": f"{sys.argv[2]}:{number}", "heard_at": datetime.now(UTC)}
            await insert_unless_present(session, InboxKey, **row)
        print(number, flush=True)

asyncio.run(write())
"""


def _url(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"


def _file(url: str) -> Path:
    return Path(url.removeprefix("sqlite+aiosqlite:///"))


@asynccontextmanager
async def _database(url: str) -> AsyncIterator[Database]:
    database = Database(url)
    try:
        yield database
    finally:
        await database.close()


def _names_in(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def _damage(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.seek(8192)
        opened.write(b"\xff" * 40_000)


def _change(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(statement)
        connection.commit()


def _workspaces(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as connection:
        return [slack_id for (slack_id,) in connection.execute("SELECT slack_id FROM workspaces")]


class Writer:
    """A process that goes on writing rows; `acknowledged` is the last it knows to be committed."""

    def __init__(self, url: str, name: str) -> None:
        self.name = name
        self.acknowledged = 0
        self._process = Popen([sys.executable, "-c", _WRITER, url, name], stdout=PIPE, text=True)
        self._reading = threading.Thread(target=self._read)
        self._reading.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.acknowledged = int(line)

    def stop(self) -> None:
        """End it, wherever it is."""
        self._process.kill()
        self._reading.join()
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._process.wait()


@contextmanager
def _writing(url: str) -> Iterator[list[Writer]]:
    writers = [Writer(url, f"writer {number}") for number in range(WRITERS)]
    try:
        yield writers
    finally:
        for writer in writers:
            writer.stop()


@pytest.mark.timeout(300)
async def test_forty_backups_under_load_restore_whole_and_hold_all_that_was_acknowledged(
    sqlite_url: str, tmp_path: Path
) -> None:
    """Each has every row that was committed when it began, passes SQLite's own check, and fits this version."""
    async with _database(sqlite_url) as database, database.transaction() as session:
        await a_workspace(session)
    broken, stale, rows = 0, 0, 0
    with _writing(sqlite_url) as writers:
        while not all(writer.acknowledged for writer in writers):  # noqa: ASYNC110 (they tell nobody)
            await asyncio.sleep(0.05)
        for number in range(BACKUPS):
            known = {writer.name: writer.acknowledged for writer in writers}
            backup = await asyncio.to_thread(
                backups.back_up, sqlite_url, tmp_path / f"{number}.backup.db", now=datetime.now(UTC)
            )
            restored = tmp_path / f"restored-{number}.db"
            await backups.restore(_url(restored), backup, now=datetime.now(UTC), say=lambda _: None)
            with closing(sqlite3.connect(restored)) as connection:
                broken += connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]
                for name, newest in known.items():
                    found = connection.execute(
                        "SELECT count(*) FROM inbox_keys WHERE key = ?", (f"{name}:{newest}",)
                    ).fetchone()
                    stale += found != (1,)
                [rows] = connection.execute("SELECT count(*) FROM inbox_keys").fetchone()
        written = sum(writer.acknowledged for writer in writers)
    print(f"{BACKUPS} backups, {written} rows written by {WRITERS} processes meanwhile: {broken} broken, {stale} stale")
    assert rows > BACKUPS
    assert (broken, stale) == (0, 0)


async def test_a_backup_under_load_leaves_nothing_behind_and_only_its_owner_may_read_it(sqlite_url: str) -> None:
    """Neither a half-written file nor one that a colleague on the machine could open."""
    folder = _file(sqlite_url).parent
    made = backups.back_up(sqlite_url, folder, now=MONDAY)
    assert made.name == "whoknows-2026-11-23-080000.backup.db"
    assert made.stat().st_mode & 0o077 == 0
    assert not [file.name for file in folder.iterdir() if file.name.startswith(".")]


def test_a_backup_never_takes_the_place_of_a_file(sqlite_url: str, tmp_path: Path) -> None:
    """Not of another backup, and not of the database itself."""
    older = tmp_path / "older.db"
    older.write_text("kept")
    for target in (older, _file(sqlite_url)):
        before = target.read_bytes()
        with pytest.raises(CannotStart, match="is there already"):
            backups.back_up(sqlite_url, target, now=MONDAY)
        assert target.read_bytes() == before
    with pytest.raises(CannotStart, match="No such file"):
        backups.back_up(sqlite_url, tmp_path / "nowhere" / "x.db", now=MONDAY)
    with pytest.raises(CannotStart, match="nothing to back up"):
        backups.back_up(_url(tmp_path / "none.db"), tmp_path, now=MONDAY)


def test_a_damaged_database_makes_no_backup(sqlite_url: str, tmp_path: Path) -> None:
    """Better none than one that cannot be put back."""
    _damage(_file(sqlite_url))
    with pytest.raises(CannotStart):
        backups.back_up(sqlite_url, tmp_path / "x.db", now=MONDAY)
    assert not (tmp_path / "x.db").exists()


async def test_restoring_keeps_the_database_of_today_beside_it(sqlite_url: str, tmp_path: Path) -> None:
    """Whatever was meant, nothing is lost."""
    backup = backups.back_up(sqlite_url, tmp_path / "x.backup.db", now=MONDAY)
    async with _database(sqlite_url) as database, database.transaction() as session:
        await a_workspace(session, "T0AFTER")
    said: list[str] = []
    await backups.restore(sqlite_url, backup, now=MONDAY, say=said.append)
    kept = tmp_path / "whoknows-before-restore-2026-11-23-080000.db"
    assert str(kept) in said[-1]
    assert (_workspaces(_file(sqlite_url)), _workspaces(kept)) == ([], ["T0AFTER"])
    assert _names_in(tmp_path) == {"whoknows.db", kept.name, backup.name}


async def test_while_whoknows_runs_nothing_is_restored(sqlite_url: str, tmp_path: Path) -> None:
    """It would go on writing into the file that was put aside."""
    backup = backups.back_up(sqlite_url, tmp_path / "x.backup.db", now=MONDAY)
    async with _database(sqlite_url) as database:
        async with database.transaction() as session:
            await a_workspace(session, "T0LIVE")
        with pytest.raises(CannotStart, match="Stop it, then restore again"):
            await backups.restore(sqlite_url, backup, now=MONDAY, say=lambda _: None)
        async with database.reading() as session:
            assert await session.scalar(text("SELECT slack_id FROM workspaces")) == "T0LIVE"


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda file: file.write_bytes(b""), "no database of WhoKnows"),
        (lambda file: file.write_text("Dear diary"), "no database at all"),
        (lambda file: file.write_bytes(file.read_bytes()[:40_000]), "damaged"),
        (_damage, "damaged"),
        (lambda file: _change(file, "UPDATE alembic_version SET version_num = 'made-by-the-future'"), "newer WhoKnows"),
        (lambda file: _change(file, "DROP TABLE alembic_version"), "no database of WhoKnows"),
        (
            lambda file: _change(file, "INSERT INTO paces VALUES (77, 'x', 1, 0, NULL)"),
            "rows that are missing",
        ),
        (lambda file: file.with_name(f"{file.name}-wal").write_text("x"), "database in use"),
        (lambda file: file.unlink(), "There is no file"),
    ],
    ids=["empty", "text", "cut short", "scribbled over", "newer", "somebody else's", "orphans", "in use", "missing"],
)
async def test_what_is_no_sound_backup_is_refused_in_a_sentence_and_changes_nothing(
    sqlite_url: str, tmp_path: Path, spoil: Callable[[Path], object], told: str
) -> None:
    """The database stays as it was, and nothing is left beside it."""
    backup = backups.back_up(sqlite_url, tmp_path / "x.backup.db", now=MONDAY)
    spoil(backup)
    before = _file(sqlite_url).read_bytes()
    files = _names_in(tmp_path)
    with pytest.raises(CannotStart, match=told):
        await backups.restore(sqlite_url, backup, now=MONDAY, say=lambda _: None)
    assert _file(sqlite_url).read_bytes() == before
    assert _names_in(tmp_path) == files


async def test_an_older_backup_is_brought_up_to_this_version_after_saying_so(tmp_path: Path) -> None:
    """With what is in it; the backup itself stays as it was."""
    old = tmp_path / "old.backup.db"
    alembic(_url(old), "upgrade", "477f9662ac31")
    _change(
        old,
        "INSERT INTO workspaces (id, slack_id, name, url, bot_user_slack_id, bot_slack_id, granted_scopes, zone, "
        "installed_at) VALUES (1, 'T0OLD', 'Old', '', '', '', '', 'UTC', '2026-01-05 12:00:00.000000')",
    )
    before = old.read_bytes()
    said: list[str] = []
    live = tmp_path / "whoknows.db"
    await backups.restore(_url(live), old, now=MONDAY, say=said.append)
    assert "older WhoKnows" in said[0]
    assert await standing(_url(live)) is Schema.CURRENT
    assert _workspaces(live) == ["T0OLD"]
    assert old.read_bytes() == before


async def test_a_damaged_database_of_today_is_replaced_all_the_same(sqlite_url: str, tmp_path: Path) -> None:
    """It may be why somebody restores."""
    backup = backups.back_up(sqlite_url, tmp_path / "x.backup.db", now=MONDAY)
    _file(sqlite_url).write_text("nothing but ruins")
    await backups.restore(sqlite_url, backup, now=MONDAY, say=lambda _: None)
    assert await standing(sqlite_url) is Schema.CURRENT
    assert "ruins" in (tmp_path / "whoknows-before-restore-2026-11-23-080000.db").read_text()


async def test_what_a_backup_still_owes_is_looked_up_before_it_is_sent(sqlite_url: str, tmp_path: Path) -> None:
    """It may have been sent since the backup was made."""
    async with _database(sqlite_url) as database, database.transaction() as session:
        workspace = await a_workspace(session)
        member = await a_member(session, workspace)
        await deliveries.owe(
            session, workspace_id=workspace.id, kind="kind_words", subject_id=1, key="kudos:1:to:1",
            to=ToMember(member.id), due_at=MONDAY,
        )  # fmt: skip
    backup = backups.back_up(sqlite_url, tmp_path / "x.backup.db", now=MONDAY)
    later = MONDAY + timedelta(hours=1)
    await backups.restore(sqlite_url, backup, now=later, say=lambda _: None)
    async with _database(sqlite_url) as database, database.reading() as session:
        owed = (await session.scalars(select(Delivery))).one()
    assert (owed.state, owed.first_tried_at) == (DeliveryState.PENDING, later)


def test_a_postgresql_server_has_its_own_tool(tmp_path: Path) -> None:
    """The command is printed, without the password."""
    url = "postgresql+asyncpg://me:secret@db.example/whoknows"
    with pytest.raises(CannotStart, match="pg_dump") as refused:
        backups.back_up(url, tmp_path, now=MONDAY)
    assert "postgresql://me@db.example/whoknows" in str(refused.value)
    assert "secret" not in str(refused.value)
