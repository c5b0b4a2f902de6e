"""What is drawn on the page: charts with a table of their numbers, and pictures with words for who cannot see them."""

import base64

from playwright.async_api import expect

from practice.records import Message, StoredFile
from practice.server import Practice
from tests.practice.browsers import (
    IN_THE_BROWSER,
    Open,
    opens,
    practice,
    received,
    serious_findings,
    wider_than_the_window,
)
from tests.practice.conftest import MONDAY
from tests.practice.payload_samples import chart

__all__ = ["opens", "practice", "received"]

pytestmark = IN_THE_BROWSER

ONE_DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)


async def test_a_chart_and_a_picture_are_seen_and_heard(practice: Practice, opens: Open) -> None:
    """Wide and narrow; the table stays open when the page is brought up to date."""
    world = practice.world
    for file in (
        StoredFile("F1", "weeks.png", "Weeks", "image/png", ONE_DOT, MONDAY, alt_text="Asked: 3 & 4"),
        StoredFile("F2", "weeks.csv", "Numbers", "text/csv", b"3,4", MONDAY),
    ):
        world.files[file.id] = file
    bot = world.app.bot_user_id
    post = Message("C0GENERAL", world.next_ts(), bot, "Questions", [chart(block_id="weeks")])
    world.add_message(post)
    world.add_message(Message("C0GENERAL", world.next_ts(), bot, "", thread_ts=post.ts, files=["F1", "F2"]))
    for width in (1280, 390):
        ana = await opens("ana", "general", width=width)
        page = ana.page
        shown = page.get_by_role("img", name="Questions. Bar chart")
        await expect(shown).to_be_visible()
        await expect(page.get_by_role("table")).to_have_count(0)
        await page.get_by_text("Show as a table").press("Enter")
        await expect(page.get_by_role("table", name="Questions")).to_be_visible()
        reaction = {1280: "tada", 390: "eyes"}[width]
        post.reactions[reaction] = ["U0BO"]
        world.bump()
        await expect(page.get_by_label(f"{reaction}, 1")).to_be_visible()
        await expect(page.get_by_role("table", name="Questions")).to_be_visible()
        assert await serious_findings(page) == []
        assert await wider_than_the_window(page) <= 0

        await page.get_by_role("link", name="1 reply").click()
        picture = page.get_by_role("img", name="Asked: 3 & 4")
        await expect(picture).to_be_visible()
        assert await picture.evaluate("one => one.decode().then(() => one.naturalWidth)") == 1
        await expect(page.get_by_role("link", name="Numbers")).to_have_attribute("href", "/files/F2")
        assert await serious_findings(page) == []
