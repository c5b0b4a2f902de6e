"""Slack's requests as it sends them, so that the same one can be sent again."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Literal
from uuid import uuid4

from bot import deliveries
from bot.deliveries import ToMember
from handlers import pages, socket_mode
from handlers.answering.answers import Answer, Handler, Visit
from handlers.answering.heard import Command, Heard, Press
from handlers.blocks.kit import message, modal, plain_section
from practice import payloads
from practice.delivery import Parcel, Reply
from practice.records import Message, View
from tests.faults.outbox import Outbox
from tests.faults.owing import KIND, LONG_AGO

Transport = Literal["http", "socket"]
NAME = "planted"
KINDS = ("command", "press", "submission", "shortcut", "event")
HOME_OPENED = "app_home_opened"


@asynccontextmanager
async def heard_over(outbox: Outbox, transport: Transport) -> AsyncIterator[None]:
    """Let the house hear the workspace."""
    practice, bolt = outbox.practice, outbox.house.bolt
    if transport == "http":
        async with pages.served(bolt, "127.0.0.1", 0) as address:
            practice.deliver_over_http(address)
            yield
        return
    async with socket_mode.connected(bolt, practice.app_token, practice.api_url) as connection:
        await connection.first_connection()
        yield


async def send(outbox: Outbox, parcel: Parcel, *, attempt: int = 0) -> Reply:
    """Send a request; `attempt` makes it Slack's so-many-th retry of it."""
    practice = outbox.practice
    reason = "http_timeout" if attempt else ""
    return await (practice._http or practice.socket).send(replace(parcel, attempt=attempt, reason=reason))


async def parcel_of(outbox: Outbox, kind: str, text: str = "for Bo") -> Parcel:
    """A request of Bo's that leads to what was planted under `NAME`; an event leads to the opened Home."""
    practice = outbox.practice
    bo, general = practice.world.people["U0BO"], practice.world.channels["C0GENERAL"]
    match kind:
        case "command":
            return Parcel("slash_commands", NAME, payloads.command(practice, bo, general, f"/{NAME}", text))
        case "press":
            posted = Message(general.id, practice.world.next_ts(), practice.world.app.bot_user_id, "A card")
            practice.world.add_message(posted)
            action = {"type": "button", "action_id": NAME, "block_id": "card", "value": "1", "action_ts": "1.000100"}
            return Parcel("interactive", NAME, payloads.press_in_message(practice, bo, posted, action, {}))
        case "submission":
            form = {
                "type": "modal",
                "callback_id": NAME,
                "title": {"type": "plain_text", "text": "A form"},
                "blocks": [],
            }
            typed = {"text": {"typed": {"type": "plain_text_input", "value": text}}}
            view = View("V0FORM", "modal", bo.id, form, "hash", values=typed, root_view_id="V0FORM")
            return Parcel("interactive", NAME, payloads.submission(practice, bo, view, []))
        case "shortcut":
            return Parcel("interactive", NAME, payloads.global_shortcut(practice, bo, NAME))
        case _:
            inner = {"type": HOME_OPENED, "user": bo.id, "tab": "home", "event_ts": practice.world.next_ts()}
            return Parcel("events_api", HOME_OPENED, payloads.event(practice, inner))


async def owe_one(heard: Heard, visit: Visit) -> Answer:
    """A handler with an effect that can be counted: each call owes another message and gives another answer."""
    await deliveries.owe(
        visit.session,
        workspace_id=visit.workspace.id,
        kind=KIND,
        subject_id=visit.by.id,
        key=uuid4().hex,
        to=ToMember(visit.by.id),
        due_at=LONG_AGO,
    )
    said = [plain_section(f"Answer {uuid4().hex}")]
    return Answer(message=message(said)) if isinstance(heard, Command | Press) else Answer(view=modal("Answer", said))


Plant = Callable[[Handler], None]
