"""Drafting a question: the text as understood, and who may be asked about it."""

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import matching, people, skills
from bot.asking.holding import hold_own, home_follows, settled
from bot.asking.near import NearTopic, near_topics, unlisted_topic
from bot.asking.places import leads_to_ask
from bot.asking.policy import SAME_AGAIN
from bot.database import insert_unless_present
from bot.errors import WhoKnowsError
from bot.matching import Candidate, Ranking, Reason
from bot.words import folded
from models import Demand, Member, Question, QuestionState

LONGEST_TEXT = 3000
# Slack sends emoji as names between colons.
_EMOJI = re.compile(r":[a-z0-9_+'-]+:")
SHOWN = 5


@dataclass(frozen=True)
class PreviewPerson:
    """Somebody who may be asked, with the reasons; `back_at` is None for somebody at work now."""

    name: str
    reasons: tuple[Reason, ...]
    back_at: datetime | None


@dataclass(frozen=True)
class Preview:
    """What the asker sees before anybody is asked.

    `people` are at most five, alphabetical. `full_until` is set when people fit but all have a full week.
    Where nobody can be asked, `can_ask_lead` tells whether the asker has a lead who could be, `unlisted` is the topic
    that nobody lists, and `near` are close topics that have people.
    """

    question_id: int
    text: str
    topic: str | None
    people: list[PreviewPerson]
    others: int
    full_until: datetime | None
    can_ask_lead: bool = False
    unlisted: str | None = None
    near: tuple[NearTopic, ...] = ()


def checked_text(text: str) -> str:
    """The text without stray space; refuses what nobody could answer, and what Slack could not show."""
    text = text.strip()
    if len(text) > LONGEST_TEXT:
        raise WhoKnowsError(
            f"Your question has {len(text):,} letters, and {LONGEST_TEXT:,} is the most. "
            "Shorten it, and put the rest into the chat once somebody says yes.",
            field="text",
        )
    in_words = _EMOJI.sub(" ", text).strip()
    if not any(sign.isalnum() for sign in in_words):
        raise WhoKnowsError(
            "Say in words what you are stuck on, so that people can tell if they can help.", field="text"
        )
    if len(in_words.split()) < 2 and len(in_words) < 12:
        raise WhoKnowsError("A few more words would help people help you. What did you try?", field="text")
    return text


async def draft(
    session: AsyncSession, asker: Member, text: str, *, topic_id: int | None = None, now: datetime
) -> Preview:
    """Keep a question as a draft and say who may be asked; the same text again within a minute is the same draft.

    `topic_id` is the skill it is about, whatever its words are.
    """
    people.require_full_member(asker)
    text = checked_text(text)
    question = await _same_again(session, asker, text, now)
    if question is None:
        question = Question(
            workspace_id=asker.workspace_id, asker_id=asker.id, text=text, state=QuestionState.DRAFT, drafted_at=now
        )
        session.add(question)
        await session.flush()
    return await _preview(session, asker, question, topic_id=topic_id, now=now)


async def preview(session: AsyncSession, asker: Member, question_id: int, *, text: str, now: datetime) -> Preview:
    """The preview of a draft after its text was changed."""
    people.require_full_member(asker)
    text = checked_text(text)
    question = await hold_own(session, asker, question_id)
    if question.state is not QuestionState.DRAFT:
        raise await settled(session, question)
    question.text = text
    return await _preview(session, asker, question, now=now)


async def ask_about(session: AsyncSession, asker: Member, question_id: int, skill_id: int, *, now: datetime) -> Preview:
    """The preview of a draft as a question about this topic, which its asker chose, whatever its words say."""
    people.require_full_member(asker)
    question = await hold_own(session, asker, question_id)
    if question.state is not QuestionState.DRAFT:
        raise await settled(session, question)
    if await skills.name_of(session, asker.workspace_id, skill_id) is None:
        raise WhoKnowsError("That topic isn't there any more, so nobody was asked. Your question is kept.")
    return await _preview(session, asker, question, topic_id=skill_id, now=now)


async def _preview(
    session: AsyncSession, asker: Member, question: Question, *, topic_id: int | None = None, now: datetime
) -> Preview:
    ranking = await matching.candidates(session, asker, question.text, topic_id=topic_id, now=now)
    question.skill_id = ranking.skill_id
    await session.flush()
    await home_follows(session, asker.workspace_id, asker.id, now=now)
    fits_nobody = not ranking.ready and not ranking.full
    if not ranking.ready:
        await note_demand(session, question, now=now)
    unlisted = await unlisted_topic(session, asker, question.text) if fits_nobody else None
    return Preview(
        question_id=question.id,
        text=question.text,
        topic=ranking.skill_name,
        people=_shown(ranking.ready[:SHOWN], now),
        others=max(len(ranking.ready) - SHOWN, 0),
        full_until=_full_until(ranking, now),
        can_ask_lead=not ranking.ready and bool(await leads_to_ask(session, question)),
        unlisted=unlisted,
        near=await near_topics(session, asker, question.text, unlisted) if fits_nobody else (),
    )


def _shown(ready: list[Candidate], now: datetime) -> list[PreviewPerson]:
    shown = (
        PreviewPerson(candidate.member.name, candidate.reasons, candidate.back_at if candidate.back_at > now else None)
        for candidate in ready
    )
    return sorted(shown, key=lambda person: person.name.casefold())


def _full_until(ranking: Ranking, now: datetime) -> datetime | None:
    if ranking.ready or not ranking.full:
        return None
    return min(people.full_until(candidate.member, now) for candidate in ranking.full)


async def note_demand(session: AsyncSession, question: Question, *, now: datetime) -> None:
    """Keep that a question found nobody, once."""
    await insert_unless_present(
        session,
        Demand,
        workspace_id=question.workspace_id,
        question_id=question.id,
        skill_id=question.skill_id,
        noticed_at=now,
    )


async def _same_again(session: AsyncSession, asker: Member, text: str, now: datetime) -> Question | None:
    recent = await session.scalars(
        select(Question)
        .where(
            Question.workspace_id == asker.workspace_id,
            Question.asker_id == asker.id,
            Question.state == QuestionState.DRAFT,
            Question.drafted_at > now - SAME_AGAIN,
        )
        .order_by(Question.id.desc())
    )
    return next((question for question in recent if folded(question.text) == folded(text)), None)
