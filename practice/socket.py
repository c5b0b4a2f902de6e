"""Socket Mode: tickets, connections, envelopes and their acks."""

import asyncio
import json
import secrets
import uuid
from contextlib import suppress
from typing import TYPE_CHECKING

from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from practice.delivery import Parcel, Reply
from practice.records import Json

if TYPE_CHECKING:
    from practice.server import Practice

_MOST_CONNECTIONS = 10


class _Connection:
    """One open WebSocket and the envelopes it has not acknowledged yet."""

    def __init__(self, websocket: WebSocket) -> None:
        self.websocket = websocket
        self.is_retiring = False
        self.waiting: dict[str, asyncio.Future[Reply]] = {}

    async def send(self, frame: Json) -> None:
        await self.websocket.send_text(json.dumps(frame))

    def acknowledge(self, frame: Json) -> None:
        waiter = self.waiting.pop(str(frame.get("envelope_id")), None)
        if waiter and not waiter.done():
            payload = frame.get("payload")
            waiter.set_result(Reply(is_answered=True, payload=payload if isinstance(payload, dict) else {}))

    def give_up(self) -> None:
        for waiter in self.waiting.values():
            if not waiter.done():
                waiter.set_result(Reply(is_answered=False, reason="connection_failed"))
        self.waiting.clear()


class Socket:
    """Every connection of the app; each envelope goes to one of them, in turn."""

    def __init__(self, practice: "Practice") -> None:
        self._practice = practice
        self._tickets: set[str] = set()
        self._connections: list[_Connection] = []
        self._turn = 0

    @property
    def connections(self) -> int:
        """How many connections take envelopes now."""
        return len([connection for connection in self._connections if not connection.is_retiring])

    def new_address(self) -> str:
        """Return a WebSocket address that is good for one connection."""
        ticket = secrets.token_urlsafe(24)
        self._tickets.add(ticket)
        return f"{self._practice.address.replace('http', 'ws', 1)}/socket/{ticket}"

    def routes(self) -> list[WebSocketRoute]:
        """Return the one address apps connect to."""
        return [WebSocketRoute("/socket/{ticket}", self._serve)]

    async def _serve(self, websocket: WebSocket) -> None:
        ticket = websocket.path_params["ticket"]
        if ticket not in self._tickets:
            await websocket.close()
            return
        self._tickets.discard(ticket)
        await websocket.accept()
        connection = _Connection(websocket)
        if self.connections >= _MOST_CONNECTIONS:
            await connection.send({"type": "disconnect", "reason": "too_many_websockets"})
            await websocket.close()
            return
        self._connections.append(connection)
        try:
            await connection.send(self._hello())
            self._practice.world.bump()
            while True:
                frame = json.loads(await websocket.receive_text())
                if isinstance(frame, dict):
                    connection.acknowledge(frame)
        except (WebSocketDisconnect, ValueError):
            pass
        finally:
            self._connections.remove(connection)
            connection.give_up()
            self._practice.world.bump()

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": self.connections,
            "connection_info": {"app_id": self._practice.world.app.app_id},
            "debug_info": {
                "host": "practice",
                "approximate_connection_time": self._practice.deadlines.approximate_connection_seconds,
            },
        }

    async def send(self, parcel: Parcel) -> Reply:
        """Send an envelope over the next connection in turn and wait for its ack as long as Slack does."""
        ready = [connection for connection in self._connections if not connection.is_retiring]
        if not ready:
            return Reply(is_answered=False, reason="not_connected")
        self._turn += 1
        connection = ready[self._turn % len(ready)]
        envelope_id = str(uuid.uuid4())
        frame: Json = {
            "type": parcel.kind,
            "envelope_id": envelope_id,
            "payload": parcel.payload,
            "accepts_response_payload": parcel.kind != "events_api",
        }
        if parcel.kind == "events_api":
            frame |= {"retry_attempt": parcel.attempt, "retry_reason": parcel.reason}
        waiter: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        connection.waiting[envelope_id] = waiter
        try:
            await connection.send(frame)
            return await asyncio.wait_for(waiter, self._practice.deadlines.answer_seconds)
        except TimeoutError:
            return Reply(is_answered=False, reason="timeout")
        except (WebSocketDisconnect, RuntimeError):
            return Reply(is_answered=False, reason="connection_failed")
        finally:
            connection.waiting.pop(envelope_id, None)

    async def ask_to_reconnect(self, reason: str = "refresh_requested") -> None:
        """Tell every connection to come back with a new ticket; what comes meanwhile goes to others."""
        for connection in list(self._connections):
            connection.is_retiring = True
            with suppress(WebSocketDisconnect, RuntimeError):
                await connection.send({"type": "disconnect", "reason": reason})

    async def drop(self) -> None:
        """Close every connection without a word."""
        for connection in list(self._connections):
            if connection.websocket.application_state is WebSocketState.CONNECTED:
                await connection.websocket.close(1012)
