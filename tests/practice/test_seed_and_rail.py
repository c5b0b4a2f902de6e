"""The people and their talk are believable, and the steps to try tick themselves."""

from zoneinfo import ZoneInfo

import pytest

from practice.clock import PracticeClock, next_monday_morning
from practice.records import Deed
from practice.seed import default_seed, with_crowd
from practice.try_this import WHOKNOWS_RAIL, Step
from tests.practice.conftest import MONDAY


def test_eight_people_in_their_zones() -> None:
    seed = default_seed(MONDAY)
    names = [person.real_name for person in seed.people]
    assert names == [
        "Ana Ruiz", "Bo Larsen", "Chi Okafor", "Dev Patel", "Ines Novak", "Lena Tamm", "Mina Kaya", "Sam Wu",
    ]  # fmt: skip
    assert len({ZoneInfo(person.tz) for person in seed.people}) == 8
    assert [person.handle for person in seed.people if person.is_admin] == ["chi", "lena"]
    assert [person.initials for person in seed.people][:2] == ["AR", "BL"]


def test_their_talk_lies_in_the_past_in_places_they_are_in() -> None:
    seed = default_seed(MONDAY)
    members = {channel.id: channel.members for channel in seed.channels}
    assert len(seed.messages) >= 36
    for message in seed.messages:
        assert float(message.ts) < MONDAY.timestamp()
        assert message.user in members[message.channel_id]
        assert {person for people in message.reactions.values() for person in people} <= members[message.channel_id]
    assert len({message.ts for message in seed.messages}) == len(seed.messages)
    starts = {message.ts for message in seed.messages}
    assert {message.thread_ts for message in seed.messages if message.thread_ts} <= starts


@pytest.mark.parametrize("step", WHOKNOWS_RAIL, ids=[step.title for step in WHOKNOWS_RAIL])
def test_a_step_ticks_by_the_deed_of_its_own_person(step: Step) -> None:
    kind, name = step.done[0]
    assert not step.is_done([])
    assert not step.is_done([Deed("U0NOBODY", kind, name, "C0GENERAL")])
    assert step.is_done([Deed(step.person, kind, name, "C0GENERAL")])


def test_a_command_ticks_by_the_words_it_begins_with() -> None:
    step = Step("Nominate", "U0ANA", "general", [("command", "/skills nominate"), ("message", "@app")])
    for kind, said, ticks in (
        ("command", "/skills nominate @bo Zig", True),
        ("command", "/Skills  nominate", False),
        ("command", "/skills", False),
        ("command", "/skills nominated", False),
        ("message", "@app who knows Zig?", True),
        ("message", "ask @app", False),
        ("press", "/skills nominate", False),
    ):
        assert step.is_done([Deed("U0ANA", kind, said, "C0GENERAL")]) is ticks, said  # type: ignore[arg-type]


def test_the_people_and_places_of_the_rail_exist() -> None:
    seed = default_seed(MONDAY)
    for step in WHOKNOWS_RAIL:
        assert step.person in {person.id for person in seed.people}
        assert step.place in {channel.name for channel in seed.channels} | {"app", "home"}


def test_the_clock_starts_on_monday_morning_and_never_goes_back() -> None:
    start = next_monday_morning().astimezone(ZoneInfo("Europe/Madrid"))
    assert (start.strftime("%a %H:%M"), start > PracticeClock(MONDAY).now()) == ("Mon 09:00", start > MONDAY)
    clock = PracticeClock(MONDAY)
    later = clock.move_to(MONDAY.replace(hour=12))
    assert clock.move_to(MONDAY) >= later


def test_a_crowd_comes_on_top_of_the_eight() -> None:
    seed = with_crowd(default_seed(MONDAY), 1000)
    assert len({person.id for person in seed.people}) == len({person.handle for person in seed.people}) == 1008
    assert len({person.tz for person in seed.people}) == 8
