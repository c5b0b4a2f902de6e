"""Asking in one's own words, seen in a browser: in the messages with WhoKnows, and by its name in a thread."""

import pytest
from playwright.async_api import expect

from tests.journeys.town import Somebody, Town
from tests.journeys.windows import IN_THE_BROWSER, ON_SQLITE, Open, opens, sees, town

__all__ = ["opens", "town"]

pytestmark = [IN_THE_BROWSER, ON_SQLITE]

QUESTION = "How do I keep Terraform from recreating the database?"


async def test_a_question_typed_into_the_messages_with_whoknows_is_asked(town: Town, opens: Open, bo: Somebody) -> None:
    await bo.types("/skills add Terraform")
    ana = await opens("ana", "messages")
    await ana.composer.fill("hi")
    await ana.page.keyboard.press("Enter")
    await sees(ana, "I find a colleague who can help")
    await ana.composer.fill(QUESTION)
    await ana.page.keyboard.press("Enter")
    await sees(ana, "Here is your question", "Who may be asked")
    await ana.page.get_by_role("button", name="Ask", exact=True).click()
    await sees(ana, "Asked. The first yes opens a chat")
    await town.settle()
    assert QUESTION in bo.messages[-1].text


@pytest.mark.parametrize("width", [1280, 390])
async def test_typing_the_name_in_a_thread_is_answered_there_and_seen_by_nobody_else(
    town: Town, opens: Open, bo: Somebody, width: int
) -> None:
    await bo.types("/skills add Terraform")
    await bo.writes("Who has time today?", "general")
    first = next(message for message in bo.reads("C0GENERAL") if message.text == "Who has time today?")
    ana = await opens("ana", f"general?thread={first.ts}", width=width)
    reply = ana.page.get_by_label("Reply in this thread")
    await reply.press_sequentially("@Who")
    await ana.page.keyboard.press("Enter")
    await expect(reply).to_have_value("@whoknows ")
    await reply.press_sequentially(QUESTION)
    await ana.page.keyboard.press("Enter")
    thread = ana.page.locator("aside.thread")
    await expect(thread).to_contain_text("Here is your question")
    await thread.get_by_role("button", name="Ask", exact=True).click()
    await expect(thread).to_contain_text("Asked. The first yes opens a chat")
    await town.settle()
    assert QUESTION in bo.messages[-1].text
    other = await opens("bo", f"general?thread={first.ts}")
    await expect(other.page.locator("aside.thread")).to_contain_text(QUESTION)
    await expect(other.page.locator("aside.thread")).not_to_contain_text("Here is your question")
