"""Calendars in pictures: one's own feed, the file of one session, and time to prepare."""

from bot.public_url import publish
from practice.records import Message
from tests.journeys.test_teams import adopts
from tests.pictures.studio import Studio

TITLE = "Terraform without tears"
DAY = "2026-12-03"


def _post(studio: Studio) -> Message:
    return [one for one in studio.person("ana").reads("C0LUNCH") if TITLE in one.text and not one.only_for][-1]


async def _take(studio: Studio, name: str, handle: str) -> None:
    """What somebody reads in their messages, with no form in front."""
    studio.town.practice.world.modals.pop(studio.person(handle).id, None)
    await studio.take(name, handle, "messages")


async def calendars(studio: Studio) -> None:
    """The file with links to calendars on the web, the newer one after a move, and a feed from its first address on."""
    bo, ana = studio.person("bo"), studio.person("ana")
    await bo.opens(f"/lunchandlearn {TITLE}", "lunch-and-learn")
    about = "How to read a plan, and three ways to stop it from deleting what you love. No experience needed."
    await bo.sends(on=DAY, at="12:30", place="Kitchen, 3rd floor", about=about)
    await bo.sends()
    await ana.presses("I'm in", _post(studio))
    await ana.opens("/lunchandlearn calendar", "lunch-and-learn")
    await studio.take("calendar-feed-impossible", "ana", "lunch-and-learn")
    publish("https://whoknows.your-company.com")
    told = [one for one in ana.reads("C0LUNCH") if one.only_for == ana.id][-1]
    await ana.presses("Add to my calendar", told)
    studio.town.practice.world.modals.pop(ana.id, None)
    await studio.take("calendar-on-its-way", "ana", "lunch-and-learn")
    await _take(studio, "calendar-file", "ana")
    listed = await bo.types("/lunchandlearn list", "lunch-and-learn")
    studio.town.practice.world.modals.pop(bo.id, None)
    await studio.take("calendar-list", "bo", "lunch-and-learn")
    await bo.presses("Change", listed)
    await bo.sends(at="13:15")
    await studio.passes(minutes=1)
    await _take(studio, "calendar-file-moved", "ana")
    form = await ana.opens("/lunchandlearn calendar", "lunch-and-learn")
    await studio.take("calendar-feed", "ana", "lunch-and-learn")
    await ana.presses("Make my address", form)
    await studio.take("calendar-feed-address", "ana", "lunch-and-learn")
    form = await ana.opens("/lunchandlearn calendar", "lunch-and-learn")
    await studio.take("calendar-feed-again", "ana", "lunch-and-learn")
    await ana.presses("Stop it", form)
    await studio.take("calendar-feed-stopped", "ana", "lunch-and-learn")


async def preparation(studio: Studio) -> None:
    """The form, the leads' cards, another time, and what the host reads."""
    bo, ana, dev = (studio.person(handle) for handle in ("bo", "ana", "dev"))
    await adopts(studio.person("chi"), leads=[ana, dev])
    await studio.passes(minutes=1)
    for number, title in enumerate((TITLE, "Reading error logs", "Postgres at night")):
        await bo.opens(f"/lunchandlearn {title}", "lunch-and-learn")
        await bo.presses("More", bo.form)
        if not number:
            await studio.take("preparation-form", "bo", "lunch-and-learn", whole=True)
        await bo.sends(on=DAY, at="12:30", place="Kitchen, 3rd floor", preparation="120")
        if not number:
            await studio.take("preparation-preview", "bo", "lunch-and-learn", whole=True)
        await bo.sends()
    await _take(studio, "preparation-asked", "ana")
    first, second, _ = [one for one in ana.messages if "would like" in one.text]
    await ana.presses("Suggest another", first)
    await studio.take("preparation-suggest", "ana", "messages", whole=True)
    await ana.sends(minutes="60", on="2026-12-02", at="10:00")
    await _take(studio, "preparation-suggested", "ana")
    await ana.presses("Agree 2 h", second)
    await _take(studio, "preparation-answered", "bo")
    suggested = next(one for one in bo.messages if "suggests another" in one.text)
    await bo.presses("Take it", suggested)
    await _take(studio, "preparation-taken", "bo")
    await _take(studio, "preparation-cards-of-leads", "dev")
    await studio.passes(days=3)
    await _take(studio, "preparation-unanswered", "bo")
    last = [one for one in dev.messages if "would like" in one.text][-1]
    await dev.presses("Suggest another", last)
    await dev.sends(minutes="0")
    await _take(studio, "preparation-not-this-time", "bo")


SCENES_OF_CALENDARS = (calendars, preparation)
