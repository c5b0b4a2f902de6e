"""Three helps with a topic somebody does not list: one suggestion, on a card they have already."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import asking, nominations, skills
from models import Area, Delivery, Member, Nomination, NominationOrigin, Operation, Skill, Workspace
from tests.factories import MONDAY, a_member, a_workspace, an_answered_question, an_expert, an_open_question, the_offer

QUESTION = "How do I read a Terraform plan, part {}?"


async def _helped_twice(session: AsyncSession) -> tuple[Workspace, Member, Member]:
    workspace = await a_workspace(session)
    ana = await a_member(session, workspace)
    bo = await an_expert(session, workspace, asks_a_week=9)
    for number in range(2):
        await an_answered_question(session, ana, bo, QUESTION.format(number), now=MONDAY)
    return workspace, ana, bo


async def _help_while_unlisted(session: AsyncSession, ana: Member, bo: Member) -> int:
    """Bo takes the topic off his list while he helps; gives his offer's id."""
    question_id = await an_open_question(session, ana, QUESTION.format(3))
    offer = await the_offer(session, question_id, bo)
    await asking.offer_was_shown(session, offer.workspace_id, offer.id, now=MONDAY)
    await asking.accept(session, bo, offer.id, now=MONDAY)
    await skills.remove(session, bo, ["Terraform"], now=MONDAY)
    await asking.answered(session, ana, question_id, now=MONDAY)
    return offer.id


async def test_the_help_while_unlisted_suggests_the_topic_beside_its_card(session: AsyncSession) -> None:
    workspace, ana, bo = await _helped_twice(session)
    assert await nominations.waiting_on(session, bo, now=MONDAY) is None
    posts = await _posts_to(session, bo)
    offer_id = await _help_while_unlisted(session, ana, bo)
    card = await nominations.beside(session, workspace.id, "offer", offer_id, bo.id)
    assert card is not None
    assert (card.topic, card.origin, card.by) == ("Terraform", NominationOrigin.HELP, None)
    assert await nominations.beside(session, workspace.id, "offer", offer_id, ana.id) is None
    assert len(await _posts_to(session, bo)) == len(posts) + 2, "the offer and the chat, and no more"

    await nominations.accept(session, bo, card.nomination_id, now=MONDAY + timedelta(hours=1))
    assert [line.name for line in (await skills.card(session, bo, now=MONDAY)).listed] == ["Terraform"]


async def _posts_to(session: AsyncSession, member: Member) -> list[int]:
    concerned = (Delivery.member_id == member.id) | (Delivery.second_member_id == member.id)
    return list(await session.scalars(select(Delivery.id).where(Delivery.operation == Operation.POST, concerned)))


async def test_two_helps_suggest_nothing_yet(session: AsyncSession) -> None:
    workspace = await a_workspace(session)
    ana, bo = await a_member(session, workspace), await an_expert(session, workspace)
    await an_answered_question(session, ana, bo, QUESTION.format(1), now=MONDAY)
    await _help_while_unlisted(session, ana, bo)
    assert (await session.scalars(select(Nomination))).all() == []


async def test_a_listed_topic_is_not_suggested(session: AsyncSession) -> None:
    _, ana, bo = await _helped_twice(session)
    await an_answered_question(session, ana, bo, QUESTION.format(3), now=MONDAY)
    assert (await session.scalars(select(Nomination))).all() == []


async def test_what_is_confided_earns_nothing(session: AsyncSession) -> None:
    _, ana, bo = await _helped_twice(session)
    skill = (await session.scalars(select(Skill))).one()
    skill.area = Area.CONFIDE
    await _help_while_unlisted(session, ana, bo)
    assert (await session.scalars(select(Nomination))).all() == []
