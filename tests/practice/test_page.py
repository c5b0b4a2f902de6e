"""What a person can do on the page: write, run commands, press, fill in forms, react, and see only their own."""

from typing import Any

from playwright.async_api import expect

from practice.server import Practice
from tests.practice.browsers import IN_THE_BROWSER, Open, opens, practice, received

__all__ = ["opens", "practice", "received"]

pytestmark = IN_THE_BROWSER

Bodies = list[dict[str, Any]]


async def test_a_command_answers_only_the_one_who_typed_it(opens: Open, received: Bodies) -> None:
    ana, bo = await opens("ana", "general"), await opens("bo", "general")

    await ana.composer.press_sequentially("/he")
    await expect(ana.page.get_by_role("option", name="/hello")).to_be_visible()
    await ana.composer.press("Tab")
    await ana.composer.press_sequentially("world <3 @bo")
    await ana.composer.press("Escape")
    await ana.composer.press("Enter")

    answer = ana.page.get_by_role("article").filter(has_text="I sent you a card")
    await expect(answer).to_contain_text("Only visible to you")
    await expect(ana.composer).to_have_value("")
    assert received[0]["text"] == "world &lt;3 <@U0BO|bo>"
    await ana.types("Good morning *all*")
    await expect(bo.page.get_by_text("Good morning")).to_be_visible()
    await expect(bo.page.get_by_text("I sent you a card")).to_have_count(0)


async def test_everything_on_a_card_can_be_pressed(opens: Open, received: Bodies) -> None:
    ana = await opens("ana", "messages")
    page = ana.page
    await ana.types("/hello Ana")

    await expect(page.get_by_role("heading", name="A card 👋", level=2)).to_be_visible()
    await page.get_by_role("button", name="Yes to the card").click()
    await expect(page.get_by_text("You pressed yes")).to_be_visible()
    await page.get_by_label("Pick a colour").select_option("Blue")
    await expect(page.get_by_text("You pressed colour blue")).to_be_visible()
    await page.get_by_label("More", exact=True).click()
    await page.get_by_role("button", name="Never").click()
    await expect(page.get_by_text("You pressed more never")).to_be_visible()

    await page.get_by_role("button", name="Drop it").click()
    await page.get_by_role("button", name="Keep").click()
    await page.get_by_role("button", name="Drop it").click()
    await page.get_by_role("button", name="Drop", exact=True).click()
    await expect(page.get_by_text("You pressed drop")).to_be_visible()
    await page.get_by_role("button", name="Go to general").click()
    await expect(page.get_by_role("heading", name="general")).to_be_visible()
    presses = [body["actions"][0]["action_id"] for body in received if body.get("type") == "block_actions"]
    assert presses == ["yes", "colour", "more", "drop", "go"]
    assert received[-1]["state"]["values"]["card"]["colour"]["selected_option"]["value"] == "blue"


async def test_a_form_keeps_what_was_typed_shows_errors_and_is_sent(opens: Open, received: Bodies) -> None:
    ana = await opens("ana", "general")
    await ana.types("/survey")
    form = ana.form
    await expect(form.get_by_role("heading", name="A survey")).to_be_visible()
    await expect(form.get_by_label("Your name")).to_be_focused()

    await form.get_by_role("button", name="Send it").click()
    await expect(form.get_by_label("Your name")).to_have_accessible_description("Please complete this required field.")
    await form.get_by_label("Your name").fill("nobody")
    await form.get_by_label("Topic").press_sequentially("terra")
    await form.get_by_role("option", name="Terrariums").click()
    await form.get_by_label("A mate").select_option("Bo Larsen")
    await form.get_by_label("This week").check()
    await form.get_by_label("Monday").check()
    await form.get_by_role("group", name="People").get_by_label("Ana Ruiz").check()
    await form.get_by_label("When (optional)").fill("2026-11-24T14:30")
    await form.get_by_label("Day (optional)").fill("2026-11-25")
    await form.get_by_label("Count").fill("3.5")
    await form.get_by_role("button", name="Send it").click()
    await expect(form.get_by_label("Count")).to_have_accessible_description("Enter a whole number.")
    await form.get_by_label("Count").fill("3")
    await form.get_by_role("button", name="Send it").click()
    await expect(form.get_by_label("Your name")).to_have_accessible_description("Somebody must have filled this in.")
    await expect(form.get_by_label("Your name")).to_be_focused()
    await form.get_by_label("Your name").fill("slowly")
    await form.get_by_label("Your name").press("Enter")
    await expect(form.get_by_role("button", name="Send it")).to_be_disabled()
    await expect(form.get_by_role("status")).to_have_text("Sending…")
    await expect(form).to_have_count(0)

    sent = {block_id: answer["answer"] for block_id, answer in received[-1].items()}
    assert sent["name"]["value"] == "slowly"
    assert sent["story"]["value"] is None
    assert sent["topic"]["selected_option"]["value"] == "terrariums"
    assert sent["mate"]["selected_user"] == "U0BO"
    assert sent["soon"]["selected_option"]["value"] == "this week"
    assert [option["value"] for option in sent["days"]["selected_options"]] == ["monday"]
    assert sent["many"]["selected_users"] == ["U0ANA"]
    assert sent["when"]["selected_date_time"] == 1795527000
    assert sent["day"]["selected_date"] == "2026-11-25"
    assert sent["count"]["value"] == "3"


async def test_escape_closes_a_form_and_the_app_hears_of_it(opens: Open, received: Bodies) -> None:
    ana = await opens("ana", "general")
    await ana.types("/survey")
    await expect(ana.form).to_be_visible()

    await ana.page.keyboard.press("Escape")

    await expect(ana.form).to_have_count(0)
    await expect(ana.composer).to_be_focused()
    assert received[-1]["type"] == "view_closed"


async def test_a_form_is_left_alone_while_messages_arrive(opens: Open, practice: Practice) -> None:
    ana, bo = await opens("ana", "general"), await opens("bo", "general")
    await ana.composer.fill("A draft")
    await ana.page.get_by_label("Shortcuts").click()
    await ana.page.get_by_role("button", name="Start the survey").click()
    form = ana.form
    await form.get_by_label("Your name").fill("Ana")
    await form.get_by_label("A mate").select_option("Bo Larsen")
    await form.get_by_label("Today").check()
    await form.get_by_label("Your story").press_sequentially("Once upon")

    for number in range(5):
        await bo.types(f"Message {number}")
        await expect(bo.page.get_by_text(f"Message {number}")).to_be_visible()
    await expect(ana.page.get_by_text("Message 4")).to_have_count(1)

    await expect(form.get_by_label("Your name")).to_have_value("Ana")
    await expect(form.get_by_label("A mate")).to_have_value("U0BO")
    await expect(form.get_by_label("Today")).to_be_checked()
    await expect(form.get_by_label("Your story")).to_be_focused()
    await form.get_by_label("Your story").press_sequentially(" a time")
    await expect(form.get_by_label("Your story")).to_have_value("Once upon a time")
    await ana.page.keyboard.press("Escape")
    await expect(form).to_have_count(0)
    await expect(ana.composer).to_have_value("A draft")
    await ana.goes_to("kudos")
    await expect(ana.composer).to_have_value("")
    await ana.goes_to("general")
    await expect(ana.composer).to_have_value("A draft")
    assert len(practice.world.messages["C0GENERAL"]) == 5


async def test_home_is_published_on_opening_and_its_buttons_work(opens: Open) -> None:
    ana = await opens("ana", "home")
    await expect(ana.page.get_by_text("Counted 0 times")).to_be_visible()

    await ana.page.get_by_role("button", name="Count up").click()

    await expect(ana.page.get_by_text("Counted 1 times")).to_be_visible()
    await expect(ana.page.get_by_role("button", name="Count up")).to_be_enabled()


async def test_threads_reactions_and_message_shortcuts(opens: Open) -> None:
    ana, bo = await opens("ana", "general"), await opens("bo", "general")
    await ana.types("Who knows Terraform?")
    asked = bo.page.get_by_role("article").filter(has_text="Who knows Terraform?")

    await asked.hover()
    await asked.get_by_label("More about this message").click()
    await asked.get_by_label("React with raised hands").click()
    await expect(ana.page.get_by_role("button", name="raised hands, 1")).to_have_attribute("aria-pressed", "false")
    await asked.get_by_label("More about this message").click()
    await asked.get_by_role("button", name="Quote this").click()
    await expect(bo.page.locator("blockquote")).to_have_text("Who knows Terraform?")
    await asked.get_by_label("More about this message").click()
    await asked.get_by_role("button", name="Reply in thread").click()
    await bo.page.get_by_label("Reply in this thread").fill("I do")
    await bo.page.get_by_label("Reply in this thread").press("Enter")
    await expect(bo.page.get_by_role("complementary", name="Thread").get_by_text("I do")).to_be_visible()
    await ana.page.get_by_role("link", name="1 reply").click()
    await expect(ana.page.get_by_role("complementary", name="Thread").get_by_text("I do")).to_be_visible()


async def test_what_went_wrong_is_said_loudly(opens: Open, practice: Practice) -> None:
    ana = await opens("ana", "general")
    await ana.types("/slow")
    notices = ana.page.get_by_role("status").first
    await expect(notices).to_contain_text("WhoKnows did not answer in time")
    await notices.get_by_role("button", name="Dismiss").click()
    await expect(ana.page.get_by_text("did not answer in time")).to_have_count(0)

    await ana.types("/broken")
    form = ana.form
    await form.get_by_label("Your name").fill("Ana")
    await form.get_by_label("Topic").press_sequentially("py")
    await form.get_by_role("option", name="Python").click()
    await form.get_by_label("A mate").select_option("Bo Larsen")
    await form.get_by_label("Today").check()
    await form.get_by_role("button", name="Send it").click()

    await expect(ana.page.locator("#findings-banner")).to_contain_text("finding")
    await expect(ana.page.get_by_text("trouble connecting")).to_have_count(1)
    assert practice.world.findings
    practice.world.findings.clear()
