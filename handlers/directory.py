"""Asking Slack for its directory of people, page by page, when the clock says so."""

import asyncio
from datetime import timedelta

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot import directory
from bot.clock import Clocks
from bot.database import Database
from bot.directory import Turn
from bot.pace import Bucket
from handlers.describing import understood
from handlers.outcomes import Ending, of_error
from models import Workspace

log = structlog.get_logger(__name__)

PAGE = 200
TRIES_AGAIN = timedelta(seconds=30)


class Directory:
    """Reads the directory of each workspace on, in every replica; `call` is how long one page may take, in seconds."""

    def __init__(self, client: AsyncWebClient, bucket: Bucket, *, call: float, lease: timedelta) -> None:
        self._client = client
        self._bucket = bucket
        self._call = call
        self._lease = lease

    async def read_on(self, database: Database, clocks: Clocks) -> None:
        """Read the pages that may be read now."""
        async with database.reading() as session:
            due = await directory.due(session, now=clocks.now(), machine_now=clocks.machine_time())
        for workspace in due:
            while await self._read_page(database, clocks, workspace):
                pass

    async def _read_page(self, database: Database, clocks: Clocks, workspace: Workspace) -> bool:
        """Read one page and write it down; False when there is none to read now."""
        async with database.transaction() as session:
            turn = await directory.take_turn(
                session,
                workspace.id,
                now=clocks.now(),
                machine_now=clocks.machine_time(),
                lease=self._lease,
                bucket=self._bucket,
            )
        if turn is None:
            return False
        try:
            async with asyncio.timeout(self._call):
                page = (await self._client.users_list(limit=PAGE, cursor=turn.cursor or None)).data
        except Exception as error:  # noqa: BLE001 (of_error raises what is not a failed call)
            await self._put_off(database, clocks, turn, error)
            return False
        assert isinstance(page, dict)  # noqa: S101 (bytes come from file downloads alone)
        profiles = understood(page.get("members") or [], workspace)
        next_cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
        async with database.transaction() as session:
            news = await directory.write_page(
                session, turn, workspace, profiles, next_cursor=next_cursor, now=clocks.now()
            )
        log.info("directory_page_read", people=len(profiles), news=news, is_last=not next_cursor)
        return bool(next_cursor)

    async def _put_off(self, database: Database, clocks: Clocks, turn: Turn, error: Exception) -> None:
        result = of_error(error, directory.METHOD)
        log.warning("directory_page_not_read", reason=result.reason)
        machine_now = clocks.machine_time()
        async with database.transaction() as session:
            if result.ending is Ending.RATE_LIMITED:
                until = machine_now + timedelta(seconds=result.retry_after)
                await directory.obey(session, turn, until=until, machine_now=machine_now)
            else:
                # A cursor that Slack does not know any more leads nowhere.
                is_lost = result.reason == "invalid_cursor" and turn.cursor != ""
                retry_at = machine_now if is_lost else machine_now + TRIES_AGAIN
                await directory.give_back(session, turn, retry_at=retry_at, from_the_start=is_lost)
