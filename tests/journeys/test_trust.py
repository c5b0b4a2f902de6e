"""What an administrator can see and settle: what is kept, posts nobody is sure of, and somebody to be forgotten."""

import pytest
from sqlalchemy import select, update

from models import AuditEntry, Delivery, DeliveryState, Member
from tests.journeys.town import Somebody, Town

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


async def test_an_admin_sees_how_much_is_kept_and_never_what(town: Town, ana: Somebody, chi: Somebody) -> None:
    """Counts per kind with how long, and the audit log; nobody else may."""
    await ana.types("/skills add Terraform")
    await ana.types("/askexpert How do I read a Canary plan at all?")
    seen = await chi.types("/whoknows data")
    assert "1 · questions · words 180 days after closing" in seen.text
    assert "Canary" not in seen.text
    assert "Only admins" in (await ana.types("/whoknows data")).text
    assert "Only admins" in (await ana.types("/whoknows held")).text
    assert "Only admins" in (await ana.types("/whoknows forget @bo")).text


async def _is_held(town: Town, kind: str) -> None:
    async with town.house.database.transaction() as session:
        await session.execute(update(Delivery).where(Delivery.kind == kind).values(state=DeliveryState.HELD))


async def test_a_held_post_is_sent_again_or_left(town: Town, ana: Somebody, chi: Somebody) -> None:
    """The admin sees where and which kind, never the words; Home says that one waits."""
    await chi.types("/whoknows shoutouts", place="kudos")
    await ana.types("/kudos @bo for the rollback")
    await _is_held(town, "shoutout")
    assert "One post may or may not have arrived" in str((await chi.opens_home()).payload)
    posts = await chi.types("/whoknows held")
    assert "a public thank-you" in posts.text
    assert "rollback" not in posts.text
    kudos = next(channel.id for channel in town.practice.world.channels.values() if channel.name == "kudos")
    before = len(chi.reads(kudos))
    await chi.presses("Send it again", posts)
    assert len(chi.reads(kudos)) == before + 1
    await chi.presses("Send it again", posts)
    assert "settled already" in chi.told()
    await _is_held(town, "shoutout")
    await chi.presses("It's there", await chi.types("/whoknows held"))
    assert "Every post has arrived" in (await chi.types("/whoknows held")).text


async def test_an_admin_forgets_somebody_who_left(town: Town, bo: Somebody, chi: Somebody) -> None:
    """Asked about first; the log tells that it was done, and not about whom."""
    await bo.types("/skills add Terraform")
    town.practice.world.people[bo.id].deleted = True
    asked = await chi.types("/whoknows forget bo")
    assert "Bo" in asked.text
    await chi.presses("Forget them", asked)
    assert "They are forgotten" in chi.told()
    async with town.house.database.reading() as session:
        entries = (await session.scalars(select(AuditEntry))).all()
    assert [(entry.action, "Bo" in entry.about) for entry in entries] == [("forgot a person", False)]
    assert "Nothing is kept" in (await chi.types("/whoknows forget bo")).text


async def test_an_admin_mentions_whom_to_forget(town: Town, bo: Somebody, chi: Somebody) -> None:
    """Whatever they are called by now."""
    await bo.types("/skills add Terraform")
    async with town.house.database.transaction() as session:
        await session.execute(update(Member).where(Member.slack_id == bo.id).values(name="Sir Robert"))
    assert "Sir Robert" in (await chi.types("/whoknows forget @bo")).text


async def test_forgetting_needs_somebody_to_be_named(town: Town, chi: Somebody) -> None:
    assert "Say whom" in (await chi.types("/whoknows forget")).text
