"""The practice workspace as a whole: one server on this machine that an app connects to as it would to Slack."""

import asyncio
import secrets
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import BaseRoute

from practice import control, pages, response_urls
from practice.clock import PracticeClock
from practice.deadlines import Deadlines
from practice.delivery import Parcel, Reply
from practice.events import Events
from practice.faults import Faults
from practice.http_delivery import HttpDelivery
from practice.promises import ResponseAddresses, TriggerIds
from practice.records import AppIdentity, Call, Json, StoredFile
from practice.seed import default_seed
from practice.serving import Server, listener_at
from practice.socket import Socket
from practice.try_this import Step
from practice.web_api import METHODS, door, files
from practice.world import Seed, World

Callback = Callable[[], Awaitable[None]]


class Practice:
    """A small Slack with one app; `start` serves it at `address` until `stop`.

    Args:
        port: 0 takes any free one.
        host: where to listen; anything but this machine must be meant.
        clock: the agreed time.
        seed: what a fresh workspace holds; `default_seed()` when None.
        manifest: what Slack is told about the app; None accepts everything an app asks for.
        on_start_over: called when a person starts the practice over.
        on_skip: called after the clock was moved.
        rail: the steps to try.
        own_pages: what the app shows on the web by itself, served beside the workspace.
        page_size: the largest page of cursor paging, so that tests meet paging.
        app_name: how the app is called.
        deadlines: how long Slack waits.
        tokens: bot token, app token and signing secret, when they must be known beforehand.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        host: str = "127.0.0.1",
        clock: PracticeClock | None = None,
        seed: Seed | None = None,
        manifest: Json | None = None,
        on_start_over: Callback | None = None,
        on_skip: Callback | None = None,
        rail: Sequence[Step] = (),
        own_pages: Sequence[BaseRoute] = (),
        page_size: int | None = None,
        app_name: str = "WhoKnows",
        deadlines: Deadlines | None = None,
        tokens: tuple[str, str, str] | None = None,
    ) -> None:
        self.clock = clock or PracticeClock()
        self.deadlines = deadlines or Deadlines()
        self.manifest = manifest
        self.on_start_over = on_start_over
        self.on_skip = on_skip
        self.rail = rail
        self._own_pages = own_pages
        self.page_size = page_size
        new = secrets.token_hex
        self.bot_token, self.app_token, self.signing_secret = tokens or (
            f"xoxb-practice-{new(16)}",
            f"xapp-practice-{new(16)}",
            new(16),
        )
        self.verification_token = new(12)
        self.world = World(
            clock=self.clock, seed=seed if seed is not None else default_seed(self.clock.now()),
            app=AppIdentity(name=app_name),
        )  # fmt: skip
        self.faults = Faults()
        self.uploads: dict[str, StoredFile] = {}
        self.offered: list[Json] = []
        self.triggers = TriggerIds(self.deadlines)
        self.response_addresses = ResponseAddresses(self.clock, self.deadlines)
        self.events = Events(self)
        self.socket = Socket(self)
        self._http: HttpDelivery | None = None
        self._host, self._port = host, port
        self._server: Server | None = None
        self._serving: asyncio.Task[None] | None = None
        self.asgi = Starlette(
            routes=self._routes(),
            middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost", "[::1]", host])],
        )

    def _routes(self) -> list[BaseRoute]:
        own: list[BaseRoute] = [
            *door.routes(self),
            *response_urls.routes(self),
            *control.routes(self),
            *files.routes(self),
            *self.socket.routes(),
        ]
        return [*own, *self._own_pages, *pages.routes(self)]

    @property
    def address(self) -> str:
        """Where the workspace is, like 'http://127.0.0.1:8300'."""
        return f"http://{self._host}:{self._port}"

    @property
    def api_url(self) -> str:
        """The base of the Web API, for SLACK_API_URL."""
        return f"{self.address}/api/"

    async def start(self) -> None:
        """Serve until `stop`.

        Raises:
            OSError: the port is taken.
        """
        listener = listener_at(self._host, self._port)
        self._port = listener.getsockname()[1]
        self.world.address = self.address
        self._server = server = Server(self.asgi)
        self._serving = asyncio.create_task(server.serve(sockets=[listener]))
        while not server.started:
            if self._serving.done():
                self._serving.result()
            await asyncio.sleep(0.005)

    async def stop(self) -> None:
        """Stop serving and let go of everything that is open."""
        await self.events.close()
        await self.socket.drop()
        if self._http:
            await self._http.close()
        if self._server and self._serving:
            self._server.end()
            await self._serving

    def deliver_over_http(self, url: str) -> None:
        """Send everything signed to `url` from now on, instead of over Socket Mode."""
        self._http = HttpDelivery(self, url)

    async def deliver_over(self, url: str | None) -> None:
        """Send everything signed to `url` from now on, or over Socket Mode when it is None."""
        if self._http:
            await self._http.close()
        self._http = HttpDelivery(self, url) if url else None
        self.world.bump()

    async def deliver(self, parcel: Parcel) -> Reply:
        """Send the app something and return its answer; one line behind the scenes tells of it."""
        started = time.monotonic()
        call = Call("to app", parcel.name, self.clock.now(), parcel.payload)
        self.world.calls.append(call)
        reply = await (self._http or self.socket).send(parcel)
        call.milliseconds = round((time.monotonic() - started) * 1000)
        call.ok, call.response, call.reason = reply.is_answered, reply.payload, reply.reason
        self.world.bump()
        return reply

    @property
    def is_connected(self) -> bool:
        """Whether anything said to the app now would reach it."""
        return self._http is not None or self.socket.connections > 0

    @staticmethod
    def machine_seconds() -> float:
        """Return the real time, by which signatures are checked."""
        return time.time()

    def response_url(
        self, person_id: str, channel_id: str, message_ts: str | None = None, thread_ts: str | None = None
    ) -> str:
        """Return a new response_url."""
        secret = self.response_addresses.issue(person_id, channel_id, message_ts, thread_ts)
        return f"{self.address}/response/{secret}"

    def command(self, name: str) -> Json | None:
        """Return what the manifest says of a slash command; without a manifest every command is known."""
        if self.manifest is None:
            return {"command": name, "should_escape": True} if name.startswith("/") else None
        commands = (self.manifest.get("features") or {}).get("slash_commands") or []
        return next((command for command in commands if command.get("command") == name), None)

    def home_setting(self, name: str) -> bool | None:
        """Return what the manifest says about the app's Home and Messages tabs; None where it says nothing."""
        settings = ((self.manifest or {}).get("features") or {}).get("app_home") or {}
        said = settings.get(name)
        return None if said is None else bool(said)

    def scopes(self) -> set[str]:
        """Return the bot's scopes: the manifest's without those taken away; without a manifest all there are."""
        if self.manifest is None:
            known = {scope for method in METHODS.values() for scope in method.scopes} | {"commands"}
        else:
            asked = (self.manifest.get("oauth_config") or {}).get("scopes") or {}
            known = {*(asked.get("bot") or []), *(asked.get("bot_optional") or [])}
        return known - self.faults.missing_scopes

    def scopes_asked_for(self) -> set[str]:
        """Return the scopes the manifest names, none without one."""
        return self.scopes() if self.manifest is not None else set()

    async def skip_to(self, moment: datetime) -> None:
        """Move the clock ahead (never back) and tell whoever asked to be told."""
        self.clock.move_to(moment)
        self.world.bump()
        if self.on_skip:
            await self.on_skip()

    async def start_over(self) -> None:
        """Put the workspace back to its beginning and tell whoever asked to be told."""
        self.world.reset()
        self.faults.clear()
        self.offered, self.uploads = [], {}
        self.triggers.forget()
        self.response_addresses.forget()
        if self.on_start_over:
            await self.on_start_over()
