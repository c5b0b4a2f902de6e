"""Changing a lunch-and-learn, or cancelling it."""

from bot import lunch_wishes, lunches
from handlers.answering.answers import Answer, Visit
from handlers.answering.heard import Press, Submission, number_in
from handlers.blocks import lunches as blocks
from handlers.blocks.lunches.repeating import ALL_THAT_FOLLOW
from handlers.lunches.planning import plan_of, words_of


async def start_changing(press: Press, visit: Visit) -> Answer:
    """*Change*: the form with what it says now."""
    return Answer(view=blocks.edit_form(await lunches.to_change(visit.session, visit.by, press.number)))


async def change(submission: Submission, visit: Visit) -> Answer:
    """The changed form was sent."""
    lunch_id, _, version = submission.metadata.partition(":")
    known = await lunches.to_change(visit.session, visit.by, number_in(lunch_id))
    words = words_of(
        submission,
        zone=known.lunch.zone,
        hosts=submission.chosen("hosts"),
        channel=known.lunch.channel_slack_id,
    )
    all_that_follow = submission.text("which") == ALL_THAT_FOLLOW
    changed = await (lunches.change_following if all_that_follow else lunches.change)(
        visit.session,
        visit.by,
        known.lunch.id,
        await plan_of(words, visit),
        seen_version=number_in(version),
        now=visit.now,
    )
    await lunch_wishes.is_planned(visit.session, changed.lunch, now=visit.now)
    return Answer(view=blocks.changed_view(changed))


async def start_cancelling(press: Press, visit: Visit) -> Answer:
    """*Cancel it*: what that means, before it is done."""
    return Answer(view=blocks.cancel_form(await lunches.to_change(visit.session, visit.by, press.number)))


async def cancel(submission: Submission, visit: Visit) -> Answer:
    """*Cancel it* was pressed on what it means."""
    all_that_follow = submission.text("which") == ALL_THAT_FOLLOW
    end = lunches.cancel_following if all_that_follow else lunches.cancel
    changed = await end(visit.session, visit.by, number_in(submission.metadata), now=visit.now)
    return Answer(view=blocks.changed_view(changed))
