"""How a call to Slack ended, and what that means for the message."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError, SlackClientError

log = structlog.get_logger(__name__)

AMBIGUOUS_ERRORS = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
TOKEN_ERRORS = frozenset({"token_revoked", "token_expired", "account_inactive", "invalid_auth", "not_authed"})
# What an admin of Slack took from us and may give back; no message is the reason.
RIGHTS_ERRORS = frozenset(
    {"missing_scope", "team_access_not_granted", "org_login_required", "ekm_access_denied", "access_denied"}
)
LATER_ERRORS = frozenset({"team_added_to_org"})
RATE_ERRORS = frozenset({"ratelimited", "rate_limited"})


class Ending(Enum):
    """The classes of endings. Only an ambiguous one may have arrived without our knowing.

    Before the call a try may end because there is nothing to say, because of quiet hours, because somebody else took
    the delivery, or because nobody can tell whether an earlier try arrived.
    """

    DONE = "done"
    NOT_SENT = "not sent"
    RATE_LIMITED = "rate limited"
    REFUSED = "refused"
    NO_ACCESS = "no access"
    AMBIGUOUS = "ambiguous"
    NOT_NEEDED = "not needed"
    QUIET_HOURS = "quiet hours"
    LOST = "lost"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Result:
    """How a try ended. `reason` is Slack's word or the kind of error.

    `method` is the pace that was used: the operation for the call itself, Slack's method for what goes before it.

    `retry_after` is in seconds, `due_at` agreed time.
    """

    ending: Ending
    reason: str = ""
    retry_after: float = 0.0
    data: dict[str, Any] | None = None
    method: str = ""
    due_at: datetime | None = None


def of_error(error: BaseException, method: str = "") -> Result:
    """Put an error of a call into its class; raises it again when it was none of the call's."""
    if isinstance(error, SlackApiError):
        return _of_refusal(error, method)
    if isinstance(error, aiohttp.ClientConnectorError):
        # No byte left this machine: nobody listened, or the name or the certificate was wrong.
        return Result(Ending.NOT_SENT, type(error).__name__, method=method)
    if isinstance(error, aiohttp.ClientError | SlackClientError | OSError | TimeoutError | asyncio.IncompleteReadError):
        return Result(Ending.AMBIGUOUS, type(error).__name__, method=method)
    if isinstance(error, AttributeError | ValueError):
        # slack_sdk 3.47 takes every answer for JSON; a proxy's plain text ends it like this.
        return Result(Ending.AMBIGUOUS, "not an answer of Slack's", method=method)
    raise error


def of_call(error: Exception, method: str) -> Result:
    """The same for the call that says something: whatever is none of the call's leaves open whether it was said."""
    try:
        return of_error(error, method)
    except Exception as unknown:  # noqa: BLE001 (it is what came in)
        log.error("call_ended_strangely", method=method, error=type(unknown).__name__)
        return Result(Ending.AMBIGUOUS, type(unknown).__name__, method=method)


def _of_refusal(error: SlackApiError, method: str) -> Result:
    response = error.response
    status = int(getattr(response, "status_code", 200) or 200)
    said = getattr(response, "data", None)
    data = said if isinstance(said, dict) else {}
    reason = str(data.get("error") or f"status {status}")
    if status == 429 or reason in RATE_ERRORS:
        headers = {name.lower(): value for name, value in (response.headers or {}).items()}
        seconds = headers.get("retry-after", "1")
        retry_after = float(seconds) if seconds.isdecimal() else 1.0
        return Result(Ending.RATE_LIMITED, "ratelimited", retry_after=retry_after, method=method)
    if status >= 500 or reason in AMBIGUOUS_ERRORS or not data:
        return Result(Ending.AMBIGUOUS, reason, method=method)
    if reason in LATER_ERRORS:
        return Result(Ending.NOT_SENT, reason, method=method)
    no_access = reason in TOKEN_ERRORS | RIGHTS_ERRORS
    return Result(Ending.NO_ACCESS if no_access else Ending.REFUSED, reason, method=method)
