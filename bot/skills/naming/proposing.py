"""What somebody may mean by what they typed or wrote: proposed, never chosen for them."""

from collections.abc import Iterable

from sqlalchemy.ext.asyncio import AsyncSession

from bot.skills.naming.finding import vocabulary
from bot.skills.naming.vocabulary import Proposal, Why
from bot.words import words_of
from models import Area

# Sure enough to ask "did you mean …" before a new topic is made.
_ASKED = frozenset({Why.FORM, Why.SHORT, Why.SPELLING})


async def proposals(session: AsyncSession, workspace_id: int, typed: str, *, at_most: int = 5) -> list[Proposal]:
    """The topics that a typed name may mean, best first: those of the workspace before our starter topics.

    An exact name or alias comes first, with `why` NAME or ALIAS; nothing is ever chosen or made here.
    """
    return (await vocabulary(session, workspace_id)).proposals(typed, at_most=at_most)


async def type_ahead(session: AsyncSession, workspace_id: int, typed: str, *, at_most: int = 20) -> list[Proposal]:
    """The topics to show under a field while somebody types; with nothing typed, the first of each alphabet."""
    words = await vocabulary(session, workspace_id)
    if typed.strip():
        return words.proposals(typed, at_most=at_most)
    first = sorted(words.entries, key=lambda entry: (entry.skill_id is None, entry.name.casefold()))
    return [Proposal(entry.name, entry.skill_id, Why.NAME) for entry in first[:at_most]]


async def meant(session: AsyncSession, workspace_id: int, name: str) -> Proposal | None:
    """The one topic somebody most likely means by a name that is no exact one; see `meant_by_each`."""
    return (await meant_by_each(session, workspace_id, [name])).get(name)


async def meant_by_each(session: AsyncSession, workspace_id: int, names: Iterable[str]) -> dict[str, Proposal]:
    """For the names that are close to a topic without being one of its words: the topic most likely meant.

    Ask "did you mean …" about these before `found_or_made`; a name that is missing here is taken as it is, either
    since it is exactly a name or alias, or since it is a new topic. Many names cost one look into the registry.
    """
    words = await vocabulary(session, workspace_id)
    found = {}
    for name in names:
        first = next(iter(words.proposals(name, at_most=1)), None)
        if first is not None and first.why in _ASKED:
            found[name] = first
    return found


async def topics_in(session: AsyncSession, workspace_id: int, text: str, *, at_most: int = 3) -> list[Proposal]:
    """The topics a running text names, such as the reason of a kudos or a question, best first.

    Only topics all of whose words the text has; nothing from the area *confide*, which is counted under no topic.
    """
    words = await vocabulary(session, workspace_id)
    said = set(words_of(text))
    found = []
    for place, entry in enumerate(words.entries):
        sizes = [len(own) for own in map(set, map(words_of, entry.wordings)) if own and own <= said]
        if sizes and entry.area is not Area.CONFIDE:
            found.append((-max(sizes), entry.skill_id is None, place))
    return [
        Proposal(entry.name, entry.skill_id, Why.NAME)
        for entry in (words.entries[place] for _, _, place in sorted(found)[:at_most])
    ]
