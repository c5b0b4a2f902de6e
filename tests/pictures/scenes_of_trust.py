"""What is kept, seen by oneself and by an admin, and being forgotten, in pictures."""

from tests.pictures.studio import Studio


async def own_data(studio: Studio) -> None:
    """What is kept about Bo, the file, and Home once he is forgotten."""
    bo = studio.person("bo")
    await bo.opens_home()
    shown = await bo.types("/whoknows my data")
    await studio.take("own-data", "bo", "general", whole=True)
    await bo.presses("Send me the file", shown)
    await studio.take("own-data-file", "bo", "messages")
    await bo.presses("Forget me", shown)
    await studio.take("forgotten", "bo", "general")
    await studio.take("forgotten-home", "bo", "home")


async def kept_for_admins(studio: Studio) -> None:
    """What an admin sees of what is kept, of posts that wait, and before somebody is forgotten."""
    chi = studio.person("chi")
    for typed in ("/whoknows data", "/whoknows held", "/whoknows forget @bo"):
        await chi.types(typed)
    await studio.take("kept-for-admins", "chi", "general", whole=True)


SCENES_OF_TRUST = (own_data, kept_for_admins)
