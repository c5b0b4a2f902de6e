"""The Web API's door: tokens, scopes, the ways arguments come, and the faults it can be told to have."""

import asyncio
import time

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from practice.clock import PracticeClock
from practice.server import Practice
from tests.practice.conftest import MONDAY, seed_of_tests
from tests.practice.test_messages import refusal

SCOPES = ["chat:write", "users:read", "commands"]


async def test_who_the_token_belongs_to(practice: Practice, client: AsyncWebClient) -> None:
    told = await client.auth_test()
    assert (told["user_id"], told["bot_id"], told["team"]) == ("U0WHOKNOWS", "B0WHOKNOWS", "Practice")
    assert "chat:write" in told.headers["x-oauth-scopes"]
    assert (await client.bots_info(bot="B0WHOKNOWS"))["bot"]["user_id"] == "U0WHOKNOWS"
    assert (await client.team_info())["team"]["id"] == "T0PRACTICE"


async def test_tokens(practice: Practice, client: AsyncWebClient) -> None:
    async with aiohttp.ClientSession() as session, session.post(f"{practice.api_url}auth.test") as answer:
        assert (await answer.json())["error"] == "not_authed"
    wrong = AsyncWebClient(token="xoxb-another", base_url=practice.api_url)
    assert await refusal(wrong.auth_test()) == "invalid_auth"
    assert await refusal(client.apps_connections_open(app_token=practice.bot_token)) == "not_allowed_token_type"
    app_level = AsyncWebClient(token=practice.app_token, base_url=practice.api_url)
    assert await refusal(app_level.chat_postMessage(channel="U0BO", text="Hi")) == "not_allowed_token_type"
    assert await refusal(client.api_call("chat.sing")) == "unknown_method"


async def test_scopes_of_the_manifest_hold() -> None:
    manifest = {"oauth_config": {"scopes": {"bot": SCOPES}}}
    practice = Practice(clock=PracticeClock(MONDAY), seed=seed_of_tests(), manifest=manifest)
    await practice.start()
    client = AsyncWebClient(token=practice.bot_token, base_url=practice.api_url)
    assert (await client.auth_test()).headers["x-oauth-scopes"] == "chat:write,commands,users:read"
    with pytest.raises(SlackApiError) as refused:
        await client.reactions_add(channel="C0GENERAL", timestamp="1.0", name="wave")
    answer = refused.value.response
    assert (answer["error"], answer["needed"], answer["provided"]) == (
        "missing_scope",
        "reactions:write",
        "chat:write,commands,users:read",
    )
    assert "email" not in (await client.users_info(user="U0ANA"))["user"]["profile"]
    assert await refusal(client.conversations_open(users="U0ANA")) == "missing_scope"
    await client.chat_postMessage(channel="U0ANA", text="Hello")
    practice.faults.missing_scopes.add("chat:write")
    assert await refusal(client.chat_postMessage(channel="U0ANA", text="Hello")) == "missing_scope"
    await practice.stop()


async def test_arguments_in_query_form_and_body_are_one(practice: Practice) -> None:
    headers = {"Authorization": f"Bearer {practice.bot_token}"}
    url = f"{practice.api_url}chat.postMessage"
    async with aiohttp.ClientSession(headers=headers) as session:
        async with session.post(url, params={"channel": "C0GENERAL"}, json={"text": "In a body"}) as answer:
            assert (await answer.json())["ok"]
        async with session.post(url, params={"channel": "C0GENERAL"}, data={"text": "In a form"}) as answer:
            assert (await answer.json())["ok"]
        async with session.get(url, params={"channel": "C0GENERAL", "text": "In the query"}) as answer:
            assert (await answer.json())["ok"]
    texts = [message.text for message in practice.world.messages_for("U0ANA", "C0GENERAL")]
    assert texts == ["In a body", "In a form", "In the query"]


async def test_only_this_machine_is_answered(practice: Practice) -> None:
    async with aiohttp.ClientSession() as session:
        elsewhere = {"Host": "practice.example"}
        async with session.post(f"{practice.api_url}auth.test", headers=elsewhere) as answer:
            assert answer.status == 400


async def test_a_taken_port_is_said(practice: Practice) -> None:
    port = int(practice.address.rpartition(":")[2])
    with pytest.raises(OSError, match="in use"):
        await Practice(port=port).start()


async def test_too_many_requests(practice: Practice, client: AsyncWebClient) -> None:
    practice.faults.add("rate_limited", method="chat.postMessage", seconds=7)
    with pytest.raises(SlackApiError) as refused:
        await client.chat_postMessage(channel="C0GENERAL", text="Hello")
    assert (refused.value.response.status_code, refused.value.response.headers["Retry-After"]) == (429, "7")
    await client.chat_postMessage(channel="C0GENERAL", text="Hello")
    assert len(practice.world.messages_for("U0ANA", "C0GENERAL")) == 1


async def test_faults_of_one_method_one_place_and_always(practice: Practice, client: AsyncWebClient) -> None:
    practice.faults.add("refuse", method="chat.postMessage", error="fatal_error", channel="C0KUDOS", times=None)
    for _ in range(2):
        assert await refusal(client.chat_postMessage(channel="C0KUDOS", text="Hello")) == "fatal_error"
    await client.chat_postMessage(channel="C0GENERAL", text="Hello")
    practice.faults.clear()
    await client.chat_postMessage(channel="C0KUDOS", text="Hello")
    practice.faults.add("error_500")
    with pytest.raises(SlackApiError) as refused:
        await client.auth_test()
    assert refused.value.response.status_code == 500


async def test_slow(practice: Practice, client: AsyncWebClient) -> None:
    practice.faults.add("slow", seconds=0.2)
    started = time.monotonic()
    await client.auth_test()
    assert time.monotonic() - started >= 0.2


@pytest.mark.parametrize(("kind", "posted"), [("drop_after_accept", 1), ("drop_before_accept", 0)])
async def test_a_connection_that_closes_without_an_answer(practice: Practice, kind: str, posted: int) -> None:
    practice.faults.add(kind, method="chat.postMessage")  # type: ignore[arg-type]
    async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {practice.bot_token}"}) as session:
        with pytest.raises(aiohttp.ClientConnectionError):
            await session.post(f"{practice.api_url}chat.postMessage", json={"channel": "C0GENERAL", "text": "Hello"})
    assert len(practice.world.messages_for("U0ANA", "C0GENERAL")) == posted


async def test_the_last_calls_are_remembered_with_their_reasons(practice: Practice, client: AsyncWebClient) -> None:
    await client.chat_postMessage(channel="C0GENERAL", text="Hello")
    await refusal(client.chat_postMessage(channel="C0NOWHERE", text="Hello"))
    good, bad = practice.world.calls
    assert (good.name, good.ok, good.request["text"]) == ("chat.postMessage", True, "Hello")
    assert (bad.ok, bad.reason) == (False, "channel_not_found")
    assert practice.bot_token not in str(practice.world.calls)


async def test_whoever_waits_hears_of_a_change(practice: Practice, client: AsyncWebClient) -> None:
    before = practice.world.revision
    waiting = [asyncio.create_task(practice.world.changed(before)) for _ in range(3)]
    await client.chat_postMessage(channel="C0GENERAL", text="Hello")
    async with asyncio.timeout(2):
        assert all(revision > before for revision in await asyncio.gather(*waiting))


async def test_starting_over(practice: Practice, client: AsyncWebClient) -> None:
    told: list[str] = []

    async def note() -> None:
        told.append("over")

    practice.on_start_over = note
    await client.chat_postMessage(channel="U0ANA", text="Hello")
    practice.world.people["U0ANA"].tz = "Asia/Tokyo"
    await practice.start_over()
    assert practice.world.messages_for("U0ANA", practice.world.app_conversation("U0ANA").id) == []
    assert practice.world.people["U0ANA"].tz == "Europe/Madrid"
    assert told == ["over"]


async def test_no_answer_waits_for_its_other_half(practice: Practice) -> None:
    """On a socket that does not send at once, each answer takes 40 ms, however fast the machine."""
    async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {practice.bot_token}"}) as session:
        client = AsyncWebClient(token=practice.bot_token, base_url=practice.api_url, session=session)
        took = []
        for _ in range(12):
            started = time.monotonic()
            await client.auth_test()
            took.append(time.monotonic() - started)
    assert min(took[2:]) < 0.035
