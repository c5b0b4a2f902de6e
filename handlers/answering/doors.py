"""Bolt's side of the doors: one listener per kind of request, each looking its function up in the routes."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl

from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request.async_internals import build_async_context
from slack_sdk.web.async_client import AsyncWebClient

from bot import commands
from handlers.answering import hearing
from handlers.answering.answers import Handler, Notices
from handlers.answering.calling import Answering, Outcome
from handlers.answering.heard import Command, Event, Heard, Submission
from handlers.answering.installations import Installations
from handlers.answering.speaking import Speaking
from handlers.blocks import refusals

ANY = re.compile(".*", re.DOTALL)
# Slack is asked about each. One thank-you names 25, and one more is enough to say that it is too many.
MOST_NAMED = 26


@dataclass(frozen=True)
class Routes:
    """Everything Slack can trigger, by kind and name.

    `events` are what a person did, who is answered; `notices` what became of the workspace, its channels and people.
    `naming` are the commands, forms and events that concern the people mentioned in them, or have to know their names;
    elsewhere a mention is only a word. A command may be given with how its text begins, such as "/skills nominate".
    """

    commands: Mapping[str, Handler]
    presses: Mapping[str, Handler]
    submissions: Mapping[str, Handler]
    shortcuts: Mapping[str, Handler]
    suggestions: Mapping[str, Handler]
    events: Mapping[str, Handler]
    notices: Mapping[str, Notices]
    naming: frozenset[str] = frozenset()

    def named(self, heard: Command | Submission | Event) -> tuple[str, ...]:
        """The Slack ids of the people whom a command, a form or an event concerns."""
        if isinstance(heard, Command):
            said = " ".join([heard.name, *heard.text.casefold().split()])
            concerned = said.startswith(tuple(self.naming))
        else:
            concerned = heard.name in self.naming
        return heard.mentioned[:MOST_NAMED] if concerned else ()


async def read_body_again(req: AsyncBoltRequest, next: Callable[[], Any]) -> None:  # noqa: A002 (Bolt's own name)
    """Read a slash command whose text has the word "payload": Bolt 1.30 takes it for an empty body."""
    if not req.body and req.raw_body and not req.raw_body.startswith("{"):
        req.body = dict(parse_qsl(req.raw_body, keep_blank_values=True))
        build_async_context(req.context, req.body)
    await next()


class Doors:
    """The listeners: each reads what was said, has it answered, and acknowledges it with the answer where Slack allows.

    One listener per kind keeps the cost of a request the same however many routes there are: Bolt tries its listeners
    one by one, and only the first that matches runs.
    """

    def __init__(self, routes: Routes, answering: Answering, speaking: Speaking) -> None:
        self._routes = routes
        self._answering = answering
        self._speaking = speaking

    def register(self, app: AsyncApp) -> None:
        """Listen to everything."""
        app.command(ANY)(self.on_command)
        app.action(ANY)(self.on_press)
        app.view(ANY)(self.on_submission)
        app.view_closed(ANY)(self.on_closing)
        app.options(ANY)(self.on_suggestion)
        app.shortcut(ANY)(self.on_shortcut)
        app.event(ANY)(self.on_event)

    async def on_command(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """A slash command: what fits into the acknowledgement is said there."""
        heard = hearing.command(body)
        heard = replace(heard, name=commands.ours(heard.name))
        heard = replace(heard, mentioned=self._routes.named(heard))
        outcome = await self._answering.answer(heard, self._routes.commands)
        message = outcome.answer.message
        if message is not None and outcome.answer.view is None:
            await ack(text=message["text"], blocks=message["blocks"])
            return
        await ack()
        self._say(heard, outcome)

    async def on_press(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """A button or a menu."""
        heard = hearing.press(body)
        outcome = await self._answering.answer(heard, self._routes.presses)
        await ack()
        self._say(heard, outcome)

    async def on_submission(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """A form: errors and what follows are part of the acknowledgement."""
        heard = hearing.submission(body)
        heard = replace(heard, mentioned=self._routes.named(heard))
        answer = (await self._answering.answer(heard, self._routes.submissions)).answer
        view = answer.view or (refusals.message_view(answer.message) if answer.message else None)
        if answer.errors:
            await ack(response_action="errors", errors=dict(answer.errors))
        elif view is not None:
            await ack(response_action="update", view=view)
        else:
            await ack()

    async def on_closing(self, ack: AsyncAck) -> None:
        """A form was closed, which costs nobody anything."""
        await ack()

    async def on_suggestion(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """A menu that is filled while typing; whatever goes wrong, an empty one is no error."""
        outcome = await self._answering.answer(hearing.suggestion(body), self._routes.suggestions)
        await ack(options=list(outcome.answer.options))

    async def on_shortcut(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """A shortcut."""
        heard = hearing.shortcut(body)
        outcome = await self._answering.answer(heard, self._routes.shortcuts)
        await ack()
        self._say(heard, outcome)

    async def on_event(self, ack: AsyncAck, body: dict[str, Any]) -> BoltResponse | None:
        """An event: a failed one is answered 500, so that Slack sends it again."""
        heard = hearing.event(body)
        heard = replace(heard, mentioned=self._routes.named(heard))
        if heard.name in self._routes.notices:
            outcome = await self._answering.notice(heard, self._routes.notices[heard.name])
        else:
            outcome = await self._answering.answer(heard, self._routes.events)
        if outcome.failed:
            return BoltResponse(status=500, body="")
        await ack()
        self._say(heard, outcome)
        return None

    def _say(self, heard: Heard, outcome: Outcome) -> None:
        if outcome.is_new:
            self._speaking.say(heard, outcome.answer)


def build(client: AsyncWebClient, signing_secret: str | None, installations: Installations, doors: Doors) -> AsyncApp:
    """The Bolt app: the whole work is done before the answer, so that what was acknowledged is committed."""

    async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        return installations.authorize(enterprise_id, team_id)

    app = AsyncApp(
        client=client,
        signing_secret=signing_secret or "unused in Socket Mode",
        request_verification_enabled=signing_secret is not None,
        process_before_response=True,
        before_authorize=read_body_again,
        authorize=authorize,
    )
    doors.register(app)
    return app
