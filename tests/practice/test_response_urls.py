"""A response_url answers five times in 30 minutes: to one person, to the place, or in the message itself."""

from datetime import timedelta
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from practice.server import Practice
from tests.practice.payload_samples import actions, button, section


async def answer(url: str, **body: Any) -> int:
    """Post to a response_url and return the status."""
    return (await AsyncWebhookClient(url).send_dict(body)).status_code


async def test_five_uses(practice: Practice) -> None:
    url = practice.response_url("U0ANA", "C0GENERAL")
    assert [await answer(url, text=str(number)) for number in range(6)] == [200] * 5 + [404]
    texts = [message.text for message in practice.world.messages_for("U0ANA", "C0GENERAL")]
    assert texts == ["0", "1", "2", "3", "4"]
    assert practice.world.messages_for("U0BO", "C0GENERAL") == []
    assert await answer(practice.response_url("U0ANA", "C0GENERAL") + "x", text="Hello") == 404


async def test_thirty_minutes_of_the_practice_clock(practice: Practice) -> None:
    url = practice.response_url("U0ANA", "C0GENERAL")
    practice.clock.move_by(timedelta(minutes=29))
    assert await answer(url, text="In time") == 200
    practice.clock.move_by(timedelta(minutes=2))
    assert await answer(url, text="Too late") == 404


async def test_in_the_channel_also_where_the_app_is_no_member(practice: Practice) -> None:
    url = practice.response_url("U0ANA", "C0HELPINFRA")
    await answer(url, text="For all", response_type="in_channel")
    assert [message.text for message in practice.world.messages_for("U0BO", "C0HELPINFRA")] == ["For all"]


async def test_the_original_is_replaced_or_removed(practice: Practice, client: AsyncWebClient) -> None:
    posted = await client.chat_postMessage(channel="C0GENERAL", text="Sure?", blocks=[section(), actions(button())])
    url = practice.response_url("U0ANA", "C0GENERAL", posted["ts"])
    await answer(url, text="Done", replace_original=True)
    [message] = practice.world.messages_for("U0BO", "C0GENERAL")
    assert (message.text, message.blocks) == ("Done", [])
    await answer(url, delete_original=True)
    assert practice.world.messages_for("U0BO", "C0GENERAL") == []


@pytest.mark.parametrize("body", [{}, {"text": "Hello", "blocks": [section("x" * 3001)]}])
async def test_what_it_refuses(practice: Practice, body: dict[str, Any]) -> None:
    assert await answer(practice.response_url("U0ANA", "C0GENERAL"), **body) == 400
    assert practice.world.messages_for("U0ANA", "C0GENERAL") == []


async def test_faults_of_response_urls(practice: Practice) -> None:
    practice.faults.add("error_500", method="response_url")
    url = practice.response_url("U0ANA", "C0GENERAL")
    assert [await answer(url, text="Once"), await answer(url, text="Twice")] == [500, 200]
    assert [message.text for message in practice.world.messages_for("U0ANA", "C0GENERAL")] == ["Twice"]
