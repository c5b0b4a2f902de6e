"""People come, change and leave, and everybody else is looked after."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from models import Delivery, DeliveryState, Member
from practice.records import Person
from tests.journeys.town import Somebody, Town

QUESTION = "Our Terraform plan step wants to recreate the database. How do I tell it not to?"


# What PostgreSQL could do otherwise is told by the stories that run on both.
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


async def described(town: Town, handle: str, **how: bool | str) -> None:
    """Slack tells that somebody has changed."""
    person = town.practice.world.people[town.person(handle).id]
    for column, value in how.items():
        setattr(person, column, value)
    await town.practice.events.person_changed(person)
    await town.settle()


async def unheard(town: Town, handle: str, **how: bool | str) -> None:
    """Somebody has changed, and Slack's word of it got lost."""
    person = town.practice.world.people[town.person(handle).id]
    for column, value in how.items():
        setattr(person, column, value)


async def asked(town: Town, *experts: str) -> None:
    """Ana asks the experts, listed in the order in which they are met."""
    for handle in experts:
        await town.person(handle).types("/skills add Terraform")
    preview = await town.person("ana").types(f"/askexpert {QUESTION}")
    await town.person("ana").presses("Ask", preview)


async def member(town: Town, handle: str) -> Member | None:
    async with town.house.database.reading() as session:
        found: Member | None = await session.scalar(select(Member).where(Member.slack_id == town.person(handle).id))
        return found


async def test_a_helper_who_leaves_is_replaced_and_the_asker_reads_it(town: Town, ana: Somebody, bo: Somebody) -> None:
    """Kindly, without blame, on a new card, since an edit rings no bell."""
    await asked(town, "bo", "chi")
    await bo.presses("I can help", bo.messages[0])
    await described(town, "bo", deleted=True)
    [retired, card] = ana.messages
    assert "moved down" in retired.text
    assert "Bo has left the workspace, so I'm asking someone else" in card.text
    assert QUESTION in town.person("chi").messages[-1].text
    assert "goes on to someone else" in ana.chat_with(bo)[0].text


@ON_SQLITE
async def test_somebody_who_leaves_vanishes_from_every_list_and_finds_all_again(town: Town, ana: Somebody) -> None:
    """Topics stay as they were for somebody who comes back."""
    await town.person("bo").types("/skills add Terraform")
    assert "Bo" in (await ana.types(f"/askexpert {QUESTION}")).text
    await described(town, "bo", deleted=True)
    assert "Bo" not in (await ana.types(f"/askexpert {QUESTION} Really?")).text
    await described(town, "bo", deleted=False)
    assert "Bo" in (await ana.types(f"/askexpert {QUESTION} At all?")).text


@ON_SQLITE
async def test_what_somebody_asked_is_over_for_those_asked(town: Town, ana: Somebody, bo: Somebody) -> None:
    """Nobody helps into the void."""
    await asked(town, "bo")
    await described(town, "ana", deleted=True)
    [card] = bo.messages
    assert "Nothing for you to do" in card.text
    assert QUESTION not in card.text
    await bo.opens_home()
    assert "could use a hand" not in str(bo.home.payload)


async def test_nothing_more_is_sent_to_somebody_who_left(town: Town, bo: Somebody, ana: Somebody) -> None:
    """What waited for their morning is not needed, and Slack isn't asked in vain."""
    await bo.types("/skills add Terraform")
    await bo.opens_home()
    await town.passes(timedelta(hours=14))
    await ana.types("/kudos @bo for the picture you drew")
    await described(town, "bo", deleted=True)
    await town.passes(timedelta(hours=12))
    assert bo.messages == []
    async with town.house.database.reading() as session:
        rows = await session.execute(
            select(Delivery.kind, Delivery.state)
            .join(Member, Member.id == Delivery.member_id)
            .where(Member.slack_id == bo.id, Delivery.state != DeliveryState.SENT)
        )
        assert ("kind_words", DeliveryState.NOT_NEEDED) in {(kind, state) for kind, state in rows}
    assert not [call for call in town.practice.world.calls if call.reason == "user_disabled"]


async def test_a_message_that_slack_refuses_tells_that_somebody_left(town: Town, ana: Somebody, bo: Somebody) -> None:
    """Its word of it got lost, so the first message they cannot get tells."""
    await bo.types("/skills add Terraform")
    await town.person("chi").types("/skills add Terraform")
    await unheard(town, "bo", deleted=True)
    preview = await ana.types(f"/askexpert {QUESTION}")
    assert "Bo" in preview.text
    await ana.presses("Ask", preview)
    assert QUESTION in town.person("chi").messages[-1].text
    left = await member(town, "bo")
    assert left is not None
    assert left.is_deactivated
    assert "Bo" not in (await ana.types(f"/askexpert {QUESTION} Really?")).text


@ON_SQLITE
async def test_an_asker_who_left_unheard_ends_the_ask_when_the_chat_is_refused(
    town: Town, ana: Somebody, bo: Somebody
) -> None:
    """The yes came too late, and nobody else is bothered."""
    await asked(town, "bo", "chi")
    await unheard(town, "ana", deleted=True)
    await bo.presses("I can help", bo.messages[0])
    assert town.person("chi").messages == []
    assert "Ana no longer needs this one" in bo.messages[0].text


@pytest.mark.parametrize("how", ["is_restricted", "is_stranger"])
@ON_SQLITE
async def test_somebody_who_becomes_a_guest_is_asked_no_more(town: Town, ana: Somebody, bo: Somebody, how: str) -> None:
    """Their offer goes on to the next, and their own press is answered kindly."""
    await asked(town, "bo", "chi")
    await described(town, "bo", **{how: True})
    assert QUESTION in town.person("chi").messages[-1].text
    [card] = bo.messages
    assert QUESTION not in card.text
    told = await bo.types("/skills add Redis")
    assert "full members" in told.text
    assert "full members" in str((await bo.opens_home()).payload)


@ON_SQLITE
async def test_a_form_sent_by_somebody_who_became_a_guest_changes_nothing(town: Town, bo: Somebody) -> None:
    """The form was open already."""
    card = await bo.types("/skills")
    await bo.presses("Add", card)
    await described(town, "bo", is_restricted=True)
    await bo.sends(names="Terraform")
    assert bo.form is not None
    assert "full members" in str(bo.form.payload)
    await described(town, "bo", is_restricted=False)
    assert "Terraform" not in (await bo.types("/skills")).text


@ON_SQLITE
async def test_thanks_to_somebody_who_left_meanwhile_say_so(town: Town, ana: Somebody, bo: Somebody) -> None:
    """The form with the thanks was open when they left."""
    await asked(town, "bo")
    await bo.presses("I can help", bo.messages[0])
    await ana.presses("It's answered", ana.chat_with(bo)[0])
    assert ana.form is not None
    await described(town, "bo", deleted=True)
    await ana.sends(reason="You drew the picture that I now use myself.")
    assert ana.form is not None
    assert "has left the workspace" in str(ana.form.errors) + str(ana.form.payload)
    assert len(bo.messages) == 1


@ON_SQLITE
async def test_kudos_name_nobody_who_left(town: Town, ana: Somebody, bo: Somebody) -> None:
    """The command answers with a sentence."""
    await bo.types("/skills")
    await described(town, "bo", deleted=True)
    assert "Bo has left the workspace" in (await ana.types("/kudos @bo for the picture you drew")).text


@ON_SQLITE
async def test_a_newcomer_is_known_with_their_own_zone(town: Town) -> None:
    """Without a word to them: nobody is messaged for having joined."""
    person = Person("U0NEW", "nia", "Nia Sole", "Web", "Africa/Lagos")
    town.practice.world.people[person.id] = person
    await town.practice.events.person_changed(person, is_new=True)
    await town.settle()
    met = await member(town, "nia")
    assert met is not None
    assert (met.name, met.zone, met.title) == ("Nia", "Africa/Lagos", "Web")
    assert town.person("nia").messages == []


async def test_the_directory_is_read_to_its_end_and_again_after_a_day(town: Town) -> None:
    """What events did not tell is known a day later at the latest."""
    await town.passes(timedelta(minutes=1))
    mina = await member(town, "mina")
    assert mina is not None
    assert (mina.name, mina.zone) == ("Mina", "America/Toronto")
    await unheard(town, "mina", deleted=True)
    await town.passes(timedelta(hours=20))
    mina = await member(town, "mina")
    assert mina is not None
    assert not mina.is_deactivated
    await town.passes(timedelta(hours=5))
    mina = await member(town, "mina")
    assert mina is not None
    assert mina.is_deactivated


@ON_SQLITE
async def test_a_helper_who_left_unheard_is_replaced_once_the_directory_says_so(
    town: Town, ana: Somebody, bo: Somebody
) -> None:
    """The clock sees to it that nobody waits for somebody who is gone."""
    await asked(town, "bo", "chi")
    await bo.presses("I can help", bo.messages[0])
    await town.passes(timedelta(minutes=1))
    await unheard(town, "bo", deleted=True)
    await town.passes(timedelta(hours=24))
    await town.passes(timedelta(minutes=1))
    assert "Bo has left the workspace" in ana.messages[-1].text


@ON_SQLITE
async def test_a_place_that_slack_forgot_begins_anew(town: Town) -> None:
    """A cursor of yesterday leads nowhere; the next look reads from the start, and to the end."""
    town.practice.faults.add("slow", method="users.list", seconds=0)
    town.practice.faults.add("refuse", method="users.list", error="invalid_cursor")
    await town.passes(timedelta(minutes=1))
    assert await member(town, "sam") is None
    await town.passes(timedelta(minutes=1))
    assert await member(town, "sam") is not None
    cursors = [call.request.get("cursor") for call in town.practice.world.calls if call.name == "users.list"]
    assert cursors[0] is cursors[2] is None
    assert cursors[1] == cursors[3]
    assert len(cursors) == 7


@ON_SQLITE
async def test_the_directory_waits_as_slack_says(town: Town) -> None:
    """No call before Retry-After is over, from whichever replica."""
    town.practice.faults.add("rate_limited", method="users.list", seconds=60)
    await town.passes(timedelta(minutes=1))
    await town.passes(timedelta(minutes=1))
    assert len([call for call in town.practice.world.calls if call.name == "users.list"]) == 1
