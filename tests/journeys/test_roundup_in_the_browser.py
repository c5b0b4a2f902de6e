"""The thanks-for-helping shout-out, skipped ahead to and read by a bystander and by the team's lead."""

from datetime import timedelta

from playwright.async_api import expect

from tests.journeys.test_roundup import helped
from tests.journeys.test_teams import adopts
from tests.journeys.town import Town
from tests.journeys.windows import IN_THE_BROWSER, ON_SQLITE, Open, browser, message, opens, sees, sees_nothing_of, town

__all__ = ["browser", "opens", "town"]

pytestmark = [IN_THE_BROWSER, ON_SQLITE]
SAID = "Thanks for helping in #general"


async def test_skipping_ahead_to_friday_shows_who_helped_and_the_lead_makes_it_rarer(town: Town, opens: Open) -> None:
    ana, bo, chi = town.person("ana"), town.person("bo"), town.person("chi")
    await adopts(chi)
    await town.passes(timedelta(minutes=1))
    await bo.types("/skills add Terraform")
    await helped(ana, bo, "How do I keep Terraform from recreating my harpsichord?")
    mina, lead = await opens("mina", "general"), await opens("chi", "general")
    await sees_nothing_of(mina, SAID)

    await mina.page.get_by_text("Skip ahead").click()
    await mina.page.get_by_role("button", name="Next Friday 16:00").click()

    await sees(mina, SAID, "New on the list:", "leads can make it monthly or stop it")
    await expect(message(mina, SAID)).to_contain_text("Bo")
    await expect(message(mina, SAID)).not_to_contain_text("Ana")
    await message(mina, SAID).get_by_role("button", name="I know some Terraform").click()
    await expect(mina.form.locator(".chip", has_text="Terraform")).to_be_visible()
    await mina.form.get_by_role("button", name="Not now").click()
    for window in (mina, lead):
        await message(window, SAID).get_by_label("More", exact=True).click()
        await message(window, SAID).get_by_role("button", name="Post it once a month").click()
    await sees(mina, "How often this comes is up to who looks after the team: Chi")
    await sees(lead, "The last Friday of each month at 16:00 (Africa/Lagos) from now on.")
    await expect(message(mina, SAID)).to_contain_text("leads can make it weekly or stop it")
