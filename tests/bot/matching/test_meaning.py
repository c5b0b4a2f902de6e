"""The optional extra: what people list is near to a question or not, whatever words both use; and never needed."""

import sys

import pytest

from bot.matching.index import Index, Label
from bot.matching.meaning import IS_INSTALLED
from bot.matching.ranking import Ranked, relevant
from models import Level
from tests.factories import MONDAY

BO, DEV = 1, 2
TERRAFORM, BUDGETING, KUBERNETES = 1, 2, 3
NAMES = {TERRAFORM: "Terraform", BUDGETING: "Budgeting", KUBERNETES: "Kubernetes"}
QUESTION = "Terraform made a cluster whose containers and pods keep restarting"

needs_the_extra = pytest.mark.skipif(not IS_INSTALLED, reason="the extra semantic is not installed")


def both_list_terraform(*, with_meanings: bool) -> Index:
    """Bo lists budgeting besides, Dev Kubernetes; by words there is nothing between them."""
    index = Index(with_meanings=with_meanings)
    for skill_id, name in NAMES.items():
        index.set_skill(skill_id, [name])
    for member_id, other in ((BO, BUDGETING), (DEV, KUBERNETES)):
        index.set_labels(member_id, [Label(skill_id, Level.CAN_HELP, MONDAY) for skill_id in (TERRAFORM, other)])
    return index


def ranked(index: Index, text: str = QUESTION, *, only_with_reasons: bool = False) -> list[Ranked]:
    return relevant(index, text, now=MONDAY, only_with_reasons=only_with_reasons).people


def members(found: list[Ranked]) -> list[int]:
    return [one.member_id for one in found]


def test_without_it_only_words_count() -> None:
    found = ranked(both_list_terraform(with_meanings=False))
    assert members(found) == [BO, DEV]
    assert found[0].relevance == found[1].relevance


@pytest.mark.skipif(IS_INSTALLED, reason="the extra semantic is installed")
def test_where_it_is_not_installed_nothing_is_read() -> None:
    assert Index().meanings is None
    assert "tokenizers" not in sys.modules


@needs_the_extra
def test_whoever_lists_what_is_near_comes_first() -> None:
    assert members(ranked(both_list_terraform(with_meanings=True))) == [DEV, BO]
    assert members(ranked(both_list_terraform(with_meanings=True), only_with_reasons=True)) == [DEV, BO]


@needs_the_extra
def test_where_it_is_installed_it_is_used() -> None:
    assert Index().meanings is not None


@needs_the_extra
def test_nearness_alone_is_no_reason_to_ask_anybody() -> None:
    index, text = both_list_terraform(with_meanings=True), "Our pods and containers keep restarting"
    assert members(ranked(index, text))[0] == DEV
    assert not any(one.reasons for one in ranked(index, text))
    assert ranked(index, text, only_with_reasons=True) == []
    assert relevant(index, text, now=MONDAY).named == []


@needs_the_extra
def test_a_skill_that_is_called_something_else_means_something_else() -> None:
    index = both_list_terraform(with_meanings=True)
    index.set_skill(KUBERNETES, ["Watercolours"])
    index.set_skill(BUDGETING, ["Container orchestration"])
    assert members(ranked(index)) == [BO, DEV]


@needs_the_extra
def test_a_skill_that_is_gone_means_nothing() -> None:
    index = both_list_terraform(with_meanings=True)
    for skill_id in (KUBERNETES, BUDGETING):
        index.set_skill(skill_id, [])
    assert len({one.relevance for one in ranked(index)}) == 1


@needs_the_extra
@pytest.mark.parametrize("text", ["", "what is it", "🙂🙂", "\x00", "?!"])
def test_a_text_that_says_nothing_is_near_nobody(text: str) -> None:
    assert ranked(both_list_terraform(with_meanings=True), text) == []


@needs_the_extra
@pytest.mark.parametrize(
    "text", ["terraform " * 4000, "🙂 Terraform", "テラフォーム Terraform", "<unk> Terraform </s>"]
)
def test_strange_texts_are_ranked(text: str) -> None:
    assert sorted(members(ranked(both_list_terraform(with_meanings=True), text))) == [BO, DEV]
