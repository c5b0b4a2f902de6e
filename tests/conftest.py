"""What every test may ask for; their folders lie in memory where there is room, since nothing there outlives a test."""

import os
import shutil
import tempfile
from pathlib import Path

from tests.databases import (
    database_url,
    empty_database_url,
    empty_postgresql_url,
    empty_sqlite_url,
    postgresql_server,
    postgresql_template,
    postgresql_url,
    sqlite_template,
    sqlite_url,
)
from tests.practice.browsers import browser, chromium

__all__ = [
    "browser",
    "chromium",
    "database_url",
    "empty_database_url",
    "empty_postgresql_url",
    "empty_sqlite_url",
    "postgresql_server",
    "postgresql_template",
    "postgresql_url",
    "sqlite_template",
    "sqlite_url",
]

MEMORY = Path("/dev/shm")
ROOM = 2_000_000_000


def pytest_configure() -> None:
    """Let databases be written to memory, unless TMPDIR says where; a disk costs each commit some milliseconds."""
    if "TMPDIR" in os.environ or not os.access(MEMORY, os.W_OK) or shutil.disk_usage(MEMORY).free < ROOM:
        return
    os.environ["TMPDIR"] = str(MEMORY)
    tempfile.tempdir = None
