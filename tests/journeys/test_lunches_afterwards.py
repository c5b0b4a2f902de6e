"""A lunch-and-learn before and after: questions in advance, who comes, who came, what it was worth, the past."""

from datetime import timedelta

from tests.journeys.test_lunches import TITLE, announces, posts
from tests.journeys.town import Somebody, Town


def answer(somebody: Somebody) -> str:
    """The form they read."""
    assert somebody.form is not None
    return str(somebody.form.payload)


async def asks_in_advance(somebody: Somebody, listed: object, question: str) -> None:
    """Press the button and send the form."""
    await somebody.presses("Ask something in advance", listed)  # type: ignore[arg-type]
    await somebody.sends(question=question)


async def test_questions_in_advance_reach_the_hosts_without_a_name(town: Town, ana: Somebody, bo: Somebody) -> None:
    """In what reminds them and in the list; each asks three at most, may take them back, and leads read none."""
    await announces(bo)
    dev = town.person("dev")
    await ana.presses("I'm in", posts(town, ana)[0])
    await dev.presses("Maybe", posts(town, dev)[0])
    of_ana, of_dev = [await one.types("/lunchandlearn list") for one in (ana, dev)]
    await asks_in_advance(ana, of_ana, "Zero downtime, how?")
    assert "Only Bo reads it, without your name." in answer(ana)
    await asks_in_advance(dev, of_dev, "And what about *state*?")
    await town.passes(timedelta(days=3, hours=2))
    [reminded] = [one for one in bo.messages if "You hold" in one.text]
    assert "2 questions asked in advance" in reminded.text
    assert reminded.text.index("And what about") < reminded.text.index("Zero downtime")
    assert "Ana" not in reminded.text
    assert "Dev" not in reminded.text
    for number in range(2):
        await asks_in_advance(ana, of_ana, f"Number {number}")
    await ana.presses("Ask something in advance", of_ana)
    assert "which is the most" in answer(ana)
    await dev.presses("Ask something in advance", of_dev)
    await dev.presses("Take it back", dev.form)
    assert "nobody reads it any more" in answer(dev)
    [changed] = [one for one in bo.messages if "You hold" in one.text]
    assert "3 questions asked in advance" in changed.text
    assert "state" not in changed.text
    await bo.presses("Who comes", changed)
    for told in ("*In* · 1", "*Maybe* · 1", "Ana", "Dev", "Number 1", TITLE):
        assert told in answer(bo)
