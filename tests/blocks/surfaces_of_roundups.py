"""Shout-outs of teams, and what is said about when they come, from any facts."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from bot.recognition import RoundupCard, Span
from handlers.blocks import roundup
from models import ShoutoutRhythm
from tests.blocks import facts
from tests.blocks.facts import CHANNEL, NOW, Typed
from tests.blocks.surfaces_of_charts import EIGHT
from tests.blocks.surfaces_of_teams import a_team

Named = Iterator[tuple[str, Callable[[Typed], Any]]]
PEOPLE = ("Ana", "Bo", "Chi", "Dev", "Ines", "Mina", "Sam")


def a_roundup(
    typed: Typed,
    *,
    helpers: int = 4,
    topics: int = 2,
    wanted: int = 2,
    span: Span = Span.THIS_WEEK,
    rhythm: ShoutoutRhythm = ShoutoutRhythm.WEEKLY,
    names_team: bool = True,
    has_weeks: bool = True,
    has_story: bool = False,
) -> RoundupCard:
    """A roundup with so much in it."""
    team = a_team(typed)
    team.shoutout_rhythm = rhythm
    return RoundupCard(
        team=team,
        names_team=names_team,
        span=span,
        covers_from=NOW - timedelta(days=28),
        weeks=EIGHT if has_weeks else [],
        helpers=[typed.name(f"{PEOPLE[number % 7]} {number}") for number in range(helpers)],
        new_topics=[typed.topic(f"Topic {number}", number) for number in range(topics)],
        wanted=[typed.topic(f"Subject {number}", number) for number in range(wanted)],
        story=facts.kind_words(typed, receivers=1) if has_story else None,
    )


def of_roundups() -> Named:
    """Cards of any content, in any rhythm, and what follows a press or a refusal."""
    for span in Span:
        yield f"roundup card, {span.value}", _card(span=span)
    for rhythm in ShoutoutRhythm:
        yield f"roundup card, {rhythm.value}", _card(rhythm=rhythm)
        next_at = None if rhythm is ShoutoutRhythm.NEVER else NOW
        yield f"roundup rhythm, {rhythm.value}", _chosen(rhythm, next_at)
    yield "roundup card, new topics alone", _card(helpers=0, wanted=0, has_weeks=False)
    yield "roundup card, helpers alone", _card(topics=0, wanted=0, has_weeks=False)
    yield "roundup card, one of each", _card(helpers=1, topics=1, wanted=1)
    yield "roundup card, a whole company", _card(helpers=400, topics=300, wanted=3)
    yield "roundup card of a private team elsewhere", _card(names_team=False)
    yield "roundup card with a story", _card(has_story=True)
    yield "roundup card, a story alone", _card(helpers=0, topics=0, wanted=0, has_weeks=False, has_story=True)
    yield "roundup emptied", lambda _: roundup.nothing_left()
    for reason in ("is_archived", "channel_not_found", "not_in_channel", "restricted_action"):
        yield f"roundup refused, {reason}", _refused(reason)


def _card(**how: Any) -> Callable[[Typed], Any]:
    return lambda typed: roundup.roundup_card(a_roundup(typed, **how))


def _chosen(rhythm: ShoutoutRhythm, next_at: Any) -> Callable[[Typed], Any]:
    return lambda typed: roundup.rhythm_chosen(a_roundup(typed, rhythm=rhythm).team, next_at)


def _refused(reason: str) -> Callable[[Typed], Any]:
    return lambda typed: roundup.refused(a_team(typed), channel=CHANNEL, reason=reason)
