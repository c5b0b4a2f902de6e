"""Whether WhoKnows is well: the database answers, its tables are right, and what works by itself has looked lately."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta

from bot.clock import Clock

LATELY = timedelta(minutes=1)
PATIENCE = 2.0


class Health:
    """Says in one word what is wrong, for a machine that asks every few seconds.

    `is_current` asks the database whether its tables are those of this version. `looked` tells of each worker when it
    last looked what there is to do, in `machine_time`.
    """

    def __init__(
        self,
        is_current: Callable[[], Awaitable[bool]],
        looked: Mapping[str, Callable[[], datetime]],
        machine_time: Clock,
    ) -> None:
        self._is_current = is_current
        self._looked = looked
        self._machine_time = machine_time

    async def what_is_wrong(self) -> str | None:
        """Either "database", "schema" or the name of a worker; None when all is well."""
        is_current = None
        # Whatever a database can be wrong with, it does not answer.
        with suppress(Exception):
            async with asyncio.timeout(PATIENCE):
                is_current = await self._is_current()
        if is_current is None:
            return "database"
        if not is_current:
            return "schema"
        since = self._machine_time() - LATELY
        return next((name for name, looked_at in self._looked.items() if looked_at() < since), None)
