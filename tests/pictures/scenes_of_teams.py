"""A team begins: adopted by an admin, welcomed by its lead, joined by its people, in pictures."""

from tests.journeys.test_welcome import chooses, joins, lists, welcome, writes
from tests.pictures.studio import Studio


async def setting_up(studio: Studio) -> None:
    """What an admin finds before there is a channel for thanks."""
    chi = studio.person("chi")
    await chi.types("/whoknows")
    await studio.take("set-up", "chi", "general")
    await studio.take("set-up-home", "chi", "home", whole=True)
    await chi.presses("See what I'd post first", chi.home)
    await studio.take("set-up-first-post", "chi", "home", whole=True)
    studio.town.practice.world.modals.clear()
    await chi.presses("Pick a channel for thanks", chi.home)
    await studio.take("set-up-channel", "chi", "home", whole=True)


async def a_team_begins(studio: Studio) -> None:
    """From the command to a round with several people in it."""
    chi, ana, bo = studio.person("chi"), studio.person("ana"), studio.person("bo")
    await chi.opens("/whoknows team")
    await studio.take("team-adopt", "chi", "general", whole=True)
    await chi.sends(leads=[chi.id])
    await studio.take("team-adopted", "chi", "general", whole=True)
    studio.town.practice.world.modals.clear()
    await studio.take("team-first-week", "chi", "home", whole=True)
    await chi.opens("/whoknows team")
    await chi.presses("Write the welcome", chi.form)
    await studio.take("welcome-form", "chi", "general", whole=True)
    studio.town.practice.world.modals.clear()
    await writes(chi)
    await studio.take("welcome-preview", "chi", "general", whole=True)
    if "Add one I'm learning" in str(chi.form.payload if chi.form else ""):
        await chi.presses("Add one I'm learning", chi.form)
        await studio.take("welcome-add-learning", "chi", "general", whole=True)
        await chooses(chi, "Rust")
    await studio.take("welcome-ready", "chi", "general", whole=True)
    await chi.sends()
    await studio.take("welcome-posted", "chi", "general")
    studio.town.practice.world.modals.clear()
    await ana.presses("I can help with…", welcome(studio.town))
    await studio.take("round-form", "ana", "general", whole=True)
    await chooses(ana, "User interviews", "Rust")
    await studio.take("round-joined", "ana", "general", whole=True)
    studio.town.practice.world.modals.clear()
    await joins(bo, welcome(studio.town), "Terraform", "Kubernetes")
    studio.town.practice.world.modals.clear()
    await studio.take("welcome-of-three", "dev", "general", whole=True)
    await chi.opens("/whoknows team")
    await studio.take("team-settings", "chi", "general", whole=True)
    await chi.presses("Leave this team", chi.form)
    await studio.take("team-leave", "chi", "general", whole=True)
    await chi.sends()
    await studio.take("team-left", "chi", "general", whole=True)


async def a_lead_who_lists_nothing(studio: Studio) -> None:
    """The preview of somebody new, who has to go first."""
    chi, noa = studio.person("chi"), studio.person("noa")
    await chi.opens("/whoknows team")
    await chi.sends(leads=[noa.id])
    studio.town.practice.world.modals.clear()
    await writes(noa)
    await studio.take("welcome-lacks-topics", "noa", "general", whole=True)
    await lists(noa)
    await studio.take("welcome-of-noa-ready", "noa", "general", whole=True)


async def what_goes_wrong(studio: Studio) -> None:
    """No admin, no invitation, no lead in the channel."""
    ana, chi = studio.person("ana"), studio.person("chi")
    await ana.types("/whoknows team")
    await chi.types("/whoknows team", "help-infra")
    await chi.types("/whoknows admins @ana")
    await chi.types("/whoknows admins @bo @chi")
    await studio.take("team-refused", "ana", "general")
    await studio.take("team-not-invited", "chi", "help-infra")
    await studio.take("admins", "chi", "general")


SCENES_OF_TEAMS = (setting_up, a_team_begins, a_lead_who_lists_nothing, what_goes_wrong)
