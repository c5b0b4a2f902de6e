"""The forms of a lunch-and-learn: to plan it, to see it before others do, to change it, to cancel it."""

from collections.abc import Sequence
from datetime import date, time

from bot.hours import zone_named
from bot.lunches import (
    LENGTHS,
    LONGEST_ABOUT,
    LONGEST_LINK,
    LONGEST_NOTES,
    LONGEST_PLACE,
    LONGEST_TITLE,
    MOST_HOSTS,
    Ahead,
    LunchCard,
    ToChange,
)
from handlers.blocks.kit import (
    Block,
    View,
    actions,
    button,
    channel_input,
    channel_link,
    context,
    date_input,
    divider,
    modal,
    people_input,
    radio_input,
    section,
    select_input,
    text_input,
    time_input,
    zone_in_words,
)
from handlers.blocks.lunches.names import CANCEL_FORM, EDIT_FORM, FORM, MORE, PREVIEW_FORM, RECORDING_FORM
from handlers.blocks.lunches.posts import described, room_in
from handlers.blocks.lunches.preparing import fields
from handlers.blocks.lunches.repeating import left_out, repeat_inputs, which_input
from handlers.blocks.skills.topics import topic_menu
from models import LunchKind, Member

_NOON = time(12, 30)


def form(
    *,
    zone: str,
    host: str,
    title: str = "",
    channel: str = "",
    topic: str = "",
    more: bool = False,
    leads: Sequence[Member] = (),
) -> View:
    """The form to announce one; `more`, or a `topic`, shows what most need not think of. `host` is a Slack id.

    `leads` are the host's, who may be asked for time to prepare.
    """
    time_to_prepare = fields(leads, zone=zone) if leads else []
    return modal(
        "A lunch-and-learn",
        [
            *_basics(zone=zone, title=title, channel=channel),
            *([*_more([host], topic=topic), *repeat_inputs(), *time_to_prepare] if more or topic else [_more_button()]),
        ],
        callback_id=FORM,
        submit="See it first",
        close="Not now",
        private_metadata=zone,
    )


def form_again(known: ToChange, *, zone: str) -> View:
    """The form to announce one like another: the same words, and a day to choose. `zone` is its reader's."""
    lunch = known.lunch
    return modal(
        "A lunch-and-learn",
        [
            *_basics(
                zone=zone,
                title=lunch.title,
                at=lunch.begins_at.astimezone(zone_named(zone)).time(),
                minutes=lunch.minutes,
                place=lunch.place,
                link=lunch.link or "",
                about=lunch.about,
                channel=lunch.channel_slack_id,
            ),
            *_more(
                [host.slack_id for host in known.hosts], topic=known.topic or "", seats=lunch.seats, kind=lunch.kind
            ),
            *repeat_inputs(),
        ],
        callback_id=FORM,
        submit="See it first",
        close="Not now",
        private_metadata=zone,
    )


def _more_button() -> Block:
    return actions(button("More", MORE, "more"))


def _basics(
    *,
    zone: str,
    title: str = "",
    on: date | None = None,
    at: time = _NOON,
    minutes: int = 45,
    place: str = "",
    link: str = "",
    about: str = "",
    channel: str | None = "",
) -> list[Block]:
    where = [] if channel is None else [_channel(channel)]
    return [
        text_input(
            "title",
            "What is it about?",
            initial=title,
            placeholder="Terraform without tears",
            longest=LONGEST_TITLE,
            is_multiline=False,
        ),
        date_input("on", "Which day?", initial=on),
        time_input("at", "At what time?", initial=at, hint=f"In {zone_in_words(zone)}. Everybody reads it in theirs."),
        select_input(
            "minutes", "How long?", [(str(length), f"{length} minutes") for length in LENGTHS], initial=str(minutes)
        ),
        text_input(
            "place",
            "Where?",
            initial=place,
            placeholder="Kitchen, 3rd floor",
            longest=LONGEST_PLACE,
            is_multiline=False,
            is_optional=True,
        ),
        text_input(
            "link",
            "A link to join by video",
            initial=link,
            placeholder="https://…",
            longest=LONGEST_LINK,
            is_multiline=False,
            is_optional=True,
        ),
        text_input(
            "about",
            "What will people take away?",
            initial=about,
            hint="A sentence or two. “No experience needed” brings those who are shy.",
            longest=LONGEST_ABOUT,
            is_optional=True,
        ),
        *where,
    ]


def _channel(initial: str) -> Block:
    return channel_input("channel", "Where shall I announce it?", initial=initial or None)


def _more(
    hosts: Sequence[str], *, topic: str = "", seats: int | None = None, kind: LunchKind = LunchKind.TALK
) -> list[Block]:
    return [
        topic_menu("topic", "Topic", initial=[topic] if topic else [], is_optional=True),
        people_input("hosts", "Who holds it?", initial=hosts, most=MOST_HOSTS),
        text_input(
            "seats",
            "How many seats?",
            initial=str(seats) if seats else "",
            hint="Left empty, everybody has one. An open table has 4 to 6, and 6 where this is empty.",
            longest=9,
            is_multiline=False,
            is_optional=True,
        ),
        radio_input(
            "kind",
            "What kind?",
            [
                (LunchKind.TALK.value, "Somebody shows or tells"),
                (LunchKind.OPEN_TABLE.value, "An open table: four to six people who rarely meet"),
            ],
            initial=kind.value,
        ),
    ]


def preview(
    card: LunchCard, metadata: str, *, first_is: str = "", ahead: Ahead | None = None, notes: Sequence[Block] = ()
) -> View:
    """What people will see, before anybody does; `metadata` holds the plan.

    `first_is` names the public holiday that its day is, `ahead` has the days on which it comes again, and `notes` are
    what else will happen.
    """
    return modal(
        "As people will see it",
        [
            context(f"Nothing is posted yet. It goes to {channel_link(card.lunch.channel_slack_id)}."),
            *left_out(first_is, ahead),
            *notes,
            divider(),
            *described(card),
            context(room_in(card)),
        ],
        callback_id=PREVIEW_FORM,
        submit="Announce it",
        close="Back",
        private_metadata=metadata,
    )


def edit_form(known: ToChange) -> View:
    """The form to change one, with what it says now."""
    lunch = known.lunch
    return modal(
        "Change it",
        [
            *_which(known),
            *_basics(
                zone=lunch.zone,
                title=lunch.title,
                on=lunch.on,
                at=lunch.at,
                minutes=lunch.minutes,
                place=lunch.place,
                link=lunch.link or "",
                about=lunch.about,
                channel=None,
            ),
            *_more(
                [host.slack_id for host in known.hosts], topic=known.topic or "", seats=lunch.seats, kind=lunch.kind
            ),
            context("Whoever comes is told once if it moves. Everything else is changed where it stands."),
        ],
        callback_id=EDIT_FORM,
        submit="Save",
        close="Not now",
        private_metadata=f"{lunch.id}:{lunch.version}",
    )


def _which(known: ToChange) -> list[Block]:
    return [which_input()] if known.series is not None and known.series.ended_at is None else []


def cancel_form(known: ToChange) -> View:
    """What it means to cancel one, before it is done."""
    return modal(
        "Cancel it?",
        [
            section("Its post will say that it is cancelled, and everybody who comes is told once. No reminder comes."),
            *_which(known),
        ],
        callback_id=CANCEL_FORM,
        submit="Cancel it",
        close="Keep it",
        private_metadata=str(known.lunch.id),
    )


def recording_form(known: ToChange) -> View:
    """The form for notes and a recording, with what was added before."""
    lunch = known.lunch
    return modal(
        "Notes and recording",
        [
            text_input(
                "recording_link",
                "A link to the recording",
                initial=lunch.recording_link or "",
                placeholder="https://…",
                longest=LONGEST_LINK,
                is_multiline=False,
                is_optional=True,
            ),
            text_input("notes", "Notes", initial=lunch.notes or "", longest=LONGEST_NOTES, is_optional=True),
            context("Both go to the post, and to whoever asked for the recording."),
        ],
        callback_id=RECORDING_FORM,
        submit="Add",
        close="Not now",
        private_metadata=str(lunch.id),
    )
