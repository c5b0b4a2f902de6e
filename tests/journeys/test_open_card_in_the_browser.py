"""The open card as three people see it: who asks, who takes it, and who only reads the channel."""

from playwright.async_api import expect

from tests.journeys.town import Town
from tests.journeys.windows import IN_THE_BROWSER, ON_SQLITE, Open, message, opens, presses, sees, town

__all__ = ["opens", "town"]

pytestmark = [IN_THE_BROWSER, ON_SQLITE]

QUESTION = "How do I cross-compile a library for our old routers?"


async def test_nobody_fits_and_somebody_in_the_channel_does(town: Town, opens: Open) -> None:
    """From a dead end to a chat of two, while the channel learns no name."""
    await town.person("ana").types(f"/askexpert {QUESTION}")
    ana, bo, mina = await opens("ana", "general"), await opens("bo", "general"), await opens("mina", "general")

    await presses(ana, "Post it in a channel")
    await expect(ana.form).to_contain_text("Your name isn't on them")
    await expect(ana.form.get_by_label("In which channel?")).to_have_value("C0GENERAL")
    await ana.form.get_by_role("button", name="Post it").click()
    await expect(ana.form).to_contain_text("I'm posting it in #general")

    for reader in (bo, mina):
        await expect(message(reader, "A colleague could use a hand")).to_contain_text(QUESTION)
    await presses(bo, "I can help", on="A colleague could use a hand")

    await sees(bo, "It's yours.")
    taken = message(mina, "Somebody is helping with this one")
    await expect(taken).to_be_visible()
    await expect(taken).not_to_contain_text(QUESTION)
    await expect(taken).not_to_contain_text("Bo")
    follows = await opens("ana", "messages")
    await expect(message(follows, "Bo said yes")).to_contain_text(QUESTION)
