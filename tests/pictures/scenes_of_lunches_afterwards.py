"""Lunch-and-learns before and after in pictures: who asks, the hosts, who came."""

from tests.pictures.scenes_of_lunches import DAY, TITLE
from tests.pictures.studio import Studio


def _closed(studio: Studio) -> None:
    studio.town.practice.world.modals.clear()


async def _announced(studio: Studio, **how: str) -> None:
    bo = studio.person("bo")
    await bo.opens(f"/lunchandlearn {TITLE}", "lunch-and-learn")
    if how:
        await bo.presses("More", bo.form)
    await bo.sends(on=DAY, at="12:30", place="Kitchen, 3rd floor", about="No experience needed.", **how)
    await bo.sends()
    _closed(studio)


async def lunch_questions(studio: Studio) -> None:
    """Something asked in advance, what the host reads, and the list of who comes."""
    await _announced(studio)
    bo, ana, dev = (studio.person(handle) for handle in ("bo", "ana", "dev"))
    post = [one for one in ana.reads("C0LUNCH") if TITLE in one.text and not one.only_for][-1]
    await ana.presses("I'm in", post)
    await dev.presses("Maybe", post)
    for person, question in ((ana, "How do I keep Terraform from deleting a database?"), (dev, "Is it for designers?")):
        listed = await person.types("/lunchandlearn list", "lunch-and-learn")
        await person.presses("Ask something in advance", listed)
        await studio.take(f"lunch-ask-{person.id[2:].lower()}", person.id[2:].lower(), "lunch-and-learn", whole=True)
        await person.sends(question=question)
    await studio.take("lunch-asked", "ana", "lunch-and-learn", whole=True)
    await studio.passes(days=8, hours=2)
    await studio.take("lunch-host-reminded", "bo", "messages")
    await bo.presses("Who comes", bo.messages[-1])
    await studio.take("lunch-who-comes", "bo", "messages", whole=True)


async def lunch_afterwards(studio: Studio) -> None:
    """Who came, whether it was worth it, totals, thanks, and the past."""
    await _announced(studio)
    bo, ana = studio.person("bo"), studio.person("ana")
    post = [one for one in ana.reads("C0LUNCH") if TITLE in one.text and not one.only_for][-1]
    guests = [ana, *(studio.person(handle) for handle in ("chi", "dev", "lena", "mina", "sam"))]
    for guest in guests:
        await guest.presses("I'm in", post)
    await studio.passes(days=10, hours=4, minutes=20)
    await studio.take("lunch-held", "bo", "messages")
    await bo.presses("Not everybody…", bo.messages[-1])
    await studio.take("lunch-not-everybody", "bo", "messages", whole=True)
    await bo.sends()
    _closed(studio)
    await studio.take("lunch-came", "bo", "lunch-and-learn")
    await studio.take("lunch-worth", "ana", "messages")
    await studio.passes(hours=3)
    for guest in guests[:5]:
        await guest.presses("Yes" if guest is ana else "Partly", guest.messages[-1])
    await studio.take("lunch-judged", "ana", "messages")
    await ana.presses("Thank Bo", ana.messages[-1])
    await studio.take("lunch-thanks", "ana", "messages", whole=True)
    await bo.presses("Add notes or a recording", bo.messages[-1])
    await bo.sends(recording_link="https://meet.example/again", notes="Read the plan aloud, then apply it.")
    _closed(studio)
    await studio.passes(days=4, hours=1)
    await studio.take("lunch-totals", "bo", "messages")
    await bo.types("/lunchandlearn list", "lunch-and-learn")
    await studio.take("lunch-past-of-host", "bo", "lunch-and-learn")
    await bo.presses("Teach it again", bo.messages[-1])
    await studio.take("lunch-again", "bo", "messages", whole=True)


async def lunch_open_table(studio: Studio) -> None:
    """Its post, and the cards of its host."""
    await _announced(studio, kind="open_table")
    await studio.take("lunch-open-table", "ana", "lunch-and-learn")
    bo = studio.person("bo")
    await studio.passes(days=10, hours=3, minutes=21)
    await bo.presses("Next card", bo.messages[-1])
    await studio.take("lunch-card", "bo", "messages")


SCENES_OF_LUNCHES_AFTERWARDS = (lunch_questions, lunch_afterwards, lunch_open_table)
