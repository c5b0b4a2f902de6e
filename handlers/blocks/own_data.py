"""What is kept about somebody, as they read it: how much of each kind, who sees it, and until when."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.commands import here
from bot.own_data import Kept
from handlers.blocks import preferences, skills
from handlers.blocks.asking import buttons as asking
from handlers.blocks.kit import (
    Block,
    FileToSend,
    Message,
    View,
    actions,
    asked_first,
    button,
    context,
    count,
    header,
    home,
    message,
    modal,
    plain,
    section,
)

OPEN = "own_data.open"
FILE = "own_data.file"
FORGET = "own_data.forget"

_TITLE = "What is kept about you"
_WHO_READS_A_QUESTION = (
    "only those who were asked see one, while they may answer. "
    "The words go 180 days after it closed, a draft's after a day"
)
_WHO_READS_THANKS = "public ones everybody in the channel, private ones only the two of you"


def _forgotten() -> str:
    return (
        "You are forgotten. What you began was handed on or cancelled, your words are gone, and the messages I wrote "
        "to you are being taken away. Your chats with colleagues are theirs as well, and stay as long as Slack "
        f"keeps them. If you ever want to come back, type `{here('/whoknows')}`."
    )


def open_button(label: str = "What is kept about you") -> Block:
    """The button that shows it, wherever it stands."""
    return button(label, OPEN, "own_data")


def shown(kept: Kept) -> Message:
    """All of it as a message."""
    return message([section(f"*{_TITLE}*"), *_blocks(kept)])


def shown_view(kept: Kept) -> View:
    """The same as a modal."""
    return modal(_TITLE, _blocks(kept))


def _blocks(kept: Kept) -> list[Block]:
    return [
        section(_for_others(kept)),
        section(_for_you(kept)),
        context(
            "It is all in this workspace's own WhoKnows and in Slack. It goes nowhere else, and no AI reads it. "
            "Your file comes as a message for you alone."
        ),
        actions(
            button("Send me the file", FILE, "file"),
            skills.open_button(),
            preferences.open_button(),
            _forget(kept),
        ),
    ]


def _forget(kept: Kept) -> Block:
    return asked_first(
        button("Forget me", FORGET, kept.member.id, accessibility_label="Forget me: delete what is kept about me"),
        title="Forget you?",
        text="Everything about you goes: topics, questions, thanks you wrote, settings. What you are helping with is "
        "handed on, without a reason. It can't be undone. Counts stay, without you in them.",
        yes="Forget me",
        no="Keep it",
    )


def _for_others(kept: Kept) -> str:
    name = plain(kept.member.name)
    thanks = count(kept.thanks_given, "thank-you", "thank-yous")
    lines = [
        (1, f"Your name, {name}, as Slack shows it to everybody here"),
        (
            kept.topics,
            f"{count(kept.topics, 'topic', 'topics')} you list, when a question is about one, until you remove it",
        ),
        (kept.questions, f"{count(kept.questions, 'question', 'questions')} you asked: {_WHO_READS_A_QUESTION}"),
        (
            kept.thanks_given + kept.thanks_received,
            f"{thanks} you gave and {kept.thanks_received} you received: {_WHO_READS_THANKS}",
        ),
        (kept.teams, f"{count(kept.teams, 'team', 'teams')} you are in, as its channel shows"),
        (kept.lunches_held + kept.seats, _lunches(kept)),
        (kept.lunch_questions, _asked_in_advance(kept.lunch_questions)),
    ]
    return _bullets("What others can see", lines)


def _lunches(kept: Kept) -> str:
    held = count(kept.lunches_held, "lunch-and-learn", "lunch-and-learns")
    who = "its channel sees who holds it and who is in, its hosts also who may come"
    return f"{held} you hold and {kept.seats} you said something about: {who}"


def _asked_in_advance(number: int) -> str:
    asked = count(number, "question", "questions")
    return f"{asked} before a lunch-and-learn: its hosts read them without your name, until 30 days after it"


def _for_you(kept: Kept) -> str:
    lines = [
        (kept.asks, f"{count(kept.asks, 'ask', 'asks')} that came to you, and what you said. Nobody learns who passed"),
        (kept.nominations, f"{count(kept.nominations, 'topic', 'topics')} suggested to you, and your answers"),
        (kept.wishes, f"{count(kept.wishes, 'topic', 'topics')} you wait for, until somebody lists it"),
        (
            kept.lunch_wishes,
            f"{count(kept.lunch_wishes, 'topic', 'topics')} you want a lunch-and-learn about, until one is planned",
        ),
        (1, "Your settings: how often you may be asked, your hours, how you like to be thanked"),
    ]
    return _bullets("What nobody else can see", lines)


def _bullets(title: str, lines: Sequence[tuple[int, str]]) -> str:
    """A list of what there is; what there is none of is left out."""
    return "\n".join([f"*{title}*", *(f"• {line[0].upper()}{line[1:]}" for how_many, line in lines if how_many)])


def file_is_coming(*, is_new: bool) -> str:
    """The sentence after *Send me the file*."""
    if is_new:
        return "Your file is on its way: look into your messages with me."
    return "Your file is on its way already: look into your messages with me."


def file_of(everything: dict[str, Any], *, made_at: datetime) -> FileToSend:
    """Everything that is kept, as a file for direct messages."""
    return FileToSend(
        name=f"whoknows-about-you-{made_at:%Y-%m-%d}.json",
        title="What WhoKnows keeps about you",
        content=json.dumps(everything, indent=2, ensure_ascii=False),
        text="Here is everything I keep about you. Only you can see it. To change or delete it, type "
        f"`{here('/whoknows')} my data`.",
    )


def forgotten() -> Message:
    """What somebody reads once they are forgotten."""
    return message([section(_forgotten())])


def forgotten_view() -> View:
    """The same in a modal."""
    return modal("You are forgotten", [section(_forgotten())])


def emptied_home() -> View:
    """The Home of somebody who was forgotten: nothing of theirs, and a way to begin again."""
    return home(
        [
            header("Nothing is kept about you"),
            section("You asked to be forgotten, and you are. Ask or add what you know, and you begin again as new."),
            actions(asking.start(), skills.add_button("Add what I know")),
        ]
    )
