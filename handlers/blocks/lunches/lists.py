"""Lunch-and-learns in lists for one reader: what is to come, and the dates of one that comes again."""

from collections.abc import Iterator, Sequence

from bot.lunches import Lists, OwnLunch
from handlers.blocks import calendar_feed
from handlers.blocks.kit import (
    Block,
    Message,
    actions,
    bold,
    button,
    channel_link,
    cut,
    day,
    divider,
    list_of_names,
    message,
    moment,
    plain,
    plain_section,
    section,
)
from handlers.blocks.lunch_wishes.names import list_button
from handlers.blocks.lunches.names import (
    CANCEL,
    EDIT,
    add_recording,
    all_dates,
    ask,
    calendar,
    come,
    not_coming,
    see_recording,
    spoken,
    start,
    who_comes,
)
from handlers.blocks.lunches.repeating import how_often
from handlers.blocks.lunches.worth import teach_again
from models import Attendance

# All of them stand below the post.
_LONGEST_NOTES = 300


def lists(found: Lists, *, zone: str) -> Message:
    """What is the reader's, what else is to come, and what is left of the past."""
    blocks: list[Block] = []
    if found.own:
        blocks += [section("*Yours*"), *listed(found.own, zone=zone)]
    if found.others:
        blocks += [section("*To come*"), *listed(found.others, zone=zone)]
    if not (found.own or found.others):
        words = "No lunch-and-learn is planned. Know something others ask about? Half an hour is enough."
        blocks += [section(words), actions(start(), list_button(), calendar_feed.entrance())]
    for one in found.past:
        if one is found.past[0]:
            blocks += [divider(), section("*To look at again*")]
        blocks += _past(one, zone=zone)
    if found.own or found.others:
        blocks.append(actions(start("Hold another one"), calendar_feed.entrance()))
    return message(blocks)


def _past(one: OwnLunch, *, zone: str) -> list[Block]:
    lunch = one.card.lunch
    held = "You held it" if one.is_host else f"With {list_of_names([plain(host.name) for host in one.card.hosts])}"
    facts = [bold(lunch.title), day(lunch.begins_at, zone), *([held] if one.is_host or one.card.hosts else [])]
    ways = [see_recording(lunch)] if lunch.recording_link else []
    if one.is_host:
        ways.append(add_recording(lunch))
        if one.card.series is None:
            ways.append(teach_again(lunch))
    blocks = [section(" · ".join(facts))]
    if lunch.notes:
        blocks.append(plain_section(cut(lunch.notes, _LONGEST_NOTES)))
    return [*blocks, actions(*ways)] if ways else blocks


def listed(found: Sequence[OwnLunch], *, zone: str) -> list[Block]:
    """Each of a list: when, where, and the reader's own part; the first of a series shows the way to all its dates."""
    blocks: list[Block] = []
    series_seen: set[int] = set()
    for one in found:
        lunch, series = one.card.lunch, one.card.series
        facts = [bold(lunch.title), moment(lunch.begins_at, zone), channel_link(lunch.channel_slack_id)]
        others = []
        if series is not None and series.id not in series_seen:
            series_seen.add(series.id)
            facts.append(how_often(series))
            others.append(all_dates(lunch))
        part = _own_part(one)
        line = " · ".join(facts)
        blocks += [section(f"{line}\n{part}" if part else line), actions(*_ways(one), *others)]
    return blocks


def sessions(found: Sequence[OwnLunch], *, zone: str) -> Message:
    """The dates of one that comes again; a title stands once, and beside a session that has another one."""
    title = found[0].card.lunch.title
    blocks: list[Block] = [section(f"{bold(title)}, the next dates")]
    for one in found:
        lunch = one.card.lunch
        own_title = [bold(lunch.title)] if lunch.title != title else []
        facts = [f"*{moment(lunch.begins_at, zone)}*", *own_title, *filter(None, [_own_part(one)])]
        # Who comes to many dates has one thing to do here; the rest stands in their list.
        comes = one.attendance in {Attendance.IN, Attendance.WAITING} and not one.is_host
        blocks += [section(" · ".join(facts)), actions(*([not_coming(lunch)] if comes else _ways(one)))]
    return message(blocks)


def _own_part(one: OwnLunch) -> str:
    if one.is_host:
        return f"You hold it · {len(one.card.coming)} in, {one.card.maybe} maybe"
    words = {
        Attendance.IN: "You're in",
        Attendance.MAYBE: "You said maybe",
        Attendance.WAITING: "You wait for a seat",
        Attendance.RECORDING: "You get the recording",
    }
    return words.get(one.attendance, "") if one.attendance else ""


def _ways(one: OwnLunch) -> Iterator[Block]:
    """What the reader may press about one."""
    lunch = one.card.lunch
    if one.is_host:
        yield who_comes(lunch)
        yield calendar(lunch)
        yield button("Change", EDIT, lunch.id, accessibility_label=spoken("Change", lunch))
        yield button("Cancel it", CANCEL, lunch.id, accessibility_label=spoken("Cancel it", lunch))
    elif one.attendance in {Attendance.IN, Attendance.WAITING}:
        yield calendar(lunch)
        yield ask(lunch)
        yield not_coming(lunch)
    else:
        yield come(lunch)
        if one.attendance is Attendance.MAYBE:
            yield ask(lunch)
            yield not_coming(lunch)
