"""A member's own settings: how often they are asked, when they work, where they like to be thanked."""

from bot.commands import here
from bot.preferences import MOST_ASKS_A_WEEK
from handlers.blocks.kit import (
    Block,
    View,
    button,
    checkboxes_input,
    context,
    modal,
    plain,
    radio_input,
    section,
    select_input,
    time_input,
    times_a_week,
)
from models import Member

OPEN = "preferences.open"
FORM = "preferences.form"

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TITLE = "Settings"


def open_button(label: str = "Settings") -> Block:
    """The button that opens the settings, wherever it stands."""
    return button(label, OPEN, "settings")


def form(member: Member) -> View:
    """The form with the member's settings as they are; values are numbers, `HH:MM`, weekdays 0-6, public or private."""
    numbers = range(1, MOST_ASKS_A_WEEK + 1)
    asks = min(max(member.asks_a_week, 1), MOST_ASKS_A_WEEK)
    return modal(
        _TITLE,
        [
            select_input(
                "asks_a_week",
                "How often may you be asked?",
                [(str(number), f"At most {times_a_week(number)}") for number in numbers],
                initial=str(asks),
            ),
            time_input("works_from", "You work from", initial=member.works_from),
            time_input("works_until", "You work until", initial=member.works_until),
            checkboxes_input(
                "works_on",
                "You work on",
                [(str(number), name) for number, name in enumerate(_WEEKDAYS)],
                initial=list(member.works_on),
            ),
            radio_input(
                "thanks",
                "When somebody thanks you",
                [("public", "Public thanks are fine"), ("private", "I prefer kind words in private")],
                initial="public" if member.likes_public_thanks else "private",
            ),
            context(
                f"Times are in your own zone, {plain(member.zone)}. Outside them I send you no asks and no kind words."
            ),
            context(f"For a break from asks, type `{here('/skills')}` and choose Pause."),
        ],
        callback_id=FORM,
        submit="Save",
        close="Not now",
    )


def saved_view() -> View:
    """What the member reads once the settings are kept."""
    return modal(_TITLE, [section("Saved. Your settings count from now on.")])
