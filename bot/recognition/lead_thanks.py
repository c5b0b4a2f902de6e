"""What a lead alone reads of a month: their own part, whom they have not thanked yet, and where their thanks go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, distinct, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import people
from bot.recognition.prompt_moments import begin_of_month, month_after
from models import Area, Help, Kudos, KudosReceiver, Member, Question, Skill, TeamMember

MIRROR = timedelta(days=90)
# Who helped after a month's last prompt would be on none of either month.
LAST_DAYS_BEFORE = timedelta(days=7)


@dataclass(frozen=True)
class Month:
    """A calendar month on the lead's clocks: when it begins and ends, and whether it is still going on."""

    begins_at: datetime
    ends_at: datetime
    is_this_month: bool


@dataclass(frozen=True)
class ToThank:
    """Somebody who helped, and whom the lead has not thanked since shortly before the month began.

    `topic` is that of their help, None where it has no name; whom they helped is never said, unless it was the lead.
    """

    member: Member
    topic: str | None
    helped_lead: bool
    is_this_month: bool


@dataclass(frozen=True)
class OwnPart:
    """How many people the lead helped and thanked in that month."""

    helped: int
    thanked: int


def month_of_lead(lead: Member, month_on: date, *, now: datetime) -> Month:
    """The month that is named by its first day, on the lead's clocks."""
    hours = people.hours_of(lead)
    begins_at, ends_at = begin_of_month(hours, month_on), begin_of_month(hours, month_after(month_on))
    return Month(begins_at, ends_at, begins_at <= now < ends_at)


async def to_thank(session: AsyncSession, lead: Member, team_id: int, month: Month) -> list[ToThank]:
    """The people of a team, by name, who helped in a month or shortly before it and have no thanks of the lead."""
    since = month.begins_at - LAST_DAYS_BEFORE
    rows = await session.execute(
        select(Member, Skill.name, Question.asker_id, Help.helped_at)
        .join(Help, (Help.helper_id == Member.id) & (Help.workspace_id == Member.workspace_id))
        .join(Question, (Question.id == Help.question_id) & (Question.workspace_id == Help.workspace_id))
        .join(TeamMember, (TeamMember.member_id == Member.id) & (TeamMember.workspace_id == Member.workspace_id))
        .outerjoin(Skill, (Skill.id == Help.skill_id) & (Skill.workspace_id == Help.workspace_id))
        .where(
            TeamMember.workspace_id == lead.workspace_id,
            TeamMember.team_id == team_id,
            Member.id != lead.id,
            Member.likes_public_thanks.is_(True),
            people.takes_part(),
            Help.helped_at >= since,
            Help.helped_at < month.ends_at,
            _may_be_spoken_of(lead.workspace_id),
            ~_thanked_by(lead, since=since),
        )
        .order_by(Skill.name.is_(None), Help.helped_at.desc(), Help.id.desc())
    )
    found: dict[int, ToThank] = {}
    for member, topic, asker_id, helped_at in rows:
        one = ToThank(
            member,
            topic,
            helped_lead=asker_id == lead.id,
            is_this_month=month.is_this_month and helped_at >= month.begins_at,
        )
        found.setdefault(member.id, one)
    return sorted(found.values(), key=lambda one: (one.member.name.casefold(), one.member.id))


def _may_be_spoken_of(workspace_id: int) -> ColumnElement[bool]:
    """Help that may be told of at all: none that was confided; asks without a name are left out here, too."""
    confided = select(Skill.id).where(Skill.workspace_id == workspace_id, Skill.area == Area.CONFIDE)
    by_help = Help.skill_id.is_(None) | Help.skill_id.not_in(confided)
    return by_help & (Question.skill_id.is_(None) | Question.skill_id.not_in(confided))


def _thanked_by(lead: Member, *, since: datetime) -> ColumnElement[bool]:
    return exists().where(
        Kudos.workspace_id == lead.workspace_id,
        Kudos.giver_id == lead.id,
        Kudos.given_at >= since,
        KudosReceiver.workspace_id == Kudos.workspace_id,
        KudosReceiver.kudos_id == Kudos.id,
        KudosReceiver.member_id == Member.id,
    )


async def own_part(session: AsyncSession, lead: Member, month: Month) -> OwnPart:
    """How many people the lead helped and thanked in a month, in whatever way."""
    helped = (
        select(func.count(distinct(Question.asker_id)))
        .join(Help, (Help.question_id == Question.id) & (Help.workspace_id == Question.workspace_id))
        .where(
            Help.workspace_id == lead.workspace_id,
            Help.helper_id == lead.id,
            Help.helped_at >= month.begins_at,
            Help.helped_at < month.ends_at,
        )
    )
    thanked = (
        select(func.count(distinct(KudosReceiver.member_id)))
        .join(Kudos, (Kudos.id == KudosReceiver.kudos_id) & (Kudos.workspace_id == KudosReceiver.workspace_id))
        .where(
            Kudos.workspace_id == lead.workspace_id,
            Kudos.giver_id == lead.id,
            Kudos.given_at >= month.begins_at,
            Kudos.given_at < month.ends_at,
        )
    )
    return OwnPart(await session.scalar(helped) or 0, await session.scalar(thanked) or 0)


async def thanks_by_person(session: AsyncSession, lead: Member, *, now: datetime) -> Sequence[int]:
    """How often the lead thanked each person in the last 90 days, most first, without a word of who they are."""
    often = func.count()
    found = await session.scalars(
        select(often)
        .select_from(KudosReceiver)
        .join(Kudos, (Kudos.id == KudosReceiver.kudos_id) & (Kudos.workspace_id == KudosReceiver.workspace_id))
        .where(
            Kudos.workspace_id == lead.workspace_id,
            Kudos.giver_id == lead.id,
            Kudos.given_at > now - MIRROR,
        )
        .group_by(KudosReceiver.member_id)
        .order_by(often.desc())
    )
    return list(found)
