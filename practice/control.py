"""What a test in another process may ask of the workspace: people's deeds, faults, the clock, and a look at it all."""

import dataclasses
import secrets
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from practice import interact
from practice.faults import FaultKind
from practice.interact import Outcome
from practice.records import Json, Message, View
from practice.shapes import view_object
from practice.surfaces import elements_in, label_of

if TYPE_CHECKING:
    from practice.server import Practice


class _Wish(BaseModel):
    model_config = ConfigDict(extra="forbid")


class FaultWish(_Wish):
    """One fault to put in force."""

    kind: FaultKind
    method: str = "*"
    times: int | None = 1
    seconds: float = 1.0
    error: str = "internal_error"
    channel: str | None = None


class FaultsWish(_Wish):
    """Faults to end and to begin; what is None stays as it is."""

    clear: bool = False
    add: list[FaultWish] = []
    missing_scopes: list[str] | None = None
    history_lag_seconds: float | None = None
    deliver_events_twice: bool | None = None
    refused_blocks: list[str] | None = None


class CommandWish(_Wish):
    """A slash command, or a message when the text does not begin with /."""

    person: str
    channel: str
    text: str
    thread_ts: str | None = None


class PressWish(_Wish):
    """A press in a message (channel and ts) or a view; by ids, or by the button's label."""

    person: str
    channel: str | None = None
    ts: str | None = None
    view: str | None = None
    block_id: str | None = None
    action_id: str | None = None
    label: str | None = None
    chosen: Any = None
    state: dict[str, dict[str, Any]] | None = None


class SubmitWish(_Wish):
    """A form to send in."""

    person: str
    view: str
    values: dict[str, dict[str, Any]] = {}


class HomeWish(_Wish):
    """An App Home to open."""

    person: str
    tab: str = "home"


class ClockWish(_Wish):
    """A moment, or a number of seconds, to move ahead to."""

    to: AwareDatetime | None = None
    by_seconds: float = 0.0


class DeliveryWish(_Wish):
    """Where to deliver signed HTTP; None goes back to Socket Mode."""

    http: str | None = None


class SocketWish(_Wish):
    """End every Socket Mode connection: politely, or without a word."""

    politely: bool = True


W = TypeVar("W", bound=_Wish)
Doing = Callable[[W], Awaitable[Json]]


def routes(practice: "Practice") -> list[Route]:
    """Return the addresses under /control; all want the bot token."""

    async def show_messages(request: Request) -> Response:
        wanted = request.query_params.get("channel")
        places = [wanted] if wanted else list(practice.world.messages)
        found = [message for place in places for message in practice.world.messages.get(place, [])]
        return JSONResponse({"messages": [dataclasses.asdict(message) for message in found]})

    async def show_world(_request: Request) -> Response:
        return JSONResponse(_summary(practice))

    async def show_calls(_request: Request) -> Response:
        calls = [{**dataclasses.asdict(call), "when": call.when.isoformat()} for call in practice.world.calls]
        return JSONResponse({"calls": calls})

    return [
        _guarded(practice, "/control/messages", "GET", show_messages),
        _guarded(practice, "/control/world", "GET", show_world),
        _guarded(practice, "/control/calls", "GET", show_calls),
        _wish(practice, "/control/faults", FaultsWish, lambda wish: _set_faults(practice, wish)),
        _wish(practice, "/control/command", CommandWish, lambda wish: _type(practice, wish)),
        _wish(practice, "/control/press", PressWish, lambda wish: _press(practice, wish)),
        _wish(practice, "/control/submit", SubmitWish, lambda wish: _submit(practice, wish)),
        _wish(practice, "/control/home", HomeWish, lambda wish: _open_home(practice, wish)),
        _wish(practice, "/control/clock", ClockWish, lambda wish: _move_clock(practice, wish)),
        _wish(practice, "/control/delivery", DeliveryWish, lambda wish: _deliver(practice, wish)),
        _wish(practice, "/control/socket", SocketWish, lambda wish: _disconnect(practice, wish)),
    ]


def _guarded(practice: "Practice", path: str, method: str, answer: Callable[[Request], Awaitable[Response]]) -> Route:
    async def check(request: Request) -> Response:
        given = request.headers.get("authorization", "").removeprefix("Bearer ")
        if not secrets.compare_digest(given.encode(), practice.bot_token.encode()):
            return JSONResponse({"error": "invalid_auth"}, status_code=401)
        return await answer(request)

    return Route(path, check, methods=[method])


def _wish(practice: "Practice", path: str, kind: type[W], do: Doing[W]) -> Route:
    async def answer(request: Request) -> Response:
        try:
            wish = kind.model_validate_json(await request.body() or b"{}")
        except ValidationError as invalid:
            return JSONResponse({"error": "invalid_wish", "details": str(invalid)}, status_code=422)
        try:
            return JSONResponse(await do(wish))
        except LookupError as missing:
            return JSONResponse({"error": "not_there", "details": str(missing)}, status_code=404)

    return _guarded(practice, path, "POST", answer)


async def _set_faults(practice: "Practice", wish: FaultsWish) -> Json:
    faults = practice.faults
    if wish.clear:
        faults.clear()
    if wish.missing_scopes is not None:
        faults.missing_scopes = set(wish.missing_scopes)
    if wish.history_lag_seconds is not None:
        faults.history_lag_seconds = wish.history_lag_seconds
    if wish.deliver_events_twice is not None:
        faults.deliver_events_twice = wish.deliver_events_twice
    if wish.refused_blocks is not None:
        faults.refused_blocks = set(wish.refused_blocks)
    for fault in wish.add:
        faults.add(**fault.model_dump())
    return {"in_force": len(faults)}


async def _type(practice: "Practice", wish: CommandWish) -> Json:
    if wish.text.startswith("/"):
        return _told(await interact.run_command(practice, wish.person, wish.channel, wish.text))
    return _told(await interact.post_message(practice, wish.person, wish.channel, wish.text, wish.thread_ts))


async def _press(practice: "Practice", wish: PressWish) -> Json:
    surface: Message | View | None
    if wish.view:
        surface = practice.world.find_view(wish.view)
    else:
        surface = practice.world.find_message(wish.channel or "", wish.ts or "")
    if surface is None:
        raise LookupError("there is no such message or view")
    block_id, action_id = wish.block_id or "", wish.action_id or ""
    if wish.label:
        placed = next((p for p in elements_in(surface.blocks) if label_of(p.element) == wish.label), None)
        if placed is None:
            raise LookupError(f"there is no button {wish.label!r}")
        block_id, action_id = placed.block["block_id"], placed.element["action_id"]
    return _told(
        await interact.press(practice, wish.person, surface, block_id, action_id, chosen=wish.chosen, state=wish.state)
    )


async def _submit(practice: "Practice", wish: SubmitWish) -> Json:
    return _told(await interact.submit_view(practice, wish.person, wish.view, wish.values))


async def _open_home(practice: "Practice", wish: HomeWish) -> Json:
    return _told(await interact.open_home(practice, wish.person, wish.tab))


async def _move_clock(practice: "Practice", wish: ClockWish) -> Json:
    moment: datetime = wish.to or practice.clock.now() + timedelta(seconds=wish.by_seconds)
    await practice.skip_to(moment)
    return {"now": practice.clock.now().isoformat()}


async def _deliver(practice: "Practice", wish: DeliveryWish) -> Json:
    await practice.deliver_over(wish.http)
    return {"http": wish.http}


async def _disconnect(practice: "Practice", wish: SocketWish) -> Json:
    await (practice.socket.ask_to_reconnect() if wish.politely else practice.socket.drop())
    return {"connections": practice.socket.connections}


def _told(outcome: Outcome) -> Json:
    return dataclasses.asdict(outcome)


def _summary(practice: "Practice") -> Json:
    world = practice.world
    views = [*world.homes.values(), *(view for stack in world.modals.values() for view in stack)]
    return {
        "now": practice.clock.now().isoformat(),
        "revision": world.revision,
        "is_connected": practice.is_connected,
        "app": dataclasses.asdict(world.app),
        "people": [person.id for person in world.people.values()],
        "channels": {
            channel.id: {"name": channel.name, "kind": channel.kind, "members": sorted(channel.members)}
            for channel in world.channels.values()
        },
        "views": [{"user": view.user, "errors": view.errors, **view_object(view, world.app)} for view in views],
        "deeds": [dataclasses.asdict(deed) for deed in world.deeds],
        "findings": [str(finding) for finding in world.findings],
        "notices": world.notices,
        "faults_in_force": len(practice.faults),
    }
