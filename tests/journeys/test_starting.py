"""Starting WhoKnows as a person would: by its command line, in a process of its own."""

import asyncio
import os
import re
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from handlers import manifest
from practice import interact
from practice.server import Practice

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30


def _environment(folder: Path, **settings: str) -> dict[str, str]:
    ours = ("SLACK_", "DATABASE_URL", "HOST", "PORT", "LOG_LEVEL")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**kept, "DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'whoknows.db'}", **settings}


async def _run(folder: Path, *words: str, **settings: str) -> tuple[int, str]:
    """Run a command to its end; gives its exit code and all it printed."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(ROOT / "app.py"), *words, cwd=folder, env=_environment(folder, **settings),
        stdout=PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    async with asyncio.timeout(PATIENCE):
        printed, _ = await process.communicate()
    return process.returncode or 0, printed.decode()


@asynccontextmanager
async def _started(folder: Path, until: str, **settings: str) -> AsyncIterator[tuple[Process, str]]:
    """Start WhoKnows and wait until it says something; Ctrl+C ends it cleanly within seconds."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(ROOT / "app.py"), cwd=folder, env=_environment(folder, **settings),
        stdout=PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    printed = ""
    try:
        assert process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            while not re.search(until, printed):
                line = (await process.stdout.readline()).decode()
                assert line, f"ended without saying {until!r}: {printed}"
                printed += line
        yield process, printed
        if process.returncode is None:
            process.send_signal(signal.SIGINT)
        async with asyncio.timeout(8):
            rest = (await process.stdout.read()).decode()
            assert await process.wait() == 0
        assert "Traceback" not in rest, rest
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


@pytest.fixture
async def slack() -> AsyncIterator[Practice]:
    """A Slack that another process can connect to."""
    practice = Practice(manifest=manifest.manifest())
    await practice.start()
    yield practice
    await practice.stop()


def _tokens(practice: Practice) -> dict[str, str]:
    return {"SLACK_API_URL": practice.api_url, "SLACK_BOT_TOKEN": practice.bot_token}


async def test_without_tokens_a_practice_workspace_opens_and_a_second_one_beside_it(tmp_path: Path) -> None:
    """Each at the printed address, the second on the next free port; the people have a history."""
    async with _started(tmp_path, "Stop with Ctrl") as (_, first), _started(tmp_path, "Stop with Ctrl") as (_, second):
        addresses = [str(re.search(r"http://127\.0\.0\.1:\d+", said)[0]) for said in (first, second)]  # type: ignore[index]
        assert len(set(addresses)) == 2
        async with aiohttp.ClientSession() as browser:
            for address in addresses:
                page = await (await browser.get(address)).text()
                assert "Practice workspace" in page
                async with browser.get(f"{address}/calendar/{'x' * 43}.ics") as answer:
                    assert answer.status == 404
    assert not (tmp_path / "whoknows.db").exists()


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN is missing"),
        ({"SLACK_APP_TOKEN": "xapp-1"}, "SLACK_BOT_TOKEN is missing"),
        ({"SLACK_SIGNING_SECRET": "secret"}, "SLACK_BOT_TOKEN is missing"),
        ({"SLACK_BOT_TOKEN": "nonsense", "SLACK_APP_TOKEN": "xapp-1"}, "should start with xoxb-"),
        ({"PORT": "many"}, "PORT"),
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL must be"),
        ({"PUBLIC_URL": "http://whoknows.example"}, "PUBLIC_URL is an https address"),
        (
            {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "PUBLIC_URL": "https://whoknows.example"},
            "Set HEALTH_PORT",
        ),
    ],
)
async def test_half_a_configuration_is_one_sentence_and_never_practice(
    tmp_path: Path, settings: dict[str, str], told: str
) -> None:
    """Which is missing, and where to get it; no secret is printed."""
    code, printed = await _run(tmp_path, **settings)
    assert code == 1
    assert told in printed
    assert "Traceback" not in printed
    assert "nonsense" not in printed


async def test_socket_mode_and_the_stored_workspace_when_slack_is_down(tmp_path: Path, slack: Practice) -> None:
    """All three tokens mean Socket Mode, which is said; with Slack down at a later start, we start all the same."""
    tokens = {**_tokens(slack), "SLACK_APP_TOKEN": slack.app_token, "SLACK_SIGNING_SECRET": slack.signing_secret}
    async with _started(tmp_path, "over Socket Mode", **tokens) as (_, printed):
        assert "SLACK_SIGNING_SECRET is not needed" in printed
        while not slack.is_connected:
            await slack.world.changed(slack.world.revision)
        outcome = await interact.run_command(slack, "U0ANA", "C0GENERAL", "/skills add Terraform")
        assert "Terraform" in str(outcome.payload)
    slack.faults.add("error_500", method="auth.test", times=None)
    async with _started(tmp_path, "over Socket Mode", **tokens):
        pass


async def test_signed_http(tmp_path: Path, slack: Practice) -> None:
    """Bot token and signing secret; an unsigned request is turned away."""
    tokens = {**_tokens(slack), "SLACK_SIGNING_SECRET": slack.signing_secret, "PORT": "0"}
    async with _started(tmp_path, "hears Slack at", **tokens) as (_, printed):
        address = str(re.search(r"http://\S+/slack/events", printed)[0])  # type: ignore[index]
        slack.deliver_over_http(address)
        outcome = await interact.run_command(slack, "U0ANA", "C0GENERAL", "/skills add Terraform")
        assert "Terraform" in str(outcome.payload)
        unsigned = {"command": "/skills"}
        async with aiohttp.ClientSession() as stranger, stranger.post(address, data=unsigned) as turned_away:
            assert turned_away.status == 401


async def test_slack_unknown_or_refusing_is_one_sentence(tmp_path: Path, slack: Practice) -> None:
    """A wrong token, and an address where nobody answers."""
    wrong = {"SLACK_API_URL": slack.api_url, "SLACK_BOT_TOKEN": "xoxb-wrong", "SLACK_APP_TOKEN": "xapp-wrong"}
    code, printed = await _run(tmp_path, **wrong)
    assert (code, "invalid_auth" in printed) == (1, True)
    code, printed = await _run(tmp_path, **{**wrong, "SLACK_API_URL": "http://127.0.0.1:9/api/"})
    assert (code, "did not answer" in printed) == (1, True)
    assert "Traceback" not in printed


async def test_check_says_what_is_good_and_what_to_mend(tmp_path: Path, sqlite_url: str, slack: Practice) -> None:
    """Tokens, scopes, database, migrations and clock, each with what to do."""
    tokens = {**_tokens(slack), "SLACK_APP_TOKEN": slack.app_token}
    code, printed = await _run(tmp_path, "check", **tokens)
    assert (code, "MEND" in printed) == (0, False), printed
    for name in ("database", "bot token", "scopes", "clock", "app-level token"):
        assert f"ok    {name}" in printed

    code, printed = await _run(tmp_path, "check", **{**tokens, "SLACK_BOT_TOKEN": "xoxb-wrong"})
    assert (code, "invalid_auth" in printed) == (1, True)

    slack.faults.missing_scopes.add("dnd:read")
    code, printed = await _run(tmp_path, "check", **tokens)
    assert (code, "missing: dnd:read" in printed) == (1, True)
    assert "reinstall" in printed


async def test_an_old_or_newer_schema_is_said_in_words(tmp_path: Path, slack: Practice) -> None:
    """`check` and the start both say what to do, and `migrate` does it."""
    tokens = {**_tokens(slack), "SLACK_APP_TOKEN": slack.app_token}
    code, printed = await _run(tmp_path, "check", DATABASE_URL="postgresql+asyncpg://nobody@127.0.0.1:9/none")
    assert (code, "Check DATABASE_URL" in printed) == (1, True)
    await _stamp(tmp_path, "made-by-the-future")
    code, printed = await _run(tmp_path, **tokens)
    assert (code, "newer WhoKnows" in printed) == (1, True)


async def test_migrate_says_in_a_sentence_why_it_cannot(tmp_path: Path) -> None:
    """A database that is down, an address that is none, and one of a newer version."""
    for address in ("postgresql+asyncpg://nobody@127.0.0.1:9/none", "mysql://127.0.0.1/none", "nonsense"):
        code, printed = await _run(tmp_path, "migrate", DATABASE_URL=address)
        assert (code, "Traceback" in printed, "DATABASE_URL" in printed) == (1, False, True), printed
    await _stamp(tmp_path, "made-by-the-future")
    code, printed = await _run(tmp_path, "migrate")
    assert (code, "Traceback" in printed, "newer WhoKnows" in printed) == (1, False, True), printed


async def test_replicas_that_start_together_on_an_empty_database_all_find_its_tables(
    tmp_path: Path, empty_postgresql_url: str
) -> None:
    """One of them makes the tables; the others wait for it. Held at the first table, all are there to race."""
    engine = create_async_engine(empty_postgresql_url)
    async with (
        engine.connect() as starter,
        engine.execution_options(isolation_level="AUTOCOMMIT").connect() as onlooker,
    ):
        await starter.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        migrations = [
            asyncio.create_task(_run(tmp_path, "migrate", DATABASE_URL=empty_postgresql_url)) for _ in range(3)
        ]
        async with asyncio.timeout(PATIENCE):
            while await onlooker.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")) != 3:  # noqa: ASYNC110 (it tells nobody)
                await asyncio.sleep(0.02)
        await starter.rollback()
        ends = await asyncio.gather(*migrations)
    await engine.dispose()
    assert [code for code, _ in ends] == [0] * 3, ends


@pytest.mark.parametrize("transport", ["http", "socket"])
async def test_it_ends_within_seconds_while_slack_hangs(tmp_path: Path, slack: Practice, transport: str) -> None:
    """Whatever is under way: deliveries, answers, requests."""
    ways = {"http": {"SLACK_SIGNING_SECRET": slack.signing_secret, "PORT": "0"}}
    tokens = {**_tokens(slack), **ways.get(transport, {"SLACK_APP_TOKEN": slack.app_token})}
    async with _started(tmp_path, "Stop it with Ctrl", **tokens) as (process, printed):
        if transport == "http":
            slack.deliver_over_http(str(re.search(r"http://\S+/slack/events", printed)[0]))  # type: ignore[index]
        while not slack.is_connected:
            await slack.world.changed(slack.world.revision)
        slack.faults.add("slow", method="*", seconds=9, times=None)
        await interact.open_home(slack, "U0ANA")
        outcome = await interact.run_command(slack, "U0BO", "C0GENERAL", "/kudos @ana for the rollback")
        assert outcome.answered
        asking = asyncio.create_task(interact.run_command(slack, "U0CHI", "C0GENERAL", "/askexpert"))
        await asyncio.sleep(0.1)
        started = asyncio.get_running_loop().time()
        process.send_signal(signal.SIGTERM)
        await process.wait()
        assert asyncio.get_running_loop().time() - started < 6.5
        await asking


async def _stamp(folder: Path, revision: str) -> None:
    import aiosqlite

    async with aiosqlite.connect(folder / "whoknows.db") as database:
        await database.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        await database.execute("INSERT INTO alembic_version (version_num) VALUES (?)", (revision,))
        await database.commit()


async def test_help_and_manifest(tmp_path: Path) -> None:
    """The help teaches; the manifest is printed for both ways to Slack."""
    code, printed = await _run(tmp_path, "--help")
    assert code == 0
    for word in ("check", "migrate", "manifest", "run", "SLACK_BOT_TOKEN"):
        assert word in printed
    code, printed = await _run(tmp_path, "manifest", "--url", "https://whoknows.example")
    assert "https://whoknows.example/slack/events" in printed
    code, printed = await _run(tmp_path, "manifest", "--url", "ftp://whoknows.example")
    assert (code, "https" in printed) == (1, True)
