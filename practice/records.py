"""What the practice workspace is made of: people, places, messages, views, and what happened to them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, TypeAlias

Json: TypeAlias = dict[str, Any]
ChannelKind: TypeAlias = Literal["channel", "private", "im", "mpim"]
DeedKind: TypeAlias = Literal["command", "press", "submit", "message", "shortcut"]


@dataclass
class Person:
    """Somebody in the workspace, the app's own bot user included."""

    id: str
    handle: str
    real_name: str
    title: str = ""
    tz: str = "Europe/Madrid"
    is_admin: bool = False
    is_owner: bool = False
    is_bot: bool = False
    deleted: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_stranger: bool = False
    team_id: str = "T0PRACTICE"
    dnd_until: datetime | None = None
    colour: str = "#4a5568"
    joined: datetime | None = None

    @property
    def initials(self) -> str:
        """The letters of the avatar, at most two."""
        words = self.real_name.split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()

    @property
    def email(self) -> str:
        """A made-up address that cannot receive mail."""
        return f"{self.handle}@practice.example"


@dataclass
class Channel:
    """A place where messages are: a public or private channel, a DM or a group DM."""

    id: str
    kind: ChannelKind
    name: str
    members: set[str] = field(default_factory=set)
    is_archived: bool = False
    purpose: str = ""
    created: int = 0

    @property
    def is_conversation(self) -> bool:
        """Whether it is a DM or a group DM, which have people instead of a name."""
        return self.kind in ("im", "mpim")


@dataclass
class Message:
    """One message; `only_for` makes it an ephemeral that nobody else sees and no method finds again."""

    channel_id: str
    ts: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    metadata: Json | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)
    edited: bool = False
    only_for: str | None = None
    subtype: str | None = None
    client_msg_id: str | None = None
    files: list[str] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    username: str | None = None

    @property
    def is_reply(self) -> bool:
        """Whether it stands inside a thread and not at its top."""
        return self.thread_ts is not None and self.thread_ts != self.ts


@dataclass
class View:
    """A modal or an App Home as one person sees it now."""

    id: str
    type: Literal["modal", "home"]
    user: str
    payload: Json
    hash: str
    values: dict[str, dict[str, Json]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    external_id: str = ""
    root_view_id: str = ""
    previous_view_id: str | None = None

    @property
    def blocks(self) -> list[Json]:
        """The blocks as the app sent them."""
        blocks: list[Json] = self.payload.get("blocks") or []
        return blocks

    @property
    def title(self) -> str:
        """The modal's title in words; an App Home has none."""
        return str((self.payload.get("title") or {}).get("text") or "")


@dataclass
class StoredFile:
    """An uploaded file; it can be used in blocks from `ready_at` (practice time) on."""

    id: str
    name: str
    title: str
    mimetype: str
    data: bytes
    ready_at: datetime
    shared_in: set[str] = field(default_factory=set)
    alt_text: str = ""


@dataclass(frozen=True)
class AppIdentity:
    """Who the connected app is in this workspace."""

    name: str = "WhoKnows"
    app_id: str = "A0WHOKNOWS"
    bot_id: str = "B0WHOKNOWS"
    bot_user_id: str = "U0WHOKNOWS"
    team_id: str = "T0PRACTICE"
    team_name: str = "Practice"
    team_domain: str = "practice"


@dataclass
class Call:
    """One line behind the scenes: something the app was sent, or something it asked for.

    `milliseconds` and `response` are filled in when the answer is there.
    """

    direction: Literal["to app", "from app"]
    name: str
    when: datetime
    request: Json
    response: Json = field(default_factory=dict)
    milliseconds: int = 0
    ok: bool = True
    reason: str = ""


@dataclass(frozen=True)
class Finding:
    """Something in a payload that Slack would refuse, or that no app should send.

    `where` is the method or ack it came in, with a JSON pointer.
    """

    where: str
    problem: str
    payload: Json

    def __str__(self) -> str:
        return f"{self.where}: {self.problem}"


@dataclass(frozen=True)
class Deed:
    """Something a person did: `name` is the command as typed, the button's label, the form's title or the text."""

    person_id: str
    kind: DeedKind
    name: str
    place: str
