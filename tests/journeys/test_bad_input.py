"""What nobody should have to type, and what they read when they do."""

from datetime import timedelta

import pytest

from practice.records import Message, Person
from tests.journeys.town import Somebody, Town

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("hm", "A few more words"),
        ("🤔🤔🤔", "in words"),
        ("?!", "in words"),
        ("Terraform " * 320, "3,000 is the most"),
    ],
)
async def test_a_question_nobody_could_answer_is_refused_with_its_text(
    town: Town, ana: Somebody, text: str, told: str
) -> None:
    """The sentence says what to do, and what was typed is given back."""
    answer = await ana.types(f"/askexpert {text}")
    assert told in answer.text
    assert text.strip()[:50] in str(answer.blocks) or text.strip()[:2] in answer.text


async def test_without_text_the_form_opens_and_says_what_is_missing_at_its_field(town: Town, ana: Somebody) -> None:
    """The error stands where it can be mended."""
    form = await ana.opens("/askexpert")
    await ana.sends(text="hm")
    assert "A few more words" in form.errors["text"]


@pytest.mark.parametrize(
    "text",
    [
        "Who knows <!channel> and <!here> and @here about Terraform?",
        "Is @bo or @channel the one for Terraform & <b>bold</b> things?",
        "Why does the Terraform payload say payload=1&text=2 in its payload?",
        "למה Terraform רוצה ליצור מחדש את מסד הנתונים? \N{RIGHT-TO-LEFT MARK}אנא עזרו",
        'Terraform says:\n```\nresource "x" {}\n```\nand *bold* _it_ ~no~ `code` <https://a.example|b>',
        "ما هو Terraform؟ كيف أستخدمه في العمل؟",
        "Terraform 😅 does 👩\u200d👩\u200d👧 what? :wave: <@U0BO> <#C0GENERAL>",
    ],
)
async def test_what_was_typed_is_shown_as_it_was_typed_and_rings_for_nobody(
    town: Town, ana: Somebody, bo: Somebody, text: str
) -> None:
    """Mentions, markup and the word "payload" are only words, in the preview, the offer and the chat."""
    await bo.types("/skills add Terraform")
    preview = await ana.types(f"/askexpert {text}")
    _shows_only_words(preview)
    await ana.presses("Ask", preview)
    _shows_only_words(bo.messages[-1])
    await bo.presses("I can help", bo.messages[-1])
    _shows_only_words(ana.chat_with(bo)[0])
    _shows_only_words(ana.messages[-1])


def _shows_only_words(message: Message) -> None:
    quoted = [block for block in message.blocks if block["type"] == "rich_text"]
    assert "Terraform" in str(quoted)
    elsewhere = str([block for block in message.blocks if block["type"] != "rich_text"])
    for sign in ("<!channel", "<!here", "@here", "@channel", "https://a.example"):
        assert sign not in elsewhere
    for sign in ("<!channel", "<!here", "<b>"):
        assert sign not in message.text


@pytest.mark.parametrize("text", ["payload", "what is a payload in Terraform", "payload=x"])
@pytest.mark.parametrize("transport", ["http"])
async def test_the_word_payload_survives_signed_http(town: Town, ana: Somebody, text: str) -> None:
    """Bolt takes it for an empty body; we read it again."""
    answer = await ana.types(f"/askexpert {text}")
    assert "isn't installed" not in answer.text
    assert text.split("=", maxsplit=1)[0] in str(answer.blocks)


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("is_restricted", "full members"),
        ("is_ultra_restricted", "full members"),
        ("is_stranger", "full members"),
        ("deleted", "deactivated"),
        ("is_bot", "people only"),
    ],
)
async def test_only_full_members_ask_and_are_listed(town: Town, ana: Somebody, kind: str, told: str) -> None:
    """Guests, people of other companies, bots and deactivated people read why, and nothing changes."""
    setattr(town.practice.world.people[ana.id], kind, True)
    for command in (
        "/askexpert How do I keep Terraform from recreating it?",
        "/askexpert",
        "/skills add Terraform",
        "/kudos @bo for the help",
        "/whoknows",
    ):
        assert told in (await ana.types(command)).text
    assert ana.form is None


async def test_a_guest_finds_one_sentence_in_home_and_no_button(town: Town, ana: Somebody) -> None:
    """What they listed while they were a full member stays, out of sight."""
    await ana.types("/skills add Terraform")
    town.practice.world.people[ana.id].is_restricted = True
    await town.passes(timedelta(days=2))
    home = await ana.opens_home()
    assert "The person who invited you" in str(home.payload)
    assert "Terraform" not in str(home.payload)
    assert "button" not in str(home.payload)


async def test_somebody_the_database_has_not_seen_is_asked_about_once(town: Town, ana: Somebody) -> None:
    """Slack says who they are before the transaction; their zone is their own."""
    await ana.types("/skills add Terraform")
    home = await ana.opens_home()
    assert "Terraform" in str(home.payload)
    asked = [call for call in town.practice.world.calls if call.name == "users.info"]
    assert len(asked) == 1


async def test_a_mention_is_only_a_word_where_nobody_is_thanked(town: Town, ana: Somebody) -> None:
    """Slack is asked about nobody for it, and nobody gets a row."""
    everybody = " ".join(f"@{person.handle}" for person in town.practice.world.people.values())
    await ana.types(f"/askexpert How do I keep Terraform from recreating it? {everybody}")
    assert _described(town) == [ana.id]


async def test_of_very_many_who_are_thanked_a_few_are_looked_up(town: Town, ana: Somebody) -> None:
    """One more than can be thanked at once is enough to refuse."""
    for number in range(100, 160):
        town.practice.world.people[f"U0MANY{number}"] = Person(
            f"U0MANY{number}", f"many{number}", f"Many {number}", "Europe/Madrid"
        )
    everybody = " ".join(f"@many{number}" for number in range(100, 160))
    assert "more people than the 25" in (await ana.types(f"/kudos {everybody} for all of it")).text
    assert len(_described(town)) == 27


def _described(town: Town) -> list[str]:
    return [str(call.request["user"]) for call in town.practice.world.calls if call.name == "users.info"]


async def test_slack_too_slow_to_say_who_somebody_is_costs_nobody_their_answer(town: Town, ana: Somebody) -> None:
    """After a second the workspace's zone has to do."""
    town.practice.faults.add("slow", method="users.info", seconds=5)
    assert "Terraform" in (await ana.types("/skills add Terraform")).text


async def test_an_unknown_word_gets_the_nearest_command(town: Town, ana: Somebody) -> None:
    """And buttons that lead on."""
    assert "/askexpert" in (await ana.types("/whoknows ask-expert")).text
    assert "/skills add" in (await ana.types("/skills ad terraform")).text


async def test_every_command_says_how_it_is_used(town: Town, ana: Somebody) -> None:
    """`help` behind any of them."""
    for command in ("/askexpert", "/skills", "/kudos", "/whoknows"):
        assert command in (await ana.types(f"{command} help")).text
