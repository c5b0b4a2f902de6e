"""A question in advance, who comes, and who came, as who asks and the host see it in their windows."""

from datetime import timedelta

from playwright.async_api import expect

from tests.journeys.test_lunches import TITLE, announces
from tests.journeys.town import Town
from tests.journeys.windows import IN_THE_BROWSER, ON_SQLITE, Open, browser, closes, opens, presses, sees
from tests.journeys.windows import town as town  # noqa: PLC0414 (a fixture is asked for by its name)

__all__ = ["browser", "opens", "town"]

pytestmark = [IN_THE_BROWSER, ON_SQLITE]


async def test_asked_in_advance_and_told_who_came(town: Town, opens: Open) -> None:
    await announces(town.person("bo"))
    town.practice.world.modals.clear()
    ana = await opens("ana", "lunch-and-learn", width=390)
    await presses(ana, "I'm in", on=TITLE)
    await presses(ana, "Ask something in advance", on="You're in for")
    await ana.form.get_by_label("What would you like to hear about?").fill("How do I read a plan?")
    await ana.form.get_by_role("button", name="Ask", exact=True).click()
    await expect(ana.form).to_contain_text("Only Bo reads it, without your name.")
    await closes(ana)

    bo = await opens("bo", "lunch-and-learn")
    await bo.types("/lunchandlearn list")
    await presses(bo, "Who comes", on="You hold it")
    await expect(bo.form).to_contain_text("How do I read a plan?")
    await closes(bo)

    await town.passes(timedelta(days=10, hours=4, minutes=20))
    await bo.goes_to("messages")
    await presses(bo, "Everybody came", on="One person was in")
    await sees(bo, "One person came.")
    await ana.goes_to("messages")
    await presses(ana, "Partly", on="Was it worth your lunch?")
    await sees(ana, "Thank you for saying")
