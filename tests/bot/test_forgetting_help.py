"""What names somebody who is forgotten, beside the help they gave: it is written anew, or taken away."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import kudos, own_data, personal_note
from bot.kudos import passing_on, sharing
from bot.kudos.all_kind_words import page_of_kind_words
from handlers.letters import LETTERS
from models import Delivery, DeliveryState, Member, Milestone, Operation, PassedOn, Skill
from tests.bot.test_recognised_help import a_help
from tests.factories import MONDAY, a_member, a_workspace

NOTE = MONDAY + timedelta(minutes=30)


async def everything_arrives(session: AsyncSession) -> None:
    for row in await session.scalars(select(Delivery).where(Delivery.state == DeliveryState.PENDING)):
        row.state, row.slack_ts, row.slack_channel = DeliveryState.SENT, f"1.{row.id}", "D0"
        row.settled_at = row.first_tried_at = MONDAY
    await session.flush()


async def edits(session: AsyncSession, kind: str) -> list[str]:
    """What stands in the cards of a kind from now on."""
    rows = await session.scalars(
        select(Delivery).where(
            Delivery.kind == kind, Delivery.operation == Operation.UPDATE, Delivery.state == DeliveryState.PENDING
        )
    )
    return [str(await LETTERS[kind].write(session, row, NOTE)) for row in rows.all()]


async def ends_well(session: AsyncSession, somebody: Member) -> None:
    await everything_arrives(session)
    await own_data.forget(session, somebody, now=NOTE)


async def test_who_passed_help_on_and_thanked_for_it_is_named_no_more(session: AsyncSession) -> None:
    """In the message to whoever helped first, in their note and among their kind words."""
    workspace = await a_workspace(session, shoutouts="C0KUDOS")
    ana, bo, dev = [await a_member(session, workspace, name) for name in ("Anatol", "Bogdan", "Dorothea")]
    topic = Skill(workspace_id=workspace.id, name="Terraform", folded="terraform", added_at=MONDAY)
    session.add(topic)
    await session.flush()
    await a_help(session, ana, bo, topic, now=MONDAY - timedelta(days=2))
    await a_help(session, dev, ana, topic, now=MONDAY - timedelta(days=1))
    told = (await session.scalars(select(PassedOn))).one()
    await passing_on.name_oneself(session, ana, told.id, now=MONDAY)
    await kudos.give(session, ana, [bo], "for the tea", in_public=False, now=MONDAY)
    milestone = (await session.scalars(select(Milestone).where(Milestone.member_id == ana.id))).one()
    await sharing.share(session, ana, milestone.id, "C0KUDOS", now=MONDAY)
    await personal_note.owe(session, workspace.id, bo.id, now=NOTE)
    await ends_well(session, ana)
    for kind in ("passed_on", "personal_note"):
        [text] = await edits(session, kind)
        assert "Anatol" not in text, kind
    removed = select(Delivery.kind).where(Delivery.operation == Operation.REMOVE)
    assert "milestone_shared" in set(await session.scalars(removed))
    [word] = (await page_of_kind_words(session, bo, 0)).words
    assert (word.by, word.reason) == ("a colleague", "")


async def test_who_helped_first_is_named_no_more_on_the_card_of_who_passed_it_on(session: AsyncSession) -> None:
    workspace = await a_workspace(session)
    ana, bo, dev = [await a_member(session, workspace, name) for name in ("Anatol", "Bogdan", "Dorothea")]
    topic = Skill(workspace_id=workspace.id, name="Terraform", folded="terraform", added_at=MONDAY)
    session.add(topic)
    await session.flush()
    await a_help(session, ana, bo, topic, now=MONDAY - timedelta(days=2))
    await a_help(session, dev, ana, topic, now=MONDAY - timedelta(days=1), has_card=True)
    await ends_well(session, bo)
    [text] = await edits(session, "offer")
    assert "Bogdan" not in text
    assert (await session.scalars(select(PassedOn))).all() == []
