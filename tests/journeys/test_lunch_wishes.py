"""Wishes for lunch-and-learns: how many, never who; one expert asked once; and who wished is told once."""

from datetime import timedelta

from practice.records import Message
from tests.journeys.test_lunches import DAY, posts
from tests.journeys.test_teams import channel
from tests.journeys.town import Somebody, Town

WISHERS = ("ana", "mina", "sam", "lena", "chi")
ASKED = "Several people have asked about Terraform lately"


def asked(expert: Somebody) -> list[Message]:
    """The cards that ask an expert to hold one, whatever they say now."""
    return [one for one in expert.messages if "Terraform" in one.text]


async def lists(expert: Somebody, level: str = "can_teach") -> None:
    """List Terraform."""
    await expert.presses("Add", await expert.types("/skills"))
    await expert.sends(names="Terraform", level=level)


async def test_five_wishes_bring_one_expert_and_then_the_next_and_are_told(town: Town) -> None:
    """Wished for, asked, a silent no, the next one's yes, the form filled in, announced, and told to each once."""
    bo, dev = town.person("bo"), town.person("dev")
    await lists(bo)
    await lists(dev, "can_help")
    wishers = [town.person(handle) for handle in WISHERS]
    told = await wishers[0].types("/lunchandlearn wish terrafrom")
    assert "Did you mean Terraform?" in told.text
    await wishers[0].presses("Yes, Terraform", told)
    assert "You're the first who would like a lunch-and-learn about Terraform. Four more" in wishers[0].told()
    for number, wisher in enumerate(wishers[1:4], start=1):
        told = await wisher.types("/lunchandlearn wish TERRAFORM")
        assert f"You and {'one other' if number == 1 else f'{number} others'} would like" in told.text
    assert "One more and I'll look for somebody." in told.text
    await town.passes(timedelta(minutes=10))
    assert asked(bo) == asked(dev) == []
    listed = await wishers[4].types("/lunchandlearn wish")
    assert "4 people would like one" in listed.text
    assert not any(name in listed.text for name in ("Ana", "Mina", "Sam", "Lena"))
    await wishers[4].presses("I'd come too", listed)
    assert "You and 4 others would like one" in wishers[4].told()

    await town.passes(timedelta(minutes=10))
    assert [ASKED in card.text for card in asked(bo)] == [True]
    assert asked(dev) == []
    await bo.presses("Not now", asked(bo)[0])
    assert "That's fine" in asked(bo)[0].text
    await town.passes(timedelta(minutes=10))
    assert len(asked(bo)) == 1
    [card] = asked(dev)
    await dev.presses("Yes, plan one", card)
    await dev.sends(on=DAY, at="12:30", place="Kitchen", channel=channel(town, "lunch-and-learn"))
    assert dev.form is not None
    assert "Getting started with Terraform" in str(dev.form.payload)
    await dev.sends()
    assert "Your lunch-and-learn about Terraform is planned" in asked(dev)[0].text
    assert "Topic Terraform" in posts(town, bo)[0].text
    # First it is morning in Toronto, then in Singapore.
    for hours in (7, 10):
        await town.passes(timedelta(hours=hours))
    for wisher in wishers:
        [told] = [one for one in wisher.messages if "You wished for a lunch-and-learn" in one.text]
        assert "one about Terraform is planned: Getting started with Terraform" in told.text
    await wishers[0].presses("I'm in", told_last(wishers[0]))
    assert "1 in · 0 maybe" in posts(town, bo)[0].text
    again = await wishers[1].types("/lunchandlearn wish terraform")
    assert "is planned already" in again.text
    assert "Nobody wishes for a lunch-and-learn yet" in (await bo.types("/lunchandlearn wish")).text
    await town.passes(timedelta(days=1))
    assert len([one for one in wishers[0].messages if "You wished" in one.text]) == 1


def told_last(wisher: Somebody) -> Message:
    """The newest of somebody's messages about a wish."""
    return [one for one in wisher.messages if "You wished" in one.text][-1]
