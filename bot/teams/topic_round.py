"""The topic round of a team: what its people can help with, each named because they said so for all to see."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries, people, skills
from bot.commands import here
from bot.database import insert_unless_present
from bot.errors import WhoKnowsError
from bot.skills.rounds import WELCOME_CARD
from bot.teams.membership import came
from models import Expertise, Level, Member, RoundTopic, Skill, Team, TeamMember


@dataclass(frozen=True)
class TopicInRound:
    """One topic, with the names of who can help with it and of who is learning it, each in order of the alphabet."""

    skill_id: int
    name: str
    helpers: list[str]
    learners: list[str]


@dataclass(frozen=True)
class TopicRound:
    """What a team's people have named so far, by topic; `member_ids` are who they are."""

    member_ids: frozenset[int]
    topics: list[TopicInRound]

    @property
    def people(self) -> int:
        """How many have named something."""
        return len(self.member_ids)


async def topic_round(session: AsyncSession, team: Team) -> TopicRound:
    """A team's round as it is now: only of who is in the team and still lists the topic."""
    rows = await session.execute(
        select(Member, Skill.id, Skill.name, Expertise.level)
        .join(Expertise, (Expertise.member_id == Member.id) & (Expertise.workspace_id == Member.workspace_id))
        .join(Skill, (Skill.id == Expertise.skill_id) & (Skill.workspace_id == Expertise.workspace_id))
        .join(
            RoundTopic,
            (RoundTopic.expertise_id == Expertise.id) & (RoundTopic.workspace_id == Expertise.workspace_id),
        )
        .join(
            TeamMember,
            (TeamMember.member_id == Member.id)
            & (TeamMember.team_id == RoundTopic.team_id)
            & (TeamMember.workspace_id == Member.workspace_id),
        )
        .where(RoundTopic.workspace_id == team.workspace_id, RoundTopic.team_id == team.id)
    )
    topics: dict[int, TopicInRound] = {}
    named: set[int] = set()
    for member, skill_id, name, level in sorted(rows, key=lambda row: (row[0].name.casefold(), row[0].id)):
        if people.may_take_part(member):
            topic = topics.setdefault(skill_id, TopicInRound(skill_id, name, [], []))
            (topic.learners if level is Level.LEARNING else topic.helpers).append(member.name)
            named.add(member.id)
    return TopicRound(
        frozenset(named), sorted(topics.values(), key=lambda topic: (topic.name.casefold(), topic.skill_id))
    )


async def running(session: AsyncSession, workspace_id: int, team_id: int) -> Team:
    """The team of a round that somebody may join now."""
    team: Team | None = await session.scalar(
        select(Team).where(Team.workspace_id == workspace_id, Team.id == team_id, Team.welcomed_at.is_not(None))
    )
    if team is None:
        way = f"Type {here('/skills add')} and a topic to list it."
        raise WhoKnowsError(f"This round is over, so nothing was changed. {way}")
    return team


async def join(
    session: AsyncSession, member: Member, team: Team, names: Sequence[str], *, level: Level, now: datetime
) -> list[str]:
    """List topics for a member and name them with these in a team's round; gives the topics' names.

    A topic that they can teach stays so when they say here that they can help.
    Raises WhoKnowsError when a name is empty, too long or too many come at once; nothing is listed then.
    """
    skills.checked_names(names)
    listed = (await skills.card(session, member, now=now)).listed
    teaches = {line.skill_id for line in listed if line.level is Level.CAN_TEACH and level is Level.CAN_HELP}
    found = await skills.find_each(session, member.workspace_id, names)
    said = [name for name in names if name not in found or found[name].id not in teaches]
    if said:
        await skills.add(session, member, said, level=level, now=now)
    return await show(session, member, team, names, now=now)


async def me_too(session: AsyncSession, member: Member, team: Team, skill_id: int, *, now: datetime) -> str:
    """List a topic that stands in a team's round for one more member; gives its name."""
    name = {topic.skill_id: topic.name for topic in (await topic_round(session, team)).topics}.get(skill_id)
    if name is None:
        raise WhoKnowsError("This topic isn't in the round any more, so nothing was changed.")
    await join(session, member, team, [name], level=Level.CAN_HELP, now=now)
    return name


async def show(
    session: AsyncSession, member: Member, team: Team, names: Collection[str], *, now: datetime
) -> list[str]:
    """Name a member in a team's round with topics that they list; gives the topics' names."""
    await came(session, team, [member], now=now)
    shown = []
    for name in names:
        skill = await skills.find(session, member.workspace_id, name)
        expertise_id = skill and await session.scalar(
            select(Expertise.id).where(
                Expertise.workspace_id == member.workspace_id,
                Expertise.member_id == member.id,
                Expertise.skill_id == skill.id,
            )
        )
        if skill is not None and expertise_id is not None:
            await insert_unless_present(
                session,
                RoundTopic,
                workspace_id=team.workspace_id,
                team_id=team.id,
                expertise_id=expertise_id,
                added_at=now,
            )
            shown.append(skill.name)
    await deliveries.refresh(session, workspace_id=team.workspace_id, kind=WELCOME_CARD, subject_id=team.id, now=now)
    return list(dict.fromkeys(shown))
