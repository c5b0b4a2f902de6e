"""One's own settings, people who leave, and guests, in pictures."""

from tests.pictures.studio import Studio

QUESTION = "How do I keep Terraform from recreating the database?"


async def own_settings(studio: Studio) -> None:
    """Everything in the form, what cannot be, and how it reads afterwards."""
    bo = studio.person("bo")
    await bo.opens("/whoknows settings")
    await studio.take("own-settings", "bo", "general", whole=True)
    await bo.sends(paused_until="2026-11-20")
    await studio.take("own-settings-error", "bo", "general", whole=True)
    await bo.sends(paused_until="2026-12-07")
    await studio.take("own-settings-saved", "bo", "general", whole=True)
    studio.town.practice.world.modals.clear()
    await bo.opens("/whoknows settings")
    await studio.take("own-settings-paused", "bo", "general", whole=True)
    studio.town.practice.world.modals.clear()
    await studio.take("own-settings-at-home", "bo", "home", whole=True)
    await bo.types("/whoknows pause")
    await studio.take("pause-typed", "bo", "general")


async def a_helper_leaves(studio: Studio) -> None:
    """The asker, the one asked next, and the chat, once somebody who said yes has left."""
    ana = studio.person("ana")
    await ana.presses("Ask", await ana.types(f"/askexpert {QUESTION}"))
    asked = [studio.person(one) for one in ("bo", "sam", "mina", "dev", "ines", "lena", "chi")]
    helper = next(one for one in asked if any(QUESTION in said.text for said in one.messages))
    await helper.presses("I can help", helper.messages[-1])
    leaving = studio.town.practice.world.people[helper.id]
    leaving.deleted = True
    await studio.town.practice.events.person_changed(leaving)
    await studio.town.settle()
    await studio.take("helper-left", "ana", "messages")


async def guests(studio: Studio) -> None:
    """An admin lets guests in; what a guest reads before."""
    chi, mina = studio.person("chi"), studio.person("mina")
    studio.town.practice.world.people[mina.id].is_restricted = True
    await studio.town.practice.events.person_changed(studio.town.practice.world.people[mina.id])
    await mina.types("/skills")
    await studio.take("guest-refused", "mina", "general")
    await studio.take("guest-home", "mina", "home")
    await chi.types("/whoknows guests")
    await chi.types("/whoknows guests on")
    await chi.types("/whoknows guests off")
    await studio.take("guests", "chi", "general")


SCENES_OF_PEOPLE = (own_settings, a_helper_leaves, guests)
