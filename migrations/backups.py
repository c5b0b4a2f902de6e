"""Backing up a database of one file and putting a backup back, each checked before it takes its name."""

import os
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy.engine import URL, make_url

from bot import claiming
from bot.database import Database, driver_url
from bot.errors import CannotStart
from migrations import running
from migrations.running import CHECK_ADDRESS, WHAT_TO_DO, Schema

WAITS_FOR_WRITERS = 30.0
_NAMED_BY_TIME = "%Y-%m-%d-%H%M%S"


def back_up(database_url: str, to: Path, *, now: datetime) -> Path:
    """Copy the database into a new file while others go on writing; gives its path.

    `to` is the file, or a folder for one named by `now`. The copy is on disk and checked before it gets its name, so
    that a file of that name is always whole. Raises CannotStart with what to do instead.
    """
    live = _file_of(database_url, "back up", 'pg_dump --format=custom --file=whoknows.dump "{}"')
    if not live.is_file():
        raise CannotStart(f"There is no database at {live} yet, so there is nothing to back up. {CHECK_ADDRESS}")
    target = to / f"{live.stem}-{now:{_NAMED_BY_TIME}}.backup.db" if to.is_dir() else to
    if target.exists():
        raise CannotStart(f"{target} is there already, and was left as it is. Give the backup another name.")
    with _told_plainly(f"The backup could not be written to {target}"), _new_file_beside(target) as copy:
        with closing(sqlite3.connect(live, timeout=WAITS_FOR_WRITERS)) as connection:
            connection.execute("VACUUM INTO ?", (str(copy),))
        wrong = _what_is_wrong(copy)
        if wrong:
            raise CannotStart(f"The copy was not kept, since {wrong}. Look at the database itself: {live}")
        _put_in_place(copy, target)
    return target


async def restore(database_url: str, backup: Path, *, now: datetime, say: Callable[[str], None]) -> None:
    """Put a backup in the database's place, keeping the database of today beside it.

    What was still to be sent when the backup was made may have been sent since, so it is looked up before it is sent.
    Raises CannotStart, with everything as it was, for a file that is broken, newer than this version or no database of
    WhoKnows, and while a running WhoKnows holds the database.
    """
    live = _file_of(database_url, "restore", 'pg_restore --clean --if-exists --dbname="{}" whoknows.dump')
    _must_be_a_backup(backup, live)
    with _told_plainly(f"The backup could not be put at {live}"), _new_file_beside(live) as copy:
        shutil.copyfile(backup, copy)
        wrong = _what_is_wrong(copy)
        if wrong:
            raise CannotStart(f"{backup} can't be restored, since {wrong}. Nothing was changed.")
        await _bring_up_to_date(copy, backup, say, now)
        _let_the_same_read(copy, live)
        with _nobody_else_has(live):
            kept = _keep(live, now)
            _put_in_place(copy, live)
    say(f"Restored {backup} to {live}.")
    if kept:
        say(f"The database as it was is kept in {kept}.")


def _file_of(database_url: str, deed: str, instead: str) -> Path:
    try:
        url = make_url(driver_url(database_url))
    except Exception:  # noqa: BLE001 (an address may be wrong in many ways, and may hold a password)
        raise CannotStart(f"DATABASE_URL can't be read. {CHECK_ADDRESS}") from None
    if url.drivername.startswith("postgresql"):
        command = instead.format(_without_password(url))
        raise CannotStart(f"DATABASE_URL is a PostgreSQL server. To {deed} it, use its own tool:\n{command}")
    if not url.database or url.database == ":memory:":
        raise CannotStart(f"DATABASE_URL names no file. {CHECK_ADDRESS}")
    return Path(url.database)


def _without_password(url: URL) -> str:
    return url._replace(drivername="postgresql", password=None).render_as_string()


def _must_be_a_backup(backup: Path, live: Path) -> None:
    if not backup.is_file():
        raise CannotStart(f"There is no file {backup}. Nothing was changed.")
    if live.exists() and backup.samefile(live):
        raise CannotStart(f"{backup} is the database itself. Name a file that `backup` wrote.")
    beside = backup.with_name(f"{backup.name}-wal")
    if beside.exists() and beside.stat().st_size:
        raise CannotStart(
            f"{backup} is a database in use, since {beside.name} lies beside it. Nothing was changed. "
            "Make a backup of it with `python app.py backup` first."
        )


def _what_is_wrong(file: Path) -> str | None:
    """Why a file is no sound database, in words; None for one that is."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            found = connection.execute("PRAGMA integrity_check").fetchall()
            if found != [("ok",)]:
                return "it is damaged"
            if connection.execute("PRAGMA foreign_key_check").fetchone():
                return "rows in it point to rows that are missing"
    except sqlite3.DatabaseError:
        return "it is damaged, or no database at all"
    return None


async def _bring_up_to_date(copy: Path, backup: Path, say: Callable[[str], None], now: datetime) -> None:
    url = f"sqlite+aiosqlite:///{copy}"
    schema = await running.standing(url)
    if schema is Schema.EMPTY:
        raise CannotStart(f"{backup} is no database of WhoKnows. Nothing was changed.")
    if schema is Schema.UNKNOWN:
        raise CannotStart(f"{backup} is {schema.value}. Nothing was changed. {WHAT_TO_DO[schema]}")
    if schema is Schema.OLDER:
        say("This backup is from an older WhoKnows; its tables are brought up to this version on the way.")
        await running.upgrade(url)
    database = Database(url)
    try:
        async with database.transaction() as session:
            await claiming.doubt_what_is_owed(session, machine_now=now)
    finally:
        await database.close()


@contextmanager
def _nobody_else_has(live: Path) -> Iterator[None]:
    """Hold the database alone; raises CannotStart while anybody else has it open."""
    if not live.exists():
        yield
        return
    with closing(sqlite3.connect(live, timeout=1.0, isolation_level=None)) as connection:
        try:
            # Only who is alone with a database may end its write-ahead log, which then is in the file itself.
            connection.execute("PRAGMA journal_mode=DELETE")
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            raise CannotStart(
                f"WhoKnows is running, or something else has {live} open. Stop it, then restore again. "
                "Nothing was changed."
            ) from None
        except sqlite3.DatabaseError:
            # It is damaged, which may be why a backup is put in its place.
            pass
        yield


def _keep(live: Path, now: datetime) -> Path | None:
    """Give the database of today a second name; None when there is none."""
    if not live.exists():
        return None
    kept = live.with_name(f"{live.stem}-before-restore-{now:{_NAMED_BY_TIME}}.db")
    os.link(live, kept)
    for beside in (live.with_name(f"{live.name}-wal"), live.with_name(f"{live.name}-shm")):
        if beside.exists():
            beside.rename(kept.with_name(beside.name.replace(live.name, kept.name, 1)))
    return kept


@contextmanager
def _new_file_beside(target: Path) -> Iterator[Path]:
    """An empty file that its owner alone may read, in the same folder; gone on leaving, unless it got a name."""
    copy = target.with_name(f".{target.name}.{os.getpid()}")
    os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        yield copy
    finally:
        for left in (copy, *(copy.with_name(f"{copy.name}{end}") for end in ("-wal", "-shm", "-journal"))):
            left.unlink(missing_ok=True)


def _let_the_same_read(copy: Path, live: Path) -> None:
    """Whoever restores, the database belongs to whom it belonged to."""
    now = live.stat() if live.exists() else live.parent.stat()
    with suppress(PermissionError):
        os.chown(copy, now.st_uid, now.st_gid)
    if live.exists():
        copy.chmod(stat.S_IMODE(now.st_mode))


def _put_in_place(copy: Path, target: Path) -> None:
    """Give a finished copy its name, on disk before and after, so that no power cut leaves half of it."""
    _to_disk(copy)
    copy.replace(target)
    _to_disk(target.parent)


def _to_disk(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


@contextmanager
def _told_plainly(what: str) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as wrong:
        why = (wrong.strerror if isinstance(wrong, OSError) else None) or str(wrong)
        raise CannotStart(f"{what} ({why}). Nothing was changed.") from None
