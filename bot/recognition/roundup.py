"""What a team's roundup says: who helped and what is new, never whom, never the question, never anybody's count."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import addresses, kudos, lunches, people, teams
from bot.hours import zone_named
from bot.kudos import KindWords
from bot.lunches import LunchCard
from bot.recognition.questions_by_week import WeekOfQuestions, questions_by_week
from bot.teams.shoutout_times import why_left_out
from models import (
    Area,
    Delivery,
    Demand,
    Expertise,
    Help,
    Level,
    Member,
    Question,
    QuestionState,
    Roundup,
    RoundupState,
    ShoutoutRhythm,
    Skill,
    Team,
)

DEMAND_LASTS = timedelta(days=90)
MOST_WANTED = 3
# Fewer questions would tell of whoever asked them.
FEWEST_QUESTIONS = 3
# A roundup that covers more than its own week says since when.
LONGEST_WEEK = timedelta(days=8)


class Span(Enum):
    """Which time a roundup is about, as its readers would say it when it is posted."""

    THIS_WEEK = "this week"
    LAST_WEEK = "last week"
    SINCE = "since"


@dataclass(frozen=True)
class RoundupCard:
    """A roundup as a channel reads it; names and topics are in order of the alphabet.

    `names_team` is false where the channel of a private team would be named to others. `wanted` are topics that one
    person is asked about, and could use a second. `weeks` are those of the team's questions, the newest last; empty
    where that one is not the week it is read in, or has too few to be told. `story` is told with the consent of both.
    `hosts` held a lunch-and-learn in that time.
    """

    team: Team
    names_team: bool
    span: Span
    covers_from: datetime
    weeks: list[WeekOfQuestions]
    helpers: list[str]
    new_topics: list[str]
    wanted: list[str]
    story: KindWords | None = None
    hosts: Sequence[str] = ()
    next_lunch: LunchCard | None = None

    @property
    def is_worth_posting(self) -> bool:
        """Whether there is anything to say: what is wanted is no news by itself."""
        return bool(self.helpers or self.new_topics or self.story or self.hosts)


async def roundup_of(session: AsyncSession, delivery: Delivery) -> Roundup | None:
    """The roundup that a delivery is about; None for a team that left, whose number may be another's by now."""
    post = await addresses.card_of(session, delivery) if delivery.card_id else delivery
    found: Roundup | None = await session.scalar(
        select(Roundup).where(Roundup.workspace_id == delivery.workspace_id, Roundup.id == delivery.subject_id)
    )
    is_same = found is not None and post is not None and post.facts.get("due_at") == found.due_at.isoformat()
    return found if is_same else None


async def roundup_to_post(session: AsyncSession, delivery: Delivery, *, now: datetime) -> RoundupCard | None:
    """What a roundup says that is to be posted now; None where it has nothing to say, or is of no use any more."""
    roundup = await roundup_of(session, delivery)
    team = await teams.by_id(session, roundup.workspace_id, roundup.team_id) if roundup is not None else None
    if roundup is None or team is None or roundup.state is not RoundupState.OWED:
        return None
    if why_left_out(team, roundup.due_on, now) is not None:
        return None
    card = await _card(session, roundup, team, delivery)
    return card if card.is_worth_posting else None


async def roundup_as_posted(session: AsyncSession, edit: Delivery) -> RoundupCard | None:
    """What a roundup that stands in a channel says by now; None where it names nobody and nothing any more."""
    roundup = await roundup_of(session, edit)
    team = await teams.by_id(session, roundup.workspace_id, roundup.team_id) if roundup is not None else None
    if roundup is None or team is None:
        return None
    post = await addresses.card_of(session, edit)
    card = await _card(session, roundup, team, post or edit)
    return card if card.is_worth_posting else None


async def _card(session: AsyncSession, roundup: Roundup, team: Team, post: Delivery) -> RoundupCard:
    # What was posted stays what it was: a rhythm chosen since is that of the next one.
    is_monthly = post.facts.get("rhythm") == ShoutoutRhythm.MONTHLY.value
    return RoundupCard(
        team=team,
        names_team=not team.is_private or post.channel_slack_id == team.channel_slack_id,
        span=_span(roundup, team),
        covers_from=roundup.covers_from,
        weeks=[] if is_monthly else await _weeks(session, roundup, team),
        helpers=await _helpers(session, roundup, team),
        new_topics=await _new_topics(session, roundup, team),
        wanted=await _wanted(session, roundup),
        story=await kudos.told_story(session, roundup.workspace_id, roundup.story_id) if roundup.story_id else None,
        hosts=await lunches.held_between(session, team, roundup.covers_from, roundup.due_at),
        next_lunch=await lunches.next_for_team(session, team, str(post.channel_slack_id), now=roundup.due_at),
    )


def _span(roundup: Roundup, team: Team) -> Span:
    if roundup.due_at - roundup.covers_from > LONGEST_WEEK:
        return Span.SINCE
    return Span.THIS_WEEK if _is_read_in_its_week(roundup, team) else Span.LAST_WEEK


def _is_read_in_its_week(roundup: Roundup, team: Team) -> bool:
    """Whether it was posted in the week it tells of, and not late."""
    read_on = roundup.recorded_at.astimezone(zone_named(team.zone)).date()
    return read_on.isocalendar()[:2] == roundup.due_on.isocalendar()[:2]


async def _weeks(session: AsyncSession, roundup: Roundup, team: Team) -> list[WeekOfQuestions]:
    if not _is_read_in_its_week(roundup, team):
        return []
    weeks = await questions_by_week(session, team, until=roundup.due_at)
    return weeks if weeks[-1].asked >= FEWEST_QUESTIONS else []


def _is_no_confidence() -> ColumnElement[bool]:
    return or_(Skill.area.is_(None), Skill.area != Area.CONFIDE)


async def _helpers(session: AsyncSession, roundup: Roundup, team: Team) -> list[str]:
    """Those of the team who helped somebody, and like kind words in public."""
    helped = (
        select(Help.helper_id)
        .outerjoin(Skill, (Skill.id == Help.skill_id) & (Skill.workspace_id == Help.workspace_id))
        .where(
            Help.workspace_id == team.workspace_id,
            Help.helped_at > roundup.covers_from,
            Help.helped_at <= roundup.due_at,
            _is_no_confidence(),
        )
    )
    names = await session.scalars(
        select(Member.name).where(
            Member.workspace_id == team.workspace_id,
            Member.id.in_(teams.in_team(team)),
            Member.id.in_(helped),
            Member.likes_public_thanks.is_(True),
        )
    )
    return sorted(names, key=str.casefold)


async def _new_topics(session: AsyncSession, roundup: Roundup, team: Team) -> list[str]:
    """What people of the team may be asked about since; what they are learning only they see."""
    names = await session.scalars(
        select(Skill.name)
        .join(Expertise, (Expertise.skill_id == Skill.id) & (Expertise.workspace_id == Skill.workspace_id))
        .where(
            Skill.workspace_id == team.workspace_id,
            Expertise.member_id.in_(teams.in_team(team)),
            Expertise.level != Level.LEARNING,
            Expertise.added_at > roundup.covers_from,
            Expertise.added_at <= roundup.due_at,
            _is_no_confidence(),
        )
        .distinct()
    )
    return sorted(names, key=str.casefold)


async def _wanted(session: AsyncSession, roundup: Roundup) -> list[str]:
    """Topics of the workspace that people ask about, and that one person may be asked about: those most asked for."""
    found_nobody = exists().where(Demand.workspace_id == Question.workspace_id, Demand.question_id == Question.id)
    asked = (
        select(Question.skill_id, func.count().label("times"))
        .where(
            Question.workspace_id == roundup.workspace_id,
            Question.skill_id.is_not(None),
            Question.drafted_at > roundup.due_at - DEMAND_LASTS,
            Question.drafted_at <= roundup.due_at,
            or_(Question.opened_at.is_not(None), found_nobody),
            Question.state != QuestionState.CANCELLED,
        )
        .group_by(Question.skill_id)
        .subquery()
    )
    willing = (
        select(Expertise.skill_id)
        .join(Member, (Member.id == Expertise.member_id) & (Member.workspace_id == Expertise.workspace_id))
        .where(Expertise.workspace_id == roundup.workspace_id, Expertise.level != Level.LEARNING, people.takes_part())
        .group_by(Expertise.skill_id)
        .having(func.count() == 1)
    )
    names = await session.scalars(
        select(Skill.name)
        .join(asked, asked.c.skill_id == Skill.id)
        .where(Skill.workspace_id == roundup.workspace_id, Skill.id.in_(willing), _is_no_confidence())
        .order_by(asked.c.times.desc(), Skill.name)
        .limit(MOST_WANTED)
    )
    return sorted(names, key=str.casefold)
