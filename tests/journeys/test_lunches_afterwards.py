"""A lunch-and-learn before and after: questions in advance, who comes, who came, what it was worth, the past."""

from datetime import timedelta

from tests.journeys.test_lunches import TITLE, announces, posts
from tests.journeys.town import Somebody, Town

TOPIC = {"text": {"type": "plain_text", "text": "Terraform"}, "value": "Terraform"}


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


async def test_afterwards_attendance_worth_totals_thanks_and_again(town: Town, ana: Somebody, bo: Somebody) -> None:
    """One form tells who came, five answers make a total, told once; thanks and the next one open filled in."""
    guests = [ana, *(town.person(handle) for handle in ("chi", "dev", "ines", "mina"))]
    sam = town.person("sam")
    await announces(bo, about="No experience needed.", topic=TOPIC)
    for guest in (*guests, sam):
        await guest.presses("I'm in", posts(town, guest)[0])
    # Thursday of the next week at 13:20 in Madrid, five minutes after the end.
    await town.passes(timedelta(days=10, hours=4, minutes=20))
    held = bo.messages[-1]
    assert "6 were in. Did all come?" in held.text
    assert "You helped with Terraform. Shall I list it for you?" in held.text
    await bo.presses("Not everybody…", held)
    ticked = boxes(bo)
    assert sorted(ticked) == ["Ana", "Chi", "Dev", "Ines", "Mina", "Sam"]
    await bo.sends(came=[value for name, value in ticked.items() if name != "Sam"])
    assert "5 people came" in answer(bo)
    assert "5 people came." in bo.messages[-1].text
    assert "Everybody came" not in bo.messages[-1].text
    assert "5 people came" in posts(town, ana)[0].text
    assert "Sam" not in posts(town, ana)[0].text
    # Mina works in Toronto, and Sam, who did not come, in Singapore.
    for hours in (3, 15):
        await town.passes(timedelta(hours=hours))
    assert [one.text for one in sam.messages if "worth your lunch" in one.text] == []
    for guest, said in zip(guests, ("Yes", "Yes", "No", "Partly", "Yes"), strict=True):
        [asked] = [one for one in guest.messages if "worth your lunch" in one.text]
        assert "Only totals reach Bo" in asked.text
        await guest.presses(said, asked)
        [thanked] = [one for one in guest.messages if "worth your lunch" in one.text]
        assert "Thank you for saying" in thanked.text
    assert [one.text for one in bo.messages if "people answered" in one.text] == []
    await ana.presses("Thank Bo", next(one for one in ana.messages if "worth your lunch" in one.text))
    await ana.sends(where="private")
    await town.passes(timedelta(days=4, hours=4))
    [_] = [one for one in bo.messages if "lunch-and-learn “Terraform without tears”" in one.text]
    [totals] = [one for one in bo.messages if "people answered" in one.text]
    assert "5 people answered: 3 yes, 1 partly, 1 no." in totals.text
    await bo.presses("Teach it again", totals)
    assert "No experience needed." in answer(bo)
    await bo.sends(on="2026-12-17")
    await bo.sends()
    assert len([one for one in posts(town, ana) if TITLE in one.text and "coming" not in one.text]) == 2
    await bo.presses("Add notes or a recording", held)
    await bo.sends(recording_link="https://meet.example/again", notes="Read the plan aloud.")
    listed = await ana.types("/lunchandlearn list")
    mine, past = listed.text.index("To come"), listed.text.index("To look at again")
    assert mine < past < listed.text.index("Read the plan aloud.")
    assert "Watch the recording" in listed.text
    assert "Teach it again" not in listed.text
    of_bo = await bo.types("/lunchandlearn list")
    assert of_bo.text.index("Yours") < of_bo.text.index("You held it") < of_bo.text.index("Teach it again")


async def test_an_open_table_has_a_card_a_round(town: Town, ana: Somebody, bo: Somebody) -> None:
    """Six seats where nothing is typed; its host has the first card ten minutes before, and each press the next."""
    await announces(bo, kind="open_table")
    assert "6 seats left" in posts(town, ana)[0].text
    assert "people who rarely meet" in posts(town, ana)[0].text
    await ana.presses("I'm in", posts(town, ana)[0])
    await town.passes(timedelta(days=10, hours=3, minutes=21))
    first = bo.messages[-1].text
    assert "Round 1" in first
    await bo.presses("Next card", bo.messages[-1])
    assert "Round 2" in bo.messages[-1].text
    assert bo.messages[-1].text.split("?")[0] != first.split("?")[0].replace("Round 1", "Round 2")
    assert [one.text for one in ana.messages if "Round" in one.text] == []


def boxes(somebody: Somebody) -> dict[str, str]:
    """The boxes that are ticked in the form they have open, by their words."""
    assert somebody.form is not None
    [element] = [block["element"] for block in somebody.form.blocks if block["type"] == "input"]
    return {option["text"]["text"]: option["value"] for option in element["initial_options"]}
