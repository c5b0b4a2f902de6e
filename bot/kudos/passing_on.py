"""Help that is passed on: somebody who was once helped with a topic helps another with it.

Whoever helped them first is told in private, once per person and topic, and without a name: that is for whoever passed
it on to say. Nobody learns who was helped this time, or with which question.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, exists, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot import attention, deliveries, people
from bot.database import changed, insert_unless_present
from bot.deliveries import ToMember
from bot.errors import NotYours, Settled
from bot.kudos.helps import tell_helper
from models import Area, Delivery, Help, Member, Operation, PassedOn, Question, Skill

MESSAGE = "passed_on"
BETWEEN_MESSAGES = timedelta(days=7)
AT_HOME_FOR = timedelta(days=14)
MOST_AT_HOME = 3


@dataclass(frozen=True)
class PassOn:
    """What a first helper reads: the topic, when it was passed on, and by whom once that person said so."""

    passed_on_id: int
    topic: str
    passed_on_at: datetime
    by: str | None


@dataclass(frozen=True)
class FirstHelper:
    """Who once helped a member with what they passed on; `is_told` once the member said that it was them."""

    passed_on_id: int
    name: str
    topic: str
    is_told: bool


async def note(session: AsyncSession, question: Question, *, now: datetime) -> None:
    """Note that the help just recorded for this question passes on what others once gave its helper, and tell them.

    Not for topics of the area *confide*, and not to the one who is helped now, who would know who is meant.
    """
    if question.skill_id is None or question.helper_id is None:
        return
    rows = (await session.execute(_first_helpers(question))).all()
    members = await people.members(session, question.workspace_id, [row.helper_id for row in rows]) if rows else {}
    for help_id, first_helper_id in rows:
        first = members[first_helper_id]
        if people.may_take_part(first) and await insert_unless_present(
            session,
            PassedOn,
            workspace_id=question.workspace_id,
            help_id=help_id,
            first_helper_id=first.id,
            passed_on_at=now,
        ):
            await _tell(session, first, help_id, now=now)


def _first_helpers(question: Question) -> Select[int, int]:
    """The help of this question, with each who once gave its helper the same, unless they heard of it before."""
    own, first, earlier = aliased(Help), aliased(Help), aliased(Help)
    asked = aliased(Question)
    workspace_id = question.workspace_id
    heard = exists().where(
        PassedOn.workspace_id == workspace_id,
        PassedOn.first_helper_id == first.helper_id,
        earlier.workspace_id == workspace_id,
        earlier.id == PassedOn.help_id,
        earlier.helper_id == question.helper_id,
        earlier.skill_id == question.skill_id,
    )
    return (
        select(own.id, first.helper_id)
        .distinct()
        .select_from(asked)
        .join(first, (first.question_id == asked.id) & (first.workspace_id == asked.workspace_id))
        .join(Skill, (Skill.id == first.skill_id) & (Skill.workspace_id == first.workspace_id))
        .join(own, (own.question_id == question.id) & (own.workspace_id == asked.workspace_id))
        .where(
            asked.workspace_id == workspace_id,
            asked.asker_id == question.helper_id,
            first.skill_id == question.skill_id,
            first.helper_id != question.asker_id,
            Skill.area.is_distinct_from(Area.CONFIDE),
            ~heard,
        )
        .order_by(first.helper_id)
    )


async def _tell(session: AsyncSession, first: Member, help_id: int, *, now: datetime) -> None:
    """Owe one message a week at most; what comes meanwhile waits in their Home and for their personal note."""
    lately = await session.scalar(
        select(Delivery.id)
        .where(
            Delivery.workspace_id == first.workspace_id,
            Delivery.member_id == first.id,
            Delivery.kind == MESSAGE,
            Delivery.operation == Operation.POST,
            Delivery.due_at > now - BETWEEN_MESSAGES,
        )
        .limit(1)
    )
    if lately is None:
        found = select(PassedOn.id).where(
            PassedOn.workspace_id == first.workspace_id,
            PassedOn.help_id == help_id,
            PassedOn.first_helper_id == first.id,
        )
        passed_on_id = (await session.scalars(found)).one()
        await deliveries.owe(
            session,
            workspace_id=first.workspace_id,
            kind=MESSAGE,
            subject_id=passed_on_id,
            key=f"passed_on:{passed_on_id}",
            to=ToMember(first.id),
            due_at=await attention.take_day(session, first, now=now),
            keeps_quiet_hours=True,
        )
    await deliveries.home_follows(session, first, now=now)


def _told() -> Select[PassedOn, str, Member]:
    return (
        select(PassedOn, Skill.name, Member)
        .join(Help, (Help.id == PassedOn.help_id) & (Help.workspace_id == PassedOn.workspace_id))
        .join(Skill, (Skill.id == Help.skill_id) & (Skill.workspace_id == Help.workspace_id))
        .join(Member, (Member.id == Help.helper_id) & (Member.workspace_id == Help.workspace_id))
    )


def _pass_on(passed_on: PassedOn, topic: str, by: Member) -> PassOn:
    is_named = passed_on.named_at is not None and by.forgotten_at is None
    return PassOn(passed_on.id, topic, passed_on.passed_on_at, by.name if is_named else None)


async def pass_on(session: AsyncSession, workspace_id: int, passed_on_id: int) -> PassOn | None:
    """What the message to a first helper says now; None where it is gone."""
    row = (
        await session.execute(_told().where(PassedOn.workspace_id == workspace_id, PassedOn.id == passed_on_id))
    ).one_or_none()
    return _pass_on(*row) if row is not None else None


async def lately(session: AsyncSession, member: Member, *, since: datetime) -> list[PassOn]:
    """What a member's help led to since a moment, the newest first, as many as fit into their Home."""
    rows = await session.execute(
        _told()
        .where(
            PassedOn.workspace_id == member.workspace_id,
            PassedOn.first_helper_id == member.id,
            PassedOn.passed_on_at > since,
        )
        .order_by(PassedOn.passed_on_at.desc(), PassedOn.id.desc())
        .limit(MOST_AT_HOME)
    )
    return [_pass_on(*row) for row in rows.all()]


async def gathered(session: AsyncSession, member: Member, *, since: datetime) -> list[str]:
    """The topics of help that was passed on since a moment and brought no message of its own."""
    told = exists().where(
        Delivery.workspace_id == PassedOn.workspace_id,
        Delivery.kind == MESSAGE,
        Delivery.subject_id == PassedOn.id,
    )
    rows = await session.scalars(
        select(Skill.name)
        .distinct()
        .join(Help, (Help.skill_id == Skill.id) & (Help.workspace_id == Skill.workspace_id))
        .join(PassedOn, (PassedOn.help_id == Help.id) & (PassedOn.workspace_id == Help.workspace_id))
        .where(
            PassedOn.workspace_id == member.workspace_id,
            PassedOn.first_helper_id == member.id,
            PassedOn.passed_on_at > since,
            ~told,
        )
        .order_by(Skill.name)
    )
    return list(rows)


async def first_helpers(session: AsyncSession, help_: Help) -> Sequence[FirstHelper]:
    """Who once gave the helper of this help what they passed on with it, by name."""
    rows = await session.execute(
        select(PassedOn.id, Member.name, Skill.name, PassedOn.named_at)
        .join(Member, (Member.id == PassedOn.first_helper_id) & (Member.workspace_id == PassedOn.workspace_id))
        .join(Help, (Help.id == PassedOn.help_id) & (Help.workspace_id == PassedOn.workspace_id))
        .join(Skill, (Skill.id == Help.skill_id) & (Skill.workspace_id == Help.workspace_id))
        .where(PassedOn.workspace_id == help_.workspace_id, PassedOn.help_id == help_.id, people.takes_part())
    )
    found = [FirstHelper(number, name, topic, is_told=named is not None) for number, name, topic, named in rows.all()]
    return sorted(found, key=lambda first: (first.name.casefold(), first.passed_on_id))


async def name_oneself(session: AsyncSession, member: Member, passed_on_id: int, *, now: datetime) -> str:
    """Let whoever helped first know who passed it on; gives their name.

    Raises NotYours for what somebody else passed on, Settled where they know already.
    """
    row = (
        await session.execute(
            select(Help, Member)
            .join(PassedOn, (PassedOn.help_id == Help.id) & (PassedOn.workspace_id == Help.workspace_id))
            .join(Member, (Member.id == PassedOn.first_helper_id) & (Member.workspace_id == PassedOn.workspace_id))
            .where(
                PassedOn.workspace_id == member.workspace_id,
                PassedOn.id == passed_on_id,
                Help.helper_id == member.id,
            )
        )
    ).one_or_none()
    if row is None:
        raise NotYours
    help_, first = row
    is_first = await changed(
        session,
        update(PassedOn)
        .where(PassedOn.workspace_id == member.workspace_id, PassedOn.id == passed_on_id, PassedOn.named_at.is_(None))
        .values(named_at=now),
    )
    if not is_first:
        raise Settled(f"You told {first.name} already. Nothing more for you to do.")
    await deliveries.refresh(session, workspace_id=member.workspace_id, kind=MESSAGE, subject_id=passed_on_id, now=now)
    await deliveries.home_follows(session, first, now=now)
    await tell_helper(session, help_, now=now)
    return first.name
