"""Time to prepare as people read it: on the leads' cards, on the host's, and in a form to suggest another."""

from bot.calendar_files import Entry, Standing
from bot.hours import zone_named
from bot.preparation import WAITING, PreparationCard
from handlers.blocks.kit import (
    Block,
    FileToSend,
    Message,
    View,
    actions,
    bold,
    button,
    context,
    cut,
    date_input,
    message,
    modal,
    moment,
    plain,
    section,
    select_input,
    time_input,
    zone_in_words,
)
from handlers.blocks.lunches import names as lunch_names
from handlers.blocks.lunches import preparing
from handlers.blocks.lunches.preparing import hours, names
from models import PreparationState

AGREE = "preparation.agree"
SUGGEST = "preparation.suggest"
SUGGEST_FORM = "preparation.suggest_form"
TAKE = "preparation.take"
LEAVE = "preparation.leave"
_TITLE = "Time to prepare"
_LONGEST_NAME = 80


def asked(card: PreparationCard, *, zone: str) -> Message:
    """A lead's card, from the question to what became of it."""
    preparation, title, host = card.preparation, bold(card.lunch.title), plain(card.host.name)
    how_long, when = hours(preparation.minutes), _when(card, zone)
    if preparation.state in WAITING:
        held = moment(card.lunch.begins_at, zone)
        return message(
            [
                section(f"{host} holds {title}, {held}, and would like {how_long} to prepare, {when}."),
                actions(
                    button(f"Agree {preparation.minutes // 60} h", AGREE, preparation.id, primary=True),
                    button("Suggest another", SUGGEST, preparation.id),
                ),
                context(f"What you agree goes into {host}'s calendar, and that week they are asked once less."),
            ]
        )
    by = plain(card.answered_by.name) if card.answered_by else ""
    said = {
        PreparationState.AGREED: f"Agreed with {by}: {host} has {how_long} to prepare {title}, {when}.",
        PreparationState.SUGGESTED: f"{by} suggested {how_long} to prepare {title}, {when}. {host} decides now.",
        PreparationState.DECLINED: f"{by} said not this time to {host}, who prepares {title}."
        if by
        else f"{host} left the time that was suggested to prepare {title}. There is nothing for you to do.",
        PreparationState.WITHDRAWN: f"{host} needs no time for {title} any more: it was moved, cancelled or handed on.",
    }
    return message([section(said[preparation.state])])


def answered(card: PreparationCard, *, zone: str) -> Message:
    """The host's card, from the answer to what became of it."""
    preparation, title = card.preparation, bold(card.lunch.title)
    by, when = plain(card.answered_by.name) if card.answered_by else "your lead", _when(card, zone)
    how_long = hours(preparation.minutes)
    match preparation.state:
        case PreparationState.AGREED:
            less = [context("That week you are asked once less.")] if preparation.counted_week_on else []
            return message(
                [
                    section(
                        f":green_heart: Agreed with {by}: you have {how_long} to prepare {title}, {when}. "
                        "A file for your calendar follows."
                    ),
                    *less,
                ]
            )
        case PreparationState.SUGGESTED:
            return message(
                [
                    section(f"{by} suggests another time for you to prepare {title}: {how_long}, {when}."),
                    actions(
                        button("Take it", TAKE, preparation.id, primary=True),
                        button("Leave it", LEAVE, preparation.id),
                    ),
                ]
            )
        case PreparationState.DECLINED if card.answered_by is not None:
            return message(
                [
                    section(
                        f"{by} can't make room for you to prepare {title} this time. That is about the week, not about "
                        "you. A later day or a shorter session is fine: whoever comes is told of a move."
                    ),
                    actions(_change(card)),
                ]
            )
        case PreparationState.DECLINED:
            return message([section(f"You left the time that was suggested to prepare {title}. Nothing was changed.")])
        case _:
            return message([section(f"The time to prepare {title} is not needed any more.")])


def unanswered(card: PreparationCard, *, zone: str) -> Message:
    """What a host reads once after two working days without an answer."""
    title, when = bold(card.lunch.title), _when(card, zone)
    if not card.leads:
        said = f"Nobody leads your team now, so nobody can answer about your time to prepare {title}, {when}. "
        return message([section(said + "Keep the time free yourself, or choose a later day."), actions(_change(card))])
    return message(
        [
            section(
                f"There is no answer yet about your {hours(card.preparation.minutes)} to prepare {title}, {when}. "
                f"Have a word with {names(card.leads)}, or choose a later day for it."
            ),
            actions(_change(card)),
        ]
    )


def withdrawn(card: PreparationCard, *, zone: str) -> Message:
    """What a host reads once nothing is left to prepare for at that time."""
    preparation, title, when = card.preparation, bold(card.lunch.title), _when(card, zone)
    if card.lunch.cancelled_at is not None:
        why = "it is cancelled"
    elif card.lunch.begins_at < card.ends_at:
        why = "it begins earlier now"
    else:
        why = "you don't hold it any more"
    out = " A file that takes it out of your calendar follows." if preparation.sequence else ""
    return message([section(f"Your time to prepare {title}, {when}, is given back, since {why}.{out}")])


def gone() -> Message:
    """What stands where time to prepare was spoken of that is not kept any more."""
    return message([context("What was asked here is not kept any more.")])


def calendar_file(entry: Entry, content: str) -> FileToSend:
    """Agreed time for the host's calendar, or what takes it out again."""
    name = bold(cut(entry.title, _LONGEST_NAME))
    how = "take {} out of" if entry.standing is Standing.CANCELLED else "put {} into"
    text = f"Open this file to {how.format(name)} your calendar."
    return FileToSend(name="time-to-prepare.ics", title=entry.title, content=content, text=text)


def suggest_form(card: PreparationCard, *, zone: str) -> View:
    """The form of a lead who suggests another time, or none; `zone` is the lead's."""
    preparation = card.preparation
    begins = preparation.begins_at.astimezone(zone_named(zone))
    return modal(
        "Suggest another",
        [
            section(
                f"{plain(card.host.name)} asked for {hours(preparation.minutes)} to prepare {bold(card.lunch.title)}, "
                f"{_when(card, zone)}. It begins {moment(card.lunch.begins_at, zone)}."
            ),
            select_input(
                "minutes",
                "How long?",
                [*preparing.lengths(), (preparing.NONE, "Not this time")],
                initial=str(preparation.minutes),
            ),
            date_input("on", "Which day?", initial=begins.date()),
            time_input("at", "From when?", initial=begins.time(), hint=f"In {zone_in_words(zone)}."),
            context(f"{plain(card.host.name)} may take it or leave it. *Not this time* is told kindly, without a why."),
        ],
        callback_id=SUGGEST_FORM,
        submit="Send",
        close="Back",
        private_metadata=str(preparation.id),
    )


def sent_view(card: PreparationCard) -> View:
    """What a lead reads once their answer is on its way."""
    host = plain(card.host.name)
    said = {
        PreparationState.SUGGESTED: f"Sent. {host} takes it or leaves it, and your card will say which.",
        PreparationState.AGREED: f"Agreed. {host} is told.",
    }
    return modal(_TITLE, [section(said.get(card.preparation.state, f"{host} is told, in kind words."))])


def _when(card: PreparationCard, zone: str) -> str:
    return f"from {moment(card.preparation.begins_at, zone)}"


def _change(card: PreparationCard) -> Block:
    return button("Change", lunch_names.EDIT, card.lunch.id, accessibility_label=f"Change: {card.lunch.title}")
