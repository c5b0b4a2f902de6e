"""The rules of the house that import-linter cannot see, read from the syntax tree."""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot import commands
from tests.architecture.tree import Source, sources

Breaches = Iterator[tuple[int, str]]

OURS = {"app", "bot", "handlers", "migrations", "models"}
MIND_AND_MEMORY = {"bot", "models"}
SLACK_MARKUP = ("<@", "<!", "<#")
SLACK_WORDS = {"mrkdwn", "plain_text", "block_id", "action_id", "response_url", "trigger_id"}
CLOCK_READINGS = {
    *(("datetime", reading) for reading in ("now", "utcnow", "today")),
    *(("func", reading) for reading in ("now", "current_timestamp", "current_date")),
    *(("time", reading) for reading in ("time", "time_ns")),
    ("date", "today"),
}
SAYS_NOTHING = {"util", "utils", "helper", "helpers", "common", "manager", "managers", "service", "services", "misc"}
TYPED_COMMAND = re.compile(rf"(?<![\w/])({'|'.join(commands.OURS)})\b(?![./])")
NOTHING_ELSE = re.compile(r"/[a-z]+( <?@?[a-z]*)*")
SPEAKS_TO_SLACK = {
    "__init__",
    "answering",
    "channels",
    "describing",
    "directory",
    "house",
    "pages",
    "postman",
    "routes",
    "team_channels",
    "timetable",
}
BOLT_ARGUMENTS = {"ack", "say", "respond", "client"}


@dataclass(frozen=True)
class Finding:
    """One breach of one rule, at one line."""

    rule: str
    place: str
    reason: str

    def __str__(self) -> str:
        return f"{self.place}: {self.reason} ({self.rule})"


def findings(root: Path) -> list[Finding]:
    """Every breach in the copy of the house that lies at `root`."""
    return [finding for source in sources(root) for finding in _findings_in(source)]


@cache
def _findings_in(source: Source) -> list[Finding]:
    return [
        Finding(rule, f"{source.path}:{line}", reason) for rule, look in RULES.items() for line, reason in look(source)
    ]


def only_the_top_starts(source: Source) -> Breaches:
    """Nobody imports app.py, which starts everything."""
    for line, module in _imports(source):
        if _first(module) == "app":
            yield line, "imports app, which stands above every room"


def practice_stands_apart(source: Source) -> Breaches:
    """practice imports none of ours, and of ours only handlers/rehearsal.py, which runs WhoKnows in it, does so."""
    for line, module in _imports(source):
        if source.room == "practice" and _first(module) in OURS - {"app"}:
            yield line, f"imports {module}: practice must work against any bot"
        if _first(module) == "practice" and source.room != "practice" and source.place != "rehearsal":
            yield line, f"imports {module}: only handlers/rehearsal.py and tests may"


def imports_are_written_out(source: Source) -> Breaches:
    """Nothing is imported by a name in a string: an editor could not follow it, nor could these rules."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and _called(node) in {"import_module", "__import__"}:
            yield node.lineno, "imports by a name in a string"


def no_slack_in_mind_or_memory(source: Source) -> Breaches:
    """bot and models hold no mention, no mrkdwn and no block; docstrings may speak of them."""
    if source.room not in MIND_AND_MEMORY:
        return
    docstrings = {id(node) for node in _docstrings(source.tree)}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            if any(markup in node.value for markup in SLACK_MARKUP):
                yield node.lineno, "writes a mention or link in Slack's markup"
            if node.value in SLACK_WORDS:
                yield node.lineno, f"names {node.value!r}, a word of Slack's"
        if isinstance(node, ast.Dict) and "blocks" in {key.value for key in node.keys if isinstance(key, ast.Constant)}:
            yield node.lineno, "builds blocks"


def clocks_are_injected(source: Source) -> Breaches:
    """Only bot/clock.py reads the machine's clock; everybody else is given one that practice and tests can move."""
    if source.room not in {"bot", "handlers", "models"} or str(source.path) == "bot/clock.py":
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and (_name(node.value), node.attr) in CLOCK_READINGS:
            yield node.lineno, f"reads the machine's clock with {_name(node.value)}.{node.attr}"


def time_is_given(source: Source) -> Breaches:
    """bot, models and blocks ask no clock, not even an injected one: they are given the moment."""
    asks_none = source.room in MIND_AND_MEMORY or source.path.parts[:2] == ("handlers", "blocks")
    if not asks_none or str(source.path) == "bot/clock.py":
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and _called(node) in {"now", "machine_time"}:
            yield node.lineno, f"calls {_called(node)}() where the moment should be given"


def the_clock_lives_in_the_timetable(source: Source) -> Breaches:
    """APScheduler is known to handlers/timetable.py alone."""
    if source.room == "handlers" and source.place == "timetable":
        return
    for line, module in _imports(source):
        if _first(module) == "apscheduler":
            yield line, "imports apscheduler outside handlers/timetable.py"


def one_claim(source: Source) -> Breaches:
    """Rows are locked in one place: the function `claim` of bot/claiming.py."""
    claiming = range(0)
    if str(source.path) == "bot/claiming.py":
        for function in source.tree.body:
            if isinstance(function, ast.AsyncFunctionDef) and function.name == "claim":
                claiming = range(function.lineno, (function.end_lineno or function.lineno) + 1)
    for node in ast.walk(source.tree):
        locks = isinstance(node, ast.Attribute) and node.attr == "with_for_update"
        locks_in_words = isinstance(node, ast.Constant) and isinstance(node.value, str) and "FOR UPDATE" in node.value
        line = getattr(node, "lineno", 0)
        if (locks or locks_in_words) and line not in claiming:
            yield line, "locks rows outside the claim function of bot/claiming.py"


def commands_go_by_their_name_here(source: Source) -> Breaches:
    """A command in copy is written with `here`, when it is said: an installation may have renamed it.

    A text that is a command and nothing else is data, such as a route or what `nearest` looks up.
    """
    if source.room not in {"bot", "handlers"} or str(source.path) in {"bot/commands.py", "handlers/routes.py"}:
        return
    calls = [node for node in ast.walk(source.tree) if isinstance(node, ast.Call) and _called(node) == "here"]
    named = {id(part) for call in calls for part in ast.walk(call)} | {id(text) for text in _docstrings(source.tree)}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in named:
            found = TYPED_COMMAND.search(node.value)
            if found and not NOTHING_ELSE.fullmatch(node.value):
                yield node.lineno, f"names {found[0]}, which may be called otherwise where it is read: use here()"
    said = {id(part) for function in _functions(source.tree) for part in ast.walk(function)}
    for call in calls:
        if id(call) not in said:
            yield call.lineno, "calls here() before anybody could have renamed it"


def handlers_answer_plainly(source: Source) -> Breaches:
    """A capability's handler gives back an Answer; it never sees what Bolt would let it speak with."""
    if source.room != "handlers" or source.place in SPEAKS_TO_SLACK:
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs):
                if argument.arg in BOLT_ARGUMENTS:
                    yield node.lineno, f"{node.name} takes {argument.arg}; it should return an Answer"


def names_say_something(source: Source) -> Breaches:
    """No module is called utils, helpers, common, manager or service, not even in part."""
    for part in source.path.with_suffix("").parts:
        if SAYS_NOTHING & set(part.split("_")):
            yield 1, f"is called {part!r}: find the idea inside that has a name"


RULES: dict[str, Callable[[Source], Breaches]] = {
    "only-the-top-starts": only_the_top_starts,
    "practice-stands-apart": practice_stands_apart,
    "imports-are-written-out": imports_are_written_out,
    "no-slack-in-mind-or-memory": no_slack_in_mind_or_memory,
    "clocks-are-injected": clocks_are_injected,
    "time-is-given": time_is_given,
    "the-clock-lives-in-the-timetable": the_clock_lives_in_the_timetable,
    "one-claim": one_claim,
    "commands-go-by-their-name-here": commands_go_by_their_name_here,
    "handlers-answer-plainly": handlers_answer_plainly,
    "names-say-something": names_say_something,
}


def _imports(source: Source) -> Iterator[tuple[int, str]]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _docstrings(tree: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr):
                yield first.value


def _first(module: str) -> str:
    return module.partition(".")[0]


def _name(node: ast.expr) -> str:
    """The last word of a dotted name: `datetime` for both `datetime` and `datetime.datetime`."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _called(call: ast.Call) -> str:
    return _name(call.func)
