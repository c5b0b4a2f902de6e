"""The invented workspaces are what speed is said to be measured on, and what is measured does what it should."""

from collections import Counter
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path

import pytest

from bot.database import Database
from tests.bench.routing import speed
from tests.bench.routing.contenders import Bm25s, Contender, Learning, Listing, Tantivy, WhoKnows
from tests.bench.routing.restarting import rank, write
from tests.bench.routing.town import LABELS_PER_PERSON, NOW, PAST, Town

CONTENDERS = [
    WhoKnows,
    *(
        pytest.param(kind, marks=pytest.mark.skipif(find_spec(name) is None, reason=f"{name} is not installed"))
        for kind, name in ((Tantivy, "tantivy"), (Bm25s, "bm25s"))
    ),
]


@pytest.fixture(scope="module")
def town() -> Town:
    return Town(300)


def built(contender: Contender, town: Town) -> Contender:
    for some in town.past():
        contender.add(some)
    contender.finish()
    return contender


def test_a_town_is_the_same_whoever_makes_it(town: Town) -> None:
    again = Town(300)

    assert list(again.labels()) == list(town.labels())
    assert list(again.past()) == list(town.past())
    assert again.fresh(20) == town.fresh(20)


def test_everybody_lists_ten_topics_and_three_questions_each_were_answered(town: Town) -> None:
    past = [one for some in town.past() for one in some]

    assert len(list(town.labels())) == 300
    assert all(len(set(listed)) == len(listed) == LABELS_PER_PERSON for listed in town.labels())
    assert [one.number for one in past] == list(range(900))
    assert {len(one.helpers) for one in past} == {1, 2, 3}
    assert all(NOW - PAST <= one.helped_at <= NOW and max(one.helpers) < 300 for one in past)


def test_words_are_used_as_unevenly_as_in_talk(town: Town) -> None:
    words = Counter(word for some in town.past() for one in some for word in one.text.split())
    said = sum(words.values())

    assert words["the"] / said == pytest.approx(0.078, abs=0.01)
    assert words["of"] / said == pytest.approx(0.039, abs=0.008)
    assert sum(1 for count in words.values() if count == 1) > len(words) / 2


def test_what_is_asked_is_new(town: Town) -> None:
    past = {one.text for some in town.past() for one in some}

    assert not past & {one.text for one in town.fresh(200)}


@pytest.mark.parametrize("kind", CONTENDERS)
def test_whoever_helped_with_the_same_words_lately_is_found(kind: type, town: Town) -> None:
    contender = built(kind(town), town)

    lately = [one for some in town.past() for one in some if one.helped_at > NOW - timedelta(days=120)]
    assert len(lately) > 50
    assert all(set(one.helpers) <= set(contender.best(one.text)) for one in lately)


@pytest.mark.parametrize("kind", CONTENDERS[:2])
def test_a_help_is_in_the_next_ranking(kind: type, town: Town) -> None:
    contender = built(kind(town), town)

    assert isinstance(contender, Learning)
    for one in town.fresh(20):
        contender.learn(one)
        assert set(one.helpers) <= set(contender.best(one.text))


def test_a_label_is_in_the_next_ranking(town: Town) -> None:
    contender = built(WhoKnows(town), town)
    rare = len(town.topics) - 1
    asked = f"Who knows {town.topics[rare]}?"
    before = contender.best(asked)

    assert isinstance(contender, Listing)
    contender.list_one_more(7, rare)

    assert 7 not in before
    assert 7 in contender.best(asked)


async def test_what_was_stored_ranks_as_what_was_built_from_nothing(tmp_path: Path) -> None:
    town = Town(60)
    url = f"sqlite+aiosqlite:///{tmp_path}/whoknows.db"
    await write(url, town)
    database = Database(url)
    contender = built(WhoKnows(town), town)

    for one in town.fresh(10):
        ranking = [ranked.member_id - 1 for ranked in await rank(database, one.text)]
        assert ranking == contender.best(one.text)
        assert ranking

    await database.close()


def test_what_is_new_is_counted_when_the_next_ranking_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speed, "QUESTIONS", 20)
    monkeypatch.setattr(speed, "UPDATES", 5)
    monkeypatch.setattr(speed, "CONTENDERS", {"**WhoKnows**": WhoKnows})

    _, told, _ = speed.told_of_sizes([100])

    [row] = [[cell.strip() for cell in line.strip("|").split("|")] for line in told.splitlines()[2:]]
    assert row[:2] == ["100, 300", "**WhoKnows**"]
    assert [cell for cell in row if " of " in cell] == ["5 of 5", "5 of 5"]
