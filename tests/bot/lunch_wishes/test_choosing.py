"""Who is asked to hold a lunch-and-learn, and when nobody is: pure rules."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lunch_wishes import Expert, Wanted, may_ask, to_ask
from models import LunchProposal, ProposalState, Way
from tests.factories import MONDAY

DAY = timedelta(days=1)
TEACHER = Expert(1, True, (), False, False, False, False, None)
HELPER = replace(TEACHER, member_id=2, can_teach=False)
THREE_ASKED = Wanted(frozenset({11, 12, 13}), frozenset())
FIVE_WISH = Wanted(frozenset(), frozenset(range(11, 16)))


@pytest.mark.parametrize("wanted", [THREE_ASKED, FIVE_WISH])
def test_whoever_can_teach_goes_before_whoever_can_help(wanted: Wanted) -> None:
    assert to_ask([HELPER, TEACHER], wanted, now=MONDAY) == {1}
    assert to_ask([HELPER], wanted, now=MONDAY) == {2}
    assert to_ask([HELPER, replace(TEACHER, is_full=True)], wanted, now=MONDAY) == {2}


@pytest.mark.parametrize(
    "reason",
    [
        {"ways": (Way.QUICK_ANSWER, Way.PAIRING)},
        {"is_paused": True},
        {"is_full": True},
        {"holds_one": True},
        {"was_asked": True, "last_asked_at": MONDAY - 400 * DAY},
        {"last_asked_at": MONDAY - 29 * DAY},
    ],
)
def test_each_of_these_is_reason_enough_not_to_ask(reason: dict[str, Any]) -> None:
    assert to_ask([replace(TEACHER, **reason)], THREE_ASKED, now=MONDAY) == set()


@pytest.mark.parametrize("fine", [{"ways": (Way.PAIRING, Way.LUNCH_AND_LEARN)}, {"last_asked_at": MONDAY - 30 * DAY}])
def test_none_of_these_is(fine: dict[str, Any]) -> None:
    assert to_ask([replace(TEACHER, **fine)], THREE_ASKED, now=MONDAY) == {1}


@given(
    askers=st.frozensets(st.integers(1, 8)),
    wishers=st.frozensets(st.integers(1, 8)),
    experts=st.sets(st.integers(1, 4)),
)
def test_nobody_is_asked_for_what_only_they_and_a_few_others_want(
    askers: frozenset[int], wishers: frozenset[int], experts: set[int]
) -> None:
    """An expert who is curious about their own topic, too, adds nothing to how much it is wanted."""
    chosen = to_ask([replace(TEACHER, member_id=one) for one in experts], Wanted(askers, wishers), now=MONDAY)
    enough = {one for one in experts if len(askers - {one}) >= 3 or len(wishers - {one}) >= 5}
    assert chosen == enough


@given(st.lists(st.tuples(st.sampled_from(ProposalState), st.integers(0, 40)), max_size=30))
def test_one_at_a_time_and_three_in_ninety_days(answers: list[tuple[ProposalState, int]]) -> None:
    """Whatever people answer, and however long that takes: looked at day by day for years."""
    proposals: list[LunchProposal] = []
    answered: dict[int, tuple[ProposalState, int]] = {}
    for day in range(700):
        now = MONDAY + day * DAY
        for place, (state, at) in answered.items():
            if day >= at:
                proposals[place].state = state
        if len(proposals) < len(answers) and may_ask(proposals, now=now):
            waiting = [one for one in proposals if one.state is ProposalState.ASKED and now - one.asked_at < 7 * DAY]
            assert waiting == []
            state, after = answers[len(proposals)]
            answered[len(proposals)] = (state, day + after)
            proposals.append(LunchProposal(state=ProposalState.ASKED, asked_at=now))
            assert sum(now - one.asked_at < 90 * DAY for one in proposals) <= 3
    for before, later in pairwise(proposals):
        gap = later.asked_at - before.asked_at
        is_over = {ProposalState.NO, ProposalState.EXPIRED, ProposalState.PLANNED}
        assert gap >= 7 * DAY or before.state in is_over


def test_a_no_lets_the_next_be_asked_at_once_and_a_yes_only_after_a_month() -> None:
    def said(state: ProposalState) -> list[LunchProposal]:
        return [LunchProposal(state=state, asked_at=MONDAY)]

    for state, days in ((ProposalState.NO, 0), (ProposalState.EXPIRED, 0), (ProposalState.ASKED, 7)):
        assert may_ask(said(state), now=MONDAY + days * DAY)
    assert not may_ask(said(ProposalState.ASKED), now=MONDAY + 6 * DAY)
    assert not may_ask(said(ProposalState.YES), now=MONDAY + 29 * DAY)
    assert may_ask(said(ProposalState.YES), now=MONDAY + 30 * DAY)
    assert not may_ask(said(ProposalState.NO) * 3, now=MONDAY + 89 * DAY)
    assert may_ask(said(ProposalState.NO) * 3, now=MONDAY + 90 * DAY)
