"""What a request costs on its way to its function, with five routes and with fifty: ours and Bolt's own."""

import time
from collections.abc import Mapping

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clocks, machine_time
from bot.database import Database
from handlers.answering import doors
from handlers.answering.answers import Answer, Handler, Visit
from handlers.answering.calling import Answering, Outcome
from handlers.answering.doors import Doors, Routes
from handlers.answering.heard import Heard
from handlers.answering.installations import Installations
from handlers.answering.speaking import Speaking
from tests.bench.asking import a_command, signed
from tests.bench.processes import SECRET, bare_bolt


class _AnsweringAtOnce(Answering):
    """Finds the function and calls none, so that only the way to it is measured."""

    async def answer(self, heard: Heard, routes: Mapping[str, Handler], *_: object, **__: object) -> Outcome:
        if heard.name not in routes:
            raise LookupError(heard.name)
        return Outcome(Answer())


async def _nothing(heard: Heard, visit: Visit) -> Answer:
    return Answer()


def _our_bolt(routes: int, database: Database) -> AsyncApp:
    client = AsyncWebClient(token="xoxb-1")
    installations = Installations(database, client, machine_time)
    answering = _AnsweringAtOnce(database, Clocks(), client, installations)
    commands: dict[str, Handler] = {f"/other{number}": _nothing for number in range(routes - 1)}
    table = Routes({**commands, "/askexpert": _nothing}, {}, {}, {}, {}, {}, {}, naming=frozenset())
    speaking = Speaking(client, None)  # type: ignore[arg-type]  # nothing is said
    return doors.build(AsyncWebClient(), SECRET, installations, Doors(table, answering, speaking))


async def cost_of_fifty_routes(rounds: int, requests: int) -> dict[str, list[float]]:
    """CPU seconds of a request, by app, in each round; the first round warms up and does not count."""
    database = Database("sqlite+aiosqlite://")
    apps = {
        "ours, 5": _our_bolt(5, database),
        "ours, 50": _our_bolt(50, database),
        "Bolt, 5": bare_bolt(5),
        "Bolt, 50": bare_bolt(50),
    }
    cost: dict[str, list[float]] = {name: [] for name in apps}
    for number in range(rounds + 1):
        for name, app in apps.items():
            bodies = [a_command() for _ in range(requests)]
            asked = [AsyncBoltRequest(body=body, headers={**signed(body)}) for body in bodies]
            started = time.process_time()
            for request in asked:
                assert (await app.async_dispatch(request)).status == 200
            if number:
                cost[name].append((time.process_time() - started) / requests)
    await database.close()
    return cost
