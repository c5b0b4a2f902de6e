"""Answering a wish for time to prepare: a lead agrees, suggests another or says not this time; the host decides."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import people
from bot.errors import NotYours, Settled
from bot.hours import week_of, zone_named
from bot.preparation.asking import ASKED, CALENDAR, cards_follow, tell_host
from bot.preparation.reading import WAITING, PreparationCard, card, card_of, hold
from bot.preparation.times import check
from models import Member, Preparation, PreparationState

ANSWERED = "preparation_answered"
_WHAT_IS_TRUE = {
    PreparationState.AGREED: "This time is agreed already, so there is nothing left to decide.",
    PreparationState.SUGGESTED: "Another time was suggested already, and now the host decides.",
    PreparationState.DECLINED: "This was answered already, so nothing was changed.",
    PreparationState.WITHDRAWN: "The lunch-and-learn was moved or cancelled, so no time is needed any more.",
}


async def to_answer(session: AsyncSession, lead: Member, preparation_id: int) -> PreparationCard:
    """What a lead of the host may still answer; raises NotYours for anybody else, and Settled when it was answered."""
    found = await card(session, lead.workspace_id, preparation_id)
    if found is None or lead.id not in {one.id for one in found.leads}:
        raise NotYours
    _must_be(found.preparation, WAITING)
    return found


async def agree(session: AsyncSession, lead: Member, preparation_id: int, *, now: datetime) -> PreparationCard:
    """A lead agrees, for all of them. Raises as `to_answer` does, and Settled for time that has passed."""
    found = await _held_for(session, lead, preparation_id)
    _must_fit(found, now)
    await _agreed(session, found)
    await _answered(session, found.preparation, PreparationState.AGREED, lead, now=now)
    await tell_host(session, found.preparation, CALENDAR, now=now)
    return await card_of(session, found.preparation)


async def suggest(
    session: AsyncSession, lead: Member, preparation_id: int, *, minutes: int, begins_at: datetime, now: datetime
) -> PreparationCard:
    """A lead suggests another time, which the host may take; the same time as was asked for is a yes.

    Raises as `agree` does.
    """
    found = await _held_for(session, lead, preparation_id)
    preparation = found.preparation
    if (preparation.begins_at, preparation.minutes) == (begins_at, minutes):
        return await agree(session, lead, preparation_id, now=now)
    check(begins_at, minutes, found.lunch.begins_at, now=now, field="on")
    preparation.begins_at, preparation.minutes = begins_at, minutes
    await _answered(session, preparation, PreparationState.SUGGESTED, lead, now=now)
    return await card_of(session, preparation)


async def decline(session: AsyncSession, lead: Member, preparation_id: int, *, now: datetime) -> PreparationCard:
    """A lead says not this time; raises as `to_answer` does."""
    found = await _held_for(session, lead, preparation_id)
    await _answered(session, found.preparation, PreparationState.DECLINED, lead, now=now)
    return await card_of(session, found.preparation)


async def take(session: AsyncSession, host: Member, preparation_id: int, *, now: datetime) -> None:
    """The host takes what their lead suggested; raises NotYours for anybody else, and Settled when it is too late."""
    found = await _suggested_to(session, host, preparation_id)
    _must_fit(found, now)
    await _agreed(session, found)
    await cards_follow(session, found.preparation, (ASKED, ANSWERED), now=now)
    await tell_host(session, found.preparation, CALENDAR, now=now)


async def leave(session: AsyncSession, host: Member, preparation_id: int, *, now: datetime) -> None:
    """The host leaves what their lead suggested, so that nobody said no to them; raises as `take` does."""
    found = await _suggested_to(session, host, preparation_id)
    found.preparation.state, found.preparation.answered_by_id = PreparationState.DECLINED, None
    await session.flush()
    await cards_follow(session, found.preparation, (ASKED, ANSWERED), now=now)


async def _held_for(session: AsyncSession, lead: Member, preparation_id: int) -> PreparationCard:
    await hold(session, lead.workspace_id, preparation_id)
    return await to_answer(session, lead, preparation_id)


async def _suggested_to(session: AsyncSession, host: Member, preparation_id: int) -> PreparationCard:
    preparation = await hold(session, host.workspace_id, preparation_id)
    if preparation.host_id != host.id:
        raise NotYours
    _must_be(preparation, (PreparationState.SUGGESTED,))
    return await card_of(session, preparation)


def _must_be(preparation: Preparation, states: tuple[PreparationState, ...]) -> None:
    if preparation.state not in states:
        raise Settled(_WHAT_IS_TRUE.get(preparation.state, "This was changed meanwhile, so nothing was decided."))


def _must_fit(found: PreparationCard, now: datetime) -> None:
    if found.lunch.cancelled_at is not None or found.lunch.begins_at < found.ends_at:
        raise Settled(_WHAT_IS_TRUE[PreparationState.WITHDRAWN])
    if found.preparation.begins_at <= now:
        raise Settled("That time has passed already. Suggest another one, or have a word with each other.")


async def _agreed(session: AsyncSession, found: PreparationCard) -> None:
    """Agree, and take one ask off the week it falls in; a week that is full has none left to take."""
    preparation, host = found.preparation, found.host
    week_on = week_of(zone_named(host.zone), preparation.begins_at)
    preparation.counted_week_on = week_on if await people.take_ask(session, host, week_on) else None
    preparation.state = PreparationState.AGREED
    await session.flush()


async def _answered(
    session: AsyncSession, preparation: Preparation, state: PreparationState, lead: Member, *, now: datetime
) -> None:
    preparation.state, preparation.answered_by_id = state, lead.id
    await session.flush()
    await cards_follow(session, preparation, (ASKED,), now=now)
    await tell_host(session, preparation, ANSWERED, now=now)
