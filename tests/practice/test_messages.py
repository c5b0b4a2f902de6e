"""Posting, changing, finding again and removing messages, and what Slack refuses."""

from collections.abc import Awaitable
from datetime import timedelta
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from practice import interact
from practice.server import Practice
from tests.practice.payload_samples import actions, button, section


async def refusal(call: Awaitable[Any]) -> str:
    """Return the error a call is refused with."""
    with pytest.raises(SlackApiError) as refused:
        await call
    return str(refused.value.response["error"])


async def test_a_persons_id_stands_for_their_dm(practice: Practice, client: AsyncWebClient) -> None:
    posted = await client.chat_postMessage(channel="U0BO", text="Hello")
    again = await client.chat_postMessage(channel="U0BO", text="Hello again")
    dm = practice.world.app_conversation("U0BO")
    assert posted["channel"] == again["channel"] == dm.id
    assert [message.text for message in practice.world.messages_for("U0BO", dm.id)] == ["Hello", "Hello again"]
    assert dm in practice.world.places_for("U0BO")
    assert dm not in practice.world.places_for("U0ANA")


async def test_times_of_messages_are_of_the_practice_clock_and_never_the_same(
    practice: Practice, client: AsyncWebClient
) -> None:
    posted = [await client.chat_postMessage(channel="C0GENERAL", text=str(number)) for number in range(20)]
    times = [float(one["ts"]) for one in posted]
    assert times == sorted(set(times))
    assert abs(times[0] - practice.clock.now().timestamp()) < 60


async def test_metadata_comes_back_only_when_asked_for(client: AsyncWebClient) -> None:
    metadata = {"event_type": "delivery", "event_payload": {"id": 7}}
    posted = await client.chat_postMessage(channel="C0GENERAL", text="Hello", metadata=metadata)
    plain = await client.conversations_history(channel="C0GENERAL")
    full = await client.conversations_history(channel="C0GENERAL", include_all_metadata=True)
    thread = await client.conversations_replies(channel="C0GENERAL", ts=posted["ts"], include_all_metadata=True)
    assert "metadata" not in plain["messages"][0]
    assert full["messages"][0]["metadata"] == thread["messages"][0]["metadata"] == metadata
    wrong: dict[str, Any] = {"event_type": "delivery"}
    call = client.chat_postMessage(channel="C0GENERAL", text="Hello", metadata=wrong)
    assert await refusal(call) == "invalid_metadata_format"


async def test_a_thread(practice: Practice, client: AsyncWebClient) -> None:
    first = await client.chat_postMessage(channel="C0GENERAL", text="First")
    await client.chat_postMessage(channel="C0GENERAL", text="Reply", thread_ts=first["ts"])
    history = await client.conversations_history(channel="C0GENERAL")
    replies = await client.conversations_replies(channel="C0GENERAL", ts=first["ts"])
    assert [(message["text"], message["reply_count"]) for message in history["messages"]] == [("First", 1)]
    assert [message["text"] for message in replies["messages"]] == ["First", "Reply"]
    assert [message.text for message in practice.world.messages_for("U0ANA", "C0GENERAL")] == ["First"]
    assert len(practice.world.messages_for("U0ANA", "C0GENERAL", first["ts"])) == 2
    assert await refusal(client.conversations_replies(channel="C0GENERAL", ts="1.0")) == "thread_not_found"


async def test_changing_and_removing(practice: Practice, client: AsyncWebClient) -> None:
    posted = await client.chat_postMessage(channel="U0BO", text="One", blocks=[section("One")])
    channel, ts = posted["channel"], posted["ts"]
    await client.chat_update(channel=channel, ts=ts, text="Two", blocks=[section("Two")])
    message = practice.world.find_message(channel, ts)
    assert message
    assert (message.text, message.blocks[0]["text"]["text"], message.edited) == ("Two", "Two", False)
    await client.chat_update(channel=channel, ts=ts, text="Three")
    assert (message.text, message.blocks, message.edited) == ("Three", [], True)
    await client.chat_delete(channel=channel, ts=ts)
    assert await refusal(client.chat_update(channel=channel, ts=ts, text="Four")) == "message_not_found"
    assert await refusal(client.chat_delete(channel=channel, ts=ts)) == "message_not_found"


async def test_blocks_without_ids_are_given_some(practice: Practice, client: AsyncWebClient) -> None:
    nameless = {"type": "button", "text": {"type": "plain_text", "text": "Yes"}}
    posted = await client.chat_postMessage(channel="C0GENERAL", text="Hello", blocks=[actions(nameless)])
    [block] = posted["message"]["blocks"]
    assert block["block_id"]
    assert block["elements"][0]["action_id"]
    assert practice.world.findings == []


@pytest.mark.parametrize(
    ("channel", "error"),
    [
        ("C0NOWHERE", "channel_not_found"),
        ("C0DATATEAM", "channel_not_found"),
        ("C0HELPINFRA", "not_in_channel"),
        ("U0WHOKNOWS", "cannot_dm_bot"),
        ("U0NOBODY", "channel_not_found"),
    ],
)
async def test_where_the_app_cannot_post(client: AsyncWebClient, channel: str, error: str) -> None:
    assert await refusal(client.chat_postMessage(channel=channel, text="Hello")) == error


async def test_to_whom_the_app_cannot_write(practice: Practice, client: AsyncWebClient) -> None:
    dm = practice.world.app_conversation("U0BO")
    practice.world.people["U0BO"].deleted = True
    practice.world.people["U0SAM"].is_stranger = True
    practice.world.channels["C0KUDOS"].is_archived = True
    assert await refusal(client.chat_postMessage(channel="U0BO", text="Hello")) == "user_disabled"
    assert await refusal(client.chat_postMessage(channel=dm.id, text="Hello")) == "user_disabled"
    assert await refusal(client.chat_postMessage(channel="U0SAM", text="Hello")) == "channel_not_found"
    assert await refusal(client.chat_postMessage(channel="C0KUDOS", text="Hello")) == "is_archived"


async def test_what_a_message_may_not_be(practice: Practice, client: AsyncWebClient) -> None:
    assert await refusal(client.api_call("chat.postMessage", json={"channel": "C0GENERAL"})) == "no_text"
    with pytest.raises(SlackApiError) as refused:
        await client.chat_postMessage(channel="C0GENERAL", text="Hello", blocks=[actions(button("x" * 76))])
    assert refused.value.response["error"] == "invalid_blocks"
    [told] = refused.value.response["response_metadata"]["messages"]
    assert told == "[ERROR] must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]"
    assert practice.world.messages_for("U0ANA", "C0GENERAL") == []
    assert [str(finding) for finding in practice.world.findings] == [
        "chat.postMessage /blocks/0/elements/0/text/text: must be less than 76 characters"
    ]
    posted = await client.chat_postMessage(channel="C0GENERAL", text="Hello")
    long = client.chat_update(channel="C0GENERAL", ts=posted["ts"], text="x" * 4001)
    assert await refusal(long) == "msg_too_long"


async def test_a_persons_message_is_not_the_apps_to_change(practice: Practice, client: AsyncWebClient) -> None:
    await interact.post_message(practice, "U0ANA", "C0GENERAL", "Mine")
    [mine] = practice.world.messages_for("U0BO", "C0GENERAL")
    assert await refusal(client.chat_update(channel="C0GENERAL", ts=mine.ts, text="Yours")) == "cant_update_message"
    assert await refusal(client.chat_delete(channel="C0GENERAL", ts=mine.ts)) == "cant_delete_message"


async def test_an_ephemeral_is_for_one_person_and_found_by_no_method(
    practice: Practice, client: AsyncWebClient
) -> None:
    shown = await client.chat_postEphemeral(channel="C0GENERAL", user="U0ANA", text="Only you")
    assert [message.text for message in practice.world.messages_for("U0ANA", "C0GENERAL")] == ["Only you"]
    assert practice.world.messages_for("U0BO", "C0GENERAL") == []
    assert (await client.conversations_history(channel="C0GENERAL"))["messages"] == []
    ts = shown["message_ts"]
    assert await refusal(client.chat_update(channel="C0GENERAL", ts=ts, text="New")) == "message_not_found"
    assert await refusal(client.chat_getPermalink(channel="C0GENERAL", message_ts=ts)) == "message_not_found"
    practice.world.channels["C0KUDOS"].members.discard("U0ANA")
    outside = client.chat_postEphemeral(channel="C0KUDOS", user="U0ANA", text="Only you")
    assert await refusal(outside) == "user_not_in_channel"


async def test_a_permalink(practice: Practice, client: AsyncWebClient) -> None:
    posted = await client.chat_postMessage(channel="C0GENERAL", text="Hello")
    link = await client.chat_getPermalink(channel="C0GENERAL", message_ts=posted["ts"])
    assert link["permalink"] == f"{practice.address}/archives/C0GENERAL/p{posted['ts'].replace('.', '')}"


async def test_reactions_of_the_app(practice: Practice, client: AsyncWebClient) -> None:
    posted = await client.chat_postMessage(channel="C0GENERAL", text="Hello")
    here = {"channel": "C0GENERAL", "timestamp": posted["ts"]}
    await client.reactions_add(name="wave", **here)
    got = await client.reactions_get(**here)
    assert got["message"]["reactions"] == [{"name": "wave", "users": ["U0WHOKNOWS"], "count": 1}]
    assert await refusal(client.reactions_add(name="wave", **here)) == "already_reacted"
    assert await refusal(client.reactions_add(name="not a name", **here)) == "invalid_name"
    await client.reactions_remove(name="wave", **here)
    assert await refusal(client.reactions_remove(name="wave", **here)) == "no_reaction"
    [message] = practice.world.messages_for("U0ANA", "C0GENERAL")
    assert message.reactions == {}


async def test_a_file_in_three_steps_and_a_moment_until_it_can_be_used(
    practice: Practice, client: AsyncWebClient
) -> None:
    uploaded = await client.files_upload_v2(
        content="a,b\n1,2\n", filename="numbers.csv", title="Numbers", channel="C0GENERAL", initial_comment="Here"
    )
    file_id = uploaded["file"]["id"]
    [message] = practice.world.messages_for("U0ANA", "C0GENERAL")
    assert (message.text, message.files) == ("Here", [file_id])
    assert practice.world.files[file_id].data == b"a,b\n1,2\n"
    image = {"type": "image", "slack_file": {"id": file_id}, "alt_text": "Numbers in a table"}
    assert (await client.files_info(file=file_id))["file"]["mimetype"] == ""
    early = client.chat_postMessage(channel="C0GENERAL", text="Numbers", blocks=[image])
    assert await refusal(early) == "invalid_blocks"
    practice.clock.move_by(timedelta(seconds=2))
    assert (await client.files_info(file=file_id))["file"]["mimetype"] == "text/csv"
    await client.chat_postMessage(channel="C0GENERAL", text="Numbers", blocks=[image])
