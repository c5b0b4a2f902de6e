"""A team's thanks-for-helping shout-out, and what is said about when it comes."""

from collections.abc import Sequence
from datetime import datetime

from bot.commands import here
from bot.kudos import KindWords
from bot.recognition import RoundupCard, Span, is_enough_for_a_chart
from handlers.blocks import charts, kudos, lunches, skills
from handlers.blocks.asking import buttons as asking
from handlers.blocks.kit import (
    WEEKDAYS,
    Block,
    FileToSend,
    Message,
    actions,
    bold,
    channel_link,
    context,
    day,
    list_of_names,
    message,
    moment,
    overflow,
    plain,
    quote,
    section,
    zone_in_words,
)
from models import ShoutoutRhythm, Team

RHYTHM = "roundup.rhythm"

# So much of a paragraph may be names or topics; whoever does not fit is counted.
_ROOM = 1000
_MOST_TOPICS = 12


def roundup_card(card: RoundupCard) -> Message:
    """The shout-out in its channel; it names people and rings for nobody."""
    return message(
        [
            section(_first_words(card)),
            *([section(charts.in_words(card.weeks))] if card.weeks else []),
            *([charts.block(charts.bars_of(card.weeks))] if is_enough_for_a_chart(card.weeks) else []),
            *(_topics("New on the list", card.new_topics) if card.helpers else []),
            *_topics("Could use a second person", card.wanted),
            *(_story(card.story) if card.story is not None else []),
            *(_held(card.hosts) if card.helpers or card.new_topics else []),
            *(_next_lunch(card) if card.next_lunch is not None else []),
            actions(
                *(skills.know_some_button(topic) for topic in card.wanted[:1]),
                asking.start(),
                kudos.start(),
                _how_often(card.team),
            ),
            context(_last_words(card.team)),
        ]
    )


def roundup_picture(card: RoundupCard) -> FileToSend | None:
    """The chart of a shout-out as a picture, for where Slack does not draw it; None where it has none."""
    return charts.picture(card.weeks) if is_enough_for_a_chart(card.weeks) else None


def _first_words(card: RoundupCard) -> str:
    when = f"since {day(card.covers_from, card.team.zone)}" if card.span is Span.SINCE else card.span.value
    where = f" in #{plain(card.team.name)}" if card.names_team else ""
    if card.helpers:
        return f":green_heart: *Thanks for helping{where} {when}*\n{_all_that_fit(card.helpers)}"
    if card.hosts and not card.new_topics:
        return f":green_heart: *Thanks for teaching{where} {when}*\n{_all_that_fit(card.hosts)}"
    if not card.new_topics:
        return f":green_heart: *Thanks worth telling{where} {when}*"
    return f":seedling: *New on the list{where} {when}*\n{_all_that_fit(card.new_topics, most=_MOST_TOPICS)}"


def _held(hosts: Sequence[str]) -> list[Block]:
    return [section(f"*Held a lunch-and-learn:* {_all_that_fit(hosts)}")] if hosts else []


def _next_lunch(card: RoundupCard) -> list[Block]:
    if card.next_lunch is None:
        return []
    lunch = card.next_lunch.lunch
    said = f"*Next lunch-and-learn:* {bold(lunch.title)}, {moment(lunch.begins_at, card.team.zone)}"
    return [section(said, accessory=lunches.come(lunch))]


def _story(words: KindWords) -> list[Block]:
    """In the giver's own words; both agreed to it."""
    names = list_of_names([plain(receiver.name) for receiver in words.receivers])
    return [
        section(f"*A story both agreed to tell:* {plain(words.giver.name)} thanked {names}"),
        quote(words.reason),
    ]


def _topics(label: str, names: Sequence[str]) -> list[Block]:
    return [section(f"*{label}:* {_all_that_fit(names, most=_MOST_TOPICS)}")] if names else []


def _all_that_fit(names: Sequence[str], *, most: int | None = None) -> str:
    """As many names as have room; the others are counted, since a name cut in half would be nobody's."""
    shown = min(len(names), most or len(names))
    plain_names = [plain(name) for name in names]
    while shown > 1 and len(list_of_names(plain_names, most=shown)) > _ROOM:
        shown -= 1
    return list_of_names(plain_names, most=shown)


def _how_often(team: Team) -> Block:
    return overflow(
        RHYTHM,
        [
            (f"{team.id}:{ShoutoutRhythm.WEEKLY.value}", "Post it every week"),
            (f"{team.id}:{ShoutoutRhythm.MONTHLY.value}", "Post it once a month"),
            (f"{team.id}:{ShoutoutRhythm.NEVER.value}", "Stop these posts"),
        ],
    )


def when_it_comes(team: Team) -> str:
    """When a team's shout-out comes, in words."""
    at = f"at {team.shoutout_at:%H:%M} ({zone_in_words(team.zone)})"
    match team.shoutout_rhythm:
        case ShoutoutRhythm.WEEKLY:
            return f"Every {WEEKDAYS[team.shoutout_on]} {at}"
        case ShoutoutRhythm.MONTHLY:
            return f"The last {WEEKDAYS[team.shoutout_on]} of each month {at}"
        case ShoutoutRhythm.NEVER:
            return "Stopped"


def _last_words(team: Team) -> str:
    return f"{when_it_comes(team)} · leads can make it {_otherwise(team.shoutout_rhythm)} in this post's menu"


def _otherwise(rhythm: ShoutoutRhythm) -> str:
    return {
        ShoutoutRhythm.WEEKLY: "monthly or stop it",
        ShoutoutRhythm.MONTHLY: "weekly or stop it",
        ShoutoutRhythm.NEVER: "weekly or monthly again",
    }[rhythm]


def nothing_left() -> Message:
    """What stands in the channel once a shout-out names nobody and nothing any more."""
    return message([section("This shout-out has nothing to say any more.")])


def rhythm_chosen(team: Team, next_at: datetime | None) -> Message:
    """What whoever chose the rhythm reads; `next_at` is when the next one comes, if one does."""
    if next_at is None:
        typed = f"`{here('/whoknows team')}`"
        return message([section(f"Stopped. {typed} in {channel_link(team.channel_slack_id)} starts it again.")])
    return message([section(f"{when_it_comes(team)} from now on. The next one comes {moment(next_at, team.zone)}.")])


def refused(team: Team, *, channel: str, reason: str) -> Message:
    """What a team's leads read when their shout-out could not be posted where they chose."""
    place = channel_link(channel)
    said = {
        "is_archived": f"{place} is archived. Unarchive it, or choose another channel",
        "channel_not_found": f"I can't see {place}. Type `/invite @WhoKnows` there, or choose another channel",
        "not_in_channel": f"I'm not in {place}. Type `/invite @WhoKnows` there, or choose another channel",
    }.get(reason, f"Slack doesn't let me post in {place}. Let me, or choose another channel")
    return message(
        [
            section(f"I couldn't post the thanks-for-helping shout-out of *#{plain(team.name)}*."),
            section(f"{said} with `{here('/whoknows team')}` in {channel_link(team.channel_slack_id)}."),
            context("The next one tells what this one would have told."),
        ]
    )
