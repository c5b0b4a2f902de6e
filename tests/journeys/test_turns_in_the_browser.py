"""What can happen to an ask on its way, as people see it in their windows."""

from datetime import timedelta

from playwright.async_api import expect

from tests.journeys.town import Town
from tests.journeys.windows import (
    IN_THE_BROWSER,
    ON_SQLITE,
    Open,
    message,
    opens,
    presses,
    sees,
    sees_nothing_of,
    town,
)

__all__ = ["opens", "town"]

pytestmark = [IN_THE_BROWSER, ON_SQLITE]

QUESTION = "How do I keep Terraform from recreating the database?"
OFFER = "could use a hand with Terraform"


async def asked(town: Town, *experts: str) -> None:
    """Ana asks; of the experts, all alike, the first is asked first."""
    for handle in experts:
        await town.person(handle).types("/skills add Terraform")
    ana = town.person("ana")
    await ana.presses("Ask", await ana.types(f"/askexpert {QUESTION}"))


async def accepted(town: Town, *experts: str) -> None:
    """Ana asks, and the first expert says yes."""
    await asked(town, *experts)
    first = town.person(experts[0])
    await first.presses("I can help", first.messages[-1])


async def test_not_this_time_brings_the_next(town: Town, opens: Open) -> None:
    await asked(town, "bo", "chi")
    ana, bo, chi = await opens("ana", "messages"), await opens("bo", "messages"), await opens("chi", "messages")
    before = await message(ana, "waiting for a yes").inner_text()
    await sees_nothing_of(chi, QUESTION)

    await presses(bo, "Not this time")

    await sees(bo, "Not this time, then. Thanks for saying so.")
    await sees_nothing_of(bo, QUESTION)
    await expect(message(chi, OFFER)).to_contain_text(QUESTION)
    assert await message(ana, "waiting for a yes").inner_text() == before


async def test_changed_words_reach_whoever_was_asked(town: Town, opens: Open) -> None:
    await asked(town, "bo")
    ana, bo = await opens("ana", "messages"), await opens("bo", "messages")

    await presses(ana, "Change it")
    await expect(ana.form.get_by_label("What are you stuck on?")).to_have_value(QUESTION)
    await ana.form.get_by_label("What are you stuck on?").fill("How do I import a database into Terraform?")
    await ana.form.get_by_role("button", name="Change it").click()

    await expect(ana.form).to_contain_text("Changed. Everybody who was asked sees the new words.")
    await sees(bo, "How do I import a database into Terraform?")
    await sees_nothing_of(bo, QUESTION)


async def test_a_cancelled_question_ends_for_everybody(town: Town, opens: Open) -> None:
    await asked(town, "bo")
    ana, bo = await opens("ana", "messages"), await opens("bo", "messages")

    await presses(ana, "Cancel it")

    await sees(ana, "you cancelled this. Nobody else will be asked.")
    await sees(bo, "Ana no longer needs this one. Nothing for you to do.")
    await sees_nothing_of(bo, QUESTION)
    await presses(ana, "Ask again")
    await expect(ana.form.get_by_label("What are you stuck on?")).to_have_value(QUESTION)


async def test_stepping_back_is_kind_and_brings_the_next(town: Town, opens: Open) -> None:
    await accepted(town, "bo", "chi")
    ana, bo = await opens("ana", "messages"), await opens("bo", "messages")

    await presses(bo, "Step back")

    await sees(bo, "You're no longer on this one. Thank you for the time you gave it.")
    await expect(ana.page.get_by_role("article")).to_have_count(2)
    await expect(ana.page.get_by_role("article").last).to_contain_text("asking someone else")
    await expect(message(ana, "This card moved down")).to_be_visible()
    chi = await opens("chi", "messages")
    await sees(chi, OFFER)


async def test_someone_else_please_tells_the_helper_no_reason(town: Town, opens: Open) -> None:
    await accepted(town, "bo", "chi")
    ana, bo = await opens("ana", "messages"), await opens("bo", "messages")
    await expect(bo.page.get_by_role("button", name="Someone else")).to_have_count(0)

    await presses(ana, "Someone else, please")

    await sees(bo, "You're no longer on this one. Thank you for the time you gave it.")
    chi = await opens("chi", "messages")
    await sees(chi, OFFER)


async def test_a_late_press_says_what_is_true_now(town: Town, opens: Open) -> None:
    """Slack is slow to take the edit of Chi's card, and she presses what she still sees."""
    await asked(town, "bo", "chi")
    await town.passes(timedelta(minutes=31))
    bo, chi = await opens("bo", "messages"), await opens("chi", "messages")
    place = town.practice.world.app_conversation(town.person("chi").id).id
    town.practice.faults.add("rate_limited", method="chat.update", times=None, seconds=1, channel=place)
    await presses(bo, "I can help")
    await sees(bo, "You said yes")

    await presses(chi, "I can help", on=OFFER)

    await sees(chi, "This one is settled: Bo is helping.")
    town.practice.faults.clear()
    await sees(chi, "Bo took this one. Nothing for you to do.")
    await sees_nothing_of(chi, QUESTION)


async def test_nobody_found_is_said_kindly(town: Town, opens: Open) -> None:
    ana = await opens("ana", "general")

    await ana.types("/askexpert How do I tune a harpsichord?")

    await sees(ana, "Nobody has listed this yet. I've noted it, and nothing was sent.", "How do I tune a harpsichord?")
    await expect(message(ana, "harpsichord").get_by_role("button", name="Ask", exact=True)).to_have_count(0)
    await presses(ana, "Change")
    await ana.form.get_by_label("What are you stuck on?").fill("How do I tune any old piano?")
    await ana.form.get_by_role("button", name="See who can help").click()
    await expect(ana.form).to_contain_text("Nobody has listed this yet.")


async def test_time_is_skipped_until_the_next_people_are_asked(town: Town, opens: Open) -> None:
    await asked(town, "bo", "chi", "ines")
    ana, chi = await opens("ana", "messages"), await opens("chi", "messages")
    await sees(ana, "If nobody can by today at 09:3")
    await sees_nothing_of(chi, OFFER)

    await ana.page.get_by_text("Skip ahead").click()
    await ana.page.get_by_role("button", name="30 minutes").click()

    await sees(chi, OFFER)
    await sees(ana, "If nobody can by today at 11:")
