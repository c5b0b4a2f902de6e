"""Each step of the rail works as it says, for the person and in the place it names."""

import pytest

from handlers.rehearsal import rail
from practice import interact
from practice.try_this import Step
from tests.journeys.town import Town

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

TYPED = [step for step in rail() if step.types]


@pytest.mark.parametrize("step", TYPED, ids=[step.title for step in TYPED])
async def test_what_a_step_types_is_answered_without_a_refusal(town: Town, step: Step) -> None:
    """Nobody's first try meets an error."""
    world = town.practice.world
    bo = town.person("bo")
    await bo.types("/skills add Terraform, Postgres")
    own = world.app_conversation(step.person).id
    place = own if step.place == "app" else next(one.id for one in world.channels.values() if one.name == step.place)
    if step.types.startswith("/"):
        outcome = await interact.run_command(town.practice, step.person, place, step.types)
    else:
        outcome = await interact.post_message(town.practice, step.person, place, step.types)
    assert outcome.answered
    await town.settle()
    form = world.modals.get(step.person, [])
    told = [message.text for message in world.messages[place] if message.only_for == step.person]
    assert form or told or [message for message in world.messages[own] if message.user == world.app.bot_user_id]
    assert not [text for text in told if "Nothing was changed" in text or "nothing was changed" in text]
