"""Looking up who can be asked about what, and waiting for a topic that nobody lists yet."""

import pytest

from tests.journeys.town import Somebody, Town


async def test_a_colleague_is_looked_up_and_asked(town: Town, ana: Somebody, bo: Somebody) -> None:
    """Only what Bo said yes to; what he is learning stays his."""
    nothing = await ana.types("/skills @bo")
    assert "Bo hasn't listed anything to be asked about" in nothing.text
    await bo.types("/skills add Terraform, CSS")
    await bo.presses("Add", await bo.types("/skills"))
    await bo.sends(names="Zig", level="learning")

    told = await ana.types("/skills @bo")
    assert told.text.index("CSS · can help") < told.text.index("Terraform · can help")
    assert "Zig" not in told.text
    await ana.presses("Ask", told)
    assert ana.form is not None
    assert "Zig · learning" in (await bo.types("/skills @bo")).text


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        ({"is_bot": True}, "Only people list what they can be asked about."),
        ({"is_restricted": True}, "is a guest here"),
        ({"deleted": True}, "has left the workspace"),
    ],
)
async def test_who_cannot_be_asked_is_said_plainly(
    town: Town, ana: Somebody, bo: Somebody, who: dict[str, bool], sentence: str
) -> None:
    person = town.practice.world.people[bo.id]
    for name, value in who.items():
        setattr(person, name, value)
    assert sentence in (await ana.types("/skills @bo")).text


async def test_two_people_at_once_are_one_too_many(town: Town, ana: Somebody) -> None:
    assert "one person at a time" in (await ana.types("/skills @bo @chi")).text


async def test_a_topic_is_looked_up_and_its_people_asked(
    town: Town, ana: Somebody, bo: Somebody, chi: Somebody
) -> None:
    """Alphabetical, under any word for it; *Ask them* begins the question with the topic."""
    await chi.types("/skills add kubernetes")
    await bo.types("/skills add k8s")
    told = await ana.types("/skills Kube")
    assert told.text.index("Bo · can help") < told.text.index("Chi · can help")
    await ana.presses("Ask them", told)
    assert ana.form is not None
    assert "Kubernetes: " in str(ana.form.blocks)
    await ana.sends(text="Kubernetes: why does my pod restart every hour?")
    assert "lists *Kubernetes*" in str(ana.form.blocks)


async def test_what_was_removed_is_not_asked_for_any_more(town: Town, ana: Somebody, bo: Somebody) -> None:
    await bo.types("/skills add Terraform")
    assert "Bo" in (await ana.types("/askexpert How do I read a Terraform plan?")).text
    await bo.types("/skills remove terraform")
    assert "Nobody lists Terraform yet" in (await ana.types("/skills terraform")).text
    assert "Bo" not in (await ana.types("/askexpert How do I read this Terraform plan?")).text


async def test_whoever_waits_for_a_topic_is_told_once(town: Town, ana: Somebody, bo: Somebody, chi: Somebody) -> None:
    """Not of what they list themselves, and with the question begun."""
    told = await ana.types("/skills k8s")
    assert "Nobody lists Kubernetes yet" in told.text
    await ana.presses("Tell me when someone adds it", told)
    assert "I'll write to you once, when a colleague lists Kubernetes" in ana.told()
    await ana.types("/skills add kube")
    assert ana.messages == []
    await bo.types("/skills add kubernetes")
    await chi.types("/skills add kubernetes")
    [message] = ana.messages
    assert "You wanted to know: a colleague lists Kubernetes now." in message.text
    await ana.presses("See who", message)
    assert "Bo · can help" in ana.told("app")
    await ana.presses("Ask a question", message)
    assert "Kubernetes: " in str(ana.form.blocks if ana.form else "")


async def test_who_takes_the_wish_back_is_not_told(town: Town, ana: Somebody, bo: Somebody) -> None:
    await ana.presses("Tell me when someone adds it", await ana.types("/skills Zig"))
    await ana.presses("Don't tell me", ana.reads((await ana.types("/skills help")).channel_id)[-2])
    await bo.types("/skills add Zig")
    assert ana.messages == []


async def test_near_topics_that_have_people_are_offered(town: Town, ana: Somebody, bo: Somebody) -> None:
    await bo.types("/skills add Kubernetes")
    told = await ana.types("/skills kuberntes")
    assert "Close to it, with somebody to ask:" in told.text
    await ana.presses("See who", told)
    assert "Who can be asked about Kubernetes" in ana.told()


@pytest.mark.parametrize(
    "name", ["C++", ".NET", "CI/CD", "🎉 party planning", "会議の進め方", "R", "Ж", "عربي", "Wine & cheese"]
)
async def test_odd_names_go_the_whole_way(town: Town, ana: Somebody, bo: Somebody, name: str) -> None:
    """Listed, looked up, asked for and taken off under the very letters that were typed."""
    await bo.types(f"/skills add {name}")
    told = await ana.types(f"/skills {name}")
    assert "Bo · can help" in told.text
    await ana.presses("Ask them", told)
    await ana.sends(text=f"{name}: where would you begin with it this week?")
    assert "Bo" in str(ana.form.blocks if ana.form else "")
    assert "off your list" in (await bo.types(f"/skills remove {name}")).text
