"""A command opens a form, the form is corrected and sent, and a message with a button comes and changes."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from practice import interact
from practice.server import Practice
from tests.practice.conftest import Connect

FORM = {
    "type": "modal",
    "callback_id": "greet",
    "title": {"type": "plain_text", "text": "Greet someone"},
    "submit": {"type": "plain_text", "text": "Greet"},
    "blocks": [
        {
            "type": "input",
            "block_id": "whom",
            "label": {"type": "plain_text", "text": "Whom"},
            "element": {"type": "users_select", "action_id": "person"},
        },
        {
            "type": "input",
            "block_id": "words",
            "label": {"type": "plain_text", "text": "What to say"},
            "element": {"type": "plain_text_input", "action_id": "text"},
        },
    ],
}


def greeting(words: str) -> list[dict[str, Any]]:
    button = {"type": "button", "action_id": "thank", "text": {"type": "plain_text", "text": "Thank you"}}
    return [
        {"type": "section", "text": {"type": "mrkdwn", "text": words}},
        {"type": "actions", "block_id": "answer", "elements": [button]},
    ]


def greeter(app: AsyncApp) -> AsyncApp:
    @app.command("/greet")
    async def open_form(ack: AsyncAck, command: dict[str, Any], client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=command["trigger_id"], view=FORM)
        await ack("Here is the form.")

    @app.view("greet")
    async def send(ack: AsyncAck, view: dict[str, Any], client: AsyncWebClient) -> None:
        values = view["state"]["values"]
        if len(values["words"]["text"]["value"]) < 5:
            await ack(response_action="errors", errors={"words": "A few more words."})
            return
        whom, words = values["whom"]["person"]["selected_user"], values["words"]["text"]["value"]
        await client.chat_postMessage(channel=whom, text=words, blocks=greeting(words))
        await ack()

    @app.action("thank")
    async def thanked(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        container = body["container"]
        await client.chat_update(
            channel=container["channel_id"], ts=container["message_ts"], text="You said thank you."
        )
        await ack()

    return app


async def test_two_people_and_an_app(practice: Practice, app: AsyncApp, connect: Connect) -> None:
    await connect(greeter(app))
    world = practice.world

    typed = await interact.run_command(practice, "U0ANA", "C0GENERAL", "/greet")
    [form] = world.modals["U0ANA"]
    [confirmation] = world.messages_for("U0ANA", "C0GENERAL")
    assert typed.answered
    assert form.title == "Greet someone"
    assert (confirmation.text, confirmation.only_for) == ("Here is the form.", "U0ANA")
    assert world.messages_for("U0BO", "C0GENERAL") == []

    filled_in = {"whom": {"person": "U0BO"}, "words": {"text": "Hi"}}
    await interact.submit_view(practice, "U0ANA", form.id, filled_in)
    assert form.errors == {"words": "A few more words."}
    assert form.values["words"]["text"]["value"] == "Hi"

    await interact.submit_view(practice, "U0ANA", form.id, {"words": {"text": "Hello Bo"}})
    assert world.modals["U0ANA"] == []

    dm = world.app_conversation("U0BO")
    [message] = world.messages_for("U0BO", dm.id)
    assert message.text == "Hello Bo"
    assert world.unread["U0BO", dm.id] == 1
    assert world.messages_for("U0ANA", dm.id) == []

    await interact.press(practice, "U0BO", message, "answer", "thank")
    [changed] = world.messages_for("U0BO", dm.id)
    assert (changed.ts, changed.text, changed.edited) == (message.ts, "You said thank you.", True)
    assert [deed.name for deed in world.deeds] == ["/greet", "Greet someone", "Greet someone", "Thank you"]
    assert world.findings == []
