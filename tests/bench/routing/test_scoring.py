"""The scores are those worked out by hand, and those of the evaluator that comes with the data where it is there."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.bench.routing import peers, scoring
from tests.bench.routing.quality import Way
from tests.bench.routing.scoring import MEASURES, Estimate
from tests.bench.routing.site import Asked, Outcome, sites_in

DATA = os.environ.get("WHOKNOWS_ROUTING_DATA")


def a_question(name: str, *, asker: str = "asker") -> Asked:
    return Asked(id=name, asked_at=datetime(2026, 1, 5, tzinfo=UTC), asker=asker, title="How?", body="")


def test_whoever_asked_and_whoever_came_before_take_no_place() -> None:
    outcome = Outcome(question_id="q1", grades={"bo": 1, "chi": 2})

    scores = scoring.scores([a_question("q1")], [outcome], {"q1": ["ana", "asker", "ana", "bo", "bo", "chi"]})

    # bo is second and chi third; the ideal order has chi first: (1/1.585 + 3/2) / (3 + 1/1.585).
    assert scores == {
        "MRR": [0.5],
        "hit@1": [0.0],
        "hit@3": [1.0],
        "hit@5": [1.0],
        "nDCG@10": [pytest.approx(0.58688, abs=1e-5)],
    }


def test_a_ranking_that_is_missing_or_finds_nobody_counts_as_nothing() -> None:
    questions = [a_question("q1"), a_question("q2"), a_question("q3")]
    outcomes = [Outcome(question_id=question.id, grades={"bo": 1}) for question in questions]

    scores = scoring.scores(
        questions, outcomes, {"q1": ["ana", "chi"], "q3": ["ana", "dev", "chi", "ines", "sam", "bo"]}
    )

    assert scores["MRR"] == [0.0, 0.0, pytest.approx(1 / 6)]
    assert scores["hit@5"] == [0.0, 0.0, 0.0]
    assert scores["nDCG@10"] == [0.0, 0.0, pytest.approx(0.35621, abs=1e-5)]


def test_the_interval_is_as_wide_as_chance_makes_it() -> None:
    even = scoring.estimates({measure: [0.0, 1.0] * 200 for measure in MEASURES})["MRR"]

    # The standard error of 400 throws of a coin is 0.025, and 95 % lie within 1.96 of them.
    assert even.mean == 0.5
    assert even.lowest == pytest.approx(0.451, abs=0.006)
    assert even.highest == pytest.approx(0.549, abs=0.006)


def test_a_pair_is_compared_question_by_question() -> None:
    ahead = scoring.advantage([0.6, 1.0, 0.1, 0.3], [0.5, 0.9, 0.0, 0.2])

    # Each by itself varies much, but the one is always ahead by the same.
    assert (ahead.mean, ahead.lowest, ahead.highest) == pytest.approx((0.1, 0.1, 0.1))


def test_every_site_counts_alike_in_the_mean() -> None:
    mean = scoring.macro([Estimate(0.2, (0.1, 0.3)), Estimate(0.6, (0.7, 0.5))])

    assert mean.mean == pytest.approx(0.4)
    assert mean.resampled == pytest.approx((0.4, 0.4))


def test_a_share_near_one_keeps_its_interval_below_it() -> None:
    assert scoring.wilson(475, 500) == pytest.approx((0.92723, 0.96591), abs=1e-5)
    assert scoring.wilson(10, 10) == pytest.approx((0.72247, 1.0), abs=1e-5)


@pytest.mark.skipif(DATA is None, reason="WHOKNOWS_ROUTING_DATA names no folder of sites with its evaluate.py")
def test_the_evaluator_of_the_data_gives_the_same_numbers(tmp_path: Path) -> None:
    assert DATA is not None
    folder = min((path.parent for path in Path(DATA).glob("*/test.jsonl.gz")), key=lambda path: path.stat().st_size)
    [site] = sites_in(folder)
    rankings = Way("most active", peers.most_active_first).rankings(site)
    written = tmp_path / "rankings.jsonl"
    written.write_text("\n".join(json.dumps({"qid": name, "ranking": who}) for name, who in rankings.items()))

    theirs = json.loads(
        subprocess.run(
            [sys.executable, Path(DATA) / "evaluate.py", folder, written, "--json"],
            capture_output=True,
            check=True,
            text=True,
        ).stdout
    )

    for measure, ours in scoring.estimates(scoring.scores(site.later, site.outcomes, rankings)).items():
        told = [round(value, 4) for value in (ours.mean, ours.lowest, ours.highest)]
        assert told == [theirs[measure][key] for key in ("mean", "lo", "hi")], measure
