"""People who type and press whatever they see, through our own answering and letters, without a network between."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import uuid4

from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import delete, or_, select, update

from bot import skills
from bot.clock import Clocks
from bot.database import Database
from handlers.answering.answers import Answer
from handlers.answering.calling import Answering, Outcome
from handlers.answering.heard import Command, Event, Heard, Press, Source, Submission, Suggestion
from handlers.answering.hearing import mentioned
from handlers.answering.installations import Installations
from handlers.letters import LETTERS
from handlers.routes import ROUTES
from handlers.timetable import ask_further, close_old_questions
from models import Delivery, DeliveryState, Member, Operation, Workspace
from practice.surfaces import elements_in, options_in
from tests.consent.cast import (
    ADMIN,
    CHANNEL,
    CHANNEL_NAME,
    NAMES,
    QUESTION,
    Typed,
    slack_id,
    something_to_type,
    words_for_a_field,
)
from tests.consent.sights import Sight, written
from tests.factories import MONDAY, a_member, a_workspace

SPANS = (
    timedelta(minutes=5),
    timedelta(minutes=31),
    timedelta(hours=3),
    timedelta(days=1),
    timedelta(days=4),
    timedelta(days=15),
    timedelta(days=95),
)


@dataclass
class Wandering:
    """One history: six people in a workspace of their own, and all they got to see."""

    database: Database
    chance: random.Random
    now: datetime = MONDAY
    workspace: Workspace = field(init=False)
    names: dict[int, str] = field(init=False)
    seen: list[Sight] = field(default_factory=list)
    cards: dict[int, Sight] = field(default_factory=dict)
    loose: dict[str, Sight] = field(default_factory=dict)
    forms: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    forgot_their_yes: set[str] = field(default_factory=set)

    async def begin(self) -> None:
        """Meet the people; Slack described them for good, since there is none to ask here."""
        async with self.database.transaction() as session:
            self.workspace = await a_workspace(session, f"T{uuid4().hex[:12].upper()}", shoutouts=CHANNEL)
            members = [await a_member(session, self.workspace, name, is_admin=name == ADMIN) for name in NAMES]
            await session.execute(
                update(Member)
                .where(Member.workspace_id == self.workspace.id)
                .values(described_at=MONDAY + timedelta(days=36_500))
            )
            for member in members:
                member.slack_id = slack_id(member.name)
                if self.chance.random() < 0.5:
                    await skills.add(session, member, ["Terraform"], now=self.now)
        self.names = {member.id: member.name for member in members}
        client = AsyncWebClient(token="xoxb-nobody", base_url="http://127.0.0.1:9/", retry_handlers=[])
        clocks = Clocks(now=lambda: self.now, machine_time=lambda: self.now)
        installations = Installations(self.database, client, clocks.now)
        installations._workspaces[self.workspace.slack_id] = self.workspace
        self.clocks = clocks
        self.answering = Answering(self.database, clocks, client, installations, budget=60.0)

    async def end(self) -> None:
        """Leave nothing behind."""
        async with self.database.transaction() as session:
            await session.execute(delete(Workspace).where(Workspace.id == self.workspace.id))

    async def step(self) -> None:
        """Somebody does something, or time passes; whatever is owed then is read by those it is for."""
        by, luck = self._somebody(), self.chance.random()
        if by in self.forms and luck < 0.85:
            await self._send_form(by)
        elif luck < 0.22:
            await self._type(by)
        elif luck < 0.87:
            await self._press(by)
        elif luck < 0.93:
            await self._do(by, Event(self._source(by), "app_home_opened"), ROUTES.events)
        else:
            await self.passes(self.chance.choice(SPANS))
        await self._meet_again()
        await self._read_what_is_owed()

    async def passes(self, span: timedelta) -> None:
        """Let time pass, with what falls due on the way's end."""
        self.now += span
        await ask_further(self.database, self.clocks)
        await close_old_questions(self.database, self.clocks)
        await self._read_what_is_owed()

    async def _meet_again(self) -> None:
        """Whoever was forgotten and came back is somebody new, who has said yes to nothing."""
        async with self.database.transaction() as session:
            new = await session.scalars(
                select(Member).where(Member.workspace_id == self.workspace.id, Member.id.not_in(self.names))
            )
            for member in new:
                member.name = next(name for name in NAMES if slack_id(name) == member.slack_id)
                member.described_at = MONDAY + timedelta(days=36_500)
                self.names[member.id] = member.name
                self.forgot_their_yes.add(member.name)

    def _somebody(self) -> str:
        """Mostly whoever has just read something, so that one thing leads to another."""
        newest = self.seen[-1].readers if self.seen else None
        return self.chance.choice(sorted(newest) if newest and self.chance.random() < 0.75 else NAMES)

    def _source(self, by: str) -> Source:
        key = uuid4().hex
        return Source(self.workspace.slack_id, slack_id(by), key, key, "https://hooks.example/", CHANNEL)

    async def ask(self) -> None:
        """Somebody asks what most of the willing know, and sends it: without that, chance rarely gets to a yes."""
        by = self.chance.choice(NAMES)
        await self._type(by, Typed("/askexpert", QUESTION))
        asks = [one.element for one in elements_in(self.loose[by].content["blocks"]) if one.element.get("style")]
        for element in asks:
            press = Press(self._source(by), element["action_id"], element["value"], "ephemeral")
            await self._do(by, press, ROUTES.presses)
        await self._read_what_is_owed()

    async def _type(self, by: str, typed: Typed | None = None) -> None:
        typed = typed or something_to_type(self.chance, by)
        if typed.in_direct_message:
            event = Event(self._source(by), "message.im", text=typed.text, channel_slack_id=f"D0{by}")
            await self._do(by, event, ROUTES.events, typed.text)
            return
        who = mentioned(typed.text)
        command = Command(self._source(by), typed.command, typed.text, who, CHANNEL, CHANNEL_NAME)
        named = ROUTES.named(command)
        command = Command(self._source(by), typed.command, typed.text, named, CHANNEL, CHANNEL_NAME)
        await self._do(by, command, ROUTES.commands, typed.text)

    def _visible_to(self, by: str) -> list[Sight]:
        """What somebody can press: their answers and cards as they are now, the newest last."""
        now_shown = [*self.cards.values(), *([self.loose[by]] if by in self.loose else [])]
        mine = [sight for sight in now_shown if sight.readers is None or by in sight.readers]
        return sorted(mine, key=self.seen.index)

    async def _press(self, by: str) -> None:
        sights = self._visible_to(by)
        if not sights:
            return
        sight = self.chance.choice(sights[-2:] if self.chance.random() < 0.7 else sights)
        elements = [placed.element for placed in elements_in(sight.content.get("blocks", []))]
        pressable = [one for one in elements if one["type"] in {"button", "overflow", "static_select"}]
        if not pressable:
            return
        # The likely button is pressed more often, so that stories get somewhere.
        element = self.chance.choices(pressable, [4 if one.get("style") == "primary" else 1 for one in pressable])[0]
        value = str(element.get("value") or "")
        if element["type"] != "button":
            value = str(self.chance.choice(options_in(element))["value"])
        place = "home" if sight.kind == "home" else "ephemeral" if sight.kind == "answer" else "message"
        press = Press(self._source(by), str(element["action_id"]), value, place)
        await self._do(by, press, ROUTES.presses, sight.typed)

    async def _send_form(self, by: str) -> None:
        view = self.forms.pop(by)
        if not view.get("callback_id"):
            return
        values: dict[str, str | list[str]] = {}
        who: list[str] = []
        blocks = [block for block in view["blocks"] if block["type"] == "input"]
        for block in blocks:
            value = await self._filled(by, block["element"], str(view.get("private_metadata") or ""))
            if value:
                values[block["block_id"]] = value
            if block["element"]["type"].endswith("users_select"):
                who += [value] if isinstance(value, str) else value
        typed = "\n".join(value for value in values.values() if isinstance(value, str))
        submission = Submission(
            self._source(by),
            str(view["callback_id"]),
            values,
            str(view.get("private_metadata") or ""),
            tuple(dict.fromkeys(who)),
            frozenset(block["block_id"] for block in blocks),
            typed,
        )
        chosen = " ".join(str(value) for value in values.values())
        named = " ".join(name for name in NAMES if slack_id(name) in who)
        await self._do(by, submission, ROUTES.submissions, f"{chosen} {named}")

    async def _filled(self, by: str, element: Mapping[str, Any], metadata: str) -> str | list[str]:
        kind = element["type"]
        if kind == "plain_text_input":
            usual = str(element.get("initial_value") or "")
            return usual or words_for_a_field(self.chance, by)
        if kind == "timepicker":
            return str(element["initial_time"])
        if kind == "datepicker":
            return (self.now + timedelta(days=3)).date().isoformat()
        if kind.endswith("users_select"):
            other = slack_id(self.chance.choice(NAMES))
            return [other] if kind.startswith("multi") else other
        if kind.endswith(("conversations_select", "channels_select")):
            return [CHANNEL] if kind.startswith("multi") else CHANNEL
        options = options_in(dict(element))
        if kind.endswith("external_select"):
            letter = self.chance.choice("abefgjkrt")
            heard = Suggestion(self._source(by), str(element["action_id"]), letter, metadata)
            outcome = await self.answering.answer(heard, ROUTES.suggestions)
            options = list(cast("list[Any]", outcome.answer.options))
            self._note(Sight(frozenset({by}), "menu", 0, {"blocks": [], "options": options}))
        if not options:
            return []
        value = str(self.chance.choice(options)["value"])
        return [value] if kind.startswith(("multi", "checkboxes")) else value

    async def _do(self, by: str, heard: Heard, routes: Mapping[str, Any], typed: str = "") -> None:
        outcome: Outcome = await self.answering.answer(heard, routes)
        if outcome.failed:
            self.failures.append(f"{type(heard).__name__} {heard.name}")
        self._take_in(by, outcome.answer, typed)

    def _take_in(self, by: str, answer: Answer, typed: str) -> None:
        if answer.view is not None:
            self.forms[by] = answer.view
            self._note(Sight(frozenset({by}), "form", 0, answer.view, typed))
        if answer.message is not None:
            self.loose[by] = Sight(frozenset({by}), "answer", 0, answer.message, typed)
            self._note(self.loose[by])
        if answer.errors:
            self._note(Sight(frozenset({by}), "errors", 0, {"blocks": [], "errors": dict(answer.errors)}, typed))

    def _note(self, sight: Sight) -> None:
        self.seen.append(sight)

    async def _read_what_is_owed(self) -> None:
        """Do what the postman does: write what is due, one after the other, with what follows of it."""
        while True:
            async with self.database.transaction() as session:
                due = (
                    await session.scalars(
                        select(Delivery)
                        .where(
                            Delivery.workspace_id == self.workspace.id,
                            Delivery.state == DeliveryState.PENDING,
                            Delivery.due_at <= self.now,
                            or_(Delivery.retry_at.is_(None), Delivery.retry_at <= self.now),
                        )
                        .order_by(Delivery.id)
                        .limit(50)
                    )
                ).all()
                for delivery in due:
                    await self._read(session, delivery)
            if not due:
                return

    async def _read(self, session: Any, delivery: Delivery) -> None:
        letter = LETTERS[delivery.kind]
        content = await written(session, delivery, self.now)
        delivery.settled_at = self.now
        delivery.state = DeliveryState.SENT if content is not None else DeliveryState.NOT_NEEDED
        card = delivery.card_id or delivery.id
        if content is not None:
            delivery.slack_channel, delivery.slack_ts = CHANNEL, f"{card}.000001"
            ids = [one for one in (delivery.member_id, delivery.second_member_id) if one is not None]
            readers = frozenset(self.names[one] for one in ids) if ids else None
            sight = Sight(readers, delivery.kind, delivery.subject_id, content)
            self.cards[-delivery.subject_id if delivery.operation is Operation.HOME else card] = sight
            self._note(sight)
        await session.flush()
        follows = letter.what_follows(delivery.operation, delivery.state)
        if follows is not None:
            await follows(session, delivery, self.now)
