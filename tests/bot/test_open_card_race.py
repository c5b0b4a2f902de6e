"""Eight people press *I can help* on one open card together, time and again, in real transactions on both databases.

Read, then written, without holding the question, it goes wrong on PostgreSQL: each of several reads that the question
is open before the first has committed, and all of them are told that they help. The same rounds played that way are
the control. SQLite has one writer at a time and cannot show it.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import asking, people
from bot.database import Database
from bot.errors import Settled, WhoKnowsError
from bot.matching import Reason
from models import Delivery, Member, Offer, OfferState, OpenCard, Operation, Question, QuestionState
from tests.factories import MONDAY, a_member, a_workspace

PEOPLE = 8
ROUNDS = 120
ROUNDS_ON_SQLITE = 40
CONTROL_ROUNDS = 40
CHANNEL = "C0GENERAL"

Press = Callable[[AsyncSession, Member, int], Awaitable[None]]


async def the_first_press_wins(session: AsyncSession, member: Member, card_id: int) -> None:
    """As WhoKnows does it."""
    await asking.offer_oneself(session, member, card_id, now=MONDAY)


async def read_then_write(session: AsyncSession, member: Member, card_id: int) -> None:
    """The naive way: look whether it is open, and write that it is taken."""
    question = (
        await session.scalars(
            select(Question).join(OpenCard, OpenCard.question_id == Question.id).where(OpenCard.id == card_id)
        )
    ).one()
    if question.state is not QuestionState.OPEN:
        raise Settled("This one is settled.")
    question.state, question.helper_id, question.accepted_at = QuestionState.ACCEPTED, member.id, MONDAY
    session.add(
        Offer(
            workspace_id=member.workspace_id,
            question_id=question.id,
            member_id=member.id,
            wave=1,
            state=OfferState.ACCEPTED,
            reasons=[Reason("offered", place=CHANNEL).as_data()],
            offered_at=MONDAY,
            settled_at=MONDAY,
        )
    )


class Channel:
    """A channel with eight readers and one posted question a round."""

    def __init__(self, database: Database, workspace_id: int, readers: list[int], cards: list[int]) -> None:
        self.database, self.workspace_id, self.readers, self.cards = database, workspace_id, readers, cards

    @classmethod
    async def with_cards(cls, database: Database, how_many: int) -> "Channel":
        async with database.transaction() as session:
            workspace = await a_workspace(session)
            asker = await a_member(session, workspace, "Ana Ruiz")
            readers = [(await a_member(session, workspace, f"Reader {number}")).id for number in range(PEOPLE)]
            questions = [
                Question(
                    workspace_id=workspace.id,
                    asker_id=asker.id,
                    text=f"How do I read Terraform plan {number}?",
                    state=QuestionState.OPEN,
                    drafted_at=MONDAY,
                    opened_at=MONDAY - timedelta(days=2),
                    exhausted_at=MONDAY,
                )
                for number in range(how_many)
            ]
            session.add_all(questions)
            await session.flush()
            cards = [
                OpenCard(workspace_id=workspace.id, question_id=question.id, channel_slack_id=CHANNEL, posted_at=MONDAY)
                for question in questions
            ]
            session.add_all(cards)
            await session.flush()
            return cls(database, workspace.id, readers, [card.id for card in cards])

    async def all_press(self, what: Press, card_id: int) -> list[int]:
        """Let all readers press at once, another one first each time; gives who was told that they help."""
        first = card_id % PEOPLE
        in_order = self.readers[first:] + self.readers[:first]
        results = await asyncio.gather(*(self._presses(what, reader, card_id) for reader in in_order))
        assert all(isinstance(result, Settled) for result in results if result is not None)
        return [reader for reader, result in zip(in_order, results, strict=True) if result is None]

    async def _presses(self, what: Press, reader: int, card_id: int) -> WhoKnowsError | None:
        try:
            async with self.database.transaction() as session:
                member = (await people.members(session, self.workspace_id, [reader]))[reader]
                await what(session, member, card_id)
        except WhoKnowsError as refusal:
            return refusal
        return None


async def test_one_of_eight_wins_in_every_round(database: Database) -> None:
    rounds = ROUNDS_ON_SQLITE if database.is_sqlite else ROUNDS
    channel = await Channel.with_cards(database, rounds)
    winners = []
    for card_id in channel.cards:
        [winner] = await channel.all_press(the_first_press_wins, card_id)
        winners.append(winner)
    async with database.reading() as session:
        offers = (await session.scalars(select(Offer).order_by(Offer.question_id))).all()
        helpers = (await session.scalars(select(Question.helper_id).order_by(Question.id))).all()
        posts = Counter(await session.scalars(select(Delivery.kind).where(Delivery.operation == Operation.POST)))
        assert [(offer.member_id, offer.state) for offer in offers] == [(one, OfferState.ACCEPTED) for one in winners]
        assert list(helpers) == winners
        assert posts == {"chat_card": rounds, "offer": rounds}
    assert len(set(winners)) > 1


async def test_the_naive_way_lets_several_win_on_postgresql(database: Database) -> None:
    channel = await Channel.with_cards(database, CONTROL_ROUNDS)
    told = Counter([len(await channel.all_press(read_then_write, card_id)) for card_id in channel.cards])
    if database.is_sqlite:
        assert set(told) == {1}
    else:
        assert max(told) > 1, "the control no longer shows what goes wrong without holding the question"
