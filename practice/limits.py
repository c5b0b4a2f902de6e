"""Slack's limits for messages, views and options, and what in a payload is against them."""

from dataclasses import dataclass

from practice.records import Json

LIMITS: dict[str, int] = {
    "message_text": 40_000,
    "update_text": 4_000,
    "message_attachments": 100,
}


@dataclass(frozen=True)
class Problem:
    """Something wrong in a payload; `is_refused` when Slack itself would refuse it."""

    pointer: str
    message: str
    is_refused: bool = True

    def __str__(self) -> str:
        return f"[ERROR] {self.message} [json-pointer:{self.pointer}]"


def message_problems(payload: Json) -> list[Problem]:
    return []


def view_problems(payload: Json) -> list[Problem]:
    return []


def options_problems(payload: Json) -> list[Problem]:
    return []
