"""How fast people are found in workspaces of growing size, how soon something new is known, and what memory it takes.

Each contender lives in a process of its own, and they are asked in turns, so that what disturbs one disturbs all.
"""

import gc
import multiprocessing
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from multiprocessing.connection import Connection
from time import perf_counter

from tests.bench.figures import percentile, table
from tests.bench.routing.contenders import Bm25s, Contender, Learning, Listing, Tantivy, WhoKnows
from tests.bench.routing.memory import resident
from tests.bench.routing.town import QUESTIONS_PER_PERSON, Past, Town

SIZES = (1_000, 10_000, 100_000)
QUESTIONS = 2_000
ROUNDS = 10
# The first rankings pay for what is made only once.
WARMING = 100
UPDATES = 200

CONTENDERS: Mapping[str, Callable[[Town], Contender]] = {"**WhoKnows**": WhoKnows, "tantivy": Tantivy, "bm25s": Bm25s}
HEADS = (
    "people, past questions",
    "engine",
    "built in s",
    "ranking p50 ms",
    "p99 ms",
    "one more help p50 ms",
    "p99 ms",
    "in the next ranking",
    "one more label p50 ms",
    "p99 ms",
    "in the next ranking",
    "memory MB",
)


@dataclass
class Took:
    """How long each of some works took, and how many of them were seen in the very next ranking."""

    seconds: list[float]
    seen: int = 0

    @property
    def told(self) -> list[str]:
        """Its cells in the table."""
        if not self.seconds:
            return ["–", "–", "–"]
        return [*_percentiles(self.seconds), f"{self.seen} of {len(self.seconds)}"]


Work = Callable[[Contender, Town, Sequence[Past]], Took]


def told_of_sizes(sizes: Sequence[int]) -> Iterator[str]:
    """The figures of all contenders at each size, in Markdown."""
    there = [name for name in CONTENDERS if name.startswith("**") or find_spec(name)]
    yield f"### Speed: {QUESTIONS:,} questions that nobody asked before, in {ROUNDS} rounds in turns"
    rows = [row for people in sizes for row in _rows(people, there)]
    yield table(HEADS, rows)
    yield (
        "Memory is what is resident after building above what was before, with all libraries loaded. tantivy and bm25s"
        " search questions and let the nearest vote, no more; bm25s takes nothing new without being built anew."
    )


def _rows(people: int, names: Sequence[str]) -> Iterator[list[str]]:
    with ExitStack() as stack:
        living, built = {}, {}
        for name in names:
            living[name] = stack.enter_context(_living(name, people))
            built[name] = living[name].recv()
        took: dict[str, list[float]] = {name: [] for name in names}
        for number in range(ROUNDS):
            for name, process in living.items():
                took[name] += _done(process, _ranked, range(number, QUESTIONS, ROUNDS)).seconds
        for name, process in living.items():
            learned = _done(process, _learned, range(UPDATES))
            listed = _done(process, _listed, range(UPDATES))
            seconds, memory = built[name]
            yield [
                f"{people:,}, {people * QUESTIONS_PER_PERSON:,}",
                name,
                f"{seconds:.1f}",
                *_percentiles(took[name]),
                *learned.told,
                *listed.told,
                f"{memory / 1e6:.0f}",
            ]


def _percentiles(seconds: Sequence[float]) -> list[str]:
    return [f"{percentile(seconds, share) * 1000:.2f}" for share in (0.5, 0.99)]


@contextmanager
def _living(name: str, people: int) -> Iterator[Connection]:
    """A process with one contender in it, which ends when this is left."""
    processes = multiprocessing.get_context("spawn")
    ours, theirs = processes.Pipe()
    process = processes.Process(target=_live, args=(theirs, name, people), daemon=True)
    process.start()
    theirs.close()
    try:
        yield ours
    finally:
        process.terminate()
        process.join()
        ours.close()


def _live(connection: Connection, name: str, people: int) -> None:
    town, make = Town(people), CONTENDERS[name]
    fresh = town.fresh(QUESTIONS)
    # What is loaded or compiled at the first use is there before memory is looked at.
    _built(make, Town(100))
    gc.collect()
    empty = resident()
    contender, seconds = _built(make, town)
    gc.collect()
    connection.send((seconds, resident() - empty))
    for past in fresh[:WARMING]:
        contender.best(past.text)
    while True:
        work, chosen = connection.recv()
        connection.send(work(contender, town, [fresh[place] for place in chosen]))


def _built(make: Callable[[Town], Contender], town: Town) -> tuple[Contender, float]:
    """A contender with the whole past of a town, and how long that took apart from inventing the past."""
    began = perf_counter()
    contender = make(town)
    seconds = perf_counter() - began
    for some in town.past():
        began = perf_counter()
        contender.add(some)
        seconds += perf_counter() - began
    began = perf_counter()
    contender.finish()
    return contender, seconds + perf_counter() - began


def _ranked(contender: Contender, _: Town, asked: Sequence[Past]) -> Took:
    return Took([_timed(contender.best, past.text) for past in asked])


def _learned(contender: Contender, _: Town, asked: Sequence[Past]) -> Took:
    took = Took([])
    if isinstance(contender, Learning):
        for past in asked:
            took.seconds.append(_timed(contender.learn, past))
            took.seen += set(past.helpers) <= set(contender.best(past.text))
    return took


def _listed(contender: Contender, town: Town, asked: Sequence[Past]) -> Took:
    took = Took([])
    if isinstance(contender, Listing):
        for person, _ in enumerate(asked):
            rare = len(town.topics) - 1 - person
            took.seconds.append(_timed(contender.list_one_more, person, rare))
            took.seen += person in contender.best(f"Who knows {town.topics[rare]}?")
    return took


def _timed(work: Callable[..., object], *given: object) -> float:
    began = perf_counter()
    work(*given)
    return perf_counter() - began


def _done(process: Connection, work: Work, chosen: Sequence[int]) -> Took:
    process.send((work, chosen))
    took: Took = process.recv()
    return took
