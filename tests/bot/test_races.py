"""Many press together, in real transactions on both databases: one wins, and nothing is left half done."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import asking, people
from bot.database import Database
from bot.errors import Settled, WhoKnowsError
from models import AskAllowance, Help, Member, Offer, OfferState, Question, QuestionState
from tests.factories import MONDAY, a_member, a_workspace, an_expert, an_open_question

CONTENDERS = 8
ROUNDS = 5
NAMES = [f"Expert {number}" for number in range(CONTENDERS)]

Press = Callable[[AsyncSession, Member], Awaitable[object]]


class Arena:
    """A workspace with askers and experts who press at the same time."""

    def __init__(self, database: Database, workspace_id: int, askers: list[int], experts: list[int]) -> None:
        self.database = database
        self.workspace_id = workspace_id
        self.askers = askers
        self.experts = experts
        self.now = MONDAY

    @classmethod
    async def build(cls, database: Database, experts: int = CONTENDERS, asks_a_week: int = 1000) -> "Arena":
        async with database.transaction() as session:
            workspace = await a_workspace(session)
            askers = [(await a_member(session, workspace, f"Asker {number}")).id for number in range(CONTENDERS)]
            found = [
                (await an_expert(session, workspace, name, asks_a_week=asks_a_week)).id for name in NAMES[:experts]
            ]
        return cls(database, workspace.id, askers, found)

    async def press(self, member_id: int, what: Press) -> object:
        """One person's press in a transaction of its own; a refusal is given back, a fault is raised."""
        try:
            async with self.database.transaction() as session:
                member = (await people.members(session, self.workspace_id, [member_id]))[member_id]
                return await what(session, member)
        except WhoKnowsError as refusal:
            return refusal

    async def together(self, *presses: tuple[int, Press]) -> list[object]:
        """All presses at once; gives what came of each."""
        return list(await asyncio.gather(*(self.press(member_id, what) for member_id, what in presses)))

    async def asked(self, text: str = "How do I read a Terraform plan?", *, waits: int = 1) -> tuple[int, list[Offer]]:
        """An open question that so many experts were offered, and those offers."""
        async with self.database.transaction() as session:
            asker = (await people.members(session, self.workspace_id, self.askers[:1]))[self.askers[0]]
            question_id = await an_open_question(session, asker, text, now=self.now)
        offers = await self.offers(question_id)
        while len(offers) < waits:
            async with self.database.transaction() as session:
                missing = next(expert for expert in self.experts if expert not in {o.member_id for o in offers})
                first = offers[0]
                session.add(
                    Offer(
                        workspace_id=self.workspace_id,
                        question_id=question_id,
                        member_id=missing,
                        wave=1,
                        state=OfferState.PENDING,
                        reasons=first.reasons,
                        offered_at=self.now,
                        allowance_week=first.allowance_week,
                    )
                )
            offers = await self.offers(question_id)
        return question_id, offers

    async def offers(self, question_id: int) -> list[Offer]:
        async with self.database.reading() as session:
            return list(await session.scalars(select(Offer).where(Offer.question_id == question_id).order_by(Offer.id)))

    async def question(self, question_id: int) -> Question:
        async with self.database.reading() as session:
            return (await session.scalars(select(Question).where(Question.id == question_id))).one()

    async def finish(self, question_id: int) -> None:
        """Make room for the asker's next question, a week later at the same hour."""
        await self.together(self.cancel(self.askers[0], question_id))
        self.now += timedelta(days=7)

    def accept(self, offer: Offer) -> tuple[int, Press]:
        return offer.member_id, lambda session, member: asking.accept(session, member, offer.id, now=self.now)

    def pass_on(self, offer: Offer) -> tuple[int, Press]:
        return offer.member_id, lambda session, member: asking.pass_on(session, member, offer.id, now=self.now)

    def cancel(self, asker_id: int, question_id: int) -> tuple[int, Press]:
        return asker_id, lambda session, asker: asking.cancel(session, asker, question_id, now=self.now)

    def widen(self) -> tuple[int, Press]:
        async def tick(session: AsyncSession, _: Member) -> None:
            for question in await asking.to_widen(session, now=self.now):
                await asking.widen(session, *question, now=self.now)

        return self.askers[0], tick


def states(offers: Sequence[Offer]) -> Counter[OfferState]:
    return Counter(offer.state for offer in offers)


@pytest.fixture
async def arena(database: Database) -> Arena:
    return await Arena.build(database)


async def test_eight_say_yes_together_and_one_wins(arena: Arena) -> None:
    for _ in range(ROUNDS):
        question_id, offers = await arena.asked(waits=CONTENDERS)
        results = await arena.together(*(arena.accept(offer) for offer in offers))
        assert results.count(None) == 1
        winner = (await arena.question(question_id)).helper_id
        assert winner == offers[results.index(None)].member_id
        assert all(isinstance(result, Settled) for result in results if result is not None)
        assert states(await arena.offers(question_id)) == {
            OfferState.ACCEPTED: 1,
            OfferState.WITHDRAWN: CONTENDERS - 1,
        }
        await arena.finish(question_id)


async def test_the_same_yes_eight_times_is_one(arena: Arena) -> None:
    _, (offer,) = await arena.asked()
    results = await arena.together(*[arena.accept(offer)] * CONTENDERS)
    assert results.count(None) == 1


async def test_a_week_is_never_asked_over_by_eight_askers_at_once(database: Database) -> None:
    arena = await Arena.build(database, experts=1, asks_a_week=2)

    async def draft_and_ask(session: AsyncSession, asker: Member) -> bool:
        preview = await asking.draft(session, asker, "How do I read a Terraform plan?", now=arena.now)
        await asyncio.sleep(0.005)
        return await asking.ask(session, asker, preview.question_id, now=arena.now)

    for _ in range(4):
        results = await arena.together(*((asker, draft_and_ask) for asker in arena.askers))
        assert results.count(True) == 2
        assert results.count(False) == CONTENDERS - 2
        arena.now += timedelta(days=7)
    async with database.reading() as session:
        assert list(await session.scalars(select(AskAllowance.taken))) == [2] * 4


async def test_questions_that_share_their_people_block_each_other_only_for_a_moment(database: Database) -> None:
    """The clock widens eight questions while people say yes and no to them: no fault, no stuck question."""
    arena = await Arena.build(database, experts=6, asks_a_week=1000)
    for week in range(2):
        arena.now = MONDAY + timedelta(weeks=week)
        questions = []
        for asker in arena.askers:
            async with database.transaction() as session:
                member = (await people.members(session, arena.workspace_id, [asker]))[asker]
                questions.append(await an_open_question(session, member, f"Terraform for {asker}?", now=arena.now))
        arena.now += timedelta(minutes=30)
        await arena.together(arena.widen())
        arena.now += timedelta(minutes=90)
        offers = [await arena.offers(question) for question in questions]
        await arena.together(
            arena.widen(),
            *(arena.accept(found[number % len(found)]) for number, found in enumerate(offers) if number % 2),
            *(arena.pass_on(found[-1]) for number, found in enumerate(offers) if not number % 2),
            arena.widen(),
        )
        for number, question_id in enumerate(questions):
            question, offers_now = await arena.question(question_id), states(await arena.offers(question_id))
            if number % 2:
                assert question.state is QuestionState.ACCEPTED
                assert offers_now[OfferState.PENDING] == 0
            await arena.together(arena.cancel(arena.askers[number], question_id))


async def test_widening_twice_at_once_asks_once(arena: Arena) -> None:
    for _ in range(ROUNDS):
        question_id, _ = await arena.asked()
        arena.now += timedelta(minutes=30)
        await arena.together(*[arena.widen()] * 4)
        assert len(await arena.offers(question_id)) == 3
        await arena.finish(question_id)


async def test_a_yes_against_the_clock_leaves_no_offer_waiting(arena: Arena) -> None:
    for _ in range(ROUNDS):
        question_id, (first,) = await arena.asked()
        arena.now += timedelta(minutes=30)
        results = await arena.together(arena.widen(), arena.accept(first), arena.widen())
        assert results[1] is None
        assert states(await arena.offers(question_id))[OfferState.PENDING] == 0
        assert (await arena.question(question_id)).widen_at is None
        await arena.finish(question_id)


async def test_no_against_yes_leaves_no_offer_waiting(arena: Arena) -> None:
    for _ in range(ROUNDS):
        question_id, (first, second, third) = await arena.asked(waits=3)
        results = await arena.together(arena.pass_on(first), arena.accept(second), arena.pass_on(third))
        assert results[1] is None
        question = await arena.question(question_id)
        assert (question.state, question.helper_id) == (QuestionState.ACCEPTED, second.member_id)
        assert states(await arena.offers(question_id))[OfferState.PENDING] == 0
        await arena.finish(question_id)


async def test_the_same_no_twice_brings_one(arena: Arena) -> None:
    for _ in range(ROUNDS):
        question_id, (first,) = await arena.asked()
        results = await arena.together(*[arena.pass_on(first)] * 4)
        assert results.count(None) == 1
        assert len(await arena.offers(question_id)) == 2
        await arena.finish(question_id)


async def test_asking_eight_times_at_once_asks_once(arena: Arena) -> None:
    async def draft(session: AsyncSession, asker: Member) -> int:
        return (await asking.draft(session, asker, "How do I read a Terraform plan?", now=arena.now)).question_id

    question_id = await arena.press(arena.askers[0], draft)
    assert isinstance(question_id, int)

    async def ask(session: AsyncSession, asker: Member) -> bool:
        return await asking.ask(session, asker, question_id, now=arena.now)

    results = await arena.together(*[(arena.askers[0], ask)] * CONTENDERS)
    assert results.count(True) == 1
    assert all(isinstance(result, Settled) for result in results if result is not True)
    assert len(await arena.offers(question_id)) == 1


async def test_every_ending_at_once_ends_in_one(arena: Arena) -> None:
    for number in range(ROUNDS):
        question_id, (offer,) = await arena.asked(f"How do I read Terraform plan {number}?")
        await arena.together(arena.accept(offer))
        asker, helper = arena.askers[0], offer.member_id

        def ending(what: Callable[..., Awaitable[object]], subject: int) -> Press:
            return lambda session, member: what(session, member, subject, now=arena.now)

        await arena.together(
            (asker, ending(asking.answered, question_id)),
            (helper, ending(asking.answered, question_id)),
            (helper, ending(asking.step_back, offer.id)),
            (asker, ending(asking.someone_else, question_id)),
            (asker, ending(asking.cancel, question_id)),
        )
        question = await arena.question(question_id)
        offers = states(await arena.offers(question_id))
        async with arena.database.reading() as session:
            helps = (await session.scalars(select(Help).where(Help.question_id == question_id))).all()
        assert question.state in {QuestionState.ANSWERED, QuestionState.CANCELLED, QuestionState.OPEN}
        assert len(helps) == (question.state is QuestionState.ANSWERED)
        assert offers[OfferState.ACCEPTED] <= 1
        if question.state is not QuestionState.OPEN:
            assert offers[OfferState.PENDING] == 0
        await arena.finish(question_id)
