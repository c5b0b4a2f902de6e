"""The welcome of a team, in a lead's own words: written, seen by its writer, posted once, edited in place."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import audit, deliveries, people, skills
from bot.addresses import card_of
from bot.database import changed
from bot.deliveries import ToChannel, ToMember
from bot.errors import WhoKnowsError
from bot.skills.rounds import WELCOME_CARD
from bot.teams.adopting import by_id, homes_follow
from bot.teams.membership import looked_after_by
from bot.teams.topic_round import TopicInRound, TopicRound, show, topic_round
from models import Delivery, Level, Member, Team

LONGEST_WORDS = 800
# A lead goes first, and leaves room for everybody else.
MOST_OF_A_LEAD = 3


@dataclass(frozen=True)
class Welcome:
    """A welcome as it stands in the channel, or would stand: whose words, and the round so far."""

    team: Team
    writer: str
    words: str
    story: str
    topic_round: TopicRound


@dataclass(frozen=True)
class WelcomePreview:
    """A welcome for its writer: the topics they go first with, and what they still have to list before it is posted."""

    welcome: Welcome
    goes_first_with: list[str]
    lacks_teaching: bool
    lacks_learning: bool

    @property
    def is_ready(self) -> bool:
        """Whether it can be posted."""
        return not (self.lacks_teaching or self.lacks_learning)


async def to_write(session: AsyncSession, member: Member, team_id: int) -> Team:
    """A team whose welcome a member may write: its leads, or whoever adopted it where it has none."""
    team = await by_id(session, member.workspace_id, team_id)
    if team is None:
        raise WhoKnowsError("This channel is no team any more, so nothing was changed.")
    writers = await looked_after_by(session, team)
    if member.id not in {writer.id for writer in writers}:
        names = ", ".join(writer.name for writer in writers) or "nobody yet"
        raise WhoKnowsError(f"The welcome is in a lead's own words, so only they write it: {names}.")
    return team


async def may_write_welcome(session: AsyncSession, member: Member, team: Team) -> bool:
    """Whether the welcome of a team is a member's to write."""
    return member.id in {writer.id for writer in await looked_after_by(session, team)}


async def write(
    session: AsyncSession, member: Member, team_id: int, words: str, story: str, *, now: datetime
) -> WelcomePreview | None:
    """Keep a welcome's words, and show it as it would be posted; None when the posted one was changed in place."""
    team = await to_write(session, member, team_id)
    for text, field in ((words, "words"), (story, "story")):
        if len(text) > LONGEST_WORDS:
            raise WhoKnowsError(f"That's {len(text)} letters, and {LONGEST_WORDS} is the most.", field=field)
        if not any(sign.isalnum() for sign in text):
            raise WhoKnowsError("A few words would help people trust this.", field=field)
    team.welcome_words, team.welcome_story, team.welcome_by_id = words, story, member.id
    await session.flush()
    if team.welcomed_at is None:
        return await preview(session, member, team_id, now=now)
    await audit.note(session, member, "edited a welcome", team.channel_slack_id, now=now)
    await deliveries.refresh(session, workspace_id=team.workspace_id, kind=WELCOME_CARD, subject_id=team.id, now=now)
    return None


async def preview(session: AsyncSession, member: Member, team_id: int, *, now: datetime) -> WelcomePreview:
    """A welcome exactly as it would be posted, with the topics that its writer would go first with."""
    team = await to_write(session, member, team_id)
    if team.welcome_by_id != member.id or not team.welcome_words:
        raise WhoKnowsError("Write the welcome first: these words are not yours.")
    listed = (await skills.card(session, member, now=now)).listed
    helping = [line for line in listed if line.level is not Level.LEARNING]
    learning = [line for line in listed if line.level is Level.LEARNING]
    so_far = await topic_round(session, team)
    topics = {topic.skill_id: topic for topic in so_far.topics}
    first = [*helping[:MOST_OF_A_LEAD], *learning[:MOST_OF_A_LEAD]]
    for line in first:
        topic = topics.setdefault(line.skill_id, TopicInRound(line.skill_id, line.name, [], []))
        names = topic.learners if line.level is Level.LEARNING else topic.helpers
        if member.name not in names:
            names.append(member.name)
            names.sort(key=str.casefold)
    in_order = sorted(topics.values(), key=lambda topic: (topic.name.casefold(), topic.skill_id))
    with_them = TopicRound(so_far.member_ids | {member.id for _ in first[:1]}, in_order)
    welcome = Welcome(team, member.name, team.welcome_words, team.welcome_story, with_them)
    return WelcomePreview(
        welcome, [line.name for line in first], lacks_teaching=not helping, lacks_learning=not learning
    )


async def post(session: AsyncSession, member: Member, team_id: int, *, now: datetime) -> Team:
    """Post a welcome, once however often it is pressed; its writer goes first in the round."""
    shown = await preview(session, member, team_id, now=now)
    team = shown.welcome.team
    if not shown.is_ready:
        raise WhoKnowsError(
            "List a topic you can help with and one you're learning first. Your words are kept: "
            "choose Write the welcome again."
        )
    if team.lost_why is not None:
        raise WhoKnowsError(
            f"I can't post in #{team.name} now. Type /invite @WhoKnows there, then choose Post it again. "
            "Your words are kept."
        )
    is_first = await changed(
        session,
        update(Team)
        .where(Team.workspace_id == team.workspace_id, Team.id == team.id, Team.welcomed_at.is_(None))
        .values(welcomed_at=now),
    )
    if not is_first:
        return team
    await session.refresh(team)
    await show(session, member, team, shown.goes_first_with, now=now)
    await deliveries.owe(
        session,
        workspace_id=team.workspace_id,
        kind=WELCOME_CARD,
        subject_id=team.id,
        key=f"{WELCOME_CARD}:{team.id}:{now.isoformat()}",
        to=ToChannel(team.channel_slack_id),
        due_at=now,
        facts={"welcomed_at": now.isoformat()},
    )
    await audit.note(session, member, "posted a welcome", team.channel_slack_id, now=now)
    await homes_follow(session, team, {lead.id for lead in await looked_after_by(session, team)}, now=now)
    return team


async def welcome_card(session: AsyncSession, delivery: Delivery) -> Welcome | None:
    """What a welcome's card says now; None for one whose round is over, since the team was left or began anew."""
    card = await card_of(session, delivery) if delivery.card_id else delivery
    team = await by_id(session, delivery.workspace_id, delivery.subject_id)
    if team is None or card is None or team.welcomed_at is None:
        return None
    if datetime.fromisoformat(card.facts["welcomed_at"]) != team.welcomed_at:
        return None
    writer_id = team.welcome_by_id or 0
    writer = (await people.members(session, team.workspace_id, [writer_id])).get(writer_id)
    name = writer.name if writer is not None else "a colleague"
    return Welcome(team, name, team.welcome_words, team.welcome_story, await topic_round(session, team))


async def welcome_was_refused(session: AsyncSession, delivery: Delivery, *, is_held: bool, now: datetime) -> None:
    """A welcome did not arrive, or nobody can tell: its writer learns what to do, and its words are kept."""
    team = await by_id(session, delivery.workspace_id, delivery.subject_id)
    if team is None or team.welcome_by_id is None:
        return
    if not is_held:
        # What is wrong with the channel is looked at next, and then told to all who look after the team.
        team.welcomed_at, team.looked_at = None, None
    writer = (await people.members(session, team.workspace_id, [team.welcome_by_id]))[team.welcome_by_id]
    await deliveries.owe(
        session,
        workspace_id=team.workspace_id,
        kind="welcome_refused",
        subject_id=team.id,
        key=f"welcome_refused:{delivery.id}",
        to=ToMember(writer.id),
        due_at=now,
        facts={"is_held": is_held},
    )
