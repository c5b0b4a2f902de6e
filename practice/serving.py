"""The web server under the practice workspace: it starts and ends at once, and leaves Ctrl+C to whoever started it."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol


class _DroppableConnection(HttpToolsProtocol):
    """A connection that a request can close without an answer."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.app_state = {**self.app_state, "practice_transport": transport}


class Server(uvicorn.Server):
    """Serves until `end`.

    Uvicorn itself looks only ten times a second whether it should end, and again whether it has; whoever opens a
    workspace for each of hundreds of tests would wait minutes for that.
    """

    def __init__(self, application: ASGIApp) -> None:
        config = uvicorn.Config(
            application, http=_DroppableConnection, ws="websockets-sansio",
            log_level="critical", access_log=False, lifespan="off", timeout_graceful_shutdown=1,
        )  # fmt: skip
        super().__init__(config)
        self._told_to_end = asyncio.Event()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals as they are."""
        yield

    def end(self) -> None:
        """Take no more connections, and end those that are open within a second."""
        self.should_exit = True
        self._told_to_end.set()

    async def main_loop(self) -> None:
        """Wait for the end; once a second the date in the answers is brought up to date."""
        seconds = 0
        # Uvicorn counts tenths of a second.
        while not await self.on_tick(seconds * 10):
            seconds += 1
            with suppress(TimeoutError):
                async with asyncio.timeout(1):
                    await self._told_to_end.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close what is open; what goes on for more than a second is cut off."""
        for server in self.servers:
            server.close()
        for listener in sockets or []:
            listener.close()
        state = self.server_state
        for connection in list(state.connections):
            connection.shutdown()
        with suppress(TimeoutError):
            async with asyncio.timeout(self.config.timeout_graceful_shutdown):
                while state.connections or state.tasks:  # noqa: ASYNC110 (uvicorn tells nobody)
                    await asyncio.sleep(0.002)
        for task in state.tasks:
            task.cancel("The workspace has stopped.")


def listener_at(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 takes any free one. Raises OSError when the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sends at once only on sockets that name TCP; on others each answer would wait 40 ms for its other half.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError:
        listener.close()
        raise
    return listener
