"""How long everything is kept, and how it goes by itself: one sheet of numbers, and the tick that follows it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, delete, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries, matching
from models import (
    AskAllowance,
    AuditEntry,
    Delivery,
    DeliveryState,
    Demand,
    LeadPrompt,
    Lunch,
    LunchQuestion,
    Operation,
    PersonalNote,
    Question,
    QuestionState,
    UnpromptedDay,
    Workspace,
)

# Decided numbers of the product: "question text kept: 180 days after closing", drafts in Home for 24 hours.
QUESTION_WORDS = timedelta(days=180)
DRAFTS = timedelta(hours=24)
# A week is how long Slack may repeat itself; what never arrived is kept for an admin to look at for a month.
EDITS_AND_HOMES = timedelta(days=7)
NEVER_ARRIVED = timedelta(days=30)
# Counts of asks and of unprompted messages matter for the week and the day they are of, and so do weekly notes.
ALLOWANCES = timedelta(days=60)
# Hosts have read them by then.
LUNCH_QUESTIONS = timedelta(days=30)
# A year and what a yearly review is late by.
AUDIT = timedelta(days=400)
# Announced to whoever takes WhoKnows away, who may change their mind until then.
AFTER_UNINSTALLING = timedelta(days=30)

AT_ONCE = 500


async def let_old_things_go(session: AsyncSession, *, now: datetime, machine_now: datetime) -> int:
    """Delete, or take the words out of, what is older than it is kept; at most `AT_ONCE` of each kind.

    Gives how many went; more go the next time. Posts that are still in Slack keep their row without any words: only by
    it can they be edited or taken away when somebody in them is forgotten.
    """
    went = await _words_of_questions(session, now)
    went += await _drafts(session, now)
    is_edit = Delivery.operation.in_([Operation.UPDATE, Operation.HOME, Operation.REMOVE])
    is_over = Delivery.state.in_([DeliveryState.SENT, DeliveryState.NOT_NEEDED])
    never_arrived = Delivery.state.in_([DeliveryState.DEAD, DeliveryState.HELD, DeliveryState.NOT_NEEDED])
    went += await _deliveries(session, is_edit & is_over & (Delivery.settled_at < machine_now - EDITS_AND_HOMES))
    went += await _deliveries(session, never_arrived & (Delivery.settled_at < machine_now - NEVER_ARRIVED))
    # An edit that a newer one replaced was never settled.
    went += await _deliveries(
        session,
        is_edit
        & Delivery.settled_at.is_(None)
        & (Delivery.state == DeliveryState.NOT_NEEDED)
        & (Delivery.due_at < now - EDITS_AND_HOMES),
    )
    for statement in (
        delete(LunchQuestion).where(LunchQuestion.id.in_(_old_lunch_questions(now))),
        delete(AuditEntry).where(AuditEntry.noted_at < now - AUDIT),
        delete(AskAllowance).where(AskAllowance.week_on < (now - ALLOWANCES).date()),
        delete(UnpromptedDay).where(UnpromptedDay.day < (now - ALLOWANCES).date()),
        delete(LeadPrompt).where(LeadPrompt.week_on < (now - ALLOWANCES).date()),
        delete(PersonalNote).where(PersonalNote.week_on < (now - ALLOWANCES).date()),
    ):
        await session.execute(statement, execution_options={"synchronize_session": False})
    await matching.let_old_changes_go(session)
    return went


async def let_workspaces_go(session: AsyncSession, *, now: datetime) -> int:
    """Delete what is left of workspaces that took WhoKnows away; gives how many messages went with them.

    What was sent goes first and in portions: a database gives up on a statement that takes as long as years of it.
    """
    is_gone = Workspace.uninstalled_at < now - AFTER_UNINSTALLING
    went = await _deliveries(session, Delivery.workspace_id.in_(select(Workspace.id).where(is_gone)))
    if went < AT_ONCE:
        await session.execute(delete(Workspace).where(is_gone), execution_options={"synchronize_session": False})
    return went


async def _words_of_questions(session: AsyncSession, now: datetime) -> int:
    ended_at = func.coalesce(Question.answered_at, Question.closed_at)
    old = select(Question.id).where(
        ended_at < now - QUESTION_WORDS, (Question.text != "") | Question.topic_words.is_not(None)
    )
    found = (
        await session.execute(
            update(Question)
            .where(Question.id.in_(old.limit(AT_ONCE)))
            .values(text="", topic_words=None)
            .returning(Question.workspace_id, Question.id)
            .execution_options(synchronize_session=False)
        )
    ).all()
    for workspace_id in sorted({row.workspace_id for row in found}):
        ids = [row.id for row in found if row.workspace_id == workspace_id]
        for kind in ("asker_card", "chat_card"):
            await deliveries.refresh_all(session, workspace_id=workspace_id, kind=kind, subject_ids=ids, now=now)
    return len(found)


async def _drafts(session: AsyncSession, now: datetime) -> int:
    """Drafts go; of one that found nobody the demand for its topic stays, without a word of it."""
    old = (
        await session.scalars(
            select(Question.id)
            .where(Question.state == QuestionState.DRAFT, Question.drafted_at < now - DRAFTS)
            .limit(AT_ONCE)
        )
    ).all()
    is_wanted = exists().where(Demand.question_id == Question.id, Demand.workspace_id == Question.workspace_id)
    still_draft = (Question.id.in_(old), Question.state == QuestionState.DRAFT)
    options = {"synchronize_session": False}
    await session.execute(
        update(Question).where(*still_draft, is_wanted).values(text="", state=QuestionState.CANCELLED, closed_at=now),
        execution_options=options,
    )
    await session.execute(delete(Question).where(*still_draft, ~is_wanted), execution_options=options)
    return len(old)


def _old_lunch_questions(now: datetime) -> Select[int]:
    held = (Lunch.id == LunchQuestion.lunch_id) & (Lunch.workspace_id == LunchQuestion.workspace_id)
    return select(LunchQuestion.id).join(Lunch, held).where(Lunch.begins_at < now - LUNCH_QUESTIONS)


async def _deliveries(session: AsyncSession, which: ColumnElement[bool]) -> int:
    ids: Sequence[int] = (await session.scalars(select(Delivery.id).where(which).limit(AT_ONCE))).all()
    await session.execute(
        delete(Delivery).where(Delivery.id.in_(ids), which), execution_options={"synchronize_session": False}
    )
    return len(ids)
