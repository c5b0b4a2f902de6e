"""One site to measure on: people with labels, what they answered in the past, and later questions with who answered.

A site is a folder in the format of the project's routing benchmark: people, questions, answers, test and, where people
thank in words, kudos, each a `.jsonl.gz` with one record a line, and meta.json.
"""

import gzip
import zlib
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError


class NoSite(Exception):
    """A folder cannot be measured on; its words say what is missing."""


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, populate_by_name=True)


class OwnLabel(_Record):
    """A skill that somebody is listed with, and when they last showed it."""

    name: str
    last_at: datetime = Field(alias="last")


class Person(_Record):
    """Somebody who may be asked."""

    id: str
    labels: tuple[OwnLabel, ...]


class Asked(_Record):
    """A question as it is known when it is asked: all that whoever ranks people may read of it."""

    id: str = Field(alias="qid")
    asked_at: datetime = Field(alias="ts")
    asker: str
    title: str
    body: str

    @property
    def text(self) -> str:
        """Title and body, as somebody would type them."""
        return f"{self.title}\n{self.body}"


class Answer(_Record):
    """That somebody answered a question; `score` is what its readers voted."""

    question_id: str = Field(alias="qid")
    person: str
    answered_at: datetime = Field(alias="ts")
    score: int
    accepted: bool


class Thanks(_Record):
    """That an asker thanked somebody for help with their question."""

    question_id: str = Field(alias="qid")
    to: str


class Outcome(_Record):
    """Who really answered a later question: 1 for a real answer, 2 for the one that was accepted."""

    question_id: str = Field(alias="qid")
    grades: dict[str, int] = Field(alias="rel", min_length=1)


class _Meta(_Record):
    name: str = Field(alias="site")
    past: tuple[datetime, datetime] = Field(alias="train")


@dataclass(frozen=True)
class Site:
    """What one folder holds; everything in the past is older than `cut_off`, every later question is not."""

    name: str
    cut_off: datetime
    people: tuple[Person, ...]
    questions: tuple[Asked, ...]
    answers: tuple[Answer, ...]
    thanks: tuple[Thanks, ...]
    later: tuple[Asked, ...]
    outcomes: tuple[Outcome, ...]

    def without_past(self) -> "Site":
        """The same site on its first day: people with their labels, and no help that is known of."""
        return replace(self, questions=(), answers=(), thanks=())

    @property
    def begins_at(self) -> datetime:
        """As far as the site goes back: since when people list what they do, as nobody noted it."""
        return min((question.asked_at for question in self.questions), default=self.cut_off)

    def without_past_of(self, people: Collection[str]) -> "Site":
        """The same site when these people have only just joined: listed, and without any help that is known of."""
        return replace(
            self,
            answers=tuple(answer for answer in self.answers if answer.person not in people),
            thanks=tuple(thanks for thanks in self.thanks if thanks.to not in people),
        )


def sites_in(folder: Path) -> list[Site]:
    """The site that `folder` is, or those in it, in order of their names; raises NoSite."""
    if not folder.is_dir():
        raise NoSite(f"{folder} is not a folder.")
    if (folder / "meta.json").exists() or (folder / "people.jsonl.gz").exists():
        return [read(folder)]
    inside = sorted(path.parent for path in folder.glob("*/meta.json"))
    if not inside:
        raise NoSite(f"{folder} holds neither a site (people.jsonl.gz, meta.json and so on) nor folders of sites.")
    return [read(path) for path in inside]


def read(folder: Path) -> Site:
    """The site in `folder`; raises NoSite, which names the file and the line."""
    meta = _meta(folder / "meta.json")
    return Site(
        name=meta.name,
        cut_off=meta.past[1].astimezone(UTC),
        people=_records(folder, "people", Person),
        questions=_records(folder, "questions", Asked),
        answers=_records(folder, "answers", Answer),
        thanks=_records(folder, "kudos", Thanks) if (folder / "kudos.jsonl.gz").exists() else (),
        later=_records(folder, "test", Asked),
        outcomes=_records(folder, "test", Outcome),
    )


def _meta(path: Path) -> _Meta:
    try:
        return _Meta.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        raise NoSite(f"{path} is missing.") from None
    except ValidationError as refused:
        raise NoSite(f"{path}: {_first_of(refused)}.") from None


RecordType = TypeVar("RecordType", bound=_Record)


def _records(folder: Path, name: str, kind: type[RecordType]) -> tuple[RecordType, ...]:
    path = folder / f"{name}.jsonl.gz"
    records: list[RecordType] = []
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            records.extend(kind.model_validate_json(line) for line in lines if line.strip())
    except FileNotFoundError:
        raise NoSite(f"{path} is missing.") from None
    except (gzip.BadGzipFile, zlib.error, EOFError, UnicodeDecodeError):
        raise NoSite(f"{path} cannot be read: it is no whole gzip file of UTF-8 text.") from None
    except ValidationError as refused:
        raise NoSite(f"{path}, record {len(records) + 1}: {_first_of(refused)}.") from None
    if not records and name in {"people", "test"}:
        raise NoSite(f"{path} is empty.")
    return tuple(records)


def _first_of(refused: ValidationError) -> str:
    first = refused.errors(include_url=False, include_input=False)[0]
    return f"{'.'.join(str(part) for part in first['loc']) or 'record'}: {first['msg'].lower()}"
