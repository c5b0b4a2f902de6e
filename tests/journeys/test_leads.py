"""Leads are reminded to say thanks, by themselves and in private; and hear of thanks that others said."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from bot import kudos, people
from models import Kudos, KudosTopic, Member, Skill, TeamMember
from practice.records import Message
from tests.journeys.test_teams import adopts, channel
from tests.journeys.town import Somebody, Town

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
QUESTION = "How do I keep Terraform from recreating the zanzibar database?"
# Ten in Tallinn is eight in UTC, in Lagos nine.
THURSDAY = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)


async def answered(asker: Somebody, helper: Somebody, question: str = QUESTION) -> None:
    """Somebody asks, the one who was asked helps, and the asker leaves without thanks."""
    await asker.presses("Ask", await asker.types(f"/askexpert {question}"))
    await helper.presses("I can help", helper.messages[-1])
    await asker.presses("It's answered", asker.chat_with(helper)[-1])
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
    return [one for one in lead.messages if "for your eyes only" in one.text or "thanks in #" in one.text]


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
    assert len(prompts_of(chi)) == 2
    await lena.opens("/whoknows team")
    await lena.presses("Remind me of thanks again", lena.form)
    assert "From next Thursday I remind you again" in str(lena.form.payload if lena.form else "")
    town.practice.world.modals.clear()
    await chi.opens("/whoknows team")
    assert "Remind me of thanks again" not in str(chi.form.payload if chi.form else "")
    assert "Stop these" in prompt_of(lena).text


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

    card = prompt_of(lena)
    await chi.opens("/whoknows team")
    await chi.sends(leads=[chi.id])
    for label in ("Thank Bo", "Skip this week", "Stop these"):
        await lena.presses(label, card)
        assert "for who looks after that team now" in lena.told("app")
    await chi.opens("/whoknows team")
    await chi.sends(leads=[chi.id, lena.id])
    await chi.opens("/whoknows team")
    await chi.presses("Leave this team", chi.form)
    await chi.sends()
    await lena.presses("Thank Bo", card)
    assert "for who looks after that team now" in lena.told("app")


async def _is(town: Town, somebody: Somebody, **how: bool) -> None:
    async with town.house.database.transaction() as session:
        await session.execute(update(Member).where(Member.slack_id == somebody.id).values(how))


async def test_a_lead_hears_of_thanks_and_passes_them_on(
    town: Town, ana: Somebody, bo: Somebody, chi: Somebody
) -> None:
    """Once, alone to whom they are for; neither the giver nor who is thanked hears of it as a lead."""
    lena = await two_leads(chi)
    await bo.types("/skills add Terraform")
    await answered(ana, bo)
    await _gives(town, ana, [bo], "For drawing the plan on a napkin.", topic="Terraform")
    for lead in (chi, lena):
        assert "thanked Bo, and would like you to know" in lead.messages[-1].text
        assert "For drawing the plan on a napkin." in lead.messages[-1].text
        assert "zanzibar" not in lead.messages[-1].text
    old = list(lena.messages[-1].blocks)
    await lena.presses("Pass it on", lena.messages[-1])
    assert "Bo will read your words in a message." in lena.told("app")
    assert "Ana told me how you helped with Terraform: thank you from me, too." in bo.messages[-1].text
    assert "You thanked Bo, too." in lena.messages[-1].text
    assert "Pass it on" in chi.messages[-1].text
    lena.messages[-1].blocks[:] = old
    await lena.presses("Pass it on", lena.messages[-1])
    assert "You passed these words on already." in lena.told("app")
    assert sum("told me how you helped" in one.text for one in bo.messages) == 1
    await _is(town, bo, is_deactivated=True)
    await chi.presses("Pass it on", chi.messages[-1])
    assert "nobody to pass these words on to" in chi.told("app")


async def _gives(
    town: Town, giver: Somebody, receivers: list[Somebody], reason: str, *, topic: str | None = None
) -> None:
    """Thank somebody and let their leads know, too."""
    database, workspace_id = town.house.database, town.house.workspace.id
    now = town.practice.clock.now()
    async with database.transaction() as session:
        by = await people.known(session, workspace_id, giver.id)
        to = [await people.known(session, workspace_id, one.id) for one in receivers]
        assert by is not None
        given = await kudos.give(session, by, [one for one in to if one], reason, in_public=False, now=now)
        row = await session.get_one(Kudos, given.kudos_id)
        skill = await session.scalar(select(Skill).where(Skill.name == topic))
        if skill is not None:
            session.add(KudosTopic(workspace_id=workspace_id, kudos_id=row.id, skill_id=skill.id))
            await session.flush()
        await kudos.tell_leads(session, row, now=now)
    await town.settle()


@ON_SQLITE
async def test_thanks_of_a_lead_look_like_anybodys(town: Town, ana: Somebody, bo: Somebody, chi: Somebody) -> None:
    """By the command and from the prompt: nothing in the post tells who looks after whom."""
    await two_leads(chi)
    await bo.types("/skills add Terraform")
    await answered(ana, bo)
    await chi.types("/whoknows shoutouts", place="kudos")
    await until(town, THURSDAY.replace(hour=9))
    await chi.presses("Thank Bo", prompt_of(chi))
    await chi.sends(where="public")
    await ana.types("/kudos @bo Thank you for helping a colleague with Terraform this month.")
    of_lead, of_ana = bo.reads(channel(town, "kudos"))[-2:]
    assert _alike(of_lead, "Chi", chi.id) == _alike(of_ana, "Ana", ana.id)
    async with town.house.database.reading() as session:
        assert (await session.scalars(select(TeamMember.is_lead))).all().count(True) == 2


def _alike(post: Message, name: str, slack_id: str) -> str:
    """A post with its giver and its own numbers taken out."""
    numbers = str.maketrans("", "", "0123456789")
    return str(post.blocks).replace(name, "X").replace(slack_id, "X").translate(numbers)
