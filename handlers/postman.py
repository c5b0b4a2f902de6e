"""The postman: takes due deliveries to Slack, one at a time per conversation, and settles how each ended."""

import asyncio
import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot import addresses, claiming, pace
from bot.claiming import METHODS, Claim
from bot.clock import Clocks
from bot.database import Database
from bot.pace import Limits
from handlers import sending
from handlers.letters import LETTERS
from handlers.outcomes import Ending, Result
from handlers.sending import NothingToSay, Written
from models import DeliveryState, Operation

log = structlog.get_logger(__name__)

POISONED_AFTER = 3
GIVES_UP_AFTER = 300


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


def _carry_on(_: str) -> None:
    """Nothing happens at the named steps, but in tests that end the process there."""


class Postman:
    """Sends what is owed; any number of them may run on one database.

    `client` must not retry by itself: a retry it hides would say things twice. `step` is called with the name of each
    step: "claimed", "accepted", "recorded".
    """

    def __init__(
        self,
        database: Database,
        clocks: Clocks,
        client: AsyncWebClient,
        *,
        limits: Limits | None = None,
        patience: Patience | None = None,
        step: Callable[[str], None] = _carry_on,
    ) -> None:
        self._database = database
        self._clocks = clocks
        self._client = client
        self._limits = limits or Limits()
        self._patience = patience or Patience()
        self._step = step
        self._owner = str(uuid.uuid4())
        self._woken = asyncio.Event()
        self._under_way: set[asyncio.Task[None]] = set()
        self._stopping = False
        database.when_owing(self.wake)

    def wake(self) -> None:
        """Look at once whether something can be sent."""
        self._woken.set()

    async def run(self) -> None:
        """Send until stopped; a database that fails for a while is tried again."""
        while not self._stopping:
            self._woken.clear()
            try:
                wait = await self._round()
            except Exception as error:  # noqa: BLE001 (the postman goes on whatever happened to one round)
                log.error("postman_round_failed", error=type(error).__name__)
                wait = 1.0
            if wait > 0:
                try:
                    await asyncio.wait_for(self._woken.wait(), timeout=wait)
                except TimeoutError:
                    continue

    async def stop(self, patience: float = 10.0) -> None:
        """Take nothing more, and let what is under way end."""
        self._stopping = True
        self.wake()
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=patience)

    async def send_all_due(self) -> None:
        """Send until nothing is left that could be sent now; for tests and for skipping ahead."""
        while True:
            claims = await self._claim()
            if claims:
                await asyncio.gather(*(self._deliver(claim) for claim in claims))
            elif self._under_way:
                await asyncio.wait(self._under_way)
            else:
                return

    async def _round(self) -> float:
        claims = await self._claim()
        for claim in claims:
            task = asyncio.create_task(self._deliver(claim))
            self._under_way.add(task)
            task.add_done_callback(self._ended)
        if claims:
            return 0.0
        async with self._database.reading() as session:
            wait = await claiming.next_moment(session, now=self._clocks.now(), machine_now=self._clocks.machine_time())
        longest = self._patience.longest_sleep
        return longest if wait is None else min(max(wait, 0.005), longest)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        self.wake()

    async def _claim(self) -> list[Claim]:
        async with self._database.transaction() as session:
            return await claiming.claim(
                session,
                owner=self._owner,
                now=self._clocks.now(),
                machine_now=self._clocks.machine_time(),
                lease=self._patience.lease,
                limits=self._limits,
            )

    async def _deliver(self, claim: Claim) -> None:
        self._step("claimed")
        try:
            written = await sending.write(self._database, claim, now=self._clocks.now())
            await self._send(claim, written)
        except NothingToSay:
            await self._settle(claim, DeliveryState.NOT_NEEDED, "no longer true")
        except Exception as error:  # noqa: BLE001 (one message that cannot be written must not stop the others)
            kind = claim.delivery.kind
            log.error("delivery_failed", kind=kind, delivery=claim.delivery.id, error=type(error).__name__)
            if claim.delivery.attempts >= POISONED_AFTER:
                await self._settle(claim, DeliveryState.DEAD, f"could not be written: {type(error).__name__}")
            else:
                await self._put_back(claim, type(error).__name__, surely_not_sent=False)

    async def _send(self, claim: Claim, written: Written) -> None:
        delivery = claim.delivery
        until = written.wait_until or await self._undisturbed_until(claim, written)
        if until is not None:
            await self._put_back(claim, "quiet hours", surely_not_sent=True, due_at=until)
            return
        if written.channel is None and delivery.operation is not Operation.HOME:
            opened = await sending.open_conversation(self._client, written.people, self._patience.call)
            if opened.ending is not Ending.DONE:
                await self._follow(claim, opened, "conversations.open")
                return
            written = await self._remember(claim, written, str((opened.data or {})["channel"]))
        if claim.tried_before and delivery.operation is Operation.POST and await self._found(claim, written):
            return
        result = await sending.call(self._client, delivery, written, self._patience.call)
        if result.ending is Ending.DONE:
            self._step("accepted")
        await self._follow(claim, result, METHODS[delivery.operation])

    async def _undisturbed_until(self, claim: Claim, written: Written) -> datetime | None:
        if not claim.delivery.keeps_quiet_hours or written.member is None or claim.tried_before:
            return None
        return await sending.do_not_disturb_until(self._client, written.member, self._clocks.now(), self._patience.call)

    async def _remember(self, claim: Claim, written: Written, channel: str) -> Written:
        async with self._database.transaction() as session:
            await addresses.remember_conversation(session, claim.delivery, channel)
        return Written(**{**written.__dict__, "channel": channel})

    async def _found(self, claim: Claim, written: Written) -> bool:
        """Look for an earlier try; True when the delivery is settled or put back, and nothing may be sent now."""
        result = await sending.look_up(self._client, claim.delivery, written, self._patience.call)
        if result.ending is Ending.DONE:
            if (result.data or {})["ts"] is None:
                return False
            log.info("delivery_found_again", kind=claim.delivery.kind, delivery=claim.delivery.id)
            await self._follow(claim, result, "chat.postMessage")
            return True
        if result.ending is Ending.REFUSED:
            # A channel would see it twice; one or two people would rather read it twice than never.
            if claim.delivery.channel_slack_id is None:
                log.warning("delivery_sent_again", kind=claim.delivery.kind, delivery=claim.delivery.id)
                return False
            await self._settle(claim, DeliveryState.HELD, "may have been posted already")
            return True
        await self._follow(claim, result, "conversations.history")
        return True

    async def _follow(self, claim: Claim, result: Result, method: str) -> None:
        match result.ending:
            case Ending.DONE:
                await self._settle(claim, DeliveryState.SENT, None, result)
                self._step("recorded")
            case Ending.REFUSED:
                log.error("delivery_refused", kind=claim.delivery.kind, method=method, reason=result.reason)
                await self._settle(claim, DeliveryState.DEAD, result.reason)
            case Ending.RATE_LIMITED:
                until = self._clocks.machine_time() + timedelta(seconds=result.retry_after)
                await self._block(claim, [method], until)
                await self._put_back(claim, result.reason, surely_not_sent=True, retry_at=until)
            case Ending.NO_ACCESS:
                log.error("slack_refuses_our_token", reason=result.reason)
                until = self._clocks.machine_time() + self._patience.no_access
                await self._block(claim, list(METHODS.values()), until)
                await self._put_back(claim, result.reason, surely_not_sent=True, retry_at=until)
            case Ending.NOT_SENT:
                await self._put_back(claim, result.reason, surely_not_sent=True)
            case Ending.AMBIGUOUS:
                await self._put_back(claim, result.reason, surely_not_sent=False)

    async def _settle(
        self, claim: Claim, state: DeliveryState, reason: str | None, result: Result | None = None
    ) -> None:
        data = (result.data if result else None) or {}
        delivery, letter = claim.delivery, LETTERS[claim.delivery.kind]
        async with self._database.transaction() as session:
            ours = await claiming.settle(
                session,
                claim,
                state,
                machine_now=self._clocks.machine_time(),
                reason=reason,
                slack_channel=data.get("channel"),
                slack_ts=data.get("ts"),
            )
            if not ours or delivery.operation is not Operation.POST:
                return
            if state is DeliveryState.SENT:
                await letter.when_sent(session, delivery, self._clocks.now())
            elif state is DeliveryState.DEAD:
                await letter.when_undeliverable(session, delivery, self._clocks.now())

    async def _put_back(
        self,
        claim: Claim,
        reason: str,
        *,
        surely_not_sent: bool,
        retry_at: datetime | None = None,
        due_at: datetime | None = None,
    ) -> None:
        attempts = claim.delivery.attempts
        if attempts >= GIVES_UP_AFTER:
            await self._settle(claim, DeliveryState.DEAD, f"gave up: {reason}")
            return
        machine_now = self._clocks.machine_time()
        if retry_at is None:
            backoff = min(self._patience.longest_backoff, timedelta(seconds=2.0 ** min(attempts, 12)))
            retry_at = machine_now + backoff * random.random()  # noqa: S311 (jitter, not a secret)
            if not surely_not_sent:
                retry_at = max(retry_at, machine_now + self._patience.visibility)
        async with self._database.transaction() as session:
            await claiming.put_back(
                session,
                claim,
                retry_at=machine_now if due_at else retry_at,
                reason=reason,
                due_at=due_at,
                surely_not_sent=surely_not_sent,
            )

    async def _block(self, claim: Claim, names: list[str], until: datetime) -> None:
        async with self._database.transaction() as session:
            for name in names:
                await pace.block(
                    session,
                    claim.delivery.workspace_id,
                    name,
                    until=until,
                    machine_now=self._clocks.machine_time(),
                )
