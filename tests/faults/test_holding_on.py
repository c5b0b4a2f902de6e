"""What lasts longer than planned, a database that is away for a while, and answers that are none."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import BaseTestServer, TestServer
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import text
from structlog.testing import capture_logs

from handlers.outcomes import Ending, of_error
from handlers.postman.rounds import POISONED_AFTER, Patience
from models import DeliveryState
from tests.faults.outbox import Outbox, an_outbox, until

POST, HISTORY = "chat.postMessage", "conversations.history"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_look_up_longer_than_the_lease_keeps_the_claim(database_url: str) -> None:
    """Nobody else may take a delivery whose sender is alive and still turning pages."""
    patience = Patience(
        call=0.7,
        lease=timedelta(seconds=0.9),
        visibility=timedelta(seconds=0.1),
        longest_backoff=timedelta(seconds=0.05),
        longest_sleep=0.05,
    )
    async with an_outbox(database_url, patience=patience, page_size=2, may_read_everywhere=True) as outbox:
        for number in range(9):
            await outbox.house.client.chat_postMessage(channel="C0GENERAL", text=f"Something older, number {number}")
        outbox.practice.faults.add("error_500", method=POST)
        outbox.practice.faults.add("slow", method=HISTORY, times=None, seconds=0.25)
        async with outbox.another_house(patience=patience):
            [owed] = await outbox.owe("C0GENERAL")
            await outbox.settled(owed)
        assert outbox.shown == {owed: 1}
        assert len(outbox.calls(HISTORY)) == 5, "somebody else began to look as well"
        assert len(outbox.calls(POST)) == 11


async def test_a_database_that_fails_while_a_message_is_written_costs_no_message(outbox: Outbox) -> None:
    """However often it fails, and also where we may not look whether a channel has it already."""
    await outbox.owe("U0BO")
    await outbox.settled()
    engine = outbox.house.database.engine
    async with engine.begin() as connection:
        await connection.execute(text("ALTER TABLE members RENAME TO members_away"))
    owed = await _owe_plainly(outbox)

    async def failed_often() -> bool:
        found = await outbox.deliveries()
        return all(found[one].attempts > POISONED_AFTER for one in owed)

    await until(failed_often)
    async with engine.begin() as connection:
        await connection.execute(text("ALTER TABLE members_away RENAME TO members"))
    delivered = await outbox.settled(*owed)
    assert {delivery.state for delivery in delivered} == {DeliveryState.SENT}
    assert all(outbox.shown[one] == 1 for one in owed)


async def _owe_plainly(outbox: Outbox) -> list[int]:
    """Owe to a channel without a look at the members."""
    async with outbox.house.database.transaction() as session:
        session.info["owes"] = True
        await session.execute(
            text(
                "INSERT INTO deliveries (workspace_id, key, kind, operation, subject_id, facts, channel_slack_id,"
                " conversation, keeps_quiet_hours, due_at, state, attempts)"
                " SELECT workspace_id, 'plain', kind, operation, subject_id, facts, 'C0GENERAL', 'channel:C0GENERAL',"
                " keeps_quiet_hours, due_at, 'pending', 0 FROM deliveries"
            )
        )
        found = await session.execute(text("SELECT id FROM deliveries WHERE key = 'plain'"))
        return [row.id for row in found]


async def test_a_postman_goes_on_after_rounds_that_failed(outbox: Outbox) -> None:
    engine = outbox.house.database.engine
    async with engine.begin() as connection:
        await connection.execute(text("ALTER TABLE paces RENAME TO paces_away"))
    with capture_logs() as said:
        [owed] = await outbox.owe("U0BO")

        async def failed_twice() -> bool:
            outbox.house.postman.wake()
            return [line["event"] for line in said].count("postman_round_failed") > 1

        await until(failed_twice)
    async with engine.begin() as connection:
        await connection.execute(text("ALTER TABLE paces_away RENAME TO paces"))
    outbox.house.postman.wake()
    await outbox.settled(owed)
    assert outbox.shown == {owed: 1}


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_database_that_drops_connections_again_and_again_loses_nothing(outbox: Outbox) -> None:
    owed = []
    for _ in range(8):
        owed += await outbox.owe("U0ANA", "U0BO", "U0CHI", "U0DEV", "U0INES")
        async with outbox.house.database.engine.begin() as connection:
            await connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            )
    outbox.house.postman.wake()
    outbox.machine.move_by(timedelta(seconds=2))
    delivered = await outbox.settled(patience=15)
    assert {delivery.state for delivery in delivered} == {DeliveryState.SENT}
    assert outbox.shown == dict.fromkeys(owed, 1)


@pytest.fixture
async def says_anything() -> AsyncIterator[tuple[BaseTestServer, web.Response]]:
    """A server that answers every call alike; the test says how."""
    answer = web.Response()

    async def say(_: web.Request) -> web.Response:
        return web.Response(status=answer.status, body=answer.body, content_type=answer.content_type)

    app = web.Application()
    app.router.add_post("/api/{method}", say)
    async with TestServer(app) as server:
        yield server, answer


@pytest.mark.parametrize(
    ("status", "kind", "body"),
    [
        (200, "application/json", b'{"ok": tr'),
        (200, "application/json", b""),
        (200, "text/html", b"<html>Please sign in to the guest network</html>"),
        (200, "text/plain", b"OK"),
        (200, "application/json", b"[]"),
        (302, "text/html", b"<html>Moved</html>"),
        (403, "text/html", b"<html>A proxy says no</html>"),
        (502, "text/html", b"<html>Bad gateway</html>"),
        (503, "application/json", b'{"ok": false, "error": "service_unavailable"}'),
    ],
)
async def test_an_answer_that_is_none_leaves_it_open_whether_the_message_arrived(
    says_anything: tuple[BaseTestServer, web.Response], status: int, kind: str, body: bytes
) -> None:
    server, answer = says_anything
    answer.set_status(status)
    answer.content_type, answer.body = kind, body
    client = AsyncWebClient(token="xoxb-1", base_url=str(server.make_url("/api/")), retry_handlers=[])
    with pytest.raises(Exception) as raised:  # noqa: PT011 (whatever the SDK makes of it)
        await client.chat_postMessage(channel="C1", text="Hello")
    assert of_error(raised.value).ending is Ending.AMBIGUOUS
