"""The names of what can be pressed and sent about kudos, and the buttons that stand in several places."""

from handlers.blocks.kit import Block, button

START = "kudos.start"
FORM = "kudos.form"
THANKS_FORM = "kudos.thanks"
UNDO = "kudos.undo"
ADD_THANKS = "kudos.add_thanks"
TAKE_THANKS_AWAY = "kudos.take_thanks_away"
MORE = "kudos.more"
REPORT_FORM = "kudos.report"
REMOVE = "kudos.remove"
LEAVE = "kudos.leave"
TELL_STORY = "kudos.tell_story"
KEEP_STORY = "kudos.keep_story"


def start(label: str = "Thank someone") -> Block:
    """The button that opens the form, wherever it stands."""
    return button(label, START, "thanks")
