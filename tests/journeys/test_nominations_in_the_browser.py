"""A nomination and the tour, as people see them in their windows."""

from playwright.async_api import expect

from tests.journeys.town import Town
from tests.journeys.windows import (
    IN_THE_BROWSER,
    ON_SQLITE,
    Open,
    goes,
    message,
    opens,
    presses,
    sees,
    sees_nothing_of,
    town,
)

__all__ = ["opens", "town"]

pytestmark = [IN_THE_BROWSER, ON_SQLITE]


async def test_a_colleague_suggests_and_the_nominee_says_yes(town: Town, opens: Open) -> None:
    ana, bo = await opens("ana", "general"), await opens("bo", "messages")
    await ana.types("/skills nominate @bo product pitches")
    await sees(ana, "I'll ask Bo alone whether to list")
    await sees(bo, "Ana thinks you're great at")
    await presses(bo, "Add it")
    await sees(bo, "is on your list")
    await expect(message(bo, "Product pitches")).to_have_count(1)
    await goes(bo, "Home")
    await sees(bo, "Product pitches")
    await goes(ana, "Messages")
    await sees_nothing_of(ana, "Product pitches")


async def test_the_tour_from_home_to_its_end(town: Town, opens: Open) -> None:
    ana = await opens("ana", "home")
    await presses(ana, "Take the tour")
    await expect(ana.form).to_contain_text("Your rehearsal waits in Messages")
    await ana.form.get_by_role("button", name="Close", exact=True).click()
    await goes(ana, "Messages")
    for step, label in enumerate(["I can help", "It's answered", "Now I ask", "Ask", "It's answered"], start=1):
        await sees(ana, f"{step} of 5")
        await presses(ana, label, on="Kim")
    await sees(ana, "That's the whole of it")
    await expect(message(ana, "Kim")).to_have_count(1)
    bo = await opens("bo", "messages")
    await sees_nothing_of(bo, "Kim")
