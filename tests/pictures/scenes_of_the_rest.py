"""What people know, thanks, Home, help, refusals, and the practice workspace's own page, in pictures."""

from tests.pictures.studio import Studio

REASON = "staying late to find out why the build was slow"


async def kudos(studio: Studio) -> None:
    """Kudos by command and form, before and after there is a channel for them."""
    ana, chi = studio.person("ana"), studio.person("chi")
    await ana.opens("/kudos")
    await studio.take("kudos-form-without-channel", "ana", "general", whole=True)
    studio.town.practice.world.modals.clear()
    await ana.types(f"/kudos @bo for {REASON}")
    await studio.take("kudos-given-in-private", "ana", "general")
    await studio.take("kind-words", "bo", "messages")
    await chi.types("/whoknows shoutouts", "kudos")
    await studio.take("shoutouts-chosen", "chi", "kudos")
    await ana.opens("/kudos")
    await studio.take("kudos-form", "ana", "general", whole=True)
    studio.town.practice.world.modals.clear()
    await ana.types(f"/kudos @mina @lena for {REASON}")
    await studio.take("kudos-given", "ana", "general")


async def skills(studio: Studio) -> None:
    """What somebody knows, and how it changes."""
    bo = studio.person("bo")
    await bo.types("/skills")
    await studio.take("skills", "bo", "general")
    await bo.types("/skills add Helm, k8s")
    await studio.take("skills-added", "bo", "general")
    await bo.types("/skills remove AWS, Fortran")
    await studio.take("skills-removed", "bo", "general")
    await bo.types("/skills pause")
    await studio.take("skills-paused", "bo", "general")
    await studio.take("home-paused", "bo", "home", whole=True)
    await bo.presses("Add", bo.home)
    await studio.take("skills-form", "bo", "home", whole=True)
    studio.town.practice.world.modals.clear()
    await bo.presses("Edit", bo.home)
    await bo.presses("Remove topics", bo.form)
    await studio.take("skills-remove-form", "bo", "home", whole=True)


async def home(studio: Studio) -> None:
    """Home, full and at first."""
    await studio.take("home", "bo", "home", whole=True)
    await studio.take("home-first-time", "noa", "home", whole=True)


async def settings(studio: Studio) -> None:
    """The settings, and a setting that cannot be."""
    bo = studio.person("bo")
    await bo.presses("Settings", await bo.opens_home())
    await studio.take("settings", "bo", "home", whole=True)
    await bo.sends(works_from="10:00", works_until="10:00")
    await studio.take("settings-error", "bo", "home", whole=True)


async def help_texts(studio: Studio) -> None:
    """What each command says of itself, and what it says to words it does not know."""
    ana = studio.person("ana")
    for command in ("/whoknows", "/askexpert help", "/skills help", "/kudos help"):
        await ana.types(command)
    await studio.take("help", "ana", "general", whole=True)
    for command in ("/whoknows askexprt", "/skills ad python", "/whoknows shoutouts"):
        await ana.types(command)
    await studio.take("help-unknown", "ana", "general")


async def refusals(studio: Studio) -> None:
    """What cannot be done, and why."""
    ana, gus = studio.person("ana"), studio.person("gus")
    await ana.types("/askexpert hm")
    await ana.types("/askexpert :tada: :tada:")
    await ana.types("/kudos @ana for being me")
    await ana.types("/kudos @bo")
    await ana.types("/skills add")
    await studio.take("refusals", "ana", "general")
    await gus.types("/askexpert How do I reach the printer in the hall?")
    await studio.take("refusal-guest", "gus", "general")
    await ana.types("/askexpert " + "Our plan wants to recreate the database. " * 80)
    await studio.take("refusal-too-long", "ana", "general", whole=True)


async def page(studio: Studio) -> None:
    """The practice workspace's own page: a thread, an empty place, what happens behind the scenes."""
    general = studio.town.practice.world.messages["C0GENERAL"]
    top = next(said for said in general if said.thread_ts is None and studio.town.practice.world.replies_to(said))
    await studio.take("thread", "ana", f"general?thread={top.ts}")
    await studio.person("ana").types("/whoknows")
    await studio.take("behind-the-scenes", "ana", "general?behind=1")
    await studio.take("messages-empty", "sam", "messages")
    await studio.take("channel", "mina", "help-infra")


SCENES_OF_THE_REST = (kudos, skills, home, settings, help_texts, refusals, page)
