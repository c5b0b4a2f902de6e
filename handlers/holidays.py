"""`/whoknows holidays`: an admin chooses the countries whose public holidays count."""

from bot import holidays
from handlers.answering.answers import Answer, Visit
from handlers.answering.heard import Command, Submission, Suggestion
from handlers.blocks import holidays as blocks


async def start(_: Command, visit: Visit) -> Answer:
    """The form, with what was chosen before."""
    return Answer(view=blocks.form(await holidays.to_choose(visit.session, visit.by)))


async def suggest_countries(suggestion: Suggestion, visit: Visit) -> Answer:
    """Countries for what was typed so far; before that, where members are."""
    if suggestion.typed.strip():
        return Answer(options=blocks.options(holidays.countries_like(suggestion.typed)))
    known = await holidays.to_choose(visit.session, visit.by)
    return Answer(options=blocks.options(known.where_members_are))


async def choose(submission: Submission, visit: Visit) -> Answer:
    """The form was sent."""
    names = await holidays.choose(visit.session, visit.by, submission.chosen("countries"), now=visit.now)
    return Answer(view=blocks.chosen_view(names))
