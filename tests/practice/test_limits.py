"""The referee refuses what Slack refuses, says where, and finds what no app should send."""

import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practice import limits
from tests.practice.payload_samples import (
    BAD,
    BAD_ADDRESSES,
    GOOD,
    Sample,
    actions,
    button,
    message,
    modal,
    plain,
    section,
)

_SHARED = Path(__file__).parents[3] / "shared"
_OUTSIDER = _SHARED / "slack" / "block_kit_lint.py"
_SURFACES = _SHARED / "design" / "blocks"
needs_outsider = pytest.mark.skipif(not _OUTSIDER.exists(), reason="the outsider's check is not on this machine")


def problems_of(sample: Sample) -> list[limits.Problem]:
    check = limits.message_problems if sample.surface == "message" else limits.view_problems
    return check(sample.payload)


def named(samples: list[Sample]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("sample", samples, ids=[sample.name for sample in samples])


@pytest.fixture(scope="module")
def outsider() -> Callable[[Any, str], list[str]]:
    """The check written by others: a JSON Schema and rules across a payload."""
    spec = importlib.util.spec_from_file_location("block_kit_lint", _OUTSIDER)
    assert spec
    assert spec.loader
    module: ModuleType = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    lint: Callable[[Any, str], list[str]] = module.lint
    return lint


@named(GOOD)
def test_nothing_is_wrong_with_what_is_right(sample: Sample) -> None:
    assert problems_of(sample) == []


@named([*BAD, *BAD_ADDRESSES])
def test_something_is_wrong_with_what_is_wrong(sample: Sample) -> None:
    assert problems_of(sample)


@needs_outsider
@named([*GOOD, *BAD])
def test_the_outsider_agrees(sample: Sample, outsider: Callable[[Any, str], list[str]]) -> None:
    theirs = outsider(sample.payload, sample.surface)
    assert bool(theirs) == bool(problems_of(sample)), theirs


@needs_outsider
@pytest.mark.parametrize("name", sorted(path.name for path in _SURFACES.glob("*.json")) if _SURFACES.exists() else [])
def test_the_surfaces_of_the_design_pass(name: str) -> None:
    drawn = json.loads(
        (_SURFACES / name).read_text(encoding="utf-8").replace('"image_url": "/', '"image_url": "https://')
    )
    payload = drawn if isinstance(drawn, dict) else {"text": "In words", "blocks": drawn}
    check = limits.view_problems if payload.get("type") in ("modal", "home") else limits.message_problems
    assert [problem for problem in check(payload) if problem.is_refused] == []


@pytest.mark.parametrize(
    ("payload", "pointer"),
    [
        (message(section("x" * 3001)), "/blocks/0/text/text"),
        (message(section(), actions(button("x" * 76))), "/blocks/1/elements/0/text/text"),
        (message(section(block_id="a"), section(block_id="a")), "/blocks/0/block_id"),
        ({"type": "modal", "title": plain("x" * 25), "blocks": [section()]}, "/view/title/text"),
        (modal(section("")), "/view/blocks/0/text/text"),
    ],
)
def test_a_problem_says_where_it_is(payload: dict[str, Any], pointer: str) -> None:
    check = limits.view_problems if payload.get("type") == "modal" else limits.message_problems
    assert pointer in [problem.pointer for problem in check(payload)]


@pytest.mark.parametrize(
    ("payload", "problem"),
    [
        (message(section(), text=None), "there is no text beside the blocks"),
        (message(section("At <!date^1795424400^{time}|9:00>")), "does not name its zone"),
        (message(section("At <!date^1795424400^{time}>")), "does not name its zone"),
        (message(actions(button("A", style="primary"), button("B", action_id="b", style="primary"))), "primary"),
        (message(actions(button("A"), button("A", action_id="b"))), "read aloud as 'A'"),
        (message({"type": "image", "image_url": "https://example.com/a.png", "alt_text": "Chart"}), "says too little"),
    ],
)
def test_what_slack_takes_but_nobody_should_send_is_found_and_not_refused(
    payload: dict[str, Any], problem: str
) -> None:
    [found] = limits.message_problems(payload)
    assert problem in found.message
    assert not found.is_refused


@pytest.mark.parametrize("zone", ["UTC", "CET", "GMT+1", "Madrid time", "+01:00"])
def test_a_time_with_its_zone_is_fine(zone: str) -> None:
    assert limits.message_problems(message(section(f"At <!date^1795424400^{{time}}|9:00 {zone}>"))) == []


def test_options_of_a_type_ahead() -> None:
    option = {"text": plain("Terraform"), "value": "7"}
    assert limits.options_problems({"options": []}) == []
    assert limits.options_problems({"options": [option] * 100}) == []
    assert limits.options_problems({"option_groups": [{"label": plain("Close"), "options": [option]}]}) == []
    assert limits.options_problems({"options": [option] * 101})
    assert limits.options_problems({"options": [{**option, "value": "x" * 151}]})
    assert limits.options_problems({})


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inside: (
        st.lists(inside, max_size=4)
        | st.dictionaries(
            st.sampled_from(["type", "text", "blocks", "elements", "element", "options", "accessory", "block_id"])
            | st.text(max_size=5),
            inside | st.sampled_from(["section", "actions", "input", "button", "plain_text", "modal", "home"]),
            max_size=5,
        )
    ),
    max_leaves=15,
)


@settings(max_examples=300, deadline=None)
@given(payload=st.dictionaries(st.sampled_from(["type", "text", "blocks", "title"]) | st.text(max_size=5), _JSON))
def test_no_payload_is_too_strange_to_be_judged(payload: dict[str, Any]) -> None:
    for check in (limits.message_problems, limits.view_problems, limits.options_problems):
        assert isinstance(check(payload), list)
