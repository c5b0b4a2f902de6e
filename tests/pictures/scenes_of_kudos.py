"""Kudos in pictures: from whoever gives them, receives them, stands by, and has to decide."""

from datetime import timedelta

from practice import interact, surfaces
from practice.records import Message
from tests.pictures.studio import Studio

WORDS = "for sitting with me until the rollback made sense, and for the picture I now use myself"


def _posts(studio: Studio) -> list[Message]:
    return [one for one in studio.person("ana").reads("C0KUDOS") if "thanked" in one.text]


async def _chosen(studio: Studio) -> None:
    await studio.person("chi").types("/whoknows shoutouts", "kudos")


async def _given(studio: Studio) -> Message:
    await _chosen(studio)
    await studio.person("ana").types(f"/kudos @ines @mina {WORDS}", "kudos")
    return _posts(studio)[-1]


async def kudos_forms(studio: Studio) -> None:
    """The form, what it says of somebody who prefers private thanks, and channels to pick from."""
    await _chosen(studio)
    ana, chi, sam = studio.person("ana"), studio.person("chi"), studio.person("sam")
    await ana.opens("/kudos", "general")
    await studio.take("kudos-form", "ana", "general", whole=True)
    await sam.presses("Settings", await sam.opens_home())
    await sam.sends(thanks="private")
    await chi.opens("/whoknows team", "lunch-and-learn")
    await chi.sends(leads=[chi.id], shoutout_channel="C0LUNCH")
    await studio.passes(minutes=1)
    await ana.opens(f"/kudos @bo @sam {WORDS}", "general")
    await studio.take("kudos-form-told-before", "ana", "general", whole=True)
    await ana.sends(where="private")
    await studio.take("kudos-form-sent", "ana", "general", whole=True)


async def kudos_in_public(studio: Studio) -> None:
    """The post as everybody reads it, what its giver reads, and what others add."""
    post = await _given(studio)
    await studio.take("kudos-given", "ana", "kudos")
    for handle in ("sam", "dev"):
        await studio.person(handle).presses(surfaces_label(post), post)
        post = _posts(studio)[-1]
    await interact.react(studio.town.practice, studio.person("lena").id, post, "raised_hands")
    await studio.town.settle()
    await studio.take("kudos-thanks-added", "dev", "kudos")
    await studio.take("kudos-receiver", "ines", "kudos")


def surfaces_label(post: Message) -> str:
    """What the button to add one's thanks says now."""
    labels = [surfaces.label_of(placed.element) for placed in surfaces.elements_in(post.blocks)]
    return next(label for label in labels if label.startswith("Add my thanks"))


async def kudos_in_private(studio: Studio) -> None:
    """A kind word for one person, and how it is undone."""
    ana, bo = studio.person("ana"), studio.person("bo")
    await ana.opens("/kudos", "general")
    await ana.sends(receivers=[bo.id], reason="For listening yesterday, and for the tea.", where="private")
    await studio.take("kudos-private-giver", "ana", "general", whole=True)
    await studio.take("kudos-private-receiver", "bo", "messages")
    await ana.presses("Undo", ana.form)
    await studio.take("kudos-undone", "ana", "general", whole=True)


async def kudos_reported(studio: Studio) -> None:
    """A report: the question before, the admin's card, and what the giver reads of a removal."""
    post = await _given(studio)
    dev, chi = studio.person("dev"), studio.person("chi")
    [menu] = [one for one in surfaces.elements_in(post.blocks) if one.element["type"] == "overflow"]
    chosen = menu.element["options"][0]["value"]
    await interact.press(studio.town.practice, dev.id, post, menu.block_id, menu.element["action_id"], chosen=chosen)
    await studio.town.settle()
    await studio.take("kudos-report-form", "dev", "kudos", whole=True)
    await dev.sends()
    await studio.take("kudos-report-card", "chi", "messages")
    await chi.presses("Remove it", chi.messages[-1])
    await studio.take("kudos-report-removed", "chi", "messages")
    await studio.take("kudos-removed-giver", "ana", "messages")


async def kudos_story(studio: Studio) -> None:
    """Thanks for an answer, with a story to be told, and the question in the helper's Home."""
    await _chosen(studio)
    ana, bo = studio.person("ana"), studio.person("bo")
    await ana.presses("Ask", await ana.types("/askexpert How do I keep Terraform from recreating the database?"))
    await bo.presses("I can help", bo.messages[-1])
    studio.town.practice.clock.move_by(timedelta(minutes=20))
    await ana.presses("It's answered", ana.chat_with(bo)[-1])
    await studio.take("kudos-thanks-form", "ana", "messages", whole=True)
    await ana.sends(reason="You drew the picture I now use myself.", where="C0KUDOS", more=["may_be_told"])
    await studio.take("kudos-story-question", "bo", "home", whole=True)


async def kudos_mistyped(studio: Studio) -> None:
    """What is said to oneself, to a bot and to nobody, in one letter and twice; and thanks for a message."""
    await _chosen(studio)
    ana = studio.person("ana")
    for typed in ("@ana for being me", "@whoknows for all of it", "for nothing", "help", "@bo x", "@bo x"):
        await ana.types(f"/kudos {typed}")
    await studio.take("kudos-mistyped", "ana", "general", whole=True)
    said = next(one for one in ana.reads("C0GENERAL") if one.user == studio.person("dev").id)
    await interact.message_shortcut(studio.town.practice, ana.id, "say_thanks", said)
    await studio.town.settle()
    await studio.take("kudos-for-a-message", "ana", "general", whole=True)


SCENES_OF_KUDOS = (kudos_forms, kudos_in_public, kudos_in_private, kudos_reported, kudos_story, kudos_mistyped)
