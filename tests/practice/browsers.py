"""Windows of a real Chromium on the practice workspace, one per person."""

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Locator, Page, async_playwright
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from practice.clock import PracticeClock
from practice.deadlines import Deadlines
from practice.server import Practice
from practice.try_this import Step
from tests.practice.conftest import MONDAY, connecting, seed_of_tests
from tests.practice.hello_app import MANIFEST, hello_app

# One Chromium serves every test of a process, so its tests share a loop too.
IN_THE_BROWSER = pytest.mark.asyncio(loop_scope="session")
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
RAIL = (
    Step("Say hello as Bo", "U0BO", "general", [("command", "/hello")], types="/hello world"),
    Step("Press Yes as Bo", "U0BO", "app", [("press", "Yes")]),
)


@dataclass
class Window:
    """What one person has before them."""

    page: Page
    address: str
    handle: str

    async def goes_to(self, place: str) -> None:
        """Open a place and wait until the page listens."""
        await self.page.goto(f"{self.address}/as/{self.handle}/{place}")

    async def types(self, text: str) -> None:
        """Type into the composer and send."""
        await self.composer.fill(text)
        await self.composer.press("Enter")

    @property
    def composer(self) -> Locator:
        """The field in which messages are written."""
        return self.page.locator("#text-main")

    @property
    def form(self) -> Locator:
        """The modal that is open."""
        return self.page.locator("dialog.modal[open]")


Open = Callable[..., Awaitable[Window]]


async def serious_findings(page: Page) -> list[str]:
    """Return what axe calls serious or critical."""
    results = await Axe().run(page)
    return [
        f"{violation['id']}: {node['html'][:200]}"
        for violation in results.response["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]


async def wider_than_the_window(page: Page) -> int:
    """Return by how many pixels the page overflows to the right."""
    overflow: int = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return overflow


async def press_until(window: Window, key: str, name: str) -> None:
    """Press a key until the element with that accessible name has the focus."""
    for _ in range(60):
        await window.page.keyboard.press(key)
        focused = "(document.activeElement.ariaLabel || document.activeElement.innerText || '').trim()"
        if await window.page.evaluate(focused) == name:
            return
    raise AssertionError(f"{name} cannot be reached with {key}")


@pytest_asyncio.fixture(loop_scope="session")
async def practice() -> AsyncIterator[Practice]:
    """A workspace with the manifest and steps of the app of these tests."""
    deadlines = Deadlines(answer_seconds=1.0, redeliver_after_seconds=(0.05, 0.1, 0.15))
    workspace = Practice(
        clock=PracticeClock(MONDAY), seed=seed_of_tests(), deadlines=deadlines, manifest=MANIFEST, rail=RAIL
    )
    await workspace.start()
    yield workspace
    await workspace.stop()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """A Chromium of this machine; only tests/conftest.py has it, since each module that had it would start one more."""
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        await started.close()


@pytest.fixture
def browser(chromium: Browser) -> Browser:
    """The one Chromium of this process."""
    return chromium


@pytest_asyncio.fixture(loop_scope="session")
async def received(practice: Practice, app: AsyncApp) -> AsyncIterator[list[dict[str, Any]]]:
    """What the connected app received."""
    ready, bodies = hello_app(app)
    async with connecting(practice) as connect:
        await connect(ready)
        yield bodies


@pytest_asyncio.fixture(loop_scope="session")
async def opens(practice: Practice, browser: Browser, received: list[dict[str, Any]]) -> AsyncIterator[Open]:
    """Opens a person's window in a place; a script error or a refused resource in any of them fails the test."""
    troubles: list[str] = []
    pages: list[Page] = []

    async def open_window(handle: str, place: str, *, width: int = 1280, height: int = 860) -> Window:
        page = await browser.new_page(viewport={"width": width, "height": height})
        pages.append(page)
        page.set_default_timeout(8_000)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda line: troubles.append(line.text) if line.type == "error" else None)
        window = Window(page, practice.address, handle)
        await window.goes_to(place)
        return window

    yield open_window
    for page in pages:
        await page.context.close()
    assert not troubles, "\n".join(troubles)


__all__ = ["AsyncWebClient", "Open", "Window", "browser", "opens", "practice", "received"]
