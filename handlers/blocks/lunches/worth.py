"""Was it worth your lunch? The question to who came, and what the hosts read of it."""

from collections.abc import Sequence

from bot.lunches import LunchCard, Totals, WorthCard
from handlers.blocks.kit import Block, Message, actions, bold, button, context, list_of_names, message, plain, section
from handlers.blocks.lunches.names import AGAIN, THANK, WORTH_NO, WORTH_PARTLY, WORTH_YES, spoken
from models import Lunch, Member


def worth_card(card: WorthCard) -> Message:
    """The question, and what stands in its place once it is answered, or nobody asks any more."""
    title, thank = bold(card.lunch.title), _thank(card.lunch, card.hosts)
    if card.has_judged:
        said = section(f"Thank you for saying whether {title} was worth your lunch.")
        return message([said, actions(*thank)] if thank else [said])
    if not card.is_open:
        return message([context(f"This asked whether {title} was worth your lunch.")])
    answers = [
        button(label, name, card.seat_id, accessibility_label=spoken(label, card.lunch))
        for label, name in (("Yes", WORTH_YES), ("Partly", WORTH_PARTLY), ("No", WORTH_NO))
    ]
    readers = list_of_names([plain(host.name) for host in card.hosts]) or "its hosts"
    return message(
        [
            section(f":wave: You were in for {title}. Was it worth your lunch?"),
            actions(*answers, *thank),
            context(f"Only totals reach {readers}, from five answers on. Nobody can look up what you said."),
        ]
    )


def _thank(lunch: Lunch, hosts: Sequence[Member]) -> list[Block]:
    if not hosts:
        return []
    label = f"Thank {hosts[0].name}" if len(hosts) == 1 else "Thank the hosts"
    return [button(label, THANK, lunch.id, accessibility_label=spoken(label, lunch))]


def totals(card: LunchCard, totals: Totals | None) -> Message:
    """What a host reads once nobody is asked any more; of few answers nothing is said.

    What comes again anyway needs no other form.
    """
    lunch = card.lunch
    said = f":wave: A look back at {bold(lunch.title)}."
    if totals is not None:
        counts = ((totals.yes, "yes"), (totals.partly, "partly"), (totals.no, "no"))
        answers = ", ".join(f"{number} {word}" for number, word in counts if number)
        said += f" Was it worth their lunch? {totals.people} people answered: {answers}."
    if card.series is not None:
        return message([section(said)])
    said += " Would you teach it again? The form opens with the same words, and you choose the day."
    return message([section(said), actions(teach_again(lunch, primary=True))])


def teach_again(lunch: Lunch, *, primary: bool = False) -> Block:
    """The button that opens the form with the same words."""
    label = "Teach it again"
    return button(label, AGAIN, lunch.id, primary=primary, accessibility_label=spoken(label, lunch))
