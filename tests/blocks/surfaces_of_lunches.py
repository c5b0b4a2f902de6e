"""Surfaces of lunch-and-learns: the post, the forms, what people read alone."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from functools import partial

from bot.lunches import Ahead, Changed, Lists, LunchCard, OwnLunch, Said, ToChange
from handlers.blocks import calendar_feed, home, lunches
from handlers.blocks.kit import Message, View
from models import Attendance, Lunch, LunchKind, LunchSeries, ReminderKind, Repeats
from tests.blocks import facts
from tests.blocks.facts import CHANNEL, NOW, ZONE, Typed, member


def lunch(typed: Typed, *, kind: LunchKind = LunchKind.TALK) -> Lunch:
    """One that is to come."""
    begins_at = NOW + timedelta(days=3)
    return Lunch(
        id=8,
        kind=kind,
        title=typed.words("Terraform without tears", 120),
        about=typed.words("Bo shows how to read a plan. No experience needed.", 1200),
        place=typed.words("Kitchen, 3rd floor", 250),
        link="https://meet.example/terraform",
        channel_slack_id=CHANNEL,
        in_private_channel=False,
        zone=ZONE,
        on=begins_at.date(),
        at=time(12, 30),
        begins_at=begins_at,
        minutes=45,
        seats=12,
        version=3,
        uid="9d2f",
        sequence=0,
        timed_at=NOW,
    )


def card(
    typed: Typed, *, coming: int = 25, left: int | None = 4, waiting: int = 0, kind: LunchKind = LunchKind.TALK
) -> LunchCard:
    """Its post."""
    return LunchCard(
        lunch=lunch(typed, kind=kind),
        hosts=[member(typed, 10 + number, f"Host {number}") for number in range(6)],
        topic=typed.topic("Terraform"),
        coming=[typed.name(f"Person {number}") for number in range(coming)],
        maybe=2,
        waiting=waiting,
        seats_left=left,
        is_over=False,
    )


def _cancelled(typed: Typed) -> Message:
    gone = card(typed)
    gone.lunch.cancelled_at = NOW
    return lunches.announcement(gone)


def _said(typed: Typed, attendance: Attendance) -> Message:
    return lunches.said(Said(lunch(typed), attendance, place_in_line=22), zone=ZONE)


def _lists(found: Sequence[OwnLunch]) -> Message:
    return lunches.lists(Lists(found[:6], found[6:], []), zone=ZONE)


def _listed(typed: Typed) -> Message:
    attendances = [None, *Attendance]
    found = [OwnLunch(card(typed), attendance, is_host=False) for attendance in attendances]
    return _lists([OwnLunch(card(typed), None, is_host=True), *_apart(found)])


def _apart(found: list[OwnLunch]) -> list[OwnLunch]:
    """Several with titles of their own, as real ones have."""
    for number, one in enumerate(found):
        one.card.lunch.title = f"{number} {one.card.lunch.title}"[:120]
    return found


def _changed(typed: Typed, *, moved: bool, told: int, cancelled: bool = False) -> View:
    one = lunch(typed)
    one.cancelled_at = NOW if cancelled else None
    return lunches.changed_view(Changed(one, moved, told))


def _known(typed: Typed) -> ToChange:
    return ToChange(lunch(typed), card(typed).hosts, typed.topic("Terraform"))


def _recorded(typed: Typed) -> LunchCard:
    one = card(typed)
    one.lunch.notes, one.lunch.recording_link = typed.words("Read the plan aloud.", 2000), "https://meet.example/again"
    return one


def _added(_: Typed, sent: int) -> View:
    return lunches.recording_added_view(sent)


def _home(typed: Typed) -> View:
    own = [OwnLunch(card(typed), Attendance.IN, is_host=False), OwnLunch(card(typed), Attendance.MAYBE, is_host=False)]
    lunches_of_theirs = [OwnLunch(card(typed), None, is_host=True), *_apart(own)]
    return home.home_view(replace(facts.home(typed), lunches=lunches_of_theirs), now=NOW)


def of_lunches() -> Iterator[tuple[str, Callable[[Typed], Message | View]]]:
    """Every one of them, by name."""
    yield "lunch", lambda typed: lunches.announcement(card(typed))
    yield "lunch, nobody yet", lambda typed: lunches.announcement(card(typed, coming=0, left=None))
    yield "lunch, full", lambda typed: lunches.announcement(card(typed, left=0, waiting=3))
    yield "open table", lambda typed: lunches.announcement(card(typed, coming=1, kind=LunchKind.OPEN_TABLE))
    yield "lunch that is over", lambda typed: lunches.announcement(replace(card(typed), is_over=True))
    yield "lunch, cancelled", _cancelled
    yield "lunch form", lambda _: lunches.form(zone=ZONE, host="U0BO")
    yield (
        "lunch form, more",
        lambda typed: lunches.form(zone=ZONE, host="U0BO", title=typed.words("x", 500), channel=CHANNEL, more=True),
    )
    yield "lunch preview", lambda typed: lunches.preview(card(typed), "x" * 2900)
    yield "lunch, to change", lambda typed: lunches.edit_form(_known(typed))
    yield "lunch, to cancel", lambda typed: lunches.cancel_form(_known(typed))
    yield "lunch announced", lambda _: lunches.announced_view(CHANNEL)
    yield "lunch saved", partial(_changed, moved=False, told=0)
    yield "lunch moved, saved", partial(_changed, moved=True, told=1)
    yield from _again()
    yield "lunch cancelled, saved", partial(_changed, moved=False, told=40, cancelled=True)
    for attendance in Attendance:
        yield f"lunch, said {attendance}", partial(_said, attendance=attendance)
    yield "lunches to come", _listed
    yield "no lunch to come", lambda _: _lists([])
    yield "calendar is coming", lambda typed: lunches.calendar_is_coming(lunch(typed))
    yield "calendar feed, none yet", lambda _: calendar_feed.overview("")
    yield "calendar feed", lambda _: calendar_feed.overview("0123456789ab")
    yield (
        "calendar feed, its address",
        lambda _: calendar_feed.address(f"https://whoknows.example/calendar/{'x' * 43}.ics"),
    )
    yield "calendar feed, stopped", lambda _: calendar_feed.stopped()
    yield "calendar feed, impossible", lambda _: calendar_feed.impossible()
    yield "lunch help", lambda _: lunches.help()
    yield "seat freed", lambda typed: lunches.seat_freed(lunch(typed), zone=ZONE)
    for number in (1, 2, 60):
        yield f"lunches moved, {number}", partial(_moved, number=number)
        yield f"lunches cancelled, {number}", partial(_ended, number=number)
    for kind in ReminderKind:
        yield f"lunch reminder {kind}", partial(_reminder, kind=kind)
    yield "home with lunches", _home
    yield "lunch with notes", lambda typed: lunches.announcement(replace(_recorded(typed), is_over=True))
    yield "recording", lambda typed: lunches.recording(_recorded(typed).lunch)
    yield "recording that is gone", lambda _: lunches.recording_is_gone()
    yield "recording form", lambda typed: lunches.recording_form(_known(typed))
    for sent in (0, 1, 9):
        yield f"recording added, {sent}", partial(_added, sent=sent)
    yield "lunch reminder that is over", lambda _: lunches.reminder_is_over()


SKIPPED = [(date(2026, 12, 25) + timedelta(days=7 * number), "Christmas Day and Hanukkah") for number in range(9)]


def _again() -> Iterator[tuple[str, Callable[[Typed], Message | View]]]:
    """Those that come again."""
    for repeats in Repeats:
        yield f"lunch, {repeats}", partial(_of_series, repeats=repeats)
    ahead = Ahead([date(2026, 12, 18)], SKIPPED, date(2027, 3, 1))
    yield (
        "lunch preview, again",
        lambda typed: lunches.preview(
            replace(card(typed), series=_series(Repeats.MONTHLY)), "x" * 2900, first_is="Easter Monday", ahead=ahead
        ),
    )
    yield "lunch, to change, again", lambda typed: lunches.edit_form(_known_of_series(typed))
    yield "lunch, to cancel, again", lambda typed: lunches.cancel_form(_known_of_series(typed))
    left_out = [day for day, _ in SKIPPED]
    for is_over in (True, False):
        yield f"lunches saved, {is_over=}", partial(_all_changed, is_over=is_over, left_out=left_out)
    yield "lunch announced, again", lambda _: lunches.announced_view(CHANNEL, comes_again=True)
    yield "lunches to come, again", lambda typed: _lists(_sessions(typed, [None, *Attendance]))
    yield "lunch, all dates", lambda typed: lunches.sessions(_sessions(typed, [None, *Attendance]), zone=ZONE)
    for days in (1, 9):
        yield f"lunch, days left out, {days}", partial(_left_out, days=days)


def _known_of_series(typed: Typed) -> ToChange:
    return replace(_known(typed), series=_series(Repeats.WEEKLY))


def _all_changed(typed: Typed, *, is_over: bool, left_out: list[date]) -> View:
    one = lunch(typed)
    one.cancelled_at = NOW if is_over else None
    return lunches.changed_view(Changed(one, has_moved=True, told=9, with_all_that_follow=True, left_out=left_out))


def _moved(typed: Typed, number: int) -> Message:
    return lunches.moved([(lunch(typed), NOW)] * number, zone=ZONE)


def _ended(typed: Typed, number: int) -> Message:
    return lunches.cancelled([lunch(typed)] * number, zone=ZONE)


def _series(repeats: Repeats) -> LunchSeries:
    return LunchSeries(id=3, repeats=repeats, begins_on=date(2026, 12, 4), until=date(2027, 5, 28))


def _of_series(typed: Typed, repeats: Repeats) -> Message:
    return lunches.announcement(replace(card(typed), series=_series(repeats)))


def _sessions(typed: Typed, attendances: list[Attendance | None]) -> list[OwnLunch]:
    found = []
    for number, attendance in enumerate(attendances):
        one = replace(card(typed), series=_series(Repeats.WEEKLY))
        one.lunch.on += timedelta(days=7 * number)
        one.lunch.begins_at += timedelta(days=7 * number)
        found.append(OwnLunch(one, attendance, is_host=number == 0))
    return found


def _left_out(typed: Typed, days: int) -> Message:
    return lunches.days_left_out(lunch(typed), SKIPPED[:days])


def _reminder(typed: Typed, kind: ReminderKind) -> Message:
    return lunches.reminder(card(typed), kind, zone=ZONE)
