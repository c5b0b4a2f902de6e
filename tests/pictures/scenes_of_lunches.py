"""Lunch-and-learns in pictures: the host, who comes, who waits; in Madrid and in Singapore."""

from practice.records import Message
from tests.pictures.studio import Studio

TITLE = "Terraform without tears"
DAY = "2026-12-03"


def _post(studio: Studio) -> Message:
    return [one for one in studio.person("ana").reads("C0LUNCH") if TITLE in one.text and not one.only_for][-1]


async def _announced(studio: Studio, *, seats: str = "2") -> None:
    bo = studio.person("bo")
    await bo.opens(f"/lunchandlearn {TITLE}", "lunch-and-learn")
    await bo.presses("More", bo.form)
    await bo.sends(
        on=DAY,
        at="12:30",
        place="Kitchen, 3rd floor",
        link="https://meet.example/terraform",
        about="How to read a plan, and three ways to stop it from deleting what you love. No experience needed.",
        seats=seats,
    )


async def lunch_forms(studio: Studio) -> None:
    """The form, with more, and how people will see it."""
    bo = studio.person("bo")
    await bo.opens("/lunchandlearn", "lunch-and-learn")
    await studio.take("lunch-form", "bo", "lunch-and-learn", whole=True)
    await bo.presses("More", bo.form)
    await studio.take("lunch-form-more", "bo", "lunch-and-learn", whole=True)
    await _announced(studio)
    await studio.take("lunch-preview", "bo", "lunch-and-learn", whole=True)


async def lunch_seats(studio: Studio) -> None:
    """The post from two zones, a seat, the waiting list, a freed seat, a move, the end."""
    await _announced(studio)
    bo, ana, sam, mina = (studio.person(handle) for handle in ("bo", "ana", "sam", "mina"))
    await bo.sends()
    for person in (ana, mina):
        await person.presses("I'm in", _post(studio))
    await sam.presses("Join the waiting list", _post(studio))
    await studio.take("lunch-in", "ana", "lunch-and-learn")
    await studio.take("lunch-waiting-singapore", "sam", "lunch-and-learn")
    told = [one for one in ana.reads("C0LUNCH") if one.only_for == ana.id][-1]
    await ana.presses("I can't come after all", told)
    await studio.take("lunch-seat-freed", "sam", "messages")
    listed = await bo.types("/lunchandlearn list", "lunch-and-learn")
    await studio.take("lunch-list", "bo", "lunch-and-learn")
    await bo.presses("Change", listed)
    await studio.take("lunch-change", "bo", "lunch-and-learn", whole=True)
    await bo.sends(at="13:15")
    await studio.passes(minutes=1)
    await studio.take("lunch-moved", "mina", "messages")
    await studio.take("lunch-home", "mina", "home", whole=True)
    await studio.passes(days=9, hours=2)
    await studio.take("lunch-reminded", "mina", "messages")
    await studio.take("lunch-reminded-host", "bo", "messages")
    await bo.presses("Cancel it", listed)
    await studio.take("lunch-cancel", "bo", "lunch-and-learn", whole=True)
    await bo.sends()
    await studio.take("lunch-cancelled", "mina", "lunch-and-learn")


SCENES_OF_LUNCHES = (lunch_forms, lunch_seats)
