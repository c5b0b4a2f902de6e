"""The registry in pictures: adding with care, editing, looking up, waiting for a topic, and what admins do."""

from tests.journeys.menus import typed_into
from tests.pictures.studio import Studio


async def skills_near_misses(studio: Studio) -> None:
    """Names that are close to a topic, typed and in the form."""
    noa = studio.person("noa")
    await noa.types("/skills add runing meetings, kuberntes, CSS")
    await studio.take("skills-did-you-mean", "noa", "general")
    await noa.presses("Add", await noa.opens_home())
    await noa.sends(names="runing meetings\nkuberntes", level="can_help")
    await studio.take("skills-did-you-mean-form", "noa", "general", whole=True)


async def skills_edit(studio: Studio) -> None:
    """Which topic, what to say about it, and how it reads."""
    bo = studio.person("bo")
    await bo.presses("Edit", await bo.opens_home())
    await studio.take("skills-edit-which", "bo", "general", whole=True)
    await bo.opens("/skills edit terraform")
    await studio.take("skills-edit", "bo", "general", whole=True)
    await bo.sends(level="can_teach", ways=["pairing", "looking_over"], note="Ask me about state files")
    await studio.take("skills-edited", "bo", "general", whole=True)


async def skills_looking_up(studio: Studio) -> None:
    """Somebody's card, a topic's people for a member and for an admin, and a topic nobody lists."""
    ana = studio.person("ana")
    await ana.types("/skills @bo")
    await studio.take("skills-of-bo", "ana", "general")
    await ana.types("/skills terraform")
    await studio.take("skills-topic", "ana", "general")
    await studio.person("chi").types("/skills terraform")
    await studio.take("skills-topic-for-admins", "chi", "general")
    told = await ana.types("/skills fortran")
    await studio.take("skills-nobody", "ana", "general")
    await ana.presses("Tell me when someone adds it", told)
    await studio.take("skills-wished", "ana", "general")
    await studio.person("bo").types("/skills add fortran")
    await studio.take("skills-topic-was-listed", "ana", "messages")


async def skills_changes(studio: Studio) -> None:
    """Merging two topics, and the list of changes."""
    chi = studio.person("chi")
    await studio.person("bo").types("/skills add Infrastructure by plan")
    await chi.presses("Merge into another", await chi.types("/skills infrastructure by plan"))
    await studio.take("skills-merge", "chi", "general", whole=True)
    await chi.sends(into=(await typed_into(chi, "into", "Terraform"))["Terraform"])
    await studio.take("skills-merged", "chi", "general", whole=True)
    studio.town.practice.world.modals.clear()
    await chi.types("/skills changes")
    await studio.take("skills-changes", "chi", "general")


async def skills_newcomer(studio: Studio) -> None:
    """Home of somebody whose title names topics."""
    studio.town.practice.world.people["U0NOA"].title = "Kubernetes and Terraform engineer"
    await studio.take("home-newcomer", "noa", "home", whole=True)


SCENES_OF_SKILLS = (skills_near_misses, skills_edit, skills_looking_up, skills_changes, skills_newcomer)
