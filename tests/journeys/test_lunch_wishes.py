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


async def test_three_who_asked_bring_an_expert_who_never_learns_who_and_only_wishers_are_told(town: Town) -> None:
    """A teacher who says nothing gives way after a week; somebody else is quicker than the next."""
    bo, dev, ines = (town.person(handle) for handle in ("bo", "dev", "ines"))
    await lists(bo)
    await lists(dev)
    askers = [town.person(handle) for handle in ("ana", "mina", "lena")]
    for asker, question in zip(askers, ("read a plan", "move state", "pin a provider"), strict=True):
        preview = await asker.types(f"/askexpert How do I {question} with Terraform?")
        assert not cards_of(bo, dev)
        await asker.presses("Ask", preview)
    await ines.types("/lunchandlearn wish terraform")
    await town.passes(timedelta(minutes=10))
    [(first, card)] = cards_of(bo, dev)
    assert not any(name in card.text for name in ("Ana", "Mina", "Lena", "Ines"))
    assert not any(sign.isdigit() for sign in card.text)
    await town.passes(timedelta(days=8))
    second = dev if first is bo else bo
    assert [one for one, _ in cards_of(first)] == []
    assert "There is nothing for you to do any more" in card_now(first, card).text
    [(_, card)] = cards_of(second)
    await second.presses("Yes, plan one", card)
    assert "Nothing is announced until you have filled in the form" in card_now(second, card).text
    # Chi, who lists nothing of it, is quicker.
    chi = town.person("chi")
    listed = await chi.types("/lunchandlearn wish")
    await chi.presses("I could hold this", listed)
    await chi.sends(on="2026-12-17", at="12:30", place="Kitchen", channel=channel(town, "lunch-and-learn"))
    await chi.sends()
    assert "A colleague has planned a lunch-and-learn about Terraform" in card_now(second, card).text
    await town.passes(timedelta(days=1))
    told = {one.id: [said for said in one.messages if "You wished" in said.text] for one in (*askers, ines)}
    assert [len(told[one.id]) for one in (*askers, ines)] == [0, 0, 0, 1]


def bo_or_other(town: Town) -> Somebody:
    """Chi, who teaches nothing of it and holds it all the same."""
    return town.person("chi")


def cards_of(*experts: Somebody) -> list[tuple[Somebody, Message]]:
    """The experts who can still answer whether they would hold one, each with the card."""
    return [(one, card) for one in experts for card in one.messages if ASKED in card.text]


def card_now(expert: Somebody, card: Message) -> Message:
    """What a card says now."""
    [now] = [one for one in expert.messages if one.ts == card.ts]
    return now
