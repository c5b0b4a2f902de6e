"""Changing one's list: what one says about a topic, and taking topics off."""

from bot import skills
from bot.commands import here
from bot.errors import WhoKnowsError
from handlers.answering.answers import Answer, Visit
from handlers.answering.heard import Command, Press, Submission, number_in
from handlers.blocks import skills as blocks
from models import Level, Way


async def start_editing(_: Command | Press, visit: Visit) -> Answer:
    """*Edit*, or `/skills edit`: which topic, or at once the only one."""
    card = await skills.card(visit.session, visit.by, now=visit.now)
    if not card.listed:
        raise WhoKnowsError("Your list is empty, so there is nothing to edit. Add a topic first.")
    if len(card.listed) == 1:
        return Answer(view=blocks.edit_form(card.listed[0]))
    return Answer(view=blocks.choice_form(card))


async def edit_named(name: str, visit: Visit) -> Answer:
    """`/skills edit kubernetes`: the form for this topic."""
    skill = await skills.find(visit.session, visit.workspace.id, name)
    if skill is None:
        raise WhoKnowsError(f"{name} isn't on your list. Type {here('/skills')} to see what is.")
    return Answer(view=blocks.edit_form(await skills.own_line(visit.session, visit.by, skill.id)))


async def choose_topic(submission: Submission, visit: Visit) -> Answer:
    """The topic to edit was chosen."""
    line = await skills.own_line(visit.session, visit.by, number_in(submission.text("skill_id")))
    return Answer(view=blocks.edit_form(line))


async def save_line(submission: Submission, visit: Visit) -> Answer:
    """The form for one topic was sent."""
    line = await skills.describe(
        visit.session,
        visit.by,
        number_in(submission.metadata),
        level=Level(submission.text("level") or Level.CAN_HELP),
        ways=[Way(way) for way in submission.chosen("ways")],
        note=submission.text("note"),
        now=visit.now,
    )
    card = await skills.card(visit.session, visit.by, now=visit.now)
    return Answer(message=blocks.edited(line, has_more=len(card.listed) > 1))


async def start_removing(_: Press, visit: Visit) -> Answer:
    """*Remove*: the form with what is listed."""
    card = await skills.card(visit.session, visit.by, now=visit.now)
    if not card.listed:
        raise WhoKnowsError("Your list is empty, so there is nothing to remove.")
    return Answer(view=blocks.remove_form(card))


async def send_removals(submission: Submission, visit: Visit) -> Answer:
    """The form for removing was sent."""
    card = await skills.card(visit.session, visit.by, now=visit.now)
    names = [listed.name for listed in card.listed if str(listed.skill_id) in submission.chosen("skill_ids")]
    removed = await skills.remove(visit.session, visit.by, names, now=visit.now)
    return Answer(message=blocks.removed(removed))
