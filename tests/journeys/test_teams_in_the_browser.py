"""A team begins, as its lead and its people meet it in their windows."""

from playwright.async_api import expect

from tests.journeys.test_welcome import STORY, WORDS
from tests.journeys.town import Somebody, Town
from tests.journeys.windows import (
    IN_THE_BROWSER,
    ON_SQLITE,
    Open,
    closes,
    message,
    opens,
    presses,
    sees,
    town,
)
from tests.practice.browsers import Window

__all__ = ["opens", "town"]

pytestmark = [IN_THE_BROWSER, ON_SQLITE]


async def picks(window: Window, topic: str) -> None:
    """Type a topic into the menu that fills while typing, and choose it."""
    field = window.form.get_by_role("combobox").first
    await field.fill(topic)
    await window.form.get_by_role("option", name=topic, exact=True).first.click()


async def test_a_team_is_made_welcomed_and_joined(town: Town, opens: Open, ana: Somebody) -> None:
    chi, dev = await opens("chi", "general"), await opens("dev", "general")

    await chi.types("/whoknows team")
    await expect(chi.form.get_by_role("heading", name="New team")).to_be_visible()
    await chi.form.get_by_role("group", name="Who looks after it?").get_by_label("Chi Okafor").check()
    await chi.form.get_by_role("button", name="Make it a team").click()
    await chi.form.get_by_role("button", name="Write the welcome").click()
    await chi.form.get_by_label("Why do we do this?").fill(WORDS)
    await chi.form.get_by_label("A time when somebody's help mattered to you").fill(STORY)
    await chi.form.get_by_role("button", name="See it first").click()
    for button, topic in (("Add a topic I teach", "Facilitation"), ("Add one I'm learning", "Rust")):
        await chi.form.get_by_role("button", name=button).click()
        await picks(chi, topic)
        await chi.form.get_by_role("button", name="Add", exact=True).click()
    await expect(chi.form).to_contain_text("Everybody in #general will see this:")
    await chi.form.get_by_role("button", name="Post it").click()
    await closes(chi)

    card = message(dev, "Who knows what in #general")
    await expect(card).to_contain_text("One person, 2 topics")
    await presses(dev, "I can help with…", on="Who knows what")
    await picks(dev, "User interviews")
    await dev.form.get_by_role("button", name="Add my name").click()
    await sees(dev, "2 people, 3 topics")
    await closes(dev)
    await expect(message(chi, "Who knows what in #general")).to_contain_text("User interviews · Dev")
    assert not ana.messages
