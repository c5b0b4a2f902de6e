"""Giving thanks: `/kudos`, its form, the shortcut "Say thanks", the thanks for an answered question, and *Undo*."""

from bot import asking, kudos
from bot.errors import WhoKnowsError
from bot.kudos import ThanksOffer, Ways
from bot.teams import SeenChannel
from handlers.answering.answers import HELP_WORDS, Answer, Visit
from handlers.answering.heard import Command, Press, Shortcut, Submission
from handlers.answering.hearing import question_id_in, without_mentions
from handlers.blocks import kudos as blocks
from handlers.blocks import people as people_blocks
from handlers.blocks.kit import cut

# A quoted message leaves room for what its reader wants to say about it.
_LONGEST_QUOTE = 500


async def give(command: Command, visit: Visit) -> Answer:
    """`/kudos @person reason`, at once where nothing is open; else the form with what was typed, or an empty one."""
    if command.text.strip().casefold() in HELP_WORDS:
        return Answer(message=people_blocks.help_for(command.name))
    if not command.text.strip():
        return await start(command, visit)
    how = await kudos.ways(visit.session, visit.by, list(visit.named.values()))
    reason = kudos.checked_reason(without_mentions(command.text))
    if how.prefer_private or len(how.channels) > 1:
        # The giver is told before anything is sent, and picks where it is said.
        return Answer(view=blocks.form(how, reason=reason))
    given = await kudos.give(
        visit.session,
        visit.by,
        how.receivers,
        reason,
        in_public=True,
        channel=_seen(visit, how.channels[0]) if how.channels else None,
        now=visit.now,
    )
    return Answer(message=blocks.given(given))


async def start(_: Command | Press, visit: Visit) -> Answer:
    """A button, or the command alone: the form."""
    return Answer(view=blocks.form(has_channel=await kudos.any_channel(visit.session, visit.by)))


async def thank_author(shortcut: Shortcut, visit: Visit) -> Answer:
    """The message shortcut: the form with the message's author, and its words unless they are from a private place."""
    author, said = shortcut.author_slack_id, cut(shortcut.message_text.strip(), _LONGEST_QUOTE)
    is_own = author == visit.by.slack_id
    may_be_quoted = bool(said) and (is_own or not shortcut.from_private_place)
    reason = "" if not may_be_quoted else said if is_own else f"“{said}”"
    return Answer(
        view=blocks.form(
            has_channel=await kudos.any_channel(visit.session, visit.by),
            receivers=[author] if author and not is_own else [],
            reason=reason,
        )
    )


async def send_form(submission: Submission, visit: Visit) -> Answer:
    """The form was sent; it comes back, with all that was typed, where its reader has to know or choose something."""
    how = await kudos.ways(visit.session, visit.by, list(visit.named.values()))
    reason, where, topic = (submission.text(field) for field in ("reason", "where", "topic"))
    in_public = where != blocks.Where.PRIVATE
    if in_public and _is_open(how, where, blocks.told_in(submission.metadata)):
        return Answer(view=blocks.form(how, reason=kudos.checked_reason(reason), topic=topic, where=where))
    picked = where if where in how.channels else next(iter(how.channels), None)
    given = await kudos.give(
        visit.session,
        visit.by,
        how.receivers,
        reason,
        in_public=in_public,
        channel=_seen(visit, picked) if in_public and picked else None,
        topic=topic,
        now=visit.now,
    )
    return Answer(view=blocks.given_view(given))


def _is_open(how: Ways, where: str, told: set[str]) -> bool:
    """Whether the giver has to pick a channel yet, or doesn't know of somebody who prefers thanks in private.

    A channel that they picked and that is none of the receivers' any more is never another one by itself.
    """
    is_picked = where in how.channels or (where == blocks.Where.PUBLIC and len(how.channels) < 2)
    return not is_picked or not {one.slack_id for one in how.prefer_private} <= told


async def thank_helper(submission: Submission, visit: Visit) -> Answer:
    """The thanks for an answered question were sent."""
    question_id = question_id_in(submission.metadata) or 0
    offer = await kudos.thanks_for(visit.session, visit.by, question_id)
    where = submission.text("where")
    if where != blocks.Where.PRIVATE and where not in offer.channels:
        raise _choose_again(offer)
    more = submission.chosen("more")
    given = await kudos.give(
        visit.session,
        visit.by,
        [offer.helper],
        submission.text("reason"),
        in_public=where in offer.channels,
        channel=_seen(visit, where) if where in offer.channels else None,
        question_id=question_id,
        tells_leads=offer.has_lead and blocks.More.TELL_LEADS in more,
        may_be_told=blocks.More.MAY_BE_TOLD in more,
        now=visit.now,
    )
    await asking.thanks_were_said(visit.session, visit.by, question_id, now=visit.now)
    return Answer(view=blocks.given_view(given))


def _choose_again(offer: ThanksOffer) -> WhoKnowsError:
    """The giver learns before anything is sent that what they chose is not possible any more."""
    name = offer.helper.name
    if not offer.helper.likes_public_thanks:
        return WhoKnowsError(f"{name} prefers kind words in private now. Choose “Just {name}”.", field="where")
    return WhoKnowsError(
        f"That channel isn't for thanks to {name} any more. Choose again who sees them.", field="where"
    )


def _seen(visit: Visit, slack_id: str) -> SeenChannel:
    """A channel as Slack shows it now; one that it does not show is taken for one that we are not in."""
    seen = visit.see_channel(slack_id)
    return seen or SeenChannel(slack_id, "", is_private=True, is_archived=False, bot_is_in=False)


async def undo(press: Press, visit: Visit) -> Answer:
    """*Undo*: the post and every message go, and the giver gets the words back."""
    taken = await kudos.take_back(visit.session, visit.by, press.number, now=visit.now)
    if taken.question_id is not None:
        await asking.thanks_were_said(visit.session, visit.by, taken.question_id, now=visit.now)
    if press.place == "modal":
        return Answer(view=blocks.taken_back_view(taken))
    return Answer(message=blocks.taken_back(taken), replaces=True)
