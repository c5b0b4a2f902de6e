"""Afterwards: what hosts add and tell, what people say of it, thanks, and the same again."""

from bot import kudos, lunches
from bot.errors import WhoKnowsError
from bot.lunches import Worth
from handlers.answering.answers import Answer, Visit
from handlers.answering.heard import Press, Submission, number_in
from handlers.blocks import kudos as kudos_blocks
from handlers.blocks import lunches as blocks
from handlers.blocks.kit import list_of_names


async def start_adding_recording(press: Press, visit: Visit) -> Answer:
    """*Add notes or a recording*: the form."""
    return Answer(view=blocks.recording_form(await lunches.to_change(visit.session, visit.by, press.number)))


async def add_recording(submission: Submission, visit: Visit) -> Answer:
    """The form was sent."""
    sent = await lunches.add_recording(
        visit.session,
        visit.by,
        number_in(submission.metadata),
        link=submission.text("recording_link").strip(),
        notes=submission.text("notes").strip(),
        now=visit.now,
    )
    return Answer(view=blocks.recording_added_view(sent))


async def all_came(press: Press, visit: Visit) -> Answer:
    """*Everybody came*; the card says so."""
    await lunches.note_who_came(visit.session, visit.by, press.number, now=visit.now)
    return Answer()


async def not_all_came(press: Press, visit: Visit) -> Answer:
    """*Not everybody…*: the form with those who were in."""
    return Answer(view=blocks.came_form(await lunches.who_was_in(visit.session, visit.by, press.number, now=visit.now)))


async def who_came(submission: Submission, visit: Visit) -> Answer:
    """The form was sent, with a tick at each who came."""
    lunch_id, ticked = number_in(submission.metadata), submission.chosen("came")
    was = await lunches.who_was_in(visit.session, visit.by, lunch_id, now=visit.now)
    missing = [member.id for member in was.members if str(member.id) not in ticked]
    came = await lunches.note_who_came(visit.session, visit.by, lunch_id, but=missing, now=visit.now)
    return Answer(view=blocks.came_view(came))


async def who_did_not(submission: Submission, visit: Visit) -> Answer:
    """The form was sent, with those of many who did not come."""
    lunch_id, chosen = number_in(submission.metadata), submission.chosen("missing")
    was = await lunches.who_was_in(visit.session, visit.by, lunch_id, now=visit.now)
    were_in = {member.slack_id: member for member in was.members}
    others = [visit.named[slack_id].name for slack_id in chosen if slack_id not in were_in and slack_id in visit.named]
    if others:
        raise WhoKnowsError(f"{list_of_names(others)} had no seat, so leave them out.", field="missing")
    missing = [were_in[slack_id].id for slack_id in chosen if slack_id in were_in]
    came = await lunches.note_who_came(visit.session, visit.by, lunch_id, but=missing, now=visit.now)
    return Answer(view=blocks.came_view(came))


async def worth_yes(press: Press, visit: Visit) -> Answer:
    """*Yes*; the card thanks for it."""
    return await _judge(press, visit, Worth.YES)


async def worth_partly(press: Press, visit: Visit) -> Answer:
    """*Partly*."""
    return await _judge(press, visit, Worth.PARTLY)


async def worth_no(press: Press, visit: Visit) -> Answer:
    """*No*."""
    return await _judge(press, visit, Worth.NO)


async def _judge(press: Press, visit: Visit, worth: Worth) -> Answer:
    await lunches.judge(visit.session, visit.by, press.number, worth, now=visit.now)
    # The same whatever was said, since answers are kept for a while.
    return Answer()


async def thank(press: Press, visit: Visit) -> Answer:
    """*Thank Bo*: the form for kudos, with the hosts and a sentence to edit."""
    found = await lunches.thanks_to_hosts(visit.session, visit.by, press.number, now=visit.now)
    return Answer(
        view=kudos_blocks.form(
            has_channel=await kudos.any_channel(visit.session, visit.by),
            receivers=[host.slack_id for host in found.hosts],
            reason=f"Thank you for the lunch-and-learn “{found.lunch.title}”.",
            topic=found.topic or "",
        )
    )


async def teach_again(press: Press, visit: Visit) -> Answer:
    """*Teach it again*: the form with the same words, and no day."""
    known = await lunches.to_change(visit.session, visit.by, press.number)
    return Answer(view=blocks.form_again(known, zone=visit.by.zone))
