"""Whose public holidays count, as an admin chooses it."""

from collections.abc import Sequence

from bot.holidays import MOST_COUNTRIES, HolidayCountries
from handlers.blocks.kit import (
    Block,
    View,
    context,
    list_of_names,
    modal,
    option,
    plain_section,
    section,
    typed_menu_input,
)

FORM = "holidays.form"
COUNTRIES = "holidays.countries"

_TITLE = "Public holidays"


def form(known: HolidayCountries) -> View:
    """The form, with the countries that were chosen before."""
    where = list_of_names([name for _, name in known.where_members_are], most=8)
    return modal(
        _TITLE,
        [
            section(
                "Whoever has a public holiday is not asked, reminded or prompted that day. Everybody has those of the "
                "country that their time zone lies in."
            ),
            typed_menu_input(
                "countries",
                "Whose holidays count?",
                COUNTRIES,
                most=MOST_COUNTRIES,
                initial=known.chosen,
                placeholder="A country, like Germany",
                hint="The holidays of the whole country, not of a region. None chosen: every day is like others.",
                is_optional=True,
            ),
            *([context(f"Going by their time zones, people here are in {where}.")] if where else []),
        ],
        callback_id=FORM,
        submit="Save",
        close="Not now",
    )


def options(countries: Sequence[tuple[str, str]]) -> list[Block]:
    """Countries to choose from, each an ISO code and a name."""
    return [option(code, name) for code, name in countries]


def chosen_view(names: Sequence[str]) -> View:
    """What the admin reads once it is kept."""
    if not names:
        return modal(_TITLE, [section("Saved. No public holidays count here, so every day is like others.")])
    return modal(
        _TITLE,
        [
            plain_section(f"Saved. Public holidays of {list_of_names(names)} count from now on."),
            context("What was sent or planned before stays as it is. The audit log has it."),
        ],
    )
