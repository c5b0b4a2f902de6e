"""The menu of topics while somebody types into it."""

from bot import skills
from handlers.answering.answers import Answer, Visit
from handlers.answering.heard import Suggestion
from handlers.blocks import skills as blocks


async def suggest_topics(suggestion: Suggestion, visit: Visit) -> Answer:
    """Any topic: what the workspace lists, our starting topics, and the person's own words."""
    typed = " ".join(suggestion.typed.split())
    found = await skills.type_ahead(visit.session, visit.workspace.id, typed)
    return Answer(options=blocks.topic_options(found, own_words=typed))


async def suggest_listed_topics(suggestion: Suggestion, visit: Visit) -> Answer:
    """Only topics that the workspace has an entry for."""
    found = await skills.type_ahead(visit.session, visit.workspace.id, " ".join(suggestion.typed.split()))
    return Answer(options=blocks.topic_options([topic for topic in found if topic.skill_id is not None]))
