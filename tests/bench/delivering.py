"""From the commit that owes a message to its request at Slack's door."""

import asyncio
import json
import time
from datetime import datetime
from itertools import cycle, islice
from multiprocessing.connection import Connection

import aiohttp

from tests.bench.processes import Where, a_workspace, furnished, running, told
from tests.faults.owing import delivery_of, owe_messages

PEOPLE = ("U0ANA", "U0BO", "U0CHI", "U0DEV", "U0INES", "U0LENA", "U0MINA", "U0SAM")
A_SECOND = 25
# The workspace remembers its last 200 calls.
AT_A_TIME = 100


async def _owe_and_tell(connection: Connection, given: tuple[Where, int]) -> None:
    """Owe messages at a modest rate; tells when each was committed, by the machine's clock."""
    where, count = given
    async with furnished(where) as house:
        # Conversations are opened once, and that is not what is measured.
        await owe_messages(house.database, house.workspace, PEOPLE)
        await asyncio.sleep(2)
        connection.send({})
        while True:
            while not connection.poll():  # noqa: ASYNC110 (it comes from another process)
                await asyncio.sleep(0.01)
            connection.recv()
            committed = {}
            for address in islice(cycle(PEOPLE), count):
                [delivery_id] = await owe_messages(house.database, house.workspace, [address])
                committed[delivery_id] = time.time()
                await asyncio.sleep(1 / A_SECOND)
            await asyncio.sleep(0.3)
            connection.send(committed)


async def from_commit_to_request(database_url: str, deliveries: int) -> list[float]:
    """Seconds from the commit to the request of so many deliveries."""
    took: list[float] = []
    with running(a_workspace) as workspace:
        api_url, bot_token = told(workspace)
        where = Where(database_url, api_url, bot_token)
        with running(_owe_and_tell, (where, min(deliveries, AT_A_TIME))) as bot:
            told(bot)
            while len(took) < deliveries:
                bot.send(True)
                committed = told(bot)
                arrived = await _arrivals(api_url, bot_token)
                took += [arrived[one] - moment for one, moment in committed.items() if one in arrived]
    return took


async def _arrivals(api_url: str, bot_token: str) -> dict[int, float]:
    address = api_url.removesuffix("/api/")
    headers = {"Authorization": f"Bearer {bot_token}"}
    async with aiohttp.ClientSession(headers=headers) as session, session.get(f"{address}/control/calls") as answer:
        calls = (await answer.json())["calls"]
    return {
        found: datetime.fromisoformat(call["when"]).timestamp()
        for call in calls
        if call["name"] == "chat.postMessage" and (found := delivery_of(_metadata(call["request"]))) is not None
    }


def _metadata(request: dict[str, object]) -> dict[str, object] | None:
    found = request.get("metadata")
    return json.loads(found) if isinstance(found, str) else found  # type: ignore[return-value]
