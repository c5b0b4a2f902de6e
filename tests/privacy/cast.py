"""A small town: two teams with leads, somebody in both, somebody in none, an admin and a guest."""

import re
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from tests.living import CHANNEL, mention, slack_id

NAMES = ("Aurelio", "Brunhild", "Casimir", "Dagny", "Eulalia", "Fenella", "Horatio", "Ismene", "Gundula")
GUEST, ADMIN = "Gundula", "Fenella"
FULL_MEMBERS = tuple(name for name in NAMES if name != GUEST)
TOPICS = ("Falconry", "Beekeeping", "Glassblowing")
HARBOUR, ORCHARD, PRAISE = "C0HARBOUR", "C0ORCHARD", "C0PRAISE"
# Dagny is in both teams, Horatio in none; Casimir is not in the channel where the harbour is praised.
READERS = {
    CHANNEL: frozenset(NAMES),
    HARBOUR: frozenset({"Aurelio", "Brunhild", "Casimir", "Dagny", "Ismene", GUEST}),
    ORCHARD: frozenset({"Dagny", "Eulalia", "Fenella"}),
    PRAISE: frozenset({"Aurelio", "Brunhild", "Dagny", "Ismene", GUEST}),
}
LEADS = {HARBOUR: "Aurelio", ORCHARD: "Eulalia"}

_QUESTION, _THANKS = "quokka", "wombat"


def question_word(number: int) -> str:
    """A word that stands in one question alone."""
    return f"{_QUESTION}{number:04d}"


def thanks_word(number: int) -> str:
    """A word that stands in one thank-you alone."""
    return f"{_THANKS}{number:04d}"


def question_words_in(text: str) -> set[str]:
    """Of which questions a text has a word."""
    return set(re.findall(rf"{_QUESTION}\d{{4}}", text))


def thanks_words_in(text: str) -> set[str]:
    """Of which thanks a text has a word."""
    return set(re.findall(rf"{_THANKS}\d{{4}}", text))


def named(text: str) -> str:
    """A text with everybody who is mentioned in it by name."""
    for name in NAMES:
        text = text.replace(mention(name), name)
    return text


def names_in(text: str) -> set[str]:
    """Who is named in a text, or mentioned."""
    return {name for name in NAMES if re.search(rf"\b{name}\b|\b{slack_id(name)}\b", text)}


def leads_of(name: str) -> set[str]:
    """Who looks after somebody."""
    return {lead for channel, lead in LEADS.items() if name in READERS[channel] and name != lead}


class ChannelsOfTown(AsyncWebClient):
    """Slack, as far as it is asked about the town's channels."""

    async def conversations_info(self, *, channel: str, **_: Any) -> Any:
        """Every channel is there, and WhoKnows is in it."""
        return {"channel": {"id": channel, "name": channel.lower(), "is_member": True}}

    async def conversations_members(self, *, channel: str, **_: Any) -> Any:
        """Who is in it."""
        return {"members": sorted(slack_id(name) for name in READERS[channel])}
