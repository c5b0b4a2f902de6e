"""Whatever is written to what matching reads is noted by the database itself, in an order no reader can miss."""

from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import Database
from bot.matching import changes
from models import (
    Base,
    Expertise,
    Help,
    Kudos,
    KudosReceiver,
    Level,
    MatchingChange,
    Member,
    Question,
    QuestionState,
    Skill,
    SkillAlias,
    Source,
    StoredTerms,
    Subject,
    Workspace,
)
from tests.factories import MONDAY, a_member, a_workspace

# Ids that are told apart in the log.
ANA, BO, RUST, GO, QUESTION, OTHER, KUDOS, ALONE = 11, 12, 21, 22, 31, 32, 41, 42


@pytest.fixture
async def workspace_id(database: Database) -> int:
    """A workspace with one of each that is watched, and a log that is empty."""
    async with database.transaction() as session:
        workspace = await a_workspace(session)
        ana, bo = [await a_member(session, workspace, name) for name in ("Ana", "Bo")]
        for member, number in ((ana, ANA), (bo, BO)):
            await session.execute(update(Member).where(Member.id == member.id).values(id=number))
        for row in _rows(workspace.id):
            session.add(row)
            await session.flush()
        await session.execute(delete(MatchingChange))
    return workspace.id


def _rows(workspace_id: int) -> list[Base]:
    of = {"workspace_id": workspace_id}
    asked = {**of, "asker_id": ANA, "text": "How?", "state": QuestionState.ANSWERED, "drafted_at": MONDAY}
    kudos = {**of, "giver_id": ANA, "reason": "For the plan", "is_public": True, "given_at": MONDAY}
    return [
        *(Skill(**of, id=number, name=f"{number}", folded=f"{number}", added_at=MONDAY) for number in (RUST, GO)),
        SkillAlias(**of, skill_id=RUST, folded="rs"),
        _listed(workspace_id),
        *(Question(**asked, id=number) for number in (QUESTION, OTHER)),
        Help(**of, question_id=QUESTION, helper_id=BO, skill_id=RUST, helped_at=MONDAY),
        Kudos(**kudos, id=KUDOS, question_id=QUESTION),
        Kudos(**kudos, id=ALONE),
        *(KudosReceiver(**of, kudos_id=one, member_id=BO, in_public=True) for one in (KUDOS, ALONE)),
        StoredTerms(**of, kind=Subject.QUESTION, subject_id=QUESTION, version=1, terms=b"1"),
        StoredTerms(**of, kind=Subject.KUDOS, subject_id=ALONE, version=1, terms=b"1"),
    ]


def _listed(workspace_id: int, member_id: int = BO, skill_id: int = RUST) -> Expertise:
    return Expertise(
        workspace_id=workspace_id,
        member_id=member_id,
        skill_id=skill_id,
        level=Level.CAN_HELP,
        source=Source.OWN_WORD,
        added_at=MONDAY,
    )


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
    "when a label was added": (lambda _: update(Expertise).values(added_at=LATER), {("member", BO)}),
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
        {("skill", RUST), ("member", BO), ("question", QUESTION)},
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
    "nothing that matching reads": (lambda _: update(Question).values(card=7), set()),
    "a line of their own": (lambda _: update(Expertise).values(note="ten years of it"), set()),
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


async def test_a_workspace_goes_whole(database: Database, workspace_id: int) -> None:
    """Its rows go by cascade, and what they would note has no place any more."""
    async with database.transaction() as session:
        await session.execute(delete(Workspace))
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(MatchingChange)) == 0
        assert await session.scalar(select(func.count()).select_from(StoredTerms)) == 0


@pytest.fixture
async def mark(database: Database, workspace_id: int) -> int:
    async with database.reading() as session:
        return (await changes.look(session, workspace_id, None)).mark


async def subjects(session: AsyncSession, workspace_id: int, since: int) -> tuple[int, list[int]]:
    found = await changes.look(session, workspace_id, since)
    return found.mark, sorted({change.subject_id for change in found.changes})


async def lists(session: AsyncSession, workspace_id: int, member_id: int, skill_id: int) -> None:
    session.add(_listed(workspace_id, member_id, skill_id))
    await session.flush()


async def test_a_look_tells_what_is_new_and_the_next_one_nothing(
    database: Database, workspace_id: int, mark: int
) -> None:
    async with database.transaction() as session:
        await lists(session, workspace_id, ANA, GO)
    async with database.reading() as session:
        mark, found = await subjects(session, workspace_id, mark)
        assert found == [ANA]
    async with database.reading() as session:
        assert await subjects(session, workspace_id, mark) == (mark, [])


async def test_a_transaction_sees_its_own_changes_and_that_they_are(
    database: Database, workspace_id: int, mark: int
) -> None:
    async with database.transaction() as session:
        await lists(session, workspace_id, ANA, GO)
        found = await changes.look(session, workspace_id, mark)
        assert [change.subject_id for change in found.changes] == [ANA]
        assert [change.is_own for change in found.changes] == [not database.is_sqlite]


@pytest.fixture
async def on_postgresql(postgresql_url: str) -> AsyncIterator[Database]:
    database = Database(postgresql_url)
    yield database
    await database.close()


async def test_no_change_is_lost_when_the_earlier_transaction_commits_last(on_postgresql: Database) -> None:
    database = on_postgresql
    async with database.transaction() as session:
        workspace = await a_workspace(session)
        ana, bo = [(await a_member(session, workspace, name)).id for name in ("Ana", "Bo")]
        skill = Skill(workspace_id=workspace.id, name="Go", folded="go", added_at=MONDAY)
        session.add(skill)
        await session.flush()
        skill_id = skill.id
    async with database.reading() as session:
        mark = (await changes.look(session, workspace.id, None)).mark
    async with database.transaction() as early:
        await lists(early, workspace.id, ana, skill_id)
        async with database.transaction() as late:
            await lists(late, workspace.id, bo, skill_id)
        async with database.reading() as session:
            mark, found = await subjects(session, workspace.id, mark)
            assert found == [bo]
    async with database.reading() as session:
        mark, found = await subjects(session, workspace.id, mark)
        assert ana in found
    async with database.reading() as session:
        assert await subjects(session, workspace.id, mark) == (mark, [])


async def test_an_id_is_never_given_twice(database: Database, workspace_id: int, mark: int) -> None:
    """Or the mark of an index would hide the second change from it."""
    async with database.transaction() as session:
        await lists(session, workspace_id, ANA, GO)
    async with database.reading() as session:
        mark, _ = await subjects(session, workspace_id, mark)
    async with database.transaction() as session:
        await session.execute(delete(MatchingChange))
    async with database.transaction() as session:
        await lists(session, workspace_id, ANA, RUST)
    async with database.reading() as session:
        assert (await subjects(session, workspace_id, mark))[1] == [ANA]


async def test_of_a_long_log_the_newest_stay_and_who_is_behind_is_told_to_read_everything(
    database: Database, workspace_id: int, mark: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "MOST", 3)
    marks = []
    for number in range(6):
        async with database.transaction() as session:
            await session.execute(update(Expertise).values(added_at=MONDAY + timedelta(days=number)))
        async with database.reading() as session:
            marks.append((await changes.look(session, workspace_id, None)).mark)
    for _ in range(2):
        async with database.transaction() as session:
            await changes.let_old_changes_go(session)
        async with database.reading() as session:
            kinds = {
                behind: [change.kind.value for change in (await changes.look(session, workspace_id, behind)).changes]
                for behind in (mark, marks[1], marks[2], marks[3])
            }
        assert kinds == {
            mark: ["everything", "member", "member", "member"],
            marks[1]: ["everything", "member", "member", "member"],
            marks[2]: ["member", "member", "member"],
            marks[3]: ["member", "member"],
        }


async def test_a_short_log_stays_as_it_is(database: Database, workspace_id: int, mark: int) -> None:
    async with database.transaction() as session:
        await lists(session, workspace_id, ANA, GO)
        await changes.let_old_changes_go(session)
        assert (await subjects(session, workspace_id, mark))[1] == [ANA]


async def test_changes_of_another_servers_life_do_not_count_as_the_newest(on_postgresql: Database) -> None:
    """A dump that is restored brings along numbers of transactions that its new server reaches in years."""
    database = on_postgresql
    async with database.transaction() as session:
        workspace = await a_workspace(session)
        for number in range(3):
            session.add(
                MatchingChange(
                    workspace_id=workspace.id,
                    kind=Subject.MEMBER,
                    subject_id=number,
                    transaction_id=10**15,
                )
            )
    async with database.reading() as session:
        assert (await subjects(session, workspace.id, 0))[1] == [0, 1, 2]
    async with database.transaction() as session:
        await changes.let_old_changes_go(session)
        assert (await subjects(session, workspace.id, 0))[1] == []
