"""Triggers that note in `matching_changes` what must be read again, from one description for both databases.

They note whatever writes: our own functions, statements over many rows, cascades, and an admin's own SQL.
"""

from dataclasses import dataclass

from alembic import op

# PostgreSQL's number of the writing transaction; on SQLite the order of ids is the order of commits.
_TRANSACTION = {"postgresql": "CAST(CAST(pg_current_xact_id() AS text) AS bigint)", "sqlite": "NULL"}


@dataclass(frozen=True)
class Watched:
    """A change of a row of `table` means that the `kind` whose id stands in its column `subject` is to be read again.

    Of updates those of `columns` count; without any, only a new row does. A row that is new says nothing where not
    `begins`. `workspace` is the column with the workspace's id. With `forgets` a change or
    the end of a row also deletes the stored terms; with `renames` a change is also one of the questions that are known
    by the name alone, since their text is gone.
    """

    table: str
    kind: str
    subject: str
    columns: tuple[str, ...] = ()
    workspace: str = "workspace_id"
    begins: bool = True
    forgets: bool = False
    renames: bool = False


def watch(watched: tuple[Watched, ...]) -> None:
    """Create the triggers."""
    dialect = op.get_context().dialect.name
    for one in watched:
        for event, statements in _events(one, _TRANSACTION[dialect]).items():
            name, when = _name(one, event), f"AFTER {event} ON {one.table}"
            body = "\n".join(f"{statement};" for statement in statements)
            if dialect == "sqlite":
                op.execute(f"CREATE TRIGGER {name} {when} BEGIN\n{body}\nEND")
                continue
            body = f"BEGIN\n{body}\nRETURN NULL;\nEND"
            op.execute(f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$")
            op.execute(f"CREATE TRIGGER {name} {when} FOR EACH ROW EXECUTE FUNCTION {name}()")


def unwatch(watched: tuple[Watched, ...]) -> None:
    """Drop the triggers."""
    dialect = op.get_context().dialect.name
    for one in watched:
        for event in _events(one, _TRANSACTION[dialect]):
            name = _name(one, event)
            op.execute(f"DROP TRIGGER {name}" if dialect == "sqlite" else f"DROP FUNCTION {name}() CASCADE")


def _name(one: Watched, event: str) -> str:
    return f"note_{one.table}_{one.kind}_{event.split(maxsplit=1)[0].lower()}"


def _events(one: Watched, transaction: str) -> dict[str, list[str]]:
    """What follows from each event."""
    new, old = (_note(one, row, transaction) for row in ("NEW", "OLD"))
    moved = f"{old} AND (NEW.{one.subject} IS NULL OR OLD.{one.subject} <> NEW.{one.subject})"
    forgetting = [_forget(one)] if one.forgets else []
    renaming = [_note_questions_known_by_the_name(transaction)] if one.renames else []
    events = {"INSERT": [new]} if one.begins else {}
    if one.columns:
        events[f"UPDATE OF {', '.join(one.columns)}"] = [new, moved, *forgetting, *renaming]
        events["DELETE"] = [old, *forgetting]
    return events


def _note(one: Watched, row: str, transaction: str) -> str:
    """Of a workspace that goes with all that is in it nothing is noted."""
    return (
        "INSERT INTO matching_changes (workspace_id, kind, subject_id, transaction_id) "
        f"SELECT id, '{one.kind}', {row}.{one.subject}, {transaction} FROM workspaces "
        f"WHERE id = {row}.{one.workspace} AND {row}.{one.subject} IS NOT NULL"
    )


def _forget(one: Watched) -> str:
    return (
        f"DELETE FROM stored_terms WHERE workspace_id = OLD.workspace_id AND kind = '{one.kind}' "
        f"AND subject_id = OLD.{one.subject}"
    )


def _note_questions_known_by_the_name(transaction: str) -> str:
    return (
        "INSERT INTO matching_changes (workspace_id, kind, subject_id, transaction_id) "
        f"SELECT DISTINCT helps.workspace_id, 'question', helps.question_id, {transaction} FROM helps "
        "JOIN questions ON questions.workspace_id = helps.workspace_id AND questions.id = helps.question_id "
        "WHERE helps.workspace_id = NEW.workspace_id AND helps.skill_id = NEW.id AND questions.text = ''"
    )
