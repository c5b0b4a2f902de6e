"""One's own settings: hours, zone, pause, how often, and how thanks are said; guests, whom an admin lets in."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from models import Member
from practice import interact
from practice.records import Json
from tests.journeys.town import Somebody, Town

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
QUESTION = "How do I keep Terraform from recreating the database?"


async def member(town: Town, somebody: Somebody) -> Member:
    async with town.house.database.reading() as session:
        return (await session.scalars(select(Member).where(Member.slack_id == somebody.id))).one()


async def typed_zones(town: Town, somebody: Somebody, typed: str) -> list[Json]:
    """What the menu of zones offers for what somebody types."""
    assert somebody.form is not None
    return await interact.suggest(town.practice, somebody.id, somebody.form, "zone", "preferences.zones", typed)


async def test_everything_in_the_form_is_kept_and_home_follows(town: Town, bo: Somebody) -> None:
    """Through Slack's door, on both databases."""
    await bo.types("/skills add Terraform")
    await bo.opens_home()
    await bo.opens("/whoknows settings")
    assert "As in Slack (Europe/Copenhagen)" in str(bo.form)
    [slacks, lagos] = await typed_zones(town, bo, "lagos")
    assert slacks["text"]["text"] == "As in Slack (Europe/Copenhagen)"
    await bo.sends(
        asks_a_week="1", works_from="22:00", works_until="06:00", works_on=["0", "1"], zone=lagos,
        paused_until="2026-12-07", thanks="private",
    )  # fmt: skip
    assert "You're paused until" in str(bo.form)
    assert "Mon 7 Dec" in str(bo.form)
    kept = await member(town, bo)
    assert (kept.zone, kept.chose_zone, kept.works_on) == ("Africa/Lagos", True, "01")
    assert not kept.likes_public_thanks
    said = str(bo.home.payload)
    assert "once a week" in said
    assert "22:00 to 06:00" in said
    assert "paused until" in said


@ON_SQLITE
async def test_a_pause_ends_by_itself(town: Town, ana: Somebody, bo: Somebody) -> None:
    """Nobody is sent to somebody who paused, until the day they named."""
    await bo.types("/skills add Terraform")
    await bo.opens("/whoknows settings")
    await bo.sends(paused_until="2026-11-25")
    assert "Bo" not in (await ana.types(f"/askexpert {QUESTION}")).text
    await town.passes(timedelta(days=2))
    assert "Bo" in (await ana.types(f"/askexpert {QUESTION} Please?")).text


@ON_SQLITE
async def test_start_again_now_in_the_form_ends_the_pause(town: Town, ana: Somebody, bo: Somebody) -> None:
    """And the form gives way to a sentence, so that its old day cannot be saved again."""
    await bo.types("/skills add Terraform")
    paused = await bo.types("/whoknows pause")
    assert "paused until" in paused.text
    await bo.opens("/whoknows settings")
    assert "paused until" in str(bo.form)
    await bo.presses("Start again now", bo.form)
    assert "Welcome back" in str(bo.form)
    await bo.opens("/whoknows settings")
    await bo.sends(asks_a_week="3")
    assert "paused until" not in str(bo.form)
    assert "Bo" in (await ana.types(f"/askexpert {QUESTION}")).text


@ON_SQLITE
@pytest.mark.parametrize(
    ("field", "value"),
    [("paused_until", "2026-11-20"), ("paused_until", "2026-11-23"), ("works_until", "09:00")],
)
async def test_what_cannot_be_is_said_at_its_field(town: Town, bo: Somebody, field: str, value: str) -> None:
    """Nothing is kept then, and the form stays."""
    await bo.opens("/whoknows settings")
    await bo.sends(asks_a_week="7", **{field: value})
    assert bo.form is not None
    assert list(bo.form.errors) == [field]
    assert (await member(town, bo)).asks_a_week == 2


@ON_SQLITE
async def test_a_zone_that_nobody_knows_is_said_at_its_field(town: Town, bo: Somebody) -> None:
    """No menu of ours offers it."""
    await bo.opens("/whoknows settings")
    assert await typed_zones(town, bo, "olympus mons") == (await typed_zones(town, bo, ""))
    mars = {"text": {"type": "plain_text", "text": "Mars"}, "value": "Mars/Olympus_Mons"}
    await bo.sends(zone=mars)
    assert bo.form is not None
    assert list(bo.form.errors) == ["zone"]


@ON_SQLITE
async def test_a_zone_that_slack_says_and_we_do_not_know_is_told(town: Town, bo: Somebody) -> None:
    """Hours count in UTC until a city is chosen."""
    await bo.types("/skills")
    async with town.house.database.transaction() as session:
        kept = (await session.scalars(select(Member).where(Member.slack_id == bo.id))).one()
        kept.zone = kept.slack_zone = "Mars/Olympus_Mons"
    await bo.opens("/whoknows settings")
    assert "I don't know the zone Mars/Olympus Mons, so your hours count in UTC" in str(bo.form)


@ON_SQLITE
async def test_an_admin_chooses_whose_holidays_count(town: Town, ana: Somebody, bo: Somebody, chi: Somebody) -> None:
    """Countries are found by typing; on a holiday nobody is asked, and their settings say so."""
    assert "Only admins" in (await ana.types("/whoknows holidays")).text
    await bo.types("/skills add Terraform")
    form = await chi.opens("/whoknows holidays")
    assert "people here are in" in str(form)
    # Before anything is typed the menu shows where people are.
    offered = [
        await interact.suggest(town.practice, chi.id, form, "countries", "holidays.countries", typed)
        for typed in ("", "denm")
    ]
    assert "Denmark" in str(offered[0])
    assert [one["value"] for one in offered[1]] == ["DK"]
    await chi.sends(countries=offered[1])
    assert "Public holidays of Denmark count" in str(chi.form)
    assert "nor on public holidays of Denmark" in str(await bo.opens("/whoknows settings"))
    # 09:00 on Christmas Day, a Friday in Copenhagen.
    await town.passes(timedelta(days=32))
    before = len(bo.messages)
    await ana.presses("Ask", await ana.types(f"/askexpert {QUESTION}"))
    assert len(bo.messages) == before
    await town.passes(timedelta(days=3, hours=1))
    assert QUESTION in bo.messages[-1].text


@ON_SQLITE
async def test_an_admin_lets_guests_in_and_out_again(town: Town, ana: Somebody, bo: Somebody, chi: Somebody) -> None:
    """What a guest was asked goes on to others once they are out."""
    town.practice.world.people[bo.id].is_restricted = True
    assert "full members" in (await bo.types("/skills add Terraform")).text
    assert "Only admins" in (await ana.types("/whoknows guests on")).text
    assert "neither ask nor are asked" in (await ana.types("/whoknows guests")).text
    assert "From now on" in (await chi.types("/whoknows guests on")).text
    assert "Terraform" in (await bo.types("/skills add Terraform")).text
    await chi.types("/skills add Terraform")
    await ana.presses("Ask", await ana.types(f"/askexpert {QUESTION}"))
    assert QUESTION in bo.messages[-1].text
    await chi.types("/whoknows guests off")
    await town.passes(timedelta(minutes=1))
    assert QUESTION not in bo.messages[-1].text
    assert QUESTION in chi.messages[-1].text
    assert "full members" in (await bo.types("/skills")).text
