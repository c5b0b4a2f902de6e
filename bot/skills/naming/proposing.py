"""What somebody may mean by what they typed or wrote: proposed, never chosen for them."""

from collections.abc import Iterable

from sqlalchemy.ext.asyncio import AsyncSession

from bot.skills.naming.finding import vocabulary
from bot.skills.naming.likeness import Why
from bot.skills.naming.running_text import RunningText, Span
from bot.skills.naming.vocabulary import Proposal
from bot.words import folded
from models import Area


async def proposals(session: AsyncSession, workspace_id: int, typed: str, *, at_most: int = 5) -> list[Proposal]:
    """The topics that a typed name may mean, best first: those of the workspace before our starter topics.

    An exact name or alias comes first, with `why` NAME or ALIAS; nothing is ever chosen or made here.
    """
    return (await vocabulary(session, workspace_id)).proposals(typed, at_most=at_most)


async def type_ahead(session: AsyncSession, workspace_id: int, typed: str, *, at_most: int = 20) -> list[Proposal]:
    """The topics to show under a field while somebody types: what begins like it first, then what it may mean.

    With nothing typed yet, the topics of the workspace by name, then ours in the order of their list.
    """
    words = await vocabulary(session, workspace_id)
    if not typed.strip():
        own = sorted(
            (entry for entry in words.entries if entry.skill_id is not None), key=lambda entry: folded(entry.name)
        )
        ours = [entry for entry in words.entries if entry.skill_id is None]
        return [Proposal(entry.name, entry.skill_id, Why.NAME) for entry in [*own, *ours][:at_most]]
    begun = words.beginning_with(typed)
    names = {proposal.name for proposal in begun}
    return [*begun, *(more for more in words.proposals(typed, at_most=at_most) if more.name not in names)][:at_most]


async def meant(session: AsyncSession, workspace_id: int, name: str) -> Proposal | None:
    """The one topic somebody most likely means by a name that is no exact one; see `meant_by_each`."""
    return (await meant_by_each(session, workspace_id, [name])).get(name)


async def meant_by_each(session: AsyncSession, workspace_id: int, names: Iterable[str]) -> dict[str, Proposal]:
    """For the names that are close to a topic without being one of its words: the topic most likely meant.

    Ask "did you mean …" about these before `found_or_made`; a name that is missing here is taken as it is, either
    since it is exactly a name or alias, or since it is a new topic. Many names cost one look into the registry.
    """
    words = await vocabulary(session, workspace_id)
    return {name: likely for name in names if (likely := words.likely(name)) is not None}


async def topics_in(session: AsyncSession, workspace_id: int, text: str, *, at_most: int = 3) -> list[Proposal]:
    """The topics a running text names, such as the reason of a kudos or a question, best first.

    The most telling come first, then those of the workspace, then as the text has them. Nothing from the area
    *confide* is ever read out of a text: what is confidential is counted under no topic.
    """
    told = RunningText(text)
    found: list[tuple[Span, int, int, Why]] = []
    entries = (await vocabulary(session, workspace_id)).entries
    for place, entry in enumerate(entries):
        if entry.area is Area.CONFIDE:
            continue
        spans = [
            (span, Why.ALIAS if order else Why.NAME)
            for order, name in enumerate(entry.wordings)
            if (span := told.names(name)) is not None
        ]
        if spans:
            span, why = max(spans, key=lambda pair: (pair[0].words, pair[1] is Why.NAME))
            found.append((span, entry.skill_id is None, place, why))
    # React is not meant where the text says React Native.
    whole = [one for one in found if not any(_is_part(one[0], other[0]) for other in found)]
    whole.sort(key=lambda one: (-one[0].words, one[1], one[0].start, one[2]))
    return [Proposal(entries[place].name, entries[place].skill_id, why) for _, _, place, why in whole[:at_most]]


def _is_part(span: Span, other: Span) -> bool:
    return other.words > span.words and other.start <= span.start and span.end <= other.end
