"""Keeping the words of texts as numbers in the database, so that a start reads them instead of the texts.

Who reads an index never writes; this is done by the clock, in portions.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, exists, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import Database
from bot.matching.living import Indexes
from bot.matching.rows import terms_of_each
from bot.matching.terms import TERMS_VERSION, packed
from models import Help, Kudos, KudosReceiver, Question, StoredTerms, Subject

AT_ONCE = 500
PORTIONS = 20


async def store_terms(database: Database) -> None:
    """Store the terms of texts that have none yet, or only those of another version or damaged ones."""
    await _let_damaged_go(database)
    for kind in (Subject.QUESTION, Subject.KUDOS):
        after = 0
        for _ in range(PORTIONS):
            async with database.reading() as session:
                rows = (await session.execute(_without_terms(kind, after))).all()
            if not rows:
                break
            after = rows[-1].id
            terms = await terms_of_each([(row.id, row.text) for row in rows])
            async with database.transaction() as session:
                still = await _held(session, kind, rows)
                values = [
                    {
                        "workspace_id": row.workspace_id,
                        "kind": kind,
                        "subject_id": row.id,
                        "version": TERMS_VERSION,
                        "terms": packed(terms[row.id]),
                    }
                    for row in rows
                    if still.get(row.id) == row.text
                ]
                await _put(session, values)


async def _let_damaged_go(database: Database) -> None:
    found = database.beside(Indexes).damaged
    damaged = sorted(found)
    if not damaged:
        return
    async with database.transaction() as session:
        for workspace_id, kind, subject_id in damaged:
            await session.execute(
                delete(StoredTerms).where(
                    StoredTerms.workspace_id == workspace_id,
                    StoredTerms.kind == kind,
                    StoredTerms.subject_id == subject_id,
                )
            )
    found.difference_update(damaged)


def _without_terms(kind: Subject, after: int) -> Any:
    """The next texts that an index would have to take apart itself."""
    table, text, counts = (
        (Question, Question.text, _is_helped()) if kind is Subject.QUESTION else (Kudos, Kudos.reason, _is_public())
    )
    is_stored = exists().where(
        StoredTerms.workspace_id == table.workspace_id,
        StoredTerms.kind == kind,
        StoredTerms.subject_id == table.id,
        StoredTerms.version == TERMS_VERSION,
    )
    return (
        select(table.workspace_id, table.id, text.label("text"))
        .where(table.id > after, text != "", counts, ~is_stored)
        .order_by(table.id)
        .limit(AT_ONCE)
    )


def _is_helped() -> Any:
    return exists().where(Help.workspace_id == Question.workspace_id, Help.question_id == Question.id)


def _is_public() -> Any:
    named = exists().where(
        KudosReceiver.workspace_id == Kudos.workspace_id, KudosReceiver.kudos_id == Kudos.id, KudosReceiver.in_public
    )
    return Kudos.is_public & Kudos.question_id.is_(None) & named


async def _held(session: AsyncSession, kind: Subject, rows: Sequence[Any]) -> dict[int, str]:
    """The texts that are still there, and public. They stay until we commit: whoever takes one away waits for us, and
    then takes away what we stored as well.
    """
    ids = {row.id for row in rows}
    held = update(Question).where(Question.id.in_(ids)).values(card=Question.card).returning(Question.id, Question.text)
    if kind is Subject.KUDOS:
        named = (
            update(KudosReceiver)
            .where(KudosReceiver.kudos_id.in_(ids), KudosReceiver.in_public)
            .values(workspace_id=KudosReceiver.workspace_id)
            .returning(KudosReceiver.kudos_id)
        )
        still_named = set(await session.scalars(named, execution_options={"synchronize_session": False}))
        held = (
            update(Kudos)
            .where(Kudos.id.in_(still_named), Kudos.is_public, Kudos.question_id.is_(None))
            .values(giver_id=Kudos.giver_id)
            .returning(Kudos.id, Kudos.reason)
        )
    found = await session.execute(held, execution_options={"synchronize_session": False})
    return {id_: text for id_, text in found}  # noqa: C416 (rows are no pairs to a type checker)


async def _put(session: AsyncSession, values: list[dict[str, Any]]) -> None:
    if not values:
        return
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    given = dialect.insert(StoredTerms)
    new = {"version": given.excluded.version, "terms": given.excluded.terms}
    same = ["workspace_id", "kind", "subject_id"]
    await session.execute(given.on_conflict_do_update(index_elements=same, set_=new), values)
