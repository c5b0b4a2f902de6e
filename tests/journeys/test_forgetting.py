"""*Forget me*, as a person lives it; what the databases and Slack keep afterwards is in test_nothing_remains."""

import asyncio
from datetime import timedelta

import pytest

from practice import interact
from practice.records import Message
from tests.journeys.town import Somebody, Town

QUESTION = "How do I keep Terraform from recreating the database?"


async def forgets(somebody: Somebody) -> None:
    """Type for one's data and press the red button."""
    await somebody.presses("Forget me", await somebody.types("/whoknows my data"))


async def accepted(asker: Somebody, helper: Somebody) -> None:
    """An ask of one that the other said yes to."""
    await helper.types("/skills add Terraform")
    await asker.presses("Ask", await asker.types(f"/askexpert {QUESTION}"))
    await helper.presses("I can help", helper.messages[-1])


async def test_it_says_what_is_kept_and_who_sees_it(town: Town, ana: Somebody) -> None:
    """In plain words with counts."""
    await ana.types("/skills add Terraform, Running meetings")
    shown = await ana.types("/whoknows my data")
    assert "2 topics you list" in shown.text
    assert "What nobody else can see" in shown.text
    assert "Send me the file" in str(shown.blocks)


async def test_the_file_comes_as_a_message_for_them_alone(town: Town, ana: Somebody, bo: Somebody) -> None:
    """With their own rows, and nothing of others that they could not see."""
    await accepted(ana, bo)
    await ana.presses("Send me the file", await ana.types("/whoknows my data"))
    message = ana.messages[-1]
    [file] = [town.practice.world.files[file_id] for file_id in message.files]
    written = file.data.decode()
    assert QUESTION in written
    assert '"helped_by": "Bo' in written
    assert file.name.endswith(".json")


async def test_forgetting_in_the_middle_of_helping_hands_on(town: Town, ana: Somebody, bo: Somebody) -> None:
    """The asker reads kind words without a reason or a name, and the next person is asked."""
    await accepted(ana, bo)
    chi = town.person("chi")
    await chi.types("/skills add Terraform")
    await forgets(bo)
    assert bo.messages == []
    assert any("could use a hand" in message.text for message in chi.messages)
    card = ana.messages[-1]
    assert "a colleague is no longer on this one" in card.text
    chat = ana.reads(next(c.id for c in town.practice.world.channels.values() if c.kind == "mpim"))
    assert "Bo" not in chat[0].text
    assert bo.id not in str(chat[0].blocks)


async def test_forgetting_in_the_middle_of_asking_cancels(town: Town, ana: Somebody, bo: Somebody) -> None:
    """The helper reads that it is over, not whose it was, and can be asked by others."""
    await accepted(ana, bo)
    await forgets(ana)
    assert ana.messages == []
    assert QUESTION not in str([message.blocks for message in bo.messages])
    assert "no longer needs this one" in bo.messages[-1].text
    assert "Ana" not in bo.messages[-1].text


async def test_afterwards_home_is_empty_and_only_an_own_act_brings_back(
    town: Town, ana: Somebody, bo: Somebody
) -> None:
    """Looking at Home, or being thanked by somebody, does not."""
    await ana.opens_home()
    await ana.types("/skills add Terraform")
    await forgets(ana)
    assert "Nothing is kept about you" in str(ana.home.payload)
    await ana.opens_home()
    assert "Nothing is kept about you" in str(ana.home.payload)
    told = await bo.types("/kudos @ana for the rollback")
    assert "doesn't take part" in told.text
    assert "Nothing yet" in (await ana.types("/skills")).text
    await bo.types("/kudos @ana for coming back")
    assert "for coming back" in ana.messages[-1].text


async def test_forgetting_twice_at_once_is_forgetting_once(town: Town, ana: Somebody) -> None:
    """Both presses are answered, and nobody new is there."""
    shown = await ana.types("/whoknows my data")

    async def press(message: Message) -> None:
        [block] = [block for block in message.blocks if block["type"] == "actions"]
        await interact.press(town.practice, ana.id, message, block["block_id"], "own_data.forget")

    await asyncio.gather(press(shown), press(shown))
    await town.settle()
    assert "You are forgotten" in ana.told()


async def test_what_is_on_its_way_is_taken_back(town: Town, ana: Somebody, bo: Somebody) -> None:
    """An offer that waits for the morning never comes; another that was sent is gone."""
    sam = town.person("sam")
    await sam.types("/skills add Terraform")
    town.practice.clock.move_by(timedelta(hours=4))
    await ana.presses("Ask", await ana.types(f"/askexpert {QUESTION}"))
    await forgets(sam)
    await town.passes(timedelta(hours=16))
    assert sam.messages == []
    assert "nobody could" in ana.messages[-1].text


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_shoutout_goes_on_without_them(town: Town, ana: Somebody, bo: Somebody, chi: Somebody) -> None:
    """Who was thanked with others is no longer named; a post that thanked nobody else is gone."""
    await chi.types("/whoknows shoutouts", place="kudos")
    await chi.types("/kudos @ana @bo for the new CRM")
    await chi.types("/kudos @ana for the rollback")
    await ana.types("/kudos @bo for patience with my plan")
    await forgets(ana)
    kudos = next(channel.id for channel in town.practice.world.channels.values() if channel.name == "kudos")
    said = [message.text for message in bo.reads(kudos)]
    assert not [text for text in said if ana.id in text or "rollback" in text or "patience" in text]
    assert [text for text in said if "the new CRM" in text]
