"""Time to prepare in the form to announce one, and in what is shown before it is announced."""

from collections.abc import Sequence

from bot.preparation import DAY_FIELD, LENGTH_FIELD, LENGTHS, TIME_FIELD, Wanted
from handlers.blocks.kit import (
    Block,
    context,
    count,
    date_input,
    list_of_names,
    moment,
    plain,
    select_input,
    time_input,
    zone_in_words,
)
from models import Member

NONE = "0"
_MOST_NAMES = 4


def fields(leads: Sequence[Member], *, zone: str) -> list[Block]:
    """What somebody with a lead may wish for in the announcing form; `zone` is theirs."""
    return [
        select_input(
            LENGTH_FIELD,
            "Time to prepare",
            [(NONE, "None"), *lengths()],
            initial=NONE,
            hint=f"{_who_is_asked(leads)}, and you hear the answer.",
        ),
        date_input(
            DAY_FIELD,
            "Prepare on which day?",
            hint="Left empty, I ask for 14:00 two working days before, or for the next hour that fits.",
            is_optional=True,
        ),
        time_input(TIME_FIELD, "Prepare from when?", hint=f"In {zone_in_words(zone)}.", is_optional=True),
    ]


def in_preview(wanted: Wanted, leads: Sequence[Member], *, zone: str) -> Block:
    """Whom the host's wish will reach, before it does."""
    when = moment(wanted.begins_at, zone)
    decides = ". Whoever answers first decides." if len(leads) > 1 else "."
    return context(f"{_who_is_asked(leads)} for {hours(wanted.minutes)} for you to prepare, from {when}{decides}")


def _who_is_asked(leads: Sequence[Member]) -> str:
    said = list_of_names([plain(lead.name) for lead in leads], most=_MOST_NAMES)
    return f"{said} {'is' if len(leads) == 1 else 'are'} asked"


def hours(minutes: int) -> str:
    """A length as people say it."""
    return count(minutes // 60, "hour", "hours").replace("one hour", "1 hour")


def lengths() -> list[tuple[str, str]]:
    """The lengths there are, each with its words."""
    return [(str(minutes), hours(minutes)) for minutes in LENGTHS]


def names(leads: Sequence[Member]) -> str:
    """The leads, of whom one answers for all."""
    names = [plain(lead.name) for lead in leads[:_MOST_NAMES]]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
