"""A rule counts only when breaking it fails: each is broken once in a copy of the house."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.architecture.contracts import broken_contracts, contract_ids
from tests.architecture.rules import RULES, findings
from tests.architecture.sizes import LONGEST, too_long
from tests.architecture.tree import copy_house


@dataclass(frozen=True)
class Plant:
    """One violation: `code` added to the module at `path`, and the rule or contract it breaks."""

    breaks: str
    path: str
    code: str

    def __str__(self) -> str:
        return " ".join([self.breaks, self.path, *self.code.split()])


IMPORTS = [
    Plant("one-way", "models/people", "import bot.people"),
    Plant("one-way", "bot/people", "import handlers.people"),
    Plant("one-way", "models/people", "import handlers.people"),
    Plant("no-slack", "bot/people", "import slack_bolt"),
    Plant("no-slack", "bot/people", "from slack_sdk.web import WebClient"),
    Plant("no-slack", "models/people", "import slack_sdk"),
    Plant("no-slack", "bot/hours", "def later() -> None:\n    import starlette"),
    Plant("no-sql", "handlers/people", "from sqlalchemy import select"),
    Plant("no-sql", "handlers/answering", "from sqlalchemy.ext.asyncio import AsyncSession"),
    Plant("pure-blocks", "handlers/blocks/people", "import bot.database"),
    Plant("pure-blocks", "handlers/blocks/people", "import bot.clock"),
    Plant("pure-blocks", "handlers/blocks/people", "import slack_sdk"),
    Plant("doors", "handlers/asking", "import handlers.kudos"),
    Plant("doors", "handlers/asking", "import handlers.home"),
    Plant("doors", "handlers/asking", "import handlers.routes"),
    Plant("doors", "handlers/routes", "import handlers.timetable"),
    Plant("doors", "handlers/answering", "import handlers.people"),
    Plant("doors", "handlers/postman", "import handlers.answering"),
    Plant("doors", "handlers/letters", "import handlers.postman"),
    Plant("doors", "handlers/blocks/people", "import handlers.letters"),
    Plant("doors", "handlers/without_a_place", ""),
    Plant("ladder", "bot/skills", "import bot.kudos"),
    Plant("ladder", "bot/matching", "import bot.asking"),
    Plant("ladder", "bot/skills", "import bot.matching"),
    Plant("ladder", "bot/deliveries", "import bot.kudos"),
    Plant("ladder", "bot/people", "import bot.deliveries"),
    Plant("ladder", "bot/hours", "import bot.people"),
    Plant("ladder", "bot/clock", "import bot.hours"),
    Plant("ladder", "bot/without_a_place", ""),
]

BREACHES = [
    Plant("only-the-top-starts", "handlers/people", "import app"),
    Plant("only-the-top-starts", "practice/world", "from app import main"),
    Plant("practice-stands-apart", "practice/world", "from handlers.blocks import kit"),
    Plant("practice-stands-apart", "handlers/people", "from practice import limits"),
    Plant("practice-stands-apart", "migrations/env", "import practice.world"),
    Plant("imports-are-written-out", "bot/people", 'people = __import__("slack_sdk")'),
    Plant("imports-are-written-out", "handlers/people", 'people = importlib.import_module("sqlalchemy")'),
    Plant("no-slack-in-mind-or-memory", "bot/people", 'greeting = f"Hello <@{slack_id}>"'),
    Plant("no-slack-in-mind-or-memory", "bot/people", 'everybody = "<!channel>"'),
    Plant("no-slack-in-mind-or-memory", "models/people", 'text = {"type": "mrkdwn"}'),
    Plant("no-slack-in-mind-or-memory", "bot/people", 'message = {"blocks": []}'),
    Plant("clocks-are-injected", "bot/people", "seen_at = datetime.utcnow"),
    Plant("clocks-are-injected", "handlers/postman", "sent_at = datetime.now(UTC)"),
    Plant("clocks-are-injected", "handlers/blocks/people", "shown_at = time.time()"),
    Plant("clocks-are-injected", "models/people", "added_on = mapped_column(default=date.today)"),
    Plant("time-is-given", "bot/people", "seen_at = clocks.now()"),
    Plant("time-is-given", "bot/deliveries", "leased_at = machine_time()"),
    Plant("time-is-given", "handlers/blocks/people", "shown_at = now()"),
    Plant("the-clock-lives-in-the-timetable", "bot/people", "from apscheduler.triggers.cron import CronTrigger"),
    Plant("the-clock-lives-in-the-timetable", "app", "import apscheduler"),
    Plant("one-claim", "bot/people", "people = select(Member).with_for_update()"),
    Plant("one-claim", "bot/claiming", "async def due() -> None:\n    select().with_for_update(skip_locked=True)"),
    Plant("one-claim", "bot/claiming", "async def claim_more() -> None:\n    select().with_for_update()"),
    Plant("one-claim", "handlers/postman", 'claim = "SELECT id FROM deliveries FOR UPDATE SKIP LOCKED"'),
    Plant("handlers-answer-plainly", "handlers/asking", "async def ask_expert(ack: object) -> None: ..."),
    Plant("handlers-answer-plainly", "handlers/letters", "async def write(*, client: object) -> None: ..."),
    Plant("commands-go-by-their-name-here", "bot/people", 'def say() -> str:\n    return "Type /kudos and a name."'),
    Plant("commands-go-by-their-name-here", "handlers/blocks/people", 'def say(x):\n    return f"Type `/skills` {x}"'),
    Plant("commands-go-by-their-name-here", "handlers/people", "HOW = here('/skills')"),
    Plant("names-say-something", "bot/utils", ""),
    Plant("names-say-something", "handlers/asking_helpers", ""),
    Plant("names-say-something", "handlers/common/times", ""),
    Plant("names-say-something", "models/skill_manager", ""),
    Plant("names-say-something", "bot/asking_service", ""),
]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the house that may be spoiled."""
    root = tmp_path_factory.mktemp("house")
    copy_house(root)
    return root


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where import-linter keeps what it has read of unchanged files."""
    return tmp_path_factory.mktemp("import-linter")


def test_every_contract_and_every_rule_is_planted(house: Path) -> None:
    """A new rule needs a violation here that proves it sees something."""
    assert {plant.breaks for plant in IMPORTS} == contract_ids(house)
    assert {plant.breaks for plant in BREACHES} == set(RULES)


@pytest.mark.parametrize("plant", IMPORTS, ids=str)
def test_a_wrong_import_breaks_its_contract(plant: Plant, house: Path, cache: Path) -> None:
    """The failure names the contract."""
    with planted(plant, house):
        assert plant.breaks in broken_contracts(house, cache)


@pytest.mark.parametrize("plant", BREACHES, ids=str)
def test_a_breach_is_found_where_it_is(plant: Plant, house: Path) -> None:
    """The failure names the rule and the file, and nothing else is blamed."""
    before = set(findings(house))
    with planted(plant, house) as file:
        found = set(findings(house)) - before

    assert {(finding.rule, finding.place.partition(":")[0]) for finding in found} == {
        (plant.breaks, file.relative_to(house).as_posix())
    }


@pytest.mark.parametrize("path", ["bot/people", "tests/bot/test_people"])
def test_a_long_file_is_named(path: str, house: Path) -> None:
    """One line above the limit is enough."""
    before = set(too_long(house))
    with planted(Plant("sizes", path, "\n" * LONGEST), house) as file:
        [message] = set(too_long(house)) - before

    assert message.startswith(file.relative_to(house).as_posix())


@pytest.mark.parametrize("path", ["migrations/versions/0001_first", "practice/seed"])
def test_migrations_and_seed_data_may_be_long(path: str, house: Path) -> None:
    """Nobody reads them from top to bottom."""
    before = too_long(house)
    with planted(Plant("sizes", path, "\n" * LONGEST), house):
        assert too_long(house) == before


@contextmanager
def planted(plant: Plant, house: Path) -> Iterator[Path]:
    """Add the code to its module, together with the modules of ours that it imports; afterwards all is as before."""
    imported = [word.replace(".", "/") for word in plant.code.split() if word.startswith(("bot.", "handlers."))]
    before = {file: _text(file) for file in (_file(house, path) for path in [plant.path, *imported])}
    for file in before:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    planted_in = _file(house, plant.path)
    planted_in.write_text(f"{_text(planted_in) or ''}\n{plant.code}\n", encoding="utf-8")
    try:
        yield planted_in
    finally:
        for file, text in before.items():
            if text is None:
                file.unlink()
            else:
                file.write_text(text, encoding="utf-8")


def _file(house: Path, path: str) -> Path:
    package = house / path / "__init__.py"
    return package if package.exists() else house / f"{path}.py"


def _text(file: Path) -> str | None:
    return file.read_text(encoding="utf-8") if file.exists() else None
