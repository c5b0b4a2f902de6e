"""The registry as people use it: adding with care, editing, looking up who can be asked, waiting for a topic."""

from datetime import timedelta
from typing import Any

import pytest

from practice import interact, surfaces
from practice.records import View
from tests.journeys.town import Somebody, Town


def options_of(form: View | None, block: str) -> dict[str, str]:
    """What a menu of a form offers: words to values."""
    assert form is not None
    [element] = [one["element"] for one in form.blocks if one.get("block_id") == block]
    return {option["text"]["text"]: option["value"] for option in element["options"]}


async def typed_into(somebody: Somebody, block: str, letters: str) -> dict[str, Any]:
    """What the menu they type into offers: words to options."""
    form = somebody.form
    assert form is not None
    [placed] = [place for place in surfaces.elements_in(form.blocks) if place.block_id == block]
    found = await interact.suggest(somebody.town.practice, somebody.id, form, block, placed.action_id, letters)
    return {option["text"]["text"]: option for option in found}


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


async def test_the_longest_names_in_doubt_are_all_asked_about(town: Town, ana: Somebody, bo: Somebody) -> None:
    """Twenty names of eighty letters, each one letter away from a topic, stay within a button's value."""
    names = [f"{number:02} " + "abcdefghij " * 7 for number in range(20)]
    await bo.types("/skills add " + ", ".join(names))
    told = await ana.types("/skills add " + ", ".join(name.replace("abc", "acb", 1) for name in names))
    assert str(told.blocks).count("Did you mean") == 20
    [first] = [
        placed
        for placed in surfaces.elements_in(told.blocks)
        if placed.action_id == "skills.as_meant" and placed.element["value"].split("\n")[1].startswith("00")
    ]
    assert first.element["value"].count("\n") == 20
    outcome = await interact.press(town.practice, ana.id, told, first.block_id, first.action_id)
    assert outcome.answered
    await town.settle()
    assert str(ana.reads(told.channel_id)[-1].blocks).count("Did you mean") == 19


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
    form = await bo.opens("/skills edit tf")
    assert "State files, *not* <!here> the bill" in str(form.blocks)


@pytest.mark.parametrize("what", ["Zig", "nothing like it"])
async def test_what_is_not_listed_cannot_be_edited(town: Town, ana: Somebody, bo: Somebody, what: str) -> None:
    await bo.types("/skills add Zig")
    assert "on your list" in (await ana.types(f"/skills edit {what}")).text


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


@pytest.mark.parametrize(
    "name", ["C++", ".NET", "CI/CD", "🎉 party planning", "会議の進め方", "R", "Ж", "عربي", "Q & A"]
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


async def test_an_admin_merges_two_names_and_takes_it_back(
    town: Town, ana: Somebody, bo: Somebody, chi: Somebody
) -> None:
    """Seen and pressed by admins only; the old words find the topic, and Undo brings both back."""
    told = await bo.types("/skills add runing meetings")
    await bo.presses("No, add runing meetings", told)
    await ana.types("/skills add running meetings")
    assert "Merge into another" not in str((await ana.types("/skills running meetings")).blocks)

    await chi.presses("Merge into another", await chi.types("/skills runing meetings"))
    offered = await typed_into(chi, "into", "running")
    assert "Running meetings" in offered
    assert "“running” as a new topic" not in offered
    await chi.sends(into=offered["Running meetings"])
    assert "*Runing meetings* is part of *Running meetings* now." in str(chi.form.blocks if chi.form else "")
    both = (await ana.types("/skills runing meetings")).text
    assert "Who can be asked about Running meetings" in both
    assert "Ana" in both
    assert "Bo" in both

    await chi.presses("Undo", await chi.types("/skills changes"))
    assert "Ana" not in (await ana.types("/skills runing meetings")).text
    assert "taken back" in (await chi.types("/skills changes")).text
    assert "Only admins" in (await ana.types("/skills changes")).text


async def test_a_merge_with_itself_is_named_at_its_field(town: Town, bo: Somebody, chi: Somebody) -> None:
    await bo.types("/skills add Zig")
    await chi.presses("Merge into another", await chi.types("/skills zig"))
    await chi.sends(into=(await typed_into(chi, "into", "Zig"))["Zig"])
    assert chi.form is not None
    assert "the same topic" in chi.form.errors["into"]


async def test_a_name_that_is_taken_leads_to_merging(town: Town, ana: Somebody, bo: Somebody, chi: Somebody) -> None:
    await bo.types("/skills add Zig, Cooking")
    await chi.presses("Rename", await chi.types("/skills zig"))
    await chi.sends(names="cooking")
    assert "There is a topic called *Cooking* already." in str(chi.form.blocks if chi.form else "")
    await chi.sends()
    assert "*Zig* is part of *Cooking* now." in str(chi.form.blocks if chi.form else "")
    await chi.presses("Rename", await chi.types("/skills zig"))
    await chi.sends(names="Cooking for many")
    assert "Cooking for many · can help" in (await bo.types("/skills")).text
    assert "Bo" in (await ana.types("/skills zig")).text


async def test_an_admin_who_comes_second_is_told(town: Town, bo: Somebody, chi: Somebody) -> None:
    """The form was opened before another admin merged the topic away."""
    await bo.types("/skills add Zig, Cooking")
    town.practice.world.people[bo.id].is_admin = True
    await town.passes(timedelta(days=2))
    for admin in (bo, chi):
        await admin.presses("Merge into another", await admin.types("/skills zig"))
    chosen = (await typed_into(bo, "into", "Cooking"))["Cooking"]
    await bo.sends(into=chosen)
    await chi.sends(into=chosen)
    assert "Somebody merged this topic just before you" in str(chi.form.blocks if chi.form else "")
