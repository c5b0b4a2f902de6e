"""One's own kind words: all of them, and the year of help as a file."""

from bot import files
from bot.kudos.all_kind_words import page_of_kind_words
from bot.kudos.year_of_help import KIND
from handlers.answering.answers import Answer, Visit
from handlers.answering.heard import Press
from handlers.blocks import kind_words as blocks
from handlers.blocks import refusals
from handlers.blocks import year_of_help as year_blocks


async def see_all(press: Press, visit: Visit) -> Answer:
    """*All kind words*, and *Newer* and *Older* in it."""
    page = await page_of_kind_words(visit.session, visit.by, press.number)
    return Answer(view=blocks.page_view(page, zone=visit.by.zone))


async def send_year(press: Press, visit: Visit) -> Answer:
    """*My year of help*."""
    said = year_blocks.is_coming(is_new=await files.send(visit.session, visit.by, KIND, now=visit.now))
    if press.place == "message":
        return Answer(message=refusals.told(said))
    return Answer(view=refusals.sentence_view("My year of help", said))
