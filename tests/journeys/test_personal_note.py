"""The personal note, as it comes on a Monday and is acted on."""

from datetime import timedelta

from tests.journeys.test_milestones import helps
from tests.journeys.town import Somebody, Town

QUESTION = "How do I keep Terraform from recreating the database?"


async def test_a_note_on_monday_settles_what_waits_and_can_be_stopped(
    town: Town, ana: Somebody, bo: Somebody, chi: Somebody
) -> None:
    """On both databases: thanks, an answer without thanks, a suggestion; nobody else's business in it."""
    await bo.types("/skills add Terraform")
    await town.passes(timedelta(hours=1))
    await helps(ana, bo, QUESTION)
    await town.passes(timedelta(days=3))
    await chi.types("/kudos @bo for the tea and <!here>")
    rings = {somebody.id: len(somebody.messages) for somebody in (ana, bo, chi)}
    # 09:29 and 09:30 in Madrid and Copenhagen.
    await town.passes(timedelta(days=3, hours=23, minutes=29))
    assert len(bo.messages) == rings[bo.id]
    await town.passes(timedelta(minutes=1))
    note = bo.messages[-1]
    assert [len(one.messages) - rings[one.id] for one in (ana, bo, chi)] == [1, 1, 0]
    assert note.text.startswith("Chi thanked you in the last week.")
    assert "You helped a colleague here for the first time" in note.text
    assert not any(word in str(note) for word in ("tea", "recreating", "Ana"))
    await bo.presses("All kind words", note)
    assert "for the tea" in str(bo.form.payload if bo.form else "")
    town.practice.world.modals.clear()

    mine = ana.messages[-1]
    assert "a word of thanks to Bo for the help with Terraform" in mine.text
    await ana.presses("Thank Bo", mine)
    await ana.sends(reason="The plan is calm now.")
    await ana.presses("Thank Bo", mine)
    assert "thanked Bo for this one already" in ana.told("app")

    await bo.presses("Stop these notes", note)
    assert "any more" in bo.told("app")
    await chi.types("/kudos @bo for more tea")
    await chi.types("/kudos @ana for tea as well")
    rings = {somebody.id: len(somebody.messages) for somebody in (ana, bo)}
    await town.passes(timedelta(days=7))
    assert [len(one.messages) - rings[one.id] for one in (ana, bo)] == [1, 0]
    await bo.opens("/whoknows settings")
    assert "'No note'}, 'value': 'none'}}" in str(bo.form.payload if bo.form else "").replace(", 'emoji': True", "")
    await bo.sends(note="note")
    await chi.types("/kudos @bo for the third tea")
    await town.passes(timedelta(days=7))
    assert "Chi thanked you" in bo.messages[-1].text
