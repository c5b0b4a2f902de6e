"""A member's own settings: how often they are asked, when they work, and how they like to be thanked."""

from bot import preferences, skills
from bot.zones import zones_like
from handlers.answering.answers import Answer, Visit
from handlers.answering.heard import Command, Press, Submission, Suggestion
from handlers.blocks import personal_note as note_blocks
from handlers.blocks import preferences as blocks
from handlers.blocks import skills as skills_blocks


async def start(_: Command | Press, visit: Visit) -> Answer:
    """*Settings* and `/whoknows settings`: the form."""
    return Answer(view=blocks.form(visit.by, now=visit.now))


async def save(submission: Submission, visit: Visit) -> Answer:
    """The form was sent."""
    await preferences.save(
        visit.session,
        visit.by,
        asks_a_week=submission.text("asks_a_week"),
        works_from=submission.text("works_from"),
        works_until=submission.text("works_until"),
        works_on=submission.chosen("works_on"),
        zone=submission.text("zone"),
        paused_until=submission.text("paused_until"),
        likes_public_thanks=submission.text("thanks") != "private",
        wants_personal_note=submission.text("note") != "none",
        reminders=submission.chosen("reminders"),
        now=visit.now,
    )
    return Answer(view=blocks.saved_view(visit.by, now=visit.now))


async def zones(suggestion: Suggestion, visit: Visit) -> Answer:
    """Time zones for what was typed so far, and always the way back to Slack's."""
    return Answer(options=blocks.zone_options(visit.by, zones_like(suggestion.typed)))


async def pause(_: Command, visit: Visit) -> Answer:
    """`/whoknows pause`: a week without asks, and the way to another day."""
    until = await skills.pause(visit.session, visit.by, now=visit.now)
    return Answer(message=skills_blocks.paused(until, zone=visit.by.zone))


async def resume(_: Press, visit: Visit) -> Answer:
    """*Start again now* in the form, which ends: Slack would keep the day that stands in it for the next *Save*."""
    await skills.resume(visit.session, visit.by, now=visit.now)
    return Answer(view=blocks.resumed_view())


async def stop_notes(_: Press, visit: Visit) -> Answer:
    """*Stop these notes*, in one of them."""
    await preferences.stop_personal_notes(visit.session, visit.by)
    return Answer(message=note_blocks.stopped())
