"""What WhoKnows answers to people who write to it: beside questions, only a few words."""

from handlers.blocks.asking import buttons as asking
from handlers.blocks.kit import Message, actions, context, message, section


def you_are_welcome() -> Message:
    """After a thank-you or a goodbye."""
    return message(
        [
            section("Any time. When you're stuck again, write me your question right here."),
            actions(asking.start()),
        ]
    )


def without_files(preview: Message) -> Message:
    """The same message, saying that the files that came with the question stay where they are."""
    note = context("Files aren't passed on. Say in words what they show, or share them in the chat after a yes.")
    return message([*preview["blocks"], note])
