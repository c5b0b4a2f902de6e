"""The HTTP door: the shape of a request is checked before anything is believed, then Bolt sees to its signature."""

import asyncio
import re
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.errors import CannotStart

LARGEST_BODY = 1024 * 1024
_TIMESTAMP = re.compile(r"\d{10}")
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")


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


def build(app: AsyncApp) -> Starlette:
    """The web application: one address for everything Slack sends."""
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

    return Starlette(routes=[Route("/slack/events", hear_slack, methods=["POST"])])


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
async def served(app: AsyncApp, host: str, port: int) -> AsyncIterator[str]:
    """Hear Slack at the address this gives; raises CannotStart when the port is taken."""
    config = uvicorn.Config(
        build(app),
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
        raise CannotStart(f"Port {port} on {host} is taken or not yours to use. Set PORT to a free one.") from None
    server = _QuietServer(config)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    await server.reachable.wait()
    try:
        yield f"http://{host}:{listener.getsockname()[1]}/slack/events"
    finally:
        server.should_exit = True
        await serving
