"""What the bench prints and writes of the sample, and how it refuses."""

import json
import shutil
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from bot.matching import meaning
from tests.bench.routing import quality
from tests.bench.routing.__main__ import main
from tests.bench.routing.inventing import SAMPLE
from tests.bench.routing.peers import BM25_IS_INSTALLED
from tests.bench.routing.quality import WHOKNOWS, WHOKNOWS_BY_LABELS, Results
from tests.bench.routing.site import read


def ran(*arguments: str | Path) -> Result:
    bench = typer.Typer()
    bench.command()(main)
    return CliRunner().invoke(bench, [str(argument) for argument in arguments])


def results(*, labels_only: bool) -> Results:
    site = read(SAMPLE)
    return quality.results(site, {way: way.rankings(site) for way in quality.ways(labels_only=labels_only)})


def test_whoknows_finds_more_on_the_sample_than_chance_and_habit_do() -> None:
    mean = {way.name: measures["MRR"].mean for way, measures in results(labels_only=False).items()}

    assert mean[WHOKNOWS.name] > 2 * mean["random"]
    assert mean[WHOKNOWS.name] > 2 * mean["most active people first"]
    assert mean["random"] < mean[WHOKNOWS_BY_LABELS.name] < mean[WHOKNOWS.name]


@pytest.mark.skipif(not BM25_IS_INSTALLED, reason="bm25s, which only make bench-routing needs, is not installed")
def test_peers_by_bm25_find_more_than_chance_does() -> None:
    mean = {way.name: measures["MRR"].mean for way, measures in results(labels_only=False).items()}

    assert {name for name in mean if "BM25" in name} == {way.name for way in quality.PEERS_BY_BM25}
    assert all(mean[way.name] > 1.5 * mean["random"] for way in quality.PEERS_BY_BM25)


@pytest.mark.skipif(not meaning.IS_INSTALLED, reason="the extra semantic is not installed")
def test_the_extra_has_rows_of_its_own_and_changes_no_other() -> None:
    found = results(labels_only=False)
    extra = {way.name: found[way]["MRR"].mean for way in quality.WITH_THE_EXTRA}

    assert len(extra) == 2
    assert extra["WhoKnows with `semantic`, labels only"] != found[WHOKNOWS_BY_LABELS]["MRR"].mean


def test_how_far_ours_is_ahead_is_the_difference_of_the_means() -> None:
    found = results(labels_only=False)
    random, active = [way for way in found if way in quality.PEERS and way.labels_only], quality.PEERS[0]

    for way, ours in ((random[0], WHOKNOWS_BY_LABELS), (active, WHOKNOWS)):
        ahead = found[ours]["hit@3"].mean - found[way]["hit@3"].mean
        assert found[way]["ahead in hit@3"].mean == pytest.approx(ahead)
    assert "ahead in MRR" not in found[WHOKNOWS]


def test_rankings_are_written_a_line_for_each_later_question(tmp_path: Path) -> None:
    site = read(SAMPLE)

    ended = ran("--rankings", tmp_path / "rankings.jsonl", "--markdown", tmp_path / "figures.md")

    assert ended.exit_code == 0
    written = [json.loads(line) for line in (tmp_path / "rankings.jsonl").read_text().splitlines()]
    assert {line["qid"]: line["ranking"] for line in written} == WHOKNOWS.rankings(site)
    assert (tmp_path / "figures.md").read_text() == ended.output
    assert f"| {WHOKNOWS.name} | 0." in ended.output


def test_without_the_past_the_rankings_are_those_by_labels(tmp_path: Path) -> None:
    ended = ran("--labels-only", "--rankings", tmp_path / "rankings.jsonl")

    written = [json.loads(line) for line in (tmp_path / "rankings.jsonl").read_text().splitlines()]
    assert {line["qid"]: line["ranking"] for line in written} == WHOKNOWS_BY_LABELS.rankings(read(SAMPLE))
    assert WHOKNOWS.name not in ended.output
    assert "most active" not in ended.output


def test_nobody_is_proposed_to_themselves() -> None:
    site = read(SAMPLE)
    rankings = WHOKNOWS.rankings(site)

    assert not [asked.id for asked in site.later if asked.asker in rankings[asked.id]]


def test_several_sites_come_with_their_mean(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "again")

    ended = ran("--data", SAMPLE, "--data", tmp_path, "--labels-only")

    alone, again, mean = [line for line in ended.output.splitlines() if line.startswith(f"| {WHOKNOWS_BY_LABELS.name}")]
    assert alone == again == mean
    assert "### Mean of 2 sites" in ended.output


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--data", "nowhere"], "nowhere is not a folder.\n"),
        (
            ["--data", SAMPLE, "--data", SAMPLE, "--rankings", "unwritten"],
            "--rankings is for one site, and here are 2.\n",
        ),
        (
            ["--rankings", "nowhere/rankings.jsonl"],
            "nowhere/rankings.jsonl cannot be opened: No such file or directory.\n",
        ),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(arguments: list[str | Path], sentence: str) -> None:
    ended = ran(*arguments)

    assert (ended.exit_code, ended.output) == (2, sentence)
