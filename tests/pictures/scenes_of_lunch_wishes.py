"""Wishes for lunch-and-learns in pictures: who wishes, the expert who is asked, the form, and what is told."""

from practice.records import Message
from tests.pictures.studio import Studio

TOPIC = "Storytelling"


def _asked(studio: Studio) -> Message:
    return [one for one in studio.person("bo").messages if TOPIC in one.text][-1]


async def lunch_wishes(studio: Studio) -> None:
    """Wished for, asked, the form filled in, announced, told."""
    bo, ana = studio.person("bo"), studio.person("ana")
    await bo.types(f"/skills add {TOPIC}")
    for handle, topic in (("ana", "Excel"), ("mina", "Difficult conversations"), ("mina", "Excel"), ("ana", "Rust")):
        await studio.person(handle).types(f"/lunchandlearn wish {topic}", "lunch-and-learn")
    for handle in ("mina", "sam", "lena", "chi"):
        await studio.person(handle).types(f"/lunchandlearn wish {TOPIC}", "lunch-and-learn")
    await ana.types("/lunchandlearn wish storrytelling", "lunch-and-learn")
    await studio.take("lunch-wish-in-doubt", "ana", "lunch-and-learn")
    await ana.types("/lunchandlearn wish", "lunch-and-learn")
    await studio.take("lunch-wishes", "ana", "lunch-and-learn", whole=True)
    await ana.types(f"/lunchandlearn wish {TOPIC}", "lunch-and-learn")
    await studio.take("lunch-wished", "ana", "lunch-and-learn")
    await ana.types("/skills Falconry", "lunch-and-learn")
    await studio.take("lunch-wish-below-a-topic", "ana", "lunch-and-learn")
    await ana.types("/lunchandlearn help", "lunch-and-learn")
    await studio.take("lunch-help", "ana", "lunch-and-learn")
    await studio.passes(minutes=10)
    await studio.take("lunch-proposal", "bo", "messages")
    await bo.presses("Yes, plan one", _asked(studio))
    await studio.take("lunch-proposal-form", "bo", "messages", whole=True)
    await bo.sends(on="2026-12-03", at="12:30", place="Kitchen, 3rd floor", channel="C0LUNCH")
    await studio.take("lunch-proposal-yes", "bo", "messages")
    await bo.sends()
    await studio.take("lunch-proposal-planned", "bo", "messages")
    await studio.person("mina").types("/lunchandlearn wish", "lunch-and-learn")
    await studio.take("lunch-wishes-planned", "mina", "lunch-and-learn", whole=True)
    await studio.take("lunch-wished-for", "ana", "messages")


SCENES_OF_LUNCH_WISHES = (lunch_wishes,)
