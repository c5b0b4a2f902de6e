"""Time to prepare in people's windows: the host wishes, one lead suggests another time, the host takes it."""

from datetime import timedelta

import recurring_ical_events
from icalendar import Calendar
from playwright.async_api import expect

from tests.journeys.test_teams import adopts
from tests.journeys.town import Town
from tests.journeys.windows import IN_THE_BROWSER, ON_SQLITE, Open, browser, closes, opens, presses, sees
from tests.journeys.windows import town as town  # noqa: PLC0414 (a fixture is asked for by its name)

__all__ = ["browser", "opens", "town"]

pytestmark = [IN_THE_BROWSER, ON_SQLITE]
TITLE = "Terraform without tears"


async def test_asked_suggested_taken_and_given_back(town: Town, opens: Open) -> None:
    await adopts(town.person("chi"), leads=[town.person("ana"), town.person("dev")])
    await town.passes(timedelta(minutes=1))
    bo = await opens("bo", "lunch-and-learn")
    await bo.types(f"/lunchandlearn {TITLE}")
    await bo.form.get_by_label("Which day?", exact=True).fill("2026-12-03")
    await bo.form.get_by_label("Where?").fill("Kitchen, 3rd floor")
    await bo.form.get_by_role("button", name="More", exact=True).click()
    await bo.form.get_by_label("Prepare on which day?").fill("2026-12-03")
    await bo.form.get_by_role("button", name="See it first").click()
    await expect(bo.form).to_contain_text("Choose how long, too, or leave the day and the time empty.")
    await bo.form.get_by_label("Time to prepare").select_option("2 hours")
    await bo.form.get_by_role("button", name="See it first").click()
    await expect(bo.form).to_contain_text("Pick an earlier time.")
    await bo.form.get_by_label("Prepare on which day?").fill("")
    await bo.form.get_by_role("button", name="See it first").click()
    await expect(bo.form).to_contain_text("Ana and Dev are asked for 2 hours for you to prepare")
    await bo.form.get_by_role("button", name="Announce it").click()
    await expect(bo.form).to_contain_text("Announced in")
    await closes(bo)

    ana, dev = await opens("ana", "messages"), await opens("dev", "messages", width=390)
    await sees(ana, "Bo holds Terraform without tears", "would like 2 hours to prepare")
    await presses(ana, "Suggest another")
    await ana.form.get_by_label("How long?").select_option("1 hour")
    await ana.form.get_by_label("Which day?").fill("2026-12-02")
    await ana.form.get_by_label("From when?").fill("10:00")
    await ana.form.get_by_role("button", name="Send").click()
    await expect(ana.form).to_contain_text("Bo takes it or leaves it")
    await closes(ana)
    # In Bengaluru the day's work goes on: the card says what another lead did.
    await sees(dev, "Ana suggested 1 hour")

    await bo.goes_to("messages")
    await sees(bo, "Ana suggests another time for you to prepare", "1 hour")
    await presses(bo, "Take it")
    await sees(bo, "Agreed with Ana: you have 1 hour to prepare", "once less", "Open this file to put")
    await sees(dev, "Agreed with Ana: Bo has 1 hour")
    [file] = town.practice.world.files.values()
    [held] = recurring_ical_events.of(Calendar.from_ical(file.data)).between((2026, 11, 1), (2027, 1, 1))
    assert f"{held['DTSTART'].dt.astimezone(town.practice.clock.now().tzinfo):%d %H:%M}" == "02 09:00"

    listed = await town.person("bo").types("/lunchandlearn list")
    await town.person("bo").presses("Cancel it", listed)
    await town.person("bo").sends()
    await town.passes(timedelta(minutes=1))
    await sees(bo, "is given back, since it is cancelled", "Open this file to take")
    await sees(ana, "Bo needs no time for Terraform without tears any more")
