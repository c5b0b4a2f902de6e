"""The HTTP door: the shape of a request is checked before anything is believed, then Bolt sees to its signature."""

import asyncio
import hashlib
import re
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.errors import CannotStart
from handlers.calendar_feed import Reads
from handlers.health import Health

LARGEST_BODY = 1024 * 1024
_TIMESTAMP = re.compile(r"\d{10}")
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")
_FOR_ONE_READER = {
    "cache-control": "private, no-cache",
    "content-disposition": 'inline; filename="lunch-and-learns.ics"',
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex",
}


def _refusal(request: Request) -> Response | None:
    length = request.headers.get("content-length", "")
    if not length.isdecimal():
        return PlainTextResponse("say how long the request is", 411)
    if int(length) > LARGEST_BODY:
        return PlainTextResponse("too large", 413)
    timestamp = request.headers.get("x-slack-request-timestamp", "")
    signature = request.headers.get("x-slack-signature", "")
    if not (_TIMESTAMP.fullmatch(timestamp) and _SIGNATURE.fullmatch(signature)):
        return PlainTextResponse("not signed", 401)
    return None


def build(app: AsyncApp, health: Health | None = None, feeds: Reads | None = None) -> Starlette:
    """The web application: one address for everything Slack sends, one that tells how we are, and calendar feeds."""
    slack = AsyncSlackRequestHandler(app)

    async def hear_slack(request: Request) -> Response:
        refusal = _refusal(request)
        if refusal is not None:
            return refusal
        try:
            (await request.body()).decode("utf-8")
        except UnicodeDecodeError:
            return PlainTextResponse("not UTF-8", 400)
        return await slack.handle(request)

    addresses = [Route("/slack/events", hear_slack, methods=["POST"])]
    return Starlette(routes=[*addresses, *([_health(health)] if health else []), *([calendar(feeds)] if feeds else [])])


def _health(health: Health) -> Route:
    """200 when all is well, 503 with one word when it is not; nothing more is told to whoever asks."""

    async def tell(_: Request) -> Response:
        wrong = await health.what_is_wrong()
        said = PlainTextResponse("ok") if wrong is None else PlainTextResponse(wrong, 503)
        said.headers["cache-control"] = "no-store"
        return said

    return Route("/healthz", tell)


def calendar(feeds: Reads) -> Route:
    """A member's calendar feed, by the secret in its address; whatever else is asked for is not found.

    Nothing of a request is logged, since its address is all that protects a feed.
    """

    async def give(request: Request) -> Response:
        secret = request.path_params["secret"]
        content = await feeds(secret) if _SECRET.fullmatch(secret) else None
        if content is None:
            raise HTTPException(404)
        # Two processes write the same words for the same facts, so what a calendar has may be compared by them.
        tag = f'"{hashlib.sha256(content.encode()).hexdigest()[:32]}"'
        headers = {**_FOR_ONE_READER, "etag": tag}
        known = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
        if tag in known or "*" in known:
            return Response(status_code=304, headers=headers)
        return Response(content, media_type="text/calendar", headers=headers)

    return Route("/calendar/{secret}.ics", give)


class _QuietServer(uvicorn.Server):
    """A server that leaves Ctrl+C to whoever started it, and says when it can be reached."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.reachable = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.reachable.set()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def served(
    app: AsyncApp, host: str, port: int, health: Health | None = None, feeds: Reads | None = None
) -> AsyncIterator[str]:
    """Hear Slack at the address this gives; raises CannotStart when the port is taken."""
    async with _listening(build(app, health, feeds), host, port, "PORT") as address:
        yield f"{address}/slack/events"


@asynccontextmanager
async def health_served(health: Health, host: str, port: int, feeds: Reads | None = None) -> AsyncIterator[str]:
    """Tell how we are at the address this gives, with feeds beside it; raises CannotStart when the port is taken."""
    routes = [_health(health), *([calendar(feeds)] if feeds else [])]
    async with _listening(Starlette(routes=routes), host, port, "HEALTH_PORT") as address:
        yield f"{address}/healthz"


@asynccontextmanager
async def _listening(application: Starlette, host: str, port: int, setting: str) -> AsyncIterator[str]:
    config = uvicorn.Config(
        application,
        http="httptools",
        log_level="critical",
        access_log=False,
        lifespan="off",
        timeout_graceful_shutdown=3,
    )
    # asyncio sends small answers at once only on a socket that is named TCP (otherwise they wait some 40 ms).
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError:
        listener.close()
        raise CannotStart(f"Port {port} on {host} is taken or not yours to use. Set {setting} to a free one.") from None
    server = _QuietServer(config)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    await server.reachable.wait()
    try:
        yield f"http://{host}:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        await serving
