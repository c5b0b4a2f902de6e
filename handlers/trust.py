"""What an administrator may rely on: an installation that ends leaves nothing, and what is kept can be seen."""

from datetime import UTC, datetime

from bot import own_data, people
from bot.errors import WhoKnowsError
from handlers.answering.answers import Answer, Occasion, Visit
from handlers.answering.heard import Command, Event, Press
from handlers.answering.hearing import mentioned, plain
from handlers.blocks import refusals
from handlers.blocks import trust as blocks


async def uninstalled(event: Event, occasion: Occasion) -> None:
    """The workspace took WhoKnows away."""
    happened_at = datetime.fromtimestamp(event.happened_at, UTC)
    await people.uninstall(occasion.session, occasion.workspace.id, happened_at=happened_at, now=occasion.now)


async def tokens_revoked(event: Event, occasion: Occasion) -> None:
    """Tokens were taken: without the bot's own nothing works any more."""
    if event.takes_our_token:
        await uninstalled(event, occasion)


async def data(_: Command, visit: Visit) -> Answer:
    """`/whoknows data`: what is kept in the workspace, for admins."""
    return Answer(message=blocks.overview(await own_data.overview(visit.session, visit.by), zone=visit.by.zone))


async def held(_: Command | Press, visit: Visit) -> Answer:
    """`/whoknows held` and *Look*: posts that may or may not have arrived."""
    return Answer(message=blocks.held(await own_data.unsure_posts(visit.session, visit.by), zone=visit.by.zone))


async def send_again(press: Press, visit: Visit) -> Answer:
    """*Send it again*."""
    return await _settled(press, visit, again=True)


async def leave_it(press: Press, visit: Visit) -> Answer:
    """*It's there*, or *Leave it*."""
    return await _settled(press, visit, again=False)


async def _settled(press: Press, visit: Visit, *, again: bool) -> Answer:
    await own_data.settle_post(visit.session, visit.by, press.number, again=again, now=visit.now)
    if press.place == "modal":
        return Answer(view=refusals.sentence_view("Posts", blocks.settled(again=again)))
    return Answer(message=refusals.told(blocks.settled(again=again)))


async def forget(command: Command, visit: Visit) -> Answer:
    """`/whoknows forget @sarah`, or the name of somebody who left: who it would be, with the button that does it."""
    own_data.require_admin(visit.by)
    if not command.text.strip():
        raise WhoKnowsError(blocks.forget_whom())
    # Only who is known already: asking Slack about somebody would keep them first.
    named = mentioned(command.text)
    if named:
        known = await people.known(visit.session, visit.workspace.id, named[0])
        meant = [known] if known is not None and not known.is_bot else []
    else:
        meant = await own_data.called(visit.session, visit.by, plain(command.text))
    if not meant:
        raise WhoKnowsError("Nothing is kept about them, so there is nothing to take away.")
    return Answer(message=blocks.forget_them(meant))


async def forget_now(press: Press, visit: Visit) -> Answer:
    """*Forget them*, after Slack has asked whether the admin means it."""
    await own_data.forget_somebody(visit.session, visit.by, press.number, now=visit.now)
    return Answer(message=refusals.told(blocks.they_are_forgotten()), replaces=True)
