"""Wishes for a lunch-and-learn as who wishes, and who is asked to hold it, see them in their windows."""

from playwright.async_api import expect

from tests.journeys.town import Town
from tests.journeys.windows import (
    IN_THE_BROWSER,
    ON_SQLITE,
    Open,
    browser,
    closes,
    message,
    opens,
    presses,
    sees,
    sees_nothing_of,
    town,
)

__all__ = ["browser", "opens", "town"]

pytestmark = [IN_THE_BROWSER, ON_SQLITE]


async def test_wished_for_asked_held_and_told(town: Town, opens: Open) -> None:
    await town.person("bo").types("/skills add Terraform")
    for handle in ("mina", "sam", "lena", "chi"):
        await town.person(handle).types("/lunchandlearn wish terraform")
    ana = await opens("ana", "lunch-and-learn", width=390)
    await ana.types("/lunchandlearn wish")
    await sees(ana, "4 people would like one")
    await sees_nothing_of(ana, "Mina would")
    await presses(ana, "I'd come too", on="4 people would like one")
    await sees(ana, "You and 4 others would like one")
    await presses(ana, "No longer", on="You and 4 others")
    await sees(ana, "4 people would like one")
    await presses(ana, "I'd come too", on="4 people would like one")
    await sees(ana, "You and 4 others would like one")

    bo = await opens("bo", "messages")
    await sees_nothing_of(bo, "Several people")
    await bo.page.get_by_text("Skip ahead").click()
    await bo.page.get_by_role("button", name="30 minutes").click()
    await sees(bo, "Several people have asked about")
    await expect(message(bo, "Several people")).not_to_contain_text("Ana")
    await presses(bo, "Yes, plan one", on="Several people")
    await expect(bo.form.get_by_label("What is it about?")).to_have_value("Getting started with Terraform")
    await expect(bo.form.locator(".chip", has_text="Terraform")).to_be_visible()
    await bo.form.get_by_role("button", name="Not now").click()
    await presses(bo, "Plan it", on="Nothing is announced until")
    await bo.form.get_by_label("Which day?").fill("2026-12-03")
    await bo.form.get_by_label("Where?").fill("Kitchen, 3rd floor")
    await bo.form.get_by_label("Where shall I announce it?").select_option(label="#lunch-and-learn")
    await bo.form.get_by_role("button", name="See it first").click()
    await bo.form.get_by_role("button", name="Announce it").click()
    await closes(bo)
    await sees(bo, "Your lunch-and-learn about")

    await ana.goes_to("messages")
    await sees(ana, "You wished for a lunch-and-learn")
    await presses(ana, "I'm in", on="You wished for")
    await sees(ana, "You're in for")
