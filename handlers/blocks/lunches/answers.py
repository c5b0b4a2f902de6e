"""What people read about a lunch-and-learn for their eyes only: their seat, what was saved, what is to come."""

from bot.calendar_files import Entry, Standing
from bot.commands import here
from bot.lunches import Changed, Said
from handlers.blocks import calendar_feed
from handlers.blocks.kit import (
    FileToSend,
    Message,
    View,
    actions,
    bold,
    channel_link,
    context,
    count,
    cut,
    date_in_words,
    list_of_names,
    message,
    modal,
    moment,
    section,
)
from handlers.blocks.lunch_wishes.names import list_button
from handlers.blocks.lunches.names import (
    ask,
    calendar,
    come,
    not_coming,
    start,
)
from handlers.blocks.lunches.web_calendars import links
from models import Attendance, Lunch

_TITLE = "A lunch-and-learn"
# So that a message with links below it stays within what Slack shows.
_LONGEST_NAME = 80


def said(said: Said, *, zone: str) -> Message:
    """What somebody reads once they said whether they come."""
    lunch, title = said.lunch, bold(said.lunch.title)
    when = moment(lunch.begins_at, zone)
    match said.attendance:
        case Attendance.IN:
            return message(
                [
                    section(f"You're in for {title}, {when}. I'll remind you the day before and 10 minutes before."),
                    actions(calendar(lunch), ask(lunch), not_coming(lunch)),
                ]
            )
        case Attendance.WAITING:
            return message(
                [
                    section(
                        f"{title} is full, and you're {_ordinal(said.place_in_line or 1)} in line. "
                        "If a seat opens you get it, and a message."
                    ),
                    actions(not_coming(lunch)),
                ]
            )
        case Attendance.MAYBE:
            return message(
                [
                    section(f"Noted as maybe for {title}, {when}. Maybes have no seat yet."),
                    actions(come(lunch), ask(lunch), not_coming(lunch)),
                ]
            )
        case Attendance.RECORDING:
            return message([section(f"I'll send you the recording of {title} once its host adds one.")])
        case Attendance.NOT_COMING:
            return message([section(f"Noted: you won't come to {title}. Thanks for saying so."), actions(come(lunch))])


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number % 100 not in {11, 12, 13} else "th"
    return f"{number}{ending}"


def announced_view(channel: str, *, comes_again: bool = False) -> View:
    """What a host reads once it is announced."""
    again = " The next ones get their own post, each a week before it begins." if comes_again else ""
    return modal(
        _TITLE,
        [
            section(f"Announced in {channel_link(channel)}. I'll remind everybody who comes.{again}"),
            context(f"To change or cancel it, type `{here('/lunchandlearn')} list`."),
        ],
    )


def changed_view(changed: Changed) -> View:
    """What somebody reads who changed or cancelled one."""
    those = ", this one and all that follow" if changed.with_all_that_follow else ""
    if changed.lunch.cancelled_at is not None:
        told = _told(changed, "that it is cancelled")
        return modal(_TITLE, [section(f"Cancelled{those}. {told}")])
    told = _told(changed, "that it has moved") if changed.has_moved else "What was posted says so now."
    days = list_of_names([date_in_words(day) for day in changed.left_out], most=5)
    left_out = [context(f"Left out, as a holiday or after its end: {days}.")] if days else []
    return modal(_TITLE, [section(f"Saved{those}. {told}"), *left_out])


def _told(changed: Changed, what: str) -> str:
    if not changed.told:
        return "Nobody had to be told."
    who = count(changed.told, "person is", "people are")
    return f"{who[0].upper()}{who[1:]} told {what}."


def recording_added_view(sent: int) -> View:
    """What a host reads who added notes or a recording."""
    told = f" and goes to {count(sent, 'person', 'people')} who asked for it" if sent else ""
    return modal(_TITLE, [section(f"It is added to the post{told}.")])


def calendar_is_coming(lunch: Lunch) -> Message:
    """What somebody reads who wants it in their calendar."""
    name = bold(lunch.title)
    return message(
        [
            section(f"The calendar file of {name} is on its way: look into your messages with me."),
            actions(calendar_feed.entrance()),
        ]
    )


def calendar_file(entry: Entry, content: str, *, is_newer: bool, has_feed: bool) -> FileToSend:
    """The calendar file of one, for direct messages; `is_newer` follows one that its reader has."""
    return FileToSend(
        name="lunch-and-learn.ics",
        title=entry.title,
        content=content,
        text=_above_the_file(entry, is_newer=is_newer, has_feed=has_feed),
    )


def _above_the_file(entry: Entry, *, is_newer: bool, has_feed: bool) -> str:
    name = bold(cut(entry.title, _LONGEST_NAME))
    if entry.standing is Standing.CANCELLED:
        return f"Open this file to take {name} out of your calendar."
    if is_newer:
        return f"Open this file to bring {name} up to date in your calendar."
    lines = [
        f"Open this file to put {name} into your calendar, or use {links(entry)}.",
        "If it moves, I'll tell you, with a new file.",
    ]
    if has_feed:
        lines.append(f"Rather have all of them there by themselves? Type `{here('/lunchandlearn')} calendar`.")
    return "\n".join(lines)


def help() -> Message:  # noqa: A001 - it is read as lunches.help()
    """What /lunchandlearn can do."""
    return message(
        [
            section(
                "*Teach something over lunch, or come to what others teach.*\n"
                f"`{here('/lunchandlearn')} Terraform without tears` opens the form with that title\n"
                f"`{here('/lunchandlearn')} list` shows what is yours, what is to come, and notes of the past\n"
                f"`{here('/lunchandlearn')} calendar` puts all that is yours into your calendar\n"
                f"`{here('/lunchandlearn')} wish terraform` says what you would like one about"
            ),
            actions(start(), list_button()),
        ]
    )
