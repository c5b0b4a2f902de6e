"""Where pictures are taken: a town with ninety days behind it, and a camera for two widths."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from playwright.async_api import Browser, Page

from bot import people, sample_history
from bot.people import Profile
from migrations import running as migrations
from practice.records import Person
from practice.seed import default_seed
from practice.try_this import WHOKNOWS_RAIL
from tests.journeys.town import MONDAY, Somebody, Town, a_town

FOLDER = Path(__file__).resolve().parents[2] / "pictures"
# A desk and a phone, width and height.
SIZES = ((1280, 800), (390, 844))

# How much of what scrolls is out of sight.
_HIDDEN = """() => Math.max(0, ...[...document.querySelectorAll(
    "dialog[open] .modal-body, body:not(:has(dialog[open])) .scroller"
)].map(one => one.scrollHeight - one.clientHeight))"""
# A form is never so tall that it could not be read on a screen; on a picture it may be.
_AS_TALL_AS_THE_WINDOW = """() => document.querySelectorAll("dialog[open]").forEach(
    one => { one.style.maxHeight = "calc(100dvh - 32px)"; })"""


@dataclass
class Studio:
    """A furnished town, and a Chromium to look at it."""

    town: Town
    browser: Browser

    def person(self, handle: str) -> Somebody:
        """One of the people of the town."""
        return self.town.person(handle)

    async def passes(self, **span: float) -> None:
        """Let agreed time pass, in timedelta's words."""
        await self.town.passes(timedelta(**span))

    async def take(self, name: str, handle: str, place: str, *, whole: bool = False) -> None:
        """Write what a person sees in a place, in both widths; with `whole`, nothing is scrolled out of sight."""
        if place == "home":
            await self.person(handle).opens_home()
        await self.take_page(name, f"/as/{handle}/{place}", whole=whole)

    async def take_for_the_readme(self, path: str) -> None:
        """Write the one picture that stands in the README."""
        page = await self.browser.new_page(viewport={"width": 1280, "height": 570})
        await page.goto(self.town.practice.address + path)
        await _steady(page)
        await page.screenshot(path=FOLDER / "readme.png")
        await page.close()

    async def take_page(self, name: str, path: str, *, whole: bool = False) -> None:
        """Write what stands at an address of the practice workspace, in both widths."""
        for width, height in SIZES:
            page = await self.browser.new_page(viewport={"width": width, "height": height})
            await page.goto(self.town.practice.address + path)
            await _steady(page)
            if whole:
                await _grow(page, width, height)
            await page.screenshot(path=FOLDER / f"{name}-{width}.png")
            await page.close()


async def _grow(page: Page, width: int, height: int) -> None:
    """Make the window so tall that nothing is scrolled out of sight; a form takes only a part of what is added."""
    await page.evaluate(_AS_TALL_AS_THE_WINDOW)
    for _ in range(4):
        hidden = int(await page.evaluate(_HIDDEN))
        if not hidden:
            return
        height += hidden
        await page.set_viewport_size({"width": width, "height": height})
        await _steady(page)


async def _steady(page: Page) -> None:
    """Wait until everything is drawn and nothing moves any more, in frames too."""
    for frame in page.frames:
        await frame.wait_for_load_state("load")
        await frame.evaluate(
            "async () => { await document.fonts.ready; await new Promise(done => requestAnimationFrame(done));"
            " await Promise.all(document.getAnimations().map(one => one.finished.catch(() => null))); }"
        )


@asynccontextmanager
async def a_studio(browser: Browser, *, is_empty: bool = False) -> AsyncIterator[Studio]:
    """Open a town of its own, with people who have known WhoKnows for ninety days, or in which it is all new."""
    with tempfile.TemporaryDirectory(prefix="whoknows-pictures-") as folder:
        database_url = f"sqlite+aiosqlite:///{Path(folder) / 'whoknows.db'}"
        await migrations.upgrade(database_url)
        async with a_town(database_url) as town:
            if not is_empty:
                await _furnish(town)
            yield Studio(town, browser)
            assert not town.practice.world.findings


async def _furnish(town: Town) -> None:
    """Give everybody their history, and two newcomers none: Gus, a guest, and Noa, who has just joined."""
    practice, house = town.practice, town.house
    practice.rail = WHOKNOWS_RAIL
    world = practice.world
    for said in default_seed(MONDAY).messages:
        world.messages[said.channel_id].append(said)
    members = {}
    async with house.database.transaction() as session:
        for person in world.people.values():
            if not person.is_bot:
                name = person.real_name.split()[0]
                profile = Profile(person.id, name, person.title, person.tz, is_admin=person.is_admin)
                members[person.handle] = (await people.remember(session, house.workspace, profile, now=MONDAY)).id
    await sample_history.write(house.database, house.workspace.id, members, now=MONDAY)
    for newcomer in (
        Person("U0NOA", "noa", "Noa Stein", "Sales", "Europe/Berlin", colour="#7a2e5d", joined=MONDAY),
        Person("U0GUS", "gus", "Gus Berg", "Guest", "Europe/Oslo", colour="#5a5a5a", joined=MONDAY, is_restricted=True),
    ):
        world.people[newcomer.id] = newcomer
        world.channels["C0GENERAL"].members.add(newcomer.id)
