"""How a call to Slack ended, and what that means for the message."""

import asyncio
from dataclasses import dataclass
from enum import Enum
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

AMBIGUOUS_ERRORS = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
AUTH_ERRORS = frozenset({"token_revoked", "token_expired", "account_inactive", "invalid_auth", "not_authed"})


class Ending(Enum):
    """The classes of endings. Only an ambiguous one may have arrived without our knowing."""

    DONE = "done"
    NOT_SENT = "not sent"
    RATE_LIMITED = "rate limited"
    REFUSED = "refused"
    NO_ACCESS = "no access"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True)
class Result:
    """How a call ended. `retry_after` is in seconds; `reason` is Slack's word or the kind of error."""

    ending: Ending
    reason: str = ""
    retry_after: float = 0.0
    data: dict[str, Any] | None = None


def of_error(error: BaseException) -> Result:
    """Put an error of a call into its class."""
    if isinstance(error, SlackApiError):
        return _of_refusal(error)
    if isinstance(error, aiohttp.ClientConnectorError):
        # No byte left this machine: nobody listened, or the name or the certificate was wrong.
        return Result(Ending.NOT_SENT, type(error).__name__)
    if isinstance(error, aiohttp.ClientError | SlackClientError | OSError | TimeoutError | asyncio.IncompleteReadError):
        return Result(Ending.AMBIGUOUS, type(error).__name__)
    raise error


def _of_refusal(error: SlackApiError) -> Result:
    response = error.response
    status = int(getattr(response, "status_code", 200) or 200)
    data = response.data if isinstance(response.data, dict) else {}
    reason = str(data.get("error") or f"status {status}")
    if status == 429 or reason == "ratelimited":
        headers = {name.lower(): value for name, value in (response.headers or {}).items()}
        seconds = headers.get("retry-after", "1")
        return Result(Ending.RATE_LIMITED, "ratelimited", retry_after=float(seconds) if seconds.isdecimal() else 1.0)
    if status >= 500 or reason in AMBIGUOUS_ERRORS or not data:
        return Result(Ending.AMBIGUOUS, reason)
    return Result(Ending.NO_ACCESS if reason in AUTH_ERRORS else Ending.REFUSED, reason)
