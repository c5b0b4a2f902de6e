"""A workspace where another app has /kudos and /skills already."""

import os
import subprocess
import sys
from collections.abc import AsyncIterator

import pytest

from bot import commands
from tests.databases import ROOT
from tests.journeys.town import Town, a_town

RENAMED = {"/kudos": "/thanks", "/skills": "/can"}

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
async def town(database_url: str) -> AsyncIterator[Town]:
    """A town whose manifest and settings call two commands otherwise."""
    async with a_town(database_url, renamed=RENAMED) as opened:
        yield opened
        assert not opened.practice.world.findings
    commands.rename({})


async def test_the_new_names_work_and_are_the_ones_people_read(town: Town) -> None:
    """In help, in what was probably meant, and in refusals; the old names are nobody's."""
    ana, bo = town.person("ana"), town.person("bo")
    assert "Terraform" in (await bo.types("/can add Terraform")).text
    for typed in ("/whoknows help", "/whoknows skill", "/can help", "/can remove", "/thanks help", "/whoknows"):
        said = (await ana.types(typed)).text
        assert not [name for name in RENAMED if f"{name} " in said or f"{name}`" in said], said
    assert "/can" in (await ana.types("/whoknows skill")).text
    assert "/thanks" in (await ana.types("/thanks @bo")).text
    assert town.practice.command("/kudos") is None
    assert "Thank" in (await ana.opens("/thanks")).title
    await ana.types("/thanks @bo for the time you took")
    assert "for the time you took" in bo.messages[-1].text


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["--command", "kudos=thanks"], 0, "RENAMED_COMMANDS=kudos=thanks"),
        (["--command", "kudos=thanks", "--url", "https://a.example"], 0, "command: /thanks"),
        (["--command", "kudos=skills"], 1, "Two commands would be called /skills"),
        (["--command", "kudos=Thanks"], 1, "lower-case"),
    ],
)
def test_the_manifest_is_printed_with_the_new_name(words: list[str], code: int, told: str, database_url: str) -> None:
    """And with the line for .env beside it; what cannot be is one sentence."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "app.py"), "manifest", *words],
        env={**os.environ, "DATABASE_URL": database_url}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, told in done.stdout + done.stderr) == (code, True), done
    assert "Traceback" not in done.stderr
    if not code:
        assert "- command: /thanks" in done.stdout
        assert "/kudos" not in done.stdout
