"""What others would use to find people: the most active first, plain BM25 in its usual forms, and chance.

BM25 is that of the library bm25s as it comes, with its own words and stop words; only these peers use it.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import timedelta
from importlib.util import find_spec
from typing import Any

from tests.bench.routing.site import Asked, Person, Site

Router = Callable[[Asked], list[str]]

LONGEST_RANKING = 100
NEAREST = 100
BM25_IS_INSTALLED = find_spec("bm25s") is not None


def at_random(site: Site) -> Router:
    """Everybody in an order drawn anew for each question."""
    chance, people = random.Random(1), [person.id for person in site.people]
    return lambda _: chance.sample(people, k=len(people))[:LONGEST_RANKING]


def most_active_first(site: Site) -> Router:
    """Whoever answered most in the last year, whatever the question is."""
    a_year_ago = site.cut_off - timedelta(days=365)
    recent = Counter(answer.person for answer in site.answers if answer.answered_at >= a_year_ago)
    ranking = sorted((person.id for person in site.people), key=lambda person: (-recent[person], person))
    return lambda _: ranking[:LONGEST_RANKING]


def bm25_over_people(site: Site) -> Router:
    """One document per person: their labels and every question that they answered."""
    texts = {question.id: question.text for question in site.questions}
    answered = defaultdict(list)
    for answer in site.answers:
        answered[answer.person].append(texts.get(answer.question_id, ""))
    return _best_documents(site.people, [" ".join([_labels(who), *answered[who.id]]) for who in site.people])


def bm25_over_labels(site: Site) -> Router:
    """One document per person: their labels."""
    return _best_documents(site.people, [_labels(who) for who in site.people])


def bm25_vote(site: Site) -> Router:
    """The hundred past questions that are nearest vote for who answered them, each as strongly as it is near."""
    people = {person.id for person in site.people}
    answerers = defaultdict(list)
    for answer in site.answers:
        if answer.person in people:
            answerers[answer.question_id].append(answer.person)
    near = Bm25([question.text for question in site.questions])

    def route(asked: Asked) -> list[str]:
        votes: dict[str, float] = defaultdict(float)
        for place, similarity in near.best(asked.text, NEAREST):
            for person in answerers[site.questions[place].id]:
                votes[person] += similarity
        return sorted(votes, key=lambda person: (-votes[person], person))[:LONGEST_RANKING]

    return route


class Bm25:
    """bm25s over some texts."""

    def __init__(self, texts: Sequence[str]) -> None:
        import bm25s

        self._bm25s: Any = bm25s
        self._index = bm25s.BM25()
        self._index.index(bm25s.tokenize(list(texts), show_progress=False), show_progress=False)
        self._size = len(texts)

    def best(self, text: str, count: int) -> list[tuple[int, float]]:
        """The places of the nearest texts and how near each is; texts that share no word are not among them."""
        words = self._bm25s.tokenize([text], return_ids=False, show_progress=False)
        places, similarities = self._index.retrieve(words, k=min(count, self._size), show_progress=False)
        pairs = zip(places[0].tolist(), similarities[0].tolist(), strict=True)
        return [(place, similarity) for place, similarity in pairs if similarity > 0]


def _best_documents(people: Sequence[Person], documents: Sequence[str]) -> Router:
    near = Bm25(documents)
    return lambda asked: [people[place].id for place, _ in near.best(asked.text, LONGEST_RANKING)]


def _labels(person: Person) -> str:
    return " ".join(label.name.replace("-", " ") for label in person.labels)
