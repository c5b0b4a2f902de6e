"""App Home: what waits, what one asked, what one knows, kind words. The order never changes, so the eye learns it."""

from datetime import datetime

from bot.home import Home
from bot.kudos import KindWords
from bot.people import may_take_part
from handlers.blocks import (
    kind_words,
    kudos,
    lunches,
    milestones,
    nominations,
    own_data,
    passing_on,
    preferences,
    skills,
    teams,
    tour,
    trust,
)
from handlers.blocks.asking import asker_blocks, offer_blocks
from handlers.blocks.asking import buttons as asking
from handlers.blocks.kit import (
    Block,
    View,
    actions,
    context,
    cut,
    divider,
    header,
    home,
    list_of_names,
    quote,
    section,
    times_a_week,
)
from models import Member

_LONGEST_KIND_WORDS = 500
_MOST_TOPICS = 12
_FOR_GUESTS = (
    "WhoKnows brings questions of this workspace's full members to a colleague who can help. "
    "Have one yourself? The person who invited you can ask it here for you."
)
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def home_view(facts: Home, *, now: datetime) -> View:
    """One member's Home, as it is true at `now`; a kind sentence for who may not take part."""
    if not may_take_part(facts.member):
        return home([header(f"Hello, {facts.member.name}"), section(_FOR_GUESTS)])
    pause = _pause(facts, now)
    if facts.is_new:
        return home([*trust.unsure_at_home(facts.unsure_posts), *_to_begin(facts), *_hello(facts), *pause])
    start = actions(asking.start(), kudos.start())
    known = [
        header("What you know"),
        *skills.listing(facts.card, green=not facts.waiting and facts.suggestion is None, most=_MOST_TOPICS),
        *skills.from_own_title(facts.in_own_title),
        *pause,
    ]
    return home(
        [
            *trust.unsure_at_home(facts.unsure_posts),
            *_to_begin(facts),
            *_waiting(facts),
            *_asked(facts),
            *_coming_up(facts),
            divider(),
            start,
            divider(),
            *known,
            *_kind_words(facts, now),
            divider(),
            context(_limits(facts.member)),
            actions(preferences.open_button(), own_data.open_button()),
        ]
    )


def _to_begin(facts: Home) -> list[Block]:
    """What an admin still has to set up, and the first weeks of the teams that somebody looks after."""
    return [*(teams.set_up() if facts.is_to_set_up else []), *teams.first_weeks(facts.first_weeks)]


def _hello(facts: Home) -> list[Block]:
    return [
        header(f"Hello, {facts.member.name}"),
        section("WhoKnows finds a colleague who can help, and keeps it fair on everyone."),
        section(
            "1. Say what you'd be glad to talk about for 15 minutes\n"
            "2. Ask when you're stuck. Only the people asked see it\n"
            "3. Thank the person who helped"
        ),
        actions(skills.add_button("Add what I know", primary=True), asking.start(), kudos.start()),
        *skills.from_own_title(facts.in_own_title),
        context("You choose how often you're asked, and can pause at any time."),
        actions(tour.take(), preferences.open_button()),
    ]


def _pause(facts: Home, now: datetime) -> list[Block]:
    until = facts.card.paused_until
    return [skills.is_paused(until, zone=facts.member.zone)] if until and until > now else []


def _waiting(facts: Home) -> list[Block]:
    blocks = [header("Waiting on you")]
    for number, card in enumerate(facts.waiting):
        blocks += offer_blocks(card, zone=facts.member.zone, at_home=True, green=number == 0)
    if facts.suggestion is not None:
        blocks += nominations.nomination_blocks(facts.suggestion, green=not facts.waiting)
    if not facts.waiting and facts.suggestion is None:
        blocks += [section("Nobody is waiting on you."), context("New asks show up here and in Messages.")]
    return blocks


def _asked(facts: Home) -> list[Block]:
    blocks: list[Block] = [divider(), header("You asked")] if facts.asked else []
    for card in facts.asked:
        blocks += asker_blocks(card, zone=facts.member.zone, at_home=True)
    return blocks


def _coming_up(facts: Home) -> list[Block]:
    begin: list[Block] = [divider(), header("Coming up")] if facts.lunches else []
    return [*begin, *lunches.listed(facts.lunches, zone=facts.member.zone)]


def _kind_words(facts: Home, now: datetime) -> list[Block]:
    has_any = facts.kind_words or facts.milestone or facts.passed_on
    blocks: list[Block] = [divider(), header("Kind words")] if has_any else []
    if facts.milestone is not None:
        blocks += milestones.milestone_blocks(facts.milestone)
    blocks += [section(passing_on.said(one, zone=facts.member.zone, now=now)) for one in facts.passed_on]
    for words in facts.kind_words:
        blocks += [quote(cut(words.reason, _LONGEST_KIND_WORDS)), context(_from_whom(words, facts.member.zone))]
        blocks += kudos.story_question(words)
    return [*blocks, *([kind_words.own_buttons()] if has_any else [])]


def _from_whom(words: KindWords, zone: str) -> str:
    return kind_words.from_whom(words.giver.name, words.given_at, words.topic, zone)


def _limits(member: Member) -> str:
    hours = f"{member.works_from:%H:%M} to {member.works_until:%H:%M}"
    return f"Asked at most {times_a_week(member.asks_a_week)} · {_weekdays(member.works_on)}, {hours} · quiet otherwise"


def _weekdays(digits: str) -> str:
    """The weekdays of work in words: "Mon to Fri", "Mon, Wed and Sun"."""
    days = sorted({int(digit) for digit in digits}) or list(range(5))
    names = [_WEEKDAYS[weekday] for weekday in days]
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return f"{names[0]} to {names[-1]}"
    return list_of_names(names)
