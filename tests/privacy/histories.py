"""Histories that go on from a town's beginning, each from its own seed, and what they broke."""

import asyncio
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from structlog.testing import capture_logs

from bot.database import Database
from migrations import running as migrations
from tests.bot.opening import open_database
from tests.privacy.cast import names_in, question_words_in, thanks_words_in
from tests.privacy.founding import first_weeks
from tests.privacy.town import Town

STEPS = 7
# So many histories go on from one beginning.
FROM_ONE_BEGINNING = 50


@dataclass
class Figures:
    """How much was lived, what was seen, and what was broken, each with its seed and story."""

    histories: int = 0
    sights: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)

    def add(self, other: "Figures") -> None:
        """Take in what others lived."""
        self.histories += other.histories
        self.sights.update(other.sights)
        self.broken += other.broken

    def line(self) -> str:
        """The figures in one line."""
        seen = sum(self.sights.values())
        return (
            f"{self.histories} histories, {seen} surfaces of {len(self.sights)} kinds seen, {len(self.broken)} breaches"
        )


@dataclass
class Beginning:
    """A town that has lived for some weeks, and a copy of its database to go back to."""

    town: Town
    file: Path
    kept: Path

    @classmethod
    async def of(cls, database: Database, file: Path, seed: int, figures: Figures) -> "Beginning":
        """Let a new town live its first weeks; what they break is told as the history of this seed."""
        town = Town(database, random.Random(f"beginning {seed}"))
        with capture_logs() as lines:
            async for _ in first_weeks(town):
                broken = what_it_broke(town, lines, figures)
                figures.broken += [f"beginning {seed}: {said}" for said in broken]
        await database.engine.dispose()
        kept = file.with_name("beginning.db")
        shutil.copyfile(file, kept)
        return cls(town, file, kept)

    async def live(self, seed: int, figures: Figures, steps: Sequence[int] = range(STEPS)) -> tuple[list[str], Town]:
        """Go on with these steps of a seed; gives what they broke."""
        await self.town.database.engine.dispose()
        shutil.copyfile(self.kept, self.file)
        town, broken = self.town.continued(), list[str]()
        with capture_logs() as lines:
            for number in steps:
                await town.step(random.Random(f"{seed}:{number}"))
                broken += what_it_broke(town, lines, figures)
                if broken:
                    break
        return broken, town


def what_it_broke(town: Town, lines: list[MutableMapping[str, Any]], figures: Figures) -> list[str]:
    """What was read since the last look that should not have been, what log lines tell, and what failed."""
    figures.sights.update(town.kinds)
    wrong = [*town.failures, *town.broken]
    for line in lines:
        said = str(line)
        if names_in(said) or question_words_in(said) or thanks_words_in(said) or line["log_level"] == "error":
            wrong.append(f"a log line tells: {said[:200]}")
    for looked_at in (lines, town.failures, town.broken, town.kinds):
        looked_at.clear()
    return wrong


async def live_all(database: Database, file: Path, seeds: range, figures: Figures) -> None:
    """Live these histories in an empty database of their own, from a beginning that the first of them names."""
    beginning = await Beginning.of(database, file, seeds[0], figures)
    for seed in seeds:
        broken, _ = await beginning.live(seed, figures)
        figures.histories += 1
        if broken:
            figures.broken.append(await _shortest(beginning, seed, seeds[0], broken))


async def _shortest(beginning: Beginning, seed: int, first: int, broken: list[str]) -> str:
    """The fewest steps of a seed that break something still, as a story."""
    steps = list(range(STEPS))
    for number in range(STEPS):
        fewer = [step for step in steps if step != number]
        if (await beginning.live(seed, Figures(), fewer))[0]:
            steps = fewer
    again, town = await beginning.live(seed, Figures(), steps)
    story = "\n    ".join(town.story)
    return f"seed {seed}, from beginning {first}, steps {steps}: {(again or broken)[0]}\n    {story}"


def live_portion(seeds: range) -> Figures:
    """Live these histories in a database of their own: the work of one process."""

    async def one_after_the_other() -> Figures:
        with tempfile.TemporaryDirectory(prefix="whoknows-privacy-") as folder:
            file, figures = Path(folder) / "privacy.db", Figures()
            url = f"sqlite+aiosqlite:///{file}"
            await migrations.upgrade(url)
            database = open_database(url)
            await live_all(database, file, seeds, figures)
            await database.close()
            return figures

    return asyncio.run(one_after_the_other())
