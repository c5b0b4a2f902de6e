"""A lunch-and-learn as its host, those who come, and who waits see it in their windows, in two zones."""

from datetime import timedelta

from icalendar import Calendar
from playwright.async_api import expect

from tests.journeys.town import Town
from tests.journeys.windows import (
    IN_THE_BROWSER,
    ON_SQLITE,
    Open,
    browser,
    closes,
    goes,
    message,
    opens,
    presses,
    sees,
)
from tests.journeys.windows import town as town  # noqa: PLC0414 (a fixture is asked for by its name)

__all__ = ["browser", "opens", "town"]

pytestmark = [IN_THE_BROWSER, ON_SQLITE]
TITLE = "Terraform without tears"


async def test_announced_joined_moved_and_reminded(town: Town, opens: Open) -> None:
    bo = await opens("bo", "lunch-and-learn")
    await bo.types(f"/lunchandlearn {TITLE}")
    await bo.form.get_by_label("Which day?").fill("2026-11-26")
    await bo.form.get_by_label("Where?").fill("Kitchen, 3rd floor")
    await bo.form.get_by_role("button", name="More", exact=True).click()
    await bo.form.get_by_label("How many seats?").fill("1")
    await expect(bo.form.get_by_label("Which day?")).to_have_value("2026-11-26")
    await bo.form.get_by_role("button", name="See it first").click()
    await expect(bo.form).to_contain_text("Nothing is posted yet")
    await expect(bo.form).to_contain_text("Kitchen, 3rd floor")
    await bo.form.get_by_role("button", name="Announce it").click()
    await expect(bo.form).to_contain_text("I'll remind everybody who comes.")
    await closes(bo)

    ana, sam = await opens("ana", "lunch-and-learn"), await opens("sam", "lunch-and-learn", width=390)
    await presses(ana, "I'm in", on=TITLE)
    await sees(ana, "You're in for", "1 in · 0 maybe · full")
    await presses(sam, "Join the waiting list", on="Kitchen, 3rd floor")
    await sees(sam, "you're 1st in line")
    await presses(ana, "I can't come after all", on="You're in for")
    await goes(ana, "Home")
    await sam.goes_to("messages")
    await sees(sam, "A seat opened")

    await bo.types("/lunchandlearn list")
    await presses(bo, "Change", on="You hold it")
    await bo.form.get_by_label("At what time?").fill("13:15")
    await bo.form.get_by_role("button", name="Save").click()
    await expect(bo.form).to_contain_text("One person is told that it has moved.")
    await closes(bo)
    await town.passes(timedelta(minutes=1))
    await sees(sam, "has moved from")
    await sam.goes_to("home")
    await sees(sam, "Coming up", TITLE, "You're in")
    await presses(sam, "Add to my calendar")
    await sam.goes_to("messages")
    await sees(sam, "Open this file to put")
    [file] = town.practice.world.files.values()
    [event] = Calendar.from_ical(file.data).walk("VEVENT")
    assert str(event["SUMMARY"]) == TITLE


async def test_one_that_comes_again_is_changed_with_all_that_follow(town: Town, opens: Open) -> None:
    """Bo plans it for some weeks, Ana takes two seats, and both move together; in between Chi chose holidays."""
    chi = await opens("chi", "lunch-and-learn")
    await chi.types("/whoknows holidays")
    await chi.form.get_by_label("Whose holidays count?").fill("denm")
    await chi.form.get_by_role("option", name="Denmark").click()
    await chi.form.get_by_role("button", name="Save").click()
    await expect(chi.form).to_contain_text("Public holidays of Denmark count from now on.")
    await closes(chi)

    bo = await opens("bo", "lunch-and-learn", width=390)
    await bo.types(f"/lunchandlearn {TITLE}")
    await bo.form.get_by_label("Which day?").fill("2026-12-04")
    await bo.form.get_by_label("Where?").fill("Kitchen, 3rd floor")
    await bo.form.get_by_role("button", name="More", exact=True).click()
    await bo.form.get_by_label("Does it come again?").select_option(label="Every week")
    await bo.form.get_by_label("Until when?").fill("2027-01-15")
    await bo.form.get_by_role("button", name="See it first").click()
    await expect(bo.form).to_contain_text("Not on Fri 25 Dec 2026 (Christmas Day) and Fri 1 Jan 2027 (New Year's Day).")
    await bo.form.get_by_role("button", name="Announce it").click()
    await expect(bo.form).to_contain_text("each a week before it begins")
    await closes(bo)

    ana = await opens("ana", "lunch-and-learn")
    for seats in (1, 2):
        await ana.types("/lunchandlearn list")
        await message(ana, "Hold another one").last.get_by_role("button", name="All dates").first.click()
        # The list of dates becomes the answer to what is pressed on it.
        await message(ana, "the next dates").get_by_role("button", name="I'm in").first.click()
        await expect(message(ana, "You're in for")).to_have_count(seats)
    await bo.types("/lunchandlearn list")
    await presses(bo, "Change", on="You hold it")
    await bo.form.get_by_label("This and all that follow").check()
    await bo.form.get_by_label("Which day?").fill("2026-12-03")
    await bo.form.get_by_role("button", name="Save").click()
    await expect(bo.form).to_contain_text("Saved, this one and all that follow. One person is told that it has moved.")
    await closes(bo)
    await town.passes(timedelta(minutes=1))
    await goes(ana, "Messages")
    await sees(ana, "Your places are kept.", "Dec 4, 2026 at 12:30", "Dec 3, 2026 at 12:30", "Dec 10, 2026 at 12:30")
