"""One's own kind words: all of them, page by page, and the year of help as a document."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from models import Area, Kudos, Skill
from practice.records import View
from tests.journeys.test_milestones import helps
from tests.journeys.town import Somebody, Town

CHANGING = "You drew the picture that I use <https://evil.example|myself> now.\nMILESTONES\n\u202edesrever"


def said_on(view: View | None) -> str:
    assert view is not None
    return str(view.payload)


def file_of(town: Town, reader: Somebody) -> str:
    """The newest file in somebody's messages, as it can be read."""
    [name] = reader.messages[-1].files
    file = town.practice.world.files[name]
    assert file.mimetype == "text/plain"
    return file.data.decode()


async def test_everything_said_is_found_page_by_page_and_in_the_year(
    town: Town, ana: Somebody, bo: Somebody, chi: Somebody
) -> None:
    """On both databases: public and private words, newest first; nobody else can have them."""
    await chi.types("/whoknows shoutouts", place="kudos")
    await bo.types("/skills add Terraform")
    await ana.presses("Ask", await ana.types("/askexpert How do I keep Terraform from recreating the database?"))
    await bo.presses("I can help", bo.messages[-1])
    await ana.presses("It's answered", ana.chat_with(bo)[0])
    await ana.sends(reason=CHANGING, where="private")
    for number, giver in enumerate(["chi", "dev", "ines", "lena", "mina", "sam"]):
        await town.person(giver).types(f"/kudos @bo for reason number {number}")
        await town.person(giver).types(f"/kudos @bo for another reason {number}")
    await bo.presses("All kind words", await bo.opens_home())
    page = said_on(bo.form)
    assert page.index("another reason 5") < page.index("reason number 5") < page.index("another reason 4")
    assert "You drew the picture" not in page
    assert "Newer" not in page
    await bo.presses("Older", bo.form)
    page = said_on(bo.form)
    assert "You drew the picture" in page
    assert "just for you" in page
    assert "for *Terraform*" in page
    assert "Older" not in page
    await bo.presses("Newer", bo.form)
    assert "another reason 5" in said_on(bo.form)
    town.practice.world.modals.clear()

    await bo.presses("My year of help", await bo.opens_home())
    assert "on its way" in said_on(bo.form)
    document = file_of(town, bo)
    assert document.startswith("MY YEAR OF HELP\nBo, 23 November 2025 to 23 November 2026\n")
    assert "I helped one colleague with one ask" in document
    assert "  Terraform (one ask)" in document
    assert (
        "  | You drew the picture that I use <https://evil.example|myself> now.\n  | MILESTONES\n  | desrever"
        in document
    )
    assert "  Ana, 23 November 2026, for Terraform (said to me alone)" in document
    assert "The first colleague helped, 23 November 2026" in document
    assert document.count("\nMILESTONES\n") == 1

    # A press with Bo's values is about whoever presses.
    await ana.presses("All kind words", await home_with_kind_words(ana, chi))
    assert "reason number" not in said_on(ana.form)


async def home_with_kind_words(reader: Somebody, giver: Somebody) -> View:
    """The Home of somebody who was thanked once."""
    await giver.types(f"/kudos @{reader.town.practice.world.people[reader.id].handle} for the tea")
    return await reader.opens_home()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_the_year_leaves_out_what_was_said_in_confidence_and_what_is_long_ago(
    town: Town, ana: Somebody, bo: Somebody
) -> None:
    """So that it can be shown to somebody; the modal has all of it."""
    await bo.types("/skills add Burnout")
    await helps(ana, bo, "How do I talk about burnout with my lead?")
    await ana.presses("Thank Bo", ana.messages[-1])
    await ana.sends(reason="For listening when it was all too much.", where="private")
    await town.person("dev").types("/kudos @bo for long ago")
    async with town.house.database.transaction() as session:
        await session.execute(update(Skill).where(Skill.name == "Burnout").values(area=Area.CONFIDE))
        old = (await session.scalars(select(Kudos).where(Kudos.reason.contains("long ago")))).one()
        old.given_at -= timedelta(days=366)
    await bo.presses("My year of help", await bo.opens_home())
    town.practice.world.modals.clear()
    document = file_of(town, bo)
    assert "one colleague with one ask" in document
    assert not any(word in document for word in ("Burnout", "too much", "long ago", "Ana", "WHAT I HELPED"))
    assert "One thank-you for talks in confidence is left out" in " ".join(document.split())
    await bo.presses("All kind words", bo.home)
    assert "too much" in said_on(bo.form)
    assert "long ago" in said_on(bo.form)
