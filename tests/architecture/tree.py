"""The source files of one copy of the house, read once."""

import ast
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("bot", "handlers", "migrations", "models", "practice")
_MADE_BY_MACHINES = shutil.ignore_patterns("__pycache__", ".*")


@dataclass(frozen=True)
class Source:
    """One Python file; `path` is relative to the root of its copy."""

    path: PurePosixPath
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree of the file."""
        return ast.parse(self.text, filename=str(self.path))

    @property
    def room(self) -> str:
        """The folder at the top that the file lies in, or `app.py`."""
        return self.path.parts[0]

    @property
    def place(self) -> str:
        """The word that the file or its package is known by inside its room: `bot/asking/reach.py` is at `asking`."""
        return PurePosixPath(self.path.parts[1]).stem if len(self.path.parts) > 1 else ""


def sources(root: Path) -> Iterator[Source]:
    """Every Python file of the rooms and app.py, tests excepted, in order of their paths."""
    files = [root / "app.py", *(file for room in ROOMS for file in (root / room).rglob("*.py"))]
    for file in sorted(files):
        if file.exists():
            yield Source(PurePosixPath(file.relative_to(root).as_posix()), file.read_text(encoding="utf-8"))


def copy_house(target: Path) -> None:
    """Copy the rooms, app.py, the tests and pyproject.toml, without what machines have written."""
    for folder in (*ROOMS, "tests"):
        if (ROOT / folder).exists():
            shutil.copytree(ROOT / folder, target / folder, ignore=_MADE_BY_MACHINES)
    for file in ("app.py", "pyproject.toml"):
        if (ROOT / file).exists():
            shutil.copy(ROOT / file, target / file)
