"""For everyone: an ask by keyboard alone, and what axe finds on every surface, wide and narrow."""

import pytest
from playwright.async_api import expect

from tests.journeys.town import Somebody, Town
from tests.journeys.windows import IN_THE_BROWSER, ON_SQLITE, Open, opens, sees, town
from tests.practice.browsers import press_until, serious_findings, wider_than_the_window

__all__ = ["opens", "town"]

pytestmark = [IN_THE_BROWSER, ON_SQLITE]

QUESTION = "How do I keep Terraform from recreating the database?"


async def test_the_keyboard_is_enough_to_ask_and_to_answer(town: Town, opens: Open, bo: Somebody) -> None:
    await bo.types("/skills add Terraform")
    ana = await opens("ana", "general")
    await ana.composer.focus()
    keyboard = ana.page.keyboard
    await keyboard.type("/ask")
    await keyboard.press("Tab")
    await keyboard.press("Enter")
    await expect(ana.form.get_by_label("What are you stuck on?")).to_be_focused()
    await keyboard.type(QUESTION)
    await press_until(ana, "Tab", "See who can help")
    await keyboard.press("Enter")
    await expect(ana.form).to_contain_text("Who may be asked")
    await press_until(ana, "Tab", "Ask")
    await keyboard.press("Enter")
    await expect(ana.form).to_contain_text("Asked. The first yes opens a chat")
    await keyboard.press("Escape")
    await expect(ana.composer).to_be_focused()

    helper = await opens("bo", "messages")
    await sees(helper, QUESTION)
    await press_until(helper, "Tab", "I can help: ask 1 from Ana about Terraform")
    await helper.page.keyboard.press("Enter")
    await sees(helper, "You said yes to @Ana Ruiz")
    await press_until(helper, "Tab", "Open the chat with Ana about question 1")
    await helper.page.keyboard.press("Enter")
    await sees(helper, "@Ana Ruiz, meet @Bo Larsen")
    await expect(helper.composer).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
async def test_axe_finds_nothing_serious(town: Town, opens: Open, width: int) -> None:
    ana, bo, chi = (town.person(handle) for handle in ("ana", "bo", "chi"))
    await bo.types("/skills add Terraform, Postgres")
    await chi.types("/whoknows shoutouts", "kudos")
    for question in (QUESTION, "Which Postgres version do we run?"):
        await ana.presses("Ask", await ana.types(f"/askexpert {question}"))
    await bo.presses("I can help", bo.messages[-1])
    await bo.types("/kudos @ana for asking what all of us wanted to know")

    home = await opens("bo", "home", width=width)
    await sees(home, "Waiting on you", "What you know")
    cards = await opens("bo", "messages", width=width)
    await sees(cards, "I can help", "Step back")
    form = await opens("mina", "general", width=width)
    await form.types("/kudos")
    await form.form.get_by_role("button", name="Say thanks").click()
    await expect(form.form.get_by_text("Please complete").first).to_be_visible()
    thanks = await opens("ana", "messages", width=width)
    await thanks.page.get_by_role("button", name="It's answered").click()
    await expect(thanks.form.get_by_label("Your words to Bo")).to_be_visible()
    channel = await opens("chi", "kudos", width=width)
    await sees(channel, "Bo thanked @Ana Ruiz")

    for window in (home, cards, form, thanks, channel):
        assert await serious_findings(window.page) == []
        assert await wider_than_the_window(window.page) == 0
