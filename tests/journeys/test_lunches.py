"""Lunch-and-learns: announced, seats taken, moved, reminded of, cancelled."""

import re
from datetime import timedelta
from typing import Any

import pytest

from practice.records import Message
from tests.journeys.test_leaving import described
from tests.journeys.test_teams import channel
from tests.journeys.town import Somebody, Town

TITLE = "Terraform without tears"
# Thursday of next week in the practice workspace, which begins on Monday 23 November.
DAY = "2026-12-03"


async def announces(host: Somebody, **how: Any) -> None:
    """Fill in the form, see it first, and announce it in #lunch-and-learn."""
    await host.opens(f"/lunchandlearn {TITLE}", "lunch-and-learn")
    if how.keys() & {"seats", "hosts", "topic", "kind"}:
        await host.presses("More", host.form)
    await host.sends(on=DAY, at="12:30", place="Kitchen, 3rd floor", **how)
    assert host.form is not None
    assert "Nothing is posted yet" in str(host.form.payload), host.form.errors
    await host.sends()


def posts(town: Town, reader: Somebody) -> list[Message]:
    """What WhoKnows posted in #lunch-and-learn."""
    found = reader.reads(channel(town, "lunch-and-learn"))
    return [one for one in found if one.user == town.practice.world.app.bot_user_id and not one.only_for]


def read(message: Message) -> str:
    """A message as it is read where Slack does not know one's zone."""
    return re.sub(r"<!date[^|]*\|([^>]*)>", r"\1", message.text)


async def test_announce_take_seats_move_and_cancel(town: Town, ana: Somebody, bo: Somebody) -> None:
    """The post changes where it stands; whoever comes is told once of a move, and once of the end."""
    await announces(bo, about="No experience needed.", seats="2")
    [post] = posts(town, ana)
    assert TITLE in post.text
    assert "0 in · 0 maybe · 2 seats left" in post.text
    mina, sam, dev = (town.person(handle) for handle in ("mina", "sam", "dev"))
    for person in (ana, mina):
        await person.presses("I'm in", posts(town, person)[0])
        assert "You're in for" in person.told("lunch-and-learn")
    await sam.presses("Join the waiting list", posts(town, sam)[0])
    assert "1st in line" in sam.told("lunch-and-learn")
    await dev.presses("Maybe", posts(town, dev)[0])
    assert "2 in · 1 maybe · full · 1 waiting" in posts(town, ana)[0].text
    assert "Ana and Mina are coming" in posts(town, ana)[0].text
    told = [one for one in ana.reads(post.channel_id) if one.only_for == ana.id][-1]
    await ana.presses("I can't come after all", told)
    assert "A seat opened" in sam.messages[-1].text
    listed = await bo.types("/lunchandlearn list")
    assert "You hold it · 2 in, 1 maybe" in listed.text
    await bo.presses("Change", listed)
    await bo.sends(on="2026-12-04", at="13:00")
    assert "3 people are told that it has moved" in str(bo.form)
    # A slip is put right within a minute, and told as one move.
    await bo.presses("Change", await bo.types("/lunchandlearn list"))
    await bo.sends(on="2026-12-04", at="13:30")
    assert mina.messages == []
    # Whoever leaves before that is not told that their place is kept.
    await sam.presses("I can't come after all", await sam.types("/lunchandlearn list"))
    await town.passes(timedelta(minutes=1))
    assert not [one for one in sam.messages if "has moved" in one.text]
    [moved] = mina.messages
    assert "has moved from Thu 3 Dec 06:30 EST to Fri 4 Dec 07:30 EST" in read(moved)
    # So is one that is taken back.
    for at in ("14:00", "13:30"):
        await bo.presses("Change", await bo.types("/lunchandlearn list"))
        await bo.sends(at=at)
    await town.passes(timedelta(minutes=2))
    assert mina.messages == [moved]
    assert ana.messages == []
    assert len(posts(town, ana)) == 1
    await bo.presses("Cancel it", listed)
    await bo.sends()
    assert "is cancelled" in mina.messages[-1].text
    assert posts(town, ana)[0].text.startswith("Cancelled:")


async def test_reminders_come_at_the_readers_own_time_and_once(town: Town, ana: Somebody, bo: Somebody) -> None:
    """A week and two days before for the host; the day before, and ten minutes before, for who comes."""
    await announces(bo)
    await ana.presses("I'm in", posts(town, ana)[0])
    await town.passes(timedelta(days=3, hours=2))
    assert [one.text for one in bo.messages if "You hold" in one.text] == [bo.messages[-1].text]
    await town.passes(timedelta(days=5))
    assert len([one for one in bo.messages if "You hold" in one.text]) == 2
    await town.passes(timedelta(days=1))
    assert "Coming up" in ana.messages[-1].text
    await town.passes(timedelta(days=1))
    assert "Today" in posts(town, ana)[-1].text
    await town.passes(timedelta(hours=1, minutes=21))
    assert "nearly time" in ana.messages[-1].text
    for _ in range(3):
        await town.passes(timedelta(minutes=1))
    assert len(ana.messages) == 2
    assert len(posts(town, ana)) == 2
    dev = town.person("dev")
    await dev.presses("Send me the recording", posts(town, dev)[0])
    await town.passes(timedelta(hours=1))
    assert "Thank you for holding" in bo.messages[-1].text
    await bo.presses("Add notes or a recording", bo.messages[-1])
    await bo.sends(recording_link="https://meet.example/again", notes="Read the plan aloud.")
    assert "goes to one person who asked for it" in str(bo.form.payload if bo.form else "")
    assert "Read the plan aloud." in posts(town, ana)[0].text
    assert [one.text for one in ana.messages if "Read the plan" in one.text] == []
    await town.passes(timedelta(days=1))
    assert "Read the plan aloud." in dev.messages[-1].text


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("how", "field", "told"),
    [
        ({"on": "2026-11-22"}, "on", "in the past"),
        ({"on": "2031-12-03"}, "on", "more than a year"),
        ({"on": "2027-03-28", "at": "02:30"}, "at", "clocks go forward"),
        ({"seats": "0"}, "seats", "from 1 to 5,000"),
        ({"seats": "10000"}, "seats", "from 1 to 5,000"),
        ({"kind": "open_table", "seats": "12"}, "seats", "4 to 6 seats"),
        ({"seats": "a dozen"}, "seats", "Type a number"),
        ({"link": "meet me there", "place": ""}, "link", "no link"),
        ({"place": ""}, "place", "Say where"),
        ({"channel": "C0HELPINFRA"}, "channel", "/invite @WhoKnows"),
        ({"about": '"' * 1200, "place": '"' * 250, "title": '"' * 119 + "x"}, "about", "Use fewer"),
    ],
)
async def test_what_cannot_be_planned_says_what_to_do(
    town: Town, bo: Somebody, how: dict[str, str], field: str, told: str
) -> None:
    """At its field, with all that was typed kept; nothing is posted."""
    await bo.opens(f"/lunchandlearn {TITLE}", "lunch-and-learn")
    await bo.presses("More", bo.form)
    await bo.sends(**{"on": DAY, "at": "12:30", "place": "Kitchen", **how})
    assert bo.form is not None
    assert told in bo.form.errors[field]
    assert posts(town, bo) == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_two_hosts_who_change_it_at_once_don_t_undo_each_other(
    town: Town, ana: Somebody, bo: Somebody, chi: Somebody
) -> None:
    """The second reads that it changed meanwhile; fewer seats than people in are refused; others may not change it."""
    await announces(bo)
    await ana.presses("I'm in", posts(town, ana)[0])
    await town.person("mina").presses("I'm in", posts(town, ana)[0])
    [of_bo, of_chi] = [await one.types("/lunchandlearn list") for one in (bo, chi)]
    await bo.presses("Change", of_bo)
    assert "Change" not in of_chi.text
    await bo.sends(title="Terraform, gently")
    assert "Terraform, gently" in posts(town, ana)[0].text
    await bo.presses("Change", of_bo)
    await bo.sends(seats="1")
    assert bo.form is not None
    assert "2 people are in already" in bo.form.errors["seats"]


async def test_who_leaves_takes_what_only_they_hold_along(town: Town, ana: Somebody, bo: Somebody) -> None:
    """Who comes is told once; the post says so."""
    await announces(bo)
    await ana.presses("I'm in", posts(town, ana)[0])
    await described(town, "bo", deleted=True)
    await town.passes(timedelta(minutes=1))
    assert "is cancelled" in ana.messages[-1].text
    assert posts(town, ana)[0].text.startswith("Cancelled:")
