"""Public holidays, and lunch-and-learns that come again, in pictures."""

from practice import interact
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


SCENES_OF_REPEATS = (holiday_countries,)
