"""A folder is read as it is, or refused with a sentence that tells what is missing in which file."""

import gzip
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bench.routing import inventing
from tests.bench.routing.inventing import SAMPLE
from tests.bench.routing.site import NoSite, read, sites_in


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLE, tmp_path / "site"))


def without(field: str) -> Callable[[Path], object]:
    """Take a field from the second question that was asked later."""

    def spoil(folder: Path) -> None:
        path = folder / "test.jsonl.gz"
        records = [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]
        del records[1][field]
        path.write_bytes(gzip.compress(inventing.lines(records).encode()))

    return spoil


def test_the_sample_is_what_its_script_draws() -> None:
    drawn = inventing.invented()

    standing = {
        path.name.removesuffix(".jsonl.gz"): gzip.decompress(path.read_bytes()).decode()
        for path in SAMPLE.glob("*.jsonl.gz")
    }
    assert standing == {name: inventing.lines(records) for name, records in drawn.items()}


def test_the_sample_keeps_past_and_later_apart() -> None:
    site = read(SAMPLE)

    assert (len(site.people), len(site.questions), len(site.later)) == (40, 300, 80)
    assert max(answer.answered_at for answer in site.answers) < site.cut_off
    assert min(asked.asked_at for asked in site.later) >= site.cut_off
    assert all(outcome.question_id == asked.id for asked, outcome in zip(site.later, site.outcomes, strict=True))
    assert not any(asked.asker in outcome.grades for asked, outcome in zip(site.later, site.outcomes, strict=True))


def test_people_who_only_joined_have_labels_and_no_past() -> None:
    site = read(SAMPLE)
    joined = {answer.person for answer in site.answers[:5]}

    mixed, new = site.without_past_of(joined), site.without_past()

    assert mixed.people == new.people == site.people
    assert mixed.answers == tuple(answer for answer in site.answers if answer.person not in joined)
    assert mixed.thanks == tuple(thanks for thanks in site.thanks if thanks.to not in joined)
    assert 0 < len(mixed.thanks) < len(site.thanks)
    assert [new.questions, new.answers, new.thanks] == [(), (), ()]


def test_a_folder_of_sites_is_all_of_them(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "one")
    shutil.copytree(SAMPLE, tmp_path / "two")
    (tmp_path / "README.md").write_text("Two sites.")

    assert [site.name for site in sites_in(tmp_path)] == ["sample", "sample"]


def test_where_nobody_thanks_in_words_there_is_no_kudos_file(folder: Path) -> None:
    (folder / "kudos.jsonl.gz").unlink()

    assert read(folder).thanks == ()


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (shutil.rmtree, "site is not a folder."),
        (lambda folder: [path.unlink() for path in folder.iterdir()], "holds neither a site"),
        (lambda folder: (folder / "meta.json").unlink(), "meta.json is missing."),
        (lambda folder: (folder / "meta.json").write_text("{}"), "meta.json: site: field required."),
        (lambda folder: (folder / "people.jsonl.gz").unlink(), "people.jsonl.gz is missing."),
        (lambda folder: (folder / "people.jsonl.gz").write_bytes(gzip.compress(b"\n")), "people.jsonl.gz is empty."),
        (lambda folder: (folder / "answers.jsonl.gz").write_bytes(b"plain"), "answers.jsonl.gz cannot be read"),
        (
            lambda folder: (folder / "answers.jsonl.gz").write_bytes((SAMPLE / "answers.jsonl.gz").read_bytes()[:99]),
            "answers.jsonl.gz cannot be read",
        ),
        (
            lambda folder: (folder / "questions.jsonl.gz").write_bytes(gzip.compress(b"no JSON")),
            "questions.jsonl.gz, record 1: record: invalid json",
        ),
        (without("title"), "test.jsonl.gz, record 2: title: field required."),
        (without("rel"), "test.jsonl.gz, record 2: rel: field required."),
    ],
)
def test_a_bad_folder_is_refused_in_one_sentence(folder: Path, spoil: Callable[[Path], object], sentence: str) -> None:
    spoil(folder)

    with pytest.raises(NoSite) as refused:
        sites_in(folder)
    assert sentence in str(refused.value)
