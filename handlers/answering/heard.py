"""What was heard, in plain values: a command, a press, a form, a shortcut, a menu being typed into, or an event."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


def number_in(text: str) -> int:
    """The row that a value of ours names, by its id; 0 for a value that is none, which is nobody's row."""
    return int(text) if text.isdecimal() else 0


@dataclass(frozen=True)
class Source:
    """Where a request came from and how the person can be answered.

    Where Slack gives no `response_url`, as for what somebody writes in a channel, the answer goes to
    `channel_slack_id`, in the thread `thread_ts`, seen by them alone. A press in a thread is answered there too.
    """

    workspace_slack_id: str | None
    person_slack_id: str | None
    key: str
    trigger_id: str | None = None
    response_url: str | None = None
    channel_slack_id: str | None = None
    thread_ts: str | None = None


@dataclass(frozen=True)
class Command:
    """A slash command as typed; `mentioned` are the Slack ids of people in it, in order."""

    source: Source
    name: str
    text: str
    mentioned: tuple[str, ...]
    channel_slack_id: str
    channel_name: str

    @property
    def is_in_channel(self) -> bool:
        """Whether it was typed in a channel; conversations of two or a few people are none."""
        is_conversation = self.channel_name.startswith(("directmessage", "mpdm-"))
        return self.channel_slack_id.startswith(("C", "G")) and not is_conversation


@dataclass(frozen=True)
class Press:
    """A pressed button or a chosen option; `place` is where it stood: message, ephemeral, home or modal.

    `channel_slack_id` is of the conversation with the message it stood on; empty for one on Home or a form.
    """

    source: Source
    name: str
    value: str
    place: str
    view_id: str | None = None
    view_hash: str | None = None
    channel_slack_id: str = ""

    @property
    def number(self) -> int:
        """The row that the button concerns, by its id; 0 for a value that is none, which is nobody's row."""
        return number_in(self.value)


@dataclass(frozen=True)
class Submission:
    """A form that was sent: `values` by block, each what the person typed or chose; empty inputs are absent.

    `blocks` are the block ids of all inputs, which is where errors can stand; `typed` is all that was typed by hand.
    """

    source: Source
    name: str
    values: Mapping[str, str | list[str]]
    metadata: str
    mentioned: tuple[str, ...]
    blocks: frozenset[str]
    typed: str

    def text(self, block: str) -> str:
        """What was typed or chosen in one input; empty when nothing was."""
        value = self.values.get(block, "")
        return value if isinstance(value, str) else ",".join(value)

    def chosen(self, block: str) -> list[str]:
        """All that was chosen in an input with several choices."""
        value = self.values.get(block, [])
        return [value] if isinstance(value, str) else value


@dataclass(frozen=True)
class Shortcut:
    """A shortcut; a message shortcut brings the message's text, who wrote it, and whether it is from a private place.

    `author_slack_id` is None for what an app wrote.
    """

    source: Source
    name: str
    message_text: str = ""
    from_private_place: bool = False
    author_slack_id: str | None = None


@dataclass(frozen=True)
class Suggestion:
    """What somebody has typed so far into a menu that is filled while typing; `metadata` is that of its form."""

    source: Source
    name: str
    typed: str
    metadata: str = ""


@dataclass(frozen=True)
class Event:
    """Something that happened in Slack. A message is named by its place, such as message.im; an opened tab other
    than Home, a message that nobody just wrote, and the one reaction that means something have names of their own.

    `channel_slack_id` and `channel_name` are of the channel it happened in or to, `new_channel_slack_id` where Slack
    gave it another id. `user` is Slack's description of somebody who is new or has changed, to be read by
    `handlers.describing`. `happened_at` is in seconds since 1970. `takes_our_token` is true where the bot's own token
    was revoked.
    `message_ts` is of the message that was reacted to, in `channel_slack_id`.
    `text` is a message without the mention of ourselves; `mentioned` are the Slack ids of the others in it, in order.
    """

    source: Source
    name: str
    text: str = ""
    channel_slack_id: str = ""
    channel_name: str = ""
    new_channel_slack_id: str = ""
    user: Mapping[str, Any] | None = None
    happened_at: float = 0.0
    takes_our_token: bool = False
    mentioned: tuple[str, ...] = ()
    has_files: bool = False
    message_ts: str = ""


Heard = Command | Press | Submission | Shortcut | Suggestion | Event
