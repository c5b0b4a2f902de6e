"""`/skills @sarah` and `/skills kubernetes`: whom to ask about what."""

from bot import people, skills
from bot.commands import here
from bot.errors import WhoKnowsError
from handlers.answering.answers import Answer, Visit
from handlers.answering.heard import Command, Press
from handlers.blocks import skills as blocks
from models import Member


async def look_up_person(command: Command, visit: Visit) -> Answer:
    """`/skills @sarah`: what colleagues may ask her about; one's own name shows one's own card."""
    if len(visit.named) > 1:
        raise WhoKnowsError(f"I can look up one person at a time. Type {here('/skills')} and one name.")
    [member] = [visit.named[slack_id] for slack_id in command.mentioned]
    if member.id == visit.by.id:
        card = await skills.card(visit.session, visit.by, now=visit.now)
        return Answer(message=blocks.card(card, zone=visit.by.zone))
    _require_colleague(member)
    listed = await skills.can_be_asked_about(visit.session, member)
    return Answer(message=blocks.of_member(member, listed))


def _require_colleague(member: Member) -> None:
    if member.is_deactivated:
        raise WhoKnowsError(f"{member.name} has left the workspace, so nobody can ask them here any more.")
    if member.is_bot:
        raise WhoKnowsError(f"{member.name} is an app. Only people list what they can be asked about.")
    if not people.may_take_part(member):
        raise WhoKnowsError(f"{member.name} is a guest here. WhoKnows works for full members of this workspace.")


async def see(press: Press, visit: Visit) -> Answer:
    """*See who*: the people of a topic."""
    return await look_up(press.value, visit)


async def look_up(name: str, visit: Visit) -> Answer:
    """`/skills kubernetes`: who can be asked about it."""
    name = " ".join(name.split())
    skills.checked_names([name])
    topic = await skills.look_up(visit.session, visit.workspace.id, name)
    return Answer(message=blocks.topic(topic, tools=blocks.tools(topic) if people.may_administer(visit.by) else ()))
