"""One's own list as people use it: adding with care, editing, and what a newcomer is shown."""

import pytest

from practice import interact, surfaces
from practice.records import View
from tests.journeys.menus import typed_into
from tests.journeys.town import Somebody, Town


def options_of(form: View | None, block: str) -> dict[str, str]:
    """What a menu of a form offers: words to values."""
    assert form is not None
    [element] = [one["element"] for one in form.blocks if one.get("block_id") == block]
    return {option["text"]["text"]: option["value"] for option in element["options"]}


async def test_a_near_miss_is_asked_about_and_the_rest_is_listed_at_once(town: Town, ana: Somebody) -> None:
    """Nothing is forced and nothing is lost: both ways out, one message that replaces itself."""
    told = await ana.types("/skills add runing meetings, kuberntes, Zig")
    assert "You may be asked about Zig" in told.text
    assert "You typed runing meetings. Did you mean Running meetings?" in told.text
    await ana.presses("Yes, Running meetings", told)

    told = ana.reads(told.channel_id)[-1]
    assert "You may be asked about Running meetings" in told.text
    assert "Did you mean Kubernetes?" in told.text
    await ana.presses("No, add kuberntes", told)

    told = ana.reads(told.channel_id)[-1]
    assert "Did you mean" not in told.text
    card = (await ana.types("/skills")).text
    assert [name for name in ("Kuberntes", "Running meetings", "Zig", "Runing") if name in card] == [
        "Kuberntes",
        "Running meetings",
        "Zig",
    ]


async def test_the_form_offers_topics_while_typing_and_takes_own_words(town: Town, bo: Somebody) -> None:
    """Starting topics, the person's own words as a new topic, and lines of their own with commas in quotes."""
    await bo.presses("Add", await bo.types("/skills"))
    offered = await typed_into(bo, "topics", "kube")
    assert next(iter(offered)) == "Kubernetes"
    assert "“kube” as a new topic" in offered
    new = (await typed_into(bo, "topics", "Llama grooming"))["“Llama grooming” as a new topic"]
    words = '"Budgets, forecasts"\nC++, .NET\n会議の進め方\nCI/CD'
    outcome = await bo.sends(topics=[offered["Kubernetes"], new], names=words, level="can_teach")
    assert outcome.payload["response_action"] == "update"
    card = (await bo.types("/skills")).text
    names = ("Kubernetes", "Llama grooming", "Budgets, forecasts", "C++", ".NET", "会議の進め方")
    assert [name for name in names if f"{name} · can teach" not in card] == []


async def test_an_empty_form_and_too_many_topics_are_told_at_their_field(town: Town, bo: Somebody) -> None:
    await bo.presses("Add", await bo.types("/skills"))
    await bo.sends(level="can_help")
    assert bo.form is not None
    assert bo.form.errors == {"topics": "Choose a topic, or type one in your own words."}
    await bo.sends(names=", ".join(f"topic {number}" for number in range(150)))
    assert "150 topics at once, and 20 is the most" in bo.form.errors["names"]
    await bo.sends(names="x" * 300)
    assert "300 letters, and 80 is the most" in bo.form.errors["names"]


async def test_near_misses_in_the_form_are_asked_about_in_the_form(town: Town, bo: Somebody) -> None:
    await bo.presses("Add", await bo.types("/skills"))
    await bo.sends(names="runing meetings\nkuberntes", level="learning")
    await bo.presses("Yes, Running meetings", bo.form)
    await bo.presses("Yes, Kubernetes", bo.form)
    card = (await bo.types("/skills")).text
    assert "Kubernetes · learning" in card
    assert "Running meetings · learning" in card


async def test_500_topics_at_once_are_refused_and_given_back(town: Town, ana: Somebody) -> None:
    """The words come back, so that nobody types them again."""
    told = await ana.types("/skills add " + ", ".join(f"topic {number}" for number in range(500)))
    assert "That's 500 topics at once, and 20 is the most." in told.text
    assert "topic 499" in str(told.blocks)
    assert "Nothing yet" in (await ana.types("/skills")).text


async def test_a_line_says_how_far_in_what_ways_and_in_own_words(town: Town, ana: Somebody, bo: Somebody) -> None:
    """Step by step, with what does not fit named at its field; colleagues read it where they look the topic up."""
    await bo.types("/skills add Terraform, Zig")
    await bo.presses("Edit", await bo.types("/skills"))
    await bo.sends(skill_id=options_of(bo.form, "skill_id")["Terraform"])
    await bo.sends(level="can_teach", ways=["pairing", "quick_answer"], note="x" * 201)
    assert bo.form is not None
    assert "note" in bo.form.errors
    await bo.sends(level="can_teach", ways=["pairing", "quick_answer"], note="State files, *not* <!here> the bill")
    assert "Saved. It reads:" in str(bo.form.blocks)
    await bo.presses("Edit another", bo.form)
    assert options_of(bo.form, "skill_id").keys() == {"Terraform", "Zig"}

    told = await ana.types("/skills terraform")
    assert "Bo · can teach · quick answers and pairing · “State files, ∗not∗ &lt;!here&gt; the bill”" in told.text
    form = await bo.opens("/skills edit terraform")
    assert "State files, *not* <!here> the bill" in str(form.blocks)


@pytest.mark.parametrize("what", ["Zig", "nothing like it"])
async def test_what_is_not_listed_cannot_be_edited(town: Town, ana: Somebody, bo: Somebody, what: str) -> None:
    await bo.types("/skills add Zig")
    assert "on your list" in (await ana.types(f"/skills edit {what}")).text


async def test_a_newcomer_adds_what_their_title_says_with_one_press(town: Town, ana: Somebody, bo: Somebody) -> None:
    """Only they see it, and what is on the list is not suggested again."""
    town.practice.world.people[ana.id].title = "Kubernetes and Terraform engineer"
    home = await ana.opens_home()
    assert "From your profile title, for your eyes only:" in str(home.payload)
    found = [
        placed
        for placed in surfaces.elements_in(home.blocks)
        if placed.action_id == "skills.add_one" and placed.element["value"] == "Kubernetes"
    ]
    await interact.press(town.practice, ana.id, home, found[0].block_id, found[0].action_id)
    await town.settle()
    assert "Kubernetes* · can help" in str(ana.home.payload)
    still = [one.element["value"] for one in surfaces.elements_in(ana.home.blocks) if one.action_id == "skills.add_one"]
    assert still == ["Terraform"]
    assert "for your eyes only" not in str((await bo.opens_home()).payload)
