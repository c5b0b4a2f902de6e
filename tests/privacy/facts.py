"""What the database says by now that decides who may read what."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Help, Kudos, KudosReport, LunchHost, Milestone, Offer, OfferState, OpenCard, Question, QuestionState
from tests.privacy.cast import READERS, question_words_in, thanks_words_in

_QUOTED_TO = {OfferState.PENDING, OfferState.ACCEPTED}


@dataclass(frozen=True)
class Facts:
    """Who helped, held a lunch-and-learn and reached a milestone; who reads which question, or once helped with it.

    `reported` are who reported which thanks.
    """

    helpers: frozenset[str]
    hosts: frozenset[str]
    reached: frozenset[str]
    asked: dict[str, frozenset[str]]
    helped_with: dict[str, frozenset[str]]
    reported: dict[str, frozenset[str]]


async def facts(session: AsyncSession, names: dict[int, str]) -> Facts:
    """Look them up."""
    asked: dict[str, set[str]] = {}
    helped_with: dict[str, set[str]] = {}
    offers = await session.execute(
        select(Question.text, Question.state, Offer.state, Offer.member_id).join(
            Offer, Offer.question_id == Question.id
        )
    )
    for text, state, offer, member_id in offers:
        for word in question_words_in(text):
            if offer in _QUOTED_TO and state in {QuestionState.OPEN, QuestionState.ACCEPTED}:
                asked.setdefault(word, set()).add(names[member_id])
            if offer in {OfferState.ACCEPTED, OfferState.STEPPED_BACK}:
                helped_with.setdefault(word, set()).add(names[member_id])
    cards = await session.execute(
        select(Question.text, OpenCard.channel_slack_id, OpenCard.lead_id).join(
            OpenCard, OpenCard.question_id == Question.id
        )
    )
    for text, channel, lead_id in cards:
        for word in question_words_in(text):
            asked.setdefault(word, set()).update(READERS[channel] if channel else {names[lead_id or 0]})
    reported: dict[str, set[str]] = {}
    for reason, reporter_id in await session.execute(
        select(Kudos.reason, KudosReport.reporter_id).join(KudosReport, KudosReport.kudos_id == Kudos.id)
    ):
        for word in thanks_words_in(reason):
            reported.setdefault(word, set()).add(names[reporter_id])
    return Facts(
        helpers=frozenset(names[one] for one in await session.scalars(select(Help.helper_id))),
        hosts=frozenset(names[one] for one in await session.scalars(select(LunchHost.member_id))),
        reached=frozenset(names[one] for one in await session.scalars(select(Milestone.member_id))),
        asked={word: frozenset(who) for word, who in asked.items()},
        helped_with={word: frozenset(who) for word, who in helped_with.items()},
        reported={word: frozenset(who) for word, who in reported.items()},
    )
