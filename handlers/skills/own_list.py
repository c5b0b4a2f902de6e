"""`/skills`: one's own card, and the words that change it."""

from bot import skills
from handlers.answering.answers import HELP_WORDS, Answer, Visit, nearest
from handlers.answering.heard import Command, Press
from handlers.answering.hearing import plain
from handlers.blocks import people as people_blocks
from handlers.blocks import skills as blocks
from handlers.skills.adding import add_names
from handlers.skills.editing import edit_named, start_editing
from handlers.skills.looking_up import look_up, look_up_person

_MEANT = {word: f"/skills {word}" for word in ("add", "edit", "remove", "nominate", "pause", "help")}


async def know(command: Command, visit: Visit) -> Answer:
    """`/skills`: one's own card, what changes it, and `/skills @sarah` or `/skills kubernetes` to look somebody up."""
    if visit.named:
        return await look_up_person(command, visit)
    word, _, rest = plain(command.text).strip().partition(" ")
    match word.casefold():
        case "":
            return await show(command, visit)
        case "add":
            return await add_names(skills.split_names(rest), None, visit)
        case "edit":
            return await (edit_named(rest.strip(), visit) if rest.strip() else start_editing(command, visit))
        case "remove":
            removed = await skills.remove(visit.session, visit.by, skills.split_names(rest), now=visit.now)
            return Answer(message=blocks.removed(removed))
        case "pause":
            until = await skills.pause(visit.session, visit.by, now=visit.now)
            return Answer(message=blocks.paused(until, zone=visit.by.zone))
        case word if word in HELP_WORDS:
            return Answer(message=people_blocks.help_for(command.name))
        case _:
            return await _look_up_unless_mistyped(plain(command.text), visit)


async def _look_up_unless_mistyped(text: str, visit: Visit) -> Answer:
    """A topic to look up, unless its first word is nearly one of ours and nobody calls a topic so."""
    word, _, rest = text.strip().partition(" ")
    meant = nearest(word.casefold(), _MEANT)
    if meant is not None and rest and await skills.find(visit.session, visit.workspace.id, text) is None:
        return Answer(message=people_blocks.unknown_word(word, meant))
    return await look_up(text, visit)


async def show(_: Command | Press, visit: Visit) -> Answer:
    """One's own card."""
    card = await skills.card(visit.session, visit.by, now=visit.now)
    return Answer(message=blocks.card(card, zone=visit.by.zone))


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
