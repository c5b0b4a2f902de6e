"""The thanks-for-helping shout-out of a team with ninety days behind it, as bystander and lead see it, in pictures."""

from datetime import UTC, datetime, timedelta

from practice import channel_deeds
from tests.journeys.test_roundup import roundups
from tests.journeys.test_teams import channel
from tests.pictures.studio import Studio

# 16:00 in Lagos, where the lead is.
FRIDAY = datetime(2026, 11, 27, 15, tzinfo=UTC)


async def _friday(studio: Studio, *, weeks: int = 0) -> None:
    until = FRIDAY + timedelta(weeks=weeks) - studio.town.practice.clock.now()
    await studio.passes(seconds=until.total_seconds())


async def a_shoutout(studio: Studio) -> None:
    """The first one of a team, a bystander's press, and what its lead chooses."""
    chi, mina = studio.person("chi"), studio.person("mina")
    await chi.opens("/whoknows team")
    await chi.sends(leads=[chi.id])
    studio.town.practice.world.modals.clear()
    await studio.passes(minutes=1)
    await _friday(studio)
    await studio.take("roundup", "mina", "general")
    said = roundups(mina)[-1]
    [row] = [block for block in said.blocks if block["type"] == "actions"]
    monthly = row["elements"][-1]["options"][1]["value"]
    await mina.presses(row["elements"][0]["text"]["text"], said)
    await studio.take("roundup-i-know-some", "mina", "general", whole=True)
    studio.town.practice.world.modals.clear()
    await mina.presses("roundup.rhythm", said, chosen=monthly)
    await studio.take("roundup-not-theirs-to-say", "mina", "general")
    await chi.presses("roundup.rhythm", said, chosen=monthly)
    await studio.take("roundup-monthly", "chi", "general")
    await chi.opens("/whoknows team")
    await studio.take("roundup-in-the-settings", "chi", "general", whole=True)


async def a_shoutout_that_was_refused(studio: Studio) -> None:
    """Its channel was archived: what the lead reads."""
    chi = studio.person("chi")
    await chi.opens("/whoknows team")
    await chi.sends(leads=[chi.id], shoutout_channel=channel(studio.town, "kudos"))
    studio.town.practice.world.modals.clear()
    await studio.passes(minutes=1)
    await channel_deeds.archive(studio.town.practice, chi.id, channel(studio.town, "kudos"))
    await _friday(studio)
    await studio.passes(days=3)
    await studio.take("roundup-refused", "chi", "messages")


SCENES_OF_ROUNDUPS = (a_shoutout, a_shoutout_that_was_refused)
