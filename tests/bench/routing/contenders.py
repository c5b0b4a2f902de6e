"""Who is measured for speed: our engine, and search with a vote of the nearest questions by tantivy and by bm25s.

The two libraries find past questions only; they know no labels, no age of help and no reasons.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Protocol, runtime_checkable

import numpy as np

from bot.matching.index import NUMBER_OF_LEVEL, Helper, Index, Label
from bot.matching.ranking import relevant
from bot.matching.terms import terms_of
from models import Level, Subject
from tests.bench.routing.peers import LONGEST_RANKING, NEAREST, Bm25
from tests.bench.routing.town import NOW, Past, Town

UPDATED = 1_000


class Contender(Protocol):
    """Something that finds people in a town."""

    def add(self, past: Sequence[Past]) -> None:
        """Take past questions, before it is asked for anybody."""

    def finish(self) -> None:
        """Become ready to be asked; all past questions are there."""

    def best(self, text: str) -> list[int]:
        """The people for a question, best first."""


@runtime_checkable
class Learning(Protocol):
    """What can take a single question more without being built anew."""

    def learn(self, past: Past) -> None:
        """Take one more question with its helpers, for the next ranking."""


@runtime_checkable
class Listing(Protocol):
    """What knows labels, and can take one more."""

    def list_one_more(self, person: int, topic: int) -> None:
        """Let a person list one topic more than they did at first."""


class WhoKnows:
    """Our engine."""

    def __init__(self, town: Town) -> None:
        self._index = Index()
        for number, topic in enumerate(town.topics):
            self._index.set_skill(number, [topic])
        labels = np.array(list(town.labels()), np.int64)
        self._labels = labels[:UPDATED].tolist()
        people, each = labels.shape
        levels = np.full(people * each, NUMBER_OF_LEVEL[Level.CAN_HELP])
        now = np.full(people * each, round(NOW.timestamp() * 1_000_000), np.int64)
        self._index.fill_labels(np.repeat(np.arange(people), each), labels.ravel(), levels, now)
        self._index.labels_are_all()

    def add(self, past: Sequence[Past]) -> None:
        """Fill in past questions as they are at a start, but for their words, which are stored then."""
        helps = [
            (place, person, -1, int(one.helped_at.timestamp() * 1e6), 0)
            for place, one in enumerate(past)
            for person in one.helpers
        ]
        terms = [terms_of(one.text) for one in past]
        self._index.fill_texts(Subject.QUESTION, [one.number for one in past], terms, np.array(helps, np.int64))

    def finish(self) -> None:
        """Put in order what was filled in."""
        self._index.texts_are_all()

    def best(self, text: str) -> list[int]:
        """The people for a question, with all that goes with a ranking: signals, reasons, topics, similar questions."""
        return [one.member_id for one in relevant(self._index, text, now=NOW, at_most=LONGEST_RANKING).people]

    def learn(self, past: Past) -> None:
        """Take one more question with its helpers."""
        helpers = [Helper(person, None, past.helped_at) for person in past.helpers]
        self._index.set_document(Subject.QUESTION, past.number, terms_of(past.text), helpers)

    def list_one_more(self, person: int, topic: int) -> None:
        """Let one of the first thousand people list one topic more than they did at first."""
        listed = [*self._labels[person], topic]
        self._index.set_labels(person, [Label(skill, Level.CAN_HELP, NOW) for skill in dict.fromkeys(listed)])


class Tantivy:
    """The search engine tantivy, in memory, with its English stems and stop words."""

    def __init__(self, _: Town) -> None:
        import tantivy

        self._tantivy: Any = tantivy
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("text", tokenizer_name="english", index_option="freq")
        builder.add_integer_field("number", fast=True)
        self._index: Any = tantivy.Index(builder.build())
        words = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase())
        words = words.filter(tantivy.Filter.stopword("english")).filter(tantivy.Filter.stemmer("english"))
        self._index.register_tokenizer("english", words.build())
        self._writer: Any = self._index.writer(heap_size=50_000_000, num_threads=1)
        self._helpers: dict[int, tuple[int, ...]] = {}

    def add(self, past: Sequence[Past]) -> None:
        """Write past questions."""
        for one in past:
            self._writer.add_document(self._tantivy.Document(text=one.text, number=one.number))
            self._helpers[one.number] = one.helpers

    def finish(self) -> None:
        """Commit them, and look at what is committed."""
        self._writer.commit()
        self._index.reload()

    def best(self, text: str) -> list[int]:
        """Search, and let the nearest vote."""
        searcher = self._index.searcher()
        hits = searcher.search(self._index.parse_query(text, ["text"]), NEAREST, count=False).hits
        numbers = searcher.fast_field_values("number", [address for _, address in hits])
        return _voted((self._helpers[number], likeness) for number, (likeness, _) in zip(numbers, hits, strict=True))

    def learn(self, past: Past) -> None:
        """Write one more question and commit it."""
        self.add([past])
        self.finish()


class Bm25s:
    """The library bm25s, which cannot take one question more without being built anew."""

    def __init__(self, _: Town) -> None:
        self._texts: list[str] = []
        self._helpers: list[tuple[int, ...]] = []

    def add(self, past: Sequence[Past]) -> None:
        """Put past questions aside."""
        self._texts.extend(one.text for one in past)
        self._helpers.extend(one.helpers for one in past)

    def finish(self) -> None:
        """Index them; only their index is kept."""
        self._near = Bm25(self._texts)
        self._texts = []

    def best(self, text: str) -> list[int]:
        """Search, and let the nearest vote."""
        return _voted((self._helpers[place], likeness) for place, likeness in self._near.best(text, NEAREST))


def _voted(near: Iterable[tuple[tuple[int, ...], float]]) -> list[int]:
    votes: dict[int, float] = defaultdict(float)
    for helpers, likeness in near:
        for person in helpers:
            votes[person] += likeness
    return sorted(votes, key=lambda person: (-votes[person], person))[:LONGEST_RANKING]
