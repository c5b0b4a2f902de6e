"""`make pictures`: writes a picture of each surface to pictures/, 1280 and 390 wide."""

import asyncio
import sys

from playwright.async_api import async_playwright

from tests.pictures.scenes_of_asking import SCENES_OF_ASKING
from tests.pictures.scenes_of_calendars import SCENES_OF_CALENDARS
from tests.pictures.scenes_of_charts import SCENES_OF_CHARTS
from tests.pictures.scenes_of_doors import SCENES_OF_DOORS
from tests.pictures.scenes_of_help import SCENES_OF_HELP
from tests.pictures.scenes_of_kudos import SCENES_OF_KUDOS
from tests.pictures.scenes_of_leads import SCENES_OF_LEADS
from tests.pictures.scenes_of_lunch_wishes import SCENES_OF_LUNCH_WISHES
from tests.pictures.scenes_of_lunches import SCENES_OF_LUNCHES
from tests.pictures.scenes_of_lunches_afterwards import SCENES_OF_LUNCHES_AFTERWARDS
from tests.pictures.scenes_of_nominations import SCENES_OF_NOMINATIONS
from tests.pictures.scenes_of_opencard import SCENES_OF_OPENCARD
from tests.pictures.scenes_of_people import SCENES_OF_PEOPLE
from tests.pictures.scenes_of_repeats import SCENES_OF_REPEATS
from tests.pictures.scenes_of_roundups import SCENES_OF_ROUNDUPS
from tests.pictures.scenes_of_skills import SCENES_OF_SKILLS
from tests.pictures.scenes_of_teams import SCENES_OF_TEAMS
from tests.pictures.scenes_of_the_first_week import SCENES_OF_THE_FIRST_WEEK
from tests.pictures.scenes_of_the_rest import SCENES_OF_THE_REST
from tests.pictures.scenes_of_trust import SCENES_OF_TRUST
from tests.pictures.studio import FOLDER, a_studio
from tests.practice.browsers import CHROMIUM

SCENES = (
    *SCENES_OF_ASKING,
    *SCENES_OF_CALENDARS,
    *SCENES_OF_CHARTS,
    *SCENES_OF_DOORS,
    *SCENES_OF_HELP,
    *SCENES_OF_KUDOS,
    *SCENES_OF_LEADS,
    *SCENES_OF_LUNCHES,
    *SCENES_OF_LUNCHES_AFTERWARDS,
    *SCENES_OF_LUNCH_WISHES,
    *SCENES_OF_NOMINATIONS,
    *SCENES_OF_OPENCARD,
    *SCENES_OF_PEOPLE,
    *SCENES_OF_REPEATS,
    *SCENES_OF_ROUNDUPS,
    *SCENES_OF_SKILLS,
    *SCENES_OF_TEAMS,
    *SCENES_OF_THE_FIRST_WEEK,
    *SCENES_OF_THE_REST,
    *SCENES_OF_TRUST,
)


async def main(wanted: list[str]) -> None:
    """Take the scenes with these names, or all."""
    FOLDER.mkdir(exist_ok=True)
    scenes = {scene.__name__: scene for scene in SCENES}
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name in wanted or scenes:
            is_empty = scenes[name] in SCENES_OF_THE_FIRST_WEEK
            async with a_studio(browser, is_empty=is_empty) as studio:
                await scenes[name](studio)
            print(f"  {name}")
        await browser.close()
    print(f"{len(list(FOLDER.glob('*.png')))} pictures are in {FOLDER}")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
