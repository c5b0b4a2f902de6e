"""The tour: a rehearsal with a made-up colleague that reaches nobody and counts nowhere."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from models import AskAllowance, Delivery, Demand, Help, Kudos, Member, Nomination, Offer, Question, Skill, Tour
from practice.records import Message
from tests.journeys.town import Somebody, Town

PRESSES = ("I can help", "It's answered", "Now I ask", "Ask", "It's answered")


async def _begins(somebody: Somebody) -> Message:
    told = await somebody.types("/whoknows tour")
    assert "Messages" in told.text
    return somebody.messages[-1]


async def _counts(town: Town) -> dict[str, int]:
    tables = (AskAllowance, Demand, Help, Kudos, Nomination, Offer, Question, Skill, Member)
    async with town.house.database.reading() as session:
        return {
            table.__tablename__: await session.scalar(select(func.count()).select_from(table)) or 0 for table in tables
        }


async def test_six_presses_from_the_first_home_to_the_end(town: Town, ana: Somebody) -> None:
    """One card, edited in place; nobody else gets a message, and nothing is counted."""
    home = await ana.opens_home()
    before = await _counts(town)
    await ana.presses("Take the tour", home)
    [card] = ana.messages
    assert "Kim could use a hand" in card.text.replace("@", "")
    assert "made up" in card.text
    for label in PRESSES:
        await ana.presses(label, ana.messages[-1])
    [card] = ana.messages
    assert "nobody was asked" in card.text
    assert len(PRESSES) + 1 <= 6

    assert await _counts(town) == before
    async with town.house.database.reading() as session:
        assert set(await session.scalars(select(Delivery.kind))) == {"home", "tour"}
        assert await session.scalar(select(func.count()).select_from(Tour)) == 1
    for person in town.practice.world.people.values():
        if person.id != ana.id and not person.is_bot:
            assert Somebody(town, person.id).messages == []
    assert "Hello, Ana" in str((await ana.opens_home()).blocks)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_no_is_rehearsed_too(town: Town, ana: Somebody) -> None:
    """*Not this time* tells nobody; one can still say yes."""
    await ana.presses("Not this time", await _begins(ana))
    assert "Kim never learns of it" in ana.messages[-1].text
    await ana.presses("I can after all", ana.messages[-1])
    assert "a chat with the two of you" in ana.messages[-1].text


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_buttons_that_lead_nowhere_say_so(town: Town, ana: Somebody) -> None:
    """*Change* and *Pause* would do something on a real card."""
    await ana.presses("tour.look", await _begins(ana), chosen="pause")
    assert "does nothing" in ana.told("app")
    assert "paused" not in (await ana.types("/skills")).text


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_old_buttons_and_new_beginnings_never_fail(town: Town, ana: Somebody) -> None:
    """Pressed out of order, the card says where the rehearsal stands; begun again, the old card retires."""
    first = await _begins(ana)
    as_asked = first.blocks
    await ana.presses("I can help", first)
    ana.messages[-1].blocks = as_asked
    await ana.presses("I can help", ana.messages[-1])
    assert "chat with the two of you" in ana.messages[-1].text
    ana.messages[-1].blocks = as_asked
    await ana.presses("Not this time", ana.messages[-1])
    assert "chat with the two of you" in ana.messages[-1].text

    town.practice.clock.move_by(timedelta(minutes=1))
    await _begins(ana)
    old, new = ana.messages
    assert "see the newer one" in old.text
    assert "1 of 5" in new.text
    await ana.presses("Leave the tour", new)
    assert "You left the tour" in ana.messages[-1].text
    town.practice.clock.move_by(timedelta(minutes=1))
    await ana.presses("Take it again", ana.messages[-1])
    assert "1 of 5" in ana.messages[-1].text
    assert len(ana.messages) == 3


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_the_end_leads_to_the_real_thing(town: Town, ana: Somebody) -> None:
    """*Add what I know* opens the real form."""
    await _begins(ana)
    for label in PRESSES:
        await ana.presses(label, ana.messages[-1])
    await ana.presses("Add what I know", ana.messages[-1])
    assert ana.form is not None
