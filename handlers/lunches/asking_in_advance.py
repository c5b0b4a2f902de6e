"""Asking something before a lunch-and-learn, the list its hosts prepare with, and the cards of an open table."""

from bot import lunches
from handlers.answering.answers import Answer, Visit
from handlers.answering.heard import Press, Submission, number_in
from handlers.blocks import lunches as blocks


async def start_asking(press: Press, visit: Visit) -> Answer:
    """*Ask something in advance*: the form, with what they asked before."""
    own = await lunches.own_questions(visit.session, visit.by, press.number, now=visit.now)
    return Answer(view=blocks.question_form(own))


async def ask_in_advance(submission: Submission, visit: Visit) -> Answer:
    """The form was sent."""
    own = await lunches.ask_in_advance(
        visit.session, visit.by, number_in(submission.metadata), submission.text("question"), now=visit.now
    )
    return Answer(view=blocks.question_asked_view(own))


async def take_question_back(press: Press, visit: Visit) -> Answer:
    """*Take it back*, in the form."""
    own = await lunches.take_question_back(visit.session, visit.by, press.number, now=visit.now)
    return Answer(view=blocks.question_gone_view(own))


async def who_comes(press: Press, visit: Visit) -> Answer:
    """*Who comes*: names, and the questions for the hosts."""
    return Answer(view=blocks.who_comes_view(await lunches.who_comes(visit.session, visit.by, press.number)))


async def next_prompt(press: Press, visit: Visit) -> Answer:
    """*Next card* at an open table; it takes the place of the one that was pressed on."""
    lunch_id, _, seen_round = press.value.partition(":")
    await lunches.next_prompt(
        visit.session, visit.by, number_in(lunch_id), seen_round=number_in(seen_round), now=visit.now
    )
    return Answer()
