"""What people see of the registry, by name, from any facts."""

from collections.abc import Callable, Iterator
from typing import Any

from bot.skills import Knows, Listed, Proposal, Topic, Why, WishedTopic
from handlers.blocks import skills
from handlers.blocks.kit import Message, View, modal
from models import Level, Way
from tests.blocks import facts
from tests.blocks.facts import Typed

Named = Iterator[tuple[str, Callable[[Typed], Message | View]]]


def _knows(typed: Typed, number: int) -> Knows:
    who = facts.member(typed, number, f"Person {number}")
    level = Level.CAN_TEACH if number % 2 else Level.CAN_HELP
    return Knows(who.name, who.slack_id, level, tuple(Way)[: number % 6], typed.words("Ask me about modules.", 200))


def _topic(typed: Typed, people: int, close: int = 0) -> Topic:
    found = [_knows(typed, 10 + number) for number in range(people)]
    return Topic(
        typed.topic("Kubernetes"), 4, found, [typed.topic(f"Near {number}", number) for number in range(close)]
    )


def _line(typed: Typed, number: int) -> Listed:
    note = typed.words("Ask me about modules.", 200)
    return Listed(number, typed.topic(f"Topic {number}", number), tuple(Level)[number % 2], tuple(Way), note)


def skills_surfaces() -> Named:
    """Everything but one's own card and its two oldest forms."""
    counts: dict[str, tuple[int, int]] = {"": (3, 0), " of many": (90, 0), " of nobody": (0, 0), " with close": (0, 5)}
    for label, (people, close) in counts.items():
        yield f"topic{label}", _topic_with(people, close)
    for label, number in {"": 3, " of many topics": 90, " of nothing": 0}.items():
        yield f"what a colleague can be asked about{label}", _of_member(number)
    yield "wished", lambda typed: skills.wished(typed.topic("Zig"), is_new=True)
    yield "wished again", lambda typed: skills.wished(typed.topic("Zig"), is_new=False)
    yield "unwished", lambda typed: skills.unwished(typed.topic("Zig"))
    yield "topic was listed", lambda typed: skills.topic_was_listed(WishedTopic(4, typed.topic("Zig")))
    menus: dict[str, dict[str, Any]] = {
        "one": {},
        "several": {"most": None, "initial": ["Zig", "Go"], "hint": "As many as you like.", "is_optional": True},
        "listed only": {"most": 3, "listed_only": True, "has_focus": True},
    }
    for label, how in menus.items():
        yield f"menu of topics, {label}", _menu(how)


def _topic_with(people: int, close: int) -> Callable[[Typed], Message]:
    return lambda typed: skills.topic(_topic(typed, people, close))


def _of_member(number: int) -> Callable[[Typed], Message]:
    return lambda typed: skills.of_member(facts.member(typed, 2, "Bo"), [_line(typed, n) for n in range(number)])


def _menu(how: dict[str, Any]) -> Callable[[Typed], View]:
    return lambda _: modal("Topics", [skills.topic_menu("topic", "Topic", **how)], callback_id=skills.FORM, submit="Go")


def options(typed: Typed, how_many: int) -> list[Proposal]:
    """What a menu of topics may have to offer."""
    return [Proposal(typed.topic(f"Topic {number}", number), number, Why.NAME) for number in range(how_many)]
