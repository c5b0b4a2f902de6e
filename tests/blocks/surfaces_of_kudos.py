"""Surfaces of kudos: the forms, the post and the message, answers, reports."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from bot.kudos import ReportCard, TakenBack, Ways
from handlers.blocks import kudos
from handlers.blocks.kit import Message, View, message
from models import ReportOutcome
from tests.blocks import facts
from tests.blocks.facts import CHANNEL, Typed


def _from(
    make: Callable[..., Any], write: Callable[[Any], Message | View], *which: Any, **how: Any
) -> Callable[[Typed], Message | View]:
    return lambda typed: write(make(typed, *which, **how))


def _of_nobody(*given: Any, **how: Any) -> Message | View:
    """A surface without anything that somebody typed, which comes last."""
    build, *rest = given[:-1]
    made: Message | View = build(*rest, **how)
    return made


def _ways(typed: Typed, *, channels: int = 1, prefer: int = 1, public: int = 24) -> Ways:
    shy = [facts.member(typed, 40 + number, f"Shy {number}", likes_public_thanks=False) for number in range(prefer)]
    others = [facts.member(typed, 10 + number, f"Person {number}") for number in range(public)]
    return Ways([*others, *shy], [CHANNEL, "C0WEB"][:channels], shy)


def _posted(typed: Typed, *, added: int) -> Message:
    words = facts.kind_words(typed, receivers=25)
    thanks = [facts.member(typed, 100 + number, f"Another {number}") for number in range(added)]
    return kudos.shoutout(replace(words, channel=CHANNEL, added=thanks))


def _report(typed: Typed, outcome: ReportOutcome | None, *, gone: bool = False, channel: str | None = None) -> Message:
    words = None if gone else replace(facts.kind_words(typed), channel=channel)
    return kudos.report_message(ReportCard(3, words, outcome, typed.name("Chi") if outcome else None))


def _thanks_form(how: dict[str, Any], typed: Typed) -> View:
    return kudos.thanks_form(facts.thanks_offer(typed, **how), giver=typed.name("Ana"))


def surfaces() -> Iterator[tuple[str, Callable[[Typed], Message | View]]]:
    """Every one of them, by name."""
    many = [f"U0{number}" for number in range(40)]
    yield "kudos form", lambda _: kudos.form()
    yield (
        "kudos form, filled in",
        lambda typed: kudos.form(has_channel=False, receivers=many, reason=typed.words("x", 5000)),
    )
    offers: dict[str, dict[str, Any]] = {
        "": {},
        ", no channel": {"channel": False, "topic": False},
        ", private": {"channel": False, "likes_public": False},
    }
    for label, how in offers.items():
        yield f"thanks form{label}", partial(_thanks_form, how)
    yield "shout-out", _from(facts.kind_words, kudos.shoutout, receivers=25)
    yield "kind words", _from(facts.kind_words, partial(kudos.kind_words_message, reader_id=1))
    ways: dict[str, dict[str, Any]] = {
        "": {},
        " in public": {"alone": False, "prefer": False},
        " in private": {"public": False, "prefer": False},
        " without a channel": {"channel": False, "prefer": False},
        " again": {"again": True},
    }
    for label, how in ways.items():
        yield f"given{label}", _from(facts.given, kudos.given, **how)
        yield f"given view{label}", _from(facts.given, kudos.given_view, **how)
    yield "refused post", lambda typed: kudos.refused_post([typed.name("Bo"), typed.name("Chi")], CHANNEL)
    yield "shout-outs here", lambda _: kudos.shoutouts_here()
    yield "shout-outs chosen", lambda _: kudos.shoutouts_chosen(CHANNEL)
    yield "shout-outs refused", lambda _: kudos.shoutouts_refused(CHANNEL)
    yield "kudos form about these people", lambda typed: kudos.form(_ways(typed), reason=typed.words("x", 2000))
    yield (
        "kudos form with channels to pick from",
        lambda typed: kudos.form(_ways(typed, channels=2, prefer=0), topic=typed.topic("Go"), where="C0WEB"),
    )
    yield "kudos form for the shy", lambda typed: kudos.form(_ways(typed, channels=0, prefer=25, public=0))
    yield (
        "thanks form with more",
        lambda typed: kudos.thanks_form(replace(facts.thanks_offer(typed), has_lead=True), giver=typed.name("Ana")),
    )
    for added in (1, 3, 40):
        yield f"shout-out with {added} added", partial(_posted, added=added)
    yield (
        "kind words of a post",
        lambda typed: kudos.kind_words_message(replace(facts.kind_words(typed), channel=CHANNEL), reader_id=10),
    )
    yield "given, thin", lambda typed: kudos.given(replace(facts.given(typed), is_thin=True))
    yield (
        "given, channel refused",
        lambda typed: kudos.given(replace(facts.given(typed, public=False), refused_channel=CHANNEL)),
    )
    taken = TakenBack("for the time you spent", None)
    yield "taken back", lambda typed: kudos.taken_back(replace(taken, reason=typed.words("x", 2000)))
    yield "taken back, view", lambda typed: kudos.taken_back_view(replace(taken, reason=typed.words("x", 2000)))
    for is_new in (True, False):
        yield f"thanks added, new {is_new}", partial(_of_nobody, kudos.thanks_added, 7, is_new=is_new)
        yield f"reported view, new {is_new}", partial(_of_nobody, kudos.reported_view, is_new=is_new)
        yield f"story answered {is_new}", partial(_of_nobody, kudos.story_answered, agrees=is_new)
    yield "thanks taken away", lambda _: kudos.thanks_taken_away()
    yield "report form", lambda _: kudos.report_form(7)
    yield "report", partial(_report, outcome=None)
    yield "report of a post", partial(_report, outcome=None, channel=CHANNEL)
    yield "report of what is gone", partial(_report, outcome=None, gone=True)
    for outcome in ReportOutcome:
        yield f"report, {outcome}", partial(_report, outcome=outcome, gone=True)
    yield "kudos removed", lambda _: kudos.removed_message()
    yield (
        "story question",
        lambda typed: message(kudos.story_question(replace(facts.kind_words(typed), awaits_story=True))),
    )
