"""Sending one delivery: where it goes, whether it may have arrived before, and the call itself."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot import addresses, deliveries, people
from bot.claiming import Claim
from bot.database import Database, Session
from handlers.blocks.kit import FileToSend, Message, View
from handlers.letters import LETTERS
from handlers.outcomes import RIGHTS_ERRORS, Ending, Result, of_call, of_error
from models import Delivery, DeliveryState, Member, Operation

EVENT_TYPE = "whoknows_delivery"
LOOK_BACK = timedelta(seconds=30)
DND, OPEN = "dnd.info", "conversations.open"
HISTORY, REPLIES = "conversations.history", "conversations.replies"
FILE_ID = "F"
GONE_ALREADY = frozenset({"message_not_found", "file_not_found", "file_deleted"})


@dataclass(frozen=True)
class Written:
    """A delivery ready to go: what it says, where, and what it needs to know about its past.

    `content` is None when there is nothing left to say and only an earlier try may still be found.
    """

    content: Message | View | FileToSend | None
    channel: str | None
    people: list[str]
    ts: str | None
    look_from: str | None
    wait_until: datetime | None
    member: Member | None


class NothingToSay(Exception):
    """What was owed is no longer true, its card never got out, or its reader has left."""


async def write(database: Database, claim: Claim, *, now: datetime) -> Written:
    """Write a delivery from today's facts; raises NothingToSay when there is none left and none was said before."""
    delivery = claim.delivery
    async with database.reading() as session:
        card = await addresses.card_of(session, delivery)
        ids = [member_id for member_id in (delivery.member_id, delivery.second_member_id) if member_id is not None]
        members = await people.members(session, delivery.workspace_id, ids)
        if len(ids) == 1 and members[ids[0]].is_deactivated and members[ids[0]].forgotten_at is None:
            raise NothingToSay
        if delivery.card_id is not None and (card is None or card.state is not DeliveryState.SENT):
            raise NothingToSay
        content = await _content(session, delivery, members, now)
        # A post that may have arrived has to be found: it would go on saying what is no longer true.
        if content is None and not (claim.tried_before and delivery.operation is Operation.POST):
            raise NothingToSay
        reader = delivery.facts.get(deliveries.READER)
        look_from = None
        if claim.tried_before and delivery.first_tried_at is not None:
            look_from = await addresses.newest_ts_before(session, delivery.workspace_id, delivery.first_tried_at)
        member = members.get(delivery.member_id or 0)
        return Written(
            content=content,
            channel=card.slack_channel if card else await addresses.conversation_of(session, delivery),
            people=[reader] if reader else [members[member_id].slack_id for member_id in ids],
            ts=card.slack_ts if card else None,
            look_from=look_from,
            wait_until=_quiet_until(delivery, member, now),
            member=member,
        )


async def _content(
    session: Session, delivery: Delivery, members: Mapping[int, Member], now: datetime
) -> Message | View | FileToSend | None:
    if delivery.operation is Operation.REMOVE:
        return {}
    # Nothing more is said to somebody who was forgotten; a Home is emptied, to a reader whom the delivery names.
    if any(member.forgotten_at for member in members.values()) and delivery.operation in {
        Operation.POST,
        Operation.FILE,
    }:
        return None
    return await LETTERS[delivery.kind].write(session, delivery, now)


def _quiet_until(delivery: Delivery, member: Member | None, now: datetime) -> datetime | None:
    if not delivery.keeps_quiet_hours or member is None or delivery.facts.get(deliveries.AT_ANY_HOUR):
        return None
    back_at = people.back_at(member, now)
    return back_at if back_at > now else None


async def do_not_disturb(client: AsyncWebClient, member: Member, now: datetime, patience: float) -> Result:
    """Until when Slack keeps this member undisturbed, as `due_at`; None when it does not, or does not say."""
    try:
        async with asyncio.timeout(patience):
            said: dict[str, Any] = dict((await client.dnd_info(user=member.slack_id)).data)  # type: ignore[arg-type]
    except Exception as error:  # noqa: BLE001 (of_error raises what is not a failed call)
        return of_error(error, DND)
    begins, ends = said.get("next_dnd_start_ts") or 0, said.get("next_dnd_end_ts") or 0
    is_on = said.get("dnd_enabled") and begins <= now.timestamp() < ends
    return Result(Ending.DONE, method=DND, due_at=datetime.fromtimestamp(ends, UTC) if is_on else None)


async def open_conversation(client: AsyncWebClient, slack_ids: list[str], patience: float) -> Result:
    """Have Slack open the conversation with these people; its id is in the result's data."""
    try:
        async with asyncio.timeout(patience):
            answer = await client.conversations_open(users=slack_ids)
    except Exception as error:  # noqa: BLE001 (of_error raises what is not a failed call)
        result = of_error(error, OPEN)
        # Opening twice is opening once, so nothing about it is ambiguous.
        return replace(result, ending=Ending.NOT_SENT) if result.ending is Ending.AMBIGUOUS else result
    return Result(Ending.DONE, data={"channel": answer["channel"]["id"]}, method=OPEN)


async def call(client: AsyncWebClient, delivery: Delivery, written: Written, patience: float) -> Result:
    """Make the call that this delivery is."""
    method = delivery.operation.value
    try:
        async with asyncio.timeout(patience):
            answer = await _call(client, delivery, written)
    except Exception as error:  # noqa: BLE001 (whatever went wrong, the message may be there)
        result = of_call(error, method)
        is_gone = delivery.operation is Operation.REMOVE and result.reason in GONE_ALREADY
        return Result(Ending.DONE, method=method) if is_gone else result
    if delivery.operation is Operation.FILE:
        return Result(Ending.DONE, data={"channel": written.channel, "ts": answer["files"][0]["id"]}, method=method)
    return Result(Ending.DONE, data={"channel": answer.get("channel"), "ts": answer.get("ts")}, method=method)


async def _call(client: AsyncWebClient, delivery: Delivery, written: Written) -> Any:
    channel = str(written.channel)
    if isinstance(written.content, FileToSend):
        file = written.content
        return await client.files_upload_v2(
            channel=channel,
            filename=file.name,
            title=file.title,
            alt_txt=file.alt_text or None,
            content=file.content,
            initial_comment=file.text,
            thread_ts=written.ts,
        )
    content: dict[str, Any] = {**(written.content or {})}
    match delivery.operation:
        case Operation.HOME:
            return await client.views_publish(user_id=written.people[0], view=content)
        case Operation.REMOVE if str(written.ts).startswith(FILE_ID):
            return await client.files_delete(file=str(written.ts))
        case Operation.REMOVE:
            return await client.chat_delete(channel=channel, ts=str(written.ts))
        case Operation.UPDATE:
            return await client.chat_update(
                channel=channel, ts=str(written.ts), text=content["text"], blocks=content["blocks"]
            )
        case Operation.POST:
            return await client.chat_postMessage(
                channel=channel,
                text=content["text"],
                blocks=content["blocks"],
                unfurl_links=False,
                unfurl_media=False,
                metadata={"event_type": EVENT_TYPE, "event_payload": {"key": opaque_key(delivery)}},
            )


def opaque_key(delivery: Delivery) -> str:
    """The key that a message carries so that it can be found again; it tells nothing about anybody."""
    return f"{delivery.workspace_id}-{delivery.id}"


def is_looked_for(delivery: Delivery) -> bool:
    """Whether what may have arrived is looked for: a file in somebody's own direct messages rather comes twice."""
    is_below = delivery.operation is Operation.FILE and delivery.card_id is not None
    return is_below or delivery.operation is Operation.POST


def reads(delivery: Delivery) -> str:
    """The method that a look-up uses: what stands below a post is not in the history of its place."""
    return REPLIES if delivery.operation is Operation.FILE else HISTORY


async def look_up(
    client: AsyncWebClient,
    delivery: Delivery,
    written: Written,
    patience: float,
    *,
    before_each_page: Callable[[], Awaitable[None]],
) -> Result:
    """Look for an earlier try among the conversation's messages, or the thread's for a file below a post.

    DONE with its `ts`, or its id for a file (None: it never arrived).

    Pages back to half a minute before the newest message that Slack had answered by then. REFUSED means that our
    scopes don't let us read there. What `before_each_page` raises ends it.
    """
    oldest = str(float(written.look_from) - LOOK_BACK.total_seconds()) if written.look_from else "0"
    cursor: str | None = None
    while True:
        await before_each_page()
        try:
            async with asyncio.timeout(patience):
                page = await _page(client, written, oldest, cursor)
        except Exception as error:  # noqa: BLE001 (of_error raises what is not a failed call)
            failed = of_error(error, reads(delivery))
            # Without the right to read here we have access all the same.
            return replace(failed, ending=Ending.REFUSED) if failed.reason in RIGHTS_ERRORS else failed
        found = next(
            (ts for message in page["messages"] if (ts := _ours(message, delivery, written)) is not None), None
        )
        cursor = (page.get("response_metadata") or {}).get("next_cursor")
        if found is not None or not cursor:
            return Result(Ending.DONE, data={"channel": written.channel, "ts": found}, method=reads(delivery))


def _ours(message: Mapping[str, Any], delivery: Delivery, written: Written) -> str | None:
    """The ts of a message that is this delivery, or the id of its file; None for any other.

    A message with a file carries no key; below one post there is one file of its name.
    """
    if isinstance(written.content, FileToSend):
        files = message.get("files") or []
        return next((str(file["id"]) for file in files if file.get("name") == written.content.name), None)
    metadata = message.get("metadata") or {}
    is_ours = (metadata.get("event_payload") or {}).get("key") == opaque_key(delivery)
    return str(message["ts"]) if is_ours else None


async def _page(client: AsyncWebClient, written: Written, oldest: str, cursor: str | None) -> Any:
    arguments: dict[str, Any] = {"channel": written.channel, "oldest": oldest, "limit": 100}
    if cursor:
        arguments["cursor"] = cursor
    if isinstance(written.content, FileToSend):
        return await client.conversations_replies(ts=str(written.ts), **arguments)
    return await client.conversations_history(include_all_metadata=True, **arguments)
