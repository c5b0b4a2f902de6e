"""Whatever people suggest, answer and leave unanswered: holds are kept, and nothing is there before a yes."""

import asyncio
from collections import Counter
from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import nominations, people
from bot.database import Database
from bot.errors import WhoKnowsError
from models import Delivery, Expertise, Member, Nomination, NominationOrigin, NominationState, Operation, Skill
from tests.bot.opening import open_database
from tests.factories import MONDAY, a_member, a_workspace

# Words for two topics; those of one topic are one.
TOPICS = {"Pitches": "pitches", " pitches ": "pitches", "k8s": "kubernetes", "Kubernetes": "kubernetes"}
NO = {"not_now": NominationState.NOT_NOW, "never": NominationState.NEVER}

acts = st.one_of(
    st.tuples(st.just("nominate"), st.integers(0, 1), st.integers(0, 2), st.sampled_from(sorted(TOPICS))),
    st.tuples(st.just("thanks"), st.just(0), st.integers(1, 2), st.sampled_from(sorted(TOPICS))),
    st.tuples(st.sampled_from(["accept", "not_now", "never"]), st.integers(0, 2), st.integers(0, 5), st.none()),
    st.tuples(st.just("passes"), st.sampled_from([1, 24, 15 * 24, 91 * 24]), st.none(), st.none()),
)
Act = tuple[str, int, int | None, str | None]


class History:
    """Three people, and what should be true of them by the rules of product.md."""

    def __init__(self, session: AsyncSession, members: list[Member]) -> None:
        self.session = session
        self.members = members
        self.now: datetime = MONDAY
        self.said: dict[tuple[int, str], tuple[NominationState, datetime]] = {}
        self.listed: set[tuple[int, str]] = set()
        self.nominated: Counter[tuple[int, str]] = Counter()

    async def act(self, act: Act) -> None:
        what, first, second, words = act
        if what in {"nominate", "thanks"}:
            assert second is not None
            assert words is not None
            await self._suggest(what, self.members[first], self.members[second], words)
        elif what == "passes":
            self.now += timedelta(hours=first)
            for workspace_id, nomination_id in await nominations.to_expire(self.session, now=self.now):
                await nominations.expire(self.session, workspace_id, nomination_id, now=self.now)
                row = await self.session.get_one(Nomination, nomination_id)
                self.said[row.nominee_id, row.folded] = (NominationState.EXPIRED, self.now)
        else:
            assert second is not None
            await self._answer(what, self.members[first], second)

    def _is_held(self, nominee: Member, topic: str, *, by_thanks: bool) -> bool:
        state, when = self.said.get((nominee.id, topic), (None, MONDAY))
        if (nominee.id, topic) in self.listed or state in {NominationState.PENDING, NominationState.NEVER}:
            return True
        return state is not None and (by_thanks or when > self.now - timedelta(days=90))

    async def _suggest(self, what: str, by: Member, nominee: Member, words: str) -> None:
        topic = TOPICS[words]
        expected = not self._is_held(nominee, topic, by_thanks=what == "thanks")
        if what == "thanks":
            came = await nominations.suggest(
                self.session, nominee, words.strip(), origin=NominationOrigin.KUDOS, by=by, now=self.now
            )
            assert came is expected
        else:
            refused = by is nominee or (nominee.id, topic) in self.listed
            try:
                await nominations.nominate(self.session, by, nominee, words, now=self.now)
            except WhoKnowsError:
                assert refused
                return
            assert not refused, "what the nominator reads depends on nothing but what everybody may look up"
        if expected:
            self.nominated[nominee.id, topic] += what == "nominate"
            self.said[nominee.id, topic] = (NominationState.PENDING, self.now)

    async def _answer(self, what: str, by: Member, place: int) -> None:
        rows = (await self.session.scalars(select(Nomination).order_by(Nomination.id))).all()
        if not rows:
            return
        row = rows[place % len(rows)]
        key, topic_id = (row.nominee_id, row.folded), row.id
        state = self.said[key][0]
        answer = {"accept": nominations.accept, "not_now": nominations.not_now, "never": nominations.never}[what]
        settled = {NominationState.ACCEPTED, NominationState.NEVER, NominationState.EXPIRED, NO.get(what)}
        may = by.id == row.nominee_id and (
            state is not NominationState.ACCEPTED if what == "accept" else state not in settled
        )
        try:
            await answer(self.session, by, topic_id, now=self.now)
        except WhoKnowsError:
            assert not may
            return
        assert may
        self.said[key] = (NO.get(what, NominationState.ACCEPTED), self.now)
        if what == "accept":
            self.listed.add(key)

    async def check(self) -> None:
        rows = (await self.session.scalars(select(Nomination).execution_options(populate_existing=True))).all()
        assert {(row.nominee_id, row.folded): row.state for row in rows} == {
            key: state for key, (state, _) in self.said.items()
        }
        listed = await self.session.execute(
            select(Expertise.member_id, Skill.folded).join(Skill, Skill.id == Expertise.skill_id)
        )
        assert {(member_id, folded) for member_id, folded in listed} == self.listed
        assert set(await self.session.scalars(select(Skill.folded))) == {topic for _, topic in self.listed}

        waiting = Counter(row.nominee_id for row in rows if row.asked_at and row.state is NominationState.PENDING)
        assert all(count == 1 for count in waiting.values())
        posts = (await self.session.scalars(select(Delivery).where(Delivery.operation == Operation.POST))).all()
        cards = Counter(post.subject_id for post in posts)
        assert all(cards[row.id] <= self.nominated[row.nominee_id, row.folded] for row in rows)
        days = Counter((post.member_id, post.due_at.date()) for post in posts)
        assert all(count == 1 for count in days.values())
        for member in self.members:
            card = await nominations.waiting_on(self.session, member, now=self.now)
            own = {row.id for row in rows if row.nominee_id == member.id and row.state is NominationState.PENDING}
            assert (card is None and not own) or (card is not None and card.nomination_id in own)


async def _live(database: Database, history: list[Act]) -> None:
    async with database.transaction() as session:
        workspace = await a_workspace(session)
        ids = [(await a_member(session, workspace, name)).id for name in ("Ana", "Bo", "Chi")]
        found = await people.members(session, workspace.id, ids)
        lived = History(session, [found[one] for one in ids])
        for act in history:
            await lived.act(act)
            await lived.check()
        await session.rollback()


def test_no_history_breaks_a_hold_or_shows_anything_before_a_yes(sqlite_url: str) -> None:
    with asyncio.Runner() as runner:
        database = open_database(sqlite_url)

        @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
        @given(st.lists(acts, min_size=10, max_size=30))
        def lives(history: list[Act]) -> None:
            runner.run(_live(database, history))

        lives()
        runner.run(database.close())
