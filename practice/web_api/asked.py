"""One call of the Web API: its arguments as Slack reads them, whichever way they were sent."""

import base64
import binascii
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from practice.records import Channel, Json, Person
from practice.refusal import Refused
from practice.world import World

if TYPE_CHECKING:
    from practice.server import Practice

_LARGEST_PAGE = 1000


@dataclass(frozen=True)
class Asked:
    """A method that the app calls, with its arguments from query, form and JSON body together."""

    practice: "Practice"
    method: str
    arguments: Json

    @property
    def world(self) -> World:
        """The workspace it is about."""
        return self.practice.world

    def text(self, name: str) -> str | None:
        """Return an argument as text, None when it is missing or empty."""
        value = self.arguments.get(name)
        return None if value is None or value == "" else str(value)

    def required(self, name: str, error: str = "invalid_arguments") -> str:
        """Return an argument that must be there.

        Raises:
            Refused: it is not; worded as Slack does.
        """
        value = self.text(name)
        if value is None:
            message = f"[ERROR] missing required field: {name}"
            raise Refused(error, response_metadata={"messages": [message]})
        return value

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return a truth value, however it was written."""
        value = self.text(name)
        return default if value is None else value.lower() in ("1", "true")

    def names(self, name: str) -> list[str]:
        """Return a list, given as a JSON list or with commas."""
        value = self.arguments.get(name)
        if isinstance(value, list):
            return [str(item) for item in value]
        text = str(value or "")
        if text.startswith("["):
            parsed = self.structure(name)
            return [str(item) for item in parsed] if isinstance(parsed, list) else []
        return [part.strip() for part in text.split(",") if part.strip()]

    def structure(self, name: str, error: str = "invalid_arguments") -> Any:
        """Return an argument that is JSON, given as such or as text; None when it is missing.

        Raises:
            Refused: the text is no JSON.
        """
        value = self.arguments.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise Refused(error) from None

    def channel(self, name: str = "channel", *, member: bool = False) -> Channel:
        """Return the place an argument names by its id; `member`: the app has to be in it.

        Raises:
            Refused: channel_not_found, also for what the app cannot see; not_in_channel.
        """
        return self.channel_called(self.required(name, "channel_not_found"), member=member)

    def channel_called(self, channel_id: str, *, member: bool = False) -> Channel:
        """Return the place with this id, as `channel` does."""
        channel = self.world.channels.get(channel_id)
        if channel is None:
            raise Refused("channel_not_found")
        if self.world.app.bot_user_id not in channel.members:
            if channel.kind != "channel":
                raise Refused("channel_not_found")
            if member:
                raise Refused("not_in_channel")
        return channel

    def reachable(self, person: Person) -> Person:
        """Return a person to whom the app may write.

        Raises:
            Refused: user_disabled, cannot_dm_bot, or channel_not_found for somebody of another company.
        """
        if person.is_bot:
            raise Refused("cannot_dm_bot")
        if person.deleted:
            raise Refused("user_disabled")
        if person.is_stranger:
            raise Refused("channel_not_found")
        return person

    def person(self, name: str = "user") -> Person:
        """Return the person an argument names.

        Raises:
            Refused: user_not_found.
        """
        person = self.world.people.get(self.required(name, "user_not_found"))
        if person is None:
            raise Refused("user_not_found")
        return person

    def page(self, items: Sequence[object], key: str, *, default: int = 100) -> Json:
        """Return one page of `items` under `key` with the cursor of the next, as cursor paging does.

        Raises:
            Refused: invalid_cursor, invalid_limit.
        """
        start = _read_cursor(self.text("cursor"))
        size = self.limit(default)
        following = start + size
        cursor = _write_cursor(following) if following < len(items) else ""
        return {
            key: list(items[start:following]),
            "response_metadata": {"next_cursor": cursor},
            "has_more": bool(cursor),
        }

    def limit(self, default: int = 100) -> int:
        """Return how many items a page may hold.

        Raises:
            Refused: invalid_limit.
        """
        text = self.text("limit")
        if text is not None and not (text.isdigit() and 0 < int(text) <= _LARGEST_PAGE):
            raise Refused("invalid_limit")
        size = int(text) if text else default
        return min(size, self.practice.page_size or size)

    def require_scope(self, *scopes: str) -> None:
        """Check that the app has one of these scopes.

        Raises:
            Refused: missing_scope, with what was needed and what the app has.
        """
        provided = self.practice.scopes()
        if scopes and not provided.intersection(scopes):
            raise Refused("missing_scope", needed=scopes[0], provided=",".join(sorted(provided)))


Answering: TypeAlias = Callable[[Asked], Awaitable[Json]]


@dataclass(frozen=True)
class Method:
    """A method of the Web API and the scopes of which the app needs one."""

    answer: Answering
    scopes: tuple[str, ...] = ()


def _write_cursor(position: int) -> str:
    return base64.urlsafe_b64encode(f"next:{position}".encode()).decode()


def _read_cursor(cursor: str | None) -> int:
    if not cursor:
        return 0
    try:
        word, _, position = base64.urlsafe_b64decode(cursor.encode()).decode().partition(":")
        if word != "next":
            raise Refused("invalid_cursor")
        return int(position)
    except (ValueError, binascii.Error):
        raise Refused("invalid_cursor") from None
