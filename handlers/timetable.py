"""Everything the clock can trigger: ticks that look into the tables, the one place with APScheduler."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from slack_sdk.web.async_client import AsyncWebClient

from bot import asking, inbox, lunches, matching, nominations, own_data, people, personal_note, recognition
from bot.clock import Clocks
from bot.database import Database
from bot.pace import Limits
from handlers.directory import Directory
from handlers.postman.attempts import Patience
from handlers.team_channels import TeamChannels

log = structlog.get_logger(__name__)


async def ask_further(database: Database, clocks: Clocks) -> None:
    """Ask the next people wherever the time of the last ones has passed."""
    async with database.reading() as session:
        due = await asking.to_widen(session, now=clocks.now())
    for workspace_id, question_id in due:
        async with each_alone(question_id), database.transaction() as session:
            await asking.widen(session, workspace_id, question_id, now=clocks.now())


async def close_old_questions(database: Database, clocks: Clocks) -> None:
    """Close what stayed open for two weeks."""
    async with database.reading() as session:
        old = await asking.to_close(session, now=clocks.now())
    for workspace_id, question_id in old:
        async with each_alone(question_id), database.transaction() as session:
            await asking.close(session, workspace_id, question_id, now=clocks.now())


async def see_off_who_left(database: Database, clocks: Clocks) -> None:
    """Let others take over from people who take part no longer, however we came to know."""
    async with database.reading() as session:
        gone = await asking.to_see_off(session)
    for workspace_id, member_id in gone:
        async with each_alone(member_id), database.transaction() as session:
            found = await people.members(session, workspace_id, [member_id])
            await asking.member_left(session, found[member_id], now=clocks.now())


async def remind_of_lunches(database: Database, clocks: Clocks) -> None:
    """Owe the reminders of lunch-and-learns whose moment has come, each once in all replicas."""
    async with database.reading() as session:
        due = await lunches.to_remind(session, now=clocks.now())
    for one in due:
        async with each_alone(one.lunch_id), database.transaction() as session:
            await lunches.remind(session, one, now=clocks.now())


async def end_what_nobody_holds(database: Database, clocks: Clocks) -> None:
    """Cancel lunch-and-learns whose hosts left."""
    async with database.reading() as session:
        found = await lunches.without_host(session, now=clocks.now())
    for workspace_id, lunch_id in found:
        async with each_alone(lunch_id), database.transaction() as session:
            await lunches.end_without_host(session, workspace_id, lunch_id, now=clocks.now())


@asynccontextmanager
async def each_alone(row_id: int) -> AsyncIterator[None]:
    """Let a row that fails hold up no other; the next tick tries it again."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 (whatever is wrong with one, the others go on)
        log.error("not_moved_on", row=row_id, error=type(error).__name__)


async def end_old_nominations(database: Database, clocks: Clocks) -> None:
    """End what was suggested to somebody who did not answer in two weeks."""
    async with database.reading() as session:
        old = await nominations.to_expire(session, now=clocks.now())
    for workspace_id, nomination_id in old:
        async with each_alone(nomination_id), database.transaction() as session:
            await nominations.expire(session, workspace_id, nomination_id, now=clocks.now())


async def prompt_leads(database: Database, clocks: Clocks) -> None:
    """Take the weeks of leads whose Thursday at ten has come, each with what there is to say."""
    async with database.reading() as session:
        due = await recognition.to_prompt(session, now=clocks.now())
    for one in due:
        async with each_alone(one.lead_id), database.transaction() as session:
            await recognition.prompt(session, one, now=clocks.now())


async def owe_roundups(database: Database, clocks: Clocks) -> None:
    """Owe each team's shout-out whose time has come, once in all replicas."""
    async with database.reading() as session:
        due = await recognition.to_owe(session, now=clocks.now())
    for workspace_id, team_id in due:
        async with each_alone(team_id), database.transaction() as session:
            await recognition.owe(session, workspace_id, team_id, now=clocks.now())


async def owe_personal_notes(database: Database, clocks: Clocks) -> None:
    """Owe everybody their note of the week, where there is something to say."""
    async with database.reading() as session:
        due = await personal_note.to_owe(session, now=clocks.now())
    for workspace_id, member_id in due:
        async with each_alone(member_id), database.transaction() as session:
            await personal_note.owe(session, workspace_id, member_id, now=clocks.now())


async def tidy_inbox(database: Database, clocks: Clocks) -> None:
    """Blank old answers and forget old requests."""
    async with database.transaction() as session:
        await inbox.tidy(session, machine_now=clocks.machine_time())


async def clear_up_after_forgetting(database: Database, clocks: Clocks) -> None:
    """Let nothing remain of people who were forgotten, not even in the database's old pages."""
    async with database.transaction() as session:
        lately = await own_data.clear_up(session, now=clocks.now())
    if lately:
        await database.let_old_pages_go()


async def let_old_things_go(database: Database, clocks: Clocks) -> None:
    """Let go of what is older than it is kept."""
    async with database.transaction() as session:
        went = await own_data.let_old_things_go(session, now=clocks.now(), machine_now=clocks.machine_time())
    if went:
        await database.let_old_pages_go()


async def let_workspaces_go(database: Database, clocks: Clocks) -> None:
    """Let go of workspaces that took WhoKnows away."""
    async with database.transaction() as session:
        went = await own_data.let_workspaces_go(session, now=clocks.now())
    if went:
        await database.let_old_pages_go()


async def store_terms(database: Database, clocks: Clocks) -> None:
    """Store the words of answered questions as numbers, so that the next start need not take them apart."""
    await matching.store_terms(database)


async def look_after_indexes(database: Database, clocks: Clocks) -> None:
    """Free the memory of workspaces that nobody asks in, and of what is dead in the others."""
    matching.look_after_indexes(database, machine_now=clocks.machine_time())


@dataclass(frozen=True)
class Tick:
    """A function and how often it looks, in seconds."""

    look: Callable[[Database, Clocks], Awaitable[None]]
    every: int


TIMETABLE = (
    Tick(ask_further, 5),
    Tick(owe_roundups, 20),
    Tick(owe_personal_notes, 60),
    Tick(clear_up_after_forgetting, 30),
    Tick(let_old_things_go, 120),
    Tick(let_workspaces_go, 120),
    Tick(see_off_who_left, 30),
    Tick(end_what_nobody_holds, 30),
    Tick(remind_of_lunches, 20),
    Tick(close_old_questions, 600),
    Tick(end_old_nominations, 600),
    Tick(prompt_leads, 20),
    Tick(tidy_inbox, 300),
    Tick(store_terms, 60),
    Tick(look_after_indexes, 60),
)


def ticks(client: AsyncWebClient, limits: Limits, patience: Patience) -> tuple[Tick, ...]:
    """The whole timetable, with what asks Slack about people and channels."""
    directory = Directory(client, limits.directory, call=patience.call, lease=patience.lease)
    team_channels = TeamChannels(client, call=patience.call)
    return (*TIMETABLE, Tick(directory.read_on, 20), Tick(team_channels.look_again, 20))


class Timetable:
    """Ticks in every replica, without a leader: each function takes what is due from the tables.

    `looked_at` is when it last looked into any, in machine time.
    """

    def __init__(self, database: Database, clocks: Clocks, ticks: Sequence[Tick] = TIMETABLE) -> None:
        self._database = database
        self._clocks = clocks
        self._ticks = ticks
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._looking = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self.looked_at = clocks.machine_time()

    def start(self) -> None:
        """Begin to tick."""
        for tick in self._ticks:
            self._scheduler.add_job(
                self._look,
                "interval",
                args=[tick],
                seconds=tick.every,
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
            )
        self._scheduler.start()

    async def look_at_everything(self) -> None:
        """Do now what the next ticks would do; practice calls this after skipping ahead."""
        for tick in self._ticks:
            await self._look(tick)

    async def _look(self, tick: Tick) -> None:
        self.looked_at = self._clocks.machine_time()
        self._looking += 1
        self._idle.clear()
        try:
            await tick.look(self._database, self._clocks)
        except Exception as error:  # noqa: BLE001 (the next tick tries again)
            log.error("tick_failed", tick=tick.look.__name__, error=type(error).__name__)
        finally:
            self._looking -= 1
            if not self._looking:
                self._idle.set()

    async def stop(self, patience: float = 0.5) -> None:
        """Tick no more; a look that is under way may end within `patience` seconds, before it is cut off.

        One that is cut off in the middle of a statement leaves its connection to nobody.
        """
        self._scheduler.pause()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._idle.wait(), patience)
        self._scheduler.shutdown(wait=False)
