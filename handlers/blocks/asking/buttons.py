"""The buttons of an ask. Their values are ids: of the question, or of the offer for what the person asked can press."""

from handlers.blocks.kit import Block, button, overflow

ASK = "asking.ask"
CHANGE = "asking.change"
CANCEL = "asking.cancel"
ACCEPT = "asking.accept"
PASS = "asking.pass"  # noqa: S105 - the word on a button
MORE = "asking.more"
STEP_BACK = "asking.step_back"
SOMEONE_ELSE = "asking.someone_else"
ANSWERED = "asking.answered"
NOT_YET = "asking.not_yet"
OPEN_CHAT = "asking.open_chat"
THANK = "asking.thank"
START = "asking.start"
ASK_AGAIN = "asking.ask_again"


def start(*, primary: bool = False, label: str = "Ask a question", about: int | None = None) -> Block:
    """The button that opens the form, wherever it stands; `about` is the skill its first words name."""
    return button(label, START, "question" if about is None else about, primary=primary)


def open_chat(url: str, question_id: int, helper: str, *, primary: bool = False) -> Block:
    """The button that leads into the pair's chat."""
    spoken = f"Open the chat with {helper} about question {question_id}"
    return button("Open the chat", OPEN_CHAT, question_id, primary=primary, url=url, accessibility_label=spoken)


def more() -> Block:
    """What else somebody can do who was asked."""
    return overflow(MORE, [("pause", "Pause asks for a week")])
