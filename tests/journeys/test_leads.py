"""Leads are reminded to say thanks, by themselves and in private; and hear of thanks that others said."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from models import Member, TeamMember
from practice.records import Message
from tests.journeys.test_forgetting import forgets
from tests.journeys.test_teams import adopts, channel
from tests.journeys.town import Somebody, Town

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
QUESTION = "How do I keep Terraform from recreating the zanzibar database?"
# Ten in Tallinn is eight in UTC, in Lagos nine.
THURSDAY = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)


async def answered(asker: Somebody, helper: Somebody, question: str = QUESTION, *, leaves: bool = True) -> None:
    """Somebody asks and is helped; the asker leaves without thanks, or has the form for them open."""
    await asker.presses("Ask", await asker.types(f"/askexpert {question}"))
    await helper.presses("I can help", helper.messages[-1])
    await asker.presses("It's answered", asker.chat_with(helper)[-1])
    if leaves:
        asker.town.practice.world.modals.clear()


async def until(town: Town, moment: datetime) -> None:
    """Let time pass until a moment, with all that falls due by then."""
    await town.passes(moment - town.practice.clock.now())


async def two_leads(chi: Somebody) -> Somebody:
    """A team of everybody, which Chi and Lena look after; gives Lena."""
    lena = chi.town.person("lena")
    await adopts(chi, leads=[chi, lena])
    chi.town.practice.world.modals.clear()
    # Who is in the channel is read from Slack by the timetable.
    await chi.town.passes(timedelta(minutes=1))
    return lena


def prompts_of(lead: Somebody) -> list[Message]:
    """The prompts in a lead's direct messages."""
    words = ("for your eyes only", "thanks in #", "This reminder to say thanks has ended")
    return [one for one in lead.messages if any(some in one.text for some in words)]


def prompt_of(lead: Somebody) -> Message:
    """The one prompt of a lead."""
    [found] = prompts_of(lead)
    return found


async def test_a_lead_thanks_whom_they_are_reminded_of_and_another_leaves_it(
    town: Town, ana: Somebody, bo: Somebody, chi: Somebody
) -> None:
    """Each at ten on their own Thursday; nobody reads who asked or what; what was thanked is on the list no more."""
    lena = await two_leads(chi)
    await bo.types("/skills add Terraform")
    await answered(ana, bo)
    await lena.types("/kudos @ana for asking so well")
    await until(town, THURSDAY.replace(hour=7, minute=59))
    assert not prompts_of(lena)
    await until(town, THURSDAY)
    assert "You thanked one person this month, and helped nobody yet." in prompt_of(lena).text
    assert not prompts_of(chi)
    await until(town, THURSDAY.replace(hour=9))
    said = prompt_of(chi).text
    assert "“Thank you for helping a colleague with Terraform this month.”" in said
    assert "Bo" in said
    assert "Ana" not in said
    assert "zanzibar" not in said

    await chi.presses("Thank Bo", prompt_of(chi))
    assert chi.form is not None
    assert bo.id in str(chi.form.blocks)
    await chi.sends(reason="Thank you for helping with Terraform. It saved us a week.")
    assert "It saved us a week." in bo.messages[-1].text
    assert "Everybody on this list is thanked" in prompt_of(chi).text
    assert "You thanked one person this month" in prompt_of(chi).text
    assert "Thank Bo" in prompt_of(lena).text

    await lena.presses("Skip this week", prompt_of(lena))
    assert prompt_of(lena).text == "Skipped: nothing more about thanks in #general this week. Have a good one."
    await until(town, THURSDAY.replace(day=27, hour=15))
    assert len(prompts_of(lena)) == len(prompts_of(chi)) == 1
    assert not ana.messages[-1].text.startswith("Thanks in")


@ON_SQLITE
async def test_a_lead_stops_these_and_has_them_back(town: Town, ana: Somebody, bo: Somebody, chi: Somebody) -> None:
    """On the card, and in the team's settings; a stopped lead is not prompted, whatever happens."""
    lena = await two_leads(chi)
    await bo.types("/skills add Terraform")
    await answered(ana, bo)
    await until(town, THURSDAY.replace(hour=9))
    await lena.presses("Stop these", prompt_of(lena))
    assert "You stopped my reminders to say thanks in #general." in prompt_of(lena).text
    await lena.presses("Remind me of thanks again", prompt_of(lena))
    await lena.presses("Stop these", prompt_of(lena))
    await until(town, datetime(2026, 12, 2, 10, tzinfo=UTC))
    await answered(ana, bo, "Which Terraform module is for tables?")
    await until(town, datetime(2026, 12, 3, 10, tzinfo=UTC))
    assert len(prompts_of(lena)) == 1
    old, new = prompts_of(chi)
    assert old.text == "This reminder to say thanks has ended. There is nothing for you to do."
    assert "“Thank you for helping a colleague with Terraform this month.”" in new.text
    await lena.opens("/whoknows team")
    await lena.presses("Remind me of thanks again", lena.form)
    assert "I remind you of thanks in *#general* again" in str(lena.form.payload if lena.form else "")
    town.practice.world.modals.clear()
    await chi.opens("/whoknows team")
    assert "Remind me of thanks again" not in str(chi.form.payload if chi.form else "")
    await until(town, datetime(2026, 12, 4, 10, tzinfo=UTC))
    assert "has ended" in prompt_of(lena).text
    await until(town, datetime(2026, 12, 10, 10, tzinfo=UTC))
    assert "Thank Bo" in prompts_of(lena)[-1].text


@ON_SQLITE
async def test_old_buttons_are_answered_kindly(town: Town, ana: Somebody, bo: Somebody, chi: Somebody) -> None:
    """Whoever left, was thanked, or likes to stay out of it; who leads no more; a team that is none any more."""
    lena = await two_leads(chi)
    dev = town.person("dev")
    await bo.types("/skills add Terraform")
    await answered(ana, bo)
    await dev.types("/skills add Figma")
    await answered(ana, dev, "How do I align things in Figma?")
    await until(town, THURSDAY.replace(hour=9))
    card = prompt_of(chi)
    assert "Thank Dev" in card.text
    await _is(town, dev, likes_public_thanks=False)
    await chi.presses("Thank Dev", card)
    assert "Dev isn't on this list any more." in chi.told("app")
    await _is(town, dev, likes_public_thanks=True, is_deactivated=True)
    await chi.presses("Thank Dev", card)
    assert "nobody to thank" in chi.told("app")
    await chi.types("/kudos @bo for the plan")
    assert "Everybody on this list is thanked" in card.text

    card, old = prompt_of(lena), list(prompt_of(lena).blocks)
    await chi.opens("/whoknows team")
    await chi.sends(leads=[chi.id])
    for label in ("Thank Bo", "Skip this week", "Stop these"):
        assert "has ended" in card.text
        card.blocks[:] = old
        await lena.presses(label, card)
        assert "for who looks after that team now" in lena.told("app")
    await chi.opens("/whoknows team")
    await chi.sends(leads=[chi.id, lena.id])
    await chi.opens("/whoknows team")
    await chi.presses("Leave this team", chi.form)
    await chi.sends()
    card.blocks[:] = old
    await lena.presses("Thank Bo", card)
    assert "for who looks after that team now" in lena.told("app")


async def _is(town: Town, somebody: Somebody, **how: bool) -> None:
    async with town.house.database.transaction() as session:
        await session.execute(update(Member).where(Member.slack_id == somebody.id).values(how))


@ON_SQLITE
async def test_a_lead_hears_of_thanks_and_passes_them_on(
    town: Town, ana: Somebody, bo: Somebody, chi: Somebody
) -> None:
    """Once, alone to whom they are for; neither the giver nor who is thanked hears of it as a lead."""
    lena = await two_leads(chi)
    await bo.types("/skills add Terraform")
    await answered(ana, bo, leaves=False)
    await ana.sends(reason="For drawing the plan on a napkin.", more=["tells_leads"])
    for lead in (chi, lena):
        assert "thanked Bo, and would like you to know" in lead.messages[-1].text
        assert "For drawing the plan on a napkin." in lead.messages[-1].text
        assert "zanzibar" not in lead.messages[-1].text
    old = list(lena.messages[-1].blocks)
    await lena.presses("Pass it on", lena.messages[-1])
    assert "Bo will read your words in a message." in lena.told("app")
    assert "I heard how you helped with Terraform: thank you from me, too." in bo.messages[-1].text
    assert "You thanked Bo, too." in lena.messages[-1].text
    assert "Pass it on" in chi.messages[-1].text
    lena.messages[-1].blocks[:] = old
    await lena.presses("Pass it on", lena.messages[-1])
    assert "You passed these words on already." in lena.told("app")
    assert sum("I heard how you helped" in one.text for one in bo.messages) == 1
    undo = next(one for one in lena.reads(lena.messages[0].channel_id) if "Undo" in str(one.blocks))
    await lena.presses("Undo", undo)
    assert not any("I heard how you helped" in one.text for one in bo.messages)
    await lena.presses("Pass it on", lena.messages[-1])
    assert "I heard how you helped" in bo.messages[-1].text
    await _is(town, bo, is_deactivated=True)
    await chi.presses("Pass it on", chi.messages[-1])
    assert "nobody to pass these words on to" in chi.told("app")


@ON_SQLITE
async def test_thanks_of_a_lead_look_like_anybodys(town: Town, ana: Somebody, bo: Somebody, chi: Somebody) -> None:
    """By the command and from the prompt: nothing in the post tells who looks after whom."""
    lena = await two_leads(chi)
    await bo.types("/skills add Terraform")
    await answered(ana, bo)
    await chi.types("/whoknows shoutouts", place="kudos")
    await until(town, THURSDAY.replace(hour=9))
    await chi.presses("Thank Bo", prompt_of(chi))
    await chi.sends(where=channel(town, "kudos"))
    await ana.types("/kudos @bo Thank you for helping a colleague with Terraform this month.")
    of_lead, of_ana = bo.reads(channel(town, "kudos"))[-2:]
    assert _alike(of_lead, "Chi", chi.id) == _alike(of_ana, "Ana", ana.id)
    async with town.house.database.reading() as session:
        assert (await session.scalars(select(TeamMember.is_lead))).all().count(True) == 2
    # Whoever is forgotten stands on nobody's prompt any more.
    assert "Thank Bo" in prompt_of(lena).text
    await forgets(bo)
    assert "Nobody is left on this list." in prompt_of(lena).text
    assert "Bo" not in str(prompt_of(lena).blocks)


def _alike(post: Message, name: str, slack_id: str) -> str:
    """A post with its giver and its own numbers taken out."""
    numbers = str.maketrans("", "", "0123456789")
    return str(post.blocks).replace(name, "X").replace(slack_id, "X").translate(numbers)
