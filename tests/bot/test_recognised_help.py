"""Through random histories of help: milestones once each, and nobody reads of another's count or private words."""

import asyncio
import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import asking, deliveries, home, kudos, people, personal_note
from bot.database import Database
from bot.deliveries import ToMember
from bot.errors import WhoKnowsError
from bot.kudos import milestones, passing_on, sharing
from bot.kudos.all_kind_words import page_of_kind_words
from bot.kudos.year_of_help import year_of_help
from handlers.blocks import home as home_blocks
from handlers.blocks import kind_words as kind_words_blocks
from handlers.blocks import year_of_help as year_blocks
from handlers.letters import LETTERS
from models import (
    Area,
    Delivery,
    DeliveryState,
    Help,
    Member,
    Milestone,
    Offer,
    OfferState,
    Operation,
    PassedOn,
    Question,
    QuestionState,
    Skill,
    Workspace,
)
from tests.bot.opening import open_database
from tests.factories import MONDAY, a_member, a_workspace

NAMES = ("Anatol", "Bogdan", "Chidera", "Dorothea", "Emeka", "Friedrich", "Guadalupe")
TOPICS = (("Terraform", Area.CRAFT), ("Grief", Area.CONFIDE))
COUNT = re.compile(r"(?:helped|have helped) (\d+ different|a colleague)")
CHANNEL = "C0KUDOS"

somebody = st.integers(0, len(NAMES) - 1)
acts = st.one_of(
    st.tuples(st.just("help"), somebody, somebody, st.sampled_from([0, 0, 0, 1])),
    st.tuples(st.just("help"), somebody, st.just(1), st.just(0)),
    st.tuples(st.just("thank"), somebody, somebody, st.sampled_from([0, 1])),
    st.tuples(st.sampled_from(["share", "keep", "name"]), somebody, st.integers(1, 9), st.just(0)),
    st.tuples(st.just("passes"), st.sampled_from([1, 30, 24 * 5]), st.just(0), st.just(0)),
)
Act = tuple[str, int, int, int]


async def a_help(
    session: AsyncSession, asker: Member, helper: Member, skill: Skill | None, *, now: datetime, has_card: bool = False
) -> None:
    """A question that its asker marks as answered; `has_card` owes its helper the card that they would have."""
    question = Question(
        workspace_id=asker.workspace_id,
        asker_id=asker.id,
        text="canary-of-a-question",
        skill_id=skill.id if skill else None,
        state=QuestionState.ACCEPTED,
        drafted_at=now,
        opened_at=now,
        waves=1,
        helper_id=helper.id,
        accepted_at=now,
    )
    session.add(question)
    await session.flush()
    offer = Offer(
        workspace_id=asker.workspace_id,
        question_id=question.id,
        member_id=helper.id,
        wave=1,
        state=OfferState.ACCEPTED,
        reasons=[],
        offered_at=now,
        shown_at=now,
    )
    session.add(offer)
    await session.flush()
    if has_card:
        await deliveries.owe(
            session,
            workspace_id=asker.workspace_id,
            kind="offer",
            subject_id=offer.id,
            key=f"offer:{offer.id}",
            to=ToMember(helper.id),
            due_at=now,
        )
    await asking.answered(session, asker, question.id, now=now)


class History:
    """Seven people who help and thank each other, and what should be true of them."""

    def __init__(self, session: AsyncSession, workspace: Workspace, members: list[Member], skills: list[Skill]) -> None:
        self.session = session
        self.workspace = workspace
        self.members = members
        self.skills = skills
        self.now = MONDAY
        self.helped: dict[int, list[int]] = defaultdict(list)
        self.shared: set[int] = set()
        self.private: list[tuple[str, set[int]]] = []
        self.said = 0

    async def act(self, act: Act) -> None:
        what, first, second, third = act
        self.now += timedelta(seconds=1)
        if what == "passes":
            await self._passes(timedelta(hours=first))
            return
        member = self.members[first]
        if what == "help" and first != second:
            await a_help(self.session, member, self.members[second], self.skills[third], now=self.now, has_card=True)
            self.helped[self.members[second].id].append(member.id)
        elif what == "thank" and first != second:
            await self._thank(member, self.members[second], in_public=bool(third))
        elif what == "share":
            with suppress(WhoKnowsError):
                await sharing.share(self.session, member, second, CHANNEL, now=self.now)
                self.shared.add(second)
        elif what == "keep":
            with suppress(WhoKnowsError):
                await milestones.keep(self.session, member, second, now=self.now)
        elif what == "name":
            with suppress(WhoKnowsError):
                await passing_on.name_oneself(self.session, member, second, now=self.now)

    async def _thank(self, giver: Member, receiver: Member, *, in_public: bool) -> None:
        self.said += 1
        words = f"canary-{self.said}x"
        with suppress(WhoKnowsError):
            await kudos.give(self.session, giver, [receiver], words, in_public=in_public, now=self.now)
            if not in_public:
                self.private.append((words, {receiver.id}))

    async def _passes(self, span: timedelta) -> None:
        self.now += span
        for workspace_id, member_id in await personal_note.to_owe(self.session, now=self.now):
            await personal_note.owe(self.session, workspace_id, member_id, now=self.now)
        await self.read_deliveries()

    async def read_deliveries(self) -> None:
        """Write what is due, as the postman would, and look at it with its reader's eyes."""
        rows = await self.session.scalars(
            select(Delivery).where(Delivery.state == DeliveryState.PENDING, Delivery.due_at <= self.now)
        )
        for row in rows.all():
            written = await LETTERS[row.kind].write(self.session, row, self.now)
            row.state = DeliveryState.SENT
            if written is not None and row.operation is not Operation.REMOVE:
                await self._look(str(written), row.member_id, row.kind, row.subject_id)

    async def read_everything_else(self) -> None:
        """Homes, all kind words, and the year of each."""
        for member in self.members:
            found = await home.home(self.session, self.workspace.id, member.id, now=self.now)
            assert found is not None
            page = await page_of_kind_words(self.session, member, 0)
            year = year_blocks.document(await year_of_help(self.session, member, now=self.now))
            shown = [
                home_blocks.home_view(found, now=self.now),
                kind_words_blocks.page_view(page, zone=member.zone),
                year.content,
            ]
            for one in shown:
                await self._look(str(one), member.id, "own", 0)

    async def _look(self, text: str, reader_id: int | None, kind: str, subject_id: int) -> None:
        assert "canary-of-a-question" not in text or kind in {"offer", "asker_card", "chat_card"}
        for words, readers in self.private:
            assert f"{words}'" not in text or reader_id in readers, f"{kind} shows {words}"
        for said in COUNT.findall(text):
            people_helped = 1 if said == "a colleague" else int(said.split()[0])
            if kind == "milestone_shared":
                assert subject_id in self.shared
                continue
            assert reader_id is not None, kind
            assert people_helped in set(self._reached(reader_id)), f"{kind} tells {said}"
        if kind == "passed_on":
            row = await self.session.get_one(PassedOn, subject_id)
            by = (await self.session.get_one(Help, row.help_id)).helper_id
            named = {member.id for member in self.members if member.name in text}
            assert named == ({by} if row.named_at else set())
            assert TOPICS[1][0] not in text

    def _reached(self, helper_id: int) -> Iterator[int]:
        most = len(set(self.helped[helper_id]))
        return (number for number in milestones.PEOPLE_HELPED if number <= most)

    async def check(self) -> None:
        rows = (await self.session.scalars(select(Milestone).execution_options(populate_existing=True))).all()
        expected = [(member.id, number) for member in self.members for number in self._reached(member.id)]
        assert sorted((row.member_id, row.people) for row in rows) == sorted(expected)
        assert {row.id for row in rows if row.shared_at} == self.shared
        posts = (await self.session.scalars(select(Delivery).where(Delivery.operation == Operation.POST))).all()
        assert sorted(post.subject_id for post in posts if post.kind == "milestone_shared") == sorted(self.shared)
        unasked = [
            (post.member_id, post.due_at.date()) for post in posts if post.kind in {"passed_on", "personal_note"}
        ]
        assert len(unasked) == len(set(unasked))
        told = defaultdict(list)
        for post in posts:
            if post.kind == "passed_on":
                told[post.member_id].append(post)
        for those in told.values():
            moments = sorted(post.due_at for post in those)
            assert all(later - earlier > timedelta(days=6) for earlier, later in pairwise(moments))


async def a_history(session: AsyncSession) -> History:
    """Nobody has helped anybody yet."""
    workspace = await a_workspace(session, shoutouts=CHANNEL)
    ids = [(await a_member(session, workspace, name)).id for name in NAMES]
    found = await people.members(session, workspace.id, ids)
    skills = [
        Skill(workspace_id=workspace.id, name=name, folded=name.casefold(), area=area, added_at=MONDAY)
        for name, area in TOPICS
    ]
    session.add_all(skills)
    await session.flush()
    return History(session, workspace, [found[one] for one in ids], skills)


async def _live(database: Database, acts_: list[Act]) -> None:
    async with database.transaction() as session:
        history = await a_history(session)
        for act in acts_:
            await history.act(act)
        await history.read_deliveries()
        await history.read_everything_else()
        await history.check()
        await session.rollback()


def test_no_history_tells_a_milestone_twice_or_anybody_of_anothers(sqlite_url: str) -> None:
    with asyncio.Runner() as runner:
        database = open_database(sqlite_url)

        @settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
        @given(st.lists(acts, min_size=20, max_size=30))
        def lives(acts_: list[Act]) -> None:
            runner.run(_live(database, acts_))

        lives()
        runner.run(database.close())


async def test_a_hundred_people_are_four_milestones_however_often_each_is_helped(session: AsyncSession) -> None:
    workspace = await a_workspace(session)
    bo = await a_member(session, workspace, "Bo Larsen")
    reached: dict[int, int] = {}
    for number in range(1, 102):
        asker = await a_member(session, workspace, f"Person {number}")
        for again in range(2 if number in {1, 5, 6, 25, 100} else 1):
            await a_help(session, asker, bo, None, now=MONDAY + timedelta(hours=number, minutes=again))
        for row in await session.scalars(select(Milestone)):
            reached.setdefault(row.people, number)
    assert reached == {1: 1, 5: 5, 25: 25, 100: 100}
