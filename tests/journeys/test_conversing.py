"""Asking without a command: written to WhoKnows in its direct messages, or with @WhoKnows where people talk."""

from datetime import timedelta
from typing import Any

import pytest

from practice import payloads
from practice.delivery import Parcel
from practice.records import Message
from tests.journeys.town import Somebody, Town

QUESTION = "How do I stop a Terraform plan from recreating the database?"


@pytest.mark.parametrize("transport", ["socket", "http"])
async def test_a_question_written_to_whoknows_gets_the_preview_and_is_asked(
    town: Town, ana: Somebody, bo: Somebody
) -> None:
    """The same preview as with the command, seen by the asker alone."""
    await bo.types("/skills add Terraform")
    [preview] = await ana.writes(QUESTION)
    assert QUESTION in preview.text
    assert "lists Terraform" in preview.text
    assert preview.thread_ts is None
    assert bo.messages == []
    await ana.presses("Ask", preview)
    [offer] = bo.messages
    assert QUESTION in offer.text


async def test_a_mention_in_a_channel_and_in_a_thread_is_answered_there_alone(
    town: Town, ana: Somebody, bo: Somebody
) -> None:
    """The mention is cut from the question, others become names that ring for nobody, and the buttons work."""
    await bo.types("/skills add Terraform")
    [preview] = await ana.writes(f"@whoknows: {QUESTION} @bo said so", "general")
    assert f"{QUESTION} @Bo said so" in preview.text
    assert "whoknows" not in preview.text.casefold()
    assert "<@" not in str(preview.blocks)
    assert "as it stands here" in preview.text

    first = await _said_by(bo, "Who knows?")
    [in_thread] = await ana.writes(f"And in a thread, @whoknows: {QUESTION}", "general", thread_ts=first.ts)
    assert in_thread.thread_ts == first.ts
    ours = town.practice.world.app.bot_user_id
    assert [
        message.text for message in bo.reads("C0GENERAL") if message.user == ours and message.only_for is None
    ] == []
    await ana.presses("Change", in_thread)
    assert ana.form is not None
    await ana.sends(text=f"{QUESTION} It is urgent.")
    await ana.presses("Ask", in_thread)
    assert [message.text for message in ana.reads("C0GENERAL") if message.thread_ts == first.ts][-1].startswith("Asked")
    [offer] = bo.messages
    assert "It is urgent." in offer.text


async def test_a_late_press_in_a_thread_is_explained_in_that_thread(town: Town, ana: Somebody, bo: Somebody) -> None:
    """What became of the question is said where the button stands."""
    await bo.types("/skills add Terraform")
    first = await _said_by(bo, "Who knows?")
    [preview] = await ana.writes(f"@whoknows {QUESTION}", "general", thread_ts=first.ts)
    await ana.opens_home()
    await ana.presses("Cancel it", ana.home)
    await ana.presses("Ask", preview)
    told = [message for message in ana.reads("C0GENERAL") if message.only_for == ana.id][-1]
    assert "was cancelled" in told.text
    assert told.thread_ts == first.ts


async def _said_by(somebody: Somebody, text: str) -> Message:
    await somebody.writes(text, "general")
    return next(message for message in somebody.reads("C0GENERAL") if message.text == text)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("hi", "I find a colleague"),
        ("Hello! :wave:", "I find a colleague"),
        ("what can you do?", "I find a colleague"),
        (":wave:", "I find a colleague"),
        ("help", "/kudos"),
        ("Thanks a lot!", "Any time"),
        ("thank you 🙏", "Any time"),
        ("skills", "/skills add"),
        ("hm", "A few more words"),
    ],
)
async def test_what_is_no_question_gets_a_kind_word(town: Town, ana: Somebody, text: str, told: str) -> None:
    """In direct messages and in channels alike; nothing becomes a draft."""
    for answers in (await ana.writes(text), await ana.writes(f"@WhoKnows {text}", "general")):
        [answer] = answers
        assert told in answer.text
    assert "You asked" not in str((await ana.opens_home()).payload)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_draft_stays_for_a_day_in_home(town: Town, ana: Somebody, bo: Somebody) -> None:
    """And is gone after it."""
    await bo.types("/skills add Terraform")
    await ana.writes(f"Who can tell me, @whoknows: {QUESTION},", "general")
    assert f"Who can tell me, {QUESTION}" in str((await ana.opens_home()).payload)
    await town.passes(timedelta(hours=23))
    assert QUESTION in str((await ana.opens_home()).payload)
    await town.passes(timedelta(hours=2))
    assert QUESTION not in str((await ana.opens_home()).payload)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_bare_mention_is_a_greeting(town: Town, ana: Somebody) -> None:
    """Nothing but the name."""
    [answer] = await ana.writes("@WhoKnows", "general")
    assert "I find a colleague" in answer.text


async def test_a_message_told_of_twice_is_one_draft_and_one_answer(town: Town, ana: Somebody, bo: Somebody) -> None:
    """Slack may send a second event for the same message under another id, without saying that it is a repetition."""
    await bo.types("/skills add Terraform")
    [_] = await ana.writes(f"@whoknows {QUESTION}", "general")
    world = town.practice.world
    written = next(message for message in ana.reads("C0GENERAL") if message.user == ana.id)
    town.practice.clock.move_by(timedelta(minutes=2))
    again = {
        "type": "app_mention", "user": ana.id, "ts": written.ts, "text": written.text, "channel": "C0GENERAL",
        "team": world.app.team_id, "event_ts": written.ts,
    }  # fmt: skip
    reply = await town.practice.deliver(Parcel("events_api", "app_mention", payloads.event(town.practice, again)))
    assert reply.is_answered
    await town.settle()
    assert len([message for message in ana.reads("C0GENERAL") if message.only_for == ana.id]) == 1
    assert str((await ana.opens_home()).payload).count(QUESTION) == 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_edits_joins_bots_and_bare_files_are_let_be(town: Town, ana: Somebody) -> None:
    """Nobody is answered for what nobody just wrote, nor for a file without a word."""
    world = town.practice.world
    conversation = world.app_conversation(ana.id).id
    about = {"type": "message", "channel": conversation, "channel_type": "im", "team": world.app.team_id}
    unlike_a_question: tuple[dict[str, Any], ...] = (
        {"subtype": "message_changed", "message": {"text": QUESTION, "user": ana.id}},
        {"subtype": "message_deleted"},
        {"subtype": "channel_join", "user": ana.id, "text": QUESTION},
        {"subtype": "bot_message", "bot_id": "B0OTHER", "text": QUESTION},
        {"user": ana.id, "bot_id": "B0OTHER", "text": QUESTION},
        {"user": ana.id, "subtype": "file_share", "text": "", "files": [{"id": "F1"}]},
    )
    for number, unlike in enumerate(unlike_a_question):
        inner = {**about, "ts": f"1700000000.00000{number}", **unlike}
        reply = await town.practice.deliver(Parcel("events_api", "message", payloads.event(town.practice, inner)))
        assert reply.is_answered
    await town.settle()
    assert [message for message in ana.reads(conversation) if message.only_for] == []
    assert "You asked" not in str((await ana.opens_home()).payload)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_words_with_a_file_are_a_question_and_the_file_stays(town: Town, ana: Somebody, bo: Somebody) -> None:
    """The asker is told so before anything is sent."""
    await bo.types("/skills add Terraform")
    world = town.practice.world
    conversation = world.app_conversation(ana.id).id
    inner = {
        "type": "message", "channel": conversation, "channel_type": "im", "user": ana.id, "subtype": "file_share",
        "text": QUESTION, "files": [{"id": "F1"}], "ts": "1700000000.000001",
    }  # fmt: skip
    await town.practice.deliver(Parcel("events_api", "message", payloads.event(town.practice, inner)))
    await town.settle()
    assert QUESTION in ana.told("app")
    assert "Files aren't passed on" in ana.told("app")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("standing", ["is_restricted", "is_stranger"])
@pytest.mark.parametrize("text", [QUESTION, "hi"])
async def test_guests_and_people_of_other_companies_get_a_kind_sentence(
    town: Town, ana: Somebody, standing: str, text: str
) -> None:
    """Whatever they write, where they wrote it."""
    setattr(town.practice.world.people[ana.id], standing, True)
    [answer] = await ana.writes(f"@whoknows {text}", "general")
    assert "full members" in answer.text


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_question_whose_answer_slack_refuses_waits_in_home(town: Town, ana: Somebody, bo: Somebody) -> None:
    """Somebody who has just left the channel cannot be answered there."""
    await bo.types("/skills add Terraform")
    await ana.opens_home()
    town.practice.faults.add("refuse", method="chat.postEphemeral", error="user_not_in_channel")
    assert await ana.writes(f"@whoknows {QUESTION}", "general") == []
    assert QUESTION in str(ana.home.payload)
    assert "You asked" in str(ana.home.payload)
    await ana.presses("Change", ana.home)
    assert ana.form is not None
