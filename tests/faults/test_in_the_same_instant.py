"""Somebody acts in the instant in which somebody else's act takes away what it is about."""

import asyncio
import random
from collections.abc import AsyncIterator, Coroutine
from contextvars import Context
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from bot import own_data, people, skills
from bot.database import Database, Session
from handlers.answering.calling import Outcome
from handlers.answering.heard import Command
from handlers.routes import ROUTES
from models import Kudos, Member, Question, Skill
from tests.bot.opening import open_database
from tests.consent.wandering import Wandering
from tests.living import CHANNEL, CHANNEL_NAME, mention, slack_id

LONG_AGO = timedelta(days=400)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """On PostgreSQL two decide at once; on SQLite one after the other."""
    opened = open_database(database_url)
    yield opened
    await opened.close()


async def types(wandering: Wandering, by: str, command: str, text: str, *named: str) -> Outcome:
    """Type a command."""
    who = tuple(slack_id(name) for name in named)
    heard = Command(wandering.source(by), command, text, who, CHANNEL, CHANNEL_NAME)
    return await wandering.answering.answer(heard, ROUTES.commands)


def meanwhile(what: Coroutine[None, None, Outcome]) -> asyncio.Task[Outcome]:
    """Begin it as a request of its own, which holds no transaction of ours."""
    return asyncio.create_task(what, context=Context())


async def test_a_question_about_a_topic_that_is_just_merged_is_about_what_it_became(database: Database) -> None:
    """It is not said that something broke."""
    wandering = Wandering(database, random.Random(1))
    await wandering.begin()
    async with database.transaction() as session:
        admin, brunhild = await _member(session, wandering, "Fenella"), await _member(session, wandering, "Brunhild")
        await skills.add(session, brunhild, ["Falconry", "Hawking"], now=wandering.now)
    assert not (await types(wandering, "Aurelio", "/askexpert", "Where does Falconry begin?")).failed
    async with database.transaction() as session:
        ids = {skill.name: skill.id for skill in await session.scalars(select(Skill))}
        await skills.merge(session, admin, ids["Falconry"], ids["Hawking"], now=wandering.now)
        asks = meanwhile(types(wandering, "Aurelio", "/askexpert", "What does Falconry cost?"))
        await asyncio.sleep(0.5)
    outcome = await asks
    assert not outcome.failed
    assert "Hawking" in str(outcome.answer.message)
    async with database.reading() as session:
        [newest] = await session.scalars(select(Question).order_by(Question.id.desc()).limit(1))
    assert newest.skill_id == ids["Hawking"]


async def test_who_is_being_forgotten_is_not_kept_anew_by_a_colleague_who_names_them(database: Database) -> None:
    """Slack's description of them was on its way to us."""
    wandering = Wandering(database, random.Random(1))
    await wandering.begin()
    async with database.transaction() as session:
        brunhild = await _member(session, wandering, "Brunhild")
        described_at = wandering.now - LONG_AGO
        await session.execute(update(Member).where(Member.id == brunhild.id).values(described_at=described_at))
    async with database.transaction() as session:
        await own_data.forget(session, await _member(session, wandering, "Brunhild"), now=wandering.now)
        thanks = meanwhile(types(wandering, "Aurelio", "/kudos", f"{mention('Brunhild')} for everything", "Brunhild"))
        await asyncio.sleep(0.5)
    outcome = await thanks
    assert "doesn't take part" in str(outcome.answer.message)
    async with database.reading() as session:
        assert await people.known(session, wandering.workspace.id, slack_id("Brunhild")) is None
        assert await session.scalar(select(func.count()).select_from(Kudos)) == 0


async def _member(session: Session, wandering: Wandering, name: str) -> Member:
    found = await people.known(session, wandering.workspace.id, slack_id(name))
    assert found is not None
    return found
