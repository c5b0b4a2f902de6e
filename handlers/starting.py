"""Starting with Slack: the house is opened, Slack is heard the way the tokens allow, until somebody stops it."""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager

import typer
from slack_sdk.errors import SlackApiError

from bot.clock import Clocks
from bot.errors import CannotStart
from bot.settings import Connection, Settings
from handlers import calendar_feed, pages, socket_mode
from handlers import house as houses
from handlers.answering.installations import NotInstalled
from handlers.health import Health
from handlers.house import House
from migrations import running as migrations


def health_of(house: House) -> Health:
    """What a watching machine may ask of an open house."""
    looked = {"postman": lambda: house.postman.looked_at, "timetable": lambda: house.timetable.looked_at}
    return Health(lambda: migrations.is_current(house.database.engine), looked, Clocks().machine_time)


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
    """Connect to Slack and work until stopped; raises CannotStart with what is wrong and what to do."""
    _feeds_need_a_port(settings)
    await migrations.prepare(settings.database_url)
    try:
        with stopping() as stop:
            async with houses.opened(settings, Clocks()) as house:
                await _hear_slack(house, settings, stop)
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


def _feeds_need_a_port(settings: Settings) -> None:
    if settings.public_url and settings.connection is Connection.SOCKET_MODE and settings.health_port is None:
        raise CannotStart(
            "PUBLIC_URL is set, so people can have calendar feeds, but in Socket Mode no port is open for them. "
            "Set HEALTH_PORT, and let your proxy hand /calendar/ on to it; or unset PUBLIC_URL."
        )


async def _hear_slack(house: House, settings: Settings, stop: asyncio.Event) -> None:
    """Hear Slack the way the tokens allow, and say which."""
    name = house.workspace.name
    health = health_of(house)
    feeds = calendar_feed.reading(house.database, Clocks()) if settings.public_url else None
    async with AsyncExitStack() as closing:
        if settings.connection is Connection.HTTP:
            served = pages.served(house.bolt, settings.host, settings.port, health, feeds)
            address = await closing.enter_async_context(served)
            typer.echo(f"WhoKnows works in {name} and hears Slack at {address}. Stop it with Ctrl+C.")
        else:
            if settings.slack_signing_secret:
                typer.echo("SLACK_APP_TOKEN is set, so Socket Mode is used; SLACK_SIGNING_SECRET is not needed for it.")
            if settings.health_port is not None:
                served = pages.health_served(health, settings.host, settings.health_port, feeds)
                typer.echo(f"How WhoKnows is can be read at {await closing.enter_async_context(served)}.")
            token = settings.slack_app_token.get_secret_value() if settings.slack_app_token else ""
            await closing.enter_async_context(socket_mode.connected(house.bolt, token, settings.slack_api_url))
            typer.echo(f"WhoKnows works in {name} over Socket Mode. Stop it with Ctrl+C.")
        await stop.wait()
        await house.finish()
