"""One try at a delivery: at a good time, where it may go, not twice, and only while the claim is ours."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot import addresses, claiming, pace, people
from bot.claiming import Claim
from bot.clock import Clocks
from bot.database import Database
from bot.own_data import SENT_AGAIN
from bot.people import Profile
from handlers.describing import describe
from handlers.outcomes import Ending, Result
from handlers.postman import sending
from handlers.postman.sending import NothingToSay, Written
from models import Operation, Workspace

log = structlog.get_logger(__name__)

GONE = frozenset({"channel_not_found", "is_archived", "not_in_channel"})
# Slack says so about people who left, among others.
WHO_IS_IT = frozenset({"user_disabled", "user_not_found", "user_not_visible", "cannot_dm_bot", "channel_not_found"})
FORGOTTEN = "its conversation was gone"
USERS = "users.info"
NO_LONGER_TRUE = Result(Ending.NOT_NEEDED, "no longer true")


@dataclass(frozen=True)
class Patience:
    """How long the postman waits; a lease outlasts a call and the time until Slack shows what it took.

    `lease` ≥ call + visibility + clock skew (reliability measurements: a shorter one says things twice).
    """

    call: float = 10.0
    lease: timedelta = timedelta(seconds=30)
    visibility: timedelta = timedelta(seconds=10)
    longest_backoff: timedelta = timedelta(minutes=15)
    longest_sleep: float = 5.0
    no_access: timedelta = timedelta(minutes=1)


class _EndedEarly(Exception):
    """The try is over before the call it is about."""

    def __init__(self, result: Result) -> None:
        super().__init__(result.reason)
        self.result = result


@dataclass
class Attempt:
    """A try at one claimed delivery; it tells how it ended and records nothing."""

    claim: Claim
    database: Database
    clocks: Clocks
    client: AsyncWebClient
    patience: Patience
    _held_until: datetime | None = field(init=False)
    _is_sent_again: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        self._held_until = self.claim.delivery.lease_until

    async def make(self) -> Result:
        """Try. An error that leaves here, of the database or of a letter, means that nothing was sent."""
        result = await self._try()
        if result.ending is Ending.REFUSED and result.reason in WHO_IS_IT:
            await self._ask_who_they_are()
        return result

    async def _try(self) -> Result:
        delivery = self.claim.delivery
        try:
            written = await self._write()
            await self._keep_quiet_hours(written)
            if written.channel is None and delivery.operation in {Operation.POST, Operation.FILE}:
                written = replace(written, channel=await self._open(written))
            if self.claim.tried_before and sending.is_looked_for(delivery):
                await self._look_for_earlier_try(written)
            if written.content is None:
                return NO_LONGER_TRUE
            await self._hold()
        except NothingToSay:
            return NO_LONGER_TRUE
        except _EndedEarly as ended:
            return ended.result
        result = await sending.call(self.client, delivery, written, self.patience.call)
        if result.ending is Ending.REFUSED and result.reason in GONE:
            return await self._open_anew(written, result)
        return replace(result, reason=SENT_AGAIN) if self._is_sent_again and result.ending is Ending.DONE else result

    async def _write(self) -> Written:
        """Write the delivery, after asking Slack who its reader is by now if that may have changed."""
        written = await sending.write(self.database, self.claim, now=self.clocks.now())
        delivery, now = self.claim.delivery, self.clocks.now()
        may_wait = delivery.keeps_quiet_hours and not self.claim.tried_before
        if not may_wait or written.wait_until is not None or written.member is None:
            return written
        async with self.database.reading() as session:
            workspace = await addresses.workspace(session, delivery.workspace_id)
            if await people.described(session, workspace.id, [written.member.slack_id], now=now):
                return written
        await self._may_call(USERS)
        profiles = await describe(self.client, workspace, [written.member.slack_id])
        if not profiles:
            return written
        await self._remember(workspace, profiles)
        return await sending.write(self.database, self.claim, now=now)

    async def _ask_who_they_are(self) -> None:
        """Learn from Slack who left, so that others can take over from them."""
        delivery = self.claim.delivery
        ids = [member_id for member_id in (delivery.member_id, delivery.second_member_id) if member_id is not None]
        async with self.database.reading() as session:
            workspace = await addresses.workspace(session, delivery.workspace_id)
            members = await people.members(session, workspace.id, ids)
        profiles = await describe(self.client, workspace, [member.slack_id for member in members.values()])
        await self._remember(workspace, profiles)

    async def _remember(self, workspace: Workspace, profiles: Sequence[Profile]) -> None:
        async with self.database.transaction() as session:
            await people.remember_each(session, workspace, profiles, now=self.clocks.now())

    async def _open_anew(self, written: Written, refused: Result) -> Result:
        """Forget a conversation that is gone, such as one of a bot that was made anew, so that Slack opens it again."""
        delivery = self.claim.delivery
        is_post = delivery.operation in {Operation.POST, Operation.FILE}
        can_be_opened = is_post and delivery.channel_slack_id is None
        if not can_be_opened or delivery.reason == FORGOTTEN:
            return refused
        async with self.database.transaction() as session:
            await addresses.forget_conversation(session, delivery, str(written.channel))
        return Result(Ending.NOT_SENT, FORGOTTEN, method=refused.method)

    async def _hold(self) -> None:
        """Keep the claim for the length of a call; whoever lost it must not speak any more."""
        machine_now = self.clocks.machine_time()
        needed = machine_now + timedelta(seconds=self.patience.call) + self.patience.visibility
        if self._held_until is not None and needed <= self._held_until:
            return
        self._held_until = machine_now + self.patience.lease
        async with self.database.transaction() as session:
            is_ours = await claiming.hold(session, self.claim, until=self._held_until)
        if not is_ours:
            log.warning("claim_lost", kind=self.claim.delivery.kind, delivery=self.claim.delivery.id)
            raise _EndedEarly(Result(Ending.LOST, "somebody else took it"))

    async def _may_call(self, method: str) -> None:
        """Hold the claim, and obey what Slack said about this method before."""
        await self._hold()
        machine_now = self.clocks.machine_time()
        async with self.database.reading() as session:
            until = await pace.blocked_until(
                session, self.claim.delivery.workspace_id, [method], machine_now=machine_now
            )
        if until is not None:
            wait = (until - machine_now).total_seconds()
            raise _EndedEarly(Result(Ending.RATE_LIMITED, "ratelimited", retry_after=wait, method=method))

    async def _keep_quiet_hours(self, written: Written) -> None:
        until = written.wait_until
        if until is None and self.claim.delivery.keeps_quiet_hours and written.member and not self.claim.tried_before:
            await self._may_call(sending.DND)
            asked = await sending.do_not_disturb(self.client, written.member, self.clocks.now(), self.patience.call)
            if asked.ending is Ending.RATE_LIMITED:
                raise _EndedEarly(asked)
            until = asked.due_at
        if until is not None:
            raise _EndedEarly(Result(Ending.QUIET_HOURS, "quiet hours", due_at=until))

    async def _open(self, written: Written) -> str:
        await self._may_call(sending.OPEN)
        opened = await sending.open_conversation(self.client, written.people, self.patience.call)
        if opened.data is None:
            raise _EndedEarly(opened)
        channel = str(opened.data["channel"])
        async with self.database.transaction() as session:
            await addresses.remember_conversation(session, self.claim.delivery, channel)
        return channel

    async def _look_for_earlier_try(self, written: Written) -> None:
        delivery = self.claim.delivery
        found = await sending.look_up(
            self.client,
            delivery,
            written,
            self.patience.call,
            before_each_page=lambda: self._may_call(sending.reads(delivery)),
        )
        if found.data is not None and found.data["ts"] is None:
            return
        if found.ending is Ending.REFUSED:
            # A channel would see it twice; one or two people would rather read it twice than never.
            if delivery.channel_slack_id is None:
                log.warning("delivery_sent_again", kind=delivery.kind, delivery=delivery.id)
                self._is_sent_again = True
                return
            raise _EndedEarly(Result(Ending.UNKNOWN, "may have been posted already"))
        if found.ending is Ending.DONE:
            log.info("delivery_found_again", kind=delivery.kind, delivery=delivery.id)
        raise _EndedEarly(found)
