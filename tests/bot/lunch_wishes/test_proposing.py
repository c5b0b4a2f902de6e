"""One expert is asked once where enough people want to know: who counts as wanting it, and in however many replicas."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import lunch_wishes, lunches, skills
from bot.clock import Clocks
from bot.database import Database
from bot.errors import NotYours, Settled
from handlers import timetable
from models import (
    Area,
    Delivery,
    Level,
    LunchProposal,
    LunchWish,
    Member,
    ProposalState,
    Question,
    QuestionState,
    Skill,
    Workspace,
)
from tests.bot.lunches.last_seat import a_plan
from tests.factories import MONDAY, a_member, a_workspace, an_expert

DAY = timedelta(days=1)


class Place:
    """A workspace with an expert, and people who want to know."""

    def __init__(
        self, session: AsyncSession, workspace: Workspace, bo: Member, others: list[Member], topic: int
    ) -> None:
        self.session, self.workspace, self.bo, self.others, self.topic = session, workspace, bo, others, topic

    async def asks(self, asker: Member, **how: Any) -> None:
        """Somebody asked about Terraform, unless said otherwise."""
        question = {"state": QuestionState.OPEN, "drafted_at": MONDAY - DAY, "opened_at": MONDAY - DAY, **how}
        self.session.add(
            Question(workspace_id=asker.workspace_id, asker_id=asker.id, text="How?", skill_id=self.topic, **question)
        )
        await self.session.flush()

    async def is_proposed(self) -> list[tuple[int, ProposalState]]:
        """Who was asked in the end, after a look."""
        for due in await lunch_wishes.to_propose(self.session, now=MONDAY):
            await lunch_wishes.propose(self.session, *due, now=MONDAY)
        found = await self.session.scalars(select(LunchProposal).order_by(LunchProposal.id))
        return [(one.member_id, one.state) for one in found]


@pytest.fixture
async def place(session: AsyncSession) -> Place:
    workspace = await a_workspace(session)
    bo = await an_expert(session, workspace, "Bo Larsen", level=Level.CAN_TEACH)
    others = [await a_member(session, workspace, f"Person {letter}") for letter in "ABCDEF"]
    topic = await skills.find(session, workspace.id, "Terraform")
    assert topic is not None
    return Place(session, workspace, bo, others, topic.id)


async def test_three_different_people_who_ask_bring_the_expert(place: Place) -> None:
    for asker in (*place.others[:2], place.others[0]):
        await place.asks(asker)
    assert await place.is_proposed() == []
    await place.asks(place.others[2], state=QuestionState.CANCELLED)
    assert await place.is_proposed() == [(place.bo.id, ProposalState.ASKED)]
    assert len(await place.is_proposed()) == 1


@pytest.mark.parametrize(
    "how",
    [
        {"state": QuestionState.DRAFT, "opened_at": None},
        {"state": QuestionState.CANCELLED, "opened_at": None},
        {"drafted_at": MONDAY - 31 * DAY, "opened_at": MONDAY - 31 * DAY},
        {"by": "the expert"},
        {"by": "somebody who left"},
        {"about": Area.CONFIDE},
        {"where": "already planned"},
        {"where": "held two months ago"},
    ],
)
async def test_what_brings_nobody(place: Place, how: dict[str, Any]) -> None:
    """A draft, what is old, the expert's own question, whoever left, what was confided, what is or was held."""
    for asker in place.others[:2]:
        await place.asks(asker)
    third = place.others[2]
    match how:
        case {"by": "the expert"}:
            await place.asks(place.bo)
        case {"by": _}:
            third.is_deactivated = True
            await place.asks(third)
        case {"about": area}:
            await place.session.execute(update(Skill).values(area=area))
            await place.asks(third)
        case {"where": when}:
            await place.asks(third)
            plan = a_plan(third)
            lunch = await lunches.announce(place.session, third, plan, now=MONDAY)
            lunch.skill_id = place.topic
            lunch.begins_at = MONDAY + DAY if when == "already planned" else MONDAY - 60 * DAY
        case _:
            await place.asks(third, **how)
    await place.session.flush()
    assert await place.is_proposed() == []


async def test_five_wishes_and_no_two_rows_of_one_person(place: Place) -> None:
    """Merged topics may leave two of them; whoever left wishes for nothing."""
    for wisher in place.others[:4]:
        await lunch_wishes.wish(place.session, wisher, "terraform", now=MONDAY)
    for _ in range(2):
        place.session.add(
            LunchWish(
                workspace_id=place.workspace.id, skill_id=place.topic, member_id=place.others[0].id, wished_at=MONDAY
            )
        )
    await place.session.flush()
    [listed] = (await lunch_wishes.wishes(place.session, place.bo, now=MONDAY)).shown
    assert listed.how_many == 4
    assert await place.is_proposed() == []
    await lunch_wishes.wish(place.session, place.others[4], "Terraform", now=MONDAY)
    assert await place.is_proposed() == [(place.bo.id, ProposalState.ASKED)]


async def test_who_is_away_for_days_is_passed_over(place: Place) -> None:
    """Bo works on no day before Saturday; Dev, who can only help, is there."""
    dev = await an_expert(place.session, place.workspace, "Dev Rao")
    place.bo.works_on = "5"
    for asker in place.others[:3]:
        await place.asks(asker)
    # Whoever can teach and might be asked another day is waited for.
    assert await place.is_proposed() == []
    place.bo.paused_until = MONDAY + 30 * DAY
    await place.session.flush()
    assert await place.is_proposed() == [(dev.id, ProposalState.ASKED)]


async def test_in_three_replicas_one_expert_is_asked_once_about_one_topic(database: Database) -> None:
    """Two topics are wanted of the same two people, and three replicas look at the same moment, time and again."""
    async with database.transaction() as session:
        workspace = await a_workspace(session)
        for name in ("Bo Larsen", "Dev Rao"):
            await an_expert(session, workspace, name, ("Terraform", "Excel", "Rust"), level=Level.CAN_TEACH)
        wishers = [await a_member(session, workspace, f"Person {letter}") for letter in "ABCDE"]
        for wisher in wishers:
            for topic in ("Terraform", "Excel", "Rust"):
                await lunch_wishes.wish(session, wisher, topic, now=MONDAY)
    clocks = Clocks(now=lambda: MONDAY, machine_time=lambda: MONDAY)
    for _ in range(3):
        await asyncio.gather(*(timetable.propose_lunches(database, clocks) for _ in range(3)))
    async with database.reading() as session:
        proposals = (await session.scalars(select(LunchProposal))).all()
        assert len({one.member_id for one in proposals}) == len({one.skill_id for one in proposals}) == 2
        assert len(proposals) == 2
        owed = await session.scalars(select(Delivery.subject_id).where(Delivery.kind == "lunch_proposal"))
        assert sorted(owed) == sorted(one.id for one in proposals)


async def test_only_the_expert_answers_and_a_no_is_final(place: Place) -> None:
    for asker in place.others[:3]:
        await place.asks(asker)
    await place.is_proposed()
    [proposal_id] = await place.session.scalars(select(LunchProposal.id))
    assert await lunch_wishes.yes(place.session, place.bo, proposal_id, now=MONDAY) == "Terraform"
    assert await lunch_wishes.yes(place.session, place.bo, proposal_id, now=MONDAY) == "Terraform"
    with pytest.raises(NotYours):
        await lunch_wishes.yes(place.session, place.others[0], proposal_id, now=MONDAY)
    await lunch_wishes.not_now(place.session, place.bo, proposal_id, now=MONDAY)
    with pytest.raises(Settled, match="has had its time"):
        await lunch_wishes.yes(place.session, place.bo, proposal_id, now=MONDAY)
    assert await place.is_proposed() == [(place.bo.id, ProposalState.NO)]


async def test_whoever_said_nothing_in_a_week_gives_way_to_the_next(place: Place) -> None:
    """Who was to be asked, and paused before it was written, was not asked, and may be another time."""
    dev = await an_expert(place.session, place.workspace, "Dev Rao", level=Level.CAN_TEACH)
    for asker in place.others[:3]:
        await place.asks(asker)
    await place.is_proposed()
    [first] = await place.session.scalars(select(LunchProposal))
    week_later = MONDAY + 7 * DAY
    assert await lunch_wishes.to_expire(place.session, now=week_later - timedelta(hours=1)) == []
    for due in await lunch_wishes.to_expire(place.session, now=week_later):
        await lunch_wishes.expire(place.session, *due, now=week_later)
    await place.session.refresh(first)
    assert first.state is ProposalState.EXPIRED
    [(_, _), (second, state)] = await place.is_proposed()
    assert {first.member_id, second} == {place.bo.id, dev.id}
    assert state is ProposalState.ASKED
    [card] = await place.session.scalars(select(Delivery).where(Delivery.member_id == second))
    assert await lunch_wishes.proposal_card(place.session, card, now=MONDAY) is not None
    asked = place.bo if place.bo.id == second else dev
    asked.paused_until = week_later
    await place.session.flush()
    assert await lunch_wishes.proposal_card(place.session, card, now=MONDAY) is None
    await lunch_wishes.was_not_asked(place.session, card)
    assert await place.is_proposed() == [(first.member_id, ProposalState.EXPIRED)]
