"""Telling the person who just clicked or typed, after the commit: opening forms, and messages for them alone."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import aiohttp
import structlog
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from handlers.answering.answers import Answer
from handlers.answering.heard import Event, Heard, Press
from handlers.blocks import refusals
from handlers.blocks.kit import Message, View
from handlers.outcomes import of_error

log = structlog.get_logger(__name__)

PATIENCE = 2.0


class Speaking:
    """Says answers that do not fit into the acknowledgement; each in a task of its own, so that acks never wait."""

    def __init__(self, client: AsyncWebClient, session: aiohttp.ClientSession) -> None:
        self._client = client
        self._session = session
        self._tasks: set[asyncio.Task[None]] = set()

    def say(self, heard: Heard, answer: Answer) -> None:
        """Say what has to be said after the acknowledgement, soon; what somebody wrote cannot open a form."""
        if answer.view is not None and not isinstance(heard, Event):
            self._start(self._show(heard, answer.view))
        elif answer.message is not None:
            self._start(self._tell(heard, answer.message, replaces=answer.replaces))

    async def finish(self, patience: float = 3.0) -> None:
        """Wait for what is being said, at most `patience` seconds; what takes longer is left unsaid."""
        if self._tasks:
            _, left = await asyncio.wait(self._tasks, timeout=patience)
            for task in left:
                task.cancel()

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _show(self, heard: Heard, view: View) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                if isinstance(heard, Press) and heard.place == "modal" and heard.view_id:
                    await self._client.views_update(view_id=heard.view_id, hash=heard.view_hash, view=view)
                else:
                    await self._client.views_open(trigger_id=str(heard.source.trigger_id), view=view)
        except Exception as error:  # noqa: BLE001 (of_error raises what is not a failed call)
            log.warning("form_not_opened", name=heard.name, error=of_error(error).reason)
            if heard.source.response_url:
                await self._tell(heard, refusals.told(refusals.form_not_opened()), replaces=False)

    async def _tell(self, heard: Heard, message: Message, *, replaces: bool) -> None:
        if heard.source.response_url is None:
            if heard.source.trigger_id is None:
                await self._whisper(heard, message)
            else:
                await self._show(heard, refusals.message_view(message))
            return
        # Without retries of the SDK's own, which would say it twice after a dropped connection.
        webhook = AsyncWebhookClient(heard.source.response_url, session=self._session, retry_handlers=[])
        try:
            async with asyncio.timeout(PATIENCE):
                answer = await webhook.send_dict(
                    {
                        "text": message["text"],
                        "blocks": message["blocks"],
                        "response_type": "ephemeral",
                        "replace_original": replaces,
                        **({"thread_ts": heard.source.thread_ts} if heard.source.thread_ts else {}),
                    }
                )
            if answer.status_code != 200:
                log.warning("answer_not_taken", name=heard.name, status=answer.status_code)
        except Exception as error:  # noqa: BLE001 (of_error raises what is not a failed call)
            log.warning("answer_not_taken", name=heard.name, error=of_error(error).reason)

    async def _whisper(self, heard: Heard, message: Message) -> None:
        """Answer what somebody wrote, where they wrote it, seen by them alone."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self._client.chat_postEphemeral(
                    channel=str(heard.source.channel_slack_id),
                    user=str(heard.source.person_slack_id),
                    text=message["text"],
                    blocks=message["blocks"],
                    thread_ts=heard.source.thread_ts,
                )
        except Exception as error:  # noqa: BLE001 (of_error raises what is not a failed call)
            log.warning("answer_not_taken", name=heard.name, error=of_error(error).reason)
