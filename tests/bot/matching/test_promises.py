"""What the engine promises of any small workspace: help never lowers, withdrawal is total, order is no matter."""

from dataclasses import astuple
from datetime import timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.matching.index import Helper, Index, Label
from bot.matching.ranking import Relevant, relevant
from bot.matching.terms import terms_of
from models import Level, Subject
from tests.factories import MONDAY

WORDS = "terraform plan state bucket lock retro facilitation kafka consumer lag 会議 進行 GraphQL node.js".split()
SKILLS = {1: ["Terraform"], 2: ["Running retros", "retro"], 3: ["Kafka"], 4: ["会議進行"], 5: ["GraphQL"]}
PEOPLE = range(1, 6)

texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
labels = st.dictionaries(
    st.sampled_from(list(PEOPLE)),
    st.dictionaries(st.sampled_from(list(SKILLS)), st.sampled_from([Level.CAN_HELP, Level.CAN_TEACH]), min_size=1),
)
helps = st.lists(
    st.tuples(
        texts,
        st.sampled_from(list(PEOPLE)),
        st.none() | st.sampled_from(list(SKILLS)),
        st.integers(min_value=-3, max_value=900),
        st.booleans(),
    ),
    max_size=8,
)


def _index(listed: dict[int, dict[int, Level]], past: list[tuple[str, int, int | None, int, bool]]) -> Index:
    index = Index()
    for skill_id, wordings in SKILLS.items():
        index.set_skill(skill_id, wordings)
    for member_id, own in listed.items():
        index.set_labels(member_id, _labels(own))
    for number, (text, member_id, topic_id, days_ago, is_valued) in enumerate(past):
        helper = Helper(member_id, topic_id, MONDAY - timedelta(days=days_ago), is_valued)
        index.set_document(Subject.QUESTION, number, terms_of(text), [helper])
    return index


def _labels(own: dict[int, Level]) -> list[Label]:
    return [Label(skill_id, level, MONDAY - timedelta(days=200)) for skill_id, level in sorted(own.items())]


def _told(found: Relevant) -> list[tuple[int, float, tuple[object, ...]]]:
    return [(one.member_id, round(one.relevance, 9), one.reasons) for one in found.people]


@given(labels, helps, texts)
@settings(deadline=None, max_examples=150)
def test_signals_and_relevance_are_shares(
    listed: dict[int, dict[int, Level]], past: list[tuple[str, int, int | None, int, bool]], text: str
) -> None:
    found = relevant(_index(listed, past), text, now=MONDAY)
    assert all(0 <= value <= 1 for one in found.people for value in astuple(one.signals))
    assert all(0 < one.relevance <= 1 for one in found.people)
    assert not found.people or found.people[0].relevance == 1
    assert all(0 <= one.likeness <= 1 + 1e-9 for one in found.similar)


@given(labels, helps, texts, st.sampled_from(list(PEOPLE)))
@settings(deadline=None, max_examples=150)
def test_who_withdraws_everything_is_not_found_whatever_they_helped_with(
    listed: dict[int, dict[int, Level]], past: list[tuple[str, int, int | None, int, bool]], text: str, gone: int
) -> None:
    index = _index(listed, past)
    index.set_labels(gone, [])
    assert gone not in {one.member_id for one in relevant(index, text, now=MONDAY).people}


@given(labels, helps, texts)
@settings(deadline=None, max_examples=100)
def test_the_way_here_does_not_matter(
    listed: dict[int, dict[int, Level]],
    past: list[tuple[str, int, int | None, int, bool]],
    text: str,
) -> None:
    straight = _index(listed, past)
    roundabout = Index()
    roundabout.set_skill(99, ["Terraform state", "GraphQL lag"])
    roundabout.set_skill(99, [])
    steps = [("text", number) for number in range(len(past))] + [("labels", member_id) for member_id in PEOPLE]
    for kind, which in [*reversed(steps), *steps]:
        # The first time round something else is set, which the second time replaces.
        is_first = kind == "labels" and which not in roundabout._places
        if kind == "labels":
            own = {1: Level.CAN_HELP} if is_first else listed.get(which, {})
            roundabout.set_labels(which, _labels(own))
        else:
            words, member_id, skill_id, days_ago, is_valued = past[which]
            helper = Helper(member_id, skill_id, MONDAY - timedelta(days=days_ago), is_valued)
            roundabout.set_document(Subject.QUESTION, which, terms_of(words + " kafka"), [helper])
            roundabout.set_document(Subject.QUESTION, which, terms_of(words), [helper])
    for skill_id, wordings in reversed(SKILLS.items()):
        roundabout.set_skill(skill_id, ["Something else"])
        roundabout.set_skill(skill_id, wordings)
    assert _told(relevant(roundabout, text, now=MONDAY)) == _told(relevant(straight, text, now=MONDAY))


@given(labels, helps, texts, st.sampled_from(list(PEOPLE)), st.tuples(st.integers(0, 400), st.booleans()))
@settings(deadline=None, max_examples=300)
def test_one_more_help_with_the_very_question_never_lowers(
    listed: dict[int, dict[int, Level]],
    past: list[tuple[str, int, int | None, int, bool]],
    text: str,
    helper: int,
    how: tuple[int, bool],
) -> None:
    assume(helper in listed)
    before = [one.member_id for one in relevant(_index(listed, past), text, now=MONDAY).people]
    more = [*past, (text, helper, None, *how)]
    after = [one.member_id for one in relevant(_index(listed, more), text, now=MONDAY).people]
    place = before.index(helper) if helper in before else len(before)
    assert after.index(helper) <= place


@given(labels, helps, texts, st.sampled_from(list(PEOPLE)), st.integers(min_value=0, max_value=400))
@settings(deadline=None, max_examples=300)
def test_a_newer_or_a_valued_help_never_lowers(
    listed: dict[int, dict[int, Level]],
    past: list[tuple[str, int, int | None, int, bool]],
    text: str,
    helper: int,
    days_ago: int,
) -> None:
    assume(helper in listed)
    plain = _places(listed, [*past, (text, helper, None, days_ago + 100, False)], text)
    for better in ((text, helper, None, days_ago, False), (text, helper, None, days_ago + 100, True)):
        assert _places(listed, [*past, better], text)[helper] <= plain[helper]


def _places(
    listed: dict[int, dict[int, Level]], past: list[tuple[str, int, int | None, int, bool]], text: str
) -> dict[int, int]:
    found = relevant(_index(listed, past), text, now=MONDAY)
    return {one.member_id: place for place, one in enumerate(found.people)}
