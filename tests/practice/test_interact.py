"""What people do reaches the app in Slack's own shape, and only where Slack would send it."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from practice import interact
from practice.clock import PracticeClock
from practice.server import Practice
from tests.practice.apps import hears
from tests.practice.conftest import MONDAY, SHORT, Connect, seed_of_tests
from tests.practice.payload_samples import actions, button, home, options, section, select
from tests.practice.test_messages import refusal

CARD = [section(), actions(button("Yes", value="7"), select("overflow", action_id="more", options=options(2)))]
CARD[1]["block_id"] = "answer"


def collects(app: AsyncApp, kind: str, name: str) -> list[dict[str, Any]]:
    """Acknowledge requests of a kind and keep their bodies in the list it returns."""
    bodies: list[dict[str, Any]] = []

    @getattr(app, kind)(name)  # type: ignore[untyped-decorator]
    async def keep(ack: AsyncAck, body: dict[str, Any]) -> None:
        bodies.append(body)
        await ack()

    return bodies


async def test_a_command(practice: Practice, app: AsyncApp, connect: Connect) -> None:
    bodies = collects(app, "command", "/ask")
    await connect(app)
    typed = "/ask @bo & #general: why <is> https://example.com/a?b=1 so slow, @here?"
    await interact.run_command(practice, "U0ANA", "C0DATATEAM", typed)
    [body] = bodies
    assert body["text"] == (
        "<@U0BO|bo> &amp; <#C0GENERAL|general>: why &lt;is&gt; <https://example.com/a?b=1> so slow, <!here>?"
    )
    assert (body["user_id"], body["channel_id"], body["channel_name"]) == ("U0ANA", "C0DATATEAM", "privategroup")
    assert body["is_enterprise_install"] == "false"
    dm = practice.world.app_conversation("U0ANA")
    await interact.run_command(practice, "U0ANA", dm.id, "/ask")
    assert (bodies[1]["text"], bodies[1]["channel_name"]) == ("", "directmessage")


async def test_a_press_in_a_message(
    practice: Practice, app: AsyncApp, client: AsyncWebClient, connect: Connect
) -> None:
    pressed, chosen = collects(app, "action", "yes"), collects(app, "action", "more")
    await connect(app)
    await client.chat_postMessage(channel="U0BO", text="Hello", blocks=CARD)
    [message] = practice.world.messages_for("U0BO", practice.world.app_conversation("U0BO").id)
    await interact.press(practice, "U0BO", message, "answer", "yes")
    await interact.press(practice, "U0BO", message, "answer", "more", chosen="1")
    [body] = pressed
    assert body["container"] == {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": message.channel_id,
        "is_ephemeral": False,
    }
    assert (body["message"]["text"], body["user"]["id"], body["actions"][0]["value"]) == ("Hello", "U0BO", "7")
    assert body["response_url"].startswith(practice.address)
    assert chosen[0]["actions"][0]["selected_option"]["value"] == "1"
    with pytest.raises(LookupError, match="does not see"):
        await interact.press(practice, "U0ANA", message, "answer", "yes")
    practice.world.remove_message(message)
    with pytest.raises(LookupError, match="does not see"):
        await interact.press(practice, "U0BO", message, "answer", "yes")


async def test_an_ephemeral_is_pressed_by_its_reader_and_carries_no_message(
    practice: Practice, app: AsyncApp, client: AsyncWebClient, connect: Connect
) -> None:
    pressed = collects(app, "action", "yes")
    await connect(app)
    await client.chat_postEphemeral(channel="C0GENERAL", user="U0ANA", text="Only you", blocks=CARD)
    [message] = practice.world.messages_for("U0ANA", "C0GENERAL")
    await interact.press(practice, "U0ANA", message, "answer", "yes")
    assert pressed[0]["container"]["is_ephemeral"] is True
    assert "message" not in pressed[0]
    with pytest.raises(LookupError):
        await interact.press(practice, "U0BO", message, "answer", "yes")
    with pytest.raises(LookupError, match="no shortcuts"):
        await interact.message_shortcut(practice, "U0ANA", "ask_about", message)


async def test_shortcuts(practice: Practice, app: AsyncApp, connect: Connect) -> None:
    on_message, anywhere = collects(app, "message_shortcut", "ask_about"), collects(app, "global_shortcut", "ask")
    await connect(app)
    await interact.post_message(practice, "U0BO", "C0GENERAL", "My plan is gone")
    [message] = practice.world.messages_for("U0ANA", "C0GENERAL")
    await interact.message_shortcut(practice, "U0ANA", "ask_about", message)
    await interact.global_shortcut(practice, "U0ANA", "ask")
    [body] = on_message
    assert (body["type"], body["message"]["user"], body["message"]["text"]) == (
        "message_action",
        "U0BO",
        "My plan is gone",
    )
    assert body["channel"] == {"id": "C0GENERAL", "name": "general"}
    assert "response_url" in body
    assert ("channel" in anywhere[0], "response_url" in anywhere[0]) == (False, False)


async def test_the_app_hears_messages_where_it_is_a_member(
    practice: Practice, app: AsyncApp, client: AsyncWebClient, connect: Connect
) -> None:
    heard, mentioned = hears(app, "message"), hears(app, "app_mention")
    await connect(app)
    dm = practice.world.app_conversation("U0ANA")
    group = (await client.conversations_open(users="U0ANA,U0BO"))["channel"]["id"]
    for place in ("C0GENERAL", "C0HELPINFRA", "C0DATATEAM", dm.id, group):
        person = "U0INES" if place == "C0DATATEAM" else "U0ANA"
        await interact.post_message(practice, person, place, f"@whoknows in {place}")
    kinds = [(body["event"]["channel"], body["event"]["channel_type"]) for body in heard]
    assert kinds == [("C0GENERAL", "channel"), (dm.id, "im"), (group, "mpim")]
    assert [body["event"]["channel"] for body in mentioned] == ["C0GENERAL", group]
    assert heard[0]["event"]["text"] == "<@U0WHOKNOWS> in C0GENERAL"
    assert heard[0]["authorizations"][0]["user_id"] == "U0WHOKNOWS"
    assert practice.world.notices["U0ANA"] == ["WhoKnows is not in #help-infra, so it did not see that."]
    with pytest.raises(LookupError, match="not in data-team"):
        await interact.post_message(practice, "U0ANA", "C0DATATEAM", "Hello")


async def test_reactions_are_told(practice: Practice, app: AsyncApp, client: AsyncWebClient, connect: Connect) -> None:
    added, removed = hears(app, "reaction_added"), hears(app, "reaction_removed")
    await connect(app)
    posted = await client.chat_postMessage(channel="C0KUDOS", text="Thanks, Bo")
    [message] = practice.world.messages_for("U0ANA", "C0KUDOS")
    await interact.react(practice, "U0ANA", message, "raised_hands")
    await interact.react(practice, "U0ANA", message, "raised_hands")
    await interact.unreact(practice, "U0ANA", message, "raised_hands")
    [body] = added
    assert body["event"]["item"] == {"type": "message", "channel": "C0KUDOS", "ts": posted["ts"]}
    assert (body["event"]["item_user"], body["event"]["reaction"]) == ("U0WHOKNOWS", "raised_hands")
    assert len(removed) == 1
    assert message.reactions == {}


async def test_people_who_join_change_and_leave(practice: Practice, app: AsyncApp, connect: Connect) -> None:
    joined, changed = hears(app, "team_join"), hears(app, "user_change")
    arrived, gone = hears(app, "member_joined_channel"), hears(app, "app_uninstalled")
    await connect(app)
    bo = practice.world.people["U0BO"]
    bo.deleted = True
    await practice.events.person_changed(bo, is_new=True)
    await practice.events.person_changed(bo)
    await practice.events.member(bo, practice.world.channels["C0GENERAL"], is_joined=True)
    await practice.events.member(bo, practice.world.channels["C0HELPINFRA"], is_joined=True)
    await practice.events.uninstalled()
    assert joined[0]["event"]["user"]["id"] == "U0BO"
    assert changed[0]["event"]["user"]["deleted"] is True
    assert [body["event"]["channel"] for body in arrived] == ["C0GENERAL"]
    assert len(gone) == 1


MANIFEST: dict[str, Any] = {
    "features": {"slash_commands": [{"command": "/ask", "description": "Ask", "should_escape": False}]},
    "oauth_config": {"scopes": {"bot": ["chat:write", "commands", "im:history"]}},
    "settings": {"event_subscriptions": {"bot_events": ["message.im"]}},
}


@pytest.fixture
async def strict() -> AsyncIterator[Practice]:
    """A workspace that knows the app's manifest."""
    workspace = Practice(clock=PracticeClock(MONDAY), seed=seed_of_tests(), manifest=MANIFEST, deadlines=SHORT)
    await workspace.start()
    yield workspace
    await workspace.stop()


async def test_only_what_the_manifest_subscribes_to_is_sent(strict: Practice) -> None:
    dm = strict.world.app_conversation("U0ANA")
    opened = await interact.open_home(strict, "U0ANA")
    public = await interact.post_message(strict, "U0ANA", "C0GENERAL", "Hello @whoknows")
    private = await interact.post_message(strict, "U0ANA", dm.id, "Hello")
    assert (opened.reason, public.reason, private.reason) == ("not_subscribed", "not_subscribed", "not_connected")
    unknown = await interact.run_command(strict, "U0ANA", "C0GENERAL", "/aks why")
    assert unknown.reason == "unknown_command"
    assert strict.world.notices["U0ANA"] == ["/aks is not a command here."]
    await interact.run_command(strict, "U0ANA", "C0GENERAL", "/ask @bo why <this>")
    assert strict.world.calls[-1].request["text"] == "@bo why <this>"


async def test_the_apps_own_posts_are_told_and_bolt_drops_them(
    practice: Practice, app: AsyncApp, client: AsyncWebClient, connect: Connect
) -> None:
    heard = hears(app, "message")
    await connect(app)
    await client.chat_postMessage(channel="C0GENERAL", text="Mine")
    await interact.post_message(practice, "U0ANA", "C0GENERAL", "Yours")
    assert [body["event"]["text"] for body in heard] == ["Yours"]
    told = [call.request["event"]["text"] for call in practice.world.calls if call.name == "message.channels"]
    assert sorted(told) == ["Mine", "Yours"]


@pytest.mark.parametrize("where", ["ephemeral", "message"])
async def test_a_response_url_changes_the_message_that_was_pressed(
    practice: Practice, app: AsyncApp, client: AsyncWebClient, connect: Connect, where: str
) -> None:
    @app.action("yes")
    async def answer(ack: AsyncAck, respond: AsyncRespond) -> None:
        await ack()
        await respond(text="Done", replace_original=True)
        await respond(text="And only you see this")

    await connect(app)
    if where == "ephemeral":
        await client.chat_postEphemeral(channel="C0GENERAL", user="U0ANA", text="Sure?", blocks=CARD)
    else:
        await client.chat_postMessage(channel="C0GENERAL", text="Sure?", blocks=CARD)
    [message] = practice.world.messages_for("U0ANA", "C0GENERAL")
    await interact.press(practice, "U0ANA", message, "answer", "yes")
    seen = practice.world.messages_for("U0ANA", "C0GENERAL")
    assert [(one.text, one.only_for) for one in seen] == [
        ("Done", "U0ANA" if where == "ephemeral" else None),
        ("And only you see this", "U0ANA"),
    ]
    assert seen[0].ts == message.ts


async def test_the_tabs_of_the_app_are_as_its_manifest_says(strict: Practice) -> None:
    client = AsyncWebClient(token=strict.bot_token, base_url=strict.api_url)
    dm = strict.world.app_conversation("U0ANA")
    tabs = {"home_tab_enabled": False, "messages_tab_enabled": True, "messages_tab_read_only_enabled": True}
    strict.manifest = {**MANIFEST, "features": {"app_home": tabs}}
    written = await interact.post_message(strict, "U0ANA", dm.id, "Hello")
    assert (written.reason, strict.world.messages_for("U0ANA", dm.id)) == ("messages_tab_read_only", [])
    assert strict.world.notices["U0ANA"] == ["Sending messages to WhoKnows has been turned off."]
    assert await refusal(client.views_publish(user_id="U0ANA", view=home(section()))) == "not_enabled"
    await client.chat_postMessage(channel="U0ANA", text="Hello")
    tabs["messages_tab_enabled"] = False
    assert await refusal(client.chat_postMessage(channel="U0ANA", text="Hello")) == "messages_tab_disabled"
