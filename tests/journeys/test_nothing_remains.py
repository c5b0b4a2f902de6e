"""After *Forget me* nothing of a person remains: in the database, in what the bot said in Slack, in the logs."""

from datetime import timedelta

import pytest

from tests.journeys import canaries
from tests.journeys.test_forgetting import forgets
from tests.journeys.town import Somebody, Town

NAME = "Canaryname Ruiz"
TITLE = "Canarytitle"
# What Ana types, by where she types it.
TYPED = {
    "topic": "Canarytopic weaving",
    "answered": "How do I keep Canaryanswered Terraform from recreating the database?",
    "underway": "How do I move Canaryunderway Terraform state to another bucket?",
    "waiting": "How do I split Canarywaiting Terraform plans in two?",
    "draft": "How do I test Canarydraft Terraform modules at all?",
    "thanks": "for Canarythanks with the rollback",
    "alone": "for Canaryalone with the plan",
    "name": NAME.split(maxsplit=1)[0],
    "title": TITLE,
}


async def _lives(town: Town, ana: Somebody, bo: Somebody, chi: Somebody) -> None:
    """Ana does all there is to do."""
    person = town.practice.world.people[ana.id]
    person.real_name, person.title = NAME, TITLE
    town.practice.clock.move_by(timedelta(minutes=1))
    assert await town.practice.events.person_changed(person)
    await town.settle()
    await chi.types("/whoknows shoutouts", place="kudos")
    for somebody in (ana, bo, chi):
        await somebody.opens_home()
    await ana.types(f"/skills add {TYPED['topic']}")
    await bo.types("/skills add Terraform")
    for words in ("answered", "underway"):
        await ana.presses("Ask", await ana.types(f"/askexpert {TYPED[words]}"))
        await bo.presses("I can help", bo.messages[-1])
        if words == "answered":
            await ana.presses("It's answered", ana.chat_with(bo)[-1])
            await ana.sends(reason=f"Thanks {TYPED['thanks']}", where="C0KUDOS")
    await ana.types(f"/kudos @bo @chi {TYPED['thanks']}")
    await ana.opens("/kudos")
    await ana.sends(receivers=[bo.id], reason=TYPED["alone"], where="private")
    await chi.types("/kudos @ana for the new CRM")
    await chi.types("/kudos @ana @bo for patience")
    await town.passes(timedelta(minutes=1))
    await chi.types("/skills add Terraform")
    await ana.presses("Ask", await ana.types(f"/askexpert {TYPED['waiting']}"))
    await ana.types(f"/askexpert {TYPED['draft']}")
    await ana.types("/skills add Deployments")
    await bo.presses("Ask", await bo.types("/askexpert How do I roll back Deployments by hand?"))
    await ana.presses("I can help", next(m for m in ana.messages[::-1] if "could use a hand" in m.text))
    await ana.presses("Send me the file", await ana.types("/whoknows my data"))


async def test_nothing_of_a_person_remains(  # noqa: PLR0917 (fixtures)
    town: Town,
    ana: Somebody,
    bo: Somebody,
    chi: Somebody,
    database_url: str,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Canaries typed at every door, and one in every text column: all there before, none afterwards."""
    caplog.set_level("INFO")
    await _lives(town, ana, bo, chi)
    database = town.house.database
    typed = dict(TYPED)
    before = canaries.said_by_the_bot(town)
    assert canaries.found(typed, before) == list(typed), "each was in a message"
    planted = await canaries.plant(database, ana)
    assert len(planted) > 50
    stored = await canaries.dump(database)
    assert canaries.found(planted, stored) == list(planted), "each is in the database"

    await forgets(ana)
    await town.passes(timedelta(minutes=2))
    await town.passes(timedelta(minutes=2))

    everything = {**planted, **typed}
    assert canaries.found(everything, await canaries.dump(database)) == []
    assert canaries.found(everything, canaries.said_by_the_bot(town)) == []
    on_disk = canaries.raw_bytes(database_url)
    assert [name for name, canary in everything.items() if canary.encode() in on_disk] == []
    printed = capsys.readouterr()
    logs = f"{printed.out}{printed.err}{caplog.text}"
    assert canaries.found(everything, logs) == []
    assert "delivery_refused" not in logs
