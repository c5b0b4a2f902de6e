"""Slack's Web API as far as an app like WhoKnows needs it; METHODS is the whole of it."""

from practice.web_api import files, messages, people, places, reactions, start, views
from practice.web_api.asked import Method

METHODS: dict[str, Method] = {
    **start.METHODS,
    **messages.METHODS,
    **places.METHODS,
    **people.METHODS,
    **views.METHODS,
    **reactions.METHODS,
    **files.METHODS,
}
