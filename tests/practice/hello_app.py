"""A small Bolt app that uses every element the page can draw, for the tests of the page."""

import asyncio
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

Block = dict[str, Any]

MANIFEST: dict[str, Any] = {
    "features": {
        "slash_commands": [
            {"command": "/hello", "description": "Say hello", "usage_hint": "your name", "should_escape": True},
            {"command": "/survey", "description": "Fill in a form"},
            {"command": "/slow", "description": "Answer too late"},
            {"command": "/broken", "description": "Answer with a view that Slack refuses"},
        ],
        "shortcuts": [
            {"name": "Start the survey", "type": "global", "callback_id": "start", "description": "Fill in a form"},
            {"name": "Quote this", "type": "message", "callback_id": "quote", "description": "Say it again"},
        ],
    },
    "oauth_config": {"scopes": {"bot": ["chat:write", "commands", "im:write", "users:read", "im:history"]}},
    "settings": {"event_subscriptions": {"bot_events": ["app_home_opened", "message.im"]}},
}


def plain(text: str) -> Block:
    """Return a plain_text object."""
    return {"type": "plain_text", "text": text}


def options(*names: str) -> list[Block]:
    """Return options whose value is their name in small letters."""
    return [{"text": plain(name), "value": name.lower()} for name in names]


def card(words: str) -> list[Block]:
    """Return the message of /hello, with everything that can be pressed."""
    return [
        {"type": "header", "text": plain("A card :wave:")},
        {"type": "section", "text": {"type": "mrkdwn", "text": f"*Hello* {words}"}},
        {
            "type": "actions",
            "block_id": "card",
            "elements": [
                {"type": "button", "action_id": "yes", "text": plain("Yes"), "style": "primary", "value": "1",
                 "accessibility_label": "Yes to the card"},
                {"type": "button", "action_id": "drop", "text": plain("Drop it"), "style": "danger", "value": "1",
                 "confirm": {"title": plain("Drop it?"), "text": plain("It cannot come back."),
                             "confirm": plain("Drop"), "deny": plain("Keep")}},
                {"type": "button", "action_id": "go", "text": plain("Go to general"), "value": "1",
                 "url": "slack://channel?team=T0PRACTICE&id=C0GENERAL"},
                {"type": "overflow", "action_id": "more", "options": options("Later", "Never")},
                {"type": "static_select", "action_id": "colour", "placeholder": plain("Pick a colour"),
                 "options": options("Red", "Blue")},
            ],
        },
    ]  # fmt: skip


def survey(title: str = "A survey") -> Block:
    """Return a modal with one input of each kind."""

    def question(block_id: str, label: str, element: Block, **rest: Any) -> Block:
        return {
            "type": "input", "block_id": block_id, "label": plain(label),
            "element": {"action_id": "answer", **element}, **rest,
        }  # fmt: skip

    return {
        "type": "modal",
        "callback_id": "survey",
        "title": plain(title),
        "submit": plain("Send it"),
        "close": plain("Not now"),
        "notify_on_close": True,
        "blocks": [
            question("name", "Your name", {"type": "plain_text_input", "max_length": 20}),
            question("story", "Your story", {"type": "plain_text_input", "multiline": True}, optional=True,
                     hint=plain("One sentence is plenty.")),
            question("topic", "Topic", {"type": "external_select", "min_query_length": 1}),
            question("mate", "A mate", {"type": "users_select"}),
            question("soon", "How soon", {"type": "radio_buttons", "options": options("Today", "This week")}),
            question("days", "Days", {"type": "checkboxes", "options": options("Monday", "Tuesday")}, optional=True),
            question("many", "People", {"type": "multi_users_select", "max_selected_items": 2}, optional=True),
            question("when", "When", {"type": "datetimepicker"}, optional=True),
            question("day", "Day", {"type": "datepicker"}, optional=True),
            question("mail", "Mail", {"type": "email_text_input"}, optional=True),
            question("count", "Count", {"type": "number_input", "is_decimal_allowed": False}, optional=True),
        ],
    }  # fmt: skip


def hello_app(app: AsyncApp) -> tuple[AsyncApp, list[Block]]:
    """Give an app its listeners and return it with the list of bodies it will have received."""
    received: list[Block] = []
    _commands(app, received)
    _forms(app, received)
    _presses(app, received)
    _others(app)
    return app, received


def home(count: int) -> Block:
    """Return an App Home with a button that counts."""
    button = {"type": "button", "action_id": "count", "text": plain("Count up"), "value": str(count)}
    return {
        "type": "home",
        "blocks": [
            {"type": "header", "text": plain("At home")},
            {"type": "section", "text": {"type": "mrkdwn", "text": f"Counted {count} times"}},
            {"type": "actions", "block_id": "counting", "elements": [button]},
        ],
    }


def _commands(app: AsyncApp, received: list[Block]) -> None:
    @app.command("/hello")
    async def hello(ack: AsyncAck, command: Block, client: AsyncWebClient) -> None:
        received.append(command)
        await client.chat_postMessage(channel=command["user_id"], text="A card", blocks=card(command["text"]))
        await ack(f"Hello {command['text']}, I sent you a card.")

    @app.command("/survey")
    async def open_survey(ack: AsyncAck, command: Block, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=command["trigger_id"], view=survey())

    @app.command("/slow")
    async def slow(command: Block) -> None:
        """Never acknowledge."""
        received.append(command)

    @app.command("/broken")
    async def broken(ack: AsyncAck, command: Block, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=command["trigger_id"], view={**survey(), "callback_id": "broken"})


def _forms(app: AsyncApp, received: list[Block]) -> None:
    @app.view("broken")
    async def broken_view(ack: AsyncAck) -> None:
        await ack(response_action="update", view=survey("A title of more than twenty-four letters"))

    @app.options("answer")
    async def topics(ack: AsyncAck, payload: Block) -> None:
        known = ("Terraform", "Terrariums", "Python")
        await ack(options=options(*(name for name in known if payload["value"].lower() in name.lower())))

    @app.view("survey")
    async def submitted(ack: AsyncAck, view: Block) -> None:
        received.append(view["state"]["values"])
        if view["state"]["values"]["name"]["answer"]["value"] == "slowly":
            await asyncio.sleep(0.5)
        if view["state"]["values"]["name"]["answer"]["value"] == "nobody":
            await ack(response_action="errors", errors={"name": "Somebody must have filled this in."})
            return
        await ack()

    @app.view_closed("survey")
    async def closed(ack: AsyncAck, body: Block) -> None:
        received.append(body)
        await ack()


def _presses(app: AsyncApp, received: list[Block]) -> None:
    @app.action("yes")
    @app.action("go")
    @app.action("drop")
    @app.action("more")
    @app.action("colour")
    async def acted(ack: AsyncAck, body: Block, respond: AsyncRespond) -> None:
        await ack()
        received.append(body)
        action = body["actions"][0]
        chosen = (action.get("selected_option") or {}).get("value", "")
        await respond(text=f"You pressed {action['action_id']} {chosen}".strip(), replace_original=False)

    @app.action("count")
    async def counted(ack: AsyncAck, body: Block, client: AsyncWebClient) -> None:
        await ack()
        await client.views_publish(user_id=body["user"]["id"], view=home(int(body["actions"][0]["value"]) + 1))


def _others(app: AsyncApp) -> None:
    @app.event("app_home_opened")
    async def opened(event: Block, client: AsyncWebClient) -> None:
        if event["tab"] == "home":
            await client.views_publish(user_id=event["user"], view=home(0))

    @app.event("message")
    async def heard(event: Block, client: AsyncWebClient) -> None:
        if not event.get("bot_id"):
            await client.chat_postMessage(channel=event["channel"], text=f"You said: {event['text']}")

    @app.shortcut("start")
    async def started(ack: AsyncAck, shortcut: Block, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=shortcut["trigger_id"], view=survey("From a shortcut"))

    @app.shortcut("quote")
    async def quoted(ack: AsyncAck, shortcut: Block, respond: AsyncRespond) -> None:
        await ack()
        await respond(text=f">{shortcut['message']['text']}")
