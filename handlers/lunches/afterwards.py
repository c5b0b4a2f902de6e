"""Afterwards: what hosts add to the post of their lunch-and-learn."""

from bot import lunches
from handlers.answering.answers import Answer, Visit
from handlers.answering.heard import Press, Submission, number_in
from handlers.blocks import lunches as blocks


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
