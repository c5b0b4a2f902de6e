"""What belongs to which function of lunch-and-learns."""

from handlers import calendar_feed, lunch_wishes, lunches, preparation
from handlers.answering.answers import Handler
from handlers.blocks import calendar_feed as feed_blocks
from handlers.blocks import lunch_wishes as wishes_blocks
from handlers.blocks import lunches as blocks
from handlers.blocks import preparation as preparation_blocks

WORDS: dict[str, Handler] = {
    "calendar": calendar_feed.show,
    "list": lunches.list_them,
    "wish": lunch_wishes.wish,
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
    blocks.ALL_DATES: lunches.list_all_dates,
    blocks.ADD_RECORDING: lunches.start_adding_recording,
    blocks.SEE_RECORDING: lunches.joined,
    blocks.ASK: lunches.start_asking,
    blocks.TAKE_QUESTION_BACK: lunches.take_question_back,
    blocks.ALL_CAME: lunches.all_came,
    blocks.NOT_ALL_CAME: lunches.not_all_came,
    blocks.WORTH_YES: lunches.worth_yes,
    blocks.WORTH_PARTLY: lunches.worth_partly,
    blocks.WORTH_NO: lunches.worth_no,
    blocks.THANK: lunches.thank,
    blocks.AGAIN: lunches.teach_again,
    blocks.NEXT_PROMPT: lunches.next_prompt,
    blocks.WHO_COMES: lunches.who_comes,
    feed_blocks.OPEN: calendar_feed.start,
    feed_blocks.MAKE: calendar_feed.make,
    feed_blocks.STOP: calendar_feed.stop,
    preparation_blocks.AGREE: preparation.agree,
    preparation_blocks.SUGGEST: preparation.start_suggesting,
    preparation_blocks.TAKE: preparation.take,
    preparation_blocks.LEAVE: preparation.leave,
    wishes_blocks.LIST: lunch_wishes.show,
    wishes_blocks.WISH: lunch_wishes.wish_by_name,
    wishes_blocks.AS_MEANT: lunch_wishes.settle_doubt,
    wishes_blocks.AS_TYPED: lunch_wishes.settle_doubt,
    wishes_blocks.WISH_TOO: lunch_wishes.wish_too,
    wishes_blocks.NO_LONGER: lunch_wishes.no_longer,
    wishes_blocks.HOLD: lunch_wishes.start_holding,
    wishes_blocks.YES: lunch_wishes.yes,
    wishes_blocks.NOT_NOW: lunch_wishes.not_now,
}

SUBMISSIONS: dict[str, Handler] = {
    blocks.FORM: lunches.see_first,
    blocks.PREVIEW_FORM: lunches.announce,
    blocks.EDIT_FORM: lunches.change,
    blocks.CANCEL_FORM: lunches.cancel,
    blocks.RECORDING_FORM: lunches.add_recording,
    blocks.CAME_FORM: lunches.who_came,
    blocks.MISSING_FORM: lunches.who_did_not,
    blocks.QUESTION_FORM: lunches.ask_in_advance,
    preparation_blocks.SUGGEST_FORM: preparation.suggest,
}

# Forms and menus that name people, who are looked up before they are heard.
NAMING = frozenset({blocks.FORM, blocks.EDIT_FORM, blocks.MISSING_FORM})
