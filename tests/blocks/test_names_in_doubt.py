"""Names in doubt: one press settles one of them, and none of the others is lost on the way."""

from bot.skills import MOST_AT_ONCE, Added, Doubt
from handlers.blocks import skills
from models import Level
from tests.blocks import facts
from tests.blocks.facts import ALL
from tests.blocks.reading import buttons_in


def test_every_button_carries_all_other_names_however_long_they_are() -> None:
    for typed in ALL:
        # A name as it is split from what was typed: on one line.
        names = [" ".join(typed.topic(f"Tpic {number}", number).split()) for number in range(MOST_AT_ONCE)]
        doubts = [Doubt(name, f"Topic {number}") for number, name in enumerate(names)]
        said = skills.added(Added([], []), facts.skill_card(typed), "UTC", doubts=doubts, level=Level.CAN_TEACH)
        choices = [button["value"].split("\n") for button in buttons_in(said)]
        assert len(choices) == 2 * MOST_AT_ONCE
        for level, choice, *rest in choices:
            assert level == "can_teach"
            assert len(rest) == MOST_AT_ONCE - 1, typed.label
            assert choice not in rest


def test_what_is_chosen_is_the_topic_or_the_very_name() -> None:
    said = skills.added(
        Added([], []), facts.skill_card(ALL[0]), "UTC", doubts=[Doubt("runing", "Running"), Doubt("Q & A", "QA")]
    )
    assert [button["value"].split("\n") for button in buttons_in(said)] == [
        ["", "Running", "Q & A"],
        ["", "runing", "Q & A"],
        ["", "QA", "runing"],
        ["", "Q & A", "runing"],
    ]
