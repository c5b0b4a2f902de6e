"""`app.py why`: a ranking with its signals and reasons, as lines for a terminal."""

from dataclasses import fields

from bot import people
from bot.clock import Clocks
from bot.database import Database
from bot.errors import CannotStart
from bot.matching import Explained, Explanation, Reason, Signals, explain
from bot.settings import Settings
from handlers.blocks.kit import count
from migrations import running as migrations

NOBODY_YET = "Nobody uses WhoKnows in this database yet. Start it, let people list what they know, and ask again."


async def why(settings: Settings, question: str, workspace_slack_id: str | None) -> list[str]:
    """The lines that explain who would be asked; raises CannotStart where there is nothing to look at."""
    if await migrations.standing(settings.database_url) is not migrations.Schema.CURRENT:
        raise CannotStart("The database is not at this version: run `app.py migrate`, or look with `app.py check`.")
    database = Database(settings.database_url)
    try:
        async with database.reading() as session:
            workspaces = await people.workspaces(session)
            ids = {one.slack_id: one.id for one in workspaces}
            if not ids:
                raise CannotStart(NOBODY_YET)
            if workspace_slack_id is None and len(ids) > 1:
                raise CannotStart(f"Say which workspace with --workspace: {', '.join(sorted(ids))}.")
            chosen = workspace_slack_id or next(iter(ids))
            if chosen not in ids:
                raise CannotStart(f"No workspace {chosen} here. There is {', '.join(sorted(ids))}.")
            return lines(await explain(session, ids[chosen], question, now=Clocks().now()))
    finally:
        await database.close()


def lines(explanation: Explanation) -> list[str]:
    """An explanation in words and numbers."""
    topics = ", ".join(explanation.topics) or "no topic that somebody lists"
    said = [f"It names {topics}; {count(explanation.similar, 'past question is', 'past questions are')} like it."]
    if not explanation.people:
        return [*said, "Nobody fits: an open card would be offered instead."]
    for place, one in enumerate(explanation.people, 1):
        said += ["", f"{place}. {one.name}: {_score(one)}", f"   {_signals(one.ranked.signals)}"]
        said += [f"   {_reason(reason)}" for reason in one.ranked.reasons]
        if one.why_not is not None:
            said.append(f"   not asked: {one.why_not}")
    return said


def _score(one: Explained) -> str:
    parts = f"relevance {one.ranked.relevance:.2f} × at work {one.availability:.2f} × turn {one.fairness:.2f}"
    return f"{one.score:.2f} = {parts}"


def _signals(signals: Signals) -> str:
    return ", ".join(f"{field.name.replace('_', ' ')} {getattr(signals, field.name):.2f}" for field in fields(signals))


def _reason(reason: Reason) -> str:
    if reason.kind == "lists":
        return f"lists {reason.topic} ({str(reason.level).replace('_', ' ')})"
    about = f" about {reason.topic}" if reason.topic else ""
    if reason.kind == "taught":
        return f"held {count(reason.times, 'lunch-and-learn', 'lunch-and-learns')}{about}, the last on {reason.last}"
    return f"helped with {count(reason.times, 'question', 'questions')} like it{about}, the last on {reason.last}"
