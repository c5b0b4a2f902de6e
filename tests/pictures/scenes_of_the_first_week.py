"""The first week of an empty workspace, as four people see it: the lead, a member, an asker, and who helps her."""

from tests.journeys.test_open_card import open_card, posts
from tests.journeys.test_welcome import a_welcome_posted, joins, welcome
from tests.pictures.studio import Studio

QUESTION = "How do I cross-compile a Zig library for our old routers?"


async def first_week(studio: Studio) -> None:
    """From nobody listed to ten topics, one answered question, and its topic on the list."""
    town = studio.town
    chi, bo, ana, mina = (studio.person(handle) for handle in ("chi", "bo", "ana", "mina"))
    await studio.take("first-week-lead-before", "chi", "home", whole=True)
    await studio.take("first-week-asker-before", "ana", "home", whole=True)
    card = await a_welcome_posted(chi)
    town.practice.world.modals.clear()
    await studio.take("first-week-member-welcome", "bo", "general")
    await bo.presses("I can help with…", card)
    await studio.take("first-week-member-form", "bo", "general", whole=True)
    town.practice.world.modals.clear()
    await joins(bo, welcome(town), "Terraform", "Kubernetes", "Postgres")
    await studio.take("first-week-member-joined", "bo", "general", whole=True)
    await joins(studio.person("dev"), welcome(town), "Figma", "Accessibility", "User interviews")
    await joins(studio.person("ines"), welcome(town), "Statistics", "SQL", "Excel")
    town.practice.world.modals.clear()
    await studio.take("first-week-lead-round", "chi", "general")

    preview = await ana.types(f"/askexpert {QUESTION}")
    await studio.take("first-week-asker-nobody", "ana", "general")
    await posts(ana, preview, topic="Zig")
    await studio.take("first-week-asker-posted", "ana", "general", whole=True)
    town.practice.world.modals.clear()
    await studio.take("first-week-helper-card", "mina", "general")
    await mina.presses("I can help", open_card(mina))
    await studio.take("first-week-helper-yes", "mina", "general")
    await studio.take("first-week-asker-yes", "ana", "messages")
    [chat] = ana.chat_with(mina)
    await studio.take("first-week-chat", "mina", chat.channel_id)
    await ana.presses("It's answered", chat)
    await ana.sends(reason="You knew the flag that nobody knows.")
    town.practice.world.modals.clear()
    await studio.take("first-week-helper-answered", "mina", "messages")
    await mina.presses("Add it", mina.messages[0])
    await studio.take("first-week-helper-listed", "mina", "messages")
    await studio.take("first-week-lead-after", "chi", "home", whole=True)
    await studio.take("first-week-channel-after", "bo", "general")


SCENES_OF_THE_FIRST_WEEK = (first_week,)
