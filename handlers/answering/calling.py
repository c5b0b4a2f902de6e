"""How a handler is called: inbox, transaction, answer, and errors explained to the person."""

import asyncio
import secrets
import traceback
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot import inbox, people
from bot.clock import Clocks
from bot.commands import here
from bot.database import Database, Session, decide_alone, points_nowhere
from bot.errors import WhoKnowsError
from bot.people import Profile
from bot.teams import SeenChannel
from handlers.answering.answers import Answer, ChannelNotSeenYet, Handler, Notices, Occasion, Visit
from handlers.answering.heard import Command, Event, Heard, Press, Submission, Suggestion
from handlers.answering.hearing import plain
from handlers.answering.installations import Installations
from handlers.blocks import refusals
from handlers.channels import look
from handlers.describing import describe
from models import Member, Workspace

log = structlog.get_logger(__name__)

BUDGET = 2.2
COMMIT_BUDGET = 0.5
MAY_END = frozenset({"app_uninstalled", "tokens_revoked"})
LOOKING_ONLY = frozenset({"app_home_opened"})


@dataclass(frozen=True)
class Outcome:
    """What came of a request. `failed` is true when it should be sent again; `is_new` is false for a repetition."""

    answer: Answer
    failed: bool = False
    is_new: bool = True


class Answering:
    """Calls handlers: one request, one transaction, and a sentence for the person whatever happens.

    `budget` is in seconds: a request that takes longer is rolled back and the person is told. A commit that has begun
    may take `COMMIT_BUDGET` more; Slack waits for 3 seconds.
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
        by = heard.source.person_slack_id
        if isinstance(heard, Event) and (workspace is None or by is None or heard.name not in routes):
            return Outcome(Answer())
        if workspace is None or by is None:
            return Outcome(Answer(message=refusals.told(refusals.not_installed())))
        handler = routes.get(heard.name)
        if handler is None:
            return Outcome(Answer(message=refusals.told(refusals.unknown_button())))
        named = heard.mentioned if isinstance(heard, Command | Submission | Event) else ()
        request = _Request(heard, workspace, handler, by, named, self._clocks.now())
        try:
            async with asyncio.timeout(self._budget) as budget:
                return await self._visit(request, budget)
        except TimeoutError:
            may_be_done = request.is_committing
            log.warning("request_took_too_long", kind=type(heard).__name__, name=heard.name, may_be_done=may_be_done)
            return Outcome(_told(heard, refusals.too_slow(may_be_done=may_be_done)), failed=True)
        except Exception as error:  # noqa: BLE001 (whatever breaks, the person is told and nothing is lost)
            reference = secrets.token_hex(2).upper()
            _log_without_text(error, reference, heard)
            return Outcome(_told(heard, refusals.broke(reference, may_be_done=request.is_committing)), failed=True)

    async def notice(self, heard: Event, handler: Notices) -> Outcome:
        """Take note of an event that nobody is answered for, once; never raises."""
        workspace = self._installations.known(heard.source.workspace_slack_id)
        if workspace is None:
            return Outcome(Answer())
        try:
            async with asyncio.timeout(self._budget), self._database.transaction() as session:
                key, machine_now = heard.source.key, self._clocks.machine_time()
                if not await inbox.heard_before(session, workspace.id, key, machine_now=machine_now):
                    await handler(heard, Occasion(session, workspace, self._clocks.now()))
            if heard.name in MAY_END:
                await self._installations.look_again(workspace)
        except Exception as error:  # noqa: BLE001 (it is answered 500, so that Slack sends it again)
            _log_without_text(error, secrets.token_hex(2).upper(), heard)
            return Outcome(Answer(), failed=True)
        return Outcome(Answer())

    async def _visit(self, request: "_Request", budget: asyncio.Timeout) -> Outcome:
        try:
            try:
                return await self._handle_seeing(request, budget)
            except _Unknown as unknown:
                # Nobody asks Slack within a transaction, so it is rolled back and begins again.
                profiles = await describe(self._client, request.workspace, unknown.slack_ids)
                request.profiles = {profile.slack_id: profile for profile in profiles}
                return await self._handle_seeing(request, budget)
        except _StaysAway:
            return Outcome(Answer())
        except WhoKnowsError as refusal:
            return await self._refuse(request, refusal)

    async def _handle_seeing(self, request: "_Request", budget: asyncio.Timeout) -> Outcome:
        try:
            return await self._handle(request, budget)
        except ChannelNotSeenYet as needed:
            # Here, too, nobody asks Slack within a transaction.
            request.seen[needed.slack_id] = await look(self._client, needed.slack_id)
            return await self._handle(request, budget)

    async def _handle(self, request: "_Request", budget: asyncio.Timeout) -> Outcome:
        if isinstance(request.heard, Suggestion):
            return await self._suggest(request)
        try:
            return await self._handle_alone(request, budget)
        except Exception as error:
            if not points_nowhere(error):
                raise
            # All was rolled back, and who begins again sees what took its place.
            return await self._handle_alone(request, budget)

    async def _handle_alone(self, request: "_Request", budget: asyncio.Timeout) -> Outcome:
        async with self._database.transaction() as session:
            earlier = await self._earlier(session, request)
            if earlier is not None:
                return earlier
            members = await _meet(session, request)
            by = members[request.by]
            if not isinstance(request.heard, Event):
                people.require_full_member(by)
            named = {slack_id: members[slack_id] for slack_id in request.named}
            visit = Visit(session, request.workspace, by, named, request.now, request.seen)
            answer = await request.handler(request.heard, visit)
            if not answer.tells_a_secret:
                await inbox.store_answer(session, request.workspace.id, request.heard.source.key, answer.as_data())
            # All is written. A commit that is cut off may have happened, so it gets a moment of its own.
            soon = asyncio.get_running_loop().time() + COMMIT_BUDGET
            budget.reschedule(max(budget.when() or soon, soon))
            request.is_committing = True
        return Outcome(answer)

    async def _suggest(self, request: "_Request") -> Outcome:
        """What a menu offers is only read: it waits for no writer, and there is one for each letter typed."""
        async with self._database.reading() as session:
            by = await people.known(session, request.workspace.id, request.by)
            if by is None or not people.may_take_part(by):
                return Outcome(Answer())
            visit = Visit(session=session, workspace=request.workspace, by=by, named={}, now=request.now)
            return Outcome(await request.handler(request.heard, visit))

    async def _earlier(self, session: Session, request: "_Request") -> Outcome | None:
        """Note the request; gives what came of it when it was heard before."""
        workspace_id, key = request.workspace.id, request.heard.source.key
        if not await inbox.heard_before(session, workspace_id, key, machine_now=self._clocks.machine_time()):
            return None
        stored = await inbox.stored_answer(session, workspace_id, key)
        return Outcome(Answer(**stored) if stored else Answer(), is_new=False)

    async def _refuse(self, request: "_Request", refusal: WhoKnowsError) -> Outcome:
        """Answer a refusal, and keep it with what Slack said about people, since both were rolled back."""
        answer = _refused(request.heard, refusal)
        # A form that is mended and sent again has the same key, so only its success is kept.
        is_kept = not isinstance(request.heard, Submission)
        if not (is_kept or request.profiles):
            return Outcome(answer)
        async with self._database.transaction() as session:
            if is_kept:
                earlier = await self._earlier(session, request)
                if earlier is not None:
                    return earlier
                await inbox.store_answer(session, request.workspace.id, request.heard.source.key, answer.as_data())
            if request.profiles:
                said = list(request.profiles.values())
                await people.remember_each(session, request.workspace, said, now=request.now)
        return Outcome(answer)


@dataclass
class _Request:
    """A request on its way. `profiles` is what Slack said about its people, None before it was asked; `seen` what it
    said about channels."""

    heard: Heard
    workspace: Workspace
    handler: Handler
    by: str
    named: tuple[str, ...]
    now: datetime
    profiles: dict[str, Profile] | None = None
    is_committing: bool = False
    seen: dict[str, SeenChannel | None] = field(default_factory=dict)


class _StaysAway(Exception):
    """Somebody who was forgotten only looked; that brings nobody back."""


class _Unknown(Exception):
    """Slack has to be asked about these people first."""

    def __init__(self, slack_ids: Collection[str]) -> None:
        super().__init__()
        self.slack_ids = slack_ids


async def _meet(session: Session, request: _Request) -> dict[str, Member]:
    everybody = {request.by, *request.named}
    if request.profiles is not None:
        # Nobody is forgotten between our looking whether they are and our keeping what Slack said about them.
        await decide_alone(session, request.workspace.id)
    members = await people.described(session, request.workspace.id, everybody, now=request.now)
    unknown = everybody - members.keys()
    forgotten = await people.forgotten_among(session, request.workspace, unknown) if unknown else set()
    if forgotten - {request.by}:
        raise WhoKnowsError("Somebody you named doesn't take part in WhoKnows, so nothing was changed.")
    if request.by in forgotten:
        if isinstance(request.heard, Event) and request.heard.name in LOOKING_ONLY:
            raise _StaysAway
        await people.came_back(session, request.workspace, request.by)
    if unknown and request.profiles is None:
        raise _Unknown(unknown)
    for slack_id in sorted(unknown):
        profile = (request.profiles or {}).get(slack_id)
        if profile is None:
            members[slack_id] = await people.meet(session, request.workspace, slack_id)
        else:
            members[slack_id] = await people.remember(session, request.workspace, profile, now=request.now)
    return members


def _typed(heard: Heard) -> str | None:
    if isinstance(heard, Command):
        return f"{here(heard.name)} {plain(heard.text)}" if heard.text.strip() else None
    if isinstance(heard, Submission):
        return heard.typed or None
    # A message still stands where it was written.
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
