"""People of one workspace who press and send whatever they see, through our own answering and letters.

There is no network between: what they read is kept as sights, for what tests promise about it.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, ClassVar, cast
from uuid import uuid4

from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clocks
from bot.database import Database
from handlers.answering.answers import Answer
from handlers.answering.calling import Answering, Outcome
from handlers.answering.heard import Command, Event, Heard, Press, Source, Submission, Suggestion
from handlers.answering.hearing import mentioned
from handlers.answering.installations import Installations
from handlers.letters import LETTERS
from handlers.routes import ROUTES
from models import Delivery, DeliveryState, Member, Operation, Workspace
from practice.surfaces import elements_in, options_in
from tests.factories import MONDAY
from tests.sights import Sight, written

CHANNEL, CHANNEL_NAME = "C0ALLOFUS", "all-of-us"


def slack_id(name: str) -> str:
    """Somebody's Slack id."""
    return f"U0{name.upper()}"


def mention(name: str) -> str:
    """Somebody mentioned in a command, as Slack sends it."""
    return f"<@{slack_id(name)}>"


@dataclass(frozen=True)
class Typed:
    """What somebody types: a slash command, or with `in_direct_message` plain words to WhoKnows."""

    command: str
    text: str
    in_direct_message: bool = False


@dataclass
class Living:
    """One history of a few people: what they saw, and what each of them may press or send next.

    `cards` are as they stand now, `loose` is each person's newest answer, `forms` are open.
    """

    everybody: ClassVar[tuple[str, ...]]

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

    async def describe_for_good(self, session: AsyncSession) -> None:
        """Let nobody need to be described again, since there is no Slack to ask here."""
        await session.execute(
            update(Member)
            .where(Member.workspace_id == self.workspace.id)
            .values(described_at=MONDAY + timedelta(days=36_500))
        )

    def open_the_door(self, client: AsyncWebClient) -> None:
        """Let what people type and press be answered."""
        self.clocks = Clocks(now=lambda: self.now, machine_time=lambda: self.now)
        installations = Installations(self.database, client, self.clocks.now)
        installations._workspaces[self.workspace.slack_id] = self.workspace
        self.answering = Answering(self.database, self.clocks, client, installations, budget=60.0)

    async def end(self) -> None:
        """Leave nothing behind."""
        async with self.database.transaction() as session:
            await session.execute(delete(Workspace).where(Workspace.id == self.workspace.id))

    def words_for(self, by: str, block_id: str, usual: str) -> str:
        """What somebody types into a field that begins with `usual`."""
        raise NotImplementedError

    def readers_of_channel(self, channel: str) -> frozenset[str] | None:  # noqa: ARG002 (others tell channels apart)
        """Who reads what is posted in a channel; None for everybody."""
        return None

    async def meet_again(self) -> list[str]:
        """Whoever was forgotten and came back is somebody new; gives their names."""
        async with self.database.transaction() as session:
            new = (
                await session.scalars(
                    select(Member).where(Member.workspace_id == self.workspace.id, Member.id.not_in(self.names))
                )
            ).all()
            for member in new:
                member.name = next(name for name in self.everybody if slack_id(name) == member.slack_id)
                member.described_at = MONDAY + timedelta(days=36_500)
                self.names[member.id] = member.name
        return [member.name for member in new]

    def source(self, by: str) -> Source:
        """Where a new request of somebody's comes from."""
        key = uuid4().hex
        return Source(self.workspace.slack_id, slack_id(by), key, key, "https://hooks.example/", CHANNEL)

    async def type(self, by: str, typed: Typed) -> None:
        """Type a command, or plain words to WhoKnows."""
        if typed.in_direct_message:
            event = Event(self.source(by), "message.im", text=typed.text, channel_slack_id=f"D0{by}")
            await self.do(by, event, ROUTES.events, typed.text)
            return
        command = Command(self.source(by), typed.command, typed.text, mentioned(typed.text), CHANNEL, CHANNEL_NAME)
        named = ROUTES.named(command)
        command = Command(self.source(by), typed.command, typed.text, named, CHANNEL, CHANNEL_NAME)
        await self.do(by, command, ROUTES.commands, typed.text)

    def visible_to(self, by: str) -> list[Sight]:
        """What somebody can press: their answers and cards as they are now."""
        now_shown = [*self.cards.values(), *([self.loose[by]] if by in self.loose else [])]
        return [sight for sight in now_shown if sight.readers is None or by in sight.readers]

    @staticmethod
    def pressable(sight: Sight) -> list[Mapping[str, Any]]:
        """What can be pressed on something that is seen."""
        elements = [placed.element for placed in elements_in(sight.content.get("blocks", []))]
        return [one for one in elements if one["type"] in {"button", "overflow", "static_select"}]

    async def press(self, by: str, sight: Sight, element: Mapping[str, Any]) -> None:
        """Press a button, or choose anything from a menu."""
        value = str(element.get("value") or "")
        if element["type"] != "button":
            value = str(self.chance.choice(options_in(dict(element)))["value"])
        place = "home" if sight.kind == "home" else "ephemeral" if sight.kind == "answer" else "message"
        press = Press(self.source(by), str(element["action_id"]), value, place)
        await self.do(by, press, ROUTES.presses, sight.typed)

    async def send_form(self, by: str) -> None:
        """Fill in the form that somebody has open, and send it."""
        view = self.forms.pop(by)
        if not view.get("callback_id"):
            return
        values: dict[str, str | list[str]] = {}
        who: list[str] = []
        blocks = [block for block in view["blocks"] if block["type"] == "input"]
        for block in blocks:
            value = await self.filled(by, block, str(view.get("private_metadata") or ""))
            if value:
                values[block["block_id"]] = value
            if block["element"]["type"].endswith("users_select"):
                who += [value] if isinstance(value, str) else value
        typed = "\n".join(value for value in values.values() if isinstance(value, str))
        submission = Submission(
            self.source(by),
            str(view["callback_id"]),
            values,
            str(view.get("private_metadata") or ""),
            tuple(dict.fromkeys(who)),
            frozenset(block["block_id"] for block in blocks),
            typed,
        )
        chosen = " ".join(str(value) for value in values.values())
        named = " ".join(name for name in self.everybody if slack_id(name) in who)
        await self.do(by, submission, ROUTES.submissions, f"{chosen} {named}")

    async def filled(self, by: str, block: Mapping[str, Any], metadata: str) -> str | list[str]:
        """What somebody chooses or types in one input."""
        element = block["element"]
        kind = element["type"]
        if kind == "plain_text_input":
            return self.words_for(by, str(block["block_id"]), str(element.get("initial_value") or ""))
        if kind == "timepicker":
            return str(element.get("initial_time") or "")
        if kind == "datepicker":
            return (self.now + timedelta(days=3)).date().isoformat()
        if kind.endswith("users_select"):
            other = slack_id(self.chance.choice(self.everybody))
            return [other] if kind.startswith("multi") else other
        if kind.endswith(("conversations_select", "channels_select")):
            return [CHANNEL] if kind.startswith("multi") else CHANNEL
        options = options_in(dict(element))
        if kind.endswith("external_select"):
            letter = self.chance.choice("abefgjkrt")
            heard = Suggestion(self.source(by), str(element["action_id"]), letter, metadata)
            outcome = await self.answering.answer(heard, ROUTES.suggestions)
            options = list(cast("list[Any]", outcome.answer.options))
            self.seen.append(Sight(frozenset({by}), "menu", 0, {"blocks": [], "options": options}))
        if not options:
            return []
        value = str(self.chance.choice(options)["value"])
        return [value] if kind.startswith(("multi", "checkboxes")) else value

    async def do(self, by: str, heard: Heard, routes: Mapping[str, Any], typed: str = "") -> None:
        """Have something answered, and take in what its reader sees."""
        outcome: Outcome = await self.answering.answer(heard, routes)
        if outcome.failed:
            self.failures.append(f"{type(heard).__name__} {heard.name} failed")
        self._take_in(by, outcome.answer, typed)

    def _take_in(self, by: str, answer: Answer, typed: str) -> None:
        reader = frozenset({by})
        if answer.view is not None:
            self.forms[by] = answer.view
            self.seen.append(Sight(reader, "form", 0, answer.view, typed))
        if answer.message is not None:
            self.loose[by] = Sight(reader, "answer", 0, answer.message, typed)
            self.seen.append(self.loose[by])
        if answer.errors:
            self.seen.append(Sight(reader, "errors", 0, {"blocks": [], "errors": dict(answer.errors)}, typed))

    async def read_what_is_owed(self) -> None:
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
            delivery.slack_channel, delivery.slack_ts = delivery.channel_slack_id or CHANNEL, f"{card}.000001"
            ids = [one for one in (delivery.member_id, delivery.second_member_id) if one is not None]
            readers: frozenset[str] | None = frozenset(self.names[one] for one in ids)
            if not readers:
                readers = self.readers_of_channel(str(delivery.channel_slack_id))
            sight = Sight(readers, delivery.kind, delivery.subject_id, content)
            self.cards[-delivery.subject_id if delivery.operation is Operation.HOME else card] = sight
            self.seen.append(sight)
        await session.flush()
        follows = letter.what_follows(delivery.operation, delivery.state)
        if follows is not None:
            await follows(session, delivery, self.now)
