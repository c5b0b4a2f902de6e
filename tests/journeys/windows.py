"""Windows of one real Chromium on a town with a whole WhoKnows in it, one per person."""

from collections.abc import AsyncIterator, Awaitable
from typing import Protocol

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, expect

from tests.journeys.town import Town, Transport, a_town
from tests.practice.browsers import IN_THE_BROWSER, Window, browser

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


class Open(Protocol):
    """Opens a person's window in a place."""

    def __call__(self, handle: str, place: str, *, width: int = 1280) -> Awaitable[Window]:
        """Give the window once its page is there."""


@pytest_asyncio.fixture(loop_scope="session")
async def town(database_url: str, transport: Transport) -> AsyncIterator[Town]:
    """A practice workspace with a whole WhoKnows in it, in which time can be skipped on the page."""
    async with a_town(database_url, transport) as opened:

        async def skipped() -> None:
            await opened.house.timetable.look_at_everything()
            opened.house.postman.wake()

        opened.practice.on_skip = skipped
        yield opened
        assert not opened.practice.world.findings


@pytest_asyncio.fixture(loop_scope="session")
async def opens(town: Town, browser: Browser) -> AsyncIterator[Open]:
    """Opens windows that share nothing; a script error or a refused resource in any of them fails the test."""
    troubles: list[str] = []
    contexts = []

    async def open_window(handle: str, place: str, *, width: int = 1280) -> Window:
        context = await browser.new_context(viewport={"width": width, "height": 860})
        contexts.append(context)
        page = await context.new_page()
        page.set_default_timeout(8_000)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda line: troubles.append(line.text) if line.type == "error" else None)
        window = Window(page, town.practice.address, handle)
        await window.goes_to(place)
        return window

    yield open_window
    for context in contexts:
        await context.close()
    assert not troubles, "\n".join(troubles)


def message(window: Window, words: str) -> Locator:
    """The messages with these words in the place that a window shows."""
    return window.page.get_by_role("article").filter(has_text=words)


async def presses(window: Window, label: str, *, on: str = "") -> None:
    """Press the one button with these words, on the one message that says `on`."""
    scope = message(window, on) if on else window.page.locator("body")
    await scope.locator("button", has_text=label).filter(visible=True).click()


async def closes(window: Window) -> None:
    """Close the form that has said what there was to say."""
    await window.form.get_by_role("button", name="Close", exact=True).click()
    await expect(window.form).to_have_count(0)


async def goes(window: Window, place: str) -> None:
    """Go to a place by its link in the sidebar."""
    await window.page.get_by_role("navigation", name="Places").get_by_role("link", name=place).click()


async def sees(window: Window, *words: str) -> None:
    """Wait until all these words stand on the page."""
    for some in words:
        await expect(window.page.locator("#main").get_by_text(some).first).to_be_visible()


async def sees_nothing_of(window: Window, words: str) -> None:
    """These words stand nowhere in the place that a window shows, where somebody could see them."""
    await expect(window.page.locator("#main").get_by_text(words).filter(visible=True)).to_have_count(0)


__all__ = ["IN_THE_BROWSER", "ON_SQLITE", "Open", "browser", "opens", "town"]
