"""What leads read alone, in pictures: the Thursday reminder, what becomes of it, and thanks they hear of."""

from datetime import UTC, datetime

from tests.journeys.test_leads import answered, prompt_of, two_leads, until
from tests.pictures.studio import Studio


async def leads(studio: Studio) -> None:
    """From the reminder to thanks, a skipped week, and none any more."""
    chi = studio.person("chi")
    lena = await two_leads(chi)
    await until(studio.town, datetime(2026, 11, 26, 9, tzinfo=UTC))
    await studio.take("lead-prompt", "chi", "messages")
    await chi.presses("Thank Ines", prompt_of(chi))
    await studio.take("lead-prompt-form", "chi", "messages", whole=True)
    await chi.sends()
    studio.town.practice.world.modals.clear()
    await studio.take("lead-prompt-one-thanked", "chi", "messages")
    await lena.presses("Skip this week", prompt_of(lena))
    await studio.take("lead-prompt-skipped", "lena", "messages")
    await chi.presses("Stop these", prompt_of(chi))
    await studio.take("lead-prompt-stopped", "chi", "messages")
    await chi.opens("/whoknows team")
    await studio.take("lead-prompt-settings", "chi", "general", whole=True)


async def a_lead_is_told(studio: Studio) -> None:
    """Somebody lets a lead know, who passes it on."""
    ana, bo, chi = (studio.person(handle) for handle in ("ana", "bo", "chi"))
    lena = await two_leads(chi)
    await answered(ana, bo, "How do I keep Terraform from recreating the database?", leaves=False)
    await ana.sends(reason="You drew the picture I now use myself.", more=["tells_leads"])
    studio.town.practice.world.modals.clear()
    await studio.take("lead-told", "lena", "messages")
    await lena.presses("Pass it on", lena.messages[-1])
    await studio.take("lead-told-passed-on", "lena", "messages")
    await studio.take("lead-told-received", "bo", "messages")


SCENES_OF_LEADS = (leads, a_lead_is_told)
