"""What people see of the registry, by name, from any facts."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from bot.skills import MOST_AT_ONCE, Added, Card, Change, Doubt, Knows, Listed, Proposal, Topic, Why, WishedTopic
from handlers.blocks import skills
from handlers.blocks.kit import Message, View, modal
from models import ChangeKind, Level, Way
from tests.blocks import facts
from tests.blocks.facts import NOW, ZONE, Typed

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


def _cards() -> Named:
    cards: dict[str, dict[str, Any]] = {
        "": {},
        " empty": {"how_many": 0},
        " paused": {"is_paused": True},
        " long": {"how_many": 150},
    }
    for label, how in cards.items():
        make = partial(facts.skill_card, **how)
        yield f"skill card{label}", _of(make, partial(skills.card, zone=ZONE))
        yield f"remove form{label}", _of(make, skills.remove_form)
        if how.get("how_many", 1):
            yield f"choice form{label}", _of(make, skills.choice_form)
    yield "removed", lambda typed: skills.removed(facts.removed(typed))
    yield "paused", lambda _: skills.paused(NOW, ZONE)
    yield "resumed", _of(facts.skill_card, skills.resumed)
    yield "edit form", lambda typed: skills.edit_form(_line(typed, 0))
    yield "edit form of little", lambda typed: skills.edit_form(Listed(4, typed.topic("Zig"), Level.LEARNING))
    yield "edited", lambda typed: skills.edited(_line(typed, 1), has_more=True)
    yield "edited the only one", lambda typed: skills.edited(_line(typed, 1), has_more=False)


def _of(make: Callable[[Typed], Card], write: Callable[[Card], Message | View]) -> Callable[[Typed], Message | View]:
    return lambda typed: write(make(typed))


def _adding() -> Named:
    yield "add form", lambda _: skills.add_form()
    yield "added", lambda typed: skills.added(facts.added(typed), facts.skill_card(typed, is_paused=True), ZONE)
    for how_many in (1, 3, MOST_AT_ONCE):
        yield f"did you mean, {how_many}", _in_doubt(how_many, facts.added)
    yield "did you mean, and nothing else", _in_doubt(2, lambda _: Added([], []))


def _in_doubt(how_many: int, added: Callable[[Typed], Added]) -> Callable[[Typed], Message]:
    def write(typed: Typed) -> Message:
        doubts = [Doubt(typed.topic(f"Tpic {n}", n), typed.topic(f"Topic {n}", n)) for n in range(how_many)]
        card = facts.skill_card(typed)
        return skills.added(added(typed), card, ZONE, doubts=doubts, level=Level.CAN_TEACH)

    return write


def skills_surfaces() -> Named:
    """Everything about the registry."""
    yield from _cards()
    yield from _adding()
    yield from _looking_up()
    yield from _changing()


def _changing() -> Named:
    yield "topic with tools", lambda typed: skills.topic(_topic(typed, 3), tools=skills.tools(_topic(typed, 3)))
    yield "merge form", lambda typed: skills.merge_form(4, typed.topic("Runing meetings"))
    yield "rename form", lambda typed: skills.rename_form(4, typed.topic("Runing meetings"))
    yield "merge instead", lambda typed: skills.merge_instead(4, typed.topic("Kube"), 5, typed.topic("Kubernetes", 1))
    for kind in ChangeKind:
        yield f"topic was {kind.value}", _changed(kind)
    yield "change taken back", lambda typed: skills.undone(typed.topic("Kube"), typed.topic("Kubernetes", 1))
    yield "no changes", lambda _: skills.changes([], zone=ZONE)
    yield "changes", lambda typed: skills.changes([_change(typed, number) for number in range(10)], zone=ZONE)


def _change(typed: Typed, number: int, kind: ChangeKind = ChangeKind.MERGED) -> Change:
    names = typed.topic(f"Kube {number}", number), typed.topic("Kubernetes", number + 20)
    by = typed.name("Chi") if number % 2 else None
    return Change(number, kind, *names, by, NOW, is_undone=number % 3 == 1, can_be_undone=number % 3 == 0)


def _changed(kind: ChangeKind) -> Callable[[Typed], Message]:
    return lambda typed: skills.changed(_change(typed, 3, kind))


def _looking_up() -> Named:
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
