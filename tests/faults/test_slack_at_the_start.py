"""Slack down, hanging or answering nonsense while WhoKnows starts, asks who somebody is, and stops."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web
from sqlalchemy import select

from bot.clock import Clocks
from handlers import house as houses
from handlers.answering.answers import Answer, Visit
from handlers.answering.heard import Heard
from handlers.answering.installations import NotInstalled
from handlers.blocks.kit import modal, plain_section
from handlers.checking import check_slack
from models import Member
from practice.server import Practice
from tests.faults.hearing import Plant, heard_over, owe_one, parcel_of, send
from tests.faults.outbox import SHORT, Outbox, until
from tests.journeys.town import settings_of

NONSENSE = (
    web.Response(text="<html>Bad gateway</html>", status=502, content_type="text/html"),
    web.Response(text="{half of", content_type="application/json"),
    web.Response(text="[]", content_type="application/json"),
    web.Response(text='{"ok": true}', content_type="application/json"),
)


@asynccontextmanager
async def _proxy(answer: web.Response) -> AsyncIterator[str]:
    """Something between us and Slack that answers everything alike."""

    async def handle(_: web.Request) -> web.Response:
        return web.Response(body=answer.body, status=answer.status, headers={"Content-Type": answer.content_type})

    server = web.Application()
    server.router.add_route("*", "/{anything:.*}", handle)
    runner = web.AppRunner(server)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    finally:
        await runner.cleanup()


@pytest.mark.parametrize("fault", ["drop_after_accept", "drop_before_accept", "error_500", "rate_limited"])
async def test_the_stored_workspace_serves_while_slack_is_down(outbox: Outbox, fault: Any) -> None:
    outbox.practice.faults.add(fault, method="auth.test", times=None)
    async with outbox.another_house() as house:
        assert house.workspace.slack_id == outbox.house.workspace.slack_id


@pytest.mark.parametrize("answer", NONSENSE)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_the_stored_workspace_serves_while_something_else_answers(outbox: Outbox, answer: web.Response) -> None:
    async with _proxy(answer) as address:
        settings = outbox.settings.model_copy(update={"slack_api_url": address})
        async with houses.opened(settings, Clocks()) as house:
            assert house.workspace.slack_id == outbox.house.workspace.slack_id


@pytest.mark.parametrize("answer", NONSENSE[:3])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_check_says_that_it_was_not_slack(outbox: Outbox, answer: web.Response) -> None:
    async with _proxy(answer) as address:
        settings = outbox.settings.model_copy(update={"slack_api_url": address})
        [finding] = await check_slack(settings, Clocks(), [])
    assert "did not answer" in finding.seen
    assert "network" in finding.what_to_do


@pytest.mark.parametrize("fault", ["drop_after_accept", "error_500"])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_check_says_that_the_app_level_token_could_not_be_tried(outbox: Outbox, fault: Any) -> None:
    outbox.practice.faults.add(fault, method="apps.connections.open")
    findings = await check_slack(outbox.settings, Clocks(), [])
    assert "did not answer" in findings[-1].seen
    assert findings[-1].what_to_do


async def test_a_start_that_fails_leaves_no_connection_open(database_url: str) -> None:
    """Otherwise the driver warns, which fails this test."""
    practice = Practice()
    await practice.start()
    practice.faults.add("error_500", method="auth.test", times=None)
    with pytest.raises(NotInstalled):
        async with houses.opened(settings_of(practice, database_url, "socket"), Clocks()):
            raise AssertionError
    await practice.stop()
    gc.collect()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("profile", [None, {"display_name": None}, "nonsense"])
async def test_a_person_slack_says_little_about_is_answered(outbox: Outbox, plant: Plant, profile: Any) -> None:
    """Their zone is then the one of most colleagues."""
    described = {"id": "U0BO", "team_id": "T0PRACTICE", "name": "bo", "profile": profile}
    plant(owe_one)
    async with heard_over(outbox, "http"):
        for person in ("U0CHI", "U0DEV"):
            parcel = await parcel_of(outbox, "command")
            await send(outbox, type(parcel)(parcel.kind, parcel.name, parcel.payload | {"user_id": person}))
        said = {"ok": True, "user": described}
        answer = web.json_response(said)
        async with _proxy(answer) as address:
            outbox.house.client.base_url = address
            reply = await send(outbox, await parcel_of(outbox, "command"))
    assert "Answer" in str(reply.payload)
    async with outbox.house.database.reading() as session:
        rows = await session.execute(select(Member.slack_id, Member.zone))
        zones = {member.slack_id: member.zone for member in rows}
    assert zones["U0BO"] in {zones["U0CHI"], zones["U0DEV"]}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_form_that_slack_does_not_take_is_told(outbox: Outbox, plant: Plant) -> None:
    """Whatever the answer is, as long as the person can still be reached."""

    async def opens(_: Heard, __: Visit) -> Answer:
        return Answer(view=modal("A form", [plain_section("Hello")]))

    plant(opens)
    async with heard_over(outbox, "http"), _proxy(NONSENSE[1]) as address:
        await send(outbox, await parcel_of(outbox, "event"))
        outbox.house.client.base_url = address
        await send(outbox, await parcel_of(outbox, "press"))
        await outbox.house.speaking.finish()
    shown = [message.text for message in outbox.practice.world.messages["C0GENERAL"] if message.only_for]
    assert "didn't open the form" in str(shown)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_house_closes_within_seconds_while_slack_hangs(outbox: Outbox, plant: Plant) -> None:
    """All that was begun shares one patience, and what was owed is still owed."""
    plant(owe_one)
    slow = type(SHORT)(call=60.0, lease=timedelta(seconds=70))
    loop = asyncio.get_running_loop()
    async with outbox.another_house(patience=slow) as house:
        async with heard_over(Outbox(outbox.practice, house, outbox.settings, outbox.machine), "http"):
            outbox.practice.faults.add("slow", method="*", seconds=6, times=None)
            await outbox.house.postman.stop()
            await send(outbox, await parcel_of(outbox, "press"))

            async def is_under_way() -> bool:
                return bool(house.postman._under_way)

            await until(is_under_way)
        started = loop.time()
    assert loop.time() - started < 4
    outbox.practice.faults.clear()
