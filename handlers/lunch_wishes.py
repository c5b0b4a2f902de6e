"""Wishing for lunch-and-learns: `/lunchandlearn wish`, and what an expert answers who is asked to hold one."""

from bot import lunch_wishes, skills, teams
from bot.commands import here
from bot.errors import WhoKnowsError
from handlers.answering.answers import Answer, Visit
from handlers.answering.heard import Command, Press
from handlers.answering.hearing import plain
from handlers.blocks import lunch_wishes as blocks
from handlers.blocks import lunches as lunches_blocks
from handlers.blocks.kit import View


async def wish(command: Command, visit: Visit) -> Answer:
    """`/lunchandlearn wish terraform`; without a topic, what people wish for."""
    name = " ".join(plain(command.text).split())
    if not name:
        return await _list(visit)
    skills.checked_names([name])
    meant = await skills.meant(visit.session, visit.workspace.id, name)
    if meant is not None:
        return Answer(message=blocks.did_you_mean(name, meant.name))
    return await _wished(name, visit)


async def _wished(name: str, visit: Visit, *, replaces: bool = False) -> Answer:
    said = await lunch_wishes.wish(visit.session, visit.by, name, now=visit.now)
    return Answer(message=blocks.wished(said, zone=visit.by.zone), replaces=replaces)


async def wish_by_name(press: Press, visit: Visit) -> Answer:
    """*I'd like a lunch-and-learn*, below a topic that nobody lists."""
    return await _wished(press.value, visit)


async def settle_doubt(press: Press, visit: Visit) -> Answer:
    """*Yes, Terraform* or *No, I mean terrafrom*."""
    return await _wished(press.value, visit, replaces=press.place == "ephemeral")


async def show(_: Press, visit: Visit) -> Answer:
    """*See what people wish for*."""
    return await _list(visit)


async def wish_too(press: Press, visit: Visit) -> Answer:
    """*I'd come too*: the list says so where it stands."""
    await lunch_wishes.wish_for(visit.session, visit.by, press.number, now=visit.now)
    return await _list(visit, replaces=press.place == "ephemeral")


async def no_longer(press: Press, visit: Visit) -> Answer:
    """*No longer*."""
    await lunch_wishes.withdraw(visit.session, visit.by, press.number)
    return await _list(visit, replaces=press.place == "ephemeral")


async def _list(visit: Visit, *, replaces: bool = False) -> Answer:
    found = await lunch_wishes.wishes(visit.session, visit.by, now=visit.now)
    return Answer(message=blocks.wishes(found, zone=visit.by.zone), replaces=replaces)


async def start_holding(press: Press, visit: Visit) -> Answer:
    """*I could hold this*: the form, with the topic in it."""
    topic = await skills.name_of(visit.session, visit.workspace.id, press.number)
    if topic is None:
        raise WhoKnowsError(
            f"That topic isn't there any more. Type {here('/lunchandlearn')} to hold one about another."
        )
    return Answer(view=await _form(topic, visit))


async def yes(press: Press, visit: Visit) -> Answer:
    """*Yes, plan one*, or *Plan it* later: the form, with the topic in it."""
    topic = await lunch_wishes.yes(visit.session, visit.by, press.number, now=visit.now)
    return Answer(view=await _form(topic, visit))


async def not_now(press: Press, visit: Visit) -> Answer:
    """*Not now*: the card says the rest."""
    await lunch_wishes.not_now(visit.session, visit.by, press.number, now=visit.now)
    return Answer()


async def _form(topic: str, visit: Visit) -> View:
    channel = next((team.channel_slack_id for team in await teams.of_member(visit.session, visit.by)), "")
    return lunches_blocks.form(
        zone=visit.by.zone,
        host=visit.by.slack_id,
        title=blocks.suggested_title(topic),
        channel=channel,
        topic=topic,
        leads=await teams.leads_of(visit.session, visit.by),
    )
