"""The postman: takes due deliveries to Slack, one at a time per conversation, and settles how each ended."""

import asyncio
import random
import uuid
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot import claiming, database, pace
from bot.claiming import Claim
from bot.clock import Clocks
from bot.database import Database
from bot.pace import Limits
from handlers.letters import LETTERS
from handlers.outcomes import Ending, Result
from handlers.postman.attempts import Attempt, Patience
from models import DeliveryState, Operation

__all__ = ["Patience", "Postman", "carry_on"]

log = structlog.get_logger(__name__)

POISONED_AFTER = 3
GIVES_UP_AFTER = 300
# What could be taken but for the number under way is not asked about all the time.
SHORTEST_SLEEP = 0.05
LONGEST_END = 3.0


def carry_on(_: str) -> None:
    """Nothing happens at the named steps, but in tests that end the process there."""


class Postman:
    """Sends what is owed; any number of them may run on one database.

    `client` must not retry by itself: a retry it hides would say things twice. `step` is called with the name of each
    step: "claimed", "accepted", "recorded". `looked_at` is when it last looked what is due, in machine time.
    """

    def __init__(
        self,
        database: Database,
        clocks: Clocks,
        client: AsyncWebClient,
        *,
        limits: Limits | None = None,
        patience: Patience | None = None,
        step: Callable[[str], None] = carry_on,
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
        self.looked_at = clocks.machine_time()
        database.when_owing(self.wake)

    def wake(self) -> None:
        """Look at once whether something can be sent."""
        self._woken.set()

    async def run(self) -> None:
        """Send until stopped, and end what is under way; a database that fails for a while is tried again."""
        while not self._stopping:
            self._woken.clear()
            try:
                wait = await self._round()
            except Exception as error:  # noqa: BLE001 (the postman goes on whatever happened to one round)
                log.error("postman_round_failed", error=type(error).__name__)
                wait = 1.0
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), timeout=wait)
        # The last round may have taken something while it was being stopped.
        await self._end_what_is_under_way()

    async def stop(self) -> None:
        """Take nothing more, and let what is under way end; `run` then returns."""
        self._stopping = True
        self.wake()
        await self._end_what_is_under_way()

    async def _end_what_is_under_way(self) -> None:
        if self._under_way:
            _, left = await asyncio.wait(self._under_way, timeout=LONGEST_END)
            # As if killed here: whoever takes it next looks whether it arrived.
            for task in left:
                task.cancel()
            await asyncio.gather(*left, return_exceptions=True)

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
        # What became due while the claim was made must not be taken for something that was looked at.
        now, machine_now = self._clocks.now(), self._clocks.machine_time()
        self.looked_at = machine_now
        claims = await self._claim()
        for claim in claims:
            task = asyncio.create_task(self._deliver(claim))
            self._under_way.add(task)
            task.add_done_callback(self._ended)
        if claims:
            # They come first: the next claim, made now, would take their turn. Each that ends asks for one.
            return SHORTEST_SLEEP
        async with self._database.reading() as session:
            wait = await claiming.next_moment(session, kinds=LETTERS.keys(), now=now, machine_now=machine_now)
        longest = self._patience.longest_sleep
        return longest if wait is None else min(max(wait, SHORTEST_SLEEP), longest)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        self.wake()

    async def _claim(self) -> list[Claim]:
        async with self._database.transaction() as session:
            return await claiming.claim(
                session,
                owner=self._owner,
                kinds=LETTERS.keys(),
                now=self._clocks.now(),
                machine_now=self._clocks.machine_time(),
                lease=self._patience.lease,
                limits=self._limits,
            )

    async def _deliver(self, claim: Claim) -> None:
        self._step("claimed")
        result = Result(Ending.NOT_SENT)
        try:
            result = await Attempt(claim, self._database, self._clocks, self._client, self._patience).make()
            if result.ending is Ending.DONE:
                self._step("accepted")
            await self._record(claim, result)
            if result.ending is Ending.DONE:
                self._step("recorded")
        except Exception as error:  # noqa: BLE001 (one message that cannot be written must not stop the others)
            kind, name = claim.delivery.kind, type(error).__name__
            log.error("delivery_failed", kind=kind, delivery=claim.delivery.id, error=name)
            may_have_arrived = result.ending in {Ending.DONE, Ending.AMBIGUOUS}
            await self._cope(claim, error, may_have_arrived=may_have_arrived)

    async def _cope(self, claim: Claim, error: Exception, *, may_have_arrived: bool) -> None:
        name = type(error).__name__
        try:
            if claim.delivery.attempts >= POISONED_AFTER and not database.has_failed(error):
                await self._settle(claim, DeliveryState.DEAD, f"could not be written: {name}")
            else:
                await self._put_back(claim, name, surely_not_sent=not may_have_arrived)
        except Exception as again:  # noqa: BLE001 (the lease ends by itself, and somebody takes it then)
            log.error("delivery_left_to_its_lease", delivery=claim.delivery.id, error=type(again).__name__)

    async def _record(self, claim: Claim, result: Result) -> None:
        match result.ending:
            case Ending.DONE:
                await self._settle(claim, DeliveryState.SENT, result.reason or None, result)
            case Ending.NOT_NEEDED:
                await self._settle(claim, DeliveryState.NOT_NEEDED, result.reason)
            case Ending.UNKNOWN:
                log.error("delivery_held", kind=claim.delivery.kind, delivery=claim.delivery.id, reason=result.reason)
                await self._settle(claim, DeliveryState.HELD, result.reason)
            case Ending.REFUSED:
                log.error("delivery_refused", kind=claim.delivery.kind, method=result.method, reason=result.reason)
                await self._settle(claim, DeliveryState.DEAD, result.reason)
            case Ending.RATE_LIMITED:
                until = self._clocks.machine_time() + timedelta(seconds=result.retry_after)
                await self._block(claim, [result.method], until)
                await self._put_back(claim, result.reason, surely_not_sent=True, retry_at=until)
            case Ending.NO_ACCESS:
                log.error("slack_refuses_our_token", reason=result.reason)
                until = self._clocks.machine_time() + self._patience.no_access
                await self._block(claim, [operation.value for operation in Operation], until)
                await self._put_back(claim, result.reason, surely_not_sent=True, retry_at=until)
            case Ending.QUIET_HOURS:
                await self._put_back(claim, result.reason, surely_not_sent=True, due_at=result.due_at)
            case Ending.NOT_SENT:
                await self._put_back(claim, result.reason, surely_not_sent=True)
            case Ending.AMBIGUOUS:
                await self._put_back(claim, result.reason, surely_not_sent=False)
            case Ending.LOST:
                return

    async def _settle(
        self, claim: Claim, state: DeliveryState, reason: str | None, result: Result | None = None
    ) -> None:
        try:
            await self._write_down(claim, state, reason, result, follows=True)
        except Exception as error:
            if database.has_failed(error):
                raise
            # What follows is broken; what happened to the message is true all the same.
            log.error("what_follows_failed", kind=claim.delivery.kind, error=type(error).__name__)
            await self._write_down(claim, state, reason, result, follows=False)

    async def _write_down(
        self, claim: Claim, state: DeliveryState, reason: str | None, result: Result | None, *, follows: bool
    ) -> None:
        data = (result.data if result else None) or {}
        delivery = claim.delivery
        what_follows = LETTERS[delivery.kind].what_follows(delivery.operation, state) if follows else None
        async with self._database.transaction() as session:
            if what_follows is not None:
                # Whoever decides holds the workspace before its cards; the other way round each would wait for us.
                await database.decide_alone(session, delivery.workspace_id)
            ours = await claiming.settle(
                session,
                claim,
                state,
                machine_now=self._clocks.machine_time(),
                reason=reason,
                slack_channel=data.get("channel"),
                slack_ts=data.get("ts"),
            )
            if ours and what_follows is not None:
                await what_follows(session, delivery, self._clocks.now())

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
        # Waiting for a token, for Slack's pace or for the morning is no failure of the message.
        if attempts >= GIVES_UP_AFTER and retry_at is None and due_at is None:
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
            for name in sorted(names):
                await pace.block(
                    session,
                    claim.delivery.workspace_id,
                    name,
                    until=until,
                    machine_now=self._clocks.machine_time(),
                )
