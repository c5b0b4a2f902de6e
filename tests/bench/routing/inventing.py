"""The sample that stands in for real data: an invented workplace, drawn from a seed.

`python -m tests.bench.routing.inventing` writes it anew, always the same records.
"""

import gzip
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.bench.routing.invented_topics import BODIES, TITLES, TOPICS

SAMPLE = Path(__file__).parent / "sample"
BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
CUT_OFF = datetime(2025, 9, 1, tzinfo=UTC)
END = datetime(2026, 1, 1, tzinfo=UTC)
PEOPLE, FOUNDERS, PAST, LATER = 40, 8, 300, 80

Record = dict[str, Any]


class _Workplace:
    """People who each know a few topics, who join at some time, and who answer more or less readily."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.names = [f"w{number:02}" for number in range(1, PEOPLE + 1)]
        self.knows = {name: chance.sample(sorted(TOPICS), k=chance.randint(1, 4)) for name in self.names}
        self.readiness = {name: chance.paretovariate(1.6) for name in self.names}
        self.joined = {name: BEGIN + chance.random() ** 2 * (CUT_OFF - BEGIN) for name in self.names}
        self.joined.update(dict.fromkeys(self.names[:FOUNDERS], BEGIN))

    def question(self, number: int, earliest: datetime, latest: datetime) -> tuple[Record, str]:
        """A question at some moment between the two, and its topic."""
        chance = self.chance
        topic = chance.choice(sorted(TOPICS))
        thing, other = chance.sample(TOPICS[topic], k=2)
        words = {"topic": topic.replace("-", " "), "thing": thing, "other": other}
        title = chance.choice(TITLES).format(**words)
        question = {
            "qid": f"q{number:03}",
            "ts": _seconds(earliest + chance.random() * (latest - earliest)),
            "asker": chance.choice(self.names),
            "title": title[0].upper() + title[1:],
            "body": chance.choice(BODIES).format(**words) if chance.random() < 0.6 else "",
        }
        return question, topic

    def helpers(self, question: Record, topic: str) -> list[str]:
        """One to three others who were there: mostly those who know the topic, the readiest most often."""
        there = [
            name for name in self.names if name != question["asker"] and _seconds(self.joined[name]) <= question["ts"]
        ]
        weights = [self.readiness[name] * (1.0 if topic in self.knows[name] else 0.01) for name in there]
        drawn = self.chance.choices(there, weights, k=self.chance.choice((1, 1, 2, 3)))
        return list(dict.fromkeys(drawn))


def invented() -> dict[str, list[Record]]:
    """The records of every file of the sample, by its name."""
    chance = random.Random(20260101)
    workplace = _Workplace(chance)
    questions, answers, kudos, later = [], [], [], []
    helped: dict[str, Counter[str]] = defaultdict(Counter)
    last: dict[tuple[str, str], int] = {}
    past = sorted((workplace.question(n, BEGIN, CUT_OFF - timedelta(days=3)) for n in range(PAST)), key=_moment)
    for question, topic in past:
        questions.append({**question, "tags": [topic]})
        for place, person in enumerate(workplace.helpers(question, topic)):
            at = question["ts"] + chance.randint(300, 48 * 3600)
            answers.append(_answer(question["qid"], person, at, chance.randint(0, 6), accepted=place == 0))
            helped[person][topic] += 1
            last[person, topic] = max(at, last.get((person, topic), 0))
            if place == 0 and chance.random() < 0.4:
                kudos.append(
                    {
                        "to": person,
                        "from": question["asker"],
                        "ts": at + 600,
                        "text": "Thank you!",
                        "qid": question["qid"],
                    }
                )
    for question, topic in sorted((workplace.question(PAST + n, CUT_OFF, END) for n in range(LATER)), key=_moment):
        first, *others = workplace.helpers(question, topic)
        later.append({**question, "strict": first, "rel": {first: 2, **dict.fromkeys(others, 1)}})
    people = [_person(name, workplace, helped[name], last) for name in workplace.names]
    return {"people": people, "questions": questions, "answers": answers, "kudos": kudos, "test": later}


def write(folder: Path) -> None:
    """Write the sample's files into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    files = invented()
    for name, records in files.items():
        (folder / f"{name}.jsonl.gz").write_bytes(gzip.compress(lines(records).encode(), mtime=0))
    meta = {
        "site": "sample",
        "source": "invented for this project by tests/bench/routing/inventing.py",
        "train": [_seconds(BEGIN), _seconds(CUT_OFF)],
        "test": [_seconds(CUT_OFF), _seconds(END)],
    }
    (folder / "meta.json").write_text(json.dumps(meta, indent=1) + "\n")


def lines(records: Iterable[Record]) -> str:
    """One record a line."""
    return "".join(json.dumps(record, separators=(",", ":")) + "\n" for record in records)


def _person(name: str, workplace: _Workplace, helped: Mapping[str, int], last: Mapping[tuple[str, str], int]) -> Record:
    joined = _seconds(workplace.joined[name])
    # Not everybody lists all that they know, and what is listed may never have been asked for.
    listed = [topic for topic in workplace.knows[name] if workplace.chance.random() < 0.8]
    labels = [{"name": topic, "n": helped.get(topic, 0), "last": last.get((name, topic), joined)} for topic in listed]
    moments = [at for (person, _), at in last.items() if person == name] or [joined]
    return {"id": name, "labels": labels, "first": joined, "last": max(moments), "n_helped": sum(helped.values())}


def _answer(question_id: str, person: str, at: int, score: int, *, accepted: bool) -> Record:
    return {"qid": question_id, "person": person, "ts": at, "score": score, "accepted": accepted, "chars": 200}


def _moment(drawn: tuple[Record, str]) -> tuple[int, str]:
    return drawn[0]["ts"], drawn[0]["qid"]


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


if __name__ == "__main__":
    write(SAMPLE)
