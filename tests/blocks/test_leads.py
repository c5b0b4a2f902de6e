"""The private mirror of a lead's thanks, and what their prompt says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.blocks import leads
from tests.blocks.facts import BELIEVABLE, QUESTION
from tests.blocks.reading import labels_in
from tests.blocks.surfaces_of_leads import lead_prompt_card, told


@pytest.mark.parametrize(
    ("thanks_by_person", "said"),
    [
        ([], None),
        ([4], None),
        ([1, 1, 1, 1], None),
        ([5], "Your last five thanks went to one person."),
        ([2, 1, 2, 1], "Four of your six thanks went to two people."),
        ([4, 1], "Four of your five thanks went to one person."),
        ([3, 2], "Your last five thanks went to two people."),
        ([1, 1, 1, 1, 1, 1], "Your last six thanks went to six people."),
        ([1, 2, 1, 1, 1], "Your last six thanks went to five people."),
        ([14, 2], "14 of your 16 thanks went to one person."),
        ([1] * 13, "Your last 13 thanks went to 13 people."),
    ],
)
def test_the_mirror_says_where_thanks_went_from_five_on(thanks_by_person: list[int], said: str | None) -> None:
    told = leads.mirror(thanks_by_person)
    assert told == said or (told is not None and said is not None and told.startswith(said))


@given(st.lists(st.integers(1, 20), max_size=30))
def test_the_mirror_is_true_of_any_counts(thanks_by_person: list[int]) -> None:
    said = leads.mirror(thanks_by_person)
    in_all, people = sum(thanks_by_person), len(thanks_by_person)
    assert (said is None) == (in_all < leads.ENOUGH_FOR_A_MIRROR)
    if said is None:
        return
    numbers = ["no", *"one two three four five six seven eight nine ten eleven twelve".split()]
    told = [
        numbers.index(word) if word in numbers else int(word)
        for word in said.lower().rstrip(".").split()
        if word in numbers or word.isdecimal()
    ]
    if " of your " in said:
        went, of, to = told
        assert of == in_all
        assert went == sum(sorted(thanks_by_person)[-to:])
        assert went * 3 >= in_all * 2
        assert to * 2 <= people
    else:
        assert told == [in_all, people]
    assert leads.mirror(thanks_by_person[::-1]) == said


def test_the_own_part_comes_first_and_is_honest() -> None:
    first = {
        part: leads.lead_prompt(lead_prompt_card(BELIEVABLE, own_part=part))["text"].splitlines()[1]
        for part in ((1, 2), (0, 0), (2, 0), (0, 1))
    }
    assert first == {
        (1, 2): "You helped one person and thanked two this month.",
        (0, 0): "You have not helped or thanked anybody this month yet. One kind word is a good beginning.",
        (2, 0): "You helped two people this month, and thanked nobody yet.",
        (0, 1): "You thanked one person this month, and helped nobody yet.",
    }


def test_at_most_five_people_stand_on_it_by_name_and_nobody_is_counted() -> None:
    said = leads.lead_prompt(lead_prompt_card(BELIEVABLE, people=7))
    assert labels_in(said) == [
        *(f"Thank {name}" for name in ("Ana", "Bo", "Chi", "Dev", "Ines")),
        "Skip this week",
        "Stop these",
    ]
    assert "and 2 more" in said["text"]
    assert "Lena" not in said["text"]
    assert "“Thank you for helping a colleague with Terraform this month.”" in said["text"]
    assert "“Thank you for helping me with Terraform this month.”" in said["text"]
    assert "“Thank you for helping a colleague this month.”" in said["text"]


def test_a_prompt_of_last_month_does_not_call_it_this_month() -> None:
    assert "this month" not in leads.lead_prompt(lead_prompt_card(BELIEVABLE, is_this_month=False))["text"]


def test_passing_on_says_what_was_heard() -> None:
    assert leads.words_to_pass_on(told(BELIEVABLE)) == "I heard how you helped with Terraform: thank you from me, too."
    assert leads.words_to_pass_on(told(BELIEVABLE, topic=False)) == "I heard how you helped: thank you from me, too."
    assert QUESTION not in leads.told_lead(told(BELIEVABLE))["text"]
