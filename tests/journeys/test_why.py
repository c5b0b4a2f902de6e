"""`app.py why`: whoever runs WhoKnows sees how people are found, with the signals and the reasons."""

import asyncio
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from bot.clock import Clocks
from bot.errors import CannotStart
from bot.settings import Settings
from handlers import explaining
from models import Level
from tests.bot.opening import open_database
from tests.databases import ROOT
from tests.factories import a_member, a_workspace, an_answered_question, an_expert

QUESTION = "How do I read a Terraform plan?"


def run_why(folder: Path, database_url: str, *arguments: str) -> tuple[int, str]:
    """Run the command as a person would; gives its exit code and all that it printed."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "app.py"), "why", *arguments],
        cwd=folder,
        env={**os.environ, "DATABASE_URL": database_url},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


async def why(database_url: str, workspace: str | None = None, question: str = QUESTION) -> str:
    """What the command prints, without a process of its own."""
    settings = Settings(database_url=database_url)
    try:
        return "\n".join(await explaining.why(settings, question, workspace))
    except CannotStart as reason:
        return str(reason)


async def _live(database_url: str, *slack_ids: str) -> None:
    """Workspaces in which Bo helped with Terraform, and Chi lists it and has paused."""
    database, now = open_database(database_url), Clocks().now()
    async with database.transaction() as session:
        for slack_id in slack_ids:
            workspace = await a_workspace(session, slack_id=slack_id)
            ana = await a_member(session, workspace, "Ana Ruiz")
            bo = await an_expert(session, workspace, "Bo Larsen", ["Terraform"], level=Level.CAN_TEACH)
            asked = "Who can read this Terraform plan with me?"
            await an_answered_question(session, ana, bo, asked, now=now - timedelta(days=9))
            await an_expert(session, workspace, "Chi Okafor", ["Terraform"], paused_until=now + timedelta(days=3))
    await database.close()


async def test_a_ranking_is_told_with_signals_and_reasons(tmp_path: Path, database_url: str) -> None:
    await _live(database_url, "T0ONE")
    code, told = await asyncio.to_thread(run_why, tmp_path, database_url, QUESTION)
    assert code == 0
    first, bo, chi = told.split("\n\n")
    assert first == "It names Terraform; one past question is like it."
    assert bo.startswith("1. Bo Larsen: ")
    assert "recent vote 1.00, lasting vote 1.00, label 1.00" in bo
    assert "lists Terraform (can teach)" in bo
    assert "helped with one question like it about Terraform, the last on " in bo
    assert chi.startswith("2. Chi Okafor: ")
    assert "not asked: has paused" in chi

    told = await why(database_url, question="Qui parle italien ?")
    assert told.endswith("Nobody fits: an open card would be offered instead.")


async def test_several_workspaces_are_told_apart(tmp_path: Path, database_url: str) -> None:
    await _live(database_url, "T0ONE", "T0TWO")
    assert await why(database_url) == "Say which workspace with --workspace: T0ONE, T0TWO."
    assert await why(database_url, "T0X") == "No workspace T0X here. There is T0ONE, T0TWO."
    chosen = ("--workspace", "T0TWO")
    assert (await asyncio.to_thread(run_why, tmp_path, database_url, QUESTION, *chosen))[0] == 0


async def test_without_anybody_there_is_a_plain_sentence(database_url: str) -> None:
    told = await why(database_url)
    assert "\n" not in told
    assert told.startswith("Nobody uses WhoKnows in this database yet.")


async def test_a_database_without_tables_is_not_touched(tmp_path: Path, empty_database_url: str) -> None:
    code, told = await asyncio.to_thread(run_why, tmp_path, empty_database_url, QUESTION)
    assert code == 1
    assert told == "The database is not at this version: run `app.py migrate`, or look with `app.py check`.\n"
