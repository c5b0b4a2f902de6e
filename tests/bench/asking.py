"""`/askexpert` over signed HTTP against Bolt's hello-world, in turns, so that what disturbs one disturbs both."""

import asyncio
import itertools
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

import aiohttp
from slack_sdk.signature import SignatureVerifier

from tests.bench.processes import ASKERS, SECRET

QUESTIONS = (
    "Our Terraform plan step wants to recreate the database. How do I tell it not to?",
    "How do you prepare a design review with people who have never been in one?",
    "The Postgres query on orders got slow over night. Where would you start to look?",
)
_numbers = itertools.count()


@dataclass
class Answers:
    """What a server did at one level of concurrency: seconds of each answer, and answers a second in each round."""

    took: list[float] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)


def signed(body: str) -> dict[str, str]:
    """The headers of a signed request."""
    timestamp = str(int(time.time()))
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=timestamp, body=body) or ""
    return {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": signature,
    }


def a_command(name: str = "/askexpert") -> str:
    """The body of a slash command, each a request of its own by the next of the askers."""
    number = next(_numbers)
    return urlencode(
        {
            "token": "unused",
            "team_id": "T0PRACTICE",
            "team_domain": "practice",
            "channel_id": "C0GENERAL",
            "channel_name": "general",
            "user_id": ASKERS[number % len(ASKERS)],
            "user_name": "somebody",
            "command": name,
            "text": f"{QUESTIONS[number % len(QUESTIONS)]} ({number})",
            "api_app_id": "A0WHOKNOWS",
            "is_enterprise_install": "false",
            "response_url": "http://127.0.0.1:1/response/unused",
            "trigger_id": f"{number}.{time.time_ns()}",
        }
    )


async def in_turns(
    addresses: Mapping[str, str], *, concurrency: int, rounds: int, seconds: float
) -> dict[str, Answers]:
    """Ask each server in each round; the first round warms up and does not count."""
    seen = {name: Answers() for name in addresses}
    connector = aiohttp.TCPConnector(limit=concurrency)
    async with aiohttp.ClientSession(connector=connector) as session:
        for number in range(rounds + 1):
            for name, address in addresses.items():
                took = await _ask_for(session, address, concurrency, seconds)
                if number:
                    seen[name].took += took
                    seen[name].rates.append(len(took) / seconds)
    return seen


async def _ask_for(session: aiohttp.ClientSession, address: str, concurrency: int, seconds: float) -> list[float]:
    took: list[float] = []
    ends_at = time.perf_counter() + seconds

    async def ask_on() -> None:
        while (started := time.perf_counter()) < ends_at:
            body = a_command()
            async with session.post(address, data=body, headers=signed(body)) as answer:
                said = await answer.text()
            took.append(time.perf_counter() - started)
            if answer.status != 200 or "Ref " in said or "too long" in said:
                raise RuntimeError(f"{address} answered {answer.status}: {said[:200]}")

    await asyncio.gather(*(ask_on() for _ in range(concurrency)))
    return took
