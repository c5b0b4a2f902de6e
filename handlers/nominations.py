"""Nominations: `/skills nominate`, the shortcut "They're great at this", and the nominee's three answers."""

from bot import nominations, skills
from bot.errors import WhoKnowsError
from handlers.answering.answers import Answer, Visit
from handlers.answering.heard import Command, Press, Shortcut, Submission
from handlers.answering.hearing import without_mentions
from handlers.blocks import nominations as blocks


async def nominate(command: Command, visit: Visit) -> Answer:
    """`/skills nominate @person topic`; with less than that the form, which holds what was typed."""
    topic = without_mentions(command.text)
    if len(visit.named) > 1:
        raise WhoKnowsError("Name one person at a time: each is asked alone.")
    if not visit.named or not topic:
        fits = len(topic) <= skills.LONGEST_NAME
        return Answer(view=blocks.form(nominee=next(iter(visit.named), None), topic=topic if fits else ""))
    [(slack_id, nominee)] = visit.named.items()
    nominations.check(visit.by, nominee, topic)
    probably = await skills.meant(visit.session, visit.workspace.id, topic)
    if probably is not None:
        return Answer(view=blocks.form(nominee=slack_id, topic=probably.name, typed=topic))
    listed = await nominations.nominate(visit.session, visit.by, nominee, topic, now=visit.now)
    return Answer(message=blocks.nominated(nominee, listed))


async def nominate_author(shortcut: Shortcut, visit: Visit) -> Answer:
    """The message shortcut: the form with the message's author and the topic it names; its words are not kept."""
    topics = await skills.topics_in(visit.session, visit.workspace.id, shortcut.message_text, at_most=1)
    author = shortcut.author_slack_id
    return Answer(
        view=blocks.form(
            nominee=author if author != visit.by.slack_id else None, topic=topics[0].name if topics else ""
        )
    )


async def send_form(submission: Submission, visit: Visit) -> Answer:
    """The form was sent."""
    for nominee in visit.named.values():
        topic = submission.text("topic")
        listed = await nominations.nominate(visit.session, visit.by, nominee, topic, now=visit.now)
        return Answer(view=blocks.nominated_view(nominee, listed))
    raise WhoKnowsError("Pick who you mean.", field="nominee")


async def add(press: Press, visit: Visit) -> Answer:
    """*Add it*."""
    await nominations.accept(visit.session, visit.by, press.number, now=visit.now)
    return Answer()


async def not_now(press: Press, visit: Visit) -> Answer:
    """*Not now*."""
    await nominations.not_now(visit.session, visit.by, press.number, now=visit.now)
    return Answer()


async def never(press: Press, visit: Visit) -> Answer:
    """*Please don't suggest this*."""
    await nominations.never(visit.session, visit.by, press.number, now=visit.now)
    return Answer()
