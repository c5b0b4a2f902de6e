"""Over 400 real topics and over 1,200 other ways to write them: the right one leads, and a wrong one is never taken.

`python -m pytest tests/bot/naming/test_variants.py -s` prints the figures.
"""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from bot.skills import naming
from bot.skills.naming.finding import vocabulary
from bot.skills.starter_topics import AREAS
from bot.skills.starting_aliases import STARTING_ALIASES
from models import SkillAlias
from tests.factories import MONDAY, a_workspace

DATA = Path(__file__).parents[2] / "data" / "topic_variants.tsv"


@dataclass(frozen=True)
class Row:
    """A line of the data: what was typed, the topic meant, what kind of difference, who says so."""

    typed: str
    meant: str
    kind: str
    source: str


ROWS = [
    Row(*line.split("\t"))
    for line in DATA.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
TOPICS = list(dict.fromkeys([row.meant for row in ROWS if row.kind != "apart"] + list(AREAS)))
VARIANTS = [row for row in ROWS if row.kind not in {"apart", "name"}]
APART = [row for row in ROWS if row.kind == "apart"]
# Collected when the code was done; 84.7 % of these were right when first tried.
LATER = {"scout-code", "tetra029", "resume-matching", "own-later", "codespell-later"}
ALIASES = {naming.same_key(alias) for alias in STARTING_ALIASES}


async def a_full_registry(session: AsyncSession) -> int:
    workspace = await a_workspace(session)
    for topic in TOPICS:
        made = await naming.found_or_made(session, workspace.id, topic, now=MONDAY)
        assert made.name == topic, f"{topic} is held to be {made.name}"
    return workspace.id


def figures(title: str, rows: list[Row], right: set[Row]) -> float:
    share = len(right) / len(rows)
    print(f"\n{title}: {len(right)} of {len(rows)}, {share:.1%}")
    for kind in dict.fromkeys(row.kind for row in rows):
        of_kind = [row for row in rows if row.kind == kind]
        print(f"  {kind}: {sum(row in right for row in of_kind)} of {len(of_kind)}")
    return share


def test_the_data_is_what_it_says() -> None:
    assert len(TOPICS) >= 300
    assert len(VARIANTS) >= 600
    assert [
        row for row, times in Counter((row.typed, row.kind == "apart") for row in VARIANTS).items() if times > 1
    ] == []
    assert sum(row.source == "keyboard" for row in VARIANTS) < 0.1 * len(VARIANTS)
    assert all(row.typed != row.meant for row in VARIANTS)


async def test_the_right_topic_leads_and_a_wrong_one_is_never_taken(session: AsyncSession) -> None:
    workspace_id = await a_full_registry(session)
    words = await vocabulary(session, workspace_id)
    taken = await naming.find_each(session, workspace_id, [row.typed for row in VARIANTS])
    wrongly = [
        (row, taken[row.typed].name) for row in VARIANTS if row.typed in taken and taken[row.typed].name != row.meant
    ]
    leading = {row: next(iter(words.proposals(row.typed, at_most=1)), None) for row in VARIANTS}
    right = {row for row, first in leading.items() if first is not None and first.name == row.meant}

    known = [row for row in VARIANTS if naming.same_key(row.typed) in ALIASES]
    others = [row for row in VARIANTS if row not in known]
    print(f"\n{len(known) / len(VARIANTS):.1%} of the variants are on our list of aliases; taken at once: {len(taken)}")
    figures("All variants", VARIANTS, right)
    share_of_others = figures("Variants that are not on our list", others, right & set(others))
    later = [row for row in VARIANTS if row.source in LATER]
    share_of_later = figures("Variants collected later", later, right & set(later))
    asked = {row: words.likely(row.typed) for row in VARIANTS if row.typed not in taken}
    rightly_asked = sum(one is not None and one.name == row.meant for row, one in asked.items())
    print(f"“Did you mean …” before a new topic: {rightly_asked} rightly of {sum(map(bool, asked.values()))} asked")

    assert wrongly == []
    assert len(right) / len(VARIANTS) >= 0.95
    assert share_of_others >= 0.95
    assert share_of_later >= 0.85


async def test_the_right_topic_leads_for_most_even_without_any_alias(
    session: AsyncSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace_id = await a_full_registry(session)
    monkeypatch.setattr("bot.skills.naming.finding._OUR_LISTS", ())
    await session.execute(delete(SkillAlias))
    words = await vocabulary(session, workspace_id)
    right = {row for row in VARIANTS if [one.name for one in words.proposals(row.typed, at_most=1)] == [row.meant]}
    assert figures("Without any alias", VARIANTS, right) >= 0.9


async def test_topics_that_lie_close_stay_two(session: AsyncSession) -> None:
    merged = []
    for order, (first, second) in enumerate(
        (*((row.typed, row.meant) for row in APART), *((row.meant, row.typed) for row in APART))
    ):
        workspace = await a_workspace(session, f"T0APART{order}")
        made = await naming.found_or_made(session, workspace.id, first, now=MONDAY)
        if await naming.find(session, workspace.id, second) is not None:
            merged.append((first, second))
        assert (await naming.found_or_made(session, workspace.id, second, now=MONDAY)).id != made.id
    assert merged == []
    assert len(APART) >= 100
