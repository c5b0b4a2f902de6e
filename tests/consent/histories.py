"""Histories one after the other, each from its own seed, and what they broke."""

import asyncio
import random
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from structlog.testing import capture_logs

from bot.database import Database
from migrations import running as migrations
from tests.bot.opening import open_database
from tests.consent.promises import Known, breaches, told_in_logs
from tests.consent.wandering import Wandering

STEPS = 14


@dataclass
class Figures:
    """How much was tried and what was found."""

    histories: int = 0
    steps: int = 0
    sights: Counter[str] = field(default_factory=Counter)
    helps: int = 0
    broken: list[str] = field(default_factory=list)

    def add(self, other: "Figures") -> None:
        """Take in what others lived."""
        self.histories += other.histories
        self.steps += other.steps
        self.sights.update(other.sights)
        self.helps += other.helps
        self.broken += other.broken

    def line(self) -> str:
        """The figures in one line."""
        seen = sum(self.sights.values())
        return (
            f"{self.histories} histories, {self.steps} steps, {seen} surfaces of {len(self.sights)} kinds seen, "
            f"{self.helps} times somebody said yes to a question, {len(self.broken)} breaches"
        )


async def live(database: Database, seed: int, figures: Figures, *, steps: int = STEPS) -> None:
    """Live one history and add what came of it."""
    wandering, known = Wandering(database, random.Random(seed)), Known()
    await wandering.begin()
    looked_at = 0
    with capture_logs() as lines:
        if seed % 2:
            await wandering.ask()
        for _ in range(steps):
            await wandering.step()
            async with database.reading() as session:
                wrong = await known.learn(session, wandering)
            new, looked_at = wandering.seen[looked_at:], len(wandering.seen)
            for sight in new:
                figures.sights[sight.kind] += 1
                wrong += breaches(sight, known)
            wrong += wandering.failures
            wandering.failures.clear()
            figures.broken += [f"seed {seed}: {what}" for what in wrong]
    figures.broken += [f"seed {seed}: {what}" for what in told_in_logs(list(lines))]
    figures.histories += 1
    figures.steps += steps
    figures.helps += sum(len(helpers) for helpers in known.helps.values())
    await wandering.end()


def live_all(seeds: range) -> Figures:
    """Live these histories in a database of their own: the work of one process."""

    async def one_after_the_other() -> Figures:
        with tempfile.TemporaryDirectory(prefix="whoknows-consent-") as folder:
            url = f"sqlite+aiosqlite:///{Path(folder) / 'consent.db'}"
            await migrations.upgrade(url)
            database, figures = open_database(url), Figures()
            for seed in seeds:
                await live(database, seed, figures)
            await database.close()
            return figures

    return asyncio.run(one_after_the_other())
