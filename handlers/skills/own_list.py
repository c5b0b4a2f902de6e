"""The registry: `/skills`, its card and its forms."""

from bot import skills
from bot.errors import WhoKnowsError
from handlers.answering.answers import HELP_WORDS, Answer, Visit, nearest
from handlers.answering.heard import Command, Press, Submission
from handlers.answering.hearing import plain
from handlers.blocks import people as people_blocks
from handlers.blocks import skills as blocks
from handlers.skills.looking_up import look_up, look_up_person
from models import Level

_MEANT = {word: f"/skills {word}" for word in ("add", "remove", "pause", "help")}


async def know(command: Command, visit: Visit) -> Answer:
    """`/skills`: one's own card, what changes it, and `/skills @sarah` or `/skills kubernetes` to look somebody up."""
    if visit.named:
        return await look_up_person(command, visit)
    word, _, rest = plain(command.text).strip().partition(" ")
    match word.casefold():
        case "":
            return await show(command, visit)
        case "add":
            return await _add(skills.split_names(rest), None, visit)
        case "remove":
            removed = await skills.remove(visit.session, visit.by, skills.split_names(rest), now=visit.now)
            return Answer(message=blocks.removed(removed))
        case "pause":
            until = await skills.pause(visit.session, visit.by, now=visit.now)
            return Answer(message=blocks.paused(until, zone=visit.by.zone))
        case word if word in HELP_WORDS:
            return Answer(message=people_blocks.help_for(command.name))
        case _ if nearest(word, _MEANT) and rest:
            return Answer(message=people_blocks.unknown_word(word, nearest(word, _MEANT)))
        case _:
            return await look_up(plain(command.text), visit)


async def show(_: Command | Press, visit: Visit) -> Answer:
    """One's own card."""
    card = await skills.card(visit.session, visit.by, now=visit.now)
    return Answer(message=blocks.card(card, zone=visit.by.zone))


async def start_adding(_: Press, visit: Visit) -> Answer:
    """*Add*: the form."""
    return Answer(view=blocks.add_form())


async def send_additions(submission: Submission, visit: Visit) -> Answer:
    """The form for adding was sent."""
    level = Level(submission.text("level") or Level.CAN_HELP)
    return await _add(skills.split_names(submission.text("names")), level, visit)


async def _add(names: list[str], level: Level | None, visit: Visit) -> Answer:
    added = await skills.add(visit.session, visit.by, names, level=level, now=visit.now)
    card = await skills.card(visit.session, visit.by, now=visit.now)
    return Answer(message=blocks.added(added, card, zone=visit.by.zone))


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


async def pause(press: Press, visit: Visit) -> Answer:
    """*Pause*."""
    until = await skills.pause(visit.session, visit.by, now=visit.now)
    if press.place == "home":
        return Answer()
    return Answer(message=blocks.paused(until, zone=visit.by.zone), replaces=press.place == "ephemeral")


async def resume(press: Press, visit: Visit) -> Answer:
    """*Start again now*."""
    await skills.resume(visit.session, visit.by, now=visit.now)
    if press.place == "home":
        return Answer()
    card = await skills.card(visit.session, visit.by, now=visit.now)
    return Answer(message=blocks.resumed(card), replaces=press.place == "ephemeral")
