"""What is near to a question that fits nobody: the topic it names and nobody lists, and close topics with people."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot import skills
from bot.words import words_of
from models import Member

MOST_NEAR = 3
# Shorter words are a slip of many topics.
SHORTEST_WORD = 4
MOST_WORDS = 40


@dataclass(frozen=True)
class NearTopic:
    """A topic close to what was asked that somebody else can be asked about."""

    skill_id: int
    name: str
    people: int


async def unlisted_topic(session: AsyncSession, asker: Member, text: str) -> str | None:
    """The first topic a text names that nobody but its asker can be asked about."""
    for named in await skills.topics_in(session, asker.workspace_id, text):
        if await _near(session, asker, named.name) is None:
            return named.name
    return None


async def near_topics(session: AsyncSession, asker: Member, text: str, unlisted: str | None) -> tuple[NearTopic, ...]:
    """Topics close to the one nobody lists, or to words of the text as they may have been meant; at most three."""
    close = (await skills.look_up(session, asker.workspace_id, unlisted)).close if unlisted else []
    words = [word for word in dict.fromkeys(words_of(text)) if len(word) >= SHORTEST_WORD][:MOST_WORDS]
    meant = await skills.meant_by_each(session, asker.workspace_id, words)
    names = dict.fromkeys([*close, *(one.name for one in meant.values() if one.skill_id is not None)])
    found: list[NearTopic] = []
    for name in names:
        near = await _near(session, asker, name)
        if near is not None and len(found) < MOST_NEAR:
            found.append(near)
    return tuple(found)


async def _near(session: AsyncSession, asker: Member, name: str) -> NearTopic | None:
    topic = await skills.look_up(session, asker.workspace_id, name)
    others = [one for one in topic.people if one.slack_id != asker.slack_id]
    return NearTopic(topic.skill_id, topic.name, len(others)) if topic.skill_id and others else None
