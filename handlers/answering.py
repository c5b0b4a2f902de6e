"""How a handler is called: inbox, transaction, answer, and errors explained to the person."""

import asyncio
import secrets
import traceback
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot import inbox, people
from bot.clock import Clocks
from bot.database import Database
from bot.errors import WhoKnowsError
from handlers.answers import Answer, Handler, Visit
from handlers.blocks import refusals
from handlers.describing import describe
from handlers.hearing import Command, Event, Heard, Press, Submission, plain
from handlers.installations import Installations
from models import Workspace

log = structlog.get_logger(__name__)

BUDGET = 2.2


@dataclass(frozen=True)
class Outcome:
    """What came of a request. `failed` is true when it should be sent again; `is_new` is false for a repetition."""

    answer: Answer
    failed: bool = False
    is_new: bool = True


class Answering:
    """Calls handlers: one request, one transaction, and a sentence for the person whatever happens.

    `budget` is in seconds: a request that takes longer is rolled back and the person is told.
    """

    def __init__(
        self,
        database: Database,
        clocks: Clocks,
        client: AsyncWebClient,
        installations: Installations,
        *,
        budget: float = BUDGET,
    ) -> None:
        self._database = database
        self._clocks = clocks
        self._client = client
        self._installations = installations
        self._budget = budget
        self._being_answered = 0
        self._idle = asyncio.Event()
        self._idle.set()

    async def finish(self, patience: float = 3.0) -> None:
        """Wait until nobody waits for an answer, at most `patience` seconds."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._idle.wait(), patience)

    async def answer(self, heard: Heard, routes: Mapping[str, Handler]) -> Outcome:
        """Find the function for what was heard and call it; never raises."""
        self._being_answered += 1
        self._idle.clear()
        try:
            return await self._answer(heard, routes)
        finally:
            self._being_answered -= 1
            if not self._being_answered:
                self._idle.set()

    async def _answer(self, heard: Heard, routes: Mapping[str, Handler]) -> Outcome:
        workspace = self._installations.known(heard.source.workspace_slack_id)
        if workspace is None or heard.source.person_slack_id is None:
            return Outcome(Answer(message=refusals.told(refusals.not_installed())))
        handler = routes.get(heard.name)
        if handler is None:
            return Outcome(
                Answer() if isinstance(heard, Event) else Answer(message=refusals.told(refusals.unknown_button()))
            )
        try:
            async with asyncio.timeout(self._budget):
                return await self._visit(heard, handler, workspace)
        except WhoKnowsError as refusal:
            return Outcome(_refused(heard, refusal))
        except TimeoutError:
            log.warning("request_took_too_long", kind=type(heard).__name__, name=heard.name)
            return Outcome(_told(heard, refusals.too_slow()), failed=True)
        except Exception as error:  # noqa: BLE001 (whatever breaks, the person is told and nothing is lost)
            reference = secrets.token_hex(2).upper()
            _log_without_text(error, reference, heard)
            return Outcome(_told(heard, refusals.broke(reference)), failed=True)

    async def _visit(self, heard: Heard, handler: Handler, workspace: Workspace) -> Outcome:
        source = heard.source
        named = heard.mentioned if isinstance(heard, Command | Submission) else ()
        everybody = {str(source.person_slack_id), *named}
        now = self._clocks.now()
        async with self._database.reading() as session:
            unknown = await people.undescribed(session, workspace.id, everybody, now=now)
        profiles = await describe(self._client, workspace, unknown) if unknown else []
        async with self._database.transaction() as session:
            if await inbox.heard_before(session, workspace.id, source.key, machine_now=self._clocks.machine_time()):
                stored = await inbox.stored_answer(session, workspace.id, source.key)
                return Outcome(Answer(**stored) if stored else Answer(), is_new=False)
            for profile in profiles:
                await people.remember(session, workspace, profile, now=now)
            members = {slack_id: await people.meet(session, workspace, slack_id) for slack_id in sorted(everybody)}
            visit = Visit(
                session=session,
                workspace=workspace,
                by=members[str(source.person_slack_id)],
                named={slack_id: members[slack_id] for slack_id in named},
                now=now,
            )
            answer = await handler(heard, visit)
            await inbox.store_answer(session, workspace.id, source.key, answer.as_data())
        return Outcome(answer)


def _typed(heard: Heard) -> str | None:
    if isinstance(heard, Command):
        return f"{heard.name} {plain(heard.text)}" if heard.text.strip() else None
    if isinstance(heard, Submission):
        return heard.text("text") or heard.text("reason") or None
    return None


def _told(heard: Heard, sentence: str) -> Answer:
    return Answer(message=refusals.told(sentence, kept_text=_typed(heard)))


def _refused(heard: Heard, refusal: WhoKnowsError) -> Answer:
    if isinstance(heard, Submission):
        if refusal.field in heard.blocks:
            return Answer(errors={str(refusal.field): refusal.sentence})
        return Answer(view=refusals.sentence_view("Not this time", refusal.sentence, kept_text=_typed(heard)))
    answer = _told(heard, refusal.sentence)
    return replace(answer, replaces=False) if isinstance(heard, Press) else answer


def _log_without_text(error: Exception, reference: str, heard: Heard) -> None:
    # Messages of errors may quote what a person typed, so only their kind and the way through our code are kept.
    frames = traceback.extract_tb(error.__traceback__)
    way = [f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno} {frame.name}" for frame in frames]
    details: dict[str, Any] = {"kind": type(heard).__name__, "name": heard.name, "error": type(error).__name__}
    log.error("request_failed", reference=reference, way=way[-8:], **details)
