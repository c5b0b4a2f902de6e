"""The Web API's door: reads arguments and token, checks scopes, meets the faults in force, answers and remembers."""

import asyncio
import json
import time
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from practice.faults import Fault
from practice.records import Call, Json
from practice.refusal import Refused
from practice.web_api import METHODS
from practice.web_api.asked import Asked, Method

if TYPE_CHECKING:
    from practice.server import Practice

_APP_TOKEN_METHODS = {"apps.connections.open"}


def routes(practice: "Practice") -> list[Route]:
    """Return the Web API's one address."""

    async def answer(request: Request) -> Response:
        return await _answer(practice, request)

    return [Route("/api/{method}", answer, methods=["GET", "POST"])]


async def _answer(practice: "Practice", request: Request) -> Response:
    method = str(request.path_params["method"])
    arguments = await read_arguments(request)
    token = _token(request, arguments)
    started = time.monotonic()
    call = Call("from app", method, practice.clock.now(), arguments)
    practice.world.calls.append(call)
    fault = practice.faults.take(method, str(arguments.get("channel") or "") or None)
    if fault and fault.kind == "drop_before_accept":
        _note(practice, call, started, {"ok": False, "error": "dropped before it was accepted"})
        return await drop_connection(request)
    if fault and fault.kind in ("rate_limited", "error_500", "refuse"):
        response = refusal_of(fault)
        _note(practice, call, started, _body_of(response))
        return response
    if fault and fault.kind == "slow":
        await asyncio.sleep(fault.seconds)
    body = await _do(practice, method, token, arguments)
    if fault and fault.kind == "drop_after_accept":
        _note(practice, call, started, {"ok": False, "error": "accepted, then dropped without an answer"})
        return await drop_connection(request)
    _note(practice, call, started, body)
    headers = {"x-slack-req-id": f"{id(call):x}"}
    if method not in _APP_TOKEN_METHODS:
        headers["x-oauth-scopes"] = ",".join(sorted(practice.scopes()))
    return JSONResponse(body, headers=headers)


async def _do(practice: "Practice", method: str, token: str | None, arguments: Json) -> Json:
    asked = Asked(practice, method, arguments)
    try:
        wanted = _known(method)
        _check_token(practice, method, token)
        asked.require_scope(*wanted.scopes)
        return {"ok": True, **await wanted.answer(asked)}
    except Refused as refused:
        return refused.body()


def _known(method: str) -> Method:
    if method not in METHODS:
        raise Refused("unknown_method", req_method=method)
    return METHODS[method]


def _check_token(practice: "Practice", method: str, token: str | None) -> None:
    if not token:
        raise Refused("not_authed")
    if token not in (practice.bot_token, practice.app_token):
        raise Refused("invalid_auth")
    if (method in _APP_TOKEN_METHODS) != (token == practice.app_token):
        raise Refused("not_allowed_token_type")


async def read_arguments(request: Request) -> Json:
    """Return the arguments of query, form and JSON body together; slack_sdk uses all three."""
    arguments: Json = dict(request.query_params)
    if request.headers.get("content-type", "").startswith("application/json"):
        try:
            body = await request.json()
        except ValueError:
            body = None
        return arguments | body if isinstance(body, dict) else arguments
    form = await request.form()
    return arguments | {name: value for name, value in form.items() if isinstance(value, str)}


def _token(request: Request, arguments: Json) -> str | None:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    in_body = arguments.pop("token", None)
    return token.strip() if scheme.lower() == "bearer" and token else in_body


def refusal_of(fault: Fault) -> Response:
    """Return the answer of a fault that answers."""
    if fault.kind == "rate_limited":
        headers = {"retry-after": str(max(1, round(fault.seconds)))}
        return JSONResponse({"ok": False, "error": "ratelimited"}, status_code=429, headers=headers)
    if fault.kind == "error_500":
        return PlainTextResponse("Internal Server Error", status_code=500)
    return JSONResponse({"ok": False, "error": fault.error})


async def drop_connection(request: Request) -> Response:
    """Close the connection under the request, so that the app never gets an answer."""
    request.state.practice_transport.abort()
    # The server learns of the closed connection one turn later; only then is the answer below thrown away.
    await asyncio.sleep(0)
    return Response()


def _body_of(response: Response) -> Json:
    if response.status_code == 500:
        return {"ok": False, "error": "500"}
    body: Json = json.loads(bytes(response.body))
    return body


def _note(practice: "Practice", call: Call, started: float, body: Json) -> None:
    call.milliseconds = round((time.monotonic() - started) * 1000)
    call.response = body
    call.ok = bool(body.get("ok"))
    call.reason = "" if call.ok else _reason(body)
    practice.world.bump()


def _reason(body: Json) -> str:
    details = (body.get("response_metadata") or {}).get("messages") or []
    return "; ".join([str(body.get("error")), *map(str, details)])
