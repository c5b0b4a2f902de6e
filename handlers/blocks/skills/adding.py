"""Adding to one's list: the form, "did you mean …" for names that are close to a topic, and what came of it."""

from collections.abc import Sequence

from bot.skills import MOST_AT_ONCE, Added, Card, Doubt
from handlers.blocks import preferences
from handlers.blocks.kit import (
    LIMITS,
    Block,
    Message,
    View,
    actions,
    bold,
    button,
    context,
    cut,
    list_of_names,
    message,
    modal,
    plain,
    radio_input,
    section,
    text_input,
    times_a_week,
)
from handlers.blocks.skills.card import WHO_SEES_IT, add_button, open_button
from handlers.blocks.skills.topics import topic_menu
from models import Level

FORM = "skills.form"
ADD_ONE = "skills.add_one"
KNOW_SOME = "skills.know_some"
AS_MEANT = "skills.as_meant"
AS_TYPED = "skills.as_typed"

HOW_FAR = (
    (Level.CAN_HELP.value, "I can help"),
    (Level.CAN_TEACH.value, "I can teach it"),
    (Level.LEARNING.value, "I'm learning it, so don't ask me yet"),
)


def from_own_title(topics: Sequence[str]) -> list[Block]:
    """Topics that a newcomer's profile title names, each with the button that puts it on their list."""
    if not topics:
        return []
    return [context("From your profile title, for your eyes only:"), *(_suggested(topic) for topic in topics)]


def _suggested(topic: str) -> Block:
    return section(bold(topic), accessory=button("Add it", ADD_ONE, topic, accessibility_label=f"Add it, {topic}"))


def know_some_button(topic: str) -> Block:
    """The button that opens the form with a topic in it."""
    room = LIMITS["button_text"] - len("I know some ")
    return button(f"I know some {cut(topic, room)}", KNOW_SOME, topic)


def add_form(topics: Sequence[str] = ()) -> View:
    """The form to add to one's list, with these topics in it; `level` is one of can_teach, can_help and learning."""
    return modal(
        "Add what you know",
        [
            topic_menu(
                "topics",
                "What would you be glad to talk about?",
                most=MOST_AT_ONCE,
                initial=topics,
                placeholder="Kubernetes, running meetings",
                has_focus=True,
                is_optional=True,
            ),
            text_input(
                "names",
                "Or in your own words",
                hint="One on a line, or with commas between them. A topic is a word or two.",
                longest=2000,
                is_optional=True,
            ),
            radio_input("level", "How far?", HOW_FAR, initial=Level.CAN_HELP.value),
            context(WHO_SEES_IT),
        ],
        callback_id=FORM,
        submit="Add",
        close="Not now",
    )


def added(added: Added, card: Card, zone: str, *, doubts: Sequence[Doubt] = (), level: Level | None = None) -> Message:
    """What the member reads after adding: what is listed, and what they have to say about the names in doubt."""
    said = _said(added, card, zone)
    blocks = [section("\n".join(said))] if said else []
    asked = [*doubts]
    for number, doubt in enumerate(asked):
        rest = [other.typed for other in asked[:number] + asked[number + 1 :]]
        blocks += _did_you_mean(doubt, rest, level)
    if asked:
        return message([*blocks, context("A name is listed once you choose.")])
    return message(
        [*blocks, actions(add_button("Add more"), open_button(), preferences.open_button("Change how often"))]
    )


def _did_you_mean(doubt: Doubt, rest: Sequence[str], level: Level | None) -> list[Block]:
    yes, no = f"Yes, {doubt.meant}", f"No, add {doubt.typed}"
    return [
        section(f"You typed {plain(doubt.typed)}. Did you mean {bold(doubt.meant)}?"),
        actions(
            button(cut(yes, LIMITS["button_text"]), AS_MEANT, _value(level, doubt.meant, rest)),
            button(cut(no, LIMITS["button_text"]), AS_TYPED, _value(level, doubt.typed, rest)),
        ),
    ]


def _value(level: Level | None, choice: str, rest: Sequence[str]) -> str:
    """What one press has to know: how far, the name chosen, and the names that are in doubt still."""
    lines = [level.value if level is not None else "", choice]
    for name in rest:
        if sum(map(len, lines)) + len(lines) + len(name) <= LIMITS["button_value"]:
            lines.append(name)
    return "\n".join(lines)


def _said(added: Added, card: Card, zone: str) -> list[str]:
    learning = {line.name for line in card.listed if line.level is Level.LEARNING}
    to_be_asked = [name for name in added.new if name not in learning]
    to_learn = [name for name in added.new if name in learning]
    said = []
    if to_be_asked:
        often = times_a_week(card.member.asks_a_week)
        said.append(
            f"Thanks. You may be asked about {names(to_be_asked)}, at most {often}, never outside your working hours."
        )
    if to_learn:
        verb = "is" if len(to_learn) == 1 else "are"
        said.append(
            f"{names(to_learn)} {verb} on your list as learning. You won't be asked about what you're learning."
        )
    if added.already:
        verb = "was" if len(added.already) == 1 else "were"
        said.append(f"{names(added.already)} {verb} on your list already.")
    if to_be_asked and card.paused_until is not None:
        said.append(preferences.paused_until(card.paused_until, zone))
    return said


def names(names: Sequence[str]) -> str:
    """Topics as one says them."""
    return list_of_names([bold(name) for name in names])
