"""How deliveries about teams are written, and what follows when a post in their channels can't be made."""

from datetime import datetime

from bot import recognition, teams
from bot.database import Session
from handlers.blocks import roundup as roundup_blocks
from handlers.blocks import teams as blocks
from handlers.blocks.kit import FileToSend, Message
from models import Delivery


async def write_welcome(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    """The welcome with its round; where the team is no more, its card says that the round is over."""
    welcome = await teams.welcome_card(session, delivery)
    if welcome is None:
        return blocks.over() if delivery.card_id else None
    return blocks.welcome_card(welcome)


async def welcome_refused(session: Session, delivery: Delivery, now: datetime) -> None:
    """Slack did not take a welcome."""
    await teams.welcome_was_refused(session, delivery, is_held=False, now=now)


async def welcome_held(session: Session, delivery: Delivery, now: datetime) -> None:
    """Nobody can tell whether a welcome arrived."""
    await teams.welcome_was_refused(session, delivery, is_held=True, now=now)


async def write_welcome_refused(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    """What the writer of such a welcome reads."""
    team = await teams.by_id(session, delivery.workspace_id, delivery.subject_id)
    return blocks.welcome_refused(team, is_held=bool(delivery.facts["is_held"])) if team is not None else None


async def write_lost(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    """Why a team pauses; nothing where it was mended before this was read."""
    team = await teams.by_id(session, delivery.workspace_id, delivery.subject_id)
    return blocks.lost(team) if team is not None and team.lost_why is not None else None


async def write_leaderless(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    """That a team has no lead any more; nothing where it got one before this was read."""
    team = await teams.by_id(session, delivery.workspace_id, delivery.subject_id)
    if team is None or await teams.leads_in(session, team):
        return None
    return blocks.leaderless(team)


async def write_roundup(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    """The thanks-for-helping shout-out; nothing where there is nothing to say, or it is of no use any more."""
    if delivery.card_id is None:
        card = await recognition.roundup_to_post(session, delivery, now=now)
        return roundup_blocks.roundup_card(card) if card is not None else None
    card = await recognition.roundup_as_posted(session, delivery)
    return roundup_blocks.roundup_card(card) if card is not None else roundup_blocks.nothing_left()


async def draw_roundup(session: Session, delivery: Delivery, now: datetime) -> FileToSend | None:
    """The chart of a shout-out that had to be posted without it."""
    card = await recognition.roundup_as_posted(session, delivery)
    return roundup_blocks.roundup_picture(card) if card is not None else None


async def roundup_not_needed(session: Session, delivery: Delivery, now: datetime) -> None:
    """There was nothing to say in it."""
    await recognition.was_not_needed(session, delivery, now=now)


async def roundup_refused(session: Session, delivery: Delivery, now: datetime) -> None:
    """Slack did not take it."""
    await recognition.was_refused(session, delivery, now=now)


async def write_roundup_refused(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    """What those who look after the team can do about it."""
    team = await teams.by_id(session, delivery.workspace_id, delivery.subject_id)
    facts = delivery.facts
    return roundup_blocks.refused(team, channel=facts["channel"], reason=facts["reason"]) if team is not None else None
