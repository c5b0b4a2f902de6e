"""Seeing what is kept about oneself and being forgotten, as a person meets it in a window."""

from playwright.async_api import expect

from tests.journeys.town import Town
from tests.journeys.windows import IN_THE_BROWSER, ON_SQLITE, Open, message, opens, presses, sees, town

__all__ = ["opens", "town"]

pytestmark = [IN_THE_BROWSER, ON_SQLITE]


async def test_forget_me_asks_first_and_empties_home(town: Town, opens: Open) -> None:
    """Keep it keeps everything; the second press forgets, and Home offers to begin again."""
    bo = await opens("bo", "home")
    await sees(bo, "Hello, Bo")
    await bo.goes_to("general")
    await bo.types("/skills add Terraform")
    await sees(bo, "You may be asked about Terraform")
    await bo.types("/whoknows my data")
    await sees(bo, "One topic you list")
    await expect(message(bo, "One topic you list")).not_to_contain_text("teams you are in")
    await presses(bo, "Forget me", on="One topic you list")
    asked = bo.page.locator("dialog.confirm[open]")
    await expect(asked).to_contain_text("It can't be undone")
    await asked.get_by_role("button", name="Keep it").click()
    await sees(bo, "One topic you list")

    await presses(bo, "Forget me", on="One topic you list")
    await asked.get_by_role("button", name="Forget me").click()
    await sees(bo, "You are forgotten.")
    await bo.goes_to("home")
    await sees(bo, "Nothing is kept about you", "you begin again as new")
    await expect(bo.page.locator("#main").get_by_text("Terraform")).to_have_count(0)
