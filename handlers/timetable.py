"""Everything the clock can trigger: ticks that look into the tables, the one place with APScheduler."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from slack_sdk.web.async_client import AsyncWebClient

from bot import (
    asking,
    inbox,
    lunch_wishes,
    lunches,
    matching,
    nominations,
    own_data,
    personal_note,
    preparation,
    recognition,
)
from bot.clock import Clocks
from bot.database import Database, Session
from bot.pace import Limits
from handlers.directory import Directory
from handlers.postman.attempts import Patience
from handlers.team_channels import TeamChannels

log = structlog.get_logger(__name__)


Look = Callable[[Database, Clocks], Awaitable[None]]
Finds = Callable[..., Awaitable[Sequence[Any]]]
MovesOn = Callable[..., Awaitable[object]]


def one_by_one(find: Finds, move_on: MovesOn) -> Look:
    """A look that finds what is due and moves each on in a transaction of its own.

    `find` gives tuples of what `move_on` is called with, or one object for each. One that fails holds up no other: the
    next look finds it again.
    """

    async def look(database: Database, clocks: Clocks) -> None:
        async with database.reading() as session:
            found = await find(session, now=clocks.now())
        for one in found:
            due = one if isinstance(one, tuple) else (one,)
            try:
                async with database.transaction() as session:
                    await move_on(session, *due, now=clocks.now())
            except Exception as error:  # noqa: BLE001 (whatever is wrong with one, the others go on)
                log.error("not_moved_on", what=move_on.__name__, due=str(due), error=type(error).__name__)

    look.__name__ = move_on.__name__
    return look


async def _to_see_off(session: Session, *, now: datetime) -> Sequence[tuple[int, int]]:
    """Whoever takes part no longer, at whatever time we come to know."""
    return await asking.to_see_off(session)


# Ask the next people wherever the time of the last ones has passed.
ask_further = one_by_one(asking.to_widen, asking.widen)
close_old_questions = one_by_one(asking.to_close, asking.close)
# Let others take over from people who take part no longer, however we came to know.
see_off_who_left = one_by_one(_to_see_off, asking.see_off)
end_old_nominations = one_by_one(nominations.to_expire, nominations.expire)
owe_roundups = one_by_one(recognition.to_owe, recognition.owe)
prompt_leads = one_by_one(recognition.to_prompt, recognition.prompt)
owe_personal_notes = one_by_one(personal_note.to_owe, personal_note.owe)
# Let hosts be found for what they taught.
credit_hosts = one_by_one(lunches.to_credit, lunches.credit)
remind_of_lunches = one_by_one(lunches.to_remind, lunches.remind)
follow_preparations = one_by_one(preparation.to_follow, preparation.follow)
plan_lunches_ahead = one_by_one(lunches.to_plan, lunches.plan_ahead)
post_lunches_that_come_again = one_by_one(lunches.to_post, lunches.post)
# Cancel lunch-and-learns whose hosts left.
end_what_nobody_holds = one_by_one(lunches.without_host, lunches.end_without_host)

# Ask one expert where enough people want to know about a topic, and the next where nobody answered.
propose_lunches = one_by_one(lunch_wishes.to_propose, lunch_wishes.propose)
expire_proposals = one_by_one(lunch_wishes.to_expire, lunch_wishes.expire)


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

    look: Look
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
    Tick(plan_lunches_ahead, 60),
    Tick(post_lunches_that_come_again, 60),
    Tick(remind_of_lunches, 20),
    Tick(credit_hosts, 600),
    Tick(follow_preparations, 20),
    Tick(expire_proposals, 600),
    Tick(propose_lunches, 300),
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
