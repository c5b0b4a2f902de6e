"""How deliveries about teams are written, and what follows when a welcome can't be posted."""

from datetime import datetime

from bot import teams
from bot.database import Session
from handlers.blocks import teams as blocks
from handlers.blocks.kit import Message
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
