"""The command line of WhoKnows; `run` starts everything: in your Slack, or in a practice workspace without tokens.

Each command imports what it needs itself: all together takes a second, which `--help` and a refusal need not.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from bot import commands
from bot.clock import Clocks
from bot.errors import CannotStart
from bot.settings import Connection, Settings
from handlers import manifest
from handlers.logs import set_up_logging

cli = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def start() -> None:
    """Start with Slack when its tokens are there, in a practice workspace when none is."""
    settings = Settings.read()
    practising = settings.connection is Connection.PRACTICE
    if practising:
        from handlers.rehearsal import run_practice as run_it
    else:
        from handlers.starting import run_with_slack as run_it
    set_up_logging(settings.log_level)
    asyncio.run(run_it(settings))


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
        settings = Settings.read()
        from migrations import running

        asyncio.run(running.upgrade(settings.database_url))
        typer.echo("The database is up to date.")


@cli.command()
def backup(
    path: Annotated[Path, typer.Argument(help="The file to write, or a folder for a file named by the time.")] = Path(),
) -> None:
    """Copy the database into a file, checked, while WhoKnows goes on working."""
    from migrations import backups

    with told_plainly():
        made = backups.back_up(Settings.read().database_url, path, now=Clocks().machine_time())
        typer.echo(f"Backed up to {made} and checked.")


@cli.command()
def restore(path: Annotated[Path, typer.Argument(help="A file that `backup` wrote.")]) -> None:
    """Put a backup in the database's place; the database as it is now is kept beside it."""
    from migrations import backups

    with told_plainly():
        asyncio.run(backups.restore(Settings.read().database_url, path, now=Clocks().machine_time(), say=typer.echo))


@cli.command()
def why(
    question: Annotated[str, typer.Argument(help="The question, in quotes.")],
    workspace: Annotated[str | None, typer.Option(help="Its Slack id, where there are several.")] = None,
) -> None:
    """Show who would be asked, with every signal and reason: for whoever wonders how people are found."""
    with told_plainly():
        settings = Settings.read()
        from handlers import explaining

        set_up_logging("WARNING")
        for line in asyncio.run(explaining.why(settings, question, workspace)):
            typer.echo(line)


@cli.command("manifest")
def print_manifest(
    url: Annotated[str | None, typer.Option(help="The public https address of WhoKnows, for HTTP mode.")] = None,
    command: Annotated[
        list[str] | None, typer.Option(help="Rename a command that another app has already: kudos=thanks.")
    ] = None,
) -> None:
    """Print what to paste at api.slack.com/apps; with --url for HTTP instead of Socket Mode."""
    with told_plainly():
        if url is not None and not url.startswith("https://"):
            raise CannotStart("Slack talks to https addresses only, like https://whoknows.your-company.com")
        renamed = Settings.read().renamed_commands
        if command:
            renamed = _renamings(",".join(command))
            pairs = ",".join(f"{ours[1:]}={new[1:]}" for ours, new in renamed.items())
            typer.echo(f"Put this line into .env, so that WhoKnows answers to it:\nRENAMED_COMMANDS={pairs}", err=True)
    typer.echo(manifest.as_text(renamed) if url is None else manifest.for_http(url, renamed), nl=False)


def _renamings(written: str) -> dict[str, str]:
    try:
        return commands.renamings(written)
    except ValueError as wrong:
        raise CannotStart(str(wrong)) from None


@cli.command()
def check() -> None:
    """Look at tokens, scopes, database, migrations and clock, and say what to do about each."""
    with told_plainly():
        settings = Settings.read()
        from handlers.checking import check_everything

        set_up_logging(settings.log_level)
        findings = asyncio.run(check_everything(settings, Clocks()))
    for finding in findings:
        typer.echo(f"{'ok  ' if finding.is_good else 'MEND'}  {finding.name}: {finding.seen}")
        if finding.what_to_do:
            typer.echo(f"      {finding.what_to_do}")
    if not all(finding.is_good for finding in findings):
        raise typer.Exit(1)


if __name__ == "__main__":
    cli()
