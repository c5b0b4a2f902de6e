"""When nobody fits: the question is posted, taken to the lead, or waits; and what each reads meanwhile."""

from practice import surfaces
from practice.records import Message
from tests.journeys.town import Somebody, Town

QUESTION = "How do I cross-compile a Zig library for our old routers?"
GENERAL = "C0GENERAL"


async def posts(asker: Somebody, surface: Message, channel: str = GENERAL, *, topic: str = "") -> None:
    """Post a question from what the asker sees."""
    await asker.presses("Post it in a channel", surface)
    chosen = {"topic": {"text": {"type": "plain_text", "text": topic}, "value": topic}} if topic else {}
    await asker.sends(channel=channel, **chosen)


def open_card(reader: Somebody, channel: str = GENERAL) -> Message:
    """The newest card in a channel that everybody reads."""
    return [message for message in reader.reads(channel) if not message.only_for][-1]


def labels(message: Message) -> list[str]:
    """The buttons of a message."""
    return [surfaces.label_of(placed.element) for placed in surfaces.elements_in(message.blocks)]


async def test_nobody_fits_the_question_is_posted_taken_and_answered(
    town: Town, ana: Somebody, bo: Somebody, chi: Somebody
) -> None:
    preview = await ana.types(f"/askexpert {QUESTION}")
    assert "Nobody has listed this yet" in preview.text
    await posts(ana, preview, topic="Zig")
    card = open_card(bo)
    assert QUESTION in card.text
    assert "Zig" in card.text
    assert not {"Ana", ana.id} & set(str([card.text, card.blocks]).replace("'", " ").split())
    [asked] = ana.messages
    assert "posted in" in asked.text

    await bo.presses("I can help", card)
    assert "It's yours" in bo.told()
    card = open_card(chi)
    assert "Somebody is helping" in card.text
    assert QUESTION not in str(card.blocks)
    assert "Bo" not in str(card.blocks)
    [chat] = ana.chat_with(bo)
    assert "Bo saw your question in" in chat.text
    assert "and offered to help." in chat.text
    [asked] = ana.messages
    assert "Bo said yes" in asked.text

    await ana.presses("It's answered", chat)
    await ana.sends(reason="You knew the flag that nobody knows.")
    assert "was answered" in open_card(chi).text
    # Counted in posts: the asker's card and the chat; the helper's card, the chat and the thanks.
    assert len(ana.messages) + len(ana.chat_with(bo)) == 2
    assert len(bo.messages) + len(bo.chat_with(ana)) == 3
