"""Lunch-and-learns that come again: planned ahead, posted a week before, changed and ended, one or all that follow."""

from datetime import timedelta
from typing import Any

import pytest

from practice import interact, surfaces
from practice.records import Message
from tests.journeys.test_leaving import described
from tests.journeys.test_lunches import posts, read
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


async def test_it_comes_again_every_week_and_leaves_holidays_out(
    town: Town, ana: Somebody, bo: Somebody, chi: Somebody
) -> None:
    """The first is posted at once, each other a week before; the host reads before and after what is left out."""
    form = await chi.opens("/whoknows holidays")
    countries = await interact.suggest(town.practice, chi.id, form, "countries", "holidays.countries", "denm")
    await chi.sends(countries=countries)
    preview = await announces(bo, until="2027-05-28")
    assert "every Friday, until Fri 28 May 2027" in preview
    assert "Not on Fri 25 Dec 2026 (Christmas Day) and Fri 1 Jan 2027 (New Year's Day)." in preview
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
    assert dates.count("12:30") == 6
    # The second is posted a week before it begins, and no other yet.
    await town.passes(timedelta(days=12))
    assert len([one for one in posts(town, ana) if "every Friday" in one.text]) == 2
    # By the end of January that Good Friday is left out of the next weeks.
    for days in (28, 30):
        await town.passes(timedelta(days=days))
    [told] = [one.text for one in bo.messages if "won't come on" in one.text]
    assert "won't come on Fri 26 Mar 2027 (Good Friday)." in told
    assert (await bo.types("/lunchandlearn list")).text.count("every Friday") == 1


async def dates(somebody: Somebody) -> Message:
    """What *All dates* in their list shows them."""
    await presses(somebody, "All dates", await somebody.types("/lunchandlearn list"), 0)
    return [one for one in somebody.reads("C0GENERAL") if one.only_for == somebody.id][-1]


async def presses(somebody: Somebody, label: str, on: Message, number: int) -> None:
    """Press one of several buttons with the same label, counted from 0."""
    found = [one for one in surfaces.elements_in(on.blocks) if surfaces.label_of(one.element) == label]
    action_id = found[number].element["action_id"]
    await interact.press(somebody.town.practice, somebody.id, on, found[number].block_id, action_id)
    await somebody.town.settle()


async def test_one_is_changed_alone_then_all_that_follow_and_then_it_ends(
    town: Town, ana: Somebody, bo: Somebody
) -> None:
    """Who is in several reads one message about all; what was changed alone stays; nothing comes after the end."""
    mina = town.person("mina")
    await announces(bo, until="2027-01-29")
    for _ in range(3):
        await presses(ana, "I'm in", await dates(ana), 0)
    await presses(mina, "I'm in", await dates(mina), 2)
    before = await dates(bo)
    assert before.text.count("1 in, 0 maybe") == 2
    assert before.text.count("2 in, 0 maybe") == 1
    # The second alone: its title and time.
    await presses(bo, "Change", before, 1)
    await bo.sends(title="Terraform, gently", at="13:00")
    assert "One person is told that it has moved" in str(bo.form)
    await town.passes(timedelta(minutes=1))
    assert "has moved from Fri 11 Dec 12:30 CET to Fri 11 Dec 13:00 CET" in read(ana.messages[-1])
    # From the first on: a day earlier, at noon.
    await presses(bo, "Change", before, 0)
    await bo.sends(which="all", seats="1")
    assert bo.form is not None
    assert "2 people are in already on Fri 18 Dec" in bo.form.errors["seats"]
    told = len(ana.messages)
    await bo.sends(which="all", on="2026-12-03", at="12:00", seats="2")
    assert "Saved, this one and all that follow. 2 people are told" in str(bo.form)
    await town.passes(timedelta(minutes=1))
    [message] = ana.messages[told:]
    assert "From Fri 4 Dec 12:30 CET to Thu 3 Dec 12:00 CET" in read(message)
    assert "From Fri 18 Dec 12:30 CET to Thu 17 Dec 12:00 CET" in read(message)
    assert "11 Dec" not in read(message)
    assert "has moved from Fri 18 Dec" in read(mina.messages[-1])
    after = await dates(bo)
    days = ["Thu 3 Dec 12:00", "Fri 11 Dec 13:00", "Thu 17 Dec 12:00", "Thu 31 Dec 12:00", "Thu 21 Jan 12:00"]
    assert [day in read(after) for day in days] == [True] * len(days)
    assert read(after).count("12:00") == 7
    assert "every Thursday, until Fri 29 Jan 2027" in posts(town, ana)[0].text
    # The end, from the third on.
    await presses(bo, "Cancel it", after, 2)
    await bo.sends(which="all")
    assert "Cancelled, this one and all that follow. 2 people are told" in str(bo.form)
    assert "is cancelled on Thu 17 Dec 06:00 EST" in read(mina.messages[-1])
    await town.passes(timedelta(days=12))
    assert "Terraform, gently" in posts(town, ana)[-1].text
    await town.passes(timedelta(days=9))
    assert "No lunch-and-learn is planned" in (await ana.types("/lunchandlearn list")).text
    assert [one.text for one in posts(town, ana) if "17 Dec" in read(one)] == []


async def test_who_leaves_takes_the_whole_series_along(town: Town, ana: Somebody, bo: Somebody) -> None:
    """Whoever comes to several reads one message, and none is planned any more."""
    await announces(bo)
    for _ in range(2):
        await presses(ana, "I'm in", await dates(ana), 0)
    await described(town, "bo", deleted=True)
    await town.passes(timedelta(minutes=1))
    [message] = ana.messages
    assert "is cancelled on Fri 4 Dec 12:30 CET and Fri 11 Dec 12:30 CET" in read(message)
    assert posts(town, ana)[0].text.startswith("Cancelled:")
    await town.passes(timedelta(days=40))
    assert "No lunch-and-learn is planned" in (await ana.types("/lunchandlearn list")).text


@ON_SQLITE
@pytest.mark.parametrize(
    ("how", "field", "told"),
    [
        ({"on": "2026-12-29", "repeats": "monthly"}, "repeats", "Not every month has a 5th Tuesday"),
        ({"on": "2026-12-08", "repeats": "monthly_last"}, "repeats", "The last Tuesday of that month is the 29."),
        ({"until": "2026-12-01"}, "until", "not after the first one"),
        ({"until": "2028-01-01"}, "until", "more than a year"),
        ({"repeats": "once", "until": "2027-01-01"}, "repeats", "Choose how often"),
    ],
)
async def test_what_cannot_come_again_says_what_to_do(
    town: Town, bo: Somebody, how: dict[str, str], field: str, told: str
) -> None:
    """At its field, with all that was typed kept; nothing is posted."""
    await bo.opens(f"/lunchandlearn {TITLE}", "lunch-and-learn")
    await bo.presses("More", bo.form)
    await bo.sends(**{"on": DAY, "at": "12:30", "place": "Kitchen", "repeats": "weekly", **how})
    assert bo.form is not None
    assert told in bo.form.errors[field]
    assert posts(town, bo) == []
