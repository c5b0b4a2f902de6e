"""Which files have grown too long to be read in one go."""

from pathlib import Path, PurePosixPath

from tests.architecture.tree import ROOMS

LONGEST = 300


def too_long(root: Path) -> list[str]:
    """Every Python file above 300 lines; migrations and seed data, which nobody reads top to bottom, excepted."""
    files = [root / "app.py", *(file for room in (*ROOMS, "tests") for file in (root / room).rglob("*.py"))]
    return [
        f"{file.relative_to(root).as_posix()} has {lines} lines: find the idea inside that has its own name"
        for file in sorted(files)
        if file.exists() and not _excepted(PurePosixPath(file.relative_to(root).as_posix()))
        if (lines := len(file.read_text(encoding="utf-8").splitlines())) > LONGEST
    ]


def _excepted(path: PurePosixPath) -> bool:
    return path.is_relative_to("migrations/versions") or any(part.partition(".")[0] == "seed" for part in path.parts)
