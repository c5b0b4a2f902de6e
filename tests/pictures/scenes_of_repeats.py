"""Public holidays, and lunch-and-learns that come again, in pictures."""

from practice import interact, surfaces
from tests.pictures.studio import Studio


async def holiday_countries(studio: Studio) -> None:
    """An admin chooses the countries; somebody's settings say so."""
    chi = studio.person("chi")
    form = await chi.opens("/whoknows holidays")
    [spain] = await interact.suggest(studio.town.practice, chi.id, form, "countries", "holidays.countries", "spain")
    [denmark] = await interact.suggest(studio.town.practice, chi.id, form, "countries", "holidays.countries", "denm")
    await studio.take("holidays-form", "chi", "general", whole=True)
    await chi.sends(countries=[spain, denmark])
    await studio.take("holidays-saved", "chi", "general", whole=True)
    await chi.opens("/whoknows holidays")
    await studio.take("holidays-form-again", "chi", "general", whole=True)
    await studio.person("bo").opens("/whoknows settings")
    await studio.take("settings-with-holidays", "bo", "general", whole=True)


async def _closes(studio: Studio, handle: str) -> None:
    """Close the form that somebody has open."""
    form = studio.person(handle).form
    assert form is not None
    await interact.close_view(studio.town.practice, studio.person(handle).id, form.id, whole_stack=True)


async def _picks(studio: Studio, handle: str, label: str, number: int) -> None:
    """Press one of several buttons of the same name on what somebody was last told alone."""
    somebody = studio.person(handle)
    told = [one for one in somebody.reads("C0LUNCH") if one.only_for == somebody.id][-1]
    found = [one for one in surfaces.elements_in(told.blocks) if surfaces.label_of(one.element) == label]
    chosen = found[number]
    await interact.press(studio.town.practice, somebody.id, told, chosen.block_id, chosen.element["action_id"])
    await studio.town.settle()


async def lunches_again(studio: Studio) -> None:
    """The form, what is left out, the list, all dates, a change of all that follow, and what people read of it."""
    chi, bo, ana = (studio.person(handle) for handle in ("chi", "bo", "ana"))
    form = await chi.opens("/whoknows holidays")
    countries = await interact.suggest(studio.town.practice, chi.id, form, "countries", "holidays.countries", "denm")
    await chi.sends(countries=countries)
    await bo.opens("/lunchandlearn Terraform without tears", "lunch-and-learn")
    await bo.presses("More", bo.form)
    await studio.take("again-form", "bo", "lunch-and-learn", whole=True)
    await bo.sends(on="2026-12-04", at="12:30", place="Kitchen", repeats="weekly", until="2027-05-28", seats="8")
    await studio.take("again-preview", "bo", "lunch-and-learn", whole=True)
    await bo.sends()
    await studio.take("again-announced", "bo", "lunch-and-learn", whole=True)
    await _closes(studio, "bo")
    await studio.take("again-post", "ana", "lunch-and-learn")
    for _ in range(3):
        await ana.types("/lunchandlearn list", "lunch-and-learn")
        await _picks(studio, "ana", "All dates", 0)
        await _picks(studio, "ana", "I'm in", 0)
    await ana.types("/lunchandlearn list", "lunch-and-learn")
    await studio.take("again-list", "ana", "lunch-and-learn")
    await _picks(studio, "ana", "All dates", 0)
    await studio.take("again-all-dates", "ana", "lunch-and-learn")
    await bo.types("/lunchandlearn list", "lunch-and-learn")
    await studio.take("again-list-of-the-host", "bo", "lunch-and-learn")
    await _picks(studio, "bo", "Change", 0)
    await studio.take("again-change", "bo", "lunch-and-learn", whole=True)
    await bo.sends(which="all", on="2026-12-03", at="12:00")
    await studio.take("again-changed", "bo", "lunch-and-learn", whole=True)
    await _closes(studio, "bo")
    await studio.passes(minutes=1)
    await studio.take("again-moved", "ana", "messages")
    await bo.types("/lunchandlearn list", "lunch-and-learn")
    await _picks(studio, "bo", "Cancel it", 0)
    await studio.take("again-cancel", "bo", "lunch-and-learn", whole=True)
    await bo.sends(which="all")
    await studio.take("again-cancelled", "ana", "messages")


async def lunches_left_out(studio: Studio) -> None:
    """What a host reads months later of a holiday."""
    chi, bo = (studio.person(handle) for handle in ("chi", "bo"))
    form = await chi.opens("/whoknows holidays")
    countries = await interact.suggest(studio.town.practice, chi.id, form, "countries", "holidays.countries", "denm")
    await chi.sends(countries=countries)
    await bo.opens("/lunchandlearn Terraform without tears", "lunch-and-learn")
    await bo.presses("More", bo.form)
    await bo.sends(on="2026-12-04", at="12:30", place="Kitchen", repeats="weekly", until="2027-05-28")
    await bo.sends()
    await _closes(studio, "bo")
    await studio.passes(days=40)
    await studio.passes(days=30)
    await studio.take("again-left-out", "bo", "messages")


SCENES_OF_REPEATS = (holiday_countries, lunches_again, lunches_left_out)
