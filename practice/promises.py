"""What Slack hands an app for a while: trigger ids for opening views, and response urls for answering."""

import secrets
import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from practice.clock import PracticeClock
from practice.deadlines import Deadlines
from practice.refusal import Refused


@dataclass
class _Trigger:
    person_id: str
    made_at: float
    inside_modal: bool
    is_used: bool = False


class TriggerIds:
    """Trigger ids: each opens one view, within three seconds of the machine's time."""

    def __init__(self, deadlines: Deadlines) -> None:
        self._deadlines = deadlines
        self._triggers: dict[str, _Trigger] = {}

    def issue(self, person_id: str, *, inside_modal: bool = False) -> str:
        """Return a new trigger id for what this person just did."""
        trigger_id = f"{secrets.randbelow(10**12)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        self._triggers[trigger_id] = _Trigger(person_id, time.monotonic(), inside_modal)
        return trigger_id

    def check(self, trigger_id: str) -> tuple[str, bool]:
        """Return whose trigger it is and whether it came from inside a modal; leaves it unused.

        Raises:
            Refused: it is unknown, used or too old.
        """
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            raise Refused("invalid_trigger_id")
        if trigger.is_used:
            raise Refused("exchanged_trigger_id")
        if time.monotonic() - trigger.made_at > self._deadlines.trigger_seconds:
            raise Refused("expired_trigger_id")
        return trigger.person_id, trigger.inside_modal

    def forget(self) -> None:
        """Make every trigger id unknown."""
        self._triggers.clear()

    def use(self, trigger_id: str) -> None:
        """Mark a checked trigger id as used."""
        self._triggers[trigger_id].is_used = True


@dataclass
class ResponseAddress:
    """Where a response_url leads: to one person in one place, and to the message it came from, if any."""

    person_id: str
    channel_id: str
    message_ts: str | None
    made_at: datetime
    uses_left: int
    thread_ts: str | None = None


class ResponseAddresses:
    """Response urls: each good for five uses within 30 minutes of the practice clock."""

    def __init__(self, clock: PracticeClock, deadlines: Deadlines) -> None:
        self._clock = clock
        self._deadlines = deadlines
        self._addresses: dict[str, ResponseAddress] = {}

    def issue(
        self, person_id: str, channel_id: str, message_ts: str | None = None, thread_ts: str | None = None
    ) -> str:
        """Return the secret part of a new response url."""
        secret = secrets.token_urlsafe(24)
        self._addresses[secret] = ResponseAddress(
            person_id, channel_id, message_ts, self._clock.now(), self._deadlines.response_url_uses, thread_ts
        )
        return secret

    def forget(self) -> None:
        """Make every response url unknown."""
        self._addresses.clear()

    def use(self, secret: str) -> ResponseAddress:
        """Spend one use and return where it leads.

        Raises:
            Refused: unknown, too old, or used five times.
        """
        address = self._addresses.get(secret)
        if address is None:
            raise Refused("expired_url")
        age = self._clock.now() - address.made_at
        if address.uses_left < 1 or age > timedelta(minutes=self._deadlines.response_url_minutes):
            raise Refused("used_url")
        address.uses_left -= 1
        return address
