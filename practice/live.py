"""One stream that says only "something changed"; the page then fetches itself."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import StreamingResponse

if TYPE_CHECKING:
    from practice.server import Practice

# A burst of changes, like a card with its ephemeral, is told once.
_CALM_SECONDS = 0.04
# So often the stream speaks although nothing happened, for the clock in the top bar.
_AT_LEAST_EVERY_SECONDS = 20.0


def stream(practice: "Practice", request: Request) -> StreamingResponse:
    """Return server-sent events with the world's revision, from the one the page already shows."""
    # A browser that reconnects says what it heard last; after a restart its number may be ahead of ours.
    last = request.headers.get("last-event-id") or request.query_params.get("after") or "0"
    seen = min(int(last), practice.world.revision) if last.isdecimal() else 0

    async def changes() -> AsyncIterator[str]:
        nonlocal seen
        yield "retry: 1000\n\n"
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(_AT_LEAST_EVERY_SECONDS):
                    await practice.world.changed(seen)
                await asyncio.sleep(_CALM_SECONDS)
            seen = practice.world.revision
            yield f"id: {seen}\ndata: {seen}\n\n"

    return StreamingResponse(changes(), media_type="text/event-stream", headers={"Cache-Control": "no-store"})
