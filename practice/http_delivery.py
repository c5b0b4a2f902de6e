"""Signed HTTP: what the app is sent when it listens at an address instead of over Socket Mode."""

import json
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import aiohttp
from slack_sdk.signature import SignatureVerifier

from practice.delivery import Parcel, Reply
from practice.records import Json

if TYPE_CHECKING:
    from practice.server import Practice


class HttpDelivery:
    """Posts each parcel to one address, signed as Slack signs."""

    def __init__(self, practice: "Practice", url: str) -> None:
        self._practice = practice
        self._url = url
        self._session: aiohttp.ClientSession | None = None

    async def close(self) -> None:
        """Close what is open."""
        if self._session:
            await self._session.close()

    async def send(self, parcel: Parcel) -> Reply:
        """Post a parcel and wait for its answer as long as Slack does."""
        if self._session is None:
            self._session = aiohttp.ClientSession()
        body, content_type = _body(parcel)
        headers = self.signed_headers(body) | {"Content-Type": content_type}
        if parcel.attempt:
            headers |= {"x-slack-retry-num": str(parcel.attempt), "x-slack-retry-reason": parcel.reason}
        timeout = aiohttp.ClientTimeout(total=self._practice.deadlines.answer_seconds)
        try:
            async with self._session.post(self._url, data=body, headers=headers, timeout=timeout) as response:
                return _reply(response.status, await response.text(), response.headers.get("x-slack-no-retry"))
        except TimeoutError:
            return Reply(is_answered=False, reason="http_timeout")
        except aiohttp.ClientError:
            return Reply(is_answered=False, reason="connection_failed")

    def signed_headers(self, body: str) -> dict[str, str]:
        """Return the signature of a body at the machine's time, by which Bolt checks it."""
        timestamp = str(int(self._practice.machine_seconds()))
        verifier = SignatureVerifier(self._practice.signing_secret)
        signature = verifier.generate_signature(timestamp=timestamp, body=body) or ""
        return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": signature}


def _body(parcel: Parcel) -> tuple[str, str]:
    if parcel.kind == "events_api":
        return json.dumps(parcel.payload), "application/json"
    form = {"payload": json.dumps(parcel.payload)} if parcel.kind == "interactive" else parcel.payload
    return urlencode(form), "application/x-www-form-urlencoded"


def _reply(status: int, text: str, no_retry: str | None) -> Reply:
    if not 200 <= status < 300:
        return Reply(is_answered=False, status=status, reason="http_error", may_retry=no_retry != "1")
    payload: Json
    try:
        parsed = json.loads(text) if text.strip() else {}
        payload = parsed if isinstance(parsed, dict) else {"text": text}
    except ValueError:
        payload = {"text": text}
    return Reply(is_answered=True, payload=payload, status=status)
