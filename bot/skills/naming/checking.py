"""What can be the name of a topic, and how many may come at once; said kindly where it can not."""

from collections.abc import Sequence

from bot.commands import here
from bot.errors import WhoKnowsError
from bot.words import folded

LONGEST_NAME = 80
MOST_AT_ONCE = 20


def checked_names(names: Sequence[str], *, field: str = "names") -> None:
    """Refuse names of topics that are none, or too many at once.

    Raises WhoKnowsError, at this field of a form.
    """
    if not names:
        raise WhoKnowsError(
            f"Type what you know after it, like {here('/skills')} add kubernetes, running meetings.", field=field
        )
    if len(names) > MOST_AT_ONCE:
        raise WhoKnowsError(
            f"That's {len(names)} topics at once, and {MOST_AT_ONCE} is the most. Add the ones you enjoy most.",
            field=field,
        )
    for name in names:
        # Some single signs stand for whole words, and are as long as these once names are compared.
        length = max(len(name), len(folded(name)))
        if length > LONGEST_NAME:
            which = "This topic" if len(names) == 1 else "One of these topics"
            raise WhoKnowsError(
                f"{which} has {length} letters, and {LONGEST_NAME} is the most. "
                "A topic is a word or two, like Terraform or running meetings.",
                field=field,
            )
        if not any(sign.isalnum() for sign in name):
            raise WhoKnowsError("A topic needs at least one letter or digit.", field=field)
