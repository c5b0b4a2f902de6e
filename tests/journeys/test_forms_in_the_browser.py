"""Kudos, shortcuts, settings and Home, as people meet them in their windows."""

import re

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

__all__ = ["opens", "town"]

pytestmark = [IN_THE_BROWSER, ON_SQLITE]

REASON = "staying late to find out why the build was slow"


async def test_kudos_typed_go_to_the_channel_for_them(town: Town, opens: Open, chi: Somebody) -> None:
    await chi.types("/whoknows shoutouts", "kudos")
    ana, bo = await opens("ana", "general"), await opens("bo", "kudos")

    await ana.types(f"/kudos @bo for {REASON}")

    await sees(ana, "Your thanks to Bo go to #kudos.")
    await expect(message(bo, "Ana thanked @Bo Larsen")).to_contain_text(REASON)
    await presses(bo, "Thank someone", on="Ana thanked")
    await expect(bo.form.get_by_role("heading", name="Thank someone")).to_be_visible()


async def test_kudos_typed_before_there_is_a_channel(town: Town, opens: Open) -> None:
    ana, bo = await opens("ana", "general"), await opens("bo", "messages")

    await ana.types(f"/kudos @bo for {REASON}")

    await sees(ana, "Bo will read your words in a message.", "An admin can choose one by typing /whoknows shoutouts")
    await expect(message(bo, "A kind word from @Ana Ruiz, just for you")).to_contain_text(REASON)


async def test_kudos_by_the_form_in_private_and_in_public(town: Town, opens: Open, chi: Somebody) -> None:
    await chi.types("/whoknows shoutouts", "kudos")
    ana = await opens("ana", "general")
    in_private = ("Bo Larsen", "Just them, in a message", "Bo will read your words in a message.")
    in_public = (
        "Mina Kaya",
        "In their shout-out channel, where everybody sees it",
        "Your thanks to Mina go to #kudos.",
    )
    for receiver, way, told in (in_private, in_public):
        await ana.types("/kudos")
        await ana.form.get_by_role("group", name="Who?").get_by_label(receiver).check()
        await ana.form.get_by_label("What did they do?").fill(f"For {REASON}, {receiver}")
        await ana.form.get_by_label(way).check()
        await ana.form.get_by_role("button", name="Say thanks").click()
        await expect(ana.form).to_contain_text(told)
        await closes(ana)

    await goes(ana, "kudos")
    await expect(message(ana, "Ana thanked @Mina Kaya")).to_contain_text(f"{REASON}, Mina Kaya")
    await sees_nothing_of(ana, f"{REASON}, Bo Larsen")
    bo = await opens("bo", "messages")
    await expect(message(bo, "A kind word from @Ana Ruiz, just for you")).to_contain_text(f"{REASON}, Bo Larsen")


async def test_a_message_becomes_a_question(town: Town, opens: Open, bo: Somebody) -> None:
    await bo.types("/skills add Terraform")
    ana, chi = await opens("ana", "general"), await opens("chi", "general")
    await chi.types("Does anybody know how Terraform keeps its state?")
    said = message(ana, "Terraform keeps its state")

    await said.hover()
    await said.get_by_label("More about this message").click()
    await said.get_by_role("button", name="Ask an expert about this").click()
    await expect(ana.form.get_by_label("What are you stuck on?")).to_have_value(
        "Does anybody know how Terraform keeps its state?"
    )
    await ana.form.get_by_role("button", name="See who can help").click()
    await expect(ana.form).to_contain_text("Bo · lists Terraform")
    await expect(ana.form).not_to_contain_text("Chi")
    await ana.form.get_by_role("button", name="Ask", exact=True).click()

    await expect(ana.form).to_contain_text("Asked. The first yes opens a chat with the two of you.")
    helper = await opens("bo", "messages")
    await sees(helper, "Does anybody know how Terraform keeps its state?")
    await sees_nothing_of(helper, "Chi")


async def test_the_global_shortcut_opens_the_form(town: Town, opens: Open) -> None:
    ana = await opens("ana", "general")

    await ana.page.get_by_label("Shortcuts").click()
    await ana.page.get_by_role("button", name="Ask an expert").click()

    field = ana.form.get_by_label("What are you stuck on?")
    await expect(field).to_be_focused()
    await ana.form.get_by_role("button", name="See who can help").click()
    await expect(field).to_have_accessible_description(re.compile("Please complete this required field."))
    await field.fill("Help")
    await ana.form.get_by_role("button", name="See who can help").click()
    await expect(field).to_have_accessible_description(re.compile("A few more words would help people help you."))
    await expect(field).to_have_value("Help")


async def test_a_wrong_setting_is_named_at_its_field(town: Town, opens: Open, ana: Somebody) -> None:
    await ana.types("/skills add Terraform")
    window = await opens("ana", "home")
    await presses(window, "Settings")
    form = window.form
    await form.get_by_label("You work from").fill("10:00")
    await form.get_by_label("You work until").fill("10:00")
    await form.get_by_label("How often may you be asked?").select_option("At most once a week")
    await form.get_by_role("button", name="Save").click()

    await expect(form.get_by_label("You work until")).to_have_accessible_description(
        re.compile("Work can't end when it begins. Choose two different times.")
    )
    await expect(form.get_by_label("You work from")).to_have_value("10:00")
    await form.get_by_label("You work until").fill("16:00")
    await form.get_by_role("button", name="Save").click()
    await expect(form).to_contain_text("Saved. Your settings count from now on.")
    await form.get_by_role("button", name="Close", exact=True).click()
    await sees(window, "Asked at most once a week · Mon to Fri, 10:00 to 16:00")


async def test_a_zone_is_found_while_typing_and_given_back(town: Town, opens: Open, ana: Somebody) -> None:
    """The country finds the city, an error keeps what was chosen, and Slack's own zone stands first."""
    await ana.types("/skills add Terraform")
    window = await opens("ana", "home")
    await presses(window, "Settings")
    form, zone = window.form, window.form.get_by_label("Your time zone")
    chosen = form.locator(".typed-ahead .chip")
    await expect(chosen).to_contain_text("As in Slack (Europe/Madrid)")
    await form.get_by_role("button", name="Remove As in Slack").click()
    await zone.fill("portugal")
    await form.get_by_role("option", name="Europe/Lisbon").click()
    await expect(chosen).to_have_count(1)
    await expect(chosen).to_contain_text("Europe/Lisbon")
    await form.get_by_label("Pause until").fill("2026-11-20")
    await form.get_by_role("button", name="Save").click()
    await expect(form.get_by_label("Pause until")).to_have_accessible_description(
        re.compile("That's in the past for you. Pick a later day.")
    )
    await expect(chosen).to_contain_text("Europe/Lisbon")
    await form.get_by_label("Pause until").fill("2026-12-07")
    await form.get_by_role("button", name="Save").click()
    await expect(form).to_contain_text("You're paused until")
    await closes(window)
    await sees(window, "You're paused until")

    await presses(window, "Settings")
    await expect(chosen).to_contain_text("Europe/Lisbon")
    await form.get_by_role("button", name="Start again now").click()
    await expect(form).to_contain_text("Welcome back. You may be asked again from now on.")
    await closes(window)
    await sees_nothing_of(window, "You're paused until")

    await presses(window, "Settings")
    await form.get_by_role("button", name="Remove Europe/Lisbon").click()
    await zone.fill("slack")
    await form.get_by_role("option", name="As in Slack (Europe/Madrid)").click()
    await form.get_by_role("button", name="Save").click()
    await expect(form).to_contain_text("Saved. Your settings count from now on.")
    await closes(window)
    await sees_nothing_of(window, "You're paused until")


async def test_home_says_hello_and_leads_to_the_first_topic(town: Town, opens: Open) -> None:
    ana = await opens("ana", "home")
    await sees(ana, "Hello, Ana", "Say what you'd be glad to talk about for 15 minutes")

    await presses(ana, "Add what I know")
    await ana.form.get_by_label("Or in your own words").fill("CSS, user interviews")
    await ana.form.get_by_label("I can teach it").check()
    await ana.form.get_by_role("button", name="Add", exact=True).click()
    await expect(ana.form).to_contain_text("You may be asked about CSS and User interviews")
    await closes(ana)

    await sees(ana, "Nobody is waiting on you.", "CSS · can teach")
    await sees_nothing_of(ana, "Hello, Ana")
    await presses(ana, "Pause")
    await sees(ana, "You're paused until")
    await presses(ana, "Start again now")
    await sees_nothing_of(ana, "You're paused until")
