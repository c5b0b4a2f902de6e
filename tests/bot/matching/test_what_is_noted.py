"""Whatever is written to what matching reads is noted by the database itself."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import Database
from models import (
    Expertise,
    Help,
    Kudos,
    KudosReceiver,
    Lesson,
    Lunch,
    MatchingChange,
    Question,
    Skill,
    SkillAlias,
    StoredTerms,
    Workspace,
)
from tests.bot.matching.rows import ALONE, ANA, BO, GO, KUDOS, LUNCH, OTHER, QUESTION, RUST
from tests.factories import MONDAY, a_workspace


async def noted(session: AsyncSession) -> set[tuple[str, int]]:
    rows = await session.execute(select(MatchingChange.kind, MatchingChange.subject_id))
    return {(kind.value, subject_id) for kind, subject_id in rows}


async def kept_terms(session: AsyncSession) -> set[str]:
    return {kind.value for kind in await session.scalars(select(StoredTerms.kind))}


LATER = MONDAY + timedelta(days=1)
WRITES: dict[str, tuple[Callable[[int], Any], set[tuple[str, int]]]] = {
    "a label is added": (
        lambda workspace_id: insert(Expertise).values(
            workspace_id=workspace_id, member_id=ANA, skill_id=GO, level="can_help", source="earned", added_at=MONDAY
        ),
        {("member", ANA)},
    ),
    "how far a label goes": (lambda _: update(Expertise).values(level="learning"), {("member", BO)}),
    "a label is about another skill": (lambda _: update(Expertise).values(skill_id=GO), {("member", BO)}),
    "a label is another's": (lambda _: update(Expertise).values(member_id=ANA), {("member", ANA), ("member", BO)}),
    "a label goes": (lambda _: delete(Expertise), {("member", BO)}),
    "a skill is added": (
        lambda workspace_id: insert(Skill).values(
            workspace_id=workspace_id, id=23, name="Zig", folded="zig", added_at=MONDAY
        ),
        {("skill", 23)},
    ),
    "a skill is renamed": (lambda _: update(Skill).where(Skill.id == GO).values(name="Golang"), {("skill", GO)}),
    "a skill goes with all that hangs on it": (
        lambda _: delete(Skill).where(Skill.id == RUST),
        {("skill", RUST), ("member", BO), ("question", QUESTION), ("lesson", LUNCH)},
    ),
    "an alias is added": (
        lambda workspace_id: insert(SkillAlias).values(workspace_id=workspace_id, skill_id=GO, folded="golang"),
        {("skill", GO)},
    ),
    "an alias is of another skill": (
        lambda _: update(SkillAlias).values(skill_id=GO),
        {("skill", RUST), ("skill", GO)},
    ),
    "an alias is another word": (lambda _: update(SkillAlias).values(folded="rustlang"), {("skill", RUST)}),
    "an alias goes": (lambda _: delete(SkillAlias), {("skill", RUST)}),
    "a help is added": (
        lambda workspace_id: insert(Help).values(
            workspace_id=workspace_id, question_id=OTHER, helper_id=BO, helped_at=MONDAY
        ),
        {("question", OTHER)},
    ),
    "a help is about another skill": (lambda _: update(Help).values(skill_id=GO), {("question", QUESTION)}),
    "a help is another's": (lambda _: update(Help).values(helper_id=ANA), {("question", QUESTION)}),
    "a help was at another time": (lambda _: update(Help).values(helped_at=LATER), {("question", QUESTION)}),
    "a help is with another question": (
        lambda _: update(Help).values(question_id=OTHER),
        {("question", QUESTION), ("question", OTHER)},
    ),
    "a help goes": (lambda _: delete(Help), {("question", QUESTION)}),
    "a question is worded otherwise": (
        lambda _: update(Question).where(Question.id == OTHER).values(text="Why?"),
        {("question", OTHER)},
    ),
    "a question goes": (
        lambda _: delete(Question).where(Question.id == QUESTION),
        {("question", QUESTION), ("kudos", KUDOS)},
    ),
    "a question is thanked for": (
        lambda workspace_id: insert(Kudos).values(
            workspace_id=workspace_id,
            id=43,
            giver_id=ANA,
            reason="Well done",
            is_public=False,
            given_at=MONDAY,
            question_id=OTHER,
        ),
        {("question", OTHER), ("kudos", 43)},
    ),
    "kudos are for a question": (
        lambda _: update(Kudos).where(Kudos.id == ALONE).values(question_id=OTHER),
        {("question", OTHER), ("kudos", ALONE)},
    ),
    "kudos are for no question": (
        lambda _: update(Kudos).where(Kudos.id == KUDOS).values(question_id=None),
        {("question", QUESTION), ("kudos", KUDOS)},
    ),
    "kudos lose their words": (lambda _: update(Kudos).where(Kudos.id == ALONE).values(reason=""), {("kudos", ALONE)}),
    "kudos are no longer public": (
        lambda _: update(Kudos).where(Kudos.id == ALONE).values(is_public=False),
        {("kudos", ALONE)},
    ),
    "kudos were given at another time": (
        lambda _: update(Kudos).where(Kudos.id == ALONE).values(given_at=LATER),
        {("kudos", ALONE)},
    ),
    "kudos go": (lambda _: delete(Kudos).where(Kudos.id == ALONE), {("kudos", ALONE)}),
    "one more is thanked": (
        lambda workspace_id: insert(KudosReceiver).values(
            workspace_id=workspace_id, kudos_id=ALONE, member_id=ANA, in_public=True
        ),
        {("kudos", ALONE)},
    ),
    "one is not named in public": (
        lambda _: update(KudosReceiver).where(KudosReceiver.kudos_id == ALONE).values(in_public=False),
        {("kudos", ALONE)},
    ),
    "one is no longer thanked": (
        lambda _: delete(KudosReceiver).where(KudosReceiver.kudos_id == ALONE),
        {("kudos", ALONE)},
    ),
    "a lesson is another's": (lambda _: update(Lesson).values(member_id=ANA), {("lesson", LUNCH)}),
    "a lesson was at another time": (lambda _: update(Lesson).values(taught_at=LATER), {("lesson", LUNCH)}),
    "a lesson goes": (lambda _: delete(Lesson), {("lesson", LUNCH)}),
    "a lunch-and-learn is called otherwise": (lambda _: update(Lunch).values(title="Rust"), {("lesson", LUNCH)}),
    "a lunch-and-learn is elsewhere": (lambda _: update(Lunch).values(place="Garden"), set()),
    "nothing that matching reads": (lambda _: update(Question).values(card=7), set()),
    "a line of their own": (lambda _: update(Expertise).values(note="ten years of it", added_at=LATER), set()),
}


@pytest.mark.parametrize("write", WRITES)
async def test_every_write_is_noted(database: Database, workspace_id: int, write: str) -> None:
    statement, expected = WRITES[write]
    async with database.transaction() as session:
        await session.execute(statement(workspace_id), execution_options={"synchronize_session": False})
        assert await noted(session) == expected


async def test_a_new_name_is_noted_for_questions_that_are_known_by_it_alone(
    database: Database, workspace_id: int
) -> None:
    async with database.transaction() as session:
        await session.execute(update(Question).values(text=""))
        await session.execute(delete(MatchingChange))
        await session.execute(update(Skill).values(name=Skill.name + "!"))
        assert await noted(session) == {("skill", RUST), ("skill", GO), ("question", QUESTION)}


@pytest.mark.parametrize(
    ("statement", "left"),
    [
        ("UPDATE questions SET text = ''", {"kudos"}),
        ("DELETE FROM questions", {"kudos"}),
        ("UPDATE kudos SET reason = ''", {"question"}),
        ("UPDATE kudos SET is_public = false", {"question"}),
        ("DELETE FROM kudos", {"question"}),
        ("UPDATE kudos_receivers SET in_public = false", {"question"}),
        ("UPDATE questions SET card = 1", {"question", "kudos"}),
    ],
)
async def test_the_stored_terms_go_with_the_words(
    database: Database, workspace_id: int, statement: str, left: set[str]
) -> None:
    async with database.transaction() as session:
        await session.execute(text(statement))
        assert await kept_terms(session) == left


async def test_a_new_workspace_is_noted_whole(database: Database, workspace_id: int) -> None:
    async with database.transaction() as session:
        new = await a_workspace(session, "T0NEXT")
        assert await noted(session) == {("everything", new.id)}


async def test_a_workspace_goes_whole(database: Database, workspace_id: int) -> None:
    """Its rows go by cascade, and what they would note has no place any more."""
    async with database.transaction() as session:
        await session.execute(delete(Workspace))
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(MatchingChange)) == 0
        assert await session.scalar(select(func.count()).select_from(StoredTerms)) == 0
