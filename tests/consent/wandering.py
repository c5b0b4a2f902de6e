"""People who type and press whatever they see, each time by chance."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import uuid4

from slack_sdk.web.async_client import AsyncWebClient

from bot import skills
from handlers.answering.heard import Event
from handlers.routes import ROUTES
from handlers.timetable import ask_further, close_old_questions
from tests.consent.cast import ADMIN, NAMES, QUESTION, something_to_type, words_for_a_field
from tests.factories import a_member, a_workspace
from tests.living import CHANNEL, Living, Typed
from tests.sights import Sight

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
class Wandering(Living):
    """One history: six people in a workspace of their own, and all they got to see."""

    everybody = NAMES

    forgot_their_yes: set[str] = field(default_factory=set)

    async def begin(self) -> None:
        """Meet the people; about half of them list the one topic that is asked about most."""
        async with self.database.transaction() as session:
            self.workspace = await a_workspace(session, f"T{uuid4().hex[:12].upper()}", shoutouts=CHANNEL)
            members = [await a_member(session, self.workspace, name, is_admin=name == ADMIN) for name in NAMES]
            for member in members:
                if self.chance.random() < 0.5:
                    await skills.add(session, member, ["Terraform"], now=self.now)
            await self.describe_for_good(session)
        self.names = {member.id: member.name for member in members}
        nobody = AsyncWebClient(token="xoxb-nobody", base_url="http://127.0.0.1:9/", retry_handlers=[])
        self.open_the_door(nobody)

    async def step(self) -> None:
        """Somebody does something, or time passes; whatever is owed then is read by those it is for."""
        by, luck = self._somebody(), self.chance.random()
        if by in self.forms and luck < 0.85:
            await self.send_form(by)
        elif luck < 0.22:
            await self.type(by, something_to_type(self.chance, by))
        elif luck < 0.87:
            await self._press(by)
        elif luck < 0.93:
            await self.do(by, Event(self.source(by), "app_home_opened"), ROUTES.events)
        else:
            await self.passes(self.chance.choice(SPANS))
        self.forgot_their_yes |= set(await self.meet_again())
        await self.read_what_is_owed()

    async def passes(self, span: timedelta) -> None:
        """Let time pass, with what falls due on the way's end."""
        self.now += span
        await ask_further(self.database, self.clocks)
        await close_old_questions(self.database, self.clocks)
        await self.read_what_is_owed()

    def words_for(self, by: str, block_id: str, usual: str) -> str:  # noqa: ARG002 (any field will do)
        """Another's topic, or a sentence, unless something stands there already."""
        return usual or words_for_a_field(self.chance, by)

    def _somebody(self) -> str:
        """Mostly whoever has just read something, so that one thing leads to another."""
        newest = self.seen[-1].readers if self.seen else None
        return self.chance.choice(sorted(newest) if newest and self.chance.random() < 0.75 else NAMES)

    async def ask(self) -> None:
        """Somebody asks what most of the willing know, and sends it: without that, chance rarely gets to a yes."""
        by = self.chance.choice(NAMES)
        await self.type(by, Typed("/askexpert", QUESTION))
        for element in [one for one in self.pressable(self.loose[by]) if one.get("style")]:
            await self.press(by, self.loose[by], element)
        await self.read_what_is_owed()

    def _newest_last(self, by: str) -> list[Sight]:
        return sorted(self.visible_to(by), key=self.seen.index)

    async def _press(self, by: str) -> None:
        sights = self._newest_last(by)
        if not sights:
            return
        sight = self.chance.choice(sights[-2:] if self.chance.random() < 0.7 else sights)
        elements = self.pressable(sight)
        if elements:
            # The likely button is pressed more often, so that stories get somewhere.
            weights = [4 if one.get("style") == "primary" else 1 for one in elements]
            await self.press(by, sight, self.chance.choices(elements, weights)[0])
