"""Every surface, from believable facts and from the worst, stays within Slack's limits: two referees agree."""

import importlib.util
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from handlers.blocks import kit
from practice import limits
from tests.blocks.facts import ALL
from tests.blocks.reading import is_message
from tests.blocks.surfaces import BUILD, surface

OUTSIDER = Path(__file__).resolve().parents[3] / "shared" / "slack" / "block_kit_lint.py"
Lint = Callable[[Any, str], list[str]]
# A schema takes tens of milliseconds for a view, so there the outsider reads what is written down longest.
GROWING = {"believable", "live markup", "ampersands", "emoji", "one long word"}

every_surface = pytest.mark.parametrize("name", BUILD)


@pytest.fixture(scope="module")
def outsiders_lint() -> Lint:
    """The outsider's check, where it lies beside the repository."""
    if not OUTSIDER.exists():
        pytest.skip("there is no ../shared/slack/block_kit_lint.py beside this repository")
    spec = importlib.util.spec_from_file_location("block_kit_lint", OUTSIDER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    # Most surfaces are the same whatever somebody typed, and reading one with a schema takes milliseconds.
    lint = cache(lambda written, kind: module.lint(json.loads(written), kind))
    return lambda built, kind: lint(json.dumps(built), kind)


def test_our_limits_are_the_practice_workspaces() -> None:
    assert {name: limits.LIMITS.get(name) for name in kit.LIMITS} == kit.LIMITS


@every_surface
def test_the_practice_workspace_finds_nothing(name: str) -> None:
    for typed in ALL:
        built = surface(name, typed)
        problems = limits.message_problems(built) if is_message(built) else limits.view_problems(built)
        assert problems == [], typed.label


@every_surface
def test_an_outsider_finds_nothing(name: str, outsiders_lint: Lint) -> None:
    for typed in ALL:
        built = surface(name, typed)
        if is_message(built):
            assert outsiders_lint(built, "message") == [], typed.label
        elif typed.label in GROWING:
            assert outsiders_lint(built, built["type"]) == [], typed.label


@every_surface
def test_texts_are_short_enough_to_be_updated(name: str) -> None:
    for typed in ALL:
        built = surface(name, typed)
        if is_message(built):
            assert 0 < len(built["text"]) <= 3900, typed.label
