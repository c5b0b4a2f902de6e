"""What travels between the workspace and the connected app, whichever way it is connected."""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from practice.records import Json

EnvelopeKind: TypeAlias = Literal["slash_commands", "interactive", "events_api"]


@dataclass(frozen=True)
class Parcel:
    """Something for the app; `attempt` and `reason` tell a redelivery and why it was needed."""

    kind: EnvelopeKind
    name: str
    payload: Json
    attempt: int = 0
    reason: str = ""


@dataclass(frozen=True)
class Reply:
    """What came back: `payload` is the ack's body; `reason` says why there is none, in Slack's words."""

    is_answered: bool
    payload: Json = field(default_factory=dict)
    status: int | None = None
    reason: str = ""
    may_retry: bool = True
