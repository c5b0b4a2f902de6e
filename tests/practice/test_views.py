"""Modals open once per trigger, stack, change and close as Slack's do; so does an App Home."""

import asyncio
from typing import Any

import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from practice import interact
from practice.server import Practice
from practice.surfaces import State
from tests.practice.apps import TYPED, answers_form, form, opens
from tests.practice.conftest import Connect
from tests.practice.payload_samples import actions, button, field, home, options, plain, section, select
from tests.practice.test_messages import refusal

FILLED = {"field": {"typed": "Hello"}}


async def open_form(practice: Practice) -> str:
    """Type /form as Ana and return the id of the view that opens."""
    await interact.run_command(practice, "U0ANA", "C0GENERAL", "/form")
    return practice.world.modals["U0ANA"][-1].id


async def test_a_trigger_opens_one_view_and_not_for_long(practice: Practice, client: AsyncWebClient) -> None:
    trigger = practice.triggers.issue("U0ANA")
    await client.views_open(trigger_id=trigger, view=form())
    assert await refusal(client.views_open(trigger_id=trigger, view=form())) == "exchanged_trigger_id"
    late = practice.triggers.issue("U0ANA")
    await asyncio.sleep(practice.deadlines.trigger_seconds + 0.05)
    assert await refusal(client.views_open(trigger_id=late, view=form())) == "expired_trigger_id"
    assert await refusal(client.views_open(trigger_id="1.2.abc", view=form())) == "invalid_trigger_id"


async def test_a_refused_view_leaves_its_trigger_good(practice: Practice, client: AsyncWebClient) -> None:
    trigger = practice.triggers.issue("U0ANA")
    with pytest.raises(SlackApiError) as refused:
        await client.views_open(trigger_id=trigger, view=form("A title of more than 24 letters"))
    assert refused.value.response["error"] == "invalid_arguments"
    assert refused.value.response["response_metadata"]["messages"] == [
        "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"
    ]
    large = form()
    large["blocks"] = [section("x" * 2900) for _ in range(90)]
    assert await refusal(client.views_open(trigger_id=trigger, view=large)) == "view_too_large"
    assert await refusal(client.views_open(trigger_id=trigger, view=home(section()))) == "invalid_arguments"
    await client.views_open(trigger_id=trigger, view=form())


async def test_errors_stand_at_their_fields_and_what_was_typed_stays(
    practice: Practice, app: AsyncApp, connect: Connect
) -> None:
    opens(app, form())
    bodies = answers_form(app, response_action="errors", errors={"field": "Say more."})
    await connect(app)
    view_id = await open_form(practice)
    empty = await interact.submit_view(practice, "U0ANA", view_id, {})
    assert (empty.reason, bodies) == ("not_sent", [])
    await interact.submit_view(practice, "U0ANA", view_id, FILLED)
    [view] = practice.world.modals["U0ANA"]
    assert view.errors == {"field": "Say more."}
    assert bodies[0]["view"]["state"]["values"] == {"field": {"typed": {"type": "plain_text_input", "value": "Hello"}}}
    assert bodies[0]["view"]["hash"] == view.hash


async def test_update_push_clear_and_close(practice: Practice, app: AsyncApp, connect: Connect) -> None:
    opens(app, form())
    turns: list[dict[str, Any]] = [
        {"response_action": "update", "view": form("Changed", private_metadata="7")},
        {"response_action": "push", "view": form("On top")},
        {},
        {"response_action": "push", "view": form("Second")},
        {"response_action": "push", "view": form("Third")},
        {"response_action": "push", "view": form("Fourth")},
        {"response_action": "clear"},
    ]

    @app.view("form")
    async def answer(ack: AsyncAck) -> None:
        await ack(**turns.pop(0))

    await connect(app)
    await open_form(practice)
    stack = practice.world.modals["U0ANA"]

    async def submit() -> list[str]:
        await interact.submit_view(practice, "U0ANA", stack[-1].id, FILLED)
        return [view.title for view in stack]

    assert await submit() == ["Changed"]
    assert stack[0].values["field"]["typed"]["value"] == "Hello"
    assert await submit() == ["Changed", "On top"]
    assert stack[1].previous_view_id == stack[1].root_view_id == stack[0].id
    assert await submit() == ["Changed"]
    assert await submit() == ["Changed", "Second"]
    assert await submit() == ["Changed", "Second", "Third"]
    assert await submit() == ["Changed", "Second", "Third"]
    assert "more than three" in practice.world.notices["U0ANA"][-1]
    assert await submit() == []


async def test_a_view_refused_in_an_ack_is_said_aloud(practice: Practice, app: AsyncApp, connect: Connect) -> None:
    opens(app, form())
    answers_form(app, response_action="update", view=form("A title of more than 24 letters"))
    await connect(app)
    await interact.submit_view(practice, "U0ANA", await open_form(practice), FILLED)
    assert "We had some trouble connecting" in practice.world.notices["U0ANA"][0]
    assert practice.world.findings[0].where == "answer to a form (update) /view/title/text"
    assert practice.world.modals["U0ANA"][0].title == "A form"


async def test_three_modals_and_no_more(practice: Practice, app: AsyncApp, connect: Connect) -> None:
    pushed = form("Pushed")
    pushed["blocks"].append(actions(button("More", action_id="more")))
    opens(app, pushed)
    errors: list[str] = []

    @app.action("more")
    async def push(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        try:
            await client.views_push(trigger_id=body["trigger_id"], view=pushed)
        except SlackApiError as refused:
            errors.append(refused.response["error"])

    await connect(app)
    await open_form(practice)
    stack = practice.world.modals["U0ANA"]
    for _ in range(3):
        top = stack[-1]
        await interact.press(practice, "U0ANA", top, top.blocks[-1]["block_id"], "more")
    assert len(stack) == 3
    assert errors == ["push_limit_reached"]


async def test_changing_a_view_by_its_id_hash_and_external_id(practice: Practice, client: AsyncWebClient) -> None:
    opened = await client.views_open(trigger_id=practice.triggers.issue("U0ANA"), view=form(external_id="draft-7"))
    view_id, old_hash = opened["view"]["id"], opened["view"]["hash"]
    changed = await client.views_update(view_id=view_id, hash=old_hash, view=form("Second", external_id="draft-7"))
    stale = client.views_update(view_id=view_id, hash=old_hash, view=form("Third"))
    assert await refusal(stale) == "hash_conflict"
    assert changed["view"]["hash"] != old_hash
    await client.views_update(external_id="draft-7", view=form("Third", external_id="draft-7"))
    assert practice.world.modals["U0ANA"][0].title == "Third"
    again = client.views_open(trigger_id=practice.triggers.issue("U0BO"), view=form(external_id="draft-7"))
    assert await refusal(again) == "duplicate_external_id"
    assert await refusal(client.views_update(view_id="V000", view=form())) == "not_found"


async def test_closing_is_told_where_it_was_asked_for(practice: Practice, app: AsyncApp, connect: Connect) -> None:
    opens(app, form(notify_on_close=True))
    closed: list[dict[str, Any]] = []

    @app.view_closed("form")
    async def note(ack: AsyncAck, body: dict[str, Any]) -> None:
        closed.append(body)
        await ack()

    await connect(app)
    await interact.close_view(practice, "U0ANA", await open_form(practice), whole_stack=True)
    assert practice.world.modals["U0ANA"] == []
    assert closed[0]["is_cleared"] is True
    with pytest.raises(LookupError):
        await interact.close_view(practice, "U0ANA", closed[0]["view"]["id"])


async def test_a_home(practice: Practice, app: AsyncApp, client: AsyncWebClient, connect: Connect) -> None:
    heard: list[dict[str, Any]] = []
    pressed: list[dict[str, Any]] = []

    @app.event("app_home_opened")
    async def publish(event: dict[str, Any], client: AsyncWebClient) -> None:
        heard.append(event)
        blocks = [section(f"Opened {len(heard)} times"), actions(button("Ask", action_id="ask"))]
        await client.views_publish(user_id=event["user"], view=home(*blocks))

    @app.action("ask")
    async def ask(ack: AsyncAck, body: dict[str, Any]) -> None:
        pressed.append(body)
        await ack()

    await connect(app)
    for _ in range(2):
        await interact.open_home(practice, "U0ANA")
    view = practice.world.homes["U0ANA"]
    assert view.blocks[0]["text"]["text"] == "Opened 2 times"
    assert ("view" in heard[0], "view" in heard[1], heard[1]["tab"]) == (False, True, "home")
    await interact.press(practice, "U0ANA", view, view.blocks[1]["block_id"], "ask")
    assert pressed[0]["container"] == {"type": "view", "view_id": view.id}
    assert "response_url" not in pressed[0]
    with pytest.raises(LookupError):
        await interact.press(practice, "U0BO", view, view.blocks[1]["block_id"], "ask")
    stale = client.views_publish(user_id="U0ANA", view=home(section()), hash="1.old")
    assert await refusal(stale) == "hash_conflict"
    assert await refusal(client.views_publish(user_id="U0NOBODY", view=home(section()))) == "user_not_found"


async def test_everything_on_a_form_is_sent_with_each_press(
    practice: Practice, app: AsyncApp, connect: Connect
) -> None:
    view = form()
    view["blocks"] = [
        field(TYPED, block_id="words"),
        field(select("multi_users_select"), block_id="people", optional=True),
        field({"type": "datepicker", "action_id": "day", "initial_date": "2026-12-03"}, block_id="day"),
        field({"type": "checkboxes", "action_id": "checks", "options": options(3)}, block_id="checks", optional=True),
        {"type": "actions", "block_id": "kind", "elements": [select("static_select", options=options(3))]},
    ]
    opens(app, view)
    bodies: list[dict[str, Any]] = []

    @app.action("pick")
    async def picked(ack: AsyncAck, body: dict[str, Any]) -> None:
        bodies.append(body)
        await ack()

    await connect(app)
    await open_form(practice)
    [opened] = practice.world.modals["U0ANA"]
    state: State = {"words": {"typed": "Half a sen"}, "people": {"pick": ["U0BO"]}, "checks": {"checks": ["1", "2"]}}
    await interact.press(practice, "U0ANA", opened, "kind", "pick", chosen="2", state=state)
    [action] = bodies[0]["actions"]
    option = {"text": plain("Option 2"), "value": "2"}
    assert (action["type"], action["selected_option"]) == ("static_select", option)
    assert bodies[0]["view"]["state"]["values"] == {
        "words": {"typed": {"type": "plain_text_input", "value": "Half a sen"}},
        "people": {"pick": {"type": "multi_users_select", "selected_users": ["U0BO"]}},
        "day": {"day": {"type": "datepicker", "selected_date": "2026-12-03"}},
        "checks": {"checks": {"type": "checkboxes", "selected_options": options(3)[1:]}},
        "kind": {"pick": {"type": "static_select", "selected_option": option}},
    }
    with pytest.raises(LookupError, match="does not offer '9'"):
        await interact.press(practice, "U0ANA", opened, "kind", "pick", chosen="9")
    with pytest.raises(LookupError, match="there is no 'nothing'"):
        await interact.press(practice, "U0ANA", opened, "kind", "nothing")


async def test_type_ahead(practice: Practice, app: AsyncApp, connect: Connect) -> None:
    view = form()
    view["blocks"] = [field(select("external_select", min_query_length=2), block_id="topic")]
    opens(app, view)
    bodies = answers_form(app)
    asked: list[str] = []

    @app.options("pick")
    async def suggest(ack: AsyncAck, payload: dict[str, Any]) -> None:
        asked.append(payload["value"])
        await ack(options=[{"text": plain("Terraform · 2 people"), "value": "7"}])

    await connect(app)
    await open_form(practice)
    [opened] = practice.world.modals["U0ANA"]
    assert await interact.suggest(practice, "U0ANA", opened, "topic", "pick", "t") == []
    [option] = await interact.suggest(practice, "U0ANA", opened, "topic", "pick", "te")
    assert asked == ["te"]
    await interact.submit_view(practice, "U0ANA", opened.id, {"topic": {"pick": option["value"]}})
    assert bodies[0]["view"]["state"]["values"]["topic"]["pick"]["selected_option"] == option
