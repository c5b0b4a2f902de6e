"""The main job in real Chromium: two people, two windows, from what one knows to the thanks for it."""

import re

import pytest
from playwright.async_api import expect

from tests.journeys.town import Somebody, Town
from tests.journeys.windows import (
    IN_THE_BROWSER,
    ON_SQLITE,
    Open,
    closes,
    goes,
    message,
    opens,
    presses,
    sees,
    sees_nothing_of,
    town,
)
from tests.practice.browsers import Window

__all__ = ["opens", "town"]

pytestmark = IN_THE_BROWSER

QUESTION = "Our Terraform plan step wants to recreate the database. How do I tell it not to?"
THANKS = "You drew the picture that I now use myself."


async def bo_offers_what_he_knows(bo: Window) -> None:
    await bo.types("/skills add Terraform, Postgres")
    await sees(bo, "Only visible to you", "You may be asked about Terraform and Postgres, at most twice a week")


async def ana_asks(ana: Window, bo: Window) -> None:
    await ana.types(f"/askexpert {QUESTION}")
    preview = message(ana, "Who may be asked")
    await expect(preview).to_contain_text("Only visible to you")
    await expect(preview).to_contain_text(QUESTION)
    await expect(preview).to_contain_text(
        re.compile("Bo · lists Terraform · at work now.*Chi · lists Databases · at work now")
    )
    await sees_nothing_of(bo, QUESTION)
    await goes(bo, "Messages")
    await sees_nothing_of(bo, QUESTION)

    await presses(ana, "Ask", on="Who may be asked")
    await sees(ana, "Asked. The first yes opens a chat with the two of you. Follow it in Messages.")


async def bo_says_yes(ana: Window, bo: Window) -> None:
    offer = message(bo, "could use a hand with Terraform")
    await expect(offer).to_contain_text(QUESTION)
    await expect(offer).to_contain_text("Why you: you list Terraform")
    await goes(ana, "Messages")
    await sees(ana, "Terraform · asked, waiting for a yes")
    await expect(message(ana, "waiting for a yes")).not_to_contain_text("Bo")

    await presses(bo, "I can help")
    await sees(bo, "You said yes to @Ana Ruiz about Terraform. I opened a chat with the two of you.")
    await sees(ana, "Terraform · Bo said yes. I opened a chat with the two of you.")


async def they_talk(ana: Window, bo: Window) -> None:
    await presses(ana, "Open the chat")
    await presses(bo, "Open the chat")
    for window in (ana, bo):
        top = window.page.get_by_role("article").first
        await expect(top).to_contain_text(
            "@Ana Ruiz, meet @Bo Larsen. Bo lists Terraform and said yes to your question."
        )
        await expect(top).to_contain_text(QUESTION)
    await bo.types("Tell it prevent_destroy. Shall I show you?")
    await sees(ana, "Shall I show you?")
    await ana.types("Yes, that would help.")
    await sees(bo, "Yes, that would help.")


async def ana_thanks(ana: Window, bo: Window) -> None:
    await presses(ana, "It's answered")
    await expect(ana.form.get_by_label("Your words to Bo")).to_have_value("Thank you for your help with Terraform.")
    await ana.form.get_by_label("Your words to Bo").fill(THANKS)


async def the_story(town: Town, opens: Open) -> None:
    """From what one knows to the thanks, said to the helper alone."""
    ana, bo = await opens("ana", "general"), await opens("bo", "general")
    await bo_offers_what_he_knows(bo)
    await town.person("chi").types("/skills add Databases")
    await ana_asks(ana, bo)
    await bo_says_yes(ana, bo)
    await they_talk(ana, bo)
    await ana_thanks(ana, bo)
    await expect(ana.form.get_by_label("Just Bo")).to_be_checked()
    await ana.form.get_by_role("button", name="Say thanks").click()
    await expect(ana.form).to_contain_text("Bo will read your words in a message.")
    await closes(ana)
    await sees(bo, "Answered. Thank you both.")

    await goes(bo, "Messages")
    await sees(
        bo, "Ana has an answer about Terraform, thanks to you.", "A kind word from @Ana Ruiz, just for you", THANKS
    )
    await goes(bo, "Home")
    await sees(bo, "Kind words", THANKS, "for Terraform")
    mina = await opens("mina", "general")
    await mina.types("/askexpert Why does Terraform want to destroy our database?")
    await sees(mina, "Bo · lists Terraform, helped with this before · at work now")


async def test_two_people_in_two_windows(town: Town, opens: Open) -> None:
    """Over Socket Mode, on both databases."""
    await the_story(town, opens)


@ON_SQLITE
@pytest.mark.parametrize("transport", ["http"])
async def test_the_same_over_signed_http(town: Town, opens: Open) -> None:
    """The bot hears Slack the other way, and nobody notices."""
    await the_story(town, opens)


@ON_SQLITE
async def test_thanks_also_where_everybody_sees_them(town: Town, opens: Open, ana: Somebody, bo: Somebody) -> None:
    """As the asker likes, once an admin has chosen the channel."""
    await bo.types("/skills add Terraform")
    chi = await opens("chi", "kudos")
    await chi.types("/whoknows shoutouts")
    await sees(chi, "Public thanks appear in #kudos from now on.", "Thanks that are meant for everybody appear here")
    await ana.presses("Ask", await ana.types(f"/askexpert {QUESTION}"))
    await bo.presses("I can help", bo.messages[-1])

    window = await opens("ana", "messages")
    await presses(window, "Open the chat")
    await presses(window, "It's answered")
    await expect(window.form).to_contain_text("In #kudos it looks like this, with your own words:")
    await expect(window.form).to_contain_text("Ana thanked Bo")
    await window.form.get_by_label("Your words to Bo").fill(THANKS)
    await window.form.get_by_label("Also in #kudos, where everybody sees it").check()
    await window.form.get_by_role("button", name="Say thanks").click()
    await expect(window.form).to_contain_text("Your thanks to Bo go to #kudos.")
    await closes(window)
    await goes(window, "Messages")
    await sees(window, "You thanked Bo, who has it among their kind words.")
    await expect(window.page.get_by_role("button", name="Thank Bo")).to_have_count(0)

    await sees(chi, "Ana thanked @Bo Larsen", THANKS)
    helper = await opens("bo", "home")
    await sees(helper, "Kind words", THANKS, "for Terraform")
    await goes(helper, "kudos")
    await sees(helper, "Ana thanked @Bo Larsen")
