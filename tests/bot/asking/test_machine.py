"""Whatever people press and however time passes, no ask is ever stuck, lost or counted wrongly."""

import asyncio
from collections.abc import Coroutine
from itertools import count
from typing import Any, cast

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import delete, select

from bot import asking, skills
from bot.database import Database
from bot.errors import WhoKnowsError
from models import DeliveryState, Offer, Workspace
from tests.bot.asking import invariants
from tests.bot.asking.story import Story
from tests.bot.opening import open_database
from tests.factories import a_member, a_workspace, an_expert

EXPERTS = {"bo": "Europe/Copenhagen", "chi": "America/Toronto", "dev": "Asia/Kolkata", "ines": "Europe/Zagreb"}
_numbers = count(1)

expert = st.sampled_from(list(EXPERTS))
asker = st.sampled_from(["ana", "zoe"])
which = st.integers(0, 5)


class Asks(RuleBasedStateMachine):
    """Two askers, four experts in four zones with two asks a week, a channel, and a clock that jumps."""

    def __init__(self, database: Database, runner: asyncio.Runner) -> None:
        super().__init__()
        self.runner = runner
        self.questions: list[int] = []
        self.sentences: set[str] = set()
        self.story = self.run(self.begin(database))
        self.ticked_at = self.story.now

    def run(self, what: Coroutine[Any, Any, Any]) -> Any:
        return self.runner.run(what)

    def press(self, what: Coroutine[Any, Any, Any]) -> None:
        """A press may be refused, with a sentence; it may not fail."""
        try:
            self.run(what)
        except WhoKnowsError as refusal:
            self.sentences.add(refusal.sentence)

    @staticmethod
    async def begin(database: Database) -> Story:
        async with database.transaction() as session:
            workspace = await a_workspace(session, f"T{next(_numbers)}")
            found = {name: (await a_member(session, workspace, f"{name.title()} Asker")).id for name in ("ana", "zoe")}
            for name, zone in EXPERTS.items():
                found[name] = (await an_expert(session, workspace, f"{name.title()} Expert", zone=zone)).id
        return Story(database, workspace, found)

    def question(self, number: int) -> int:
        return self.questions[number % len(self.questions)]

    @rule(name=asker)
    def ask(self, name: str) -> None:
        async def draft_and_ask() -> None:
            async with self.story.as_(name) as (session, member):
                text = f"How do I read Terraform plan {len(self.questions)}?"
                preview = await asking.draft(session, member, text, now=self.story.now)
                self.questions.append(preview.question_id)
            async with self.story.as_(name) as (session, member):
                await asking.ask(session, member, preview.question_id, now=self.story.now)

        self.press(draft_and_ask())

    @rule(minutes=st.sampled_from([1, 31, 95, 8 * 60, 24 * 60, 4 * 24 * 60]))
    def time_passes(self, minutes: int) -> None:
        self.run(self.story.later(minutes=minutes))
        self.ticked_at = self.story.now

    @rule()
    def everything_is_delivered(self) -> None:
        self.run(self.story.deliver_everything())

    @precondition(lambda self: self.questions)
    @rule(number=which, name=expert, what=st.sampled_from(["accept", "accept", "pass_on", "step_back"]))
    def an_expert_presses(self, number: int, name: str, what: str) -> None:
        question_id = self.question(number)
        if name in self.run(self.story.offers(question_id)):
            self.press(getattr(self.story, what)(question_id, name))

    @precondition(lambda self: self.questions)
    @rule(number=which, name=expert)
    def the_helper_says_it_is_answered(self, number: int, name: str) -> None:
        self.press(self.story.answered(self.question(number), name))

    @precondition(lambda self: self.questions)
    @rule(number=which, name=asker, what=st.sampled_from(["answered", "not_yet", "someone_else", "cancel"]))
    def an_asker_presses(self, number: int, name: str, what: str) -> None:
        self.press(getattr(self.story, what)(self.question(number), name))

    @precondition(lambda self: self.questions)
    @rule(number=which, name=asker)
    def an_asker_changes_the_words(self, number: int, name: str) -> None:
        self.press(self.story.change_words(self.question(number), "Terraform, in other words", name))

    @precondition(lambda self: self.questions)
    @rule(number=which, name=asker, what=st.sampled_from(["post", "post", "wait"]))
    def an_asker_posts_or_waits(self, number: int, name: str, what: str) -> None:
        self.press(getattr(self.story, what)(self.question(number), name))

    @precondition(lambda self: self.questions)
    @rule(number=which, name=st.one_of(expert, asker))
    def somebody_presses_on_an_open_card(self, number: int, name: str) -> None:
        question_id = self.question(number)
        if self.run(self.story.open_cards(question_id)):
            self.press(self.story.offer_oneself(question_id, name))

    @precondition(lambda self: self.questions)
    @rule(number=which, ended=st.sampled_from([DeliveryState.DEAD, DeliveryState.HELD]))
    def an_open_card_does_not_arrive(self, number: int, ended: DeliveryState) -> None:
        question_id = self.question(number)
        if self.run(self.story.open_cards(question_id)):
            self.run(self.story.open_card_ends(question_id, ended, "not_in_channel"))

    @rule(name=expert, pauses=st.booleans())
    def an_expert_pauses_or_comes_back(self, name: str, *, pauses: bool) -> None:
        async def change() -> None:
            async with self.story.as_(name) as (session, member):
                await (skills.pause if pauses else skills.resume)(session, member, now=self.story.now)

        self.run(change())

    @precondition(lambda self: self.questions)
    @rule(number=which, name=expert)
    def slack_cannot_reach_somebody(self, number: int, name: str) -> None:
        async def refuse() -> None:
            async with self.story.database.transaction() as session:
                offer = await session.scalar(
                    select(Offer).where(
                        Offer.question_id == self.question(number),
                        Offer.member_id == self.story.people[name],
                        Offer.shown_at.is_(None),
                    )
                )
                if offer is not None:
                    await self.story.card_dies(session, offer)

        self.run(refuse())

    @invariant()
    def every_ask_is_in_order(self) -> None:
        async def check() -> None:
            async with self.story.database.reading() as session:
                await invariants.check(session, self.story.workspace.id, ticked_at=self.ticked_at)

        self.run(check())
        assert all(sentence.endswith(".") for sentence in self.sentences)

    def teardown(self) -> None:
        async def forget() -> None:
            async with self.story.database.transaction() as session:
                await session.execute(delete(Workspace).where(Workspace.id == self.story.workspace.id))

        self.run(forget())


def test_no_history_leaves_an_ask_stuck_or_illegal(sqlite_url: str) -> None:
    with asyncio.Runner() as runner:
        database = open_database(sqlite_url)
        run_state_machine_as_test(
            cast("type[Asks]", lambda: Asks(database, runner)),
            settings=settings(
                max_examples=12,
                stateful_step_count=20,
                deadline=None,
                suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
            ),
        )
        runner.run(database.close())
