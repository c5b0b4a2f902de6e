"""What is kept about oneself: seen, had as a file, and forgotten."""

from bot import own_data
from bot.errors import Settled
from handlers.answering.answers import Answer, Visit
from handlers.answering.heard import Command, Press
from handlers.blocks import own_data as blocks
from handlers.blocks import refusals


async def my_data(_: Command, visit: Visit) -> Answer:
    """`/whoknows my data`: what is kept, who sees it, until when."""
    return Answer(message=blocks.shown(await own_data.kept(visit.session, visit.by)))


async def show(_: Press, visit: Visit) -> Answer:
    """*What is kept about you*, wherever it stands."""
    return Answer(view=blocks.shown_view(await own_data.kept(visit.session, visit.by)))


async def send_file(press: Press, visit: Visit) -> Answer:
    """*Send me the file*."""
    said = blocks.file_is_coming(is_new=await own_data.send_file(visit.session, visit.by, now=visit.now))
    if press.place == "modal":
        return Answer(view=refusals.sentence_view("Your file", said))
    return Answer(message=refusals.told(said))


async def forget(press: Press, visit: Visit) -> Answer:
    """*Forget me*, after Slack has asked whether they mean it."""
    # A button of before they were forgotten must not forget the newcomer they would be by pressing it.
    if press.number != visit.by.id:
        raise Settled("You are forgotten already. There is nothing left to take away.")
    await own_data.forget(visit.session, visit.by, now=visit.now)
    if press.place == "modal":
        return Answer(view=blocks.forgotten_view())
    return Answer(message=blocks.forgotten(), replaces=True)
