"""What belongs to which function of lunch-and-learns."""

from handlers import calendar_feed, lunches
from handlers.answering.answers import Handler
from handlers.blocks import calendar_feed as feed_blocks
from handlers.blocks import lunches as blocks

WORDS: dict[str, Handler] = {
    "calendar": calendar_feed.show,
    "list": lunches.list_them,
}

ACTIONS: dict[str, Handler] = {
    blocks.START: lunches.start,
    blocks.MORE: lunches.more,
    blocks.COME: lunches.come,
    blocks.MAYBE: lunches.maybe,
    blocks.RECORDING: lunches.recording,
    blocks.NOT_COMING: lunches.not_coming,
    blocks.JOIN: lunches.joined,
    blocks.CALENDAR: lunches.send_calendar,
    blocks.EDIT: lunches.start_changing,
    blocks.CANCEL: lunches.start_cancelling,
    blocks.ADD_RECORDING: lunches.start_adding_recording,
    blocks.SEE_RECORDING: lunches.joined,
    feed_blocks.OPEN: calendar_feed.start,
    feed_blocks.MAKE: calendar_feed.make,
    feed_blocks.STOP: calendar_feed.stop,
}

SUBMISSIONS: dict[str, Handler] = {
    blocks.FORM: lunches.see_first,
    blocks.PREVIEW_FORM: lunches.announce,
    blocks.EDIT_FORM: lunches.change,
    blocks.CANCEL_FORM: lunches.cancel,
    blocks.RECORDING_FORM: lunches.add_recording,
}

# Forms and menus that name people, who are looked up before they are heard.
NAMING = frozenset({blocks.FORM, blocks.EDIT_FORM})
