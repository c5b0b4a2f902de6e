"""Thousands press *I'm in* below one post within a minute: how soon each is answered, and what the post says then."""

import asyncio
import json
import random
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from typing import Any, Self
from urllib.parse import urlencode

import aiohttp
from aiohttp import web
from sqlalchemy import func, select

from bot import lunches, people
from bot.clock import Clocks
from bot.people import Profile
from handlers import house as houses
from handlers import pages
from handlers.blocks.lunches import COME
from handlers.house import House
from models import Attendance, LunchKind, Seat
from tests.bench.asking import signed
from tests.bench.processes import Where, a_workspace, running, told

CHANNEL = "C0LUNCH"
# Slack waits so long for an acknowledgement, in seconds.
SLACK_WAITS = 3.0
LONGEST_ANSWER = 10.0
# The post follows at Slack's pace, and its last edit must not be far behind.
LONGEST_WAIT = 90.0


@dataclass
class Pressed:
    """What became of one minute: seconds until each press was acknowledged, and until its answer was there.

    `put_off` are those who were asked to press again, since it took too long.
    `edits` are when the post was edited, in seconds from the first press. `said` is the last that it says, `is_true`
    whether that is what the database holds, and `behind` how many seconds after the last press it was said.
    """

    acknowledged: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)
    failed: int = 0
    put_off: int = 0
    edits: list[float] = field(default_factory=list)
    said: str = ""
    is_true: bool = False
    behind: float = 0.0

    @property
    def late(self) -> int:
        """How many acknowledgements Slack would not have waited for."""
        return sum(seconds > SLACK_WAITS for seconds in self.acknowledged)


def _presser(number: int) -> str:
    return f"U0PRESS{number:05}"


async def _a_lunch(connection: Connection, given: tuple[Where, int, int]) -> None:
    """WhoKnows at Slack's own pace, with so many people and a lunch-and-learn with so many seats."""
    where, pressers, seats = given
    async with houses.opened(where.settings, Clocks()) as house:
        lunch_id = await _announced(house, pressers, seats)
        async with pages.served(house.bolt, "127.0.0.1", 0) as address:
            connection.send((address, lunch_id))
            while True:
                while not connection.poll():  # noqa: ASYNC110 (it comes from another process)
                    await asyncio.sleep(0.05)
                connection.recv()
                connection.send(await _seats(house, lunch_id))


async def _announced(house: House, pressers: int, seats: int) -> int:
    now = datetime.now(UTC)
    async with house.database.transaction() as session:
        host = await people.remember(session, house.workspace, Profile("U0BO", "Bo", zone="UTC"), now=now)
        for number in range(pressers):
            profile = Profile(_presser(number), f"Presser {number}", zone="UTC")
            await people.remember(session, house.workspace, profile, now=now)
        begins = now + timedelta(days=9)
        plan = lunches.Plan(
            title="Terraform without tears",
            about="No experience needed.",
            on=begins.date(),
            at=begins.time().replace(second=0, microsecond=0),
            zone="UTC",
            minutes=45,
            place="Kitchen",
            link="",
            channel_slack_id=CHANNEL,
            hosts=[host],
            seats=seats,
            kind=LunchKind.TALK,
        )
        return (await lunches.announce(session, host, plan, now=now)).id


async def _seats(house: House, lunch_id: int) -> dict[str, int]:
    async with house.database.reading() as session:
        rows = await session.execute(
            select(Seat.attendance, func.count()).where(Seat.lunch_id == lunch_id).group_by(Seat.attendance)
        )
        return {Attendance(attendance).value: count for attendance, count in rows}


class _Answers:
    """Where the answers of presses arrive, as at Slack's response_url."""

    def __init__(self) -> None:
        self._arrived: dict[str, asyncio.Future[float]] = {}
        self.address = ""
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        application = web.Application()
        application.router.add_post("/{number}", self._hear)
        self._runner = web.AppRunner(application)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.address = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    def arrival(self, number: str) -> asyncio.Future[float]:
        """When the answer of this press arrives, by the clock of time.perf_counter."""
        return self._arrived.setdefault(number, asyncio.get_running_loop().create_future())

    async def _hear(self, request: web.Request) -> web.Response:
        arrival = self.arrival(request.match_info["number"])
        if not arrival.done():
            arrival.set_result(time.perf_counter())
        return web.json_response({"ok": True})


def _press(number: int, lunch_id: int, ts: str, response_url: str) -> str:
    pressed_at = f"{time.time():.6f}"
    return urlencode(
        {
            "payload": json.dumps(
                {
                    "type": "block_actions",
                    "team": {"id": "T0PRACTICE"},
                    "user": {"id": _presser(number), "team_id": "T0PRACTICE"},
                    "api_app_id": "A0WHOKNOWS",
                    "container": {"type": "message", "message_ts": ts, "channel_id": CHANNEL, "is_ephemeral": False},
                    "trigger_id": f"{number}.{time.time_ns()}",
                    "channel": {"id": CHANNEL, "name": "lunch-and-learn"},
                    "response_url": response_url,
                    "actions": [{"action_id": COME, "type": "button", "value": str(lunch_id), "action_ts": pressed_at}],
                }
            )
        }
    )


async def thousands_press(database_url: str, *, presses: int, seconds: float, seats: int, seed: int) -> Pressed:
    """So many people press once each, at moments drawn evenly from so many seconds, whoever else still waits."""
    with running(a_workspace) as workspace:
        api_url, bot_token = told(workspace)
        with running(_a_lunch, (Where(database_url, api_url, bot_token), presses, seats)) as bot:
            address, lunch_id = told(bot, patience=300)
            look = _Look(api_url, bot_token)
            async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session, _Answers() as answers:
                ts = await look.until_posted(session)
                pressed = Pressed()
                begun, wall = time.perf_counter(), time.time()
                chance = random.Random(seed)
                due = sorted(chance.uniform(0, seconds) for _ in range(presses))

                async def press(number: int, at: float) -> None:
                    await asyncio.sleep(begun + at - time.perf_counter())
                    body = _press(number, lunch_id, ts, f"{answers.address}/{number}")
                    started = time.perf_counter()
                    async with session.post(address, data=body, headers=signed(body)) as answer:
                        await answer.read()
                    pressed.acknowledged.append(time.perf_counter() - started)
                    pressed.failed += answer.status != 200
                    with suppress(TimeoutError):
                        arrived = await asyncio.wait_for(answers.arrival(str(number)), LONGEST_ANSWER)
                        pressed.answered.append(arrived - started)

                await asyncio.gather(*(press(number, at) for number, at in enumerate(due)))
                ended = time.time()
                bot.send(True)
                right = told(bot)
                pressed.put_off = presses - sum(right.values())
                await look.until_true(session, ts, pressed, _line(right, seats), since=wall, ended=ended)
    return pressed


def _line(right: dict[str, int], seats: int) -> str:
    coming, waiting = right.get("in", 0), right.get("waiting", 0)
    left = seats - coming
    room = "full" if left == 0 else f"{left} {'seat' if left == 1 else 'seats'} left"
    said = [f"{coming} in", f"{right.get('maybe', 0)} maybe", room, *([f"{waiting} waiting"] if waiting else [])]
    return " · ".join(said)


@dataclass(frozen=True)
class _Look:
    """What the workspace shows, and which calls it took."""

    api_url: str
    bot_token: str

    async def _get(self, session: aiohttp.ClientSession, what: str) -> Any:
        headers = {"Authorization": f"Bearer {self.bot_token}"}
        async with session.get(f"{self.api_url.removesuffix('/api/')}/control/{what}", headers=headers) as answer:
            return (await answer.json())[what]

    async def until_posted(self, session: aiohttp.ClientSession) -> str:
        """Wait for the post; gives its ts."""
        while True:
            for message in await self._get(session, "messages"):
                if message["channel_id"] == CHANNEL and "seats left" in message["text"]:
                    return str(message["ts"])
            await asyncio.sleep(0.1)

    async def until_true(
        self, session: aiohttp.ClientSession, ts: str, pressed: Pressed, line: str, *, since: float, ended: float
    ) -> None:
        """Wait until the post says what is true, and note when it was edited."""
        while time.time() < ended + LONGEST_WAIT:
            pressed.said = next(one["text"] for one in await self._get(session, "messages") if one["ts"] == ts)
            if line in pressed.said:
                pressed.is_true, pressed.behind = True, time.time() - ended
                break
            await asyncio.sleep(0.1)
        calls = await self._get(session, "calls")
        edits = (datetime.fromisoformat(call["when"]).timestamp() for call in calls if call["name"] == "chat.update")
        pressed.edits = [at - since for at in edits if at >= since]
