"""The rehearsal: a practice workspace on this computer with a whole WhoKnows in it, and ninety days of its history."""

import asyncio
import errno
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import typer
from pydantic import SecretStr

from bot import commands, people, sample_history
from bot.clock import Clocks
from bot.commands import here
from bot.errors import CannotStart
from bot.people import Profile
from bot.settings import Settings
from handlers import calendar_feed, manifest, pages, socket_mode
from handlers import house as houses
from handlers.house import House
from handlers.starting import stopping
from migrations import running as migrations
from practice.server import Practice
from practice.try_this import WHOKNOWS_RAIL, Step

PRACTICE_PORT = 8300
WELCOME = """
No Slack tokens found, so here is a practice workspace with eight made-up people.

   Open  {address}

Nothing leaves this computer. To connect your real Slack, see README.md. (Stop with Ctrl+C)
"""


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

    async def read_feed(secret: str) -> str | None:
        for house in rehearsal:
            return await calendar_feed.reading(house.database, Clocks(now=practice.clock.now))(secret)
        return None

    commands.rename(settings.renamed_commands)
    practice = await on_a_free_port(
        lambda port: Practice(
            port=port,
            manifest=manifest.manifest(settings.renamed_commands),
            on_start_over=start_over,
            on_skip=skipped,
            rail=rail(),
            own_pages=[pages.calendar(read_feed)],
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


def rail() -> list[Step]:
    """The steps to try, with the names that commands have here."""
    return [
        replace(step, types=here(step.types), done=[(kind, here(name)) for kind, name in step.done])
        for step in WHOKNOWS_RAIL
    ]


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
            "public_url": practice.address,
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
