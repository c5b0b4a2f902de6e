"""Questions for an open table, one a round: warm, about work, and to be answered as far as one likes."""

from bot.lunches import PromptCard
from handlers.blocks.kit import Message, actions, bold, button, context, message, section
from handlers.blocks.lunches.names import NEXT_PROMPT, spoken

PROMPTS = (
    "What went better this month than you had expected?",
    "Which small thing makes your working day easier?",
    "What did somebody here show you that you still use?",
    "What would you like to understand about another team's work?",
    "Which part of your work do people rarely see?",
    "What did you change your mind about lately?",
    "Which tool or trick would you bring along to any job?",
    "What was the first thing you were proud of here?",
    "What would you ask a newcomer to look at with fresh eyes?",
    "Which question do you get asked most often, and what do you answer?",
    "What is a mistake that taught you something worth passing on?",
    "What do you do when you are stuck?",
    "Which meeting would you miss if it were gone?",
    "What would you learn if somebody gave you a free week?",
    "Who helped you lately, and with what?",
    "What does a good day at work look like for you?",
    "Which habit of another team would you like to borrow?",
    "What have you explained often enough that it should be written down?",
    "What is something you used to find hard and now find easy?",
    "Which decision of the past would you explain to somebody new?",
    "What would make asking for help easier here?",
    "Which skill of yours would surprise the others at this table?",
    "What do you look forward to in the next few weeks?",
    "What should this table talk about the next time?",
)


def prompt_card(card: PromptCard) -> Message:
    """The card of a round, for whoever holds the table; the next one takes its place."""
    # Each table begins elsewhere, so that who sits at several hears other questions.
    question = PROMPTS[(card.lunch.id + card.round) % len(PROMPTS)]
    following = button("Next card", NEXT_PROMPT, f"{card.lunch.id}:{card.round}", accessibility_label=_aloud(card))
    return message(
        [
            section(f":wave: Cards for {bold(card.lunch.title)}. Round {card.round + 1}:"),
            section(f"*{question}*"),
            context("Read it out, let everybody answer who likes to, then take the next. Nobody has to."),
            actions(following),
        ]
    )


def _aloud(card: PromptCard) -> str:
    return spoken("Next card", card.lunch)
