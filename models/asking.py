"""Questions, the offers they make to colleagues, the help that came of them, and the demand nobody could meet."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, OfWorkspace, RowId, one_of, walls, within_workspace


class QuestionState(StrEnum):
    """The life of a question. Cancelled and closed questions stay for what follows them, never for routing."""

    DRAFT = "draft"
    OPEN = "open"
    ACCEPTED = "accepted"
    ANSWERED = "answered"
    CANCELLED = "cancelled"
    CLOSED = "closed"


class OfferState(StrEnum):
    """The life of one invitation; `stepped_back` is a yes that its helper took back or the asker let go."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    PASSED = "passed"
    WITHDRAWN = "withdrawn"
    STEPPED_BACK = "stepped_back"


class Question(OfWorkspace, Base):
    """What somebody asked. `card` counts the asker's cards: the newest is the living one, older ones are retired.

    `widen_at` is when the next people are asked; None when nobody is left or nobody should be. `exhausted_at` is when
    the asker was told that nobody could yet. An open question without any `waves` and with a `widen_at` waits until
    then because its asker chose to. `topic_words` is the topic as the asker named it, where the registry has none.
    """

    __tablename__ = "questions"
    __table_args__ = (
        walls(),
        within_workspace("asker_id", "members"),
        within_workspace("helper_id", "members"),
        within_workspace("skill_id", "skills"),
        Index("ix_questions_state_widen_at", "state", "widen_at"),
        Index("ix_questions_workspace_id_asker_id", "workspace_id", "asker_id"),
        Index("ix_questions_workspace_id_drafted_at", "workspace_id", "drafted_at"),
        Index("ix_questions_answered_at", "answered_at"),
    )

    asker_id: Mapped[int] = mapped_column(RowId)
    text: Mapped[str] = mapped_column(Text)
    skill_id: Mapped[int | None] = mapped_column(RowId)
    topic_words: Mapped[str | None] = mapped_column(String(80))
    state: Mapped[QuestionState] = mapped_column(one_of(QuestionState))
    drafted_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    waves: Mapped[int] = mapped_column(Integer, default=0)
    widen_at: Mapped[datetime | None]
    exhausted_at: Mapped[datetime | None]
    card: Mapped[int] = mapped_column(Integer, default=0)
    helper_id: Mapped[int | None] = mapped_column(RowId)
    accepted_at: Mapped[datetime | None]
    helper_says_answered_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]


class Offer(OfWorkspace, Base):
    """One invitation to one member for one question; `reasons` is why, as data that blocks put into words.

    `shown_at` is when the card reached the member. `allowance_week` (ISO date of a Monday) names the week whose
    allowance it takes; None for an offer that was settled before anybody could see it and cost no ask.
    """

    __tablename__ = "offers"
    __table_args__ = (
        walls(),
        within_workspace("question_id", "questions"),
        within_workspace("member_id", "members"),
        UniqueConstraint("workspace_id", "question_id", "member_id"),
        Index("ix_offers_workspace_id_member_id", "workspace_id", "member_id"),
    )

    question_id: Mapped[int] = mapped_column(RowId)
    member_id: Mapped[int] = mapped_column(RowId)
    wave: Mapped[int] = mapped_column(Integer)
    state: Mapped[OfferState] = mapped_column(one_of(OfferState))
    reasons: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    offered_at: Mapped[datetime]
    shown_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    allowance_week: Mapped[str | None] = mapped_column(String(10))


class OpenCard(OfWorkspace, Base):
    """A question that its asker posted where anybody can say *I can help*: in a channel, or to one lead alone.

    `trouble` is why Slack did not take it, in Slack's word, or "held" where nobody can tell whether it arrived; None
    while all is well. `passed_at` is when the lead said not this time.
    """

    __tablename__ = "open_cards"
    __table_args__ = (
        walls(),
        within_workspace("question_id", "questions"),
        within_workspace("lead_id", "members"),
        UniqueConstraint("workspace_id", "question_id", "channel_slack_id"),
        UniqueConstraint("workspace_id", "question_id", "lead_id"),
    )

    question_id: Mapped[int] = mapped_column(RowId)
    channel_slack_id: Mapped[str | None] = mapped_column(String(32))
    lead_id: Mapped[int | None] = mapped_column(RowId)
    posted_at: Mapped[datetime]
    trouble: Mapped[str | None] = mapped_column(String(80))
    passed_at: Mapped[datetime | None]


class Help(OfWorkspace, Base):
    """The evidence that a member helped: the question and its words are what routing learns from."""

    __tablename__ = "helps"
    __table_args__ = (
        walls(),
        within_workspace("question_id", "questions"),
        within_workspace("helper_id", "members"),
        within_workspace("skill_id", "skills"),
        UniqueConstraint("workspace_id", "question_id", "helper_id"),
        Index("ix_helps_workspace_id_helped_at", "workspace_id", "helped_at"),
        Index("ix_helps_workspace_id_helper_id", "workspace_id", "helper_id"),
    )

    question_id: Mapped[int] = mapped_column(RowId)
    helper_id: Mapped[int] = mapped_column(RowId)
    skill_id: Mapped[int | None] = mapped_column(RowId)
    helped_at: Mapped[datetime]


class Demand(OfWorkspace, Base):
    """A question that found nobody to ask, kept once per question because demand builds the registry."""

    __tablename__ = "demands"
    __table_args__ = (
        walls(),
        within_workspace("question_id", "questions"),
        within_workspace("skill_id", "skills"),
        UniqueConstraint("workspace_id", "question_id"),
    )

    question_id: Mapped[int] = mapped_column(RowId)
    skill_id: Mapped[int | None] = mapped_column(RowId)
    noticed_at: Mapped[datetime]
