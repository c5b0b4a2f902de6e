"""Lunch-and-learns that come again: planned ahead, posted a week before, changed and ended, one or all that follow."""

from datetime import timedelta
from typing import Any

import pytest

from practice import interact
from practice.records import Message
from tests.journeys.test_lunches import posts
from tests.journeys.town import Somebody, Town

TITLE = "Terraform without tears"
# A Friday; so are Christmas Day, New Year's Day and Good Friday.
DAY = "2026-12-04"
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


async def announces(host: Somebody, **how: Any) -> str:
    """Fill in the form with how it comes again, and announce it; gives the preview as it was shown."""
    await host.opens(f"/lunchandlearn {TITLE}", "lunch-and-learn")
    await host.presses("More", host.form)
    await host.sends(**{"on": DAY, "at": "12:30", "place": "Kitchen", "repeats": "weekly", **how})
    assert host.form is not None
    assert "Nothing is posted yet" in str(host.form.payload), host.form.errors
    preview = str(host.form.payload)
    await host.sends()
    return preview


def titles(found: list[Message]) -> list[str]:
    """Posts of sessions, with when each is."""
    return [one.text.split(", 45 minutes")[0].split("When ")[-1] for one in found if TITLE in one.text]


async def test_it_comes_again_every_week_and_leaves_holidays_out(
    town: Town, ana: Somebody, bo: Somebody, chi: Somebody
) -> None:
    """The first is posted at once, each other a week before; the host reads before and after what is left out."""
    form = await chi.opens("/whoknows holidays")
    countries = await interact.suggest(town.practice, chi.id, form, "countries", "holidays.countries", "denm")
    await chi.sends(countries=countries)
    preview = await announces(bo, until="2027-05-28")
    assert "every Friday, until Fri 28 May 2027" in preview
    assert "Not on Fri 25 Dec 2026: Christmas Day; Fri 1 Jan 2027: New Year's Day." in preview
    assert "each a week before it begins" in str(bo.form.payload if bo.form else "")
    assert len(posts(town, ana)) == 1
    listed = await ana.types("/lunchandlearn list")
    assert listed.text.count(TITLE) == 1
    await ana.presses("All dates", listed)
    dates = ana.told()
    assert [f"{day} 12:30" in dates for day in ("Fri 18 Dec", "Fri 25 Dec", "Fri 1 Jan", "Fri 8 Jan")] == [
        True,
        False,
        False,
        True,
    ]
    assert dates.count(TITLE) == 6
    # The second is posted a week before it begins, and no other yet.
    await town.passes(timedelta(days=12))
    assert len([one for one in posts(town, ana) if "every Friday" in one.text]) == 2
    # By the end of January that Good Friday is left out of the next weeks.
    for days in (28, 30):
        await town.passes(timedelta(days=days))
    [told] = [one.text for one in bo.messages if "won't come on" in one.text]
    assert "won't come on Fri 26 Mar 2027: Good Friday." in told
    assert (await bo.types("/lunchandlearn list")).text.count(TITLE) == 1
