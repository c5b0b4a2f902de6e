"""The words of texts are kept as numbers: the same as from the texts, only of what counts, gone with the text."""

import asyncio

import pytest
from sqlalchemy import delete, select, text, update
from structlog.testing import capture_logs

from bot.database import Database
from bot.matching import reading, store_terms, storing
from bot.matching.living import index_of
from bot.matching.terms import TERMS_VERSION, packed, terms_of
from models import Help, Kudos, KudosReceiver, Question, StoredTerms
from tests.bot.matching.knowledge import known_by
from tests.bot.matching.rows import ALONE, ANA, BO, OTHER, QUESTION, TEXT
from tests.factories import MONDAY


async def known(database: Database, workspace_id: int) -> object:
    """What an index knows that is read from nothing."""
    async with database.reading() as session:
        return known_by((await reading.read_everything(session, workspace_id)).index)


async def stored(database: Database) -> dict[tuple[str, int], tuple[int, bytes]]:
    async with database.reading() as session:
        rows = await session.execute(select(StoredTerms))
        return {(row.kind.value, row.subject_id): (row.version, row.terms) for row in rows.scalars()}


@pytest.fixture
async def nothing_stored(database: Database, workspace_id: int) -> None:
    async with database.transaction() as session:
        await session.execute(delete(StoredTerms))


async def test_they_are_those_of_the_texts_that_count(
    database: Database, workspace_id: int, nothing_stored: None
) -> None:
    await store_terms(database)
    assert await stored(database) == {
        ("question", QUESTION): (TERMS_VERSION, packed(terms_of(TEXT))),
        ("kudos", ALONE): (TERMS_VERSION, packed(terms_of("For the plan"))),
    }


@pytest.mark.parametrize(
    "statement",
    [
        update(Kudos).where(Kudos.id == ALONE).values(is_public=False),
        update(Kudos).where(Kudos.id == ALONE).values(question_id=OTHER),
        update(Kudos).where(Kudos.id == ALONE).values(reason=""),
        update(KudosReceiver).values(in_public=False),
    ],
)
async def test_what_is_not_public_is_not_kept(
    database: Database, workspace_id: int, nothing_stored: None, statement: object
) -> None:
    async with database.transaction() as session:
        await session.execute(statement)  # type: ignore[call-overload]
    await store_terms(database)
    assert set(await stored(database)) == {("question", QUESTION)}


async def test_those_of_an_older_version_are_written_anew(database: Database, workspace_id: int) -> None:
    await store_terms(database)
    assert {version for version, _ in (await stored(database)).values()} == {TERMS_VERSION}


async def test_they_are_read_in_place_of_the_texts(database: Database, workspace_id: int, nothing_stored: None) -> None:
    from_texts = await known(database, workspace_id)
    await store_terms(database)
    assert await known(database, workspace_id) == from_texts
    async with database.transaction() as session:
        await session.execute(update(StoredTerms).values(terms=packed(terms_of("quite other words"))))
    assert await known(database, workspace_id) != from_texts


@pytest.mark.parametrize("damage", [b"", b"no terms at all", None])
async def test_damaged_ones_are_told_left_out_and_written_anew(
    database: Database, workspace_id: int, nothing_stored: None, damage: bytes | None
) -> None:
    from_texts = await known(database, workspace_id)
    await store_terms(database)
    sound = await stored(database)
    flipped = bytes([*sound["kudos", ALONE][1][:-1], sound["kudos", ALONE][1][-1] ^ 1])
    async with database.transaction() as session:
        await session.execute(update(StoredTerms).values(terms=flipped if damage is None else damage))
    with capture_logs() as lines:
        async with database.reading() as session:
            assert known_by(await index_of(session, workspace_id)) == from_texts
    assert lines == [
        {"event": "stored_terms_are_damaged", "workspace": workspace_id, "how_many": 2, "log_level": "warning"}
    ]
    await store_terms(database)
    assert await stored(database) == sound
    with capture_logs() as lines:
        assert await known(database, workspace_id) == from_texts
    assert lines == []


async def test_all_are_stored_in_portions(
    database: Database, workspace_id: int, nothing_stored: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storing, "AT_ONCE", 1)
    monkeypatch.setattr(storing, "PORTIONS", 2)
    async with database.transaction() as session:
        for number in range(5):
            question = Question(
                workspace_id=workspace_id, asker_id=ANA, text=f"Why {number}?", state="answered", drafted_at=MONDAY
            )
            session.add(question)
            await session.flush()
            session.add(Help(workspace_id=workspace_id, question_id=question.id, helper_id=BO, helped_at=MONDAY))
    numbers = []
    for _ in range(4):
        await store_terms(database)
        numbers.append(sum(kind == "question" for kind, _ in await stored(database)))
    assert numbers == [2, 4, 6, 6]


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("kind", ["question", "kudos"])
async def test_a_text_that_goes_meanwhile_leaves_nothing(
    database: Database, workspace_id: int, nothing_stored: None, kind: str
) -> None:
    """Who takes it away began before it is stored, and ends after that would have been."""
    going = update(Question).values(text="") if kind == "question" else update(KudosReceiver).values(in_public=False)
    async with database.transaction() as session:
        await session.execute(going)
        under_way = asyncio.create_task(store_terms(database))
        async with asyncio.timeout(10):
            while not under_way.done():
                if await session.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")):
                    break
    await under_way
    assert {kept for kept, _ in await stored(database)} == {"question", "kudos"} - {kind}
