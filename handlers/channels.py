"""Asking Slack about a channel: its name, whether we are in it, and who else is; never what is said there."""

import asyncio
from dataclasses import replace
from typing import Any

import structlog
from pydantic import BaseModel, ConfigDict
from slack_sdk.web.async_client import AsyncWebClient

from bot.teams import SeenChannel
from handlers.outcomes import of_error

log = structlog.get_logger(__name__)

# Seconds for somebody who waits for an answer.
PATIENCE = 1.2
# Slack recommends no more than 200 a page, and takes 1000.
PAGE = 1000
NOT_THERE = frozenset({"channel_not_found", "not_in_channel"})


class _SlackChannel(BaseModel):
    """A conversation object; any field may be missing or null."""

    model_config = ConfigDict(extra="ignore")

    id: str
    name: str | None = None
    is_private: bool | None = None
    is_archived: bool | None = None
    is_member: bool | None = None

    def seen(self) -> SeenChannel:
        """The channel in our words."""
        return SeenChannel(
            slack_id=self.id,
            name=self.name or "a-private-channel",
            is_private=bool(self.is_private),
            is_archived=bool(self.is_archived),
            bot_is_in=bool(self.is_member),
        )


async def see(client: AsyncWebClient, slack_id: str) -> SeenChannel | None:
    """What Slack says about a channel; None when it shows us none by this id. Raises what a failed call raises."""
    try:
        answer = await client.conversations_info(channel=slack_id)
    except Exception as error:
        if of_error(error, "conversations.info").reason in NOT_THERE:
            return None
        raise
    return _SlackChannel.model_validate(answer["channel"]).seen()


async def page_of_members(client: AsyncWebClient, slack_id: str, cursor: str) -> tuple[list[str], str]:
    """One page of the Slack ids of who is in a channel, and where the next begins; empty after the last."""
    more: dict[str, Any] = {"cursor": cursor} if cursor else {}
    answer = await client.conversations_members(channel=slack_id, limit=PAGE, **more)
    following = (answer.get("response_metadata") or {}).get("next_cursor") or ""
    return [str(member) for member in answer.get("members") or []], str(following)


async def look(client: AsyncWebClient, slack_id: str) -> SeenChannel | None:
    """A channel for somebody who waits: within a second or so, with its members where they could all be read.

    None when Slack shows none. Where Slack does not answer in time, the channel is taken for one that we are in: the
    timetable looks again, and says so if it is not.
    """
    channel: SeenChannel | None = SeenChannel(slack_id, "", is_private=False, is_archived=False, bot_is_in=True)
    try:
        async with asyncio.timeout(PATIENCE):
            channel = await see(client, slack_id)
            if channel is None or not channel.bot_is_in:
                return channel
            found, cursor = await page_of_members(client, slack_id, "")
            while cursor:
                further, cursor = await page_of_members(client, slack_id, cursor)
                found += further
            return replace(channel, members=frozenset(found))
    except Exception as error:  # noqa: BLE001 (of_error raises what is not a failed call)
        log.warning("channel_not_seen", error=of_error(error, "conversations.info").reason)
        return channel
