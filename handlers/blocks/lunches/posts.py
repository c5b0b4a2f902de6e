"""A lunch-and-learn as it is read: its post in a channel, and what is said to people about it."""

from collections.abc import Sequence
from datetime import datetime

from bot.lunches import LunchCard
from handlers.blocks.kit import (
    LIMITS,
    Block,
    Message,
    actions,
    bold,
    button,
    context,
    count,
    header,
    lines_that_fit,
    list_of_names,
    mention,
    message,
    moment,
    plain,
    plain_section,
    section,
)
from handlers.blocks.lunches.names import (
    JOIN,
    MAYBE,
    RECORDING,
    all_dates,
    ask,
    calendar,
    come,
    not_coming,
    see_recording,
)
from handlers.blocks.lunches.repeating import how_often
from models import Lunch, LunchKind, ReminderKind

_MOST_NAMES = 8


def announcement(card: LunchCard) -> Message:
    """The post in the channel, before, during and after, or cancelled; each reader sees the time in their zone."""
    lunch = card.lunch
    if lunch.cancelled_at is not None:
        return message(
            [header(f"Cancelled: {lunch.title}"), section(f"It was planned for {moment(lunch.begins_at, lunch.zone)}.")]
        )
    blocks = described(card)
    if not card.is_over:
        blocks.append(_ways_to_come(card))
    blocks += _left_of(lunch)
    if card.came:
        # Without the names of who was in, of whom one would be missing.
        return message([*blocks, context(f"{count(card.came, 'person', 'people')} came")])
    return message([*blocks, context(_how_many(card)), *_who(card)])


def described(card: LunchCard) -> list[Block]:
    """What it is about, when, where, and with whom."""
    lunch = card.lunch
    hosts = list_of_names([mention(host.slack_id) for host in card.hosts]) or "nobody yet"
    facts = [f"*When* {moment(lunch.begins_at, lunch.zone)}, {lunch.minutes} minutes"]
    if card.series is not None and card.series.ended_at is None:
        facts[0] += f", {how_often(card.series)}"
    if lunch.place:
        facts.append(f"*Where* {plain(lunch.place)}")
    facts.append(f"*With* {hosts}")
    if card.topic:
        facts.append(f"*Topic* {plain(card.topic)}")
    if lunch.kind is LunchKind.OPEN_TABLE:
        facts.append(
            "An open table for people who rarely meet: come if you know few of the others. One question a round."
        )
    about = [plain_section(lunch.about)] if lunch.about else []
    return [header(lunch.title), *about, section("\n".join(facts))]


def _ways_to_come(card: LunchCard) -> Block:
    lunch = card.lunch
    first = "Join the waiting list" if card.seats_left == 0 else "I'm in"
    ways = [
        come(lunch, label=first, primary=True),
        button("Maybe", MAYBE, lunch.id),
        button("Send me the recording", RECORDING, lunch.id),
    ]
    if lunch.link:
        ways.append(button("Join by video", JOIN, lunch.id, url=lunch.link))
    return actions(*ways)


def _how_many(card: LunchCard) -> str:
    said = [f"{len(card.coming)} in", f"{card.maybe} maybe"]
    if card.seats_left is not None:
        said.append("full" if card.seats_left == 0 else f"{count(card.seats_left, 'seat', 'seats')} left")
    if card.waiting:
        said.append(f"{card.waiting} waiting")
    return " · ".join([*said, "times are shown in your zone"])


def _who(card: LunchCard) -> list[Block]:
    if not card.coming:
        return []
    verb = "is" if len(card.coming) == 1 else "are"
    return [context(f"{list_of_names([plain(name) for name in card.coming], most=_MOST_NAMES)} {verb} coming")]


def room_in(card: LunchCard) -> str:
    """How many seats a plan has, and how it is joined from elsewhere."""
    seats = "a seat for everybody" if card.seats_left is None else count(card.seats_left, "seat", "seats")
    joined = f" · by video at {plain(card.lunch.link)}" if card.lunch.link else ""
    return f"{seats[0].upper()}{seats[1:]}{joined}"


def seat_freed(lunch: Lunch, *, zone: str) -> Message:
    """What somebody reads who waited and has a seat now."""
    return message(
        [
            section(f":tada: A seat opened: you're in for {bold(lunch.title)}, {moment(lunch.begins_at, zone)}."),
            actions(calendar(lunch), ask(lunch), not_coming(lunch)),
        ]
    )


def moved(moves: Sequence[tuple[Lunch, datetime]], *, zone: str) -> Message:
    """What people read who said they come, once these are at another time; each comes with when it was before."""
    lunch, before = moves[0]
    if len(moves) == 1:
        said = (
            f":calendar: {bold(lunch.title)} has moved from {moment(before, zone)} to "
            f"*{moment(lunch.begins_at, zone)}*. Your place is kept."
        )
        return message([section(said), actions(calendar(lunch), not_coming(lunch))])
    lines = [f"From {moment(before, zone)} to *{moment(one.begins_at, zone)}*" for one, before in moves]
    said = f":calendar: {bold(lunch.title)} has moved. Your places are kept. To give one back, see all dates."
    return message([section(lines_that_fit([said, *lines], LIMITS["section_text"])), actions(all_dates(lunch))])


def cancelled(ended: Sequence[Lunch], *, zone: str) -> Message:
    """What people read who said they come, once these are cancelled."""
    days = list_of_names([moment(one.begins_at, zone) for one in ended], most=_MOST_NAMES)
    return message([section(f"{bold(ended[0].title)} is cancelled on {days}. There is nothing for you to do.")])


def reminder(card: LunchCard, kind: ReminderKind, *, zone: str) -> Message:
    """What reminds the channel, whoever comes, or a host."""
    lunch = card.lunch
    title, when = bold(lunch.title), moment(lunch.begins_at, zone)
    if kind is ReminderKind.MORNING:
        ways = [] if card.seats_left == 0 else [actions(come(lunch))]
        return message([section(f":wave: Today: {title}, {when}{_where(lunch)}."), *ways])
    begins = "It's nearly time for" if kind is ReminderKind.TEN_MINUTES_BEFORE else "Coming up:"
    join = [button("Join by video", JOIN, lunch.id, url=lunch.link)] if lunch.link else []
    return message([section(f":wave: {begins} {title}, {when}{_where(lunch)}."), actions(*join, not_coming(lunch))])


def _left_of(lunch: Lunch) -> list[Block]:
    """Notes and the recording, once a host added them."""
    notes = [section("*Notes*"), plain_section(lunch.notes)] if lunch.notes else []
    return [*notes, *([actions(see_recording(lunch))] if lunch.recording_link else [])]


def recording(lunch: Lunch) -> Message:
    """What somebody reads who asked for the recording."""
    return message([section(f"You asked for what is left of {bold(lunch.title)}. Here it is."), *_left_of(lunch)])


def recording_is_gone() -> Message:
    """What stands where a recording was that is not kept any more."""
    return message([context("What was left of this lunch-and-learn is not kept any more.")])


def reminder_is_over() -> Message:
    """What stands where a reminder was whose lunch-and-learn is over, moved or cancelled."""
    return message([context("This reminder has had its time.")])


def _where(lunch: Lunch) -> str:
    return f", {plain(lunch.place)}" if lunch.place else ""
