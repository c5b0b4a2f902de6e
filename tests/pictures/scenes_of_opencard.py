"""When nobody fits, in pictures: the choices, the open card in its channel, who takes it, and the lead."""

from tests.journeys.test_open_card import a_topic
from tests.pictures.studio import Studio

QUESTION = "How do I cross-compile a Zig library for our old routers?"


async def nobody_fits(studio: Studio) -> None:
    """What the asker can do, the forms, and the card in the channel."""
    ana = studio.person("ana")
    preview = await ana.types(f"/askexpert {QUESTION}")
    await studio.take("nobody-fits", "ana", "general")
    await ana.presses("Post it in a channel", preview)
    await studio.take("post-form", "ana", "general", whole=True)
    await ana.sends(channel="C0GENERAL", topic=a_topic("Zig"))
    await studio.take("posting", "ana", "general", whole=True)
    ana.town.practice.world.modals.clear()
    await studio.take("asker-posted", "ana", "messages")
    await studio.take("open-card", "bo", "general")


async def taken(studio: Studio) -> None:
    """Somebody takes it, helps, and is asked whether to list the topic."""
    ana, bo = studio.person("ana"), studio.person("bo")
    await ana.presses("Post it in a channel", await ana.types(f"/askexpert {QUESTION}"))
    await ana.sends(channel="C0GENERAL", topic=a_topic("Zig"))
    ana.town.practice.world.modals.clear()
    await bo.presses("I can help", bo.reads("C0GENERAL")[-1])
    await studio.take("open-card-taken-by-me", "bo", "general")
    await studio.take("open-card-taken", "mina", "general")
    await studio.take("open-card-chat", "ana", ana.chat_with(bo)[0].channel_id)
    await ana.presses("It's answered", ana.chat_with(bo)[0])
    ana.town.practice.world.modals.clear()
    await studio.take("shall-i-list-it", "bo", "messages")


async def not_in_the_channel(studio: Studio) -> None:
    """The bot is not in the channel."""
    ana = studio.person("ana")
    await ana.presses("Post it in a channel", await ana.types(f"/askexpert {QUESTION}"))
    await ana.sends(channel="C0HELPINFRA")
    ana.town.practice.world.modals.clear()
    await studio.take("asker-not-in-channel", "ana", "messages")
    await studio.take("home-not-in-channel", "ana", "home", whole=True)


async def waits(studio: Studio) -> None:
    """All passed, and the asker waits."""
    ana = studio.person("ana")
    await ana.types(f"/askexpert {QUESTION}")
    await studio.person("sam").types("/skills add Zig")
    await ana.presses("Ask", await ana.types(f"/askexpert {QUESTION} Please"))
    sam = studio.person("sam")
    for _ in range(3):
        await studio.passes(days=1)
    if "Not this time" in sam.messages[-1].text:
        await sam.presses("Not this time", sam.messages[-1])
    await studio.take("all-passed", "ana", "messages")
    await ana.presses("Wait", ana.messages[-1])
    await studio.take("asker-waits", "ana", "messages")


async def lead(studio: Studio) -> None:
    """The asker's lead is asked."""
    ana, bo, chi = (studio.person(handle) for handle in ("ana", "bo", "chi"))
    await chi.opens("/whoknows team", "general")
    await chi.sends(leads=[bo.id])
    chi.town.practice.world.modals.clear()
    preview = await ana.types(f"/askexpert {QUESTION}")
    await studio.take("nobody-fits-with-lead", "ana", "general")
    await ana.presses("Ask my lead", preview)
    await studio.take("lead-form", "ana", "general", whole=True)
    assert ana.form is not None
    [one] = [option for block in ana.form.blocks for option in block.get("element", {}).get("options", [])]
    await ana.sends(lead=one["value"], topic=a_topic("Zig"))
    ana.town.practice.world.modals.clear()
    await studio.take("lead-asked", "bo", "messages")
    await studio.take("asker-lead-asked", "ana", "messages")
    await bo.presses("Not this time", bo.messages[-1])
    await studio.take("lead-passed", "bo", "messages")


SCENES_OF_OPENCARD = (nobody_fits, taken, not_in_the_channel, waits, lead)
