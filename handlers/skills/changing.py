"""What admins do with topics: merge, rename, and take that back."""

from bot import skills
from bot.errors import WhoKnowsError
from handlers.answering.answers import Answer, Visit
from handlers.answering.heard import Command, Press, Submission, number_in
from handlers.blocks import skills as blocks

_GONE = "This topic is gone: somebody merged it just before you. Nothing was changed."


async def start_merging(press: Press, visit: Visit) -> Answer:
    """*Merge into another*: the form."""
    return Answer(view=blocks.merge_form(press.number, await _name(press.number, visit)))


async def start_renaming(press: Press, visit: Visit) -> Answer:
    """*Rename*: the form."""
    return Answer(view=blocks.rename_form(press.number, await _name(press.number, visit)))


async def _name(skill_id: int, visit: Visit) -> str:
    skills.require_admin(visit.by)
    name = await skills.name_of(visit.session, visit.workspace.id, skill_id)
    if name is None:
        raise WhoKnowsError(_GONE)
    return name


async def merge(submission: Submission, visit: Visit) -> Answer:
    """The form for merging was sent."""
    into = await skills.find(visit.session, visit.workspace.id, submission.text("into"))
    if into is None:
        raise WhoKnowsError("There is no such topic any more. Choose another one.", field="into")
    return await _merged(number_in(submission.metadata), into.id, visit)


async def merge_instead(submission: Submission, visit: Visit) -> Answer:
    """The name was another topic's, and the two become one."""
    away, _, into = submission.metadata.partition(" ")
    return await _merged(number_in(away), number_in(into), visit)


async def _merged(away_id: int, into_id: int, visit: Visit) -> Answer:
    change = await skills.merge(visit.session, visit.by, away_id, into_id, now=visit.now)
    return Answer(message=blocks.changed(change))


async def rename(submission: Submission, visit: Visit) -> Answer:
    """The form for another name was sent; a name that another topic has leads to merging the two."""
    skill_id, name = number_in(submission.metadata), submission.text("names")
    other = await skills.find(visit.session, visit.workspace.id, name)
    if other is not None and other.id != skill_id:
        return Answer(view=blocks.merge_instead(skill_id, await _name(skill_id, visit), other.id, other.name))
    change = await skills.rename(visit.session, visit.by, skill_id, name, now=visit.now)
    return Answer(message=blocks.changed(change))


async def undo(press: Press, visit: Visit) -> Answer:
    """*Undo*."""
    old_name, name = await skills.undo(visit.session, visit.by, press.number, now=visit.now)
    return Answer(message=blocks.undone(old_name, name), replaces=press.place == "ephemeral")


async def changes(_: Command, visit: Visit) -> Answer:
    """`/skills changes`: what admins changed about topics, and what can be taken back."""
    found = await skills.changes(visit.session, visit.by)
    return Answer(message=blocks.changes(found, zone=visit.by.zone))
