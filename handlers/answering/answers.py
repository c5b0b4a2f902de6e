"""What a handler gives back: it decides what the person is told, and answering says it after the commit."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from difflib import get_close_matches
from typing import Any

from bot.commands import here
from bot.database import Session
from bot.teams import SeenChannel
from handlers.blocks.kit import Block, Message, View
from models import Member, Workspace

HELP_WORDS = frozenset({"help", "?", "-h", "--help"})


@dataclass(frozen=True)
class Answer:
    """What the person who clicked or typed is told.

    `message` is seen by them alone; with `replaces` it takes the place of the ephemeral they pressed in. `view` is
    opened, or takes the place of the form they are in. `errors` stand at the fields of a form, by block id. `options`
    fill the menu they are typing into. One that tells a secret is not kept with the request's key: the same request
    again is answered with nothing.
    """

    message: Message | None = None
    view: View | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    replaces: bool = False
    options: Sequence[Block] = ()
    tells_a_secret: bool = False

    def as_data(self) -> dict[str, Any]:
        """The answer as plain data, to be kept with the request's key."""
        return {
            "message": self.message,
            "view": self.view,
            "errors": dict(self.errors),
            "replaces": self.replaces,
            "options": list(self.options),
        }


@dataclass(frozen=True)
class Visit:
    """One request inside its transaction: the acting member, whom they named, and the agreed time.

    `named` holds the mentioned or chosen members by Slack id; `seen` what Slack said about the channel that a handler
    asked for with `see_channel`. The session is handed on to the bot, unlooked-at.
    """

    session: Session
    workspace: Workspace
    by: Member
    named: Mapping[str, Member]
    now: datetime
    seen: Mapping[str, SeenChannel | None] = field(default_factory=dict)

    def see_channel(self, slack_id: str) -> SeenChannel | None:
        """What Slack says about a channel now; None when it shows us none.

        Nobody asks Slack within a transaction: the first call ends the visit, which begins again with the answer.
        """
        if slack_id not in self.seen:
            raise ChannelNotSeenYet(slack_id)
        return self.seen[slack_id]


class ChannelNotSeenYet(Exception):
    """Slack has to be asked about this channel first."""

    def __init__(self, slack_id: str) -> None:
        super().__init__()
        self.slack_id = slack_id


Handler = Callable[[Any, Visit], Awaitable[Answer]]


@dataclass(frozen=True)
class Occasion:
    """One event of the workspace inside its transaction, which nobody has to be answered for."""

    session: Session
    workspace: Workspace
    now: datetime


Notices = Callable[[Any, Occasion], Awaitable[None]]


def nearest(word: str, meant: Mapping[str, str]) -> str | None:
    """What somebody probably meant by a word we don't know: what to type for the closest known word.

    `meant` holds our commands by such words.
    """
    found = get_close_matches(word.strip("/").replace("-", ""), list(meant), n=1, cutoff=0.6)
    return here(meant[found[0]]) if found else None
