"""Milestones, help that was passed on, kind words and the personal note, in pictures."""

from practice.records import Message
from tests.pictures.studio import Studio

WORDS = "for sitting with me until the rollback made sense, and for the picture I now use myself"


async def _helps(studio: Studio, asker: str, helper: str, question: str) -> Message:
    """An ask from the question to its answer; gives the helper's own card of it."""
    them, somebody = studio.person(helper), studio.person(asker)
    await somebody.presses("Ask", await somebody.types(f"/askexpert {question}"))
    offer = next(said for said in reversed(them.messages) if question in said.text)
    await them.presses("I can help", offer)
    chat = next(card for card in somebody.chat_with(them) if question in card.text)
    await somebody.presses("It's answered", chat)
    studio.town.practice.world.modals.clear()
    return next(said for said in them.messages if said.ts == offer.ts)


async def milestone(studio: Studio) -> None:
    """The first help of somebody new to it: on their own card, at Home, before it is shared and after."""
    sam = studio.person("sam")
    await sam.types("/skills add Elm")
    card = await _helps(studio, "ana", "sam", "How do I decode a nested JSON in Elm?")
    await studio.take("milestone", "sam", "messages")
    await studio.take("milestone-at-home", "sam", "home", whole=True)
    await sam.presses("Share it", card)
    await studio.take("milestone-without-channel", "sam", "messages")
    studio.town.practice.world.modals.clear()
    await studio.person("chi").types("/whoknows shoutouts", "kudos")
    await sam.presses("Share it", card)
    await studio.take("milestone-preview", "sam", "messages", whole=True)
    await sam.sends()
    studio.town.practice.world.modals.clear()
    await studio.take("milestone-shared", "ana", "kudos")
    await studio.take("milestone-shared-card", "sam", "messages")


async def passed_on(studio: Studio) -> None:
    """Sam helped Ana, Ana helps Dev with the same: what Sam reads before and after Ana says that it was her."""
    ana, sam = studio.person("ana"), studio.person("sam")
    await sam.types("/skills add Elm")
    await _helps(studio, "ana", "sam", "How do I decode a nested JSON in Elm?")
    await sam.types("/skills remove Elm")
    await ana.types("/skills add Elm")
    card = await _helps(studio, "dev", "ana", "What are ports for in Elm?")
    await studio.take("passed-on-by-me", "ana", "messages")
    await studio.take("passed-on", "sam", "messages")
    await ana.presses("Tell Sam it was you", card)
    await studio.take("passed-on-named", "sam", "messages")
    await studio.take("passed-on-by-me-told", "ana", "messages")
    await studio.take("passed-on-at-home", "sam", "home", whole=True)


async def all_kind_words(studio: Studio) -> None:
    """Everything that was said to Bo, and the year of help."""
    bo = studio.person("bo")
    for giver in ("ana", "ines", "sam"):
        await studio.person(giver).types(f"/kudos @bo {WORDS}")
    await bo.presses("All kind words", await bo.opens_home())
    await studio.take("all-kind-words", "bo", "home", whole=True)
    studio.town.practice.world.modals.clear()
    await bo.presses("My year of help", await bo.opens_home())
    await studio.take("year-of-help-coming", "bo", "home")
    studio.town.practice.world.modals.clear()
    await studio.take("year-of-help", "bo", "messages")
    [file] = bo.messages[-1].files
    await studio.take_page("year-of-help-open", f"/files/{file}", whole=True)


async def the_personal_note(studio: Studio) -> None:
    """A Monday with something to say, and what follows of *Stop these notes*."""
    ana, bo, sam = (studio.person(one) for one in ("ana", "bo", "sam"))
    await sam.types("/skills add Elm")
    await studio.passes(hours=1)
    await _helps(studio, "ana", "sam", "How do I decode a nested JSON in Elm?")
    for giver in ("ines", "dev", "bo"):
        await studio.person(giver).types(f"/kudos @sam {WORDS}")
    await studio.passes(days=4)
    await ana.types("/skills nominate @sam running meetings")
    await studio.passes(days=2)
    await bo.presses("Ask", await bo.types("/askexpert When is Elm's Maybe better than a default?"))
    await studio.passes(hours=23)
    await studio.take("personal-note", "sam", "messages")
    await studio.take("personal-note-of-an-asker", "ana", "messages")
    note = next(said for said in reversed(sam.messages) if "thanked you in the last week" in said.text)
    await sam.presses("Stop these notes", note)
    await studio.take("personal-note-stopped", "sam", "messages")


SCENES_OF_HELP = (milestone, passed_on, all_kind_words, the_personal_note)
