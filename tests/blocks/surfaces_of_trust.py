"""What people see of what is kept about them, from any facts."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from bot.own_data import AuditLine, Kept, KindKept, Overview, UnsurePost
from bot.own_data.overview import KINDS
from handlers.blocks import home, own_data, trust
from tests.blocks import facts
from tests.blocks.facts import CHANNEL, NOW, ZONE, Typed

Named = Iterator[tuple[str, Callable[[Typed], Any]]]


def kept(typed: Typed, how_many: int = 3) -> Kept:
    """So much of everything is kept about Bo."""
    return Kept(facts.member(typed, 2, "Bo", asks_a_week=2), *[how_many] * 13)


def overview(typed: Typed, how_many: int = 12) -> Overview:
    """So much is kept, and so much was done."""
    log = [AuditLine(NOW, typed.name("Chi"), "adopted a team", typed.topic("#web"))] * min(how_many, 10)
    kinds = [KindKept(words, how_many, how_long) for words, how_long in KINDS.values()]
    return Overview(kinds, how_many, how_many, log)


def of_trust() -> Named:
    """Every surface about what is kept."""
    yield "own data", lambda typed: own_data.shown(kept(typed))
    yield "own data of somebody new", lambda typed: own_data.shown(kept(typed, 0))
    yield "own data view", lambda typed: own_data.shown_view(kept(typed, 1_000_000))
    yield "forgotten", lambda _: own_data.forgotten()
    yield "forgotten view", lambda _: own_data.forgotten_view()
    yield "emptied home", lambda _: own_data.emptied_home()
    yield "what is kept in the workspace", lambda typed: trust.overview(overview(typed), zone=ZONE)
    yield "what is kept in an empty workspace", lambda typed: trust.overview(overview(typed, 0), zone=ZONE)
    posts = [
        UnsurePost(number, CHANNEL, kind, NOW, is_held=number == 1) for number, kind in enumerate(("shoutout", "x"))
    ]
    yield "posts that wait", lambda _: trust.held(posts, zone=ZONE)
    yield "no posts that wait", lambda _: trust.held([], zone=ZONE)
    yield "forget them", lambda typed: trust.forget_them([facts.member(typed, 2, "Bo", asks_a_week=2)])
    yield "home of an admin", lambda typed: home.home_view(replace(facts.home(typed), unsure_posts=2), now=NOW)
