"""A town that lives: people thank, ask, help and press whatever they see, each time by chance."""

import copy
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot import asking, preferences
from bot.matching.living import Indexes
from handlers import timetable
from handlers.answering.heard import Event, Heard
from handlers.blocks import asking as asking_blocks
from handlers.routes import ROUTES
from models import Member, Offer
from tests.living import Living, Typed, mention, slack_id
from tests.privacy.cast import (
    FULL_MEMBERS,
    NAMES,
    READERS,
    TOPICS,
    ChannelsOfTown,
    question_word,
    thanks_word,
)
from tests.privacy.facts import facts
from tests.privacy.promises import breaches
from tests.privacy.words import Words
from tests.sights import Sight

MADRID = ZoneInfo("Europe/Madrid")
SPANS = (timedelta(minutes=3), timedelta(hours=4), timedelta(days=1), timedelta(days=8))
# Weekdays and hours at which something comes by itself: leads' prompts, teams' shout-outs, personal notes.
MOMENTS = ((3, time(10, 5)), (4, time(16, 5)), (0, time(9, 35)))
# Which keep house, and show nobody anything.
_KEEPS_HOUSE = {timetable.tidy_inbox, timetable.store_terms, timetable.look_after_indexes, timetable.let_workspaces_go}
# What is pressed more often, since people are named or left out in it, and less often, since little of it is.
_ABOUT_PEOPLE = ("kudos.", "asking.thank", "milestones.", "passing_on.", "leads.", "roundup.", "lunch")
_ELSEWHERE = ("skills.", "tour.", "teams.", "trust.", "preferences.", "own_data.", "people.")


@dataclass
class Town(Living):
    """One history of the town: what anybody read, by `kinds`, what was `broken`, and what was done, as a `story`."""

    everybody = NAMES

    words: Words = field(default_factory=Words)
    kinds: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    story: list[str] = field(default_factory=list)
    number: int = 0
    postman_rests: bool = False

    def answer_from_now_on(self) -> None:
        """Let what people type and press be answered, by a WhoKnows that sees the town's channels."""
        self.open_the_door(ChannelsOfTown(token="xoxb-nobody", base_url="http://127.0.0.1:9/", retry_handlers=[]))

    def continued(self) -> "Town":
        """The same town, to go on from here in another way, on the database as it is now."""
        other = Town(self.database, self.chance, self.now)
        other.workspace, other.names, other.number = self.workspace, dict(self.names), self.number
        other.cards, other.loose, other.forms = dict(self.cards), dict(self.loose), dict(self.forms)
        other.words, other.postman_rests = copy.deepcopy(self.words), self.postman_rests
        other.answer_from_now_on()
        self.database.beside(Indexes).let_go(self.workspace.id)
        return other

    def readers_of_channel(self, channel: str) -> frozenset[str] | None:
        """The people of a channel; nobody reads what is written to somebody who was forgotten."""
        return READERS.get(channel, frozenset())

    def words_for(self, by: str, block_id: str, usual: str) -> str:  # noqa: ARG002 (whoever it is)
        """Words that stand nowhere else, behind what stands there already."""
        if block_id == "reason":
            return usual if thanks_word(0)[:6] in usual else f"{usual} {self._new_thanks()}"
        if block_id in {"link", "seats"}:
            return usual
        return usual or (self._new_question() if block_id == "text" else self.chance.choice(TOPICS))

    async def filled(self, by: str, block: Mapping[str, Any], metadata: str) -> str | list[str]:
        """Mostly the people who stand in a form already, else some."""
        element = block["element"]
        if element["type"] != "multi_users_select":
            return await super().filled(by, block, metadata)
        if element.get("initial_users") and self.chance.random() < 0.8:
            return list(element["initial_users"])
        return [slack_id(name) for name in self.chance.sample(NAMES, self.chance.choice((1, 1, 2, 5)))]

    def _new_thanks(self) -> str:
        self.number += 1
        return f"for your patience, {thanks_word(self.number)}"

    def _new_question(self) -> str:
        self.number += 1
        return f"How do I begin with {self.chance.choice(TOPICS)}? {question_word(self.number)}"

    async def step(self, chance: random.Random) -> None:
        """Somebody does something, or time passes; whatever is owed then is read by those it is for."""
        self.chance = chance
        acts: list[tuple[Callable[[], Awaitable[None]], float]] = [
            (self._send_a_form, 10.0 if self.forms else 0.0),
            (self._press_something, 12.0),
            (self._thank, 2.5),
            (self._ask, 1.5),
            (self.somebody_is_helped, 0.7),
            (self._wish, 1.0),
            (self._change_their_mind, 1.5),
            (self._look_at_home, 1.0),
            (self._raise_hands, 0.5),
            (self._time_passes, 3.0),
            (self._want_their_data, 0.3),
            (self._postman_rests_or_goes_on, 3.0 if self.postman_rests else 0.6),
        ]
        act = chance.choices([act for act, _ in acts], [weight for _, weight in acts])[0]
        await act()
        self.words.prefers_private -= set(await self.meet_again())
        await self.read_what_is_owed()

    async def do(self, by: str, heard: Heard, routes: Mapping[str, Any], typed: str = "") -> None:
        """Have something answered, after it was noted who says what."""
        self.story.append(f"{by}: {type(heard).__name__} {heard.name} {getattr(heard, 'value', typed)}")
        await self.words.hear(self.database, by, heard, self.names)
        await super().do(by, heard, routes, typed)

    def _anybody(self) -> str:
        return self.chance.choice(FULL_MEMBERS)

    async def _send_a_form(self) -> None:
        await self.send_form(self.chance.choice(sorted(self.forms)))

    async def _press_something(self) -> None:
        """Press any of the kinds of buttons there are, the rare as often as the frequent."""
        found: dict[str, list[tuple[str, Sight, Mapping[str, Any]]]] = {}
        for by in NAMES:
            for sight in self.visible_to(by):
                for element in self.pressable(sight):
                    found.setdefault(str(element["action_id"]), []).append((by, sight, element))
        kinds = sorted(found)
        if kinds:
            weights = [
                3.0 if kind.startswith(_ABOUT_PEOPLE) else 0.1 if kind.startswith(_ELSEWHERE) else 1.0 for kind in kinds
            ]
            await self.press(*self.chance.choice(found[self.chance.choices(kinds, weights)[0]]))

    async def _thank(self) -> None:
        by = self._anybody()
        whom = self.chance.sample([name for name in FULL_MEMBERS if name != by], self.chance.choice((1, 1, 2, 5)))
        topic = self.chance.choice(("", f" with {self.chance.choice(TOPICS)}"))
        await self.type(by, Typed("/kudos", f"{' '.join(map(mention, whom))} {self._new_thanks()}{topic}"))

    async def _ask(self) -> None:
        by, in_direct_message = self._anybody(), self.chance.random() < 0.2
        await self.type(by, Typed("" if in_direct_message else "/askexpert", self._new_question(), in_direct_message))

    async def _wish(self) -> None:
        await self.type(self._anybody(), Typed("/lunchandlearn", f"wish {self.chance.choice(('', *TOPICS))}".strip()))

    async def somebody_is_helped(self) -> None:
        """A question is asked, answered and often thanked for: chance rarely presses so many buttons in a row."""
        by, text = self._anybody(), self._new_question()
        self.words.askers[question_word(self.number)] = by
        async with self.database.transaction() as session:
            asker = await self._member(session, by)
            if asker is None:
                return
            draft = await asking.draft(session, asker, text, now=self.now)
            is_asked = await asking.ask(session, asker, draft.question_id, now=self.now)
            of_question = select(Offer).where(Offer.question_id == draft.question_id).limit(1)
            offer = await session.scalar(of_question) if is_asked else None
            helper = await self._member(session, self.names[offer.member_id]) if offer is not None else None
            if offer is not None and helper is not None:
                await asking.offer_was_shown(session, offer.workspace_id, offer.id, now=self.now)
                await asking.accept(session, helper, offer.id, now=self.now)
        await self.read_what_is_owed()
        if helper is not None:
            self.story.append(f"{by} is helped by {helper.name}")
            async with self.database.transaction() as session:
                await asking.answered(session, asker, draft.question_id, now=self.now)
            await self.read_what_is_owed()
            if self.chance.random() < 0.6:
                await self._thank_for_help(by)
        await self._passes(timedelta(days=1))

    async def _thank_for_help(self, by: str) -> None:
        for sight in self.visible_to(by):
            for element in self.pressable(sight):
                if element["action_id"] == asking_blocks.THANK:
                    await self.press(by, sight, element)
                    if by in self.forms:
                        await self.send_form(by)
                    return

    async def _member(self, session: Any, name: str) -> Member | None:
        """Somebody's row; None for whoever was forgotten and did not come back."""
        found: Member | None = await session.scalar(
            select(Member).where(Member.workspace_id == self.workspace.id, Member.slack_id == slack_id(name))
        )
        return found

    async def _change_their_mind(self) -> None:
        """Somebody prefers private thanks from now on, or no longer."""
        by = self._anybody()
        async with self.database.transaction() as session:
            member = await self._member(session, by)
            if member is None:
                return
            await preferences.save(
                session,
                member,
                asks_a_week="10",
                works_from="09:00",
                works_until="18:00",
                works_on="01234",
                zone=preferences.AS_IN_SLACK,
                paused_until="",
                likes_public_thanks=not member.likes_public_thanks,
                wants_personal_note=member.wants_personal_note,
                reminders=("day_before", "ten_minutes", "afterwards", "as_host"),
                now=self.now,
            )
        self.story.append(f"{by} changes how they like to be thanked")
        self.words.prefers_private ^= {by}

    async def _look_at_home(self) -> None:
        by = self.chance.choice(NAMES)
        await self.do(by, Event(self.source(by), "app_home_opened"), ROUTES.events)

    async def _raise_hands(self) -> None:
        posts = [(card, sight) for card, sight in self.cards.items() if sight.kind == "shoutout" and sight.readers]
        if posts:
            card, sight = self.chance.choice(posts)
            by, what = self.chance.choice(sorted(sight.readers or ())), self.chance.choice(("added", "removed"))
            channel = next(channel for channel, readers in READERS.items() if readers == sight.readers)
            event = Event(self.source(by), f"reaction_{what}", channel_slack_id=channel, message_ts=f"{card}.000001")
            self.words.joined_in.add((by, sight.subject_id))
            await self.do(by, event, ROUTES.events)

    async def _time_passes(self) -> None:
        if self.chance.random() < 0.5:
            await self._passes(self.chance.choice(SPANS))
        else:
            await self._passes(self._next(*self.chance.choice(MOMENTS)) - self.now)

    def _next(self, weekday: int, at: time) -> datetime:
        local = self.now.astimezone(MADRID)
        day = local.date() + timedelta(days=(weekday - local.weekday()) % 7)
        moment = datetime.combine(day, at, MADRID)
        return moment if moment > local else moment + timedelta(days=7)

    async def _passes(self, span: timedelta) -> None:
        self.now += span
        self.story.append(f"it is {self.now:%A %d %B %H:%M}")
        for tick in timetable.TIMETABLE:
            if tick.look not in _KEEPS_HOUSE:
                await tick.look(self.database, self.clocks)
        await self.read_what_is_owed()

    async def _postman_rests_or_goes_on(self) -> None:
        """Slack can't be reached for a while, in which everything may change that is still to be said."""
        self.postman_rests = not self.postman_rests
        self.story.append("nothing arrives" if self.postman_rests else "everything arrives")

    async def read_what_is_owed(self) -> None:
        """The same, unless it can't arrive now; all that is new is looked at as things are at this moment."""
        if not self.postman_rests:
            await super().read_what_is_owed()
        if self.seen:
            async with self.database.reading() as session:
                known = await facts(session, self.names)
            for sight in self.seen:
                self.kinds[sight.kind] += 1
                self.broken += breaches(sight, self.words, known)
            self.seen.clear()

    async def _want_their_data(self) -> None:
        await self.type(self._anybody(), Typed("/whoknows", "my data"))
