"""A small language for saying what a JSON value may be; each rule names what is wrong and where."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias


@dataclass(frozen=True)
class Problem:
    """Something wrong in a payload; `is_refused` when Slack itself would refuse it."""

    pointer: str
    message: str
    is_refused: bool = True

    def __str__(self) -> str:
        return f"[ERROR] {self.message} [json-pointer:{self.pointer}]"


Problems: TypeAlias = Iterator[Problem]
Rule: TypeAlias = Callable[[Any, str], Problems]


def words(most: int | None, *, least: int = 1, pattern: str = "") -> Rule:
    """A string of a length, and of a pattern where one is given."""
    wanted = re.compile(pattern)

    def check(value: Any, at: str) -> Problems:
        if not isinstance(value, str):
            yield Problem(at, f"must be a string, but is {type(value).__name__}")
        elif len(value) < least:
            yield Problem(at, f"must be more than {least - 1} characters")
        elif most is not None and len(value) > most:
            yield Problem(at, f"must be less than {most + 1} characters")
        elif pattern and not wanted.fullmatch(value):
            yield Problem(at, "is not of the expected form")

    return check


def address(most: int = 3000) -> Rule:
    """An address with a scheme."""
    return words(most, pattern=r"[a-zA-Z][a-zA-Z0-9+.\-]*:\S+")


def choice(*allowed: str) -> Rule:
    """One of a few words."""

    def check(value: Any, at: str) -> Problems:
        if value not in allowed:
            yield Problem(at, f"must be one of {', '.join(allowed)}")

    return check


def flag(value: Any, at: str) -> Problems:
    """True or false."""
    if not isinstance(value, bool):
        yield Problem(at, "must be a boolean")


def whole(least: int, most: int | None = None) -> Rule:
    """A whole number within bounds."""

    def check(value: Any, at: str) -> Problems:
        if not isinstance(value, int) or isinstance(value, bool):
            yield Problem(at, "must be an integer")
        elif value < least or (most is not None and value > most):
            yield Problem(at, f"must be between {least} and {most if most is not None else 'any number'}")

    return check


def number(value: Any, at: str) -> Problems:
    """Any number."""
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        yield Problem(at, "must be a number")


def several(rule: Rule, *, least: int = 1, most: int | None = None) -> Rule:
    """A list of as many things as allowed, each of one rule."""

    def check(value: Any, at: str) -> Problems:
        if not isinstance(value, list):
            yield Problem(at, "must be an array")
            return
        if len(value) < least:
            yield Problem(at, f"no fewer than {least} items allowed")
        if most is not None and len(value) > most:
            yield Problem(at, f"no more than {most} items allowed")
        for position, item in enumerate(value):
            yield from rule(item, f"{at}/{position}")

    return check


def thing(needed: Mapping[str, Rule], optional: Mapping[str, Rule] | None = None, *, of: str = "") -> Rule:
    """An object with these fields and no others; `of` is its type."""
    known = {**needed, **(optional or {})}

    def check(value: Any, at: str) -> Problems:
        if not isinstance(value, dict):
            yield Problem(at, "must be an object")
            return
        for name in [*(["type"] if of else []), *needed]:
            if value.get(name) is None:
                yield Problem(at, f"missing required field: {name}")
        if of and value.get("type") not in (None, of):
            yield Problem(f"{at}/type", f"must be {of}")
        for name, content in value.items():
            if name in known:
                if content is not None or name not in needed:
                    yield from known[name](content, f"{at}/{name}")
            elif not (of and name == "type"):
                yield Problem(at, f"invalid additional property: {name}")

    return check


def one_of(kinds: Mapping[str, Rule]) -> Rule:
    """An object whose type says which rule holds."""

    def check(value: Any, at: str) -> Problems:
        kind = value.get("type") if isinstance(value, dict) else None
        rule = kinds.get(kind) if isinstance(kind, str) else None
        if rule is None:
            yield Problem(at, f"unsupported type: {kind}")
        else:
            yield from rule(value, at)

    return check


def exactly_one(first: str, second: str, rule: Rule) -> Rule:
    """A rule, and one of two fields that exclude each other."""

    def check(value: Any, at: str) -> Problems:
        if isinstance(value, dict) and ((first in value) == (second in value)):
            yield Problem(at, f"needs either {first} or {second}, and not both")
        yield from rule(value, at)

    return check


def at_least_one(names: tuple[str, ...], rule: Rule) -> Rule:
    """A rule, and at least one of several fields."""

    def check(value: Any, at: str) -> Problems:
        if isinstance(value, dict) and not any(name in value for name in names):
            yield Problem(at, f"missing required field: {' or '.join(names)}")
        yield from rule(value, at)

    return check
