"""Telling the 90 days in order: each question is asked, offered, answered and thanked for at its own past moment."""

import random
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import asking, kudos, people, preferences, skills
from bot.database import Database
from bot.hours import after_working_time
from bot.sample_history.seed import (
    ASKED,
    LISTED,
    PREFERS_PRIVATE_THANKS,
    THANKED,
    WORKS_ON,
    Asked,
    Listed,
    Thanked,
)
from models import Delivery, DeliveryState, Level, Member, Offer, OfferState

_SEED = 20


class _Telling:
    """One telling: who is who, when it ends, and how long people take."""

    def __init__(self, session: AsyncSession, people_by_name: Mapping[str, Member], *, now: datetime) -> None:
        self._session = session
        self._people = people_by_name
        self._by_id = {member.id: member for member in people_by_name.values()}
        self._now = now
        self._dice = random.Random(_SEED)  # noqa: S311 (the same days each time; nothing here is secret)

    def _at_work(self, member: Member, days_ago: int) -> datetime:
        """Some moment of that day's work, or of their next working day."""
        morning = self._now - timedelta(days=days_ago, hours=3)
        return self._later(member, morning, least=5, most=300)

    def _later(self, member: Member, moment: datetime, *, least: int, most: int) -> datetime:
        """So many minutes of the member's working time after `moment`."""
        minutes = timedelta(minutes=self._dice.randint(least, most), seconds=self._dice.randint(0, 59))
        return after_working_time(people.hours_of(member), moment, minutes)

    async def tell(self, line: Listed | Asked | Thanked) -> None:
        """Write one line of the seed."""
        match line:
            case Listed():
                await self._listed(line)
            case Asked():
                await self._asked(line)
            case Thanked():
                await self._thanked(line)

    async def _listed(self, line: Listed) -> None:
        member = self._people[line.who]
        moment = self._at_work(member, line.days_ago)
        for names, level in ((line.can_teach, Level.CAN_TEACH), (line.can_help, Level.CAN_HELP)):
            if names:
                await skills.add(self._session, member, skills.split_names(names), level=level, now=moment)

    async def _asked(self, line: Asked) -> None:
        asker = self._people[line.asker]
        moment = self._at_work(asker, line.days_ago)
        draft = await asking.draft(self._session, asker, line.text, now=moment)
        if line.helper is None:
            return
        moment += timedelta(seconds=self._dice.randint(20, 90))
        if not await asking.ask(self._session, asker, draft.question_id, now=moment):
            return
        if line.cancelled:
            moment += timedelta(minutes=self._dice.randint(4, 20))
            await asking.cancel(self._session, asker, draft.question_id, now=moment)
            return
        if line.stepped_back:
            offer, moment = await self._accepted(draft.question_id, line.stepped_back, moment)
            first = self._by_id[offer.member_id]
            moment = self._later(first, moment, least=10, most=40)
            await asking.step_back(self._session, first, offer.id, now=moment)
        offer, moment = await self._accepted(draft.question_id, line.helper, moment)
        await self._answered(line, asker, self._by_id[offer.member_id], draft.question_id, moment)

    async def _accepted(self, question_id: int, name: str, moment: datetime) -> tuple[Offer, datetime]:
        """Let those asked before `name` say not this time, then `name` say yes; gives their offer and the moment.

        Who is asked is for matching to say: should `name` not be, somebody who passed thinks again.
        """
        wanted = self._people[name].id
        while True:
            offers = await self._offers(question_id)
            waiting = [offer for offer in offers if offer.state is OfferState.PENDING]
            for offer in waiting:
                seen_at = people.back_at(self._by_id[offer.member_id], max(moment, offer.offered_at))
                await asking.offer_was_shown(self._session, offer.workspace_id, offer.id, now=seen_at)
            able = [offer for offer in offers if offer.state in {OfferState.PENDING, OfferState.PASSED}]
            willing = next((offer for offer in able if offer.member_id == wanted), None) or (
                able[-1] if not waiting else None
            )
            if willing is not None:
                helper = self._by_id[willing.member_id]
                moment = self._later(helper, moment, least=2, most=25)
                await asking.accept(self._session, helper, willing.id, now=moment)
                return willing, moment
            passing = self._by_id[waiting[0].member_id]
            moment = self._later(passing, moment, least=2, most=20)
            await asking.pass_on(self._session, passing, waiting[0].id, now=moment)

    async def _answered(self, line: Asked, asker: Member, helper: Member, question_id: int, moment: datetime) -> None:
        if line.helper_said_so:
            moment = self._later(helper, moment, least=30, most=150)
            await asking.answered(self._session, helper, question_id, now=moment)
        moment = self._later(asker, moment, least=20, most=150)
        await asking.answered(self._session, asker, question_id, now=moment)
        if line.thanks:
            moment += timedelta(seconds=self._dice.randint(20, 120))
            await kudos.give(
                self._session,
                asker,
                [helper],
                line.thanks,
                in_public=line.in_public,
                question_id=question_id,
                now=moment,
            )

    async def _thanked(self, line: Thanked) -> None:
        giver = self._people[line.giver]
        receivers = [self._people[name] for name in line.receivers.split()]
        moment = self._at_work(giver, line.days_ago)
        await kudos.give(self._session, giver, receivers, line.reason, in_public=line.in_public, now=moment)

    async def _offers(self, question_id: int) -> list[Offer]:
        offers = await self._session.scalars(select(Offer).where(Offer.question_id == question_id).order_by(Offer.id))
        return list(offers)


async def write(database: Database, workspace_id: int, members: Mapping[str, int], *, now: datetime) -> None:
    """Write the 90 days before `now` for eight people: `members` gives their ids by first name in lower case.

    The same people and the same `now` give the same days. Nobody is messaged about the past.
    """
    async with database.transaction() as session:
        owed_before = await session.scalar(select(func.max(Delivery.id))) or 0
        by_id = await people.members(session, workspace_id, list(members.values()))
        by_name = {name: by_id[member_id] for name, member_id in members.items()}
        for name, member in by_name.items():
            await _prefers(session, name, member, now=now)
        telling = _Telling(session, by_name, now=now)
        # In the order of the days, since limits and rankings look back from each moment.
        lines: list[Listed | Asked | Thanked] = [*LISTED, *ASKED, *THANKED]
        for line in sorted(lines, key=lambda line: -line.days_ago):
            await telling.tell(line)
        await _nobody_is_told(session, workspace_id, owed_before, now=now)


async def _prefers(session: AsyncSession, name: str, member: Member, *, now: datetime) -> None:
    if name not in WORKS_ON and name not in PREFERS_PRIVATE_THANKS:
        return
    await preferences.save(
        session,
        member,
        asks_a_week=str(member.asks_a_week),
        works_from=member.works_from.isoformat("minutes"),
        works_until=member.works_until.isoformat("minutes"),
        works_on=WORKS_ON.get(name, member.works_on),
        zone=preferences.AS_IN_SLACK,
        paused_until="",
        likes_public_thanks=name not in PREFERS_PRIVATE_THANKS,
        wants_personal_note=member.wants_personal_note,
        reminders=("day_before", "ten_minutes", "afterwards", "as_host"),
        now=now,
    )


async def _nobody_is_told(session: AsyncSession, workspace_id: int, owed_before: int, *, now: datetime) -> None:
    """Settle what the history owes as not needed: what happened before anybody looked is no news."""
    await session.execute(
        update(Delivery)
        .where(
            Delivery.workspace_id == workspace_id,
            Delivery.id > owed_before,
            Delivery.state == DeliveryState.PENDING,
        )
        .values(state=DeliveryState.NOT_NEEDED, settled_at=now, reason="part of the sample history")
    )
