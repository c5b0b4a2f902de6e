"""A member's own settings: how often they are asked, when they work, and how they like to be thanked."""

from bot import preferences
from handlers.answering.answers import Answer, Visit
from handlers.answering.heard import Press, Submission
from handlers.blocks import preferences as blocks


async def start(_: Press, visit: Visit) -> Answer:
    """*Settings*: the form."""
    return Answer(view=blocks.form(visit.by))


async def save(submission: Submission, visit: Visit) -> Answer:
    """The form was sent."""
    await preferences.save(
        visit.session,
        visit.by,
        asks_a_week=submission.text("asks_a_week"),
        works_from=submission.text("works_from"),
        works_until=submission.text("works_until"),
        works_on=submission.chosen("works_on"),
        likes_public_thanks=submission.text("thanks") != "private",
        now=visit.now,
    )
    return Answer(view=blocks.saved_view())
