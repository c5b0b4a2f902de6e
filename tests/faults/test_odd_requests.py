"""Requests as Slack documents them and nobody sends them twice alike: without ids, with markup of their own."""

from typing import Any

import pytest

from bot.errors import WhoKnowsError
from handlers.answering.answers import Answer, Visit
from handlers.answering.heard import Command, Event, Submission
from handlers.answering.hearing import plain
from handlers.blocks import refusals
from practice import payloads
from practice.delivery import Parcel
from tests.faults.hearing import HOME_OPENED, Plant, heard_over, owe_one, parcel_of, send
from tests.faults.outbox import Outbox

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
IDENTIFIERS = {"command": "trigger_id", "shortcut": "trigger_id", "event": "event_id"}


@pytest.mark.parametrize("kind", IDENTIFIERS)
@pytest.mark.parametrize("is_there", ["absent", "null"])
async def test_requests_without_an_identifier_are_each_their_own(
    outbox: Outbox, plant: Plant, kind: str, is_there: str
) -> None:
    """A second person must not read what the first was told."""
    plant(owe_one)
    async with heard_over(outbox, "http"):
        told = set()
        for _ in range(2):
            parcel = await parcel_of(outbox, kind)
            parcel.payload.pop(IDENTIFIERS[kind])
            if is_there == "null" and kind != "command":
                parcel.payload[IDENTIFIERS[kind]] = None
            told.add(str((await send(outbox, parcel)).payload))
        assert len(await outbox.deliveries()) == 2
        if kind == "command":
            assert len(told) == 2


async def test_one_identifier_of_two_people_is_two_requests(outbox: Outbox, plant: Plant) -> None:
    plant(owe_one)
    async with heard_over(outbox, "http"):
        parcel = await parcel_of(outbox, "command")
        await send(outbox, parcel)
        await send(outbox, Parcel(parcel.kind, parcel.name, parcel.payload | {"user_id": "U0ANA"}))
        assert len(await outbox.deliveries()) == 2


TYPED = [
    ("List<String> and #include <stdio.h> with a<b>c", "List<String> and #include <stdio.h> with a<b>c"),
    ("<!DOCTYPE html> <!-- so --> <@Override> <#include>", "<!DOCTYPE html> <!-- so --> <@Override> <#include>"),
    ("if a < b and c > d, or <p|q>", "if a < b and c > d, or <p|q>"),
    ("List&lt;String&gt; &amp;amp; &lt;!channel&gt;", "List<String> &amp; <!channel>"),
    ("<@U0BO> and <@U0BO|bo>", "@someone and @bo"),
    ("<#C0GENERAL|general> and <#C0GENERAL|>", "#general and #a-private-channel"),
    ("<!channel> <!here|here> <!subteam^S1|@infra>", "@channel here @infra"),
    ("<!date^1392734382^{date} at {time}|on Tuesday>", "on Tuesday"),
    ("<https://a.example> <https://a.example/x|a.example/x>", "https://a.example https://a.example/x"),
    (
        "<https://a.example|the page> <mailto:a@b.example|a@b.example>",
        "the page (https://a.example) mailto:a@b.example",
    ),
]


@pytest.mark.parametrize(("sent", "read"), TYPED)
async def test_only_slacks_own_markup_is_read_as_such(outbox: Outbox, plant: Plant, sent: str, read: str) -> None:
    """What else stands in angle brackets was typed, and stays."""

    async def says_it_back(command: Command, _: Visit) -> Answer:
        return Answer(message=refusals.told(plain(command.text)))

    plant(says_it_back)
    async with heard_over(outbox, "http"):
        reply = await send(outbox, await parcel_of(outbox, "command", sent))
        [block] = reply.payload["blocks"]
        assert block["text"]["text"] == read


@pytest.mark.parametrize("field", ["elsewhere", None])
async def test_a_refused_form_gives_back_all_that_was_typed(outbox: Outbox, plant: Plant, field: str | None) -> None:
    """Whatever its inputs are called; what was chosen is no text."""

    async def refuses(_: Submission, __: Visit) -> Answer:
        raise WhoKnowsError("Not today.", field=field)

    plant(refuses)
    parcel = await parcel_of(outbox, "submission")
    parcel.payload["view"]["state"]["values"] = {
        "names": {"names": {"type": "plain_text_input", "value": "Terraform, Kubernetes"}},
        "why": {"why": {"type": "plain_text_input", "value": "Because."}},
        "nothing": {"nothing": {"type": "plain_text_input", "value": None}},
        "who": {"who": {"type": "multi_users_select", "selected_users": ["U0ANA"]}},
    }
    async with heard_over(outbox, "http"):
        said = str((await send(outbox, parcel)).payload)
        assert "Terraform, Kubernetes" in said
        assert "Because." in said
        assert "U0ANA" not in said


async def test_an_opened_messages_tab_costs_nothing(outbox: Outbox, plant: Plant) -> None:
    """Home alone is written when it is opened."""
    heard: list[Event] = []

    async def listens(event: Event, _: Visit) -> Answer:
        heard.append(event)
        return Answer()

    plant(listens)
    async with heard_over(outbox, "http"):
        for tab in ("messages", "home"):
            inner: dict[str, Any] = {"type": HOME_OPENED, "user": "U0BO", "tab": tab, "event_ts": "1.000100"}
            parcel = Parcel("events_api", HOME_OPENED, payloads.event(outbox.practice, inner))
            assert (await send(outbox, parcel)).is_answered
    assert len(heard) == 1
