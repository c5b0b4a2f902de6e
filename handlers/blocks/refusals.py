"""What people read when something can't be done: what happened, what was kept, what to do."""

from bot.commands import here
from handlers.blocks.kit import Block, Message, View, context, cut, message, modal, plain_section, preformatted

# A form holds 250 kB, and a message about 13,000 letters; nobody types more than this by hand.
_LONGEST_KEPT_TEXT = 10_000
_UNSURE = "I'm not sure whether it went through, so look before you try again."


def told(sentence: str, *, kept_text: str | None = None) -> Message:
    """A plain sentence, seen by one person, with what they typed given back if there is something to keep."""
    return message(_sentence(sentence, kept_text))


def sentence_view(title: str, sentence: str, kept_text: str | None = None) -> View:
    """A plain sentence in a modal, with what they typed given back if there is something to keep."""
    return modal(title, _sentence(sentence, kept_text))


def _sentence(sentence: str, kept_text: str | None) -> list[Block]:
    blocks = [plain_section(sentence)]
    if kept_text and kept_text.strip():
        blocks += [
            context("What you typed, so that you can copy it:"),
            preformatted(cut(kept_text, _LONGEST_KEPT_TEXT)),
        ]
    return blocks


def message_view(said: Message) -> View:
    """A message where only a modal can be shown, such as after a press in Home."""
    return modal("WhoKnows", said["blocks"])


def form_not_opened() -> str:
    """Slack was too slow to open a form."""
    return "Slack didn't open the form in time. Nothing was changed. Try it once more."


def broke(reference: str, *, may_be_done: bool = False) -> str:
    """Our fault; `reference` finds the log entry. `may_be_done` when it broke so late that nobody can tell."""
    state = _UNSURE if may_be_done else "Nothing was changed."
    return f"Something broke on my side, and I've told the people who run me. {state} Ref {reference}"


def too_slow(*, may_be_done: bool = False) -> str:
    """Our fault too: the answer would have come too late for Slack."""
    if may_be_done:
        return f"This took too long. {_UNSURE}"
    return "This took too long, so I stopped. Nothing was changed. Try again in a minute."


def unknown_button() -> str:
    """A button of a message from long ago."""
    way = f"Type {here('/whoknows')} to see what I can do today."
    return f"I don't know this button any more, so nothing was changed. {way}"


def not_installed() -> str:
    """Somebody of a workspace that never installed WhoKnows, or has removed it."""
    return "WhoKnows isn't installed in your workspace, so nothing was changed. One of your admins can install it."
