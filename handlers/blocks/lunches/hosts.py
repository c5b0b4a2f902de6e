"""What the hosts of a lunch-and-learn read before it, and after."""

from collections.abc import Sequence

from bot.lunches import HeldCard, LunchCard, WhoWasIn
from handlers.blocks.kit import (
    Message,
    View,
    actions,
    bold,
    button,
    checkboxes_input,
    message,
    modal,
    moment,
    people_input,
    section,
)
from handlers.blocks.lunches.names import (
    ALL_CAME,
    CAME_FORM,
    EDIT,
    MISSING_FORM,
    NOT_ALL_CAME,
    add_recording,
    spoken,
    who_comes,
)
from handlers.blocks.lunches.questions import asked_in_advance

# Slack shows less of a message than of a form; the rest is in the list of who comes.
_MOST_BLOCKS_OF_QUESTIONS = 2
# Slack's limit for boxes to tick; of more people those are chosen who did not come, who are fewer.
_MOST_BOXES = 10
_MOST_MISSING = 100


def host_reminder(card: LunchCard, questions: Sequence[str], *, zone: str) -> Message:
    """What reminds a host a week and two days before."""
    lunch = card.lunch
    how_many = f"{len(card.coming)} in, {card.maybe} maybe"
    change = button("Change", EDIT, lunch.id, accessibility_label=spoken("Change", lunch))
    return message(
        [
            section(f":wave: You hold {bold(lunch.title)}, {moment(lunch.begins_at, zone)}. So far: {how_many}."),
            *asked_in_advance(questions, most_blocks=_MOST_BLOCKS_OF_QUESTIONS),
            actions(who_comes(lunch), change),
        ]
    )


def held(card: HeldCard) -> Message:
    """What a host reads when it is over: who came is told by one press."""
    lunch, title = card.lunch, bold(card.lunch.title)
    said = f":green_heart: Thank you for holding {title}."
    ways = [add_recording(lunch)]
    if card.came is not None:
        said += f" {_how_many(card.came)} came."
    elif card.were_in:
        said += " One person was in. Did they come?" if card.were_in == 1 else f" {card.were_in} were in. Did all come?"
        ways[:0] = [
            button("Everybody came", ALL_CAME, lunch.id, accessibility_label=spoken("Everybody came", lunch)),
            button("Not everybody…", NOT_ALL_CAME, lunch.id, accessibility_label=spoken("Not everybody…", lunch)),
        ]
    return message([section(f"{said} Is there something to look at again?"), actions(*ways)])


def _how_many(came: int) -> str:
    return "Nobody" if not came else "One person" if came == 1 else f"{came} people"


def came_form(was: WhoWasIn) -> View:
    """The form to tell who came: a few to be ticked, or of many those who did not."""
    if len(was.members) <= _MOST_BOXES:
        everybody = [(str(member.id), member.name) for member in was.members]
        field = checkboxes_input(
            "came",
            "Who came?",
            everybody,
            initial=[value for value, _ in everybody],
            hint="Nobody reads who did not.",
            is_optional=True,
        )
    else:
        field = people_input(
            "missing",
            "Who did not come?",
            initial=[],
            most=_MOST_MISSING,
            hint=f"Of the {len(was.members)} who were in. Nobody reads it.",
        )
    return modal(
        "Who came",
        [field],
        callback_id=CAME_FORM if len(was.members) <= _MOST_BOXES else MISSING_FORM,
        submit="Save",
        close="Not now",
        private_metadata=str(was.lunch.id),
    )


def came_view(came: int) -> View:
    """What a host reads who told who came."""
    return modal("Who came", [section(f"Noted: {_how_many(came).lower()} came. Its post says how many, and not who.")])
