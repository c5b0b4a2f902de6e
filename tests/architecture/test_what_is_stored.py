"""Whoever adds a table says what is in it, for how long, and who sees it: in the README and to administrators."""

from bot.own_data.overview import KINDS
from models import Base
from tests.architecture.tree import ROOT

HEADING = "## What is stored, where, how long, who sees it\n"


def _section() -> str:
    return (ROOT / "README.md").read_text(encoding="utf-8").partition(HEADING)[2].partition("\n## ")[0]


def test_every_table_is_in_the_readme() -> None:
    section = _section()
    assert [name for name in Base.metadata.tables if f"`{name}`" not in section] == []


def test_administrators_are_told_of_every_table() -> None:
    assert set(KINDS) == set(Base.metadata.tables)


def test_the_readme_knows_the_numbers_that_are_followed() -> None:
    """The same in the README, in what admins read, and in the sheet of numbers."""
    section = _section()
    said = [how_long for _, how_long in KINDS.values() if any(sign.isdigit() for sign in how_long)]
    numbers = {word for words in said for word in words.replace(",", "").split() if word.isdigit()}
    assert {"180", "24", "60", "400", "30", "7", "15"} <= numbers
    assert [number for number in numbers if number not in section] == []
