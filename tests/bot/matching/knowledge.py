"""All that an index knows, in a form that does not tell how it came to know it."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import Database
from bot.matching.evidence import NO_SKILL
from bot.matching.index import Index
from bot.matching.living import index_of
from bot.matching.reading import read_everything


def known_by(index: Index) -> dict[str, Any]:
    """Skills with their words, who lists which, past texts with who helped, and what is counted about people."""
    listed, evidence = index.listed, index.evidence
    people = dict(enumerate(index.member_ids.values.tolist()))
    lists = {
        member_id: {
            (listed.skill_id_of(skill), level)
            for skill, level in zip(listed.listed_by(place).tolist(), listed._labels.of(place, 1).tolist(), strict=True)
        }
        for place, member_id in people.items()
    }
    since = {
        (people[person], listed.skill_id_of(skill), level): round(listed_on, 2)
        for skill in range(len(listed._wordings))
        for person, level, listed_on in zip(*(column.tolist() for column in listed.holders_of(skill)), strict=True)
    }
    assert since.keys() == {(member_id, *label) for member_id, labels in lists.items() for label in labels}
    helpful = [place for place in people if evidence.activity.values[place] > 0]
    return {
        "skills": {
            listed.skill_id_of(place): [wording.name for wording in made]
            for place, made in enumerate(listed._wordings)
            if made
        },
        "lists": {member_id: labels for member_id, labels in lists.items() if labels},
        "since": since,
        "texts": _texts(index, people),
        "activity": {people[place]: round(float(evidence.activity.values[place]), 6) for place in helpful},
        "counts": (listed.people, evidence.living, round(evidence.all_words)),
    }


def _texts(index: Index, people: dict[int, int]) -> dict[Any, Any]:
    listed, evidence = index.listed, index.evidence
    terms: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for number, place in evidence._terms.items():
        columns = (evidence._postings.of(place, column).tolist() for column in (0, 1))
        for document, count in zip(*columns, strict=True):
            terms[document].add((number, count))
    found = {}
    for kind, documents in evidence._documents.items():
        for subject_id, document in documents.items():
            assert evidence.alive.values[document]
            first, count = (int(column.values[document]) for column in (evidence._first_help, evidence._helps))
            skills = evidence.help_skill.values[first : first + count].tolist()
            helps = {
                (
                    people[int(evidence.helper.values[help_])],
                    None if skill == NO_SKILL else listed.skill_id_of(skill),
                    float(evidence.helped_on.values[help_]),
                    float(evidence.help_weight.values[help_]),
                    bool(evidence.help_counts.values[help_]),
                )
                for help_, skill in enumerate(skills, first)
            }
            found[kind.value, subject_id] = (terms[document], float(evidence.lengths.values[document]), helps)
    return found


async def known(session: AsyncSession, workspace_id: int) -> object:
    """What the index knows, to be compared."""
    return known_by(await index_of(session, workspace_id))


async def read_anew(session: AsyncSession, workspace_id: int) -> object:
    """What an index would know that is read from nothing."""
    return known_by((await read_everything(session, workspace_id)).index)


async def ask(database: Database, workspace_id: int) -> object:
    """What whoever asks now is told from."""
    async with database.reading() as session:
        return await known(session, workspace_id)


@contextmanager
def readings(database: Database) -> Iterator[Callable[[], int]]:
    """How often a workspace was begun to be read meanwhile, told by its first page."""
    first_pages: list[str] = []

    def noted(_connection: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
        if "ORDER BY skills.id" in statement and 0 in parameters:
            first_pages.append(statement)

    engine = database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", noted)
    yield lambda: len(first_pages)
    event.remove(engine, "before_cursor_execute", noted)
