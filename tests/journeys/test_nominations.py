"""Nominations: a colleague suggests, one person is asked, and a no stays with them."""

import json
from datetime import timedelta

import pytest

from practice import interact
from tests.journeys.town import Somebody, Town


def _everything(somebody: Somebody) -> str:
    """All that a person sees anywhere: channels, chats, Home, the form they have open."""
    world = somebody.town.practice.world
    seen = [message.text for channel in world.channels for message in somebody.reads(channel)]
    home = world.homes.get(somebody.id)
    return json.dumps([seen, home.blocks if home else [], somebody.form.blocks if somebody.form else []])


async def test_a_nomination_from_its_command_to_the_list(town: Town, ana: Somebody, bo: Somebody) -> None:
    """The nominee is asked alone, says yes with one press, and can be found from then on."""
    told = await ana.types("/skills nominate @bo product pitches")
    assert "I'll ask Bo" in told.text
    assert "alone" in told.text
    [card] = bo.messages
    assert "Ana" in card.text
    assert "great at Product pitches" in card.text

    await bo.presses("Add it", card)
    [card] = bo.messages
    assert "is on your list" in card.text
    await bo.presses("Edit", card)
    assert bo.form is not None
    assert "Product pitches" in json.dumps(bo.form.payload)
    town.practice.world.modals.clear()
    assert "Product pitches" in (await bo.types("/skills")).text
    assert "Bo" in (await ana.types("/askexpert Who can look at my product pitches?")).text
    assert ana.messages == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("answer", ["Not now", "Please don't suggest this"])
async def test_a_no_is_seen_by_nobody_and_holds(town: Town, ana: Somebody, bo: Somebody, answer: str) -> None:
    """The colleague reads the same whether the topic is new, waits, or was refused."""
    chi = town.person("chi")
    first = await ana.types("/skills nominate @bo product pitches")
    await bo.presses(answer, bo.messages[0])
    again = await ana.types("/skills nominate @bo Product Pitches")
    assert again.text == first.text
    assert len(bo.messages) == 1
    assert "nobody is told" in bo.messages[0].text
    await ana.opens_home()
    await chi.opens_home()
    assert ana.messages == []
    assert "itches" not in _everything(chi)
    assert "itches" not in (await chi.types("/skills @bo")).text

    await town.passes(timedelta(days=91))
    await ana.types("/skills nominate @bo product pitches")
    await town.passes(timedelta(days=3))
    assert len(bo.messages) == (2 if answer == "Not now" else 1)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_no_can_be_taken_back_and_a_late_press_says_what_is_true(
    town: Town, ana: Somebody, bo: Somebody
) -> None:
    """A card that is still on somebody's screen as it was never fails."""
    await ana.types("/skills nominate @bo product pitches")
    as_it_was = bo.messages[0].blocks
    await bo.presses("Not now", bo.messages[0])
    await bo.presses("Add it after all", bo.messages[0])
    assert "is on your list" in bo.messages[0].text
    bo.messages[0].blocks = as_it_was
    await bo.presses("Not now", bo.messages[0])
    assert "You added Product pitches already" in bo.told("app")
    bo.messages[0].blocks = as_it_was
    await bo.presses("Add it", bo.messages[0])
    assert "on your list since you said yes" in bo.told("app")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_ten_people_and_many_topics_are_one_message_a_day(town: Town, bo: Somebody) -> None:
    """The same topic from all of them is one card; other topics wait in Home, one at a time."""
    for handle in ("ana", "chi", "ines", "lena", "dev"):
        await town.person(handle).types("/skills nominate @bo product pitches")
    await town.person("ana").types("/skills nominate @bo facilitation")
    await town.person("chi").types("/skills nominate @bo Excel")
    assert len(bo.messages) == 1

    home = await bo.opens_home()
    assert "Product pitches" in str(home.blocks)
    assert "Facilitation" not in str(home.blocks)
    await bo.presses("Add it", home)
    assert "Facilitation" in str(bo.home.blocks)
    assert "is on your list" in bo.messages[0].text
    assert len(bo.messages) == 1

    await town.passes(timedelta(days=1))
    assert len(bo.messages) == 2
    assert "Facilitation" in bo.messages[1].text
    await bo.presses("Not now", bo.home)
    assert "Not now" in bo.messages[1].text
    await town.passes(timedelta(hours=2))
    assert len(bo.messages) == 2
    await bo.presses("Add it", bo.home)
    await town.passes(timedelta(days=1))
    assert len(bo.messages) == 2, "what was answered in Home needs no message"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_without_an_answer_it_ends_after_two_weeks(town: Town, ana: Somebody, bo: Somebody) -> None:
    """By an edit, which rings no bell."""
    await ana.types("/skills nominate @bo product pitches")
    await bo.opens_home()
    await town.passes(timedelta(days=13, hours=23))
    assert "great at" in bo.messages[0].text
    await town.passes(timedelta(hours=2))
    [card] = bo.messages
    assert "has ended" in card.text
    assert "Product pitches" not in str(bo.home.blocks)
    assert ana.messages == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_quiet_hours_are_kept(town: Town, ana: Somebody) -> None:
    """Sam in Singapore has gone home by 13:00 in Madrid."""
    sam = town.person("sam")
    town.practice.clock.move_by(timedelta(hours=4))
    await ana.types("/skills nominate @sam product pitches")
    assert sam.messages == []
    await town.passes(timedelta(hours=13))
    assert len(sam.messages) == 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_the_shortcut_knows_the_author_and_guesses_the_topic(town: Town, ana: Somebody, bo: Somebody) -> None:
    """ "They're great at this" on somebody's message; nothing of the message goes further."""
    general = next(channel for channel in town.practice.world.channels.values() if channel.name == "general")
    await interact.post_message(town.practice, bo.id, general.id, "My notes on running meetings with the SECRET client")
    [message] = [message for message in ana.reads(general.id) if "SECRET" in message.text]
    await interact.message_shortcut(town.practice, ana.id, "nominate_author", message)
    await town.settle()
    assert ana.form is not None
    form = json.dumps(ana.form.payload)
    assert bo.id in form
    assert "Running meetings" in form
    assert "SECRET" not in form
    await ana.sends()
    assert "I'll ask Bo" in json.dumps(ana.form.payload)
    assert "Running meetings" in bo.messages[0].text
    assert "SECRET" not in _everything(bo).replace(message.text, "")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_ones_own_message_fills_in_nobody(town: Town, ana: Somebody) -> None:
    """And the form says what is missing at its field."""
    general = next(channel for channel in town.practice.world.channels.values() if channel.name == "general")
    await interact.post_message(town.practice, ana.id, general.id, "I like running meetings")
    message = ana.reads(general.id)[-1]
    await interact.message_shortcut(town.practice, ana.id, "nominate_author", message)
    await town.settle()
    assert ana.form is not None
    assert "initial_users" not in json.dumps(ana.form.payload)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("/skills nominate @ana product pitches", "/skills add"),
        ("/skills nominate @whoknows product pitches", "Bots"),
        ("/skills nominate @bo @chi product pitches", "one person at a time"),
        ("/skills nominate @bo ???", "Say what they are great at"),
        ("/skills nominate @bo " + "x" * 300, "80 is the most"),
    ],
)
async def test_what_cannot_be_nominated_is_told(town: Town, ana: Somebody, typed: str, told: str) -> None:
    """One sentence, with what was typed given back."""
    assert told in (await ana.types(typed)).text


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("what", "told"), [("is_restricted", "is a guest"), ("deleted", "left"), ("is_bot", "Bots")])
async def test_who_takes_no_part_is_not_asked(town: Town, ana: Somebody, bo: Somebody, what: str, told: str) -> None:
    """A guest, a bot, somebody who left."""
    setattr(town.practice.world.people[bo.id], what, True)
    assert told in (await ana.types("/skills nominate @bo product pitches")).text
    assert bo.messages == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_what_is_listed_needs_no_nomination(town: Town, ana: Somebody, bo: Somebody) -> None:
    """A list can be looked up by everybody, so this tells nothing new."""
    await bo.types("/skills add Kubernetes")
    assert "has Kubernetes listed already" in (await ana.types("/skills nominate @bo k8s")).text


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_slip_of_the_pen_is_asked_about(town: Town, ana: Somebody, bo: Somebody) -> None:
    """A near name is proposed in the form, never taken by itself; a topic of one letter is one."""
    await town.person("chi").types("/skills add Running meetings, R")
    form = await ana.opens("/skills nominate @bo runing meetings")
    assert "runing meetings, as a new topic" in json.dumps(form.payload)
    assert "Running meetings" in json.dumps(form.payload)
    assert bo.messages == []
    await ana.sends(topic="runing meetings")
    assert "Runing meetings" in bo.messages[0].text
    assert "great at" in bo.messages[0].text


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "typed",
    ["/skills nominate", "/skills nominate @bo", "/skills nominate product pitches", f"/skills nominate {300 * 'x'}"],
)
async def test_with_less_than_all_the_form_opens(town: Town, ana: Somebody, bo: Somebody, typed: str) -> None:
    """It holds what was typed."""
    form = await ana.opens(typed)
    said = json.dumps(form.payload)
    assert (bo.id in said) is ("@bo" in typed)
    assert ("product pitches" in said) is ("pitches" in typed)
    offered = await interact.suggest(town.practice, ana.id, form, "topic", "skills.topics", "product pit")
    [topic] = [option for option in offered if option["value"] == "Product pitches"]
    await ana.sends(nominee=[bo.id], topic=topic)
    assert len(bo.messages) == 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_thanks_become_a_topic_where_they_are_read(town: Town, ana: Somebody, bo: Somebody) -> None:
    """Below the kind words themselves, so that it rings no bell of its own; once per topic, ever."""
    await ana.types("/kudos @bo for running meetings so well")
    [words] = bo.messages
    assert "thanked you for Running meetings" in words.text
    await bo.presses("Not now", words)
    [words] = bo.messages
    assert "I won't suggest Running meetings" in words.text
    await town.passes(timedelta(days=100))
    await ana.types("/kudos @bo for running meetings again")
    assert "List it?" not in bo.messages[-1].text


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_thanks_in_public_are_suggested_in_home_alone(town: Town, ana: Somebody, bo: Somebody) -> None:
    """The channel reads the thanks, and nothing of the suggestion."""
    await bo.opens_home()
    await town.person("chi").types("/whoknows shoutouts", place="general")
    await ana.types("/kudos @bo for running meetings so well")
    assert bo.messages == []
    assert "thanked you for *Running meetings*" in str(bo.home.blocks)
    assert "List it?" not in _everything(ana)
    await bo.presses("Add it", bo.home)
    assert "Running meetings" in (await bo.types("/skills")).text


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_nothing_is_suggested_that_somebody_lists_or_that_is_confided(
    town: Town, ana: Somebody, bo: Somebody
) -> None:
    """Grief is no topic to be found by."""
    await bo.types("/skills add Running meetings")
    await ana.types("/kudos @bo for running meetings and for listening about burnout and grief")
    assert "List it?" not in bo.messages[-1].text
