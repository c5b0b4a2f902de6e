"""What an expert is asked where several people want to know about a topic, and what whoever wished is told."""

from bot.commands import here
from bot.lunch_wishes import ProposalCard
from bot.lunches import LunchCard
from handlers.blocks.kit import Message, actions, bold, button, context, message, section
from handlers.blocks.lunch_wishes.names import NOT_NOW, YES
from handlers.blocks.lunch_wishes.wishing import when
from handlers.blocks.lunches.names import calendar, come
from models import ProposalState


def proposal(card: ProposalCard) -> Message:
    """The card of an expert, before and after their answer; it never says who wants to know, or how many."""
    topic = bold(card.topic)
    match card.state:
        case ProposalState.ASKED:
            return message(
                [
                    section(
                        f"Several people have asked about {topic} lately. "
                        "Would you hold a lunch-and-learn about it? Half an hour is enough."
                    ),
                    actions(
                        button("Yes, plan one", YES, card.proposal_id, primary=True),
                        button("Not now", NOT_NOW, card.proposal_id),
                    ),
                    context("Only you are being asked, and nobody learns of a no."),
                ]
            )
        case ProposalState.YES:
            return message(
                [
                    section(
                        f"Thank you. You would hold a lunch-and-learn about {topic}. "
                        "Nothing is announced until you have filled in the form."
                    ),
                    actions(
                        button("Plan it", YES, card.proposal_id, primary=True),
                        button("Not after all", NOT_NOW, card.proposal_id),
                    ),
                ]
            )
        case ProposalState.NO:
            said = f"That's fine: no lunch-and-learn about {topic} for now, and nobody learns of it."
            return message([section(said), context(_whenever())])
        case ProposalState.EXPIRED:
            said = f"I asked you about a lunch-and-learn about {topic}. There is nothing for you to do any more."
            return message([section(said), context(_whenever())])
        case ProposalState.PLANNED if card.is_theirs:
            return message([section(f"Your lunch-and-learn about {topic} is planned. Thank you.")])
        case ProposalState.PLANNED:
            said = f"A colleague has planned a lunch-and-learn about {topic}, so there is nothing for you to do."
            return message([section(said)])


def _whenever() -> str:
    return f"If you feel like it one day, type `{here('/lunchandlearn')}`."


def suggested_title(topic: str) -> str:
    """What the form begins with; its host knows better."""
    return f"Getting started with {topic}"


def wished_for(card: LunchCard, *, zone: str) -> Message:
    """What somebody reads once, who wished for what is planned now."""
    lunch = card.lunch
    about = f"about {bold(card.topic)} " if card.topic else ""
    if lunch.cancelled_at is not None:
        return message([section(f"The lunch-and-learn {about}that you wished for was planned, and is cancelled.")])
    planned = f"You wished for a lunch-and-learn, and one {about}is planned: {when(lunch, zone)}."
    if card.is_over:
        return message([section(planned)])
    return message([section(planned), actions(come(lunch, primary=True), calendar(lunch))])
