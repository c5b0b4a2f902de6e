"""The thanks-for-helping shout-out of a team: what everybody reads on Friday, and who may change when it comes."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from models import Delivery, DeliveryState, Roundup
from practice import channel_deeds
from practice.records import Message
from tests.journeys.test_teams import adopts, channel
from tests.journeys.town import Somebody, Town

# 16:00 in Lagos, where Chi is and so her team, on the Friday after the town's Monday.
FRIDAY = datetime(2026, 11, 27, 15, tzinfo=UTC)
WEEK = timedelta(weeks=1)
CHOICES = "Post it every week; Post it once a month; Stop these posts"
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


async def until(town: Town, moment: datetime) -> None:
    """Let time pass until a moment, and the timetable look twice: first at who is in the team."""
    await town.passes(moment - town.practice.clock.now())
    await town.passes(timedelta())


async def helped(asker: Somebody, helper: Somebody, question: str) -> None:
    """A question that was answered."""
    await asker.presses("Ask", await asker.types(f"/askexpert {question}"))
    await helper.presses("I can help", helper.messages[-1])
    await asker.presses("It's answered", asker.chat_with(helper)[-1])
    asker.town.practice.world.modals.clear()


def roundups(reader: Somebody, place: str = "general") -> list[Message]:
    """The shout-outs that somebody reads in a channel, the oldest first."""
    found = reader.reads(channel(reader.town, place))
    return [message for message in found if "Post it once a month" in message.text]


async def became(town: Town) -> list[tuple[str, str | None]]:
    """What became of each, and why; the oldest first."""
    async with town.house.database.reading() as session:
        rows = await session.scalars(select(Roundup).order_by(Roundup.due_at))
        return [(row.state.value, row.why) for row in rows]


async def test_on_friday_the_team_reads_who_helped_and_what_is_new(
    town: Town, ana: Somebody, bo: Somebody, chi: Somebody
) -> None:
    """Nobody rings, no question and no asker is in it; whoever prefers private is not; its leads make it rarer."""
    lena, mina = town.person("lena"), town.person("mina")
    await adopts(chi, leads=[bo])
    await bo.types("/skills add Terraform")
    await lena.types("/skills add Zendesk")
    await lena.presses("Settings", await lena.opens_home())
    await lena.sends(thanks="private")
    await helped(ana, bo, "How do I keep Terraform from recreating my harpsichord?")
    await helped(ana, lena, "Where do the triggers of Zendesk live?")
    await helped(mina, bo, "How do I read a Terraform plan of my spinet?")
    await until(town, FRIDAY - timedelta(minutes=1))
    assert roundups(ana) == []
    await until(town, FRIDAY)
    [said] = roundups(ana)
    assert said.text.splitlines() == [
        "Thanks for helping in #general since <!date^1793372400^{date_short_pretty}|Fri 30 Oct WAT>",
        "Bo",
        "3 questions this week, all answered.",
        "New on the list: Terraform and Zendesk",
        "Could use a second person: Terraform and Zendesk",
        f"Choices: I know some Terraform; Ask a question; Thank someone; {CHOICES}.",
        "Every Friday at 16:00 (Africa/Lagos) · leads can make it monthly or stop it in this post's menu",
    ]
    assert "<@" not in str(said.blocks)
    # A bystander does what it asks for; how often it comes is not theirs to say.
    await mina.presses("I know some Terraform", said)
    assert "Terraform" in str(mina.form.payload if mina.form else "")
    await mina.sends()
    for choice in ("never", "monthly"):
        await mina.presses("roundup.rhythm", said, chosen=_option(said, choice))
        assert "up to who looks after the team: Bo" in mina.told()
    assert "Every Friday" in roundups(ana)[0].text
    await bo.presses("roundup.rhythm", said, chosen=_option(said, "monthly"))
    assert "The last Friday of each month at 16:00 (Africa/Lagos) from now on" in bo.told()
    assert "|Fri 25 Dec 16:00 WAT>" in bo.told()
    [said] = roundups(ana)
    assert "leads can make it weekly or stop it" in said.text
    assert "3 questions this week, all answered." in said.text, "what was posted stays what it was"
    await until(town, FRIDAY + timedelta(days=3))
    await helped(ana, mina, "How do I move Terraform's state?")
    await until(town, datetime(2026, 12, 25, 15, tzinfo=UTC))
    assert [message.text.splitlines()[1] for message in roundups(ana)] == ["Bo", "Mina"]
    assert "Could use a second person: Zendesk" in roundups(ana)[1].text
    await chi.presses("roundup.rhythm", roundups(chi)[-1], chosen=_option(said, "never"))
    assert "Stopped." in chi.told()
    await town.passes(10 * WEEK)
    assert await became(town) == [("owed", None), ("owed", None)]
    # Whoever wants to be forgotten is, in what was posted long ago too.
    await bo.presses("Forget me", await bo.types("/whoknows my data"))
    assert "Bo" not in "".join(message.text for message in ana.reads(channel(town, "general")) if not message.only_for)


def _option(said: Message, choice: str) -> str:
    """The value of a choice in the menu of a shout-out."""
    [row] = [block for block in said.blocks if block["type"] == "actions"]
    values = [str(option["value"]) for option in row["elements"][-1]["options"]]
    return next(value for value in values if value.endswith(f":{choice}"))


@on_sqlite
async def test_a_week_without_help_says_nothing_and_a_channel_that_refuses_is_told_once(
    town: Town, ana: Somebody, bo: Somebody, chi: Somebody
) -> None:
    """Its leads read what to do; what could not be said is said with the next one."""
    lena = town.person("lena")
    await adopts(chi, leads=[lena])
    await bo.types("/skills add Terraform")
    await until(town, FRIDAY)
    assert await became(town) == [("owed", None)], "a new topic is something to say"
    await until(town, FRIDAY + WEEK)
    assert await became(town) == [("owed", None), ("nothing_to_say", None)]
    town.practice.world.channels[channel(town, "help-infra")].members.discard(town.practice.world.app.bot_user_id)
    await lena.opens("/whoknows team")
    await lena.sends(shoutout_channel=channel(town, "help-infra"))
    assert "The next shout-out comes" in str(lena.form.payload if lena.form else "")
    await helped(ana, bo, "How do I keep Terraform from recreating my harpsichord?")
    await until(town, FRIDAY + 2 * WEEK)
    where = f"not_in_channel in {channel(town, 'help-infra')}"
    assert (await became(town))[2:] == [("skipped", where)]
    await town.passes(timedelta(days=3))
    [told] = [message.text for message in lena.messages if "couldn't post" in message.text]
    assert "/invite @WhoKnows" in told
    assert not [message for message in chi.messages if "couldn't post" in message.text]
    await until(town, FRIDAY + 3 * WEEK)
    await town.passes(timedelta(days=3))
    assert (await became(town))[2:] == [("skipped", where)] * 2
    assert len([message for message in lena.messages if "couldn't post" in message.text]) == 1
    await channel_deeds.invite(town.practice, chi.id, channel(town, "help-infra"), "whoknows")
    await until(town, FRIDAY + 4 * WEEK)
    [said] = roundups(ana, "help-infra")
    assert said.text.splitlines()[1] == "Bo"
    # The channel is archived: another trouble, told once more.
    await helped(ana, bo, "How do I move the state of Terraform?")
    await channel_deeds.archive(town.practice, chi.id, channel(town, "help-infra"))
    await until(town, FRIDAY + 5 * WEEK)
    await town.passes(timedelta(days=3))
    assert "is archived. Unarchive it, or choose another channel" in lena.messages[-1].text


@on_sqlite
async def test_the_settings_of_a_team_choose_when_it_comes_or_that_it_does_not(
    town: Town, ana: Somebody, bo: Somebody, chi: Somebody
) -> None:
    """Chosen in the form with the other settings; a team that leaves empties what it said."""
    await adopts(chi)
    await bo.types("/skills add Terraform")
    await chi.opens("/whoknows team")
    await chi.sends(shoutout_on="never:4")
    assert "The next shout-out" not in str(chi.form.payload if chi.form else "")
    await until(town, FRIDAY + WEEK)
    assert await became(town) == []
    await helped(ana, bo, "How do I keep Terraform from recreating my harpsichord?")
    town.practice.world.modals.clear()
    await chi.opens("/whoknows team")
    await chi.sends(shoutout_on="monthly:2", shoutout_at="09:30")
    town.practice.world.modals.clear()
    await until(town, datetime(2026, 12, 30, 8, 30, tzinfo=UTC))
    [said] = roundups(ana)
    assert "The last Wednesday of each month at 09:30" in said.text
    await chi.opens("/whoknows team")
    await chi.presses("Leave this team", chi.form)
    await chi.sends()
    assert roundups(ana) == []
    async with town.house.database.reading() as session:
        states = await session.scalars(select(Delivery.state).where(Delivery.kind == "roundup"))
        assert set(states) == {DeliveryState.SENT}
