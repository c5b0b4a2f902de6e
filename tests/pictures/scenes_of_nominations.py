"""What a nominator and a nominee see, topics that come of thanks, and the tour, in pictures."""

from practice import interact
from tests.pictures.studio import Studio


async def nominations(studio: Studio) -> None:
    """From the command, the form and the shortcut to each of the answers."""
    ines, sam, noa = studio.person("ines"), studio.person("sam"), studio.person("noa")
    await ines.types("/skills nominate @noa product pitches")
    await studio.take("nominate-told", "ines", "general")
    await ines.opens("/skills nominate @noa runing meetings")
    await studio.take("nominate-form-doubt", "ines", "general", whole=True)
    studio.town.practice.world.modals.clear()
    general = studio.town.practice.world.channels["C0GENERAL"].id
    await interact.post_message(
        studio.town.practice, noa.id, general, "My notes on difficult customers are in the wiki"
    )
    await interact.message_shortcut(studio.town.practice, ines.id, "nominate_author", ines.reads(general)[-1])
    await studio.town.settle()
    await studio.take("nominate-form", "ines", "general", whole=True)
    await ines.sends()
    await studio.take("nominate-form-sent", "ines", "general", whole=True)
    studio.town.practice.world.modals.clear()
    await studio.take("nomination", "noa", "messages")
    await studio.take("home-nomination", "noa", "home", whole=True)
    await noa.presses("Not now", noa.messages[-1])
    await studio.take("nomination-not-now", "noa", "messages")
    await noa.presses("Add it after all", noa.messages[-1])
    await studio.take("nomination-added", "noa", "messages")
    await ines.types("/kudos @noa for running meetings that end on time")
    await studio.take("kind-words-with-a-topic", "noa", "messages")
    await sam.types("/skills nominate @sam Excel")
    await sam.types("/skills nominate @whoknows Excel")
    await sam.types("/skills nominate @gus Excel")
    await sam.types("/skills nominate @noa product pitches")
    await studio.take("nominate-refused", "sam", "general")


async def tour(studio: Studio) -> None:
    """The whole rehearsal."""
    noa = studio.person("noa")
    await studio.take("home-first-time-tour", "noa", "home", whole=True)
    await noa.presses("Take the tour", noa.home)
    await studio.take("tour-begun", "noa", "home")
    studio.town.practice.world.modals.clear()
    for name, label in (
        ("1-asked", "Not this time"),
        ("1-passed", "I can after all"),
        ("2-helping", "It's answered"),
        ("3-thanked", "Now I ask"),
        ("4-asking", "Ask"),
        ("5-helped", "It's answered"),
    ):
        await studio.take(f"tour-{name}", "noa", "messages")
        await noa.presses(label, noa.messages[-1])
    await studio.take("tour-6-done", "noa", "messages")


SCENES_OF_NOMINATIONS = (nominations, tour)
