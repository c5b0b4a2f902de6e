"""App Home and one's own card: right when opened, and after each change."""

from datetime import timedelta

import pytest

from practice import interact
from tests.journeys.town import Somebody, Town

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


async def test_the_first_home_says_what_this_is_for(town: Town, ana: Somebody) -> None:
    """And carries the one button that fills it."""
    home = await ana.opens_home()
    assert "Hello, Ana" in str(home.payload)
    await ana.presses("Add what I know", home)
    await ana.sends(names="Terraform, running meetings", level="can_teach")
    assert "Terraform" in str(ana.home.payload)
    assert "can teach" in str(ana.home.payload)
    assert "Hello, Ana" not in str(ana.home.payload)


async def test_home_shows_what_waits_and_follows_each_change(town: Town, ana: Somebody, bo: Somebody) -> None:
    """An offer can be taken from Home as well as from the message."""
    await bo.types("/skills add Terraform")
    await bo.opens_home()
    await ana.opens_home()
    await ana.presses("Ask", await ana.types("/askexpert How do I keep Terraform from recreating it?"))
    assert "recreating it" in str(ana.home.payload)
    await bo.presses("I can help", bo.home)
    assert "I can help" not in str(bo.home.payload)
    assert "Bo" in str(ana.home.payload)
    assert len(ana.chat_with(bo)) == 1


async def test_the_card_is_changed_from_where_it_stands(town: Town, bo: Somebody) -> None:
    """*Add*, *Edit* with *Remove topics*, *Pause* under `/skills`."""
    await bo.types("/skills add C++, .NET, k8s, Running meetings")
    card = await bo.types("/skills")
    for name in ("C++", ".NET", "Kubernetes", "Running meetings"):
        assert name in card.text
    await bo.presses("Edit", card)
    await bo.presses("Remove topics", bo.form)
    assert bo.form is not None
    ids = {
        option["text"]["text"].split(" · ")[0]: option["value"]
        for block in bo.form.blocks
        for option in block.get("element", {}).get("options", [])
    }
    await bo.sends(skill_ids=[ids["C++"]])
    assert "C++" not in (await bo.types("/skills")).text
    assert "Kubernetes" in (await bo.types("/skills remove kube")).text
    assert "wasn't" in (await bo.types("/skills remove kube")).text


async def test_settings_that_cannot_be_are_refused_at_their_field(town: Town, bo: Somebody) -> None:
    """The rest of the form stays as it was filled in."""
    await bo.presses("Pause or settings", await bo.types("/whoknows"))
    await bo.sends(works_from="09:00", works_until="09:00")
    assert bo.form is not None
    assert "works_until" in bo.form.errors
    await bo.sends(works_from="08:00", works_until="16:00", asks_a_week="1")
    await bo.types("/skills add Terraform")
    home = await bo.opens_home()
    assert "once a week" in str(home.payload)


async def test_shortcuts_open_the_same_form(town: Town, ana: Somebody, bo: Somebody) -> None:
    """The message's words come along, without author or link."""
    general = next(channel.id for channel in town.practice.world.channels.values() if channel.name == "general")
    await interact.post_message(town.practice, bo.id, general, "Why does Terraform recreate the database?")
    message = ana.reads(general)[-1]
    await interact.message_shortcut(town.practice, ana.id, "ask_expert_about_message", message)
    await town.settle()
    assert ana.form is not None
    assert "Why does Terraform recreate the database?" in str(ana.form.blocks)
    assert bo.id not in str(ana.form.blocks)

    await interact.global_shortcut(town.practice, bo.id, "ask_expert")
    await town.settle()
    assert bo.form is not None
    assert bo.form.title == ana.form.title


async def test_a_draft_stays_in_home_for_a_day(town: Town, ana: Somebody, bo: Somebody) -> None:
    """What was typed and not asked is not lost with the message that only its asker saw."""
    await bo.types("/skills add Terraform")
    await ana.opens_home()
    await ana.types("/askexpert How do I keep Terraform from recreating it?")
    assert "Nobody was asked yet" in str(ana.home.payload)
    await ana.presses("Ask", ana.home)
    assert "waiting for a yes" in str(ana.home.payload)
    assert len(bo.messages) == 1

    await ana.types("/askexpert And how do I move Terraform state elsewhere?")
    assert "Nobody was asked yet" in str(ana.home.payload)
    town.practice.clock.move_by(timedelta(hours=24))
    assert "Nobody was asked yet" not in str((await ana.opens_home()).payload)


async def test_saying_it_again_at_another_level_changes_the_level(town: Town, bo: Somebody) -> None:
    """Learned by now: somebody can be asked about what they were learning."""
    await bo.types("/skills add Terraform")
    await bo.presses("Add", await bo.types("/skills"))
    await bo.sends(names="Terraform", level="can_teach")
    assert "can teach" in (await bo.types("/skills")).text
    assert "already" in (await bo.types("/skills add Terraform")).text
    assert "can teach" in (await bo.types("/skills")).text
