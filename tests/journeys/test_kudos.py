"""Thanks: given in public or alone, and only as their receiver likes."""

from dataclasses import replace

import pytest

from practice import interact
from tests.journeys.test_leaving import described
from tests.journeys.town import Somebody, Town

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


async def test_until_a_channel_is_chosen_the_receiver_is_told_alone(town: Town, ana: Somebody, bo: Somebody) -> None:
    """And the giver reads that, and who could choose one."""
    told = await ana.types("/kudos @bo for sitting with me until the rollback made sense")
    assert "shoutouts" in told.text
    [words] = bo.messages
    assert "sitting with me until the rollback made sense" in words.text
    assert f"<@{ana.id}>" in words.text


async def test_an_admin_chooses_the_channel_and_thanks_appear_there(
    town: Town, ana: Somebody, bo: Somebody, chi: Somebody
) -> None:
    """The first post there proves that WhoKnows may post."""
    await chi.types("/whoknows shoutouts", place="kudos")
    await ana.types("/kudos @bo @chi for the time you spent on the new CRM")
    kudos = next(channel.id for channel in town.practice.world.channels.values() if channel.name == "kudos")
    first, shoutout = [message for message in ana.reads(kudos) if message.user == town.practice.world.app.bot_user_id]
    assert "thanks" in first.text.casefold()
    assert "the time you spent on the new CRM" in shoutout.text
    assert f"<@{bo.id}>" in str(shoutout.blocks)
    assert f"<@{chi.id}>" in str(shoutout.blocks)
    assert bo.messages == []
    home = await bo.opens_home()
    assert "the time you spent on the new CRM" in str(home.payload)


async def test_only_an_admin_chooses_the_channel(town: Town, ana: Somebody) -> None:
    """Everybody else reads whom to ask."""
    assert "admins" in (await ana.types("/whoknows shoutouts", place="kudos")).text


async def test_a_channel_without_whoknows_is_explained_to_the_admin(town: Town, chi: Somebody, ana: Somebody) -> None:
    """The refused post leads to what to type, and thanks go to people alone."""
    await chi.types("/whoknows shoutouts", place="help-infra")
    assert "/invite" in chi.messages[-1].text
    await ana.types("/kudos @bo for the rollback")
    assert "the rollback" in town.person("bo").messages[-1].text


async def test_a_private_thank_you_is_read_by_nobody_else(
    town: Town, ana: Somebody, bo: Somebody, chi: Somebody
) -> None:
    """The form, told alone; the channel for public thanks stays as it was."""
    await chi.types("/whoknows shoutouts", place="kudos")
    await ana.opens("/kudos")
    await ana.sends(receivers=[bo.id], reason="For listening yesterday.", where="private")
    assert "For listening yesterday." in bo.messages[-1].text
    kudos = next(channel.id for channel in town.practice.world.channels.values() if channel.name == "kudos")
    assert not [message for message in chi.reads(kudos) if "listening" in message.text]


async def test_the_receivers_preference_wins(town: Town, ana: Somebody, bo: Somebody, chi: Somebody) -> None:
    """Bo prefers kind words in private: nothing is posted, and Ana reads why."""
    await chi.types("/whoknows shoutouts", place="kudos")
    home = await bo.opens_home()
    await bo.presses("Settings", home)
    await bo.sends(thanks="private")
    form = await ana.opens("/kudos @bo for the rollback")
    assert "prefers kind words in private" in str(form.payload)
    assert bo.messages == []
    await ana.sends()
    assert "the rollback" in bo.messages[-1].text


async def test_thanks_for_an_answer_can_be_said_in_public_too(
    town: Town, ana: Somebody, bo: Somebody, chi: Somebody
) -> None:
    """As the asker likes, after the question was answered."""
    await chi.types("/whoknows shoutouts", place="kudos")
    await bo.types("/skills add Terraform")
    await ana.presses("Ask", await ana.types("/askexpert How do I keep Terraform from recreating it?"))
    await bo.presses("I can help", bo.messages[-1])
    await ana.presses("It's answered", ana.chat_with(bo)[0])
    kudos = next(channel.id for channel in town.practice.world.channels.values() if channel.name == "kudos")
    await bo.opens("/whoknows settings")
    await bo.sends(thanks="private")
    await ana.sends(reason="You drew the picture I now use myself.", where=kudos)
    assert ana.form is not None
    assert ana.form.errors == {"where": "Bo prefers kind words in private now. Choose “Just Bo”."}
    await bo.opens("/whoknows settings")
    await bo.sends(thanks="public")
    await ana.sends(where=kudos)
    post = ana.reads(kudos)[-1]
    assert "You drew the picture I now use myself." in post.text
    assert "recreating" not in post.text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("/kudos", None),
        ("/kudos @ana for being me", "other people"),
        ("/kudos for the rollback", "Name who"),
        ("/kudos @bo", "what they did"),
        ("/kudos @whoknows for the bot", "Bots"),
        ("/kudos @bo " + "very " * 500, "2,000 is the most"),
    ],
)
async def test_thanks_that_cannot_be_given_say_what_to_do(
    town: Town, ana: Somebody, typed: str, told: str | None
) -> None:
    """One sentence, with what was typed given back."""
    if told is None:
        assert (await ana.opens(typed)).title
    else:
        assert told in (await ana.types(typed)).text


async def test_the_same_thanks_twice_within_a_minute_are_one(town: Town, ana: Somebody, bo: Somebody) -> None:
    """A double press costs nobody a second message."""
    for _ in range(2):
        await ana.types("/kudos @bo for the rollback")
    assert len(bo.messages) == 1


async def test_a_direct_message_is_no_channel_for_public_thanks(town: Town, chi: Somebody) -> None:
    """Thanks posted there would reach nobody but the admin."""
    own = town.practice.world.app_conversation(chi.id)
    await interact.run_command(town.practice, chi.id, own.id, "/whoknows shoutouts")
    assert "Type this in the channel" in chi.told("app")
    assert chi.messages == []


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("/kudos <!subteam^S0WEB|@web-team> for the rollback", "Groups and channels"),
        ("/kudos <#C0GENERAL|general> for the rollback", "Groups and channels"),
        ("/kudos @bo x", "what they did and what it changed"),
        ("/kudos @bo " + "x" * 5000, "5,000 letters"),
        ("/kudos <@U0NOBODY> for the rollback", "Name who"),
    ],
)
async def test_whoever_or_whatever_is_named_gets_a_clear_sentence(
    town: Town, ana: Somebody, typed: str, told: str
) -> None:
    """A group, a channel, a crowd, somebody unknown, a letter, a novel."""
    assert told in (await ana.types(typed)).text


async def test_a_crowd_is_too_many(town: Town, ana: Somebody) -> None:
    """Sixty people are asked about no more than needed to say so."""
    bo = town.practice.world.people["U0BO"]
    for number in range(60):
        slack_id = f"U0CROWD{number}"
        town.practice.world.people[slack_id] = replace(bo, id=slack_id, handle=f"crowd{number}")
    crowd = " ".join(f"@crowd{number}" for number in range(60))
    assert "more people than the 25" in (await ana.types(f"/kudos {crowd} for the rollback")).text


async def test_a_shout_typed_into_a_reason_rings_for_nobody(
    town: Town, ana: Somebody, bo: Somebody, chi: Somebody
) -> None:
    """It is shown as the letters that were typed."""
    await chi.types("/whoknows shoutouts", place="kudos")
    await ana.types("/kudos @bo for telling <!here> and <!channel> and @here in *bold* <https://example.com|link>")
    [post] = [one for one in ana.reads("C0KUDOS") if "telling" in one.text]
    assert "<!here" not in post.text
    assert "&lt;!here&gt; and &lt;!channel&gt; and @here in *bold*" in post.text
    [words] = [block for block in post.blocks if block["type"] == "rich_text"]
    assert {leaf["type"] for quoted in words["elements"] for leaf in quoted["elements"]} == {"text"}


async def test_who_leaves_between_writing_and_sending_is_not_thanked(town: Town, ana: Somebody, bo: Somebody) -> None:
    """The form keeps what was typed, and says who left."""
    await ana.opens("/kudos")
    await ana.sends(receivers=[bo.id], reason="For listening yesterday.", where="private")
    await ana.opens("/kudos")
    await described(town, "bo", deleted=True)
    outcome = await ana.sends(receivers=[bo.id], reason="For listening today.", where="private")
    assert "has left the workspace" in str(outcome.payload)


async def test_two_who_thank_each_other_in_turn_are_calmed(town: Town, ana: Somebody, bo: Somebody) -> None:
    """After four in a day a friendly sentence, and nothing is lost of what was typed."""
    for number in range(2):
        await ana.types(f"/kudos @bo for the help number {number} with the rollback")
        await bo.types(f"/kudos @ana for the thanks number {number} for the rollback")
    told = await ana.types("/kudos @bo for thanking me for thanking you")
    assert "mutual" in told.text
    assert "thanking me for thanking you" in told.text
