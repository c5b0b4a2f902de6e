"""How the town comes to be, and what happens in its first weeks."""

import random
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import time, timedelta
from uuid import uuid4

from bot import lunch_wishes, lunches, people, skills, teams
from bot.teams import SeenChannel, TeamSettings
from handlers.answering.heard import Event
from handlers.routes import ROUTES
from models import Member
from tests.bot.lunches.last_seat import a_plan
from tests.factories import a_member, a_workspace
from tests.living import CHANNEL, slack_id
from tests.privacy.cast import ADMIN, GUEST, HARBOUR, LEADS, NAMES, ORCHARD, PRAISE, READERS, TOPICS
from tests.privacy.town import MADRID, Town

_HELPS = 12
_STEPS = 30
_HOST = "Casimir"
# Whose Home is kept right from the beginning.
_LOOK_AT_HOME = ("Aurelio", "Brunhild", "Dagny", "Eulalia")


async def first_weeks(town: Town) -> AsyncIterator[None]:
    """Found a town and let it live, step by step, until there is something of everything in it."""
    await _found(town)
    for by in _LOOK_AT_HOME:
        await town.do(by, Event(town.source(by), "app_home_opened"), ROUTES.events)
    for _ in range(_HELPS):
        await town.somebody_is_helped()
        yield
    await _somebody_plans_what_others_wish_for(town)
    yield
    for number in range(_STEPS):
        await town.step(random.Random(f"{town.chance.random()}:{number}"))
        yield


async def _somebody_plans_what_others_wish_for(town: Town) -> None:
    async with town.database.transaction() as session:
        members = await people.members(session, town.workspace.id, town.names)
        host = next(member for member in members.values() if member.name == _HOST)
        day = (town.now + timedelta(days=9)).date()
        plan = replace(a_plan(host, seats=3), on=day, channel_slack_id=CHANNEL, topic=TOPICS[0])
        lunch = await lunches.announce(session, host, plan, now=town.now)
        await lunch_wishes.is_planned(session, lunch, now=town.now)
    await town.read_what_is_owed()


async def _found(town: Town) -> None:
    async with town.database.transaction() as session:
        town.workspace = await a_workspace(session, f"T{uuid4().hex[:12].upper()}", shoutouts=CHANNEL)
        members: dict[str, Member] = {}
        for name in NAMES:
            likes_public = town.chance.random() < 0.65
            members[name] = await a_member(
                session,
                town.workspace,
                name,
                is_admin=name == ADMIN,
                is_guest=name == GUEST,
                likes_public_thanks=likes_public,
                asks_a_week=10,
            )
            if not likes_public:
                town.words.prefers_private.add(name)
            if name != GUEST:
                await skills.add(session, members[name], town.chance.sample(TOPICS, 2), now=town.now)
                await lunch_wishes.wish(session, members[name], town.chance.choice(TOPICS), now=town.now)
        for channel, shoutouts in ((HARBOUR, PRAISE), (ORCHARD, None)):
            in_it = frozenset(slack_id(name) for name in READERS[channel])
            seen = SeenChannel(
                channel, channel.lower(), is_private=False, is_archived=False, bot_is_in=True, members=in_it
            )
            chosen = TeamSettings([members[LEADS[channel]]], shoutouts, MADRID.key, 4, time(16))
            team = await teams.adopt(session, members[ADMIN], seen, chosen, now=town.now)
            team.members_known_at = town.now
        await town.describe_for_good(session)
    town.names = {member.id: name for name, member in members.items()}
    town.answer_from_now_on()
