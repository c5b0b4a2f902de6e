"""`.env.example` explains every setting there is, and none that is not."""

import re

from dotenv import dotenv_values

from bot.settings import Settings
from tests.architecture.tree import ROOT

EXAMPLE = ROOT / ".env.example"


def test_every_setting_is_in_the_example() -> None:
    """Whoever adds a setting explains it there."""
    assert set(dotenv_values(EXAMPLE)) == {name.upper() for name in Settings.model_fields}


def test_every_setting_is_explained() -> None:
    """Each paragraph with a setting begins with what it is for."""
    paragraphs = [
        part for part in EXAMPLE.read_text(encoding="utf-8").split("\n\n") if re.search("^[A-Z_]+=", part, re.MULTILINE)
    ]

    assert [part for part in paragraphs if not part.startswith("# ")] == []


def test_the_example_itself_starts_the_practice_workspace() -> None:
    """A copy that nobody has filled in must behave as if it were not there."""
    assert Settings(_env_file=EXAMPLE) == Settings(_env_file=None)
