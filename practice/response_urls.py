"""Where response urls lead: an answer to one person, the place, or the message that was pressed."""

import asyncio
import time
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from practice import acks, surfaces
from practice.lint import look_over
from practice.promises import ResponseAddress
from practice.records import Call, Json, Message
from practice.refusal import Refused
from practice.web_api.door import drop_connection, read_arguments, refusal_of

if TYPE_CHECKING:
    from practice.server import Practice


def routes(practice: "Practice") -> list[Route]:
    """Return the one address of all response urls."""

    async def answer(request: Request) -> Response:
        return await _answer(practice, request)

    return [Route("/response/{secret}", answer, methods=["POST"])]


async def _answer(practice: "Practice", request: Request) -> Response:
    body = await read_arguments(request)
    started = time.monotonic()
    call = Call("from app", "response_url", practice.clock.now(), body)
    practice.world.calls.append(call)
    fault = practice.faults.take("response_url")
    if fault and fault.kind == "drop_before_accept":
        return await drop_connection(request)
    if fault and fault.kind in ("rate_limited", "error_500", "refuse"):
        call.ok, call.reason = False, fault.kind
        return refusal_of(fault)
    if fault and fault.kind == "slow":
        await asyncio.sleep(fault.seconds)
    response: Response = PlainTextResponse("ok")
    try:
        _apply(practice, practice.response_addresses.use(request.path_params["secret"]), body)
    except Refused as refused:
        call.ok, call.reason = False, refused.error
        status = 404 if refused.error.endswith("_url") else 400
        response = JSONResponse(refused.body(), status_code=status)
    call.milliseconds = round((time.monotonic() - started) * 1000)
    practice.world.bump()
    if fault and fault.kind == "drop_after_accept":
        return await drop_connection(request)
    return response


def _apply(practice: "Practice", address: ResponseAddress, body: Json) -> None:
    world = practice.world
    source = world.find_message(address.channel_id, address.message_ts) if address.message_ts else None
    if source is not None and source.user != world.app.bot_user_id:
        source = None
    if body.get("delete_original") and source:
        world.remove_message(source)
        return
    text, blocks = str(body.get("text") or ""), body.get("blocks") or []
    if not text and not blocks:
        raise Refused("no_text")
    if body.get("replace_original") and source:
        _replace(practice, source, text, blocks)
        return
    shown = acks.show_answer(practice, address.person_id, address.channel_id, body, address.thread_ts)
    if shown is None:
        raise Refused("invalid_blocks")


def _replace(practice: "Practice", message: Message, text: str, blocks: list[Json]) -> None:
    problems = look_over(practice, "response_url", "message", {"text": text, "blocks": blocks})
    if problems:
        raise Refused("invalid_blocks", response_metadata={"messages": [str(problem) for problem in problems]})
    message.text, message.blocks, message.edited = text, surfaces.with_ids(blocks), not blocks
