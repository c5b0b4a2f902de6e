"""An ask in pictures: the asker's side, the side of whoever is asked, and the chat of the two."""

from practice.records import Message
from tests.pictures.studio import Studio

QUESTION = "Our Terraform plan wants to recreate the database. How do I tell it not to?"


async def _asked(studio: Studio, text: str = QUESTION) -> None:
    ana = studio.person("ana")
    await ana.presses("Ask", await ana.types(f"/askexpert {text}"))


async def _accepted(studio: Studio) -> None:
    await _asked(studio)
    bo = studio.person("bo")
    await bo.presses("I can help", bo.messages[-1])


def _chat(studio: Studio) -> Message:
    return studio.person("ana").chat_with(studio.person("bo"))[0]


async def preview(studio: Studio) -> None:
    """Who may be asked, for the asker's eyes only."""
    await studio.person("ana").types(f"/askexpert {QUESTION}")
    await studio.take("preview", "ana", "general")


async def preview_when_all_sleep(studio: Studio) -> None:
    """The same at night, when nobody works."""
    await studio.passes(hours=13)
    await studio.person("ana").types(f"/askexpert {QUESTION}")
    await studio.take("preview-at-night", "ana", "general")


async def ask_form(studio: Studio) -> None:
    """The form, its preview, an error at its field, and the words of a message."""
    ana = studio.person("ana")
    await ana.opens("/askexpert")
    await studio.take("ask-form", "ana", "general", whole=True)
    await ana.sends(text="Help")
    await studio.take("ask-form-too-short", "ana", "general", whole=True)
    await ana.sends(text=QUESTION)
    await studio.take("ask-form-preview", "ana", "general", whole=True)
    await ana.sends()
    await studio.take("ask-form-asked", "ana", "general", whole=True)


async def waiting(studio: Studio) -> None:
    """Both sides while a yes is awaited."""
    await _asked(studio)
    await studio.take("asked", "ana", "general")
    await studio.take("asker-waiting", "ana", "messages")
    await studio.take("offer", "bo", "messages")
    await studio.take("home-waiting", "bo", "home", whole=True)
    await studio.take_page("side-by-side", "/side?left=ana&right=bo&left_place=general&right_place=messages")
    await studio.take_for_the_readme("/side?left=ana&right=bo&left_place=messages&right_place=messages")


async def passed(studio: Studio) -> None:
    """Somebody passes, and the next is asked."""
    await _asked(studio)
    bo = studio.person("bo")
    await bo.presses("Not this time", bo.messages[-1])
    await studio.take("offer-passed", "bo", "messages")
    await studio.take("offer-to-the-next", "chi", "messages")


async def yes(studio: Studio) -> None:
    """A yes, on both sides and for somebody who was asked too."""
    await _asked(studio)
    await studio.passes(minutes=31)
    bo = studio.person("bo")
    await bo.presses("I can help", bo.messages[-1])
    await studio.take("asker-yes", "ana", "messages")
    await studio.take("offer-accepted", "bo", "messages")
    await studio.take("offer-taken", "chi", "messages")
    await studio.take("chat", "ana", _chat(studio).channel_id)
    await studio.take("home-asked", "ana", "home", whole=True)


async def stepped_back(studio: Studio) -> None:
    """The helper steps back; the asker gets a new card."""
    await _accepted(studio)
    bo = studio.person("bo")
    await bo.presses("Step back", bo.messages[-1])
    await studio.take("asker-stepped-back", "ana", "messages")
    await studio.take("offer-stepped-back", "bo", "messages")
    await studio.take("chat-stepped-back", "ana", _chat(studio).channel_id)


async def answered(studio: Studio) -> None:
    """The helper says it's answered, the asker agrees and says thanks."""
    await _accepted(studio)
    ana, bo, chi = (studio.person(handle) for handle in ("ana", "bo", "chi"))
    await bo.presses("It's answered", _chat(studio))
    await studio.take("asker-helper-says-answered", "ana", "messages")
    await studio.take("offer-said-answered", "bo", "messages")
    await studio.take("chat-helper-says-answered", "ana", _chat(studio).channel_id)
    await chi.types("/whoknows shoutouts", "kudos")
    await ana.presses("Yes, thanks", ana.messages[-1])
    await studio.take("thanks-form", "ana", "messages", whole=True)
    await ana.sends(reason="You drew the picture that I now use myself.", where="C0KUDOS")
    await studio.take("thanks-said", "ana", "messages")
    ana.town.practice.world.modals.clear()
    await studio.take("asker-answered", "ana", "messages")
    await studio.take("offer-answered", "bo", "messages")
    await studio.take("chat-answered", "bo", _chat(studio).channel_id)
    await studio.take("shoutout", "mina", "kudos")


async def cancelled(studio: Studio) -> None:
    """The asker cancels."""
    ana = studio.person("ana")
    await _asked(studio)
    await ana.presses("Cancel it", ana.messages[-1])
    await studio.take("asker-cancelled", "ana", "messages")
    await studio.take("offer-cancelled", "bo", "messages")


async def nobody(studio: Studio) -> None:
    """Nobody is found, nobody could, and everybody is full."""
    ana = studio.person("ana")
    await ana.types("/askexpert How do I tune an old harpsichord?")
    await studio.take("nobody-found", "ana", "general")
    await _asked(studio)
    for handle in ("bo", "chi"):
        passes = studio.person(handle)
        await passes.presses("Not this time", passes.messages[-1])
    await studio.take("asker-nobody-could", "ana", "messages")


async def changed(studio: Studio) -> None:
    """The form with which a question on its way is changed."""
    await _asked(studio)
    ana = studio.person("ana")
    await ana.presses("Change it", ana.messages[-1])
    await studio.take("change-form", "ana", "messages", whole=True)
    await ana.sends(text="How do I import a database into Terraform?")
    await studio.take("change-said", "ana", "messages")


SCENES_OF_ASKING = (
    preview,
    preview_when_all_sleep,
    ask_form,
    waiting,
    passed,
    yes,
    stepped_back,
    answered,
    cancelled,
    nobody,
    changed,
)
