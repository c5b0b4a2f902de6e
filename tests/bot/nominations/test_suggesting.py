"""Suggesting: one card for one topic, held back by what the nominee said, and nothing made before their yes."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import nominations, people, skills
from bot.database import Database
from models import Delivery, Member, Nomination, NominationOrigin, NominationState, Skill, Workspace
from tests.factories import MONDAY, a_member, a_workspace


@pytest.fixture
async def workspace(session: AsyncSession) -> Workspace:
    return await a_workspace(session)


@pytest.fixture
async def ana(session: AsyncSession, workspace: Workspace) -> Member:
    return await a_member(session, workspace, "Ana Ruiz")


@pytest.fixture
async def bo(session: AsyncSession, workspace: Workspace) -> Member:
    return await a_member(session, workspace, "Bo Larsen")


async def suggested(
    session: AsyncSession,
    nominee: Member,
    topic: str = "Product pitches",
    by: Member | None = None,
    *,
    origin: NominationOrigin = NominationOrigin.COLLEAGUE,
    **how: Any,
) -> bool:
    return await nominations.suggest(session, nominee, topic, origin=origin, by=by, **{"now": MONDAY, **how})


async def cards(session: AsyncSession) -> list[Delivery]:
    return list(await session.scalars(select(Delivery).where(Delivery.kind == "nomination").order_by(Delivery.id)))


async def test_the_first_suggestion_is_one_card_and_no_skill(session: AsyncSession, ana: Member, bo: Member) -> None:
    assert await suggested(session, bo, "product pitches", ana)
    (card,) = await cards(session)
    assert (card.member_id, card.due_at, card.keeps_quiet_hours) == (bo.id, MONDAY, True)
    assert await session.scalar(select(func.count()).select_from(Skill)) == 0
    assert (await session.scalars(select(Nomination.topic))).all() == ["Product pitches"]


@pytest.mark.parametrize("again", ["Product pitches", "  product   PITCHES ", "product_pitches"])
async def test_the_same_topic_a_second_time_is_held_back(
    session: AsyncSession, ana: Member, bo: Member, again: str
) -> None:
    assert await suggested(session, bo, "product pitches", ana)
    assert not await suggested(session, bo, again, ana)
    assert len(await cards(session)) == 1


async def test_other_words_for_a_topic_are_the_same_topic(session: AsyncSession, ana: Member, bo: Member) -> None:
    assert await suggested(session, bo, "k8s", ana)
    assert not await suggested(session, bo, "Kubernetes", ana)
    await skills.add(session, ana, ["Kubernetes"], now=MONDAY)
    assert not await suggested(session, bo, "kube", ana)


async def test_many_topics_wait_behind_one_card(session: AsyncSession, ana: Member, bo: Member) -> None:
    for topic in ("Pitches", "Excel", "Facilitation"):
        assert await suggested(session, bo, topic, ana)
    assert len(await cards(session)) == 1


async def test_what_came_of_kudos_or_help_has_no_card_of_its_own(
    session: AsyncSession, ana: Member, bo: Member
) -> None:
    assert await suggested(session, bo, "Pitches", ana, origin=NominationOrigin.KUDOS, beside=("kind_words", 7))
    assert await suggested(session, bo, "Excel", origin=NominationOrigin.HELP)
    assert await cards(session) == []


async def test_what_somebody_lists_is_not_suggested(session: AsyncSession, ana: Member, bo: Member) -> None:
    await skills.add(session, bo, ["Kubernetes"], now=MONDAY)
    assert not await suggested(session, bo, "k8s", ana)


@pytest.mark.parametrize("who", ["is_bot", "is_guest", "is_stranger", "is_deactivated"])
async def test_who_does_not_take_part_is_not_written_to(
    session: AsyncSession, workspace: Workspace, ana: Member, who: str
) -> None:
    somebody = await a_member(session, workspace, "Kit", **{who: True})  # type: ignore[arg-type]
    assert not await suggested(session, somebody, by=ana)
    assert await cards(session) == []


@pytest.mark.parametrize(
    ("state", "days", "is_suggested"),
    [
        (NominationState.NOT_NOW, 89, False),
        (NominationState.NOT_NOW, 90, True),
        (NominationState.EXPIRED, 89, False),
        (NominationState.EXPIRED, 90, True),
        (NominationState.ACCEPTED, 89, False),
        (NominationState.NEVER, 4000, False),
    ],
)
async def test_an_answer_holds_as_long_as_it_should(
    session: AsyncSession, bo: Member, state: NominationState, days: int, is_suggested: bool
) -> None:
    await suggested(session, bo, "Pitches")
    (row,) = (await session.scalars(select(Nomination))).all()
    row.state, row.settled_at = state, MONDAY
    await session.flush()
    later = MONDAY + timedelta(days=days)
    assert await suggested(session, bo, "pitches", now=later) is is_suggested
    assert len(await cards(session)) == 1 + is_suggested


async def test_kudos_suggest_a_topic_once_ever(session: AsyncSession, ana: Member, bo: Member) -> None:
    await suggested(session, bo, "Pitches", ana, origin=NominationOrigin.KUDOS)
    (row,) = (await session.scalars(select(Nomination))).all()
    row.state, row.settled_at = NominationState.NOT_NOW, MONDAY
    await session.flush()
    later = MONDAY + timedelta(days=400)
    assert not await suggested(session, bo, "Pitches", ana, origin=NominationOrigin.KUDOS, now=later)


async def test_of_ten_colleagues_at_once_one_nominates(database: Database) -> None:
    async with database.transaction() as session:
        workspace = await a_workspace(session)
        ids = [(await a_member(session, workspace, f"Person {number}")).id for number in range(11)]

    async def nominate(by_id: int) -> bool:
        async with database.transaction() as session:
            found = await people.members(session, 1, [by_id, ids[0]])
            return await suggested(session, found[ids[0]], "Pitches", found[by_id])

    assert sum(await asyncio.gather(*(nominate(one) for one in ids[1:]))) == 1
    async with database.reading() as session:
        assert len(await cards(session)) == 1
