"""Asked to stop, WhoKnows ends within seconds: what it acknowledged is committed, and nothing is left half said."""

import asyncio
import itertools
import os
import random
import re
import sys
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.database import Database
from handlers import manifest
from models import DeliveryState, Question
from practice import interact
from practice.server import Practice
from tests.faults.acknowledging import FAILED
from tests.faults.outbox import an_outbox
from tests.faults.owing import all_deliveries
from tests.faults.workspace_process import ROOT


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("seed", range(4))
async def test_a_house_that_closes_leaves_nothing_under_way(database_url: str, seed: int) -> None:
    chance = random.Random(seed)
    async with an_outbox(database_url) as outbox:
        owed = await outbox.owe("U0ANA", "U0BO", "U0CHI", "U0ANA+U0BO", "C0GENERAL")
        await asyncio.sleep(chance.random() * 0.03)
    database = Database(database_url)
    left = await all_deliveries(database)
    await database.close()
    assert {delivery.state for delivery in left.values()} <= {DeliveryState.SENT, DeliveryState.PENDING}
    sent = {delivery.id for delivery in left.values() if delivery.state is DeliveryState.SENT}
    assert outbox.shown == dict.fromkeys(sent, 1)
    assert sent <= set(owed)


@pytest.mark.parametrize(
    ("database_url", "transport"), [("sqlite", "http"), ("postgresql", "socket")], indirect=["database_url"]
)
async def test_a_termination_signal_ends_it_with_everything_acknowledged_committed(
    database_url: str, transport: str, tmp_path: Path
) -> None:
    practice = Practice(manifest=manifest.manifest())
    await practice.start()
    tokens = {
        "http": {"SLACK_SIGNING_SECRET": practice.signing_secret, "PORT": "0"},
        "socket": {"SLACK_APP_TOKEN": practice.app_token},
    }[transport]
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(ROOT / "app.py"),
        cwd=tmp_path,
        env={
            **{name: value for name, value in os.environ.items() if not name.startswith("SLACK_")},
            "DATABASE_URL": database_url,
            "SLACK_API_URL": practice.api_url,
            "SLACK_BOT_TOKEN": practice.bot_token,
            **tokens,
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        assert process.stdout
        async with asyncio.timeout(30):
            said = (await process.stdout.readline()).decode()
        if transport == "http":
            address = re.search(r"http://\S+/slack/events", said)
            assert address, said
            practice.deliver_over_http(address[0])
        async with asyncio.timeout(10):
            while not practice.is_connected:
                await practice.world.changed(practice.world.revision)
        acked, unanswered = await _type_until_it_ends(practice, process)
        said += (await process.stdout.read()).decode()
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
        await practice.stop()
    assert process.returncode == 0, said
    assert acked, "nothing was acknowledged, so this proves nothing"
    assert unanswered, "nobody typed any more when it ended"
    assert "Terraform" not in said, "the log has words that people typed"
    database = Database(database_url)
    async with database.reading() as session:
        kept = Counter(await session.scalars(select(Question.text)))
    await database.close()
    assert [text for text in acked if not kept[text]] == []


async def _type_until_it_ends(practice: Practice, process: asyncio.subprocess.Process) -> tuple[list[str], int]:
    """Let three people type all the time, end the process among it; gives what was acknowledged and what was not."""
    acked: list[str] = []
    unanswered = 0
    numbers, enough = itertools.count(), asyncio.Event()

    async def type_on(person: str) -> None:
        nonlocal unanswered
        while process.returncode is None:
            text = f"How do I read Terraform plan number {next(numbers)}?"
            outcome = await interact.run_command(practice, person, "C0GENERAL", f"/askexpert {text}")
            if outcome.answered and not any(sentence in str(outcome.payload) for sentence in FAILED):
                acked.append(text)
                if len(acked) == 10:
                    enough.set()
            else:
                unanswered += 1
                await asyncio.sleep(0.02)

    typing = [asyncio.create_task(type_on(person)) for person in ("U0ANA", "U0BO", "U0INES")]
    await enough.wait()
    process.terminate()
    async with asyncio.timeout(8):
        await process.wait()
    await asyncio.gather(*typing)
    return acked, unanswered
