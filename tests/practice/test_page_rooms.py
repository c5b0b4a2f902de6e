"""The page around the messages: who one is, the time, the rail, two windows, the phone, the keyboard, axe."""

from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.async_api import expect

from practice.server import Practice
from tests.practice.browsers import (
    IN_THE_BROWSER,
    Open,
    opens,
    practice,
    press_until,
    received,
    serious_findings,
    wider_than_the_window,
)

__all__ = ["opens", "practice", "received"]

pytestmark = IN_THE_BROWSER

Bodies = list[dict[str, Any]]


async def test_changing_person_changes_what_is_seen(opens: Open, practice: Practice) -> None:
    world = practice.world
    secret = next(channel for channel in world.channels.values() if channel.kind == "private")
    inside = next(world.people[one] for one in secret.members if not world.people[one].is_bot)
    outside = next(one for one in world.people.values() if one.id not in secret.members and not one.is_bot)
    window = await opens(inside.handle, secret.name)
    await expect(window.page.get_by_role("heading", name=secret.name)).to_be_visible()

    await window.page.locator("summary").filter(has_text="You are").click()
    await window.page.get_by_role("link", name=outside.real_name).click()

    await expect(window.page).to_have_url(f"{practice.address}/as/{outside.handle}/home")
    await expect(window.page.get_by_role("link", name=secret.name)).to_have_count(0)
    forbidden = await window.page.request.post(
        f"{practice.address}/as/{outside.handle}/{secret.name}/say", form={"text": "Let me in"}
    )
    assert forbidden.status == 404
    assert world.messages[secret.id] == []


async def test_unread_is_counted_and_forgotten_on_reading(opens: Open) -> None:
    ana, bo = await opens("ana", "kudos"), await opens("bo", "general")

    await ana.types("Well done @bo")

    kudos = bo.page.get_by_role("link", name="kudos")
    await expect(kudos).to_contain_text("1 unread")
    await kudos.click()
    await expect(bo.page.get_by_text("Well done").locator(".mention.me")).to_have_text("@Bo Larsen")
    await expect(bo.page.get_by_role("link", name="kudos")).not_to_contain_text("unread")


async def test_the_rail_leads_and_ticks_itself(opens: Open) -> None:
    window = await opens("ana", "home")
    rail = window.page.get_by_role("complementary")

    await rail.get_by_role("link", name="Take me there").first.click()
    await expect(window.composer).to_have_value("/hello world")
    await expect(window.composer).to_be_focused()
    await window.composer.press("Enter")

    await expect(rail.get_by_text("Say hello as Bo").locator("..")).to_contain_text("(done)")
    await rail.get_by_role("link", name="Take me there").first.click()
    await window.page.get_by_role("button", name="Yes to the card").click()
    await expect(rail.get_by_text("Press Yes as Bo").locator("..")).to_contain_text("(done)")


async def test_behind_the_scenes_opens_to_json(opens: Open) -> None:
    window = await opens("ana", "general")
    await window.types("/slow")
    await expect(window.page.get_by_text("did not answer in time")).to_be_visible()

    await window.page.get_by_text("Behind the scenes").click()
    line = window.page.locator(".line.refused").filter(has_text="/slow")
    await expect(line).to_be_visible()
    await line.locator("summary").click()

    await expect(line.locator("pre")).to_contain_text('"command": "/slow"')


@pytest.mark.parametrize(
    ("choice", "arrives"),
    [
        ("30 minutes", datetime(2026, 11, 23, 8, 30, tzinfo=UTC)),
        ("2 hours", datetime(2026, 11, 23, 10, 0, tzinfo=UTC)),
        ("Tomorrow 09:00", datetime(2026, 11, 24, 8, 0, tzinfo=UTC)),
        ("Next Monday 09:30", datetime(2026, 11, 23, 8, 30, tzinfo=UTC)),
        ("Next Thursday 10:00", datetime(2026, 11, 26, 9, 0, tzinfo=UTC)),
        ("Next Friday 16:00", datetime(2026, 11, 27, 15, 0, tzinfo=UTC)),
    ],
)
async def test_time_can_be_skipped(opens: Open, practice: Practice, choice: str, arrives: datetime) -> None:
    skipped: list[datetime] = []

    async def note() -> None:
        skipped.append(practice.clock.now())

    practice.on_skip = note
    window = await opens("ana", "home")
    await expect(window.page.get_by_text("Mon 23 Nov, 09:00")).to_be_visible()

    await window.page.get_by_text("Skip ahead").click()
    await window.page.get_by_role("button", name=choice).click()

    await expect(window.page.locator("#clock")).to_contain_text(
        arrives.strftime("%a %d Nov, ") + f"{arrives.hour + 1:02}"
    )
    assert [(moment - arrives).total_seconds() < 60 for moment in skipped] == [True]


async def test_starting_over_empties_every_window(opens: Open, practice: Practice) -> None:
    ana, bo = await opens("ana", "general"), await opens("bo", "general")
    await ana.types("This will be gone")
    await expect(bo.page.get_by_text("This will be gone")).to_be_visible()

    await ana.page.get_by_role("button", name="Start over").click()
    await ana.page.get_by_role("dialog").get_by_role("button", name="Start over").click()

    await expect(ana.page).to_have_url(f"{practice.address}/as/ana/home")
    await expect(bo.page.get_by_text("This will be gone")).to_have_count(0)


async def test_two_people_side_by_side(opens: Open) -> None:
    window = await opens("ana", "general")
    await window.page.get_by_role("link", name="Side by side").click()
    left, right = (window.page.frame_locator("iframe").nth(number) for number in (0, 1))

    await right.get_by_role("link", name="general").click()
    await left.locator("#text-main").fill("Can you see this?")
    await left.locator("#text-main").press("Enter")

    await expect(right.get_by_text("Can you see this?")).to_be_visible()
    await expect(left.get_by_text("You are")).to_have_count(2)
    assert await serious_findings(window.page) == []


async def test_on_a_phone_nothing_overflows_and_places_fold_away(opens: Open) -> None:
    ana = await opens("ana", "messages", width=390, height=800)
    await ana.types("/hello " + "Donaudampfschifffahrt" * 6)
    await expect(ana.page.get_by_role("heading", name="A card")).to_be_visible()
    assert await wider_than_the_window(ana.page) == 0
    await expect(ana.page.get_by_role("navigation", name="Places")).to_be_hidden()

    await ana.page.get_by_role("button", name="Places").click()
    await ana.page.get_by_role("link", name="general").click()
    await ana.types("/survey")
    await expect(ana.form.get_by_role("button", name="Send it")).to_be_in_viewport()
    assert await wider_than_the_window(ana.page) == 0
    await ana.page.goto(f"{ana.address}/side?left=ana&right=bo")
    assert await wider_than_the_window(ana.page) == 0


async def test_the_keyboard_is_enough(opens: Open, received: Bodies) -> None:
    ana = await opens("ana", "messages")
    await ana.composer.focus()
    keyboard = ana.page.keyboard
    await keyboard.type("/hello Ana")
    await keyboard.press("Enter")
    await expect(ana.page.get_by_role("heading", name="A card")).to_be_visible()

    await press_until(ana, "Shift+Tab", "More")
    await keyboard.press("Enter")
    await expect(ana.page.get_by_role("button", name="Later")).to_be_visible()
    await keyboard.press("Escape")
    await expect(ana.page.get_by_role("button", name="Later")).to_be_hidden()
    await keyboard.press("Enter")
    await press_until(ana, "Tab", "Never")
    await keyboard.press("Enter")
    await expect(ana.page.get_by_text("You pressed more never")).to_be_visible()

    await ana.composer.focus()
    await keyboard.type("/sur")
    await keyboard.press("Tab")
    await keyboard.press("Enter")
    await expect(ana.form.get_by_label("Your name")).to_be_focused()
    await press_until(ana, "Tab", "Send it")
    await keyboard.press("Tab")
    inside = await ana.page.evaluate(
        "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
    )
    assert inside, "the focus left the form"
    await keyboard.press("Escape")
    await expect(ana.composer).to_be_focused()
    assert received[-1]["type"] == "view_closed"


async def test_axe_finds_nothing_serious(opens: Open) -> None:
    home = await opens("ana", "home")
    await expect(home.page.get_by_text("Counted 0 times")).to_be_visible()
    direct = await opens("ana", "messages")
    await direct.types("/hello Ana")
    await expect(direct.page.get_by_role("heading", name="A card")).to_be_visible()
    await direct.page.get_by_label("More", exact=True).click()
    channel = await opens("bo", "general")
    await channel.types("*Hello* <https://example.com> @ana `code`")
    await channel.composer.fill("/")
    form = await opens("chi", "general")
    await form.types("/survey")
    await form.form.get_by_role("button", name="Send it").click()
    await expect(form.form.get_by_text("Please complete").first).to_be_visible()
    narrow = await opens("ana", "home", width=390, height=800)
    await narrow.page.get_by_role("button", name="Try this").click()
    await narrow.page.get_by_text("Behind the scenes").click()

    found = {window.page.url: await serious_findings(window.page) for window in (home, direct, channel, form, narrow)}
    assert {url: problems for url, problems in found.items() if problems} == {}


async def test_pages_keep_to_themselves(opens: Open, practice: Practice) -> None:
    window = await opens("ana", "home")
    request = window.page.request

    page = await request.get(f"{practice.address}/as/ana/home")
    foreign = await request.post(
        f"{practice.address}/as/ana/general/say", form={"text": "Hi"}, headers={"sec-fetch-site": "cross-site"}
    )
    nobody = await request.get(f"{practice.address}/as/mallory/home")

    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert (foreign.status, nobody.status) == (403, 404)
    assert "http://" not in (await page.text()).replace("http://www.w3.org", "")
