"""Whatever host, leads, askers and time do in whatever order: what a week has taken is what is agreed and asked."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import lunches, people, preparation
from bot.errors import WhoKnowsError
from bot.hours import week_of, zone_named
from bot.preparation import Wanted
from models import AskAllowance, Delivery, Lunch, Member, Preparation, PreparationState
from tests.bot.lunches.last_seat import a_plan
from tests.factories import MONDAY, a_member, a_team, a_workspace

HISTORIES = 20
STEPS = 14


class _Life:
    """One host with a wish, and all that may become of it."""

    def __init__(self, session: AsyncSession, chance: random.Random, host: Member, lead: Member, lunch: Lunch) -> None:
        self.session, self.chance = session, chance
        self.host, self.lead, self.lunch = host, lead, lunch
        self.now = MONDAY
        self.asked: dict[object, int] = {}

    async def wish(self) -> Preparation:
        """What is wished for, as it is now."""
        found = await self.session.scalars(
            select(Preparation).where(Preparation.host_id == self.host.id).execution_options(populate_existing=True)
        )
        return found.one()

    async def step(self) -> None:
        """Something happens; what is refused has no effect."""
        session, now = self.session, self.now
        wish = await self.wish()
        match self.chance.choice(("agree", "suggest", "decline", "take", "leave", "ask", "move", "cancel", "time")):
            case "agree":
                await preparation.agree(session, self.lead, wish.id, now=now)
            case "suggest":
                begins_at = MONDAY + timedelta(days=self.chance.randrange(1, 12), hours=self.chance.randrange(8))
                await preparation.suggest(session, self.lead, wish.id, minutes=60, begins_at=begins_at, now=now)
            case "decline":
                await preparation.decline(session, self.lead, wish.id, now=now)
            case "take":
                await preparation.take(session, self.host, wish.id, now=now)
            case "leave":
                await preparation.leave(session, self.host, wish.id, now=now)
            case "ask":
                week_on = week_of(zone_named(self.host.zone), wish.begins_at)
                self.asked[week_on] = self.asked.get(week_on, 0) + await people.take_ask(session, self.host, week_on)
            case "move":
                on = (MONDAY + timedelta(days=self.chance.randrange(1, 20))).date()
                plan = replace(a_plan(self.host, seats=None), on=on)
                version = self.lunch.version
                await lunches.change(session, self.host, self.lunch.id, plan, seen_version=version, now=now)
            case "cancel":
                if not self.chance.randrange(3):
                    await lunches.cancel(session, self.host, self.lunch.id, now=now)
            case "time":
                self.now += timedelta(hours=self.chance.randrange(1, 40))
        for workspace_id, preparation_id in await preparation.to_follow(session, now=self.now):
            await preparation.follow(session, workspace_id, preparation_id, now=self.now)


@pytest.mark.parametrize("seed", range(4))
async def test_a_week_has_taken_what_is_agreed_and_asked_and_no_more(session: AsyncSession, seed: int) -> None:
    chance = random.Random(seed)
    for number in range(HISTORIES // 4):
        workspace = await a_workspace(session, f"T0{number}")
        host = await a_member(session, workspace, "Bo Larsen", asks_a_week=chance.choice([1, 2, 3]))
        lead = await a_member(session, workspace, "Ana Ruiz", is_admin=True)
        await a_team(session, lead, host)
        lunch = await lunches.announce(session, host, a_plan(host, seats=None), now=MONDAY)
        wanted = Wanted(MONDAY + timedelta(days=chance.randrange(1, 9), hours=5), 120)
        await preparation.ask(session, host, lunch, wanted, now=MONDAY)
        life = _Life(session, chance, host, lead, lunch)
        for _ in range(STEPS):
            try:
                await life.step()
            except WhoKnowsError:
                continue
            wish = await life.wish()
            rows = await session.scalars(
                select(AskAllowance).where(AskAllowance.member_id == host.id).execution_options(populate_existing=True)
            )
            for week in rows.all():
                counted = int(wish.counted_week_on == week.week_on)
                assert week.taken == life.asked.get(week.week_on, 0) + counted <= host.asks_a_week
            assert wish.counted_week_on is None or wish.state in {PreparationState.AGREED, PreparationState.WITHDRAWN}
        told = await session.scalars(select(Delivery.kind).where(Delivery.member_id == host.id))
        kinds = list(told.all())
        assert all(kinds.count(kind) <= 1 for kind in (preparation.ANSWERED, preparation.WITHDRAWN))
