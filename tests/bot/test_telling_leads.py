"""Who hears of thanks as a lead: never of what was confided, of who likes it private, or of their own words."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import kudos, skills
from bot.database import Database
from models import Area, Delivery, Member, Skill
from tests.factories import MONDAY, a_member, a_team, a_workspace


async def told(session: AsyncSession, giver: Member, receivers: list[Member], *, topic: str = "") -> list[int]:
    """The ids of the leads whom thanks are told to."""
    given = await kudos.give(
        session, giver, receivers, f"For {topic or 'it'}.", in_public=False, topic=topic, tells_leads=True, now=MONDAY
    )
    owed = await session.scalars(
        select(Delivery).where(Delivery.kind == "lead_told", Delivery.subject_id == given.kudos_id)
    )
    return sorted(post.member_id or 0 for post in owed)


async def test_leads_hear_of_what_they_may_hear(database: Database) -> None:
    async with database.transaction() as session:
        await _hear(session)


async def _hear(session: AsyncSession) -> None:
    workspace = await a_workspace(session)
    ana, bo, chi, dev, ines = [
        await a_member(session, workspace, name, is_admin=True) for name in ("Ana", "Bo", "Chi", "Dev", "Ines")
    ]
    await a_team(session, chi, bo, dev, channel="C0ONE")
    await a_team(session, dev, bo, channel="C0TWO")
    await skills.add(session, ines, ["Terraform", "Grief"], now=MONDAY)
    (await session.scalars(select(Skill).where(Skill.name == "Grief"))).one().area = Area.CONFIDE
    assert await told(session, ana, [bo], topic="Terraform") == [chi.id, dev.id]
    assert await told(session, ana, [bo], topic="Grief") == []
    assert await told(session, ana, [bo, dev]) == [chi.id]
    assert await told(session, chi, [bo]) == [dev.id]
    assert await told(session, ana, [ines]) == []
    bo.likes_public_thanks = False
    assert await told(session, ines, [bo]) == []
    assert await told(session, ines, [bo, dev]) == [chi.id]


async def test_what_a_lead_reads_is_of_their_own_people_and_ends_with_them(database: Database) -> None:
    async with database.transaction() as session:
        await _read(session)


async def _read(session: AsyncSession) -> None:
    workspace = await a_workspace(session)
    ana, bo, chi, dev, ines = [
        await a_member(session, workspace, name, is_admin=True) for name in ("Ana", "Bo", "Chi", "Dev", "Ines")
    ]
    await a_team(session, chi, bo, dev)
    [lead_id] = await told(session, ana, [bo, dev, ines])
    assert lead_id == chi.id
    post = (await session.scalars(select(Delivery).where(Delivery.kind == "lead_told"))).one()
    card = await kudos.told_lead(session, post)
    assert card is not None
    assert [one.name for one in card.receivers] == ["Bo", "Dev"]
    dev.likes_public_thanks = False
    bo.is_deactivated = True
    assert await kudos.told_lead(session, post) is None
