"""Starts WhoKnows: settings, database, routes, timetable, Slack or the practice workspace; and its command line."""

import asyncio
import errno
import logging
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import structlog
import typer
from pydantic import SecretStr
from slack_sdk.errors import SlackApiError

from bot import people, sample_history
from bot.clock import Clocks
from bot.errors import CannotStart
from bot.people import Profile
from bot.settings import Connection, Settings, SettingsIncomplete
from handlers import house as houses
from handlers import manifest, pages, socket_mode
from handlers.answering.installations import NotInstalled
from handlers.checking import Finding, check_slack
from handlers.house import House
from migrations import running as migrations
from migrations.running import CHECK_ADDRESS, WHAT_TO_DO
from practice.server import Practice
from practice.try_this import WHOKNOWS_RAIL

PRACTICE_PORT = 8300
WELCOME = """
No Slack tokens found, so here is a practice workspace with eight made-up people.

   Open  {address}

Nothing leaves this computer. To connect your real Slack, see README.md. (Stop with Ctrl+C)
"""

cli = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def set_up_logging(level: str) -> None:
    """Our own log lines at `level`; libraries speak of failures only, and Slack's not at all.

    Bolt and the SDK quote requests, with what people typed in them; what matters of theirs is logged by us.
    """
    handler = logging.StreamHandler()
    handler.addFilter(lambda record: not record.name.startswith(("slack_bolt", "slack_sdk")))
    logging.basicConfig(level=logging.ERROR, format="%(levelname)s %(name)s %(message)s", handlers=[handler])
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


@contextmanager
def stopping() -> Iterator[asyncio.Event]:
    """An event that Ctrl+C or a termination signal sets."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    try:
        yield stop
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)


async def run_with_slack(settings: Settings) -> None:
    """Connect to Slack and work until stopped."""
    await migrations.prepare(settings.database_url)
    try:
        with stopping() as stop:
            async with houses.opened(settings, Clocks()) as house:
                await hear_slack(house, settings, stop)
    except SlackApiError as refusal:
        raise CannotStart(
            f"Slack refuses SLACK_BOT_TOKEN ({refusal.response.get('error')}). Copy it again from api.slack.com/apps "
            "under OAuth & Permissions, Bot User OAuth Token."
        ) from None
    except NotInstalled:
        raise CannotStart(
            f"{settings.slack_api_url} did not answer, and this database knows no workspace yet. "
            "Check this computer's network, then start again."
        ) from None


async def hear_slack(house: House, settings: Settings, stop: asyncio.Event) -> None:
    """Hear Slack the way the tokens allow, and say which."""
    name = house.workspace.name
    if settings.connection is Connection.HTTP:
        async with pages.served(house.bolt, settings.host, settings.port) as address:
            typer.echo(f"WhoKnows works in {name} and hears Slack at {address}. Stop it with Ctrl+C.")
            await stop.wait()
            await house.finish()
        return
    if settings.slack_signing_secret:
        typer.echo("SLACK_APP_TOKEN is set, so Socket Mode is used; SLACK_SIGNING_SECRET is not needed for it.")
    token = settings.slack_app_token.get_secret_value() if settings.slack_app_token else ""
    async with socket_mode.connected(house.bolt, token, settings.slack_api_url):
        typer.echo(f"WhoKnows works in {name} over Socket Mode. Stop it with Ctrl+C.")
        await stop.wait()
        await house.finish()


async def run_practice(settings: Settings) -> None:
    """Open a practice workspace on this computer and work in it until stopped, or until it is started over."""
    rehearsal: list[House] = []
    again, ready = asyncio.Event(), asyncio.Event()

    async def start_over() -> None:
        ready.clear()
        again.set()
        await ready.wait()

    async def skipped() -> None:
        for house in rehearsal:
            await house.timetable.look_at_everything()
            house.postman.wake()

    practice = await on_a_free_port(
        lambda port: Practice(
            port=port, manifest=manifest.manifest(), on_start_over=start_over, on_skip=skipped, rail=WHOKNOWS_RAIL
        ),
        settings.port if "port" in settings.model_fields_set else PRACTICE_PORT,
    )
    told = False
    with stopping() as stop:
        try:
            while not stop.is_set():
                again.clear()
                with tempfile.TemporaryDirectory(prefix="whoknows-practice-") as folder:
                    own = settings_for(practice, settings, Path(folder))
                    await migrations.upgrade(own.database_url)
                    async with houses.opened(own, Clocks(now=practice.clock.now)) as house:
                        await furnish(house, practice)
                        async with socket_mode.connected(house.bolt, practice.app_token, practice.api_url) as heard:
                            await heard.first_connection()
                            rehearsal[:] = [house]
                            typer.echo("Started over." if told else WELCOME.format(address=practice.address))
                            told = True
                            ready.set()
                            await first_of(stop, again)
                            rehearsal.clear()
                            await house.finish()
        finally:
            ready.set()
            await practice.stop()


async def on_a_free_port(make: Callable[[int], Practice], first: int) -> Practice:
    """The practice workspace on this port, or on the next free one."""
    for port in range(first, first + 100):
        practice = make(port)
        try:
            await practice.start()
        except OSError as taken:
            if taken.errno != errno.EADDRINUSE:
                raise
        else:
            return practice
    raise CannotStart(f"All ports from {first} to {first + 99} are taken. Set PORT to a free one.")


def settings_for(practice: Practice, settings: Settings, folder: Path) -> Settings:
    """The settings of a rehearsal: its own database, which is thrown away, and its own tokens."""
    return settings.model_copy(
        update={
            "database_url": f"sqlite+aiosqlite:///{folder / 'practice.db'}",
            "slack_bot_token": SecretStr(practice.bot_token),
            "slack_app_token": SecretStr(practice.app_token),
            "slack_api_url": practice.api_url,
        }
    )


async def furnish(house: House, practice: Practice) -> None:
    """Introduce the made-up people and give them ninety days of history."""
    now = practice.clock.now()
    members = {}
    async with house.database.transaction() as session:
        for person in practice.world.people.values():
            if not person.is_bot:
                profile = Profile(
                    person.id, person.real_name.split()[0], person.title, person.tz, is_admin=person.is_admin
                )
                member = await people.remember(session, house.workspace, profile, now=now)
                members[person.handle] = member.id
    await sample_history.write(house.database, house.workspace.id, members, now=now)


async def first_of(*events: asyncio.Event) -> None:
    """Wait for whichever comes first."""
    waiting = [asyncio.create_task(event.wait()) for event in events]
    await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    for task in waiting:
        task.cancel()


def start() -> None:
    """Start with Slack when its tokens are there, in a practice workspace when none is."""
    settings = Settings.read()
    set_up_logging(settings.log_level)
    practising = settings.connection is Connection.PRACTICE
    asyncio.run(run_practice(settings) if practising else run_with_slack(settings))


@contextmanager
def told_plainly() -> Iterator[None]:
    """Say why something cannot be done, and end with 1."""
    try:
        yield
    except CannotStart as reason:
        typer.echo(str(reason), err=True)
        raise typer.Exit(1) from None


@cli.callback(invoke_without_command=True)
def whoknows(context: typer.Context) -> None:
    """Bring questions to the right willing colleague in Slack.

    Without Slack tokens this opens a practice workspace on this computer. With SLACK_BOT_TOKEN and SLACK_APP_TOKEN (or
    SLACK_SIGNING_SECRET for HTTP) in the environment or in .env it works in your Slack. .env.example explains each
    setting, README.md the way there step by step.
    """
    if context.invoked_subcommand is None:
        run()


@cli.command()
def run() -> None:
    """Start WhoKnows; the same as no command at all."""
    with told_plainly():
        start()


@cli.command()
def migrate() -> None:
    """Bring the database of DATABASE_URL to this version."""
    with told_plainly():
        asyncio.run(migrations.upgrade(Settings.read().database_url))
        typer.echo("The database is up to date.")


@cli.command("manifest")
def print_manifest(
    url: Annotated[str | None, typer.Option(help="The public https address of WhoKnows, for HTTP mode.")] = None,
) -> None:
    """Print what to paste at api.slack.com/apps; with --url for HTTP instead of Socket Mode."""
    if url is None:
        typer.echo(manifest.FILE.read_text(encoding="utf-8"), nl=False)
        return
    with told_plainly():
        if not url.startswith("https://"):
            raise CannotStart("Slack talks to https addresses only, like https://whoknows.your-company.com")
        typer.echo(manifest.for_http(url), nl=False)


@cli.command()
def check() -> None:
    """Look at tokens, scopes, database, migrations and clock, and say what to do about each."""
    with told_plainly():
        findings = asyncio.run(look_at_everything(Settings.read()))
    for finding in findings:
        typer.echo(f"{'ok  ' if finding.is_good else 'MEND'}  {finding.name}: {finding.seen}")
        if finding.what_to_do:
            typer.echo(f"      {finding.what_to_do}")
    if not all(finding.is_good for finding in findings):
        raise typer.Exit(1)


async def look_at_everything(settings: Settings) -> list[Finding]:
    """Everything that `check` looks at."""
    set_up_logging(settings.log_level)
    try:
        schema = await migrations.standing(settings.database_url)
        found = [Finding("database", schema.value, WHAT_TO_DO.get(schema, ""))]
    except Exception as wrong:  # noqa: BLE001 (whatever a database can be wrong with, it is told)
        found = [Finding("database", f"can't be opened ({type(wrong).__name__})", CHECK_ADDRESS)]
    try:
        connection = settings.connection
    except SettingsIncomplete as incomplete:
        return [*found, Finding("tokens", "incomplete", str(incomplete))]
    if connection is Connection.PRACTICE:
        return [*found, Finding("tokens", "none, so WhoKnows will open a practice workspace")]
    return [*found, *await check_slack(settings, Clocks(), manifest.scopes())]


if __name__ == "__main__":
    cli()
