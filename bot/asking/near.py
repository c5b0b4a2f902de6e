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
    named = await skills.topics_in(session, asker.workspace_id, text)
    ids = [topic.skill_id for topic in named if topic.skill_id is not None]
    listing = await skills.how_many_can_be_asked(session, asker.workspace_id, ids, but=asker)
    return next((topic.name for topic in named if topic.skill_id not in listing), None)


async def near_topics(session: AsyncSession, asker: Member, text: str, unlisted: str | None) -> tuple[NearTopic, ...]:
    """Topics close to the one nobody lists, or to words of the text as they may have been meant; at most three."""
    close = await skills.proposals(session, asker.workspace_id, unlisted) if unlisted else []
    words = [word for word in dict.fromkeys(words_of(text)) if len(word) >= SHORTEST_WORD][:MOST_WORDS]
    meant = await skills.meant_by_each(session, asker.workspace_id, words)
    names = {topic.skill_id: topic.name for topic in (*close, *meant.values()) if topic.skill_id is not None}
    listing = await skills.how_many_can_be_asked(session, asker.workspace_id, names, but=asker)
    found = [NearTopic(skill_id, name, listing[skill_id]) for skill_id, name in names.items() if skill_id in listing]
    return tuple(found[:MOST_NEAR])
