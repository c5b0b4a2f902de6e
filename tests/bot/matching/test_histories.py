"""Whatever people do: the index that was kept in step is the one that would be read from nothing."""

import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import asking, kudos, lunches, own_data, skills
from bot.database import Database
from bot.errors import WhoKnowsError
from bot.matching import Reason, store_terms
from bot.matching.index import Index
from bot.matching.living import index_of
from bot.matching.ranking import relevant
from bot.matching.reading import read_everything
from models import Attendance, Help, Lesson, Level, Lunch, Member, Offer, OfferState, Question, Skill, SkillChange
from tests.bot.lunches.last_seat import a_plan
from tests.bot.matching.knowledge import known_by
from tests.factories import MONDAY, a_member, a_workspace

TOPICS = ("Terraform", "Running meetings", "Kubernetes", "k8s", "Runing meetings", "Gardening")
QUESTIONS = (
    "How do I read a Terraform plan of 40 pages?",
    "Who is good at running meetings that end?",
    "Our kubernetes job dies each night, why?",
    "Gardening in the office: which plants survive?",
)
STEPS = 60


def ranking(index: Index, text: str, now: datetime) -> tuple[list[tuple[int, tuple[Reason, ...]]], list[int]]:
    """Who is relevant to a text, in order, and why; and the texts like it."""
    found = relevant(index, text, now=now)
    return [(one.member_id, one.reasons) for one in found.people], [one.subject_id for one in found.similar]


class Undone(Exception):
    """Why a transaction is undone."""


class History:
    """Five people, two of them admins, and what they do, one transaction each."""

    def __init__(self, database: Database, seed: int) -> None:
        self.database = database
        self.random = random.Random(seed)
        self.now: datetime = MONDAY
        self.member_ids: list[int] = []
        self.workspace_id = 0
        self.done = 0
        self.acts: list[Callable[[AsyncSession], Awaitable[object]]] = [
            self.lists_topics,
            self.lists_topics,
            self.takes_topics_off,
            self.changes_a_level,
            self.merges,
            self.renames,
            self.takes_a_change_back,
            self.asks,
            self.asks,
            self.asks,
            self.thanks,
            self.thanks,
            self.thanks_for_an_answer,
            self.thanks_for_an_answer,
            self.teaches,
            self.teaches,
            self.calls_a_lesson_otherwise,
            self.is_forgotten,
            self.lets_old_things_go,
        ]

    async def begin(self) -> None:
        async with self.database.transaction() as session:
            workspace = await a_workspace(session, shoutouts="C0THANKS")
            self.workspace_id = workspace.id
            for name in ("Ana", "Bo", "Chi", "Dev", "Eli"):
                member = await a_member(session, workspace, name, is_admin=name in {"Ana", "Bo"}, asks_a_week=50)
                self.member_ids.append(member.id)

    async def step(self) -> None:
        """Something happens, or nearly does; whoever asks then and afterwards is told what is true."""
        self.now += timedelta(hours=self.random.choice((7, 24, 170)))
        act = self.random.choice(self.acts)
        is_undone, asks_meanwhile = self.random.random() < 0.25, self.random.random() < 0.5
        with suppress(Undone, WhoKnowsError):
            async with self.database.transaction() as session:
                await act(session)
                if asks_meanwhile:
                    await self.compare(session, act.__name__)
                if is_undone:
                    raise Undone
            self.done += 1
        if self.random.random() < 0.2:
            await store_terms(self.database)
        async with self.database.reading() as session:
            await self.compare(session, act.__name__)

    async def compare(self, session: AsyncSession, after: str) -> None:
        kept = await index_of(session, self.workspace_id)
        known, rankings = known_by(kept), [ranking(kept, question, self.now) for question in QUESTIONS]
        anew = (await read_everything(session, self.workspace_id)).index
        assert known == known_by(anew), f"after {after}"
        assert rankings == [ranking(anew, question, self.now) for question in QUESTIONS], f"after {after}"

    async def somebody(self, session: AsyncSession, *, admin: bool = False) -> Member:
        return await session.get_one(Member, self.random.choice(self.member_ids[:2] if admin else self.member_ids))

    async def lists_topics(self, session: AsyncSession) -> None:
        level = self.random.choice(list(Level))
        topics = self.random.sample(TOPICS, 2)
        await skills.add(session, await self.somebody(session), topics, level=level, now=self.now)

    async def takes_topics_off(self, session: AsyncSession) -> None:
        await skills.remove(session, await self.somebody(session), self.random.sample(TOPICS, 2), now=self.now)

    async def changes_a_level(self, session: AsyncSession) -> None:
        member = await self.somebody(session)
        listed = (await skills.card(session, member, now=self.now)).listed
        line = self.random.choice(listed) if listed else None
        if line is not None:
            level = self.random.choice(list(Level))
            await skills.describe(session, member, line.skill_id, level=level, ways=[], note="", now=self.now)

    async def merges(self, session: AsyncSession) -> None:
        ids = (await session.scalars(select(Skill.id).order_by(Skill.id))).all()
        if len(ids) > 1:
            await skills.merge(
                session, await self.somebody(session, admin=True), *self.random.sample(ids, 2), now=self.now
            )

    async def renames(self, session: AsyncSession) -> None:
        ids = (await session.scalars(select(Skill.id).order_by(Skill.id))).all()
        if ids:
            admin, name = await self.somebody(session, admin=True), f"Topic {self.random.randrange(9)}"
            await skills.rename(session, admin, self.random.choice(ids), name, now=self.now)

    async def teaches(self, session: AsyncSession) -> None:
        host, guest = await self.somebody(session), await self.somebody(session)
        before = self.now - timedelta(days=3)
        plan = replace(a_plan(host), on=(self.now - timedelta(days=2)).date(), topic=self.random.choice(TOPICS))
        lunch = await lunches.announce(session, host, plan, now=before)
        await lunches.say(session, guest, lunch.id, Attendance.IN, now=before)
        await lunches.credit(session, self.workspace_id, lunch.id, now=self.now)

    async def calls_a_lesson_otherwise(self, session: AsyncSession) -> None:
        ids = (await session.scalars(select(Lesson.lunch_id).order_by(Lesson.id))).all()
        if ids:
            lunch = await session.get_one(Lunch, self.random.choice(ids))
            lunch.title, lunch.about = self.random.choice(QUESTIONS), self.random.choice(TOPICS)
            await session.flush()

    async def takes_a_change_back(self, session: AsyncSession) -> None:
        ids = (await session.scalars(select(SkillChange.id).order_by(SkillChange.id))).all()
        if ids:
            await skills.undo(session, await self.somebody(session, admin=True), ids[-1], now=self.now)

    async def asks(self, session: AsyncSession) -> None:
        asker = await self.somebody(session)
        draft = await asking.draft(session, asker, self.random.choice(QUESTIONS), now=self.now)
        if not await asking.ask(session, asker, draft.question_id, now=self.now):
            return
        pending = select(Offer).where(Offer.question_id == draft.question_id, Offer.state == OfferState.PENDING)
        offer = (await session.scalars(pending.order_by(Offer.id))).first()
        assert offer is not None
        helper = await session.get_one(Member, offer.member_id)
        await asking.offer_was_shown(session, offer.workspace_id, offer.id, now=self.now)
        await asking.accept(session, helper, offer.id, now=self.now)
        await asking.answered(session, asker, draft.question_id, now=self.now)

    async def thanks_for_an_answer(self, session: AsyncSession) -> None:
        helps = (await session.scalars(select(Help).order_by(Help.id))).all()
        if helps:
            help_ = self.random.choice(helps)
            question = await session.get_one(Question, help_.question_id)
            asker = await session.get_one(Member, question.asker_id)
            helper = await session.get_one(Member, help_.helper_id)
            in_public = self.random.random() < 0.5
            await kudos.give(
                session, asker, [helper], "A good one", in_public=in_public, question_id=question.id, now=self.now
            )

    async def thanks(self, session: AsyncSession) -> None:
        giver, receiver = await self.somebody(session), await self.somebody(session)
        in_public = self.random.random() < 0.7
        words = self.random.choice(QUESTIONS)
        await kudos.give(session, giver, [receiver], f"Thanks: {words}", in_public=in_public, now=self.now)

    async def is_forgotten(self, session: AsyncSession) -> None:
        await own_data.forget(session, await self.somebody(session), now=self.now)

    async def lets_old_things_go(self, session: AsyncSession) -> None:
        later = self.now + timedelta(days=self.random.choice((0, 200)))
        await own_data.let_old_things_go(session, now=later, machine_now=later)


@pytest.mark.parametrize("seed", [100, 101, 132])
async def test_what_is_kept_in_step_is_what_would_be_read_from_nothing(database: Database, seed: int) -> None:
    history = History(database, seed)
    await history.begin()
    for _ in range(STEPS):
        await history.step()
    assert history.done > STEPS / 3
