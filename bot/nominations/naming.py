"""The topic somebody is nominated for, under all the names it goes by; no skill is made of it before the yes."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.skills.naming.finding import titled, vocabulary
from bot.skills.naming.sameness import same_key


@dataclass(frozen=True)
class Topic:
    """A topic as it is suggested. `words` are all its names as they are compared, `key` that of the name itself.

    `skill_id` is None for one that the workspace does not have yet.
    """

    name: str
    key: str
    words: frozenset[str]
    skill_id: int | None


async def topic_named(session: AsyncSession, workspace_id: int, name: str) -> Topic:
    """What somebody means by a name: the workspace's own topic, or what it would be called once it is made."""
    entry = (await vocabulary(session, workspace_id)).same(name)
    if entry is not None:
        words = frozenset(same_key(wording) for wording in entry.wordings)
        return Topic(entry.name, same_key(entry.name), words, entry.skill_id)
    return Topic(titled(name), same_key(name), frozenset({same_key(name)}), None)
