"""Looking at teams' channels when the clock says so: who is in them by now, and whether they can be reached."""

import asyncio
from datetime import timedelta

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot import pace
from bot.clock import Clocks
from bot.database import Database
from bot.teams import keeping
from bot.teams.keeping import DueLook
from handlers import channels
from handlers.outcomes import Ending, of_error

log = structlog.get_logger(__name__)

INFO, MEMBERS = "conversations.info", "conversations.members"
# A channel may have thousands of people, and the database has other work to do between them.
NOTED_AT_ONCE = 100


class TeamChannels:
    """Looks at the channels of teams, in every replica; `call` is how long one answer may take, in seconds."""

    def __init__(self, client: AsyncWebClient, *, call: float) -> None:
        self._client = client
        self._call = call

    async def look_again(self, database: Database, clocks: Clocks) -> None:
        """Look at the channels that should be looked at now, one after the other."""
        async with database.reading() as session:
            gone = await keeping.to_step_down(session)
            due = await keeping.to_look_at(session, now=clocks.now())
        for workspace_id, team_id in gone:
            async with database.transaction() as session:
                await keeping.step_down(session, workspace_id, team_id, now=clocks.now())
        for one in due:
            async with database.transaction() as session:
                waits = await pace.blocked_until(
                    session, one.workspace.id, [INFO, MEMBERS], machine_now=clocks.machine_time()
                )
                is_ours = waits is None and await keeping.take_look(session, one, now=clocks.now())
            if is_ours:
                await self._look(database, clocks, one)

    async def _look(self, database: Database, clocks: Clocks, due: DueLook) -> None:
        method = INFO
        try:
            async with asyncio.timeout(self._call):
                seen = await channels.see(self._client, due.channel_slack_id)
            async with database.transaction() as session:
                may_go_on = await keeping.saw(session, due, seen, now=clocks.now())
            if not may_go_on:
                return
            method, found, cursor = MEMBERS, list[str](), ""
            while True:
                async with asyncio.timeout(self._call):
                    page, cursor = await channels.page_of_members(self._client, due.channel_slack_id, cursor)
                found += page
                await self._note(database, clocks, due, page)
                if not cursor:
                    break
            async with database.transaction() as session:
                await keeping.are_all(session, due, frozenset(found), now=clocks.now())
        except Exception as error:  # noqa: BLE001 (of_error raises what is not a failed call)
            await self._put_off(database, clocks, due, error, method)

    async def _note(self, database: Database, clocks: Clocks, due: DueLook, page: list[str]) -> None:
        for start in range(0, len(page), NOTED_AT_ONCE):
            async with database.transaction() as session:
                await keeping.are_in(session, due, page[start : start + NOTED_AT_ONCE], now=clocks.now())

    async def _put_off(self, database: Database, clocks: Clocks, due: DueLook, error: Exception, method: str) -> None:
        result = of_error(error, method)
        log.warning("team_channel_not_seen", team=due.team_id, reason=result.reason)
        if result.ending is Ending.RATE_LIMITED:
            machine_now = clocks.machine_time()
            async with database.transaction() as session:
                until = machine_now + timedelta(seconds=result.retry_after)
                await pace.block(session, due.workspace.id, method, until=until, machine_now=machine_now)
                await keeping.give_look_back(session, due)
